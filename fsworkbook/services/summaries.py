"""The summary before a supervision (domain.md 3.6): who owes one, its form, and "no contact since" as a full answer.

It is saved and finalised through `services/entries.py` under the form's key; the confidential note is its own slot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import FieldKind, Required, Scope, SummaryBox
from fsworkbook.domain.change_stage import behaviours_for
from fsworkbook.domain.contributors import GIVEN, SummaryState
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import Family, Person
from fsworkbook.domain.permissions import may
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import Session, SessionState, StageEntry
from fsworkbook.domain.workbook import BODY, Content, Draft, EntryKey, Version
from fsworkbook.domain.working_days import asked_on, summary_deadline
from fsworkbook.services import entries
from fsworkbook.services.contributions import (
    Contribution,
    before_session,
    contributions,
    contributions_of,
    summary_key,
)
from fsworkbook.services.definitions import CONFIDENTIAL_NOTE
from fsworkbook.services.entry_fit import HAS_BEGUN, NOT_EXPECTED
from fsworkbook.services.opening import opened
from fsworkbook.services.rights import my_standing
from fsworkbook.services.session_values import (
    BEHAVIOUR_OF_FACTOR,
    adults_of,
    session_of,
    sessions_of,
    stages_before,
)
from fsworkbook.services.values import family_value, involvements_of, people_of
from fsworkbook.storage.supervision_facts import WHAT_CHANGED
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.supervision import SessionRow

NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True)
class Owed:
    """A summary that somebody was asked for and has not given. `boxes_done` counts those with words in the draft."""

    session: Session
    family: Family
    due: datetime
    state: SummaryState
    boxes_done: int
    boxes_all: int


@dataclass(frozen=True, slots=True)
class SummaryForm:
    """What a contributor fills in. Boxes of scope adult or child are asked for each of `adults`, `children`; a stage
    for each of the adult's `behaviours`; `slot` says where each answer stands."""

    session: Session
    family: Family
    key: EntryKey
    boxes: tuple[SummaryBox, ...]
    uses_case_worker_summary: bool
    draft: Draft | None
    version: Version | None
    last: Version | None
    due: datetime
    adults: tuple[Person, ...]
    children: tuple[Person, ...]
    behaviours: Mapping[str, tuple[str, ...]]
    stages_before: tuple[StageEntry, ...]
    state: SummaryState
    may_write: bool


def slot(box: SummaryBox, *subjects: str) -> str:
    """Where the answer to a box stands in the content: "stage:<adult>:ALCOHOL"."""
    return ":".join((box.slot, *subjects))


def owed(ctx: Context) -> tuple[Owed, ...]:
    """The summaries this person was asked for, by hand or because ten working days before have come, the next first."""
    with ctx.read() as db:
        family_ids = db.scalars(select(SessionRow.family_id).where(SessionRow.state == SessionState.PLANNED).distinct())
        history = sessions_of(db, sorted(family_ids))
        sessions = [item for of in history.values() for item in of if item.state is SessionState.PLANNED]
        families = {row.id: family_value(row) for row in db.scalars(select(FamilyRow))}
        given = contributions_of(ctx, db, sessions)
        mine = [
            (session, item)
            for session in sessions
            for item in given[session.id]
            if item.staff.id == ctx.user.id and session.family_id in families
        ]
    asked = [(session, item) for session, item in mine if _is_asked(session, item, ctx.today)]
    open_ones = [pair for pair in asked if pair[1].state not in GIVEN | {SummaryState.EXCUSED}]
    drafts = {draft.key: draft for draft in entries.my_drafts(ctx)} if open_ones else {}
    return tuple(
        _owed(ctx, session, families[session.family_id], item, drafts)
        for session, item in sorted(open_ones, key=lambda pair: pair[0].starts_at)
    )


def summary_form(ctx: Context, session_id: str) -> SummaryForm:
    """The form of this person's summary for a session, with what they wrote so far and last time."""
    session, item, before = _mine(ctx, session_id)
    opened(ctx, session.family_id)
    holder = ctx.user.id if item.by_case_worker_summary else None
    key = summary_key(session, ctx.user.id, holder)
    versions = entries.versions(ctx, key)
    last = entries.versions(ctx, summary_key(before, ctx.user.id, holder))[:1] if before else ()
    with ctx.read() as db:
        people = people_of(db, [session.family_id])[session.family_id]
        adults = _adults_worked_with(ctx, db, session.family_id, people)
        stages = stages_before(db, session)
        family = family_value(db.get_one(FamilyRow, session.family_id))
        standing = my_standing(ctx, db, session.family_id)
        writes = may(ctx.catalogue, standing, "write", "summary_own", author=ctx.user.id)
        notes = may(ctx.catalogue, standing, "write", CONFIDENTIAL_NOTE, author=ctx.user.id)
    boxes = (case_worker_box(ctx),) if holder else boxes_for(ctx)
    return SummaryForm(
        session=session,
        family=family,
        key=key,
        boxes=tuple(box for box in boxes if notes or box.object != CONFIDENTIAL_NOTE),
        uses_case_worker_summary=holder is not None,
        draft=entries.draft(ctx, key),
        version=next((item_ for item_ in versions if item_.id == item.version_id), None),
        last=last[0] if last and last[0].id != item.version_id else None,
        due=summary_deadline(session.starts_at),
        adults=adults,
        children=tuple(person for person in people if person.is_child),
        behaviours={adult.id: behaviours_of(ctx, adult, stages) for adult in adults},
        stages_before=stages,
        state=item.state,
        may_write=writes and session.state is SessionState.PLANNED,
    )


def no_contact(ctx: Context, session_id: str, because: str) -> Version:
    """Finalise "no contact since, because…": a full answer, in one act."""
    if not because.strip():
        raise WorkbookError("Say why there was no contact.", NO_CONTACT)
    session, item, _ = _mine(ctx, session_id)
    if session.state is not SessionState.PLANNED:
        raise NotAllowed(HAS_BEGUN)
    key = summary_key(session, ctx.user.id, ctx.user.id if item.by_case_worker_summary else None)
    where = BODY if item.by_case_worker_summary else NO_CONTACT
    sharing_class = _default_class(ctx) if where == NO_CONTACT else case_worker_box(ctx).default_class
    text = RichText.from_plain(f"No contact since, because {because.strip()}", sharing_class or SharingClass.SHAREABLE)
    entries.save_draft(ctx, key, Content({where: text}))
    return entries.finalise(ctx, key)


def boxes_for(ctx: Context) -> tuple[SummaryBox, ...]:
    """The boxes in this discipline's own words, each with the class that a new paragraph starts with."""
    discipline = ctx.catalogue.discipline(ctx.user.discipline)
    return tuple(
        replace(
            box,
            prompt=discipline.summary_prompts.get(box.slot, box.prompt),
            default_class=box.default_class or discipline.summary_default_class,
        )
        for box in ctx.catalogue.summary_boxes
    )


def case_worker_box(ctx: Context) -> SummaryBox:
    """The one box of the key worker: "what has changed since last time" of the Case Worker Summary."""
    field = ctx.catalogue.field(WHAT_CHANGED)
    return SummaryBox(
        slot=BODY,
        title=field.title,
        prompt=field.prompt,
        kind=FieldKind.RICH,
        scope=Scope.FAMILY,
        required=Required.FINAL,
        long_form=False,
        object=field.object,
        default_class=field.default_class,
    )


def behaviours_of(ctx: Context, adult: Person, stages: Iterable[StageEntry]) -> tuple[str, ...]:
    """The behaviours for which a supervision asks this adult's stage: those staged before, and those that the need
    factors point to; never the abuse of a person harmed (domain.md 4.2)."""
    staged = {entry.behaviour for entry in stages if entry.adult_id == adult.id}
    pointed = {BEHAVIOUR_OF_FACTOR[code] for code in adult.need_factors if code in BEHAVIOUR_OF_FACTOR}
    codes = [option.code for option in ctx.catalogue.options["target_behaviour"]]
    wanted = [code for code in codes if code in staged | pointed]
    return behaviours_for(adult, wanted, ctx.user.discipline, in_session=True)


def _mine(ctx: Context, session_id: str) -> tuple[Session, Contribution, Session | None]:
    with ctx.read() as db:
        session = session_of(db, session_id)
        item = next((item for item in contributions(ctx, db, session) if item.staff.id == ctx.user.id), None)
        before = before_session(sessions_of(db, [session.family_id])[session.family_id], session)
    if item is None:
        raise NotAllowed(NOT_EXPECTED)
    return session, item, before


def _is_asked(session: Session, item: Contribution, today: date) -> bool:
    return item.asked_at is not None or asked_on(session.starts_at.date()) <= today


def _owed(ctx: Context, session: Session, family: Family, item: Contribution, drafts: Mapping[EntryKey, Draft]) -> Owed:
    draft = drafts.get(summary_key(session, ctx.user.id, ctx.user.id if item.by_case_worker_summary else None))
    short = [box for box in ctx.catalogue.summary_boxes if box.required is Required.FINAL and not box.long_form]
    slots = [BODY] if item.by_case_worker_summary else [box.slot for box in short]
    written = draft.content.texts if draft else {}
    done = len(slots) if written.get(NO_CONTACT) else sum(bool(written.get(name)) for name in slots)
    return Owed(session, family, summary_deadline(session.starts_at), item.state, done, len(slots))


def _adults_worked_with(ctx: Context, db: Db, family_id: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """The adults whom this person works with; where none is named, all of the family."""
    mine = {
        target
        for item in involvements_of(db, [family_id])[family_id]
        if item.staff_id == ctx.user.id
        for target in (*item.targets, *item.offered_to)
    }
    adults = adults_of(people)
    return tuple(person for person in adults if person.id in mine) or adults


def _default_class(ctx: Context) -> SharingClass:
    return ctx.catalogue.discipline(ctx.user.discipline).summary_default_class
