"""Stored rows read as domain values; the one place that knows both shapes of people and entries."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from fsworkbook.domain.content_json import content_from_json, harm_answers_from_json, placed_from_json
from fsworkbook.domain.people import (
    ContactPoint,
    Family,
    Installation,
    Involvement,
    InvolvementStatus,
    Limits,
    Person,
    PersonKind,
    Relationship,
    Staff,
    Team,
)
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, Draft, EntryKey, EntryKind, TextPart, Version, weave
from fsworkbook.storage.remembering import FACTS, once, remembered
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import (
    ContactPointRow,
    FamilyRow,
    InvolvementPersonRow,
    InvolvementRow,
    PersonRow,
    RelationshipRow,
    StaffRow,
    TeamRow,
)
from fsworkbook.storage.tables.workbook import (
    DraftRow,
    EntryRow,
    EntryTextRow,
    EntryVersionRow,
    NeedFactorRow,
    StillTrueRow,
)
from fsworkbook.storage.version_facts import read_whole

SHARED_MORE_WIDELY = "Shared more widely. Who could be harmed:"


def installation_value(row: InstallationRow) -> Installation:
    """What was said at set-up."""
    limits = Limits(row.limit_red, row.limit_amber, row.limit_green, row.visit_cp, row.visit_cin)
    return Installation(row.kind, row.authority, row.nation, row.legal_record, limits, row.second_copy)


def team_value(row: TeamRow) -> Team:
    """One team."""
    return Team(row.id, row.name, row.locality, row.set_day)


def staff_value(row: StaffRow) -> Staff:
    """One member of staff."""
    return Staff(
        row.id,
        row.name,
        row.sign_in,
        row.discipline,
        row.team_id,
        row.locality,
        row.ref,
        row.employer,
        row.line_manager_id,
        row.clinical_supervisor_id,
        row.active_from,
        row.active_to,
        row.is_administrator,
        row.confidentiality_signed_on,
    )


def family_value(row: FamilyRow) -> Family:
    """The facts of one family."""
    return Family(
        row.id,
        row.ref,
        row.display_name,
        row.team_id,
        row.locality,
        row.opened_on,
        row.allocated_on,
        row.closed_on,
        row.restricted,
        row.local_system_ref,
    )


def person_value(row: PersonRow, need_factors: Iterable[str] = ()) -> Person:
    """One human, with the need factors of the last finalised answer."""
    return Person(
        id=row.id,
        family_id=row.family_id,
        given_name=row.given_name,
        family_name=row.family_name,
        kind=PersonKind(row.kind),
        known_as=row.known_as,
        born_on=row.born_on,
        expected_on=row.expected_on,
        birth_accuracy=row.birth_accuracy,
        sex=row.sex,
        pronouns=row.pronouns,
        pregnancy_ended_on=row.pregnancy_ended_on,
        deceased_on=row.deceased_on,
        in_household=row.in_household,
        need_factors=frozenset(need_factors),
    )


def relationship_value(row: RelationshipRow) -> Relationship:
    """One relationship."""
    return Relationship(
        row.id,
        row.person_id,
        row.other_id,
        row.kind,
        row.parental_responsibility,
        row.pr_basis,
        row.from_on,
        row.to_on,
    )


def contact_value(row: ContactPointRow) -> ContactPoint:
    """One contact point, whole; screens mask a confidential one until Show."""
    return ContactPoint(
        row.id,
        row.of_kind,
        row.of_id,
        row.kind,
        row.value,
        row.safe_to_use,
        SharingClass(row.sharing_class),
        row.protects,
    )


@once
def everybody(db: Db) -> Mapping[str, Staff]:
    """Everybody who was ever entered as staff, by id."""
    return {row.id: staff_value(row) for row in db.scalars(select(StaffRow))}


def people_of(db: Db, family_ids: Sequence[str]) -> Mapping[str, tuple[Person, ...]]:
    """The people of these families, by family, adults first, in the order in which they were added."""
    return remembered(db, FACTS, (people_of, *family_ids), lambda: _people(db, family_ids))


def involvements_of(db: Db, family_ids: Sequence[str]) -> Mapping[str, tuple[Involvement, ...]]:
    """The involvements with these families, by family, in order of their beginning."""
    return remembered(db, FACTS, (involvements_of, *family_ids), lambda: _involvements(db, family_ids))


def _people(db: Db, family_ids: Sequence[str]) -> dict[str, tuple[Person, ...]]:
    factors: dict[str, set[str]] = {}
    newer = aliased(EntryVersionRow)
    last = ~exists().where(newer.entry_id == EntryVersionRow.entry_id, newer.number > EntryVersionRow.number)
    of_last = select(NeedFactorRow).join(EntryVersionRow, EntryVersionRow.id == NeedFactorRow.version_id).where(last)
    for factor in db.scalars(of_last.where(NeedFactorRow.family_id.in_(family_ids))):
        factors.setdefault(factor.person_id, set()).add(factor.code)
    found: dict[str, list[Person]] = {family_id: [] for family_id in family_ids}
    rows = db.scalars(
        select(PersonRow).where(PersonRow.family_id.in_(family_ids)).order_by(PersonRow.position, PersonRow.id)
    )
    for row in rows:
        found[row.family_id].append(person_value(row, factors.get(row.id, ())))
    return {
        family_id: tuple(sorted(people, key=lambda person: person.kind is not PersonKind.ADULT))
        for family_id, people in found.items()
    }


def _involvements(db: Db, family_ids: Sequence[str]) -> dict[str, tuple[Involvement, ...]]:
    persons: dict[str, list[InvolvementPersonRow]] = {}
    query = (
        select(InvolvementPersonRow)
        .join(InvolvementRow, InvolvementRow.id == InvolvementPersonRow.involvement_id)
        .where(InvolvementRow.family_id.in_(family_ids))
    )
    for person in db.scalars(query):
        persons.setdefault(person.involvement_id, []).append(person)
    found: dict[str, list[Involvement]] = {family_id: [] for family_id in family_ids}
    rows = select(InvolvementRow).where(InvolvementRow.family_id.in_(family_ids)).order_by(InvolvementRow.from_on)
    for row in db.scalars(rows):
        mine = persons.get(row.id, [])
        found[row.family_id].append(
            Involvement(
                row.id,
                row.family_id,
                row.staff_id,
                row.discipline,
                row.role,
                InvolvementStatus(row.status),
                row.from_on,
                row.to_on,
                tuple(person.person_id for person in mine if not person.offered),
                tuple(person.person_id for person in mine if person.offered),
                row.question,
                row.reason,
            )
        )
    return {family_id: tuple(items) for family_id, items in found.items()}


def entry_key(row: EntryRow | DraftRow) -> EntryKey:
    """Which entry a row is of."""
    subjects = tuple(row.subjects.split(",")) if row.subjects else ()
    author = row.author_id if row.kind != EntryKind.ANSWER else None
    return EntryKey(row.family_id, EntryKind(row.kind), row.key, subjects, author or None, row.owner)


def draft_value(row: DraftRow) -> Draft:
    """A draft, for its author."""
    return Draft(
        row.id,
        entry_key(row),
        row.author_id,
        row.discipline,
        content_from_json(row.content),
        row.base,
        row.begun_at,
        row.saved_at,
        row.occurred_on,
        row.contribution_kind,
        row.significant,
    )


def contents_of(db: Db, version_ids: Sequence[str]) -> dict[str, Content]:
    """What this reader may read of these versions; a version of which nothing may be read is not in the answer."""
    return {version_id: weave(map(text_part, rows)) for version_id, rows in _texts_of(db, version_ids).items()}


def _texts_of(db: Db, version_ids: Sequence[str]) -> dict[str, list[EntryTextRow]]:
    texts: dict[str, list[EntryTextRow]] = {}
    for row in db.scalars(select(EntryTextRow).where(EntryTextRow.version_id.in_(version_ids))):
        texts.setdefault(row.version_id, []).append(row)
    return texts


def _reason(said: str, texts: Iterable[EntryTextRow]) -> str:
    """Why the text changed; that more people may read it is said to those alone who could before (domain.md 1.5)."""
    answers = [answer for row in texts for answer in harm_answers_from_json(row.placed)]
    return " ".join([said, *(f"{SHARED_MORE_WIDELY} {answer}" for answer in answers)]).strip()


def text_part(row: EntryTextRow) -> TextPart:
    """One stored part of a version."""
    return TextPart(
        row.object,
        SharingClass(row.sharing_class),
        row.protects,
        placed_from_json(row.placed),
        json.loads(row.plain_values) if row.plain_values else {},
    )


def versions_of(db: Db, pairs: Sequence[tuple[EntryRow, EntryVersionRow]]) -> tuple[Version, ...]:
    """What this reader may read of these versions; one of which that is nothing is left out. Who reads the whole of one
    reads its reason."""
    texts = _texts_of(db, [version.id for _, version in pairs])
    still: dict[str, date] = {}
    for row in db.scalars(select(StillTrueRow).where(StillTrueRow.version_id.in_(texts)).order_by(StillTrueRow.at)):
        still[row.version_id] = row.at.date()
    whole = read_whole(db, {item.id: len(texts[item.id]) for _, item in pairs if item.reason and item.id in texts})
    return tuple(
        Version(
            version.id,
            entry.id,
            entry_key(entry),
            version.number,
            version.author_id,
            version.discipline,
            version.finalised_at,
            weave(map(text_part, texts[version.id])),
            version.occurred_on,
            version.contribution_kind,
            version.significant,
            still.get(version.id),
            _reason(version.reason if version.id in whole else "", texts[version.id]),
        )
        for entry, version in pairs
        if version.id in texts
    )
