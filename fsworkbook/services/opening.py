"""Seeing to it that a family is opened, on the record, before its text is read or written (domain.md 9.9)."""

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.storage.opening import open_family
from fsworkbook.storage.store import transaction

OPENED_FOR = "work on it"
"""The reason that stands with an opening nobody gave a reason for."""


def opened(ctx: Context, family_id: str) -> None:
    """See to it that the family is opened, on the record, before its text is read (domain.md 9.9)."""
    with ctx.write() as db:
        open_in(db, family_id)


def open_in(db: Db, family_id: str) -> None:
    """The same inside a write; an opening that still holds is not logged twice."""
    if not is_open(db, family_id):
        open_family(db, family_id, OPENED_FOR)


def is_open(db: Db, family_id: str) -> bool:
    """Whether the person who acts has opened the family and the opening still holds."""
    return transaction(db).has_opened(family_id)
