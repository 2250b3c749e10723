"""The strip over every page of a family: children with ratings, adults with behaviours that harm, what comes next."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.people import Family, Person, PersonKind
from fsworkbook.domain.supervision import Session, SessionState, StageEntry
from fsworkbook.services.session_values import session_value
from fsworkbook.services.values import contents_of, family_value
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.supervision import RatingRow, SessionRow, StageRow
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow

NOT_IN_HEADER = frozenset({"ACCEPTING_SAFETY_SUPPORT"})
"""The victim is not staged: "Working with us on safety" stands in its panel alone (domain.md 4.2)."""


@dataclass(frozen=True, slots=True)
class ChildRating:
    """A child with the colour of the last finalised supervision; None where never rated."""

    person: Person
    colour: str | None
    rated_on: date | None


@dataclass(frozen=True, slots=True)
class AdultStages:
    """An adult with a stage for each behaviour that harms; for a person harmed, what this reader may read in words."""

    person: Person
    stages: tuple[StageEntry, ...]
    keeps_safe: str = ""
    gets_in_way: str = ""


@dataclass(frozen=True, slots=True)
class FamilyHeader:
    """What the strip shows."""

    family: Family
    plan: str
    children: tuple[ChildRating, ...]
    adults: tuple[AdultStages, ...]
    next_session: Session | None


def header_of(ctx: Context, db: Db, family_id: str, people: tuple[Person, ...], plan: str) -> FamilyHeader:
    """The header of an opened family."""
    rated = {row.child_id: row for row in _ratings(db, [family_id])}
    stages = last_stages(db, family_id)
    adults = []
    for person in people:
        if person.kind is PersonKind.ADULT:
            mine = tuple(entry for (adult, _), entry in stages.items() if adult == person.id)
            words = [_words(db, family_id, key, person) for key in ("m3.keeps_safe", "m3.gets_in_way")]
            if mine or any(words):
                adults.append(AdultStages(person, mine, *words))
    children = tuple(
        ChildRating(person, rated[person.id].colour, rated[person.id].on)
        if person.id in rated
        else ChildRating(person, None, None)
        for person in people
        if person.is_child
    )
    family = family_value(db.get_one(FamilyRow, family_id))
    return FamilyHeader(family, plan, children, tuple(adults), next_session(db, family_id))


def next_session(db: Db, family_id: str) -> Session | None:
    """The supervision that comes next or is going on."""
    row = db.scalar(
        select(SessionRow)
        .where(SessionRow.family_id == family_id, SessionRow.state.in_([SessionState.PLANNED, SessionState.IN_SESSION]))
        .order_by(SessionRow.starts_at)
        .limit(1)
    )
    return session_value(db, row) if row else None


def last_colours(db: Db, family_ids: list[str]) -> dict[str, str]:
    """The last colour of each child of these families, by child id."""
    return {child_id: colour for colours in colours_of(db, family_ids).values() for child_id, colour in colours.items()}


def colours_of(db: Db, family_ids: list[str]) -> dict[str, dict[str, str]]:
    """The same by family."""
    found: dict[str, dict[str, str]] = {family_id: {} for family_id in family_ids}
    for row in _ratings(db, family_ids):
        if row.child_id:
            found[row.family_id][row.child_id] = row.colour
    return found


def last_stages(db: Db, family_id: str) -> dict[tuple[str, str], StageEntry]:
    """The last agreed stage by adult and behaviour, in the order in which they were first set."""
    found: dict[tuple[str, str], StageEntry] = {}
    for row in db.scalars(
        select(StageRow).where(StageRow.family_id == family_id, StageRow.session_id.is_not(None)).order_by(StageRow.on)
    ):
        if row.behaviour not in NOT_IN_HEADER:
            found[row.adult_id, row.behaviour] = StageEntry(
                row.adult_id, row.behaviour, row.stage, row.on, row.lapse_on, by_id=row.by_id
            )
    return found


def _ratings(db: Db, family_ids: list[str]) -> list[RatingRow]:
    """The ratings of these families, the earliest first, so that the last one wins."""
    return list(db.scalars(select(RatingRow).where(RatingRow.family_id.in_(family_ids)).order_by(RatingRow.on)))


def _words(db: Db, family_id: str, key: str, person: Person) -> str:
    if not person.is_harmed:
        return ""
    last = (
        select(EntryVersionRow.id)
        .join(EntryRow, EntryRow.id == EntryVersionRow.entry_id)
        .where(EntryRow.family_id == family_id, EntryRow.key == key, EntryRow.subjects == person.id)
        .order_by(EntryVersionRow.number.desc())
        .limit(1)
    )
    version_id = db.scalar(last)
    content = contents_of(db, [version_id]).get(version_id) if version_id else None
    return content.body.plain if content else ""
