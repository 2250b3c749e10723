"""The family's significant events (domain.md 2.3 ki.chronology): each stands once, where it was written, and is read
here by reference, so that one typing shows in the panel, the chronology, the next summary and the assessment."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Option
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind, Version
from fsworkbook.services.definitions import CHRONOLOGY
from fsworkbook.services.entries import finalise, save_draft
from fsworkbook.services.values import versions_of
from fsworkbook.storage.tables.workbook import ChronologyRow, EntryRow, EntryVersionRow
from fsworkbook.storage.version_facts import last_versions

LONGEST = 400
"""Characters of an event (domain.md 2.3): a line that one reads at a glance."""


@dataclass(frozen=True, slots=True)
class Event:
    """One significant event as this reader may read it; `version` holds its words and author."""

    on: date
    kind: str
    recorded_on: date
    version: Version

    @property
    def words(self) -> str:
        """The event's text, without style."""
        return " ".join(text.plain for text in self.version.content.texts.values()).strip()


def chronology(ctx: Context, family_id: str) -> tuple[Event, ...]:
    """The events of an opened family that this reader may read, the oldest first."""
    with ctx.read() as db:
        return chronology_of(db, family_id)


def chronology_of(db: Db, family_id: str) -> tuple[Event, ...]:
    """The same inside a transaction. An event is what the last version of its text says: a corrected one is no second
    event, and one that is not significant any more is none."""
    rows = {
        row.version_id: row
        for row in db.scalars(
            select(ChronologyRow)
            .where(ChronologyRow.family_id == family_id)
            .order_by(ChronologyRow.on, ChronologyRow.id)
        )
    }
    found = db.execute(
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryVersionRow.id.in_(rows))
    )
    pairs = [(entry, version) for entry, version in found]
    last = last_versions(db, {entry.id for entry, _ in pairs})
    readable = {item.id: item for item in versions_of(db, [pair for pair in pairs if pair[1].id in last])}
    return tuple(
        Event(row.on, row.kind, row.recorded_on, readable[version_id])
        for version_id, row in rows.items()
        if version_id in readable
    )


def add_event(ctx: Context, family_id: str, on: date, kind: str, text: RichText) -> Version:
    """Write a significant event; it takes no address into its text (R10)."""
    if not text:
        raise WorkbookError("Say what happened.", "text")
    if len(text.plain) > LONGEST:
        raise WorkbookError(f"Keep an event to {LONGEST} characters; the whole story stands in a note.", "text")
    if on > ctx.today:
        raise WorkbookError("An event lies in the past. What is to come is planned, not recorded.", "on")
    key = EntryKey(family_id, EntryKind.CONTRIBUTION, CHRONOLOGY, author_id=ctx.user.id, owner=new_id())
    save_draft(ctx, key, Content.of(text), occurred_on=on, contribution_kind=kind)
    return finalise(ctx, key)


def kinds(ctx: Context) -> tuple[Option, ...]:
    """The kinds of event one can choose."""
    return ctx.catalogue.options["chronology_kind"]
