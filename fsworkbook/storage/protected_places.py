"""Protected places, past the reader's filter: a place is protected for everybody's contact points, also for those
that a writer who may not know of the protection adds (domain.md 1.1)."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fsworkbook.domain.sharing import SharingClass
from fsworkbook.storage.tables.people import ContactPointRow, ProtectedPlaceRow
from fsworkbook.storage.unfiltered import rows, table


def protected_by(session: Session, family_id: str, place_id: str) -> str | None:
    """Whom a place protects, if it is protected now."""
    place = table(ProtectedPlaceRow)
    found = rows(
        session,
        select(place.c.protects).where(
            place.c.family_id == family_id, place.c.place_id == place_id, place.c.to_on.is_(None)
        ),
    )
    return found[0].protects if found else None


def make_confidential(session: Session, place_id: str, protects: str) -> None:
    """Give every contact point of the place the class that its protection asks for, whoever wrote it."""
    point = table(ContactPointRow)
    session.flush()
    session.connection().execute(
        update(point)
        .where(point.c.of_kind == "PLACE", point.c.of_id == place_id)
        .values(sharing_class=SharingClass.VICTIM_CONFIDENTIAL, protects=protects)
    )
    session.expire_all()
