"""Facts of versions that no reader's class narrows, never a word: which are the last of their entries, and which reach
a reader whole."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fsworkbook.storage.tables.workbook import EntryTextRow, EntryVersionRow
from fsworkbook.storage.unfiltered import rows, table


def last_versions(session: Session, entry_ids: Collection[str]) -> frozenset[str]:
    """The ids of the last versions of these entries. Who may read nothing of the last is not given the one before it:
    that one was corrected."""
    if not entry_ids:
        return frozenset()
    version = table(EntryVersionRow)
    asked = select(version.c.id, version.c.entry_id).where(version.c.entry_id.in_(list(entry_ids)))
    newest = {row.entry_id: row.id for row in rows(session, asked.order_by(version.c.number))}
    return frozenset(newest.values())


def read_whole(session: Session, reached: Mapping[str, int]) -> frozenset[str]:
    """Those of these versions that have no more texts than the number of them that reached this reader. What stands
    with a version and has no class of its own, its reason, goes to who reads it whole: it has the narrowest class of
    the version's paragraphs (domain.md 1.5)."""
    if not reached:
        return frozenset()
    text = table(EntryTextRow)
    asked = select(text.c.version_id, func.count().label("texts")).where(text.c.version_id.in_(list(reached)))
    found = rows(session, asked.group_by(text.c.version_id))
    return frozenset(row.version_id for row in found if row.texts == reached[row.version_id])
