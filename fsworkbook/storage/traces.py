"""That drafts of others exist: who, which part, since when; never a word of them (domain.md 1.4, rule 3)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.permissions import may_see_that_draft_exists
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import DraftTrace, EntryKey, EntryKind
from fsworkbook.storage.scope import OpenFamily, open_family, protections_of
from fsworkbook.storage.standing import standings
from fsworkbook.storage.store import transaction
from fsworkbook.storage.tables.workbook import DraftRow
from fsworkbook.storage.unfiltered import rows, table


def draft_traces(session: Session, family_ids: Collection[str]) -> tuple[DraftTrace, ...]:
    """The drafts of others in these families that the reader may know of, the oldest first.

    A part whose words are for named people is known to them alone: whoever reads no victim-confidential text of the
    family does not learn that somebody is writing some.
    """
    asking = transaction(session)
    catalogue = asking.store.catalogue
    draft = table(DraftRow)
    others = select(draft).where(draft.c.family_id.in_(list(family_ids)), draft.c.author_id != asking.me)
    found = rows(session, others.order_by(draft.c.begun_at))
    readers = standings(session, asking.me, asking.now.date(), {row.family_id for row in found}).families
    protections = protections_of(session, readers)
    families = {
        key: open_family(catalogue, key, reader, protections[key], frozenset()) for key, reader in readers.items()
    }
    return tuple(
        _trace(row)
        for row in found
        if row.family_id in families
        and _class_known(families[row.family_id], _class_of(catalogue, row))
        and may_see_that_draft_exists(catalogue, readers[row.family_id], row.object, module=row.module)
    )


def _trace(row: Any) -> DraftTrace:
    kind = EntryKind(row.kind)
    author = None if kind is EntryKind.ANSWER else row.author_id
    subjects = tuple(filter(None, row.subjects.split(",")))
    key = EntryKey(row.family_id, kind, row.key, subjects, author, row.owner)
    return DraftTrace(key, row.author_id, row.discipline, row.begun_at)


def _class_of(catalogue: Catalogue, row: Any) -> SharingClass:
    """The class that what is being written will mostly have."""
    writer = next((item for item in catalogue.disciplines if item.code == row.discipline), None)
    if row.kind == EntryKind.SUMMARY:
        return writer.summary_default_class if writer else SharingClass.PROFESSIONALS_ONLY
    if row.kind == EntryKind.CONTRIBUTION:
        return writer.note_default_class if writer else SharingClass.PROFESSIONALS_ONLY
    asked = ((item.key, item.default_class) for part in catalogue.sections for item in part.fields)
    panels = ((item.key, item.default_class) for part in catalogue.sections for item in part.panels)
    return (dict(asked) | dict(panels)).get(row.key, SharingClass.PROFESSIONALS_ONLY)


def _class_known(family: OpenFamily, sharing_class: SharingClass) -> bool:
    if sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
        return family.protected is None or bool(family.protected)
    return sharing_class in family.classes
