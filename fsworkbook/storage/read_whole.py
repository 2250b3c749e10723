"""Which versions a reader reads whole. What stands with a version and has no class of its own, the reason of it, goes
to those alone: it has the narrowest class of the version's paragraphs (domain.md 1.5). Nothing tells of the others."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fsworkbook.storage.tables.workbook import EntryTextRow
from fsworkbook.storage.unfiltered import rows, table


def read_whole(session: Session, reached: Mapping[str, int]) -> frozenset[str]:
    """Those of these versions that have no more texts than the number of them that reached this reader."""
    if not reached:
        return frozenset()
    text = table(EntryTextRow)
    asked = select(text.c.version_id, func.count().label("texts")).where(text.c.version_id.in_(list(reached)))
    found = rows(session, asked.group_by(text.c.version_id))
    return frozenset(row.version_id for row in found if row.texts == reached[row.version_id])
