"""Signing in: opens the store and returns the context (domain.md 9.4, data.md 2)."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from fsworkbook import catalogue_file
from fsworkbook.context import Context, wall_clock
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Installation, Staff
from fsworkbook.storage.creation import make_workbook
from fsworkbook.storage.people_rows import installation_row, staff_of
from fsworkbook.storage.store import DEMONSTRATION, DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.tables.people import StaffRow

DEMONSTRATION_AUTHOR = "demonstration"
"""Who writes the first rows of a demonstration: no member of staff."""

EXAMPLE = Installation(DEMONSTRATION, "Example Council", "ENGLAND", "the council's case system")


def create_demonstration(
    path: Path,
    *,
    installation: Installation = EXAMPLE,
    at: datetime | None = None,
    catalogue: Catalogue | None = None,
) -> Store:
    """A demonstration with nobody in it yet; its first staff are written as `DEMONSTRATION_AUTHOR`."""
    row = installation_row(new_id(), installation)
    row.clock = at
    return make_workbook(
        path, DEMONSTRATION_KEY, catalogue or catalogue_file.load(), [row], DEMONSTRATION_AUTHOR, at or wall_clock()
    )


def open_demonstration(path: Path, staff_id: str, *, catalogue: Catalogue | None = None) -> Context:
    """A demonstration as one of its staff: nobody is asked for a passphrase. Close it by `ctx.store.close()`."""
    store = Store.open(path, DEMONSTRATION_KEY, catalogue or catalogue_file.load())
    try:
        return signed_in(store, staff_id)
    except BaseException:
        store.close()
        raise


def signed_in(store: Store, staff_id: str) -> Context:
    """The context of somebody of an open store, with their sign-in on the record."""
    now = store.clock or wall_clock()
    with store.write(staff_id, now) as session:
        row = session.scalar(select(StaffRow).where(StaffRow.id == staff_id))
        if row is None:
            raise NotFound("Nobody of this name works with this workbook.")
        session.add(event(new_id(), "LOGIN", staff_id, now))
        return Context(store, store.catalogue, staff_of(row))


def event(row_id: str, action: str, staff_id: str, at: datetime, object: str = "sign_in") -> EventRow:
    """An act that changes no row."""
    return EventRow(id=row_id, action=action, family_id=None, object=object, row_id=None, staff_id=staff_id, at=at)
