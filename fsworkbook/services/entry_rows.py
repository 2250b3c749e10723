"""How an entry and a draft are found by their key."""

from sqlalchemy import ColumnElement, and_

from fsworkbook.domain.workbook import EntryKey
from fsworkbook.storage.tables.workbook import DraftRow, EntryRow


def is_entry(key: EntryKey) -> ColumnElement[bool]:
    """The criterion of one entry."""
    return and_(
        EntryRow.family_id == key.family_id,
        EntryRow.kind == key.kind,
        EntryRow.key == key.key,
        EntryRow.subjects == ",".join(key.subjects),
        EntryRow.owner == key.owner,
        EntryRow.author_id == (key.author_id or ""),
    )


def is_draft_of(author_id: str, key: EntryKey) -> ColumnElement[bool]:
    """The criterion of one author's draft of an entry."""
    return and_(
        DraftRow.family_id == key.family_id,
        DraftRow.kind == key.kind,
        DraftRow.key == key.key,
        DraftRow.subjects == ",".join(key.subjects),
        DraftRow.owner == key.owner,
        DraftRow.author_id == author_id,
    )
