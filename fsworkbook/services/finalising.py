"""The last act on a supervision: FINALISED, immutable, with its typed rows and its fingerprint (domain.md 3.3, 3.4).

In one transaction ratings, stages and actions go to tables of their own, which nobody edits, and what the session said
of earlier actions becomes progress of theirs: what was not done is carried, with its first due date.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.action_status import CLOSED, ProgressKind, status_of
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.supervision import Record, Session, SessionState
from fsworkbook.domain.supervision_moves import Act, why_not
from fsworkbook.domain.workbook import Content
from fsworkbook.services.actions import actions_mine, actions_of_family, progress, write_progress
from fsworkbook.services.opening import is_open
from fsworkbook.services.session_facts import last_actions, record_of
from fsworkbook.services.session_next import keep_to_minutes
from fsworkbook.services.session_page import may_finalise
from fsworkbook.services.session_values import (
    cells_of,
    progress_of,
    session_row,
    session_value,
    team_managers,
)
from fsworkbook.services.supervision_session import record_in, require_nothing_missing
from fsworkbook.services.telling import tell
from fsworkbook.services.text_rules import check
from fsworkbook.storage.store import note
from fsworkbook.storage.supervision_facts import action_facts, record_fingerprint
from fsworkbook.storage.tables.supervision import ActionRow, RatingRow, StageRow

__all__ = ["actions_mine", "actions_of_family", "finalise", "progress", "tell"]

UNREAD = "Read the whole record first: open it, then finalise."
OUTCOMES = {"DONE": ProgressKind.DONE, "NO_LONGER_NEEDED": ProgressKind.NO_LONGER_NEEDED}
"""What closes an action when a session reviews it; anything else carries it to the next."""


def finalise(ctx: Context, session_id: str, *, answers: Mapping[str, str] | None = None) -> Session:
    """Finalise a recorded supervision; in the room the chair who may finalise records and finalises in one act.

    The needs list of RECORDED must still hold, R8 and R10 too (`text_rules.NeedsAnswer`, answered by `answers`), and
    who finalises has opened it.
    """
    with ctx.write() as db:
        row = session_row(db, session_id)
        managers = team_managers(db, row.team_id, ctx.today)
        session = session_value(db, row)
        if session.state is SessionState.IN_SESSION and may_finalise(session, ctx.user.id, managers):
            session = record_in(ctx, db, session_id)
        refusal = why_not(Act.FINALISE, session, ctx.user.id, team_managers=managers)
        if refusal:
            raise NotAllowed(refusal)
        if not is_open(db, session.family_id):
            raise WorkbookError(UNREAD)
        require_nothing_missing(ctx, db, session)
        record = record_of(db, session)
        check(ctx, db, session.family_id, _words(db, session), answers or {})
        _review_last_actions(ctx, db, session, record)
        _write_typed_rows(ctx, db, session, record)
        keep_to_minutes(ctx, db, row)
        row.finalised_hash = record_fingerprint(db, session.id)
        row.state, row.finalised_at, row.finalised_by = SessionState.FINALISED, ctx.now(), ctx.user.id
        note(db, Change("session finalised", session.family_id, session.id))
        db.flush()
        return session_value(db, row)


def _words(db: Db, session: Session) -> Content:
    """The texts of the record in their classes, for the checks of what is finalised."""
    texts = {}
    for number, cell in enumerate(cells_of(db, session.id)):
        words = "\n".join(
            value for name, value in cell.value.items() if isinstance(value, str) and name != "version_id"
        )
        protects = [cell.protects] if cell.protects else []
        texts[str(number)] = RichText.from_plain(words).with_class(cell.sharing_class, protects)
    return Content(texts)


def _review_last_actions(ctx: Context, db: Db, session: Session, record: Record) -> None:
    """What the session said of earlier actions, as progress of theirs."""
    steps = progress_of(db, session.family_id)
    for item in last_actions(db, session):
        outcome = record.text("last_action", item.id, "outcome")
        if not outcome or status_of(item, steps.get(item.id, ()), on=ctx.today) in CLOSED:
            continue
        changed = record.text("last_action", item.id, "changed")
        words = f"Supervision {session.number}: {changed}" if changed else f"Supervision {session.number}"
        write_progress(ctx, db, item, OUTCOMES.get(outcome, ProgressKind.CARRIED), words, on=session.held_on)


def _write_typed_rows(ctx: Context, db: Db, session: Session, record: Record) -> None:
    of_session = {"session_id": session.id, "family_id": session.family_id}
    held = session.held_on
    for cell in (*record.all("rating"), *record.all("case_rating")):
        if colour := str(cell.value.get("colour") or ""):
            db.add(RatingRow(id=new_id(), **of_session, child_id=cell.subject, colour=colour, on=held))
    for cell in record.all("stage"):
        adult_id, _, behaviour = cell.subject.partition(":")
        if stage := str(cell.value.get("stage") or ""):
            lapse = cell.value.get("lapse_on")
            db.add(
                StageRow(
                    id=new_id(),
                    **of_session,
                    adult_id=adult_id,
                    behaviour=behaviour,
                    stage=stage,
                    lapse_on=date.fromisoformat(str(lapse)) if lapse else None,
                    on=held,
                    by_id=ctx.user.id,
                )
            )
    for item in (fact.item for fact in action_facts(db, [session.family_id])):
        if item.session_id == session.id:
            db.add(
                ActionRow(
                    id=item.id,
                    **of_session,
                    number=item.number,
                    owner_id=item.owner_id,
                    owner_person_id=item.owner_person_id,
                    due=item.due,
                )
            )
