"""Recompute the audit chain and the fingerprint of every audited row, and name what does not agree (data.md 3).

It finds a row that was changed, added or taken away behind the program's back, and a trail that was altered. Who owns
the key can rewrite the chain as well; the help says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from fsworkbook.storage.audited import AUDITED, SEALED
from fsworkbook.storage.sqlite.audit_triggers import chain_hash
from fsworkbook.storage.sqlite.fingerprints import compared, sealed
from fsworkbook.storage.sqlite.triggers import render_triggers, triggers_in
from fsworkbook.storage.store import Store
from fsworkbook.storage.unfiltered import rows

OVER = ("FINALISED", "ABANDONED")
"""The states after which no cell of a session changes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree: in which table and row, and at which place of the trail, where there is one."""

    what: str
    table: str
    row_id: str
    seq: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of a check: how many places of the trail and how many rows were looked at, and what was found."""

    trail: int
    rows: int
    findings: tuple[Finding, ...]


def verify_store(store: Store) -> Verified:
    """Check the whole file; reads everything, writes nothing."""
    with store.read("", datetime.min) as session:
        trail, findings = _chain(session)
        checked = 0
        for name in AUDITED:
            found = rows(session, text(compared(name)))
            checked += len(found)
            findings += [item for row in found if (item := _judged(name, row.id, row.now, row.told, row.seq, row.gone))]
        findings += list(_seals(session)) + list(_triggers(session))
    return Verified(trail, checked, tuple(findings))


def _chain(session: Session) -> tuple[int, list[Finding]]:
    asked = f"SELECT seq, prev, hash, object, row_id, {chain_hash()} AS again FROM audit ORDER BY seq"  # noqa: S608
    findings, before, expected = [], "", 1
    found = rows(session, text(asked))
    for row in found:
        if row.seq != expected:
            findings.append(Finding(f"the trail has no place {expected}", row.object, row.row_id, row.seq))
        elif row.prev != before or row.hash != row.again:
            findings.append(Finding("this place of the trail was altered", row.object, row.row_id, row.seq))
        before, expected = row.hash, row.seq + 1
    return len(found), findings


def _judged(name: str, row_id: str, now: str | None, told: str | None, seq: int | None, gone: bool) -> Finding | None:
    if told is None or (gone and now is not None):
        return Finding("this row was added behind the program's back", name, row_id, seq)
    if now is None:
        return None if gone else Finding("this row was taken away behind the program's back", name, row_id, seq)
    return None if now == told else Finding("this row was changed behind the program's back", name, row_id, seq)


def _seals(session: Session) -> Iterator[Finding]:
    """The cells of each session that is over, against the seal that its end put on the trail."""
    for row in rows(session, text(sealed())):
        if row.state in OVER and row.now != row.told:
            yield Finding("the record of this session was changed behind the program's back", SEALED, row.id, row.seq)


def _triggers(session: Session) -> Iterator[Finding]:
    for name in sorted(set(render_triggers().items()) ^ set(triggers_in(session.connection()).items())):
        yield Finding("a rule of this file was taken away or altered", "rules", name[0], None)
