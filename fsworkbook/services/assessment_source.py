"""Reads the record that an assessment is made from, and the facts that stand beside its answers: people, work done,
stages and ratings over time."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.documents.answers import value_words
from fsworkbook.documents.assessment_values import PersonLine, RatingLine, StageLine, Work
from fsworkbook.documents.words import listed
from fsworkbook.domain.change_stage import WORKING_WITH_US_ON_SAFETY
from fsworkbook.domain.completeness import FamilyFacts
from fsworkbook.domain.content_json import placed_from_json
from fsworkbook.domain.copies import Recipient, RecipientKind
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import EntryKind, Version
from fsworkbook.services.chronology import chronology_of
from fsworkbook.services.copies_of_assessment import Source, for_this_reader
from fsworkbook.services.family_people import relationships_of
from fsworkbook.services.values import involvements_of, staff_value, versions_of
from fsworkbook.storage.system import parts_for_copy
from fsworkbook.storage.tables.people import StaffRow
from fsworkbook.storage.tables.supervision import RatingRow, StageRow
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow

LEGAL_STATUS = "ki.legal_status"
"""Stands in the table of people, so it is not printed a second time as an answer."""

LETTERS = {"RED": "R  ", "AMBER": "A  ", "GREEN": "G  "}


def source_of(
    ctx: Context, db: Db, family_id: str, facts: FamilyFacts, recipient: Recipient, removed: frozenset[str]
) -> Source:
    """The record as this transaction reads it: the last version of each answer and panel, the significant events."""
    readable: frozenset[str] | None = None
    if recipient.kind is RecipientKind.STAFF:
        readable = _read_by(ctx, db, family_id, recipient.person_id) & _read_by(ctx, db, family_id, ctx.user.id)
    return Source(
        ctx=ctx,
        facts=facts,
        versions=last_versions(db, family_id),
        events=chronology_of(db, family_id),
        involvements=involvements_of(db, [family_id])[family_id],
        staff={row.id: staff_value(row) for row in db.scalars(select(StaffRow))},
        recipient=recipient,
        removed=removed,
        readable=readable,
    )


def _read_by(ctx: Context, db: Db, family_id: str, staff_id: str | None) -> frozenset[str]:
    """The paragraphs that a member of staff reads here, and the versions whose plain values they read."""
    parts = [part for part in parts_for_copy(db, family_id, ctx.user.id, staff_id) if part.may_have]
    paragraphs = {placed.paragraph.id for part in parts for placed in placed_from_json(part.placed)}
    return frozenset(paragraphs | {part.version_id for part in parts if part.plain_values})


def last_versions(db: Db, family_id: str) -> tuple[Version, ...]:
    """The last version of each answer and panel of the family."""
    query = (
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryRow.family_id == family_id, EntryRow.kind.in_([EntryKind.ANSWER, EntryKind.PANEL]))
        .order_by(EntryVersionRow.finalised_at, EntryVersionRow.number)
    )
    last = {entry.id: (entry, version) for entry, version in db.execute(query)}
    return versions_of(db, list(last.values()))


def people_lines(source: Source, db: Db, family_id: str) -> Iterator[PersonLine]:
    """The people this copy may tell of: how they belong, who is responsible, the legal status of each child."""
    people = for_this_reader(source, source.facts.persons)
    names = {person.id: person.short_name for person in people}
    statuses = _legal_statuses(source)
    relations = [item for item in relationships_of(db, family_id) if item.holds_on(source.ctx.today)]
    for person in people:
        kinds: dict[str, list[str]] = {}
        for item in relations:
            if item.person_id == person.id and item.other_id in names:
                label = source.ctx.catalogue.label("relationship_type", item.kind)
                kinds.setdefault(label, []).append(names[item.other_id])
        belongs = "; ".join(f"{kind} of {listed(others)}" for kind, others in kinds.items())
        responsible = _responsible(person, source.facts, names)
        yield PersonLine(person, belongs or _kind(person), responsible, statuses.get(person.id, ""))


def _kind(person: Person) -> str:
    return {PersonKind.ADULT: "Adult", PersonKind.CHILD: "Child", PersonKind.UNBORN: "Unborn baby"}[person.kind]


def _responsible(person: Person, facts: FamilyFacts, names: Mapping[str, str]) -> str:
    if person.is_child:
        return listed(
            names[adult] for adult, child in sorted(facts.responsible) if child == person.id and adult in names
        )
    children = [names[child] for adult, child in sorted(facts.responsible) if adult == person.id and child in names]
    return f"For {listed(children)}" if children else ""


def _legal_statuses(source: Source) -> Mapping[str, str]:
    field = source.fields[LEGAL_STATUS]
    return {
        version.key.subjects[0]: value_words(field, version.content)
        for version in source.versions
        if version.key.key == LEGAL_STATUS and version.key.subjects
    }


def work_lines(source: Source, db: Db, family_id: str) -> Iterator[Work]:
    """How often each discipline met the family, from its dated notes. A note that holds confidential words is not
    counted for anybody outside: that it exists can tell something."""
    query = (
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryRow.family_id == family_id, EntryRow.kind == EntryKind.CONTRIBUTION)
        .where(EntryRow.key != "chronology")
        .order_by(EntryVersionRow.number)
    )
    last = {entry.id: (entry, version) for entry, version in db.execute(query)}
    days: dict[str, list[Version]] = {}
    for version in versions_of(db, list(last.values())):
        if version.occurred_on and source.for_reader(source.about(version)) and not _is_confidential(version):
            days.setdefault(version.discipline, []).append(version)
    for discipline, versions in sorted(days.items()):
        met = sorted(version.occurred_on for version in versions if version.occurred_on)
        yield Work(source.ctx.catalogue.discipline(discipline).title, len(met), met[0], met[-1])


def _is_confidential(version: Version) -> bool:
    confidential = {SharingClass.VICTIM_CONFIDENTIAL, SharingClass.CHILD_CONFIDENTIAL, SharingClass.CLINICAL}
    return any(paragraph.sharing_class in confidential for text in version.content.texts.values() for paragraph in text)


def stage_lines(source: Source, db: Db, family_id: str) -> Iterator[StageLine]:
    """The stages that supervisions agreed; "Working with us on safety" is in no document (domain.md 4.2)."""
    query = select(StageRow).where(StageRow.family_id == family_id, StageRow.session_id.is_not(None))
    for row in db.scalars(query.order_by(StageRow.on, StageRow.id)):
        if row.behaviour != WORKING_WITH_US_ON_SAFETY and source.for_reader((row.adult_id,)):
            stage = source.ctx.catalogue.stage(row.stage).label
            behaviour = source.ctx.catalogue.label("target_behaviour", row.behaviour)
            yield StageLine(row.adult_id, behaviour, row.on, f"{stage}, with a lapse" if row.lapse_on else stage)


def rating_lines(source: Source, db: Db, family_id: str) -> Iterator[RatingLine]:
    """Each child's colour over time; never anything else of the minutes (domain.md 2.13)."""
    query = select(RatingRow).where(RatingRow.family_id == family_id, RatingRow.child_id != "")
    for row in db.scalars(query.order_by(RatingRow.on, RatingRow.id)):
        if source.for_reader((row.child_id,)):
            word = source.ctx.catalogue.label("rag", row.colour)
            yield RatingLine(row.child_id, row.on, LETTERS.get(row.colour, "") + word)
