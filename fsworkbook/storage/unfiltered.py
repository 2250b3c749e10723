"""Reads that no reader's filter narrows. Storage alone imports this (tests/storage/test_doors.py): rows come back as
plain values, never as mapped objects, so nothing of them stays behind in a session that a service goes on using."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Row, Table
from sqlalchemy.orm import Session

from fsworkbook.storage.tables import Row as MappedRow


def rows(session: Session, statement: Executable, asked: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
    """What the statement finds, whoever asks; pending writes of the session are part of it."""
    session.flush()
    return session.connection().execute(statement, asked or {}).all()


def table(mapped: type[MappedRow]) -> Table:
    """The table of a mapped row."""
    found = mapped.__table__
    assert isinstance(found, Table)  # every mapped row of ours is one table
    return found
