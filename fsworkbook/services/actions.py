"""Actions of supervisions: who owes what by when, and what becomes of it (domain.md 3.6, 3.9).

An action is seen and progressed from the moment it is typed; lateness counts from FINALISED. Status, overdue, escalated
and drift are computed (`domain/action_status.py`); what is stored is append-only progress.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain import action_status as rules
from fsworkbook.domain.action_status import ActionStatus, ProgressKind
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.permissions import may
from fsworkbook.domain.supervision import ActionItem, ActionProgress
from fsworkbook.services.opening import open_in
from fsworkbook.services.rights import my_standing
from fsworkbook.services.session_values import actions_of, progress_of, session_of, team_managers
from fsworkbook.services.text_rules import check_without_a_class
from fsworkbook.storage.store import note as tell_listeners
from fsworkbook.storage.supervision_facts import ActionFact, action_facts, progress_facts
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.supervision import ActionProgressRow, SessionRow


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as a list shows it. `item.text` and the notes are empty in lists of several families."""

    item: ActionItem
    session_number: int
    family_ref: str
    family_name: str
    status: ActionStatus
    overdue_since: date | None
    escalated: bool
    drift: bool
    chair_is_told: bool
    progress: tuple[ActionProgress, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status not in rules.CLOSED


def actions_mine(ctx: Context) -> tuple[ActionLine, ...]:
    """The open actions that this person owns, the earliest due first: number, family and dates, no words."""
    lines = (line for line in _lines(ctx) if line.item.owner_id == ctx.user.id and line.is_open)
    return tuple(sorted(lines, key=lambda line: line.item.due))


def actions_of_team(ctx: Context) -> tuple[ActionLine, ...]:
    """The overdue and waiting actions of the families that this manager leads, the longest overdue first."""
    with ctx.read() as db:
        led = {row.id for row in db.scalars(select(FamilyRow).where(FamilyRow.team_id == ctx.user.team_id))}
    lines = [line for line in _lines(ctx) if line.item.family_id in led and line.is_open]
    late = [line for line in lines if line.overdue_since is not None or line.chair_is_told]
    return tuple(sorted(late, key=lambda line: line.overdue_since or line.item.due))


def actions_of_family(ctx: Context, family_id: str) -> tuple[ActionLine, ...]:
    """The actions of an opened family in words, the oldest first, closed ones too."""
    with ctx.read() as db:
        words = {item.id: item.text for item in actions_of(db, family_id)}
        progress = progress_of(db, family_id)
        family = db.get(FamilyRow, family_id)
        if family is None:
            return ()
        facts = [fact for fact in action_facts(db, [family_id]) if fact.item.id in words]
        return tuple(
            _line(
                replace(fact, item=replace(fact.item, text=words[fact.item.id])),
                progress.get(fact.item.id, ()),
                family,
                ctx.today,
            )
            for fact in facts
        )


def action_in_words(ctx: Context, action_id: str) -> ActionLine:
    """One action, for who is about to say what became of it. Its family is opened, which is on the record."""
    with ctx.write() as db:
        family_id = _fact(db, action_id).item.family_id
        open_in(db, family_id)
    return next(line for line in actions_of_family(ctx, family_id) if line.item.id == action_id)


def progress(ctx: Context, action_id: str, kind: ProgressKind | str, note: str = "") -> None:
    """Write what became of an action: by its owner or the family's manager; DONE says what shows it.

    ACCEPTED is the owner's word, or the chair's who has spoken to them and says so; nothing is accepted by silence.
    """
    wanted = ProgressKind(kind)
    with ctx.write() as db:
        fact = _fact(db, action_id)
        _require_owner_or_manager(ctx, db, fact, wanted, note)
        steps = progress_facts(db, [fact.item.family_id]).get(action_id, ())
        refusal = rules.why_progress_is_refused(wanted, note, rules.status_of(fact.item, steps))
        if refusal:
            raise WorkbookError(refusal, "note")
        open_in(db, fact.item.family_id)  # what is protected is asked of an open family, as when a text is finalised
        write_progress(ctx, db, fact.item, wanted, note)
        tell_listeners(db, Change("action progressed", fact.item.family_id, action_id))


def write_progress(
    ctx: Context, db: Db, item: ActionItem, kind: ProgressKind, note: str, on: date | None = None
) -> None:
    """The row of one step, inside a write; `on` is the day it was said, today unless told. Its note has no class, so it
    takes no protected place (R10)."""
    check_without_a_class(db, item.family_id, note)
    db.add(
        ActionProgressRow(
            id=new_id(),
            action_id=item.id,
            session_id=item.session_id,
            family_id=item.family_id,
            kind=kind,
            note=note.strip(),
            on=on or ctx.today,
            by_id=ctx.user.id,
            at=ctx.now(),
        )
    )


def _require_owner_or_manager(ctx: Context, db: Db, fact: ActionFact, kind: ProgressKind, note: str) -> None:
    item = fact.item
    session = session_of(db, item.session_id)
    leads = ctx.user.id in team_managers(db, session.team_id, ctx.today) | session.finaliser_ids
    standing = my_standing(ctx, db, item.family_id)
    allowed = may(ctx.catalogue, standing, "write", "action_progress", author=item.owner_id, session_id=session.id)
    if not allowed or not (leads or item.owner_id == ctx.user.id or item.owner_id is None):
        raise NotAllowed("The person who owns the action says what became of it, or the team manager.")
    if kind is ProgressKind.ACCEPTED and item.owner_id != ctx.user.id and not note.strip():
        raise WorkbookError("Say when you spoke to the person who is to do it.", "note")


def _fact(db: Db, action_id: str) -> ActionFact:
    reached = db.scalars(select(SessionRow.family_id).distinct()).all()
    found = next((fact for fact in action_facts(db, reached) if fact.item.id == action_id), None)
    if found is None:
        raise NotFound("This action is not on the record.")
    return found


def _lines(ctx: Context) -> tuple[ActionLine, ...]:
    with ctx.read() as db:
        families = {row.id: row for row in db.scalars(select(FamilyRow))}
        done = progress_facts(db, families)
        return tuple(
            _line(fact, done.get(fact.item.id, ()), families[fact.item.family_id], ctx.today)
            for fact in action_facts(db, families)
        )


def _line(fact: ActionFact, steps: tuple[ActionProgress, ...], family: FamilyRow, today: date) -> ActionLine:
    item = fact.item
    overdue = rules.is_overdue(item, steps, fact.finalised_at, today)
    drift = rules.drift_since(item, steps)
    return ActionLine(
        item,
        fact.session_number,
        family.ref,
        family.display_name,
        rules.status_of(item, steps, fact.owner_was_absent, today),
        rules.overdue_since(item, fact.finalised_at) if overdue else None,
        rules.is_escalated(item, steps, fact.finalised_at, today),
        drift is not None and drift <= today,
        rules.chair_is_told(item, steps, fact.owner_was_absent, fact.session_on, today),
        steps,
    )
