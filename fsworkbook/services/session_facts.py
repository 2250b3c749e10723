"""What the rules of a supervision's record ask about (`domain/supervision_rules.py`): its cells as this reader may read
them, and whom and what they are about."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.action_status import closed_on
from fsworkbook.domain.completeness import FamilyFacts
from fsworkbook.domain.content_json import placed_from_json
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
from fsworkbook.services.values import everybody, involvements_of, people_of
from fsworkbook.storage.remembering import once
from fsworkbook.storage.tables.workbook import EntryRow, EntryTextRow, EntryVersionRow

NOT_SEEN = "m4.not_seen_reason"
MEETING = ("VISIT", "SESSION_1TO1", "OBSERVATION")
"""The kinds of note that say somebody met the child."""


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
        last_session_on=before.held_on if before else None,
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
    held = before.held_on
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
    """The day on which each child was last seen or heard, by what of it this reader may read: a dated answer of direct
    work, or a note of meeting the child (domain.md 2.7, 3.8). Why a child was not seen is no day on which it was."""
    direct_work = and_(EntryRow.kind == EntryKind.ANSWER, EntryRow.key.startswith("m4."), EntryRow.key != NOT_SEEN)
    query = (
        select(EntryRow, EntryVersionRow, EntryTextRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .join(EntryTextRow, EntryTextRow.version_id == EntryVersionRow.id)
        .where(EntryRow.family_id == session.family_id, EntryVersionRow.occurred_on.is_not(None))
        .where(or_(direct_work, EntryVersionRow.contribution_kind.in_(MEETING)))
        .order_by(EntryVersionRow.number)
    )
    parts = [(entry, version, text) for entry, version, text in db.execute(query)]
    last = {entry.id: version.number for entry, version, _ in parts}
    works_with = _works_with(db, session.family_id)
    found: dict[str, date] = {}
    for entry, version, text in parts:
        if version.number == last[entry.id]:
            for child_id in {child.id for child in children} & _met(entry, version, text, works_with):
                day = version.occurred_on or version.finalised_at.date()
                found[child_id] = max(day, found.get(child_id, day))
    return found


def _works_with(db: Db, family_id: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in involvements_of(db, [family_id])[family_id]:
        found.setdefault(item.staff_id, set()).update(item.targets)
    return found


def _met(entry: EntryRow, version: EntryVersionRow, text: EntryTextRow, works_with: Mapping[str, set[str]]) -> set[str]:
    """Whom a part is about: its subjects, or whom its paragraphs name; else the one person its author works with."""
    if entry.subjects:
        return set(entry.subjects.split(","))
    named = {person for placed in placed_from_json(text.placed) for person in placed.paragraph.about}
    only = works_with.get(version.author_id, set())
    return named or (only if len(only) == 1 else set())
