"""What the export log must know whoever asks: how many copies there are already, and what one's own copies left out."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fsworkbook.storage.store import transaction
from fsworkbook.storage.tables.installation import ExportRow, ExportWithheldRow
from fsworkbook.storage.unfiltered import rows, table


def copies_made(session: Session, family_id: str, name_begins: str) -> int:
    """How many copies of this family's files carry a name that begins so, by whomever they were made: the next copy's
    letter follows from it, and nothing else is told."""
    export = table(ExportRow)
    found = rows(
        session,
        select(func.count())
        .select_from(export)
        .where(export.c.family_id == family_id, export.c.file_name.startswith(name_begins, autoescape=True)),
    )
    return int(found[0][0])


def withheld_from_my_copies(session: Session, family_id: str) -> Mapping[str, Mapping[str, int]]:
    """By export id, what the copies left out that the person who acts made. The caller asks whether that person may
    read the withheld text (domain.md 1.5)."""
    export, withheld = table(ExportRow), table(ExportWithheldRow)
    found = rows(
        session,
        select(withheld.c.export_id, withheld.c.reason, withheld.c.paragraphs)
        .join(export, export.c.id == withheld.c.export_id)
        .where(export.c.family_id == family_id, export.c.made_by == transaction(session).me),
    )
    counts: dict[str, dict[str, int]] = {}
    for row in found:
        counts.setdefault(row.export_id, {})[row.reason] = row.paragraphs
    return counts
