"""Protected places, past the reader's filter: a place is protected for everybody's contact points, also for those
that a writer who may not know of the protection adds (domain.md 1.1)."""

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from fsworkbook.domain.sharing import SharingClass
from fsworkbook.storage.tables.people import ContactPointRow, PlaceMemberRow, PlaceRow, ProtectedPlaceRow
from fsworkbook.storage.unfiltered import rows, table

HOUSEHOLD = "HOUSEHOLD"

LEADS_HOME = frozenset({"ADDRESS", "POSTCODE", "TELEPHONE", "EMAIL", "PHOTOGRAPH", "NAME_OF_PLACE"})
"""Contact points of a person that lead to where they live: a protected home protects those of all who live there."""


def protected_by(session: Session, family_id: str, of_kind: str, of_id: str, kind: str) -> str | None:
    """For whose sake a contact point of this kind is confidential: of a protected place, or of who lives in one."""
    place, protected = table(PlaceRow), table(ProtectedPlaceRow)
    asked = select(protected.c.protects).where(protected.c.family_id == family_id, protected.c.to_on.is_(None))
    if of_kind == "PLACE":
        found = rows(session, asked.where(protected.c.place_id == of_id))
    elif kind in LEADS_HOME:
        member = table(PlaceMemberRow)
        homes = select(place.c.id).join(member, member.c.place_id == place.c.id).where(place.c.kind == HOUSEHOLD)
        lives_in = homes.where(member.c.person_id == of_id, member.c.to_on.is_(None))
        found = rows(session, asked.where(protected.c.place_id.in_(lives_in)))
    else:
        return None
    return found[0].protects if found else None


def make_confidential(session: Session, place_id: str, protects: str) -> None:
    """Give every contact point of the place the class that its protection asks for, whoever wrote it; where it is a
    home, those too that lead there and stand with one of those who live in it."""
    place, member, point = table(PlaceRow), table(PlaceMemberRow), table(ContactPointRow)
    session.flush()
    at_home = (
        select(member.c.person_id)
        .join(place, place.c.id == member.c.place_id)
        .where(place.c.id == place_id, place.c.kind == HOUSEHOLD, member.c.to_on.is_(None))
    )
    of_place = and_(point.c.of_kind == "PLACE", point.c.of_id == place_id)
    of_member = and_(
        point.c.of_kind == "PERSON",
        point.c.of_id.in_(at_home),
        point.c.kind.in_(LEADS_HOME),
        point.c.sharing_class != SharingClass.VICTIM_CONFIDENTIAL,  # one's own protection stays as it is
    )
    session.connection().execute(
        update(point)
        .where(or_(of_place, of_member))
        .values(sharing_class=SharingClass.VICTIM_CONFIDENTIAL, protects=protects)
    )
    session.expire_all()
