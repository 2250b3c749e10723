"""What can lead to a person: contact points by class, places, and protected places (domain.md 1.1).

A permitted reader sees a confidential one masked until Show, which is logged. For anybody else the row does not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import ContactPoint, Place
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services.protecting import defaults_for
from fsworkbook.services.rights import require
from fsworkbook.services.values import contact_value, people_of
from fsworkbook.storage.protected_places import make_confidential, protected_by
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.tables.people import (
    ContactPointRow,
    PlaceMemberRow,
    PlaceRow,
    ProtectedPlaceRow,
)
from fsworkbook.storage.writing_past import keep_apart


@dataclass(frozen=True, slots=True)
class Contacts:
    """The places and contact points of a family that this reader may know of. `protected` holds protected place ids."""

    places: tuple[Place, ...]
    points: tuple[ContactPoint, ...]
    protected: frozenset[str]


def contacts(ctx: Context, family_id: str) -> Contacts:
    """What this reader may know; the value of a confidential one is empty: `show_contact_point` gives it, on record."""
    with ctx.read() as db:
        members: dict[str, list[str]] = {}
        rows = select(PlaceMemberRow).join(PlaceRow, PlaceRow.id == PlaceMemberRow.place_id)
        for member in db.scalars(rows.where(PlaceRow.family_id == family_id, PlaceMemberRow.to_on.is_(None))):
            members.setdefault(member.place_id, []).append(member.person_id)
        places = db.scalars(select(PlaceRow).where(PlaceRow.family_id == family_id).order_by(PlaceRow.id))
        points = db.scalars(
            select(ContactPointRow).where(ContactPointRow.family_id == family_id, ContactPointRow.to_on.is_(None))
        )
        protected = db.scalars(
            select(ProtectedPlaceRow.place_id).where(
                ProtectedPlaceRow.family_id == family_id, ProtectedPlaceRow.to_on.is_(None)
            )
        )
        return Contacts(
            tuple(Place(row.id, row.kind, row.label, tuple(members.get(row.id, ()))) for row in places),
            tuple(map(_covered, points)),
            frozenset(protected),
        )


def _covered(row: ContactPointRow) -> ContactPoint:
    point = contact_value(row)
    return replace(point, value="") if point.sharing_class is SharingClass.VICTIM_CONFIDENTIAL else point


def add_place(ctx: Context, family_id: str, kind: str, label: str, members: Iterable[str] = ()) -> Place:
    """A household or setting under a neutral label ("Kayleigh's home", "nursery"); its name is a contact point."""
    if not label.strip():
        raise WorkbookError(
            "Give the place a plain label, such as “nursery”. Its name goes into its contact card.", "label"
        )
    members = tuple(members)
    with ctx.write() as db:
        require(ctx, db, family_id, "write", "people", "The social worker or business support records places.")
        row = PlaceRow(id=new_id(), family_id=family_id, kind=kind, label=label.strip())
        db.add(row)
        db.flush()
        db.add_all(
            PlaceMemberRow(id=new_id(), place_id=row.id, person_id=person, from_on=ctx.today) for person in members
        )
        note(db, Change("place added", family_id, row.id))
        return Place(row.id, row.kind, row.label, members)


def add_contact_point(
    ctx: Context,
    family_id: str,
    of_kind: str,
    of_id: str,
    kind: str,
    value: str,
    safe_to_use: str = "",
    sharing_class: SharingClass | None = None,
    protects: str | None = None,
) -> ContactPoint:
    """A contact point of a PERSON or PLACE. VICTIM_CONFIDENTIAL are a harmed person's, a protected place's, and what
    leads to a protected home, of whoever lives there."""
    if not value.strip():
        raise WorkbookError("Write the address, number or name.", "value")
    with ctx.write() as db:
        owner = next((person for person in people_of(db, [family_id])[family_id] if person.id == of_id), None)
        protected = protected_by(db, family_id, of_kind, of_id, kind)
        if protected or (owner and owner.is_harmed and sharing_class is None):
            sharing_class, protects = SharingClass.VICTIM_CONFIDENTIAL, protected or of_id
        sharing_class = sharing_class or SharingClass.PROFESSIONALS_ONLY
        require(ctx, db, family_id, "write", "contact_point", protects=protects)
        if sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
            protects = _keep_apart(ctx, db, family_id, protects, of_id)
        row = ContactPointRow(
            id=new_id(),
            family_id=family_id,
            of_kind=of_kind,
            of_id=of_id,
            kind=kind,
            value=value.strip(),
            safe_to_use=safe_to_use.strip(),
            sharing_class=sharing_class,
            protects=protects,
            author_id=ctx.user.id,
            from_on=ctx.today,
        )
        db.add(row)
        note(db, Change("contact point added", family_id, row.id))
        return contact_value(row)


def _keep_apart(ctx: Context, db: Db, family_id: str, protects: str | None, of_id: str) -> str:
    """Keep what is confidential from those who harm; gives whom it protects. WorkbookError where nobody is known."""
    found, kept_from = defaults_for(db, family_id, ctx.user.id, [protects or of_id])
    protects = protects or next(iter(found), None)
    if protects is None:
        raise WorkbookError("Say whom this protects.", "protects")
    keep_apart(db, family_id, protects, kept_from, ctx.user.id, ctx.now())
    return protects


def show_contact_point(ctx: Context, contact_point_id: str) -> ContactPoint:
    """Show one; for a confidential one the showing is on the record, and the screen covers it again after 60 s."""
    with ctx.write() as db:
        row = db.get(ContactPointRow, contact_point_id)
        if row is None:
            raise NotFound("That contact is not here any more.")
        event = EventRow(
            id=new_id(),
            action="SHOW",
            family_id=row.family_id,
            object="contact_point",
            row_id=row.id,
            staff_id=ctx.user.id,
            at=ctx.now(),
        )
        db.add(event)
        return contact_value(row)


def protect_place(ctx: Context, place_id: str, protects: str, kept_from: Iterable[str], reason: str) -> None:
    """Make a household or setting a protected place: each of its contact points becomes VICTIM_CONFIDENTIAL."""
    if not reason.strip():
        raise WorkbookError("Say in a sentence why this place is protected.", "reason")
    with ctx.write() as db:
        place = db.get_one(PlaceRow, place_id)
        require(ctx, db, place.family_id, "write", "protected_place")
        row = ProtectedPlaceRow(
            id=new_id(),
            family_id=place.family_id,
            place_id=place_id,
            protects=protects,
            by_id=ctx.user.id,
            reason=reason.strip(),
            from_on=ctx.today,
        )
        db.add(row)
        keep_apart(db, place.family_id, protects, kept_from, ctx.user.id, ctx.now())
        db.flush()
        make_confidential(db, place_id, protects)
        note(db, Change("place protected", place.family_id, row.id))
