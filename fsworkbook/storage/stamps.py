"""One clock: what a transaction writes carries the transaction's time, whatever the caller put there (data.md 3).

The triggers refuse any other time; this puts the right one in first, so that a service need not think of it.
"""

from datetime import datetime

from sqlalchemy import inspect
from sqlalchemy.orm import Session

STAMPED = frozenset({"at", "finalised_at", "saved_at", "begun_at", "started_at", "recorded_at", "made_at"})
"""Columns that say when the row, or the act in it, came about. Set to anything, they become the transaction's time."""

ONCE = frozenset({"begun_at"})
"""Those that are stamped when the row is made and keep their value after."""


def stamp(session: Session, now: datetime) -> None:
    """Put the transaction's time into every stamped column that this flush sets."""
    for row in session.new:
        for name in STAMPED & set(inspect(row).mapper.columns.keys()):
            if getattr(row, name) is not None:
                setattr(row, name, now)
    for row in session.dirty:
        state = inspect(row)
        for name in STAMPED - ONCE:
            if name in state.mapper.columns and state.attrs[name].history.added and getattr(row, name) is not None:
                setattr(row, name, now)
