"""What the workbook is, and who opened, exported and did what in it."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from fsworkbook.storage.tables.shape import Row, date, datetime, id_column


class InstallationRow(Row):
    """One row: what was said at set-up (domain.md 3.5, 3.14). `kind` never changes after it is written."""

    __tablename__ = "installation"

    id: Mapped[str] = id_column()
    kind: Mapped[str]
    authority: Mapped[str]
    nation: Mapped[str]
    legal_record: Mapped[str]
    second_copy: Mapped[str] = mapped_column(default="")
    limit_red: Mapped[int | None]
    limit_amber: Mapped[int | None]
    limit_green: Mapped[int | None]
    visit_cp: Mapped[int | None]
    visit_cin: Mapped[int | None]
    min_client: Mapped[str] = mapped_column(default="0.1")
    clock: Mapped[datetime | None]  # the demonstration's own time; NULL everywhere else


class AccessOpenRow(Row):
    """A logged opening: no text of a family is readable without one (data.md 3)."""

    __tablename__ = "access_open"

    id: Mapped[str] = id_column()
    staff_id: Mapped[str] = mapped_column(index=True)
    family_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str]


class EventRow(Row):
    """An act that changes no row but belongs on the record: SHOW, SEARCH, PRINT, REFUSED, LOGIN, LOCK. Append-only."""

    __tablename__ = "event"

    id: Mapped[str] = id_column()
    action: Mapped[str]
    family_id: Mapped[str | None]
    object: Mapped[str]
    row_id: Mapped[str | None]
    staff_id: Mapped[str]
    at: Mapped[datetime]


class ExportRow(Row):
    """A document that was made: for whom, why, its fingerprint and what was left out of it (domain.md 1.5)."""

    __tablename__ = "export"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(index=True)
    session_id: Mapped[str | None]
    kind: Mapped[str]
    copy_letter: Mapped[str]
    recipient_kind: Mapped[str]
    recipient_id: Mapped[str | None]
    purpose: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class ExportWithheldRow(Row):
    """How many paragraphs of one class a copy left out; never shown in the document."""

    __tablename__ = "export_withheld"

    id: Mapped[str] = id_column()
    export_id: Mapped[str] = mapped_column(ForeignKey("export.id"), index=True)
    reason: Mapped[str]
    paragraphs: Mapped[int]


class AuditRow(Row):
    """The hash-chained trail; written by triggers alone (data.md 3). No foreign keys, no text of a case."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    machine_at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    object: Mapped[str]
    family_id: Mapped[str | None]
    row_id: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(Text)  # of the row's content, so that a changed row is named by verify
    prev: Mapped[str]
    hash: Mapped[str]


__all__ = [
    "AccessOpenRow",
    "AuditRow",
    "EventRow",
    "ExportRow",
    "ExportWithheldRow",
    "InstallationRow",
    "date",
]
