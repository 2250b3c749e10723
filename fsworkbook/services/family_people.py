"""The people of a family and how they belong together (domain.md 1.1). An unborn baby keeps its row when born."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Person, PersonKind, Relationship
from fsworkbook.services.rights import require
from fsworkbook.services.values import people_of, relationship_value
from fsworkbook.storage.remembering import once
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.people import PersonRow, RelationshipRow

STORED = (
    "given_name",
    "family_name",
    "known_as",
    "kind",
    "born_on",
    "expected_on",
    "birth_accuracy",
    "sex",
    "pronouns",
    "pregnancy_ended_on",
    "deceased_on",
    "in_household",
)


def add_person(ctx: Context, family_id: str, person: Person) -> Person:
    """Add somebody to the family; `person.id` and `family_id` are given here. A child needs exactly one date."""
    _check(ctx, person)
    with ctx.write() as db:
        require(ctx, db, family_id, "write", "people", "The social worker or business support adds people to a family.")
        position = db.scalar(select(func.count()).select_from(PersonRow).where(PersonRow.family_id == family_id)) or 0
        row = PersonRow(
            id=new_id(), family_id=family_id, position=position, **{name: getattr(person, name) for name in STORED}
        )
        db.add(row)
        note(db, Change("person added", family_id, row.id))
        return replace(person, id=row.id, family_id=family_id, need_factors=frozenset())


def change_person(ctx: Context, person: Person) -> Person:
    """Correct what is recorded of somebody in the family."""
    _check(ctx, person)
    with ctx.write() as db:
        row = db.get_one(PersonRow, person.id)
        require(ctx, db, row.family_id, "write", "people", "The social worker or business support corrects this.")
        if row.kind == PersonKind.UNBORN and person.kind is not PersonKind.UNBORN:
            raise WorkbookError("Record the birth: then the same baby keeps its place in every text and rating.")
        for name in STORED:
            setattr(row, name, getattr(person, name))
        note(db, Change("person changed", row.family_id, row.id))
        return person


def record_birth(
    ctx: Context, person_id: str, born_on: date, given_name: str, family_name: str, sex: str = "UNKNOWN"
) -> Person:
    """The baby is born: the same row gets its name and date (domain.md 1.1)."""
    with ctx.write() as db:
        row = db.get_one(PersonRow, person_id)
        require(ctx, db, row.family_id, "write", "people", "The social worker or business support records a birth.")
        if row.kind != PersonKind.UNBORN:
            raise WorkbookError("This birth is recorded already.")
        if born_on > ctx.today:
            raise WorkbookError("The birth cannot be in the future.", "born_on")
        row.kind, row.born_on, row.expected_on = PersonKind.CHILD, born_on, None
        row.given_name, row.family_name, row.sex = given_name.strip(), family_name.strip(), sex
        row.birth_recorded_on = ctx.today
        note(db, Change("birth recorded", row.family_id, row.id))
        db.flush()
        return next(person for person in people_of(db, [row.family_id])[row.family_id] if person.id == person_id)


def add_relationship(
    ctx: Context,
    family_id: str,
    person_id: str,
    other_id: str,
    kind: str,
    *,
    parental_responsibility: bool = False,
    pr_basis: str | None = None,
    from_on: date | None = None,
) -> Relationship:
    """Say how two people belong together, `person` being the `kind` of `other`; with parental responsibility or not."""
    if person_id == other_id:
        raise WorkbookError("Choose two different people.", "other_id")
    if parental_responsibility and not pr_basis:
        raise WorkbookError("Say on what basis this person holds parental responsibility.", "pr_basis")
    with ctx.write() as db:
        require(ctx, db, family_id, "write", "people", "The social worker or business support records relationships.")
        row = RelationshipRow(
            id=new_id(),
            family_id=family_id,
            person_id=person_id,
            other_id=other_id,
            kind=kind,
            parental_responsibility=parental_responsibility,
            pr_basis=pr_basis,
            from_on=from_on,
        )
        db.add(row)
        note(db, Change("relationship added", family_id, row.id))
        return relationship_value(row)


def end_relationship(ctx: Context, relationship_id: str, on: date) -> None:
    """A relationship ended, or never was: from `on` it does not hold. History is never overwritten."""
    with ctx.write() as db:
        row = db.get_one(RelationshipRow, relationship_id)
        require(
            ctx, db, row.family_id, "write", "people", "The social worker or business support records relationships."
        )
        row.to_on = on
        note(db, Change("relationship ended", row.family_id, row.id))


def relationships(ctx: Context, family_id: str) -> tuple[Relationship, ...]:
    """How the people of an opened family belong together."""
    with ctx.read() as db:
        return relationships_of(db, family_id)


@once
def relationships_of(db: Db, family_id: str) -> tuple[Relationship, ...]:
    """The same inside a transaction."""
    query = select(RelationshipRow).where(RelationshipRow.family_id == family_id).order_by(RelationshipRow.id)
    return tuple(map(relationship_value, db.scalars(query)))


def responsible_in(db: Db, family_id: str, day: date) -> frozenset[tuple[str, str]]:
    """Who holds parental responsibility for whom on that day, as (adult, child): the one rule of whom questions are
    asked about and of whose copies hold a child's text (domain.md 1.5)."""
    return frozenset(
        (item.person_id, item.other_id)
        for item in relationships_of(db, family_id)
        if item.parental_responsibility and item.holds_on(day)
    )


def _check(ctx: Context, person: Person) -> None:
    if person.kind is not PersonKind.UNBORN and not person.given_name.strip():
        raise WorkbookError("Give the name this person uses.", "given_name")
    if person.kind is PersonKind.UNBORN and (person.expected_on is None or person.born_on is not None):
        raise WorkbookError("An unborn baby needs the expected date, and no date of birth.", "expected_on")
    if person.kind is PersonKind.CHILD and (person.born_on is None or person.expected_on is not None):
        raise WorkbookError("A child needs a date of birth. If it is not known, estimate it and say so.", "born_on")
    if person.born_on and person.born_on > ctx.today:
        raise WorkbookError("The date of birth cannot be in the future.", "born_on")
