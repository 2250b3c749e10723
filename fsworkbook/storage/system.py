"""Text for a copy, read with the finaliser's rights and marked with what its recipient may have (domain.md 1.5).

A copy is made by its reader or by who finalises. The exporter leaves out what is not marked and counts it for the
export log; the count is never shown to a maker who could not read the text.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from fsworkbook.domain.errors import NotAllowed
from fsworkbook.domain.permissions import may
from fsworkbook.storage.criteria import Columns, Condition, readable, text_columns
from fsworkbook.storage.scope import Scope, open_family, protections_of, quoted_by
from fsworkbook.storage.standing import standing, standings
from fsworkbook.storage.store import transaction
from fsworkbook.storage.tables.supervision import SessionCellRow
from fsworkbook.storage.tables.workbook import EntryTextRow
from fsworkbook.storage.unfiltered import rows, table

NOT_THE_MAKER = "A copy is made by its reader, or by the person who finalises the record."


@dataclass(frozen=True, slots=True)
class CopyPart:
    """A stored part of a version; `placed` and `plain_values` are its JSON. `may_have`: the recipient may read it."""

    version_id: str
    object: str
    sharing_class: str
    protects: str | None
    author_id: str
    placed: str
    plain_values: str | None
    may_have: bool


@dataclass(frozen=True, slots=True)
class CopyCell:
    """A cell of a session's record; `value` is its JSON. `may_have`: the recipient may read it."""

    item: str
    subject: str
    object: str
    sharing_class: str
    protects: str | None
    value: str
    by_id: str
    may_have: bool


def parts_for_copy(
    session: Session,
    family_id: str,
    finaliser_id: str,
    reader_id: str | None,
    *,
    version_ids: Collection[str] | None = None,
    session_id: str | None = None,
) -> tuple[CopyPart, ...]:
    """The parts of these versions, or of all, that the finaliser or the reader may read.

    `reader_id` is the member of staff who receives the copy; None: somebody outside, for whom `domain/copies.py`
    decides. `session_id` adds what that session quotes. NotAllowed for a maker who is neither of the two.
    """
    text = table(EntryTextRow)
    found = _for_copy(session, text, text_columns(text.c), family_id, finaliser_id, reader_id, session_id)
    return tuple(
        CopyPart(
            row.version_id,
            row.object,
            row.sharing_class,
            row.protects,
            row.author_id,
            row.placed,
            row.plain_values,
            bool(row.may_have),
        )
        for row in found
        if version_ids is None or row.version_id in version_ids
    )


def cells_for_copy(
    session: Session, family_id: str, session_id: str, finaliser_id: str, reader_id: str | None
) -> tuple[CopyCell, ...]:
    """The cells of a session's record, in the same way."""
    cell = table(SessionCellRow)
    columns = Columns(
        cell.c.family_id, cell.c.object, cell.c.sharing_class, cell.c.by_id, cell.c.protects, session=cell.c.session_id
    )
    found = _for_copy(session, cell, columns, family_id, finaliser_id, reader_id, session_id)
    return tuple(
        CopyCell(
            row.item,
            row.subject,
            row.object,
            row.sharing_class,
            row.protects,
            row.value,
            row.by_id,
            bool(row.may_have),
        )
        for row in found
        if row.session_id == session_id
    )


@contextmanager
def reading_for_copy(session: Session, family_id: str, finaliser_id: str, document: str) -> Iterator[None]:
    """In this block the record is read as `finaliser_id` reads it, so that a copy, and its count, are the same whoever
    makes it. NotAllowed for a maker who is neither that person nor reads this `document`, a permission object."""
    asking = transaction(session)
    mine = standing(session, asking.store.catalogue, asking.me, family_id, asking.now.date())
    if asking.me != finaliser_id and not may(asking.store.catalogue, mine, "read", document):
        raise NotAllowed(NOT_THE_MAKER)
    with asking.narrowed_to(_scope_for_copy(session, finaliser_id, family_id, None)):
        yield


def _for_copy(
    session: Session,
    source: Table,
    columns: Columns,
    family_id: str,
    finaliser_id: str,
    reader_id: str | None,
    session_id: str | None,
) -> Any:
    if transaction(session).me not in (finaliser_id, reader_id):
        raise NotAllowed(NOT_THE_MAKER)
    finaliser = _readable_by(session, finaliser_id, family_id, session_id, columns)
    reader = _readable_by(session, reader_id, family_id, session_id, columns) if reader_id else finaliser
    return rows(session, select(source, reader.label("may_have")).where(or_(finaliser, reader)).order_by(source.c.id))


def _readable_by(
    session: Session, staff_id: str, family_id: str, session_id: str | None, columns: Columns
) -> Condition:
    return readable(_scope_for_copy(session, staff_id, family_id, session_id), columns)


def _scope_for_copy(session: Session, staff_id: str, family_id: str, session_id: str | None) -> Scope:
    """What somebody reads of the family, as if they had opened it: the copy's own log entry stands for that."""
    asking = transaction(session)
    catalogue, today = asking.store.catalogue, asking.now.date()
    known = standings(session, staff_id, today, [family_id])
    quoted = quoted_by(session, catalogue, known.families, session_id).get(family_id, frozenset())
    protections = protections_of(session, [family_id])[family_id]
    family = open_family(catalogue, family_id, known.families[family_id], protections, quoted)
    return Scope(staff_id, known.active, catalogue, known.families, (family,) if known.active else ())
