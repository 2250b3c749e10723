"""Opening a family: no text of it is read without, and every opening is on the record (data.md 3, domain.md 9.9)."""

from datetime import timedelta

from sqlalchemy.orm import Session

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.permissions import Standing, allows_reached, may
from fsworkbook.storage.standing import NO_FAMILY, standings
from fsworkbook.storage.store import Transaction, transaction
from fsworkbook.storage.tables.installation import AccessOpenRow, EventRow

VALID = timedelta(hours=12)
"""How long an opening lasts unless the workbook is locked before: a working day."""


def open_family(session: Session, family_id: str, reason: str) -> None:
    """Write the opening, so that this transaction and those after it read the family's text.

    NotFound, in one sentence for both, where the family does not exist and where it does not exist for this person;
    the refused access is an event, in both cases the same one.
    """
    acting = transaction(session)
    standing = standings(session, acting.me, acting.now.date(), [family_id]).families.get(family_id)
    if standing is None or not reaches(acting.store.catalogue, standing):
        acting.refused.append(refused_access(acting, family_id))
        raise NotFound(NO_FAMILY)
    session.add(
        AccessOpenRow(
            id=new_id(),
            staff_id=acting.me,
            family_id=family_id,
            at=acting.now,
            until=acting.now + VALID,
            reason=reason,
        )
    )
    session.flush()


def refused_access(acting: Transaction, family_id: str) -> EventRow:
    """The event of a family that was not opened (data.md 3)."""
    return EventRow(
        id=new_id(), action="REFUSED", family_id=family_id, object="family", staff_id=acting.me, at=acting.now
    )


def close_families(session: Session) -> None:
    """End this person's openings now: the workbook was locked."""
    acting = transaction(session)
    for row in session.query(AccessOpenRow).where(
        AccessOpenRow.staff_id == acting.me, AccessOpenRow.until > acting.now
    ):
        row.until = acting.now
    session.flush()


def reaches(catalogue: Catalogue, standing: Standing) -> bool:
    """Whether the family exists for this person: in lists, by an open request, or for their own past entries."""
    return (
        may(catalogue, standing, "read", "family_shell")
        or may(catalogue, standing, "metadata", "family_shell")
        or may(catalogue, standing, "read", "case_worker_summary")
        or any(True for _ in allows_reached(catalogue, standing, "read", "own_past_entry"))
    )
