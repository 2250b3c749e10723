"""What a member of staff is to a family, read from the rows (domain.md 1.4, rule 1): the input of every permission.

Read past the reader's own filter, because what somebody may see is worked out from rows they may not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.people import goes_on
from fsworkbook.domain.permissions import Standing
from fsworkbook.domain.supervision import PRESENT
from fsworkbook.storage.remembering import SCOPE, remembered
from fsworkbook.storage.tables.people import (
    ClassGrantRow,
    FamilyRow,
    InvolvementPersonRow,
    InvolvementRow,
    StaffRow,
    TeamRow,
)
from fsworkbook.storage.tables.supervision import SessionCellRow, SessionRow, SessionTypistRow
from fsworkbook.storage.unfiltered import rows, table

NO_FAMILY = "There is no family of this reference here."
"""The one sentence for a family that does not exist and for one that does not exist for this person (domain.md 9.8)."""

BY_LOCALITY = frozenset({"SERVICE_MANAGER", "SENIOR_SUPPORT"})
"""Whose teams are those of their locality."""

BY_INVOLVEMENT = {"CONFERENCE_CHAIR": "conference", "VOLUNTEER_PM": "referral", "VOLUNTEER": "match"}
"""Disciplines whose way to a family has a name of its own; their involvement row stands for it."""

OVER = ("FINALISED", "CANCELLED", "ABANDONED")

Rows = Iterable[Any]


ME: BindParameter[str] = bindparam("staff_id")
STAFF, FAMILY, CELL = table(StaffRow).c, table(FamilyRow).c, table(SessionCellRow).c
WORK, TARGET, GRANT = table(InvolvementRow).c, table(InvolvementPersonRow).c, table(ClassGrantRow).c
SHELL, TYPIST = table(SessionRow).c, table(SessionTypistRow).c
SUPERVISED = select(STAFF.id).where(STAFF.clinical_supervisor_id == ME)

FAMILIES = select(FAMILY.id, FAMILY.team_id, FAMILY.restricted)
PEOPLE = select(*STAFF).where(or_(STAFF.id == ME, STAFF.clinical_supervisor_id == ME))
INVOLVEMENTS = select(*WORK).where(or_(WORK.staff_id == ME, WORK.staff_id.in_(SUPERVISED)))
TARGETS = select(*TARGET).join(table(InvolvementRow), WORK.id == TARGET.involvement_id).where(WORK.staff_id == ME)
GRANTS = select(*GRANT).where(GRANT.staff_id == ME)
TYPED = select(TYPIST.session_id).where(TYPIST.staff_id == ME)
SESSIONS = select(SHELL.id, SHELL.family_id, SHELL.deputy_id, SHELL.minute_taker_id, SHELL.state).add_columns(
    SHELL.id.in_(TYPED).label("typed")
)
SESSIONS = SESSIONS.where(or_(SHELL.deputy_id == ME, SHELL.minute_taker_id == ME, SHELL.id.in_(TYPED)))
ATTENDED = select(CELL.family_id, CELL.session_id).where(
    CELL.subject == ME, CELL.item == "attendance", CELL.value.op("->>")("$.mode").in_(sorted(PRESENT))
)
"""One reader's rows, each asked in the same words every time: making them anew would cost more than the answers."""


@dataclass(frozen=True, slots=True)
class Known:
    """One reader's rows, gathered once for many families."""

    staff: Any
    own_teams: frozenset[str]
    supervisees: frozenset[str]
    involvements: dict[str, list[Any]]
    targets: dict[str, list[Any]]
    grants: dict[str, set[str]]
    sessions: dict[str, list[Any]]
    attended: dict[str, set[str]]

    def current(self, on: date) -> frozenset[str]:
        """The involvements that go on that day, by id."""
        everywhere = (row for rows in self.involvements.values() for row in rows)
        return frozenset(row.id for row in everywhere if goes_on(row.status, row.from_on, row.to_on, on))


@dataclass(frozen=True, slots=True)
class Standings:
    """What one member of staff is to each family; `active`: whether they work here on that day."""

    active: bool
    families: Mapping[str, Standing]


def standing(session: Session, catalogue: Catalogue, staff_id: str, family_id: str, on: date) -> Standing:
    """What this member of staff is to this family on that day. NotFound where the family does not exist."""
    found = standings(session, staff_id, on, [family_id]).families
    if family_id not in found:
        raise NotFound(NO_FAMILY)
    return found[family_id]


def standings(session: Session, staff_id: str, on: date, families: Iterable[str] | None = None) -> Standings:
    """The same for several families, or for all of them, in a constant number of reads; remembered until something is
    written that moves it. Of the day it depends whether the person works here and with whom the work goes on."""
    known = remembered(session, SCOPE, staff_id, lambda: _known(session, staff_id))
    active = known is not None and _active(known.staff, on)
    current = known.current(on) if known else frozenset()
    everywhere = remembered(
        session, SCOPE, (staff_id, active, current), lambda: _everywhere(session, staff_id, known, active, current)
    )
    if families is None:
        return everywhere
    asked = {key: everywhere.families[key] for key in families if key in everywhere.families}
    return Standings(everywhere.active, asked)


def _everywhere(
    session: Session, staff_id: str, known: Known | None, active: bool, current: frozenset[str]
) -> Standings:
    found = rows(session, FAMILIES)
    if known is None:
        return Standings(False, {row.id: Standing(staff_id, "", active=False) for row in found})
    strangers: dict[tuple[bool, bool], Standing] = {}
    return Standings(active, {row.id: _standing_or_stranger(known, row, active, current, strangers) for row in found})


def _standing_or_stranger(
    known: Known, family: Any, active: bool, current: frozenset[str], strangers: dict[tuple[bool, bool], Standing]
) -> Standing:
    """Most families know nothing of the person: those of the team, and those of others, share one value each."""
    if any(family.id in rows for rows in (known.involvements, known.grants, known.sessions, known.attended)):
        return _standing(known, family, active, current)
    kind = (family.team_id in known.own_teams, family.restricted)
    if kind not in strangers:
        strangers[kind] = _standing(known, family, active, current)
    return strangers[kind]


def _standing(known: Known, family: Any, active: bool, current: frozenset[str]) -> Standing:
    staff = known.staff
    mine = [row for row in known.involvements.get(family.id, []) if row.staff_id == staff.id]
    working_here = [row for row in mine if row.id in current]
    working = [row for row in working_here if row.role != "SUPERVISOR"]
    targets = [(row, target) for row in mine for target in known.targets.get(row.id, [])]
    way = BY_INVOLVEMENT.get(staff.discipline)
    return Standing(
        staff_id=staff.id,
        discipline=staff.discipline,
        active=active,
        involved=bool(working) and way is None,
        former=any(row.status == "ENDED" and row.id not in current for row in mine),
        has_open_request=any(row.status == "PROPOSED" for row in mine),
        own_team=family.team_id in known.own_teams,
        key_worker=any(row.role == "KEY_WORKER" for row in working_here),
        supervises_here=any(
            row.staff_id in known.supervisees and row.id in current and row.role != "SUPERVISOR"
            for row in known.involvements.get(family.id, [])
        ),
        conference=bool(working) and way == "conference",
        referral=bool(working) and way == "referral",
        match=bool(working) and way == "match",
        restricted=family.restricted,
        grants=frozenset(known.grants.get(family.id, ())),
        works_with=frozenset(t.person_id for row, t in targets if row.id in current and not t.offered),
        worked_with=frozenset(t.person_id for row, t in targets if row.status != "DECLINED"),
        supervisees=known.supervisees,
        deputy_for=frozenset(
            row.id for row in known.sessions.get(family.id, []) if row.deputy_id == staff.id and row.state not in OVER
        ),
        typist_for=frozenset(
            row.id for row in known.sessions.get(family.id, []) if row.typed or row.minute_taker_id == staff.id
        ),
        attended=frozenset(known.attended.get(family.id, ())),
    )


def _known(session: Session, staff_id: str) -> Known | None:
    asked = {"staff_id": staff_id}
    people = rows(session, PEOPLE, asked)
    me = next((row for row in people if row.id == staff_id), None)
    if me is None:
        return None
    supervisees = frozenset(row.id for row in people if row.id != staff_id)
    return Known(
        staff=me,
        own_teams=_own_teams(session, me),
        supervisees=supervisees,
        involvements=_grouped(rows(session, INVOLVEMENTS, asked), "family_id"),
        targets=_grouped(rows(session, TARGETS, asked), "involvement_id"),
        grants=_sets(rows(session, GRANTS, asked), "protects"),
        sessions=_grouped(rows(session, SESSIONS, asked), "family_id"),
        attended=_sets(rows(session, ATTENDED, asked), "session_id"),
    )


def _active(staff: Any, on: date) -> bool:
    return (staff.active_from is None or staff.active_from <= on) and (staff.active_to is None or on <= staff.active_to)


def _own_teams(session: Session, staff: Any) -> frozenset[str]:
    own = {staff.team_id} - {None}
    if staff.discipline in BY_LOCALITY and staff.locality:
        team = table(TeamRow)
        own |= {row.id for row in rows(session, select(team.c.id).where(team.c.locality == staff.locality))}
    return frozenset(own)


def _grouped(found: Rows, name: str) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        grouped[getattr(row, name)].append(row)
    return grouped


def _sets(found: Rows, name: str) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = defaultdict(set)
    for row in found:
        grouped[row.family_id].add(getattr(row, name))
    return grouped
