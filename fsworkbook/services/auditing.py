"""The audit trail: acts that change no row, and the check that nothing was changed behind the program's back."""

from pathlib import Path

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.ids import new_id
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.verifying import Finding, Verified, verify_store

__all__ = ["Finding", "Verified", "record", "verify", "verify_demonstration"]


def record(ctx: Context, action: str, object: str, *, family_id: str | None = None, row_id: str | None = None) -> None:
    """Put an act on the trail: LOGIN, LOCK, REFUSED, SHOW, SEARCH, PRINT, PERMISSION. Ids only, never a text."""
    with ctx.write() as session:
        session.add(
            EventRow(
                id=new_id(),
                action=action,
                family_id=family_id,
                object=object,
                row_id=row_id,
                staff_id=ctx.user.id,
                at=ctx.now(),
            )
        )


def verify(ctx: Context) -> Verified:
    """Recompute the chain and every row's fingerprint; the findings name table, row and place on the trail."""
    return verify_store(ctx.store)


def verify_demonstration(path: Path, catalogue: Catalogue) -> Verified:
    """The same for a demonstration that nobody has open; its key is no secret, so nobody is asked."""
    store = Store.open(path, DEMONSTRATION_KEY, catalogue)
    try:
        return verify_store(store)
    finally:
        store.close()
