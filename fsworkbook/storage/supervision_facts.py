"""Facts of a supervision that no reader's class narrows, never a word: who gave a summary when, who owes which action
and what kind of progress it made, and the fingerprint of a record.

Today and the board say who, what kind and when to everybody who may see the session, opened or not (domain.md 3.10);
the service asks that right first. The fingerprint covers every cell, whoever finalises.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fsworkbook.domain.supervision import PRESENT, ActionItem, ActionProgress
from fsworkbook.domain.workbook import EntryKind
from fsworkbook.storage.tables.supervision import (
    ActionProgressRow,
    SessionCellRow,
    SessionQuoteRow,
    SessionRow,
    SessionSummaryRow,
)
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow, StillTrueRow
from fsworkbook.storage.unfiltered import rows, table

WHAT_CHANGED = "cws.what_changed"
"""The answer that makes the Case Worker Summary the key worker's supervision summary (domain.md 2.2)."""


@dataclass(frozen=True, slots=True)
class SummaryFact:
    """That a version of a summary was finalised. `owner` is its session; "" for the Case Worker Summary."""

    family_id: str
    owner: str
    author_id: str
    version_id: str
    at: datetime
    still_true: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionFact:
    """An action without its words, with what its status and lateness are computed from."""

    item: ActionItem
    session_on: date
    session_number: int
    finalised_at: datetime | None
    owner_was_absent: bool


def summary_facts(session: Session, family_ids: Collection[str]) -> tuple[SummaryFact, ...]:
    """Every finalised version of a summary in these families, the oldest first."""
    entry, version, still = table(EntryRow), table(EntryVersionRow), table(StillTrueRow)
    found = rows(
        session,
        select(entry.c.family_id, entry.c.owner, version.c.author_id, version.c.id, version.c.finalised_at)
        .join(version, version.c.entry_id == entry.c.id)
        .where(entry.c.family_id.in_(list(family_ids)))
        .where(or_(entry.c.kind == EntryKind.SUMMARY, entry.c.key == WHAT_CHANGED))
        .order_by(version.c.finalised_at, version.c.number),
    )
    ticks: dict[str, list[datetime]] = defaultdict(list)
    asked = select(still.c.version_id, still.c.at).where(still.c.version_id.in_([row.id for row in found]))
    for row in rows(session, asked.order_by(still.c.at)):
        ticks[row.version_id].append(row.at)
    return tuple(
        SummaryFact(row.family_id, row.owner, row.author_id, row.id, row.finalised_at, tuple(ticks[row.id]))
        for row in found
    )


def action_facts(session: Session, family_ids: Collection[str]) -> tuple[ActionFact, ...]:
    """The actions of sessions that were held or are running, the oldest session first; they exist from the moment they
    are typed (domain.md 3.4). One without words, owner or date is none yet, and takes no number."""
    cell, shell = table(SessionCellRow), table(SessionRow)
    found = rows(
        session,
        select(cell.c.session_id, cell.c.family_id, cell.c.item, cell.c.subject, cell.c.value)
        .add_columns(shell.c.starts_at, shell.c.number, shell.c.finalised_at)
        .join(shell, shell.c.id == cell.c.session_id)
        .where(cell.c.family_id.in_(list(family_ids)), cell.c.item.in_(["action", "attendance"]))
        .where(shell.c.state.in_(["IN_SESSION", "RECORDED", "FINALISED"])),
    )
    present = {
        (row.session_id, row.subject)
        for row in found
        if row.item == "attendance" and json.loads(row.value).get("mode") in PRESENT
    }
    actions = sorted(
        ((row, json.loads(row.value)) for row in found if row.item == "action"),
        key=lambda pair: (pair[0].starts_at, pair[0].session_id, pair[1].get("position") or 0, pair[0].subject),
    )
    numbers: dict[str, int] = defaultdict(int)
    facts = []
    for row, value in actions:
        item = _item(row, value, numbers[row.session_id] + 1)
        if item is not None:
            numbers[row.session_id] += 1
            absent = item.owner_id is not None and (row.session_id, item.owner_id) not in present
            facts.append(ActionFact(item, row.starts_at.date(), row.number, row.finalised_at, absent))
    return tuple(facts)


def progress_facts(session: Session, family_ids: Collection[str]) -> dict[str, tuple[ActionProgress, ...]]:
    """What kinds of progress the actions of these families made, by action id, the oldest first, without the notes."""
    progress = table(ActionProgressRow)
    found: dict[str, list[ActionProgress]] = defaultdict(list)
    asked = select(progress.c.action_id, progress.c.on, progress.c.by_id, progress.c.kind)
    for row in rows(
        session, asked.where(progress.c.family_id.in_(list(family_ids))).order_by(progress.c.at, progress.c.id)
    ):
        found[row.action_id].append(ActionProgress(row.action_id, row.on, row.by_id, row.kind, ""))
    return {action_id: tuple(items) for action_id, items in found.items()}


def last_supervisions(session: Session, session_ids: Collection[str]) -> frozenset[str]:
    """Those of these sessions that were said to be the last of their family."""
    cell = table(SessionCellRow)
    asked = select(cell.c.session_id, cell.c.value).where(cell.c.session_id.in_(list(session_ids)))
    found = rows(session, asked.where(cell.c.item == "next"))
    return frozenset(row.session_id for row in found if json.loads(row.value).get("last"))


def record_fingerprint(session: Session, session_id: str) -> str:
    """The SHA-256 of the whole record: every cell, summary and quotation, in an order that does not depend on time.

    Each line holds its row's id, which only its readers know: nobody can try out words against the fingerprint.
    """
    digest = hashlib.sha256()
    for mapped in (SessionCellRow, SessionSummaryRow, SessionQuoteRow):
        source = table(mapped)
        found = rows(session, select(source).where(source.c.session_id == session_id).order_by(source.c.id))
        for row in found:
            line = {name: str(value) for name, value in row._mapping.items()}
            digest.update(json.dumps([source.name, line], sort_keys=True, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _item(row: Any, value: dict[str, Any], number: int) -> ActionItem | None:
    owner, person, due = value.get("owner_id") or None, value.get("owner_person") or None, value.get("due")
    if not due or not (owner or person) or not str(value.get("text") or "").strip():
        return None
    children = tuple(value.get("for_children") or ())
    return ActionItem(
        row.subject, row.session_id, row.family_id, number, "", owner, person, date.fromisoformat(due), children
    )
