"""Changing who may read a finalised paragraph (domain.md 1.5): narrower at any time, by anybody who may read it;
wider by its author, as the next version, after answering who could be harmed."""

from dataclasses import replace

from sqlalchemy import select

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Version
from fsworkbook.services import entries
from fsworkbook.services.protecting import NOBODY_NAMED, defaults_for
from fsworkbook.services.values import versions_of
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow
from fsworkbook.storage.tightening import NARROWER, tighten

WHO_COULD_BE_HARMED = "Who could be harmed if they read this? Answer in a sentence; it stands with the text."


def change_class(
    ctx: Context, version_id: str, paragraph_id: str, sharing_class: SharingClass, who_could_be_harmed: str = ""
) -> None:
    """Give one paragraph another class. A wider one makes the next version, with the answer as its reason."""
    version = _version(ctx, version_id)
    paragraph = next(
        (item for text in version.content.texts.values() for item in text if item.id == paragraph_id), None
    )
    if paragraph is None:
        raise NotFound("That paragraph is not here any more.")
    if sharing_class in NARROWER.get(paragraph.sharing_class, frozenset()):
        _narrow(ctx, version, paragraph_id, sharing_class)
    elif sharing_class is not paragraph.sharing_class:
        _widen(ctx, version, paragraph_id, sharing_class, who_could_be_harmed)


def _narrow(ctx: Context, version: Version, paragraph_id: str, sharing_class: SharingClass) -> None:
    with ctx.write() as db:
        protects: str | None = None
        if sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
            found, _ = defaults_for(db, version.key.family_id, ctx.user.id, version.key.subjects)
            if not found:
                raise WorkbookError(NOBODY_NAMED)
            protects = found[0]
        tighten(db, version.key.family_id, paragraph_id, sharing_class, protects)
        note(db, Change("class narrowed", version.key.family_id, version.id))


def _widen(
    ctx: Context, version: Version, paragraph_id: str, sharing_class: SharingClass, who_could_be_harmed: str
) -> None:
    if version.author_id != ctx.user.id:
        raise NotAllowed("Only its author can let more people read a text.")
    if not who_could_be_harmed.strip():
        raise WorkbookError(WHO_COULD_BE_HARMED, "who_could_be_harmed")
    texts = {
        slot: RichText(
            tuple(
                replace(item, sharing_class=sharing_class, protects=(), kept_from=())
                if item.id == paragraph_id
                else item
                for item in text
            )
        )
        for slot, text in version.content.texts.items()
    }
    entries.save_draft(
        ctx,
        version.key,
        replace(version.content, texts=texts),
        occurred_on=version.occurred_on,
        contribution_kind=version.contribution_kind,
    )
    entries.finalise(ctx, version.key, reason=f"Shared more widely. Who could be harmed: {who_could_be_harmed.strip()}")


def _version(ctx: Context, version_id: str) -> Version:
    with ctx.read() as db:
        pairs = db.execute(
            select(EntryRow, EntryVersionRow)
            .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
            .where(EntryVersionRow.id == version_id)
        )
        found = versions_of(db, [(entry, version) for entry, version in pairs])
    if not found:
        raise NotFound("That text is not here any more.")
    return found[0]
