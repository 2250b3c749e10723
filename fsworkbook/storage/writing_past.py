"""What a writer's own rows must agree with although the writer may not read it: which entry exists under a key, how far
its versions go, from whom a person is already protected. Nothing of a text comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, Table, insert, select, union
from sqlalchemy.orm import Session

from fsworkbook.domain.content_json import placed_from_json
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import goes_on
from fsworkbook.domain.richtext import Paragraph
from fsworkbook.domain.workbook import EntryKey
from fsworkbook.storage.sqlite.engine import stored
from fsworkbook.storage.tables.installation import AuditRow
from fsworkbook.storage.tables.people import ContactPointRow, InvolvementRow, ProtectedPlaceRow, ProtectionRow
from fsworkbook.storage.tables.supervision import SessionCellRow
from fsworkbook.storage.tables.workbook import EntryRow, EntryTextRow, EntryVersionRow
from fsworkbook.storage.unfiltered import rows, table


@dataclass(frozen=True, slots=True)
class LastVersion:
    """The newest version of an entry: its place and who signed it."""

    entry_id: str
    version_id: str
    number: int
    author_id: str


def entry_id_of(session: Session, key: EntryKey) -> str | None:
    """The id of the entry under this key, whoever may read it."""
    entry = table(EntryRow)
    found = rows(
        session,
        select(entry.c.id).where(
            entry.c.family_id == key.family_id,
            entry.c.kind == key.kind,
            entry.c.key == key.key,
            entry.c.subjects == ",".join(key.subjects),
            entry.c.owner == key.owner,
            entry.c.author_id == (key.author_id or ""),
        ),
    )
    return found[0].id if found else None


def last_version_of(session: Session, key: EntryKey) -> LastVersion | None:
    """The newest version under this key, whoever may read it."""
    entry_id = entry_id_of(session, key)
    version = table(EntryVersionRow)
    newest = select(version).where(version.c.entry_id == entry_id).order_by(version.c.number.desc()).limit(1)
    found = rows(session, newest) if entry_id else []
    return LastVersion(entry_id or "", found[0].id, found[0].number, found[0].author_id) if found else None


@dataclass(frozen=True, slots=True)
class Held:
    """A paragraph as the newest version that holds it has it: in which part, whether that is the last version, and
    whether the writer may read it there."""

    paragraph: Paragraph
    part_id: str
    in_last: bool
    readable: bool


def held_of(session: Session, entry_id: str) -> dict[str, Held]:
    """The paragraphs of an entry by id."""
    text, version = table(EntryTextRow), table(EntryVersionRow)
    newest_first = (
        select(text, version.c.number)
        .join(version, version.c.id == text.c.version_id)
        .where(version.c.entry_id == entry_id)
        .order_by(version.c.number.desc())
    )
    parts = rows(session, newest_first)
    readable = set(session.scalars(select(EntryTextRow.id).where(EntryTextRow.id.in_([part.id for part in parts]))))
    held: dict[str, Held] = {}
    for part in parts:
        for placed in placed_from_json(part.placed):
            found = Held(placed.paragraph, part.id, part.number == parts[0].number, part.id in readable)
            held.setdefault(placed.paragraph.id, found)
    return held


def changed_since(session: Session, part_ids: Iterable[str], begun_at: datetime, writer_id: str) -> set[str]:
    """The parts that somebody else made or narrowed since the writer began: a part changes in no other way."""
    trail = table(AuditRow)
    of_others = select(trail.c.row_id).where(
        trail.c.object == EntryTextRow.__tablename__,
        trail.c.row_id.in_(list(part_ids)),
        trail.c.actor != writer_id,
        trail.c.at > stored(begun_at),
    )
    return {row.row_id for row in rows(session, of_others)}


def carry_over(session: Session, from_version: str, to_version: str) -> None:
    """Copy to the new version, unchanged, what the old one holds and its author cannot read (domain.md 2.1)."""
    readable = set(session.scalars(select(EntryTextRow.id).where(EntryTextRow.version_id == from_version)))
    text = table(EntryTextRow)
    for part in rows(session, select(text).where(text.c.version_id == from_version)):
        if part.id not in readable:
            copied = part._asdict() | {"id": new_id(), "version_id": to_version}
            session.connection().execute(insert(text).values(copied))


def has_key_worker(session: Session, family_id: str, from_on: date) -> bool:
    """Whether somebody is the key worker beyond that day, whoever knows of it. There is one (domain.md 1.1); on the
    day of a handover the one who leaves still works."""
    work = table(InvolvementRow)
    role = select(work).where(work.c.family_id == family_id, work.c.role == "KEY_WORKER")
    return any(
        goes_on(item.status, item.from_on, item.to_on, max(from_on, item.from_on) + timedelta(days=1))
        for item in rows(session, role)
    )


def protected_in(session: Session, family_id: str) -> set[str]:
    """The persons of the family whom anything confidential protects, whoever may read it."""
    holding = (EntryTextRow, ContactPointRow, ProtectedPlaceRow, SessionCellRow, ProtectionRow)
    every = union(*(_protected_by(table(mapped), family_id) for mapped in holding))
    return {row.protects for row in rows(session, every)}


def _protected_by(held: Table, family_id: str) -> Select[tuple[str]]:
    return select(held.c.protects).where(held.c.family_id == family_id, held.c.protects.is_not(None))


def keep_apart(
    session: Session, family_id: str, protects: str, kept_from: Iterable[str], by_id: str, now: datetime
) -> None:
    """See to it that what protects one person is kept from these persons' workers, from now on (domain.md 1.5)."""
    kept = table(ProtectionRow)
    found = rows(session, select(kept.c.kept_from).where(kept.c.family_id == family_id, kept.c.protects == protects))
    known = {row.kept_from for row in found}
    session.add_all(
        ProtectionRow(id=new_id(), family_id=family_id, protects=protects, kept_from=person, by_id=by_id, at=now)
        for person in kept_from
        if person not in known and person != protects
    )
