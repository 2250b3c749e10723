"""What is new in one's families: who finalised what kind of thing when, never a word of it (domain.md 3.10).

Opened or not: a line that its reader could read after opening the family is known to them, any other does not exist.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fsworkbook.storage.criteria import version_readable
from fsworkbook.storage.scope import Scope, open_family, protections_of
from fsworkbook.storage.standing import standings
from fsworkbook.storage.store import transaction
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow
from fsworkbook.storage.unfiltered import rows, table


@dataclass(frozen=True, slots=True)
class News:
    """That somebody finalised a version of an entry."""

    family_id: str
    author_id: str
    kind: str
    key: str
    contribution_kind: str
    at: datetime


def my_families(session: Session) -> tuple[str, ...]:
    """The families with which the person who asks works now."""
    asking = transaction(session)
    found = standings(session, asking.me, asking.now.date()).families
    return tuple(key for key, standing in found.items() if standing.active and standing.involved)


def news_in(session: Session, family_ids: Collection[str], since: datetime) -> tuple[News, ...]:
    """What others finalised there since that moment, the newest first."""
    asking = transaction(session)
    catalogue, today = asking.store.catalogue, asking.now.date()
    everywhere = standings(session, asking.me, today, family_ids)
    standing_to = everywhere.families
    protections = protections_of(session, standing_to)
    known = tuple(
        open_family(catalogue, key, standing, protections[key], frozenset()) for key, standing in standing_to.items()
    )
    scope = Scope(asking.me, everywhere.active, catalogue, standing_to, known)
    entry, version = table(EntryRow), table(EntryVersionRow)
    found = rows(
        session,
        select(entry.c.family_id, entry.c.kind, entry.c.key)
        .add_columns(version.c.author_id, version.c.contribution_kind, version.c.finalised_at)
        .join(version, version.c.entry_id == entry.c.id)
        .where(entry.c.family_id.in_(list(standing_to)), version.c.finalised_at >= since)
        .where(version.c.author_id != asking.me, version_readable(scope, version.c.id))
        .order_by(version.c.finalised_at.desc()),
    )
    return tuple(
        News(row.family_id, row.author_id, row.kind, row.key, row.contribution_kind, row.finalised_at) for row in found
    )
