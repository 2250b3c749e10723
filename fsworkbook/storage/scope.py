"""What one reader may read at one moment: their standing to every family, and the read lines of those they opened.

Worked out once in a transaction, at its first read, and again after a write that moves it (an opening, a grant, an
involvement). The rules themselves are the domain's (`domain/permissions.py`, `domain/reading.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.permissions import Standing, may
from fsworkbook.domain.protection import Protections
from fsworkbook.domain.reading import ReadScope, class_readable, read_scope
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.storage.remembering import SCOPE, remembered
from fsworkbook.storage.standing import standings
from fsworkbook.storage.tables.installation import AccessOpenRow
from fsworkbook.storage.tables.people import PersonRow, ProtectionRow
from fsworkbook.storage.tables.supervision import SessionQuoteRow, SessionRow, SessionSummaryRow
from fsworkbook.storage.unfiltered import rows, table


@dataclass(frozen=True, slots=True)
class OpenFamily:
    """A family that the reader opened: the lines of what they read in it, and what they read by class alone.

    `protected` are the persons whose victim-confidential text they may read; None = anybody's. `quoted` are the
    versions that the session asked for quotes; empty where none was asked for or its record is not theirs to read.
    """

    family_id: str
    standing: Standing
    reads: ReadScope
    classes: frozenset[SharingClass]
    protected: frozenset[str] | None
    quoted: frozenset[str] = frozenset()


@dataclass(slots=True)
class Scope:
    """The whole of it, for one transaction."""

    me: str
    active: bool  # who has left reads nothing
    catalogue: Catalogue
    standings: Mapping[str, Standing]
    opened: tuple[OpenFamily, ...]
    _answers: dict[tuple[Standing, str, str], bool] = field(default_factory=dict, compare=False)

    def families(self, object: str, *verbs: str) -> list[str]:
        """The families of which the reader has one of these verbs for this object."""
        return [key for key, standing in self.standings.items() if any(self._may(standing, v, object) for v in verbs)]

    def _may(self, standing: Standing, verb: str, object: str) -> bool:
        asked = (standing, verb, object)
        if asked not in self._answers:
            self._answers[asked] = may(self.catalogue, standing, verb, object)
        return self._answers[asked]


Memory = dict[object, OpenFamily]
"""Families as they were worked out before; they serve again for the same standing, protections and quotations."""

KEPT = 100


def scope_of(
    session: Session, catalogue: Catalogue, me: str, now: datetime, session_id: str | None, memory: Memory
) -> Scope:
    """The reader's scope at this moment."""
    everywhere = standings(session, me, now.date())
    standing_to = everywhere.families
    opened = [key for key in _opened(session, me, now) if key in standing_to]
    protections = protections_of(session, opened)
    quoted = quoted_by(session, catalogue, standing_to, session_id)
    return Scope(
        me,
        everywhere.active,
        catalogue,
        standing_to,
        tuple(
            _remembered(memory, catalogue, key, standing_to[key], protections[key], quoted.get(key, frozenset()))
            for key in opened
        ),
    )


def _remembered(
    memory: Memory,
    catalogue: Catalogue,
    family_id: str,
    standing: Standing,
    protections: Protections,
    quoted: frozenset[str],
) -> OpenFamily:
    asked = (family_id, standing, frozenset(protections.items()), quoted)
    if asked not in memory:
        if len(memory) >= KEPT:
            memory.clear()
        memory[asked] = open_family(catalogue, family_id, standing, protections, quoted)
    return memory[asked]


def open_family(
    catalogue: Catalogue, family_id: str, standing: Standing, protections: Protections, quoted: frozenset[str]
) -> OpenFamily:
    """One opened family as its reader may read it."""
    readable = [item for item in SharingClass if class_readable(catalogue, standing, item)]
    anybody = SharingClass.VICTIM_CONFIDENTIAL in readable and (
        standing.key_worker or standing.discipline == "TEAM_MANAGER"
    )
    return OpenFamily(
        family_id,
        standing,
        read_scope(catalogue, standing, protections),
        frozenset(readable) - {SharingClass.VICTIM_CONFIDENTIAL, SharingClass.CLINICAL},
        None
        if anybody
        else frozenset(
            person
            for person, kept_from in protections.items()
            if class_readable(
                catalogue, standing, SharingClass.VICTIM_CONFIDENTIAL, protects=[person], kept_from=kept_from
            )
        ),
        quoted,
    )


def protections_of(session: Session, families: Iterable[str]) -> dict[str, Protections]:
    """For each family, every person of it and whom their confidential text is kept from, mostly nobody."""
    asked = list(families)
    known: dict[str, Protections] = remembered(session, SCOPE, protections_of, dict)
    missing = [key for key in asked if key not in known]
    if missing:
        known |= _protections(session, missing)
    return {key: known[key] for key in asked}


def _protections(session: Session, families: list[str]) -> dict[str, Protections]:
    person, protection = table(PersonRow).c, table(ProtectionRow).c
    everybody = select(person.family_id, person.id.label("protects"), null().label("kept_from"))
    kept_apart = select(protection.family_id, protection.protects, protection.kept_from)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(
        session,
        everybody.where(person.family_id.in_(families)).union_all(kept_apart.where(protection.family_id.in_(families))),
    ):
        found[row.family_id][row.protects] |= {row.kept_from} - {None}
    return {key: {person: frozenset(kept) for person, kept in found[key].items()} for key in families}


def may_read_record(catalogue: Catalogue, standing: Standing, session_id: str, state: str) -> bool:
    """Whether this person reads the record of a session: while it runs as its record, afterwards as minutes."""
    if state == "PLANNED":
        return False
    if state == "FINALISED" and may(catalogue, standing, "read", "minutes"):
        return True
    return may(catalogue, standing, "read", "session_record", session_id=session_id, state=state)


def _opened(session: Session, me: str, now: datetime) -> list[str]:
    opening = table(AccessOpenRow)
    found = rows(
        session,
        select(opening.c.family_id)
        .where(opening.c.staff_id == me, opening.c.at <= now, opening.c.until > now)
        .distinct(),
    )
    return [row.family_id for row in found]


def quoted_by(
    session: Session, catalogue: Catalogue, standing_to: Mapping[str, Standing], session_id: str | None
) -> dict[str, frozenset[str]]:
    """The versions that a session quotes, by its family; nothing where the reader may not read its record."""
    if session_id is None:
        return {}
    shell, summary, quote = table(SessionRow), table(SessionSummaryRow), table(SessionQuoteRow)
    found = rows(session, select(shell.c.family_id, shell.c.state).where(shell.c.id == session_id))
    if not found or found[0].family_id not in standing_to:
        return {}
    family_id, state = found[0].family_id, found[0].state
    if not may_read_record(catalogue, standing_to[family_id], session_id, state):
        return {}
    versions = rows(
        session,
        select(summary.c.version_id)
        .where(summary.c.session_id == session_id, summary.c.version_id.is_not(None))
        .union(select(quote.c.version_id).where(quote.c.session_id == session_id)),
    )
    return {family_id: frozenset(row.version_id for row in versions)}
