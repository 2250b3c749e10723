"""Copies that leave the program as Word files: minutes for a member of staff, the parenting assessment for one
recipient (domain.md 1.5, 2.13, 3.11). Each copy is made for one reader, logged with its fingerprint, and never says
what it goes without; that stands in the export log alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.documents.pages import Document
from fsworkbook.documents.word import Cancelled, Progress, write
from fsworkbook.domain.change import Change
from fsworkbook.domain.copies import NOT_ABOUT_READER, RecipientKind
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.permissions import may
from fsworkbook.domain.reading import class_readable
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services.auditing import record
from fsworkbook.services.export_assessment import AssessmentRequest, LastLook, assessment_copy, assessment_look
from fsworkbook.services.export_minutes import MinutesRequest, minutes_copy
from fsworkbook.services.made import Made
from fsworkbook.services.rights import my_standing, require
from fsworkbook.services.writing_files import require_free, waiting
from fsworkbook.storage.export_facts import copies_made, withheld_from_my_copies
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.installation import ExportRow, ExportWithheldRow

__all__ = ["AssessmentRequest", "LastLook", "MinutesRequest", "export", "export_log", "last_look", "preview"]

Request = MinutesRequest | AssessmentRequest

NOTHING_MADE = "Nothing was made and nothing was logged."
NO_LOG = "Your role does not read the log of copies for this family."


class Stopped(WorkbookError):
    """The maker pressed Cancel: no file, no line in the log."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A copy that was made. It says nothing of what the copy goes without."""

    path: Path
    export_id: str
    copy_letter: str


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A line of the export log. `withheld` is None for whoever may not know it."""

    export_id: str
    kind: str
    copy_letter: str
    recipient_kind: RecipientKind
    recipient_id: str | None
    purpose: str
    file_name: str
    sha256: str
    made_by: str
    made_at: datetime
    session_id: str | None
    withheld: Mapping[str, int] | None


def preview(ctx: Context, request: Request) -> Document:
    """The copy as it would be made, as values: what a screen shows before the file is written."""
    return _made(ctx, request).document


def last_look(ctx: Context, request: AssessmentRequest) -> LastLook:
    """Every name, place, time, telephone number and school that would leave with this copy (domain.md 2.13)."""
    return assessment_look(ctx, request)


def export(
    ctx: Context,
    request: Request,
    folder: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Make the copy and write it once into `folder`; log it with its fingerprint and what it goes without.

    Raises `Stopped` when `cancelled` says so; NotAllowed for a maker who is neither its reader nor who finalises.
    """
    made = _made(ctx, request)
    try:
        file = write(made.document, progress, cancelled)
    except Cancelled as stopped:
        raise Stopped(NOTHING_MADE) from stopped
    with waiting(file, folder) as put:
        with ctx.write() as db:
            begins = f"{made.reference}_{made.kind}_{made.day.isoformat()}_"
            letter = letters(copies_made(db, made.family_id, begins))
            name = f"{begins}{letter}.docx"
            require_free(folder, name)
            export_id = _log(ctx, db, made, letter, name, sha256(file).hexdigest())
        try:
            path = put(name)  # after the line of the log: no copy leaves without one
        except WorkbookError:
            record(ctx, "EXPORT", "not written", family_id=made.family_id, row_id=export_id)
            raise
    return Exported(path, export_id, letter)


def export_log(ctx: Context, family_id: str) -> tuple[ExportLine, ...]:
    """The copies made of this family's record, the newest first: all for the team manager and the IG officer, their own
    for others. How much was withheld is told to those who may read it themselves (domain.md 1.5)."""
    with ctx.read() as db:
        standing = my_standing(ctx, db, family_id)
        reads_own = may(ctx.catalogue, standing, "read", "export_log", author=ctx.user.id)
        if not reads_own:
            require(ctx, db, family_id, "metadata", "export_log", NO_LOG, author=ctx.user.id)
        newest = select(ExportRow).where(ExportRow.family_id == family_id).order_by(ExportRow.made_at.desc())
        rows = db.scalars(newest.order_by(ExportRow.id.desc())).all()
        if may(ctx.catalogue, standing, "read", "export_log"):
            counts = _withheld(db, rows)
        else:
            counts = _withheld_from_mine(ctx, db, family_id, rows) if reads_own else {}
        return tuple(_line(row, counts.get(row.id)) for row in rows)


def _withheld(db: Db, rows: Sequence[ExportRow]) -> Mapping[str, Mapping[str, int]]:
    counts: dict[str, dict[str, int]] = {row.id: {} for row in rows}
    for item in db.scalars(select(ExportWithheldRow).where(ExportWithheldRow.export_id.in_(counts))):
        counts[item.export_id][item.reason] = item.paragraphs
    return counts


def _withheld_from_mine(
    ctx: Context, db: Db, family_id: str, rows: Sequence[ExportRow]
) -> Mapping[str, Mapping[str, int]]:
    """The counts of one's own copies, of those alone whose withheld text one may read."""
    mine = withheld_from_my_copies(db, family_id)
    counts = {row.id: mine.get(row.id, {}) for row in rows if row.made_by == ctx.user.id}
    return {key: found for key, found in counts.items() if all(_reads(ctx, db, family_id, reason) for reason in found)}


def letters(number: int) -> str:
    """The copy letter after that many copies: A to Z, then AA."""
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else letters(number // 26 - 1) + letter


def _made(ctx: Context, request: Request) -> Made:
    return minutes_copy(ctx, request) if isinstance(request, MinutesRequest) else assessment_copy(ctx, request)


def _log(ctx: Context, db: Db, made: Made, letter: str, name: str, fingerprint: str) -> str:
    row = ExportRow(
        id=new_id(),
        family_id=made.family_id,
        session_id=made.session_id,
        kind=made.kind,
        copy_letter=letter,
        recipient_kind=made.recipient_kind,
        recipient_id=made.recipient_id,
        purpose=made.purpose,
        file_name=name,
        sha256=fingerprint,
        made_by=ctx.user.id,
        made_at=ctx.now(),
    )
    db.add(row)
    db.flush()
    for reason, paragraphs in sorted(made.withheld.items()):
        db.add(ExportWithheldRow(id=new_id(), export_id=row.id, reason=reason, paragraphs=paragraphs))
    note(db, Change("copy made", made.family_id, row.id))
    return row.id


def _reads(ctx: Context, db: Db, family_id: str, reason: str) -> bool:
    """Whether the maker reads that class here; of text about somebody else, its class let it through."""
    if reason == NOT_ABOUT_READER:
        return True
    return class_readable(ctx.catalogue, my_standing(ctx, db, family_id), SharingClass(reason))


def _line(row: ExportRow, withheld: Mapping[str, int] | None) -> ExportLine:
    return ExportLine(
        row.id,
        row.kind,
        row.copy_letter,
        RecipientKind(row.recipient_kind),
        row.recipient_id,
        row.purpose,
        row.file_name,
        row.sha256,
        row.made_by,
        row.made_at,
        row.session_id,
        withheld,
    )
