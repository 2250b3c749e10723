"""What the rules of a supervision's record ask about (`domain/supervision_rules.py`): its cells as this reader may read
them, and whom and what they are about."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.action_status import closed_on
from fsworkbook.domain.completeness import FamilyFacts
from fsworkbook.domain.people import Person
from fsworkbook.domain.supervision import ActionItem, Record, Session
from fsworkbook.domain.supervision_rules import SessionFacts
from fsworkbook.domain.workbook import EntryKind
from fsworkbook.services.family_people import responsible_in
from fsworkbook.services.session_making import limits_of
from fsworkbook.services.session_values import (
    actions_of,
    adults_of,
    cells_of,
    previous_session,
    progress_of,
    ratings_before,
    summaries_of,
)
from fsworkbook.services.values import everybody, people_of
from fsworkbook.storage.remembering import once
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow


def record_of(db: Db, session: Session) -> Record:
    """The record as this reader may read it."""
    return Record.of(cells_of(db, session.id), summaries_of(db, session.id))


def facts_of(ctx: Context, db: Db, session: Session) -> SessionFacts:
    """Whom the record is about, whom the session expected, and what stood before it."""
    responsible = responsible_in(db, session.family_id, ctx.today)
    family = FamilyFacts(people_of(db, [session.family_id])[session.family_id], ctx.today, responsible)
    before = previous_session(db, session)
    past = ratings_before(db, session)
    progress = progress_of(db, session.family_id)
    return SessionFacts(
        session=session,
        children=family.children,
        adults=tuple(adult for adult in adults_of(family.persons) if adult in family.adults or _in_danger(adult)),
        expected=tuple(summary.staff_id for summary in summaries_of(db, session.id) if summary.expected),
        names=names_of(db),
        last_colours={child_id: ratings[0].colour for child_id, ratings in past.items() if child_id},
        last_actions={
            item.id: item.text
            for item in last_actions(db, session)
            if closed_on(item, progress.get(item.id, ())) is None
        },
        last_seen=_last_seen(db, session, family.children),
        last_session_on=before.starts_at.date() if before else None,
        threshold_questions={option.code: option.label for option in ctx.catalogue.options["threshold_question"]},
        limits=limits_of(db),
    )


def names_of(db: Db) -> Mapping[str, str]:
    """The names of those who work here, by staff id."""
    return {person.id: person.name for person in everybody(db).values()}


@once
def last_actions(db: Db, session: Session) -> tuple[ActionItem, ...]:
    """The actions that this session reviews: those of the session before, and older ones that were open until then."""
    before = previous_session(db, session)
    if before is None:
        return ()
    held = before.starts_at.date()
    progress = progress_of(db, session.family_id)
    earlier = [item for item in actions_of(db, session.family_id) if item.session_id != session.id]
    closings = {item.id: closed_on(item, progress.get(item.id, ())) for item in earlier}
    return tuple(
        item
        for item in earlier
        if item.session_id == before.id or (closing := closings[item.id]) is None or closing > held
    )


def _in_danger(person: Person) -> bool:
    """Harmed or harming: part of every supervision, wherever they live."""
    return person.is_harmed or person.harms


def _last_seen(db: Db, session: Session, children: tuple[Person, ...]) -> dict[str, date]:
    """The day of the last direct work of which this reader may read something, by child (domain.md 2.7)."""
    query = (
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryRow.family_id == session.family_id, EntryRow.kind == EntryKind.ANSWER)
        .where(EntryRow.key.startswith("m4."), EntryRow.subjects.in_([child.id for child in children]))
    )
    found: dict[str, date] = {}
    for entry, version in db.execute(query):
        day = version.occurred_on or version.finalised_at.date()
        found[entry.subjects] = max(day, found.get(entry.subjects, day))
    return found
