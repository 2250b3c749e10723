"""Who opened a family and who was added by name: what staff may know of the record's own record (domain.md 9.9)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from fsworkbook.context import Context
from fsworkbook.domain.permissions import may
from fsworkbook.services.rights import my_standing
from fsworkbook.storage.tables.installation import AccessOpenRow
from fsworkbook.storage.tables.people import ClassGrantRow, PersonRow, StaffRow


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened the family; `reason` is shown to those who read the audit, not to those who see that it was."""

    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Somebody was added by name to what protects one person: who, by whom, when and why."""

    who: str
    protects: str
    by: str
    at: datetime
    reason: str


def openings(ctx: Context, family_id: str) -> tuple[Opening, ...]:
    """Who opened the family, the latest first; empty for those who may not know."""
    with ctx.read() as db:
        standing = my_standing(ctx, db, family_id)
        reads = may(ctx.catalogue, standing, "read", "audit")
        if not reads and not may(ctx.catalogue, standing, "metadata", "audit"):
            return ()
        names = {row.id: row.name for row in db.scalars(select(StaffRow))}
        rows = db.scalars(
            select(AccessOpenRow).where(AccessOpenRow.family_id == family_id).order_by(AccessOpenRow.at.desc())
        )
        return tuple(Opening(names.get(row.staff_id, ""), row.at, row.reason if reads else "") for row in rows)


def readers_by_name(ctx: Context, family_id: str) -> tuple[NamedReader, ...]:
    """Who was added by name, for the key worker, the manager and the victims' practitioner."""
    with ctx.read() as db:
        names = {row.id: row.name for row in db.scalars(select(StaffRow))}
        people = {
            row.id: row.given_name for row in db.scalars(select(PersonRow).where(PersonRow.family_id == family_id))
        }
        rows = db.scalars(select(ClassGrantRow).where(ClassGrantRow.family_id == family_id).order_by(ClassGrantRow.at))
        return tuple(
            NamedReader(
                names.get(row.staff_id, ""), people.get(row.protects, ""), names.get(row.by_id, ""), row.at, row.reason
            )
            for row in rows
        )
