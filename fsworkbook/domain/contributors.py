"""Who is expected at a supervision, and what each has given before it (domain.md 3.1, 3.6, 3.10).

Stored are acts with person and time; late, given, all in and changed since the pack are computed here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.people import Involvement
from fsworkbook.domain.supervision import PRESENT, AttendanceMode, SessionKind

NOT_COUNTED_ROLES = frozenset({"CONSULTANT_ONLY", "SUPERVISOR"})
FSCS_FROM = 2
SLOT, LONG_SLOT, LONG_SLOT_ABOVE = 45, 60, 4


def professionals(catalogue: Catalogue, involvements: Iterable[Involvement], on: date) -> tuple[str, ...]:
    """The staff who count towards "two or more professionals" on that day, in the order they came (domain.md 3.1).

    They are also the contributors whom a session on that day expects.
    """
    counting = {item.code for item in catalogue.disciplines if item.counts_for_supervision}
    working = sorted(
        (item for item in involvements if item.active_on(on) and item.role not in NOT_COUNTED_ROLES),
        key=lambda item: item.from_on,
    )
    return tuple(dict.fromkeys(item.staff_id for item in working if item.discipline in counting))


def required_supervision_type(catalogue: Catalogue, involvements: Iterable[Involvement], on: date) -> SessionKind:
    """FSCS with two or more professionals on that day, else TRADITIONAL. A planned session never switches silently."""
    return SessionKind.FSCS if len(professionals(catalogue, involvements, on)) >= FSCS_FROM else SessionKind.TRADITIONAL


def proposed_slot(disciplines: int) -> int:
    """The minutes that the planner proposes."""
    return LONG_SLOT if disciplines > LONG_SLOT_ABOVE else SLOT


class SummaryState(StrEnum):
    """What the board says of one contributor's summary."""

    NOT_STARTED = "NOT_STARTED"
    DRAFT = "DRAFT"
    FINALISED = "FINALISED"
    LATE = "LATE"
    EXCUSED = "EXCUSED"
    NOT_PROVIDED = "NOT_PROVIDED"


GIVEN = frozenset({SummaryState.FINALISED, SummaryState.LATE})


@dataclass(frozen=True, slots=True)
class SummaryActs:
    """What one contributor did for one session: the moments at which versions were finalised, the day of a "still
    true", whether a draft exists, whether the manager excused them. For the key worker the versions are those of the
    Case Worker Summary since the last session (domain.md 3.6)."""

    staff_id: str
    finalised_at: Sequence[datetime] = ()
    still_true_at: datetime | None = None
    has_draft: bool = False
    excused: bool = False

    @property
    def given_at(self) -> datetime | None:
        """When the summary was first given: its first version, or the "still true" of an unchanged one."""
        moments = [*self.finalised_at, *([self.still_true_at] if self.still_true_at else [])]
        return min(moments, default=None)


def summary_state(acts: SummaryActs, deadline: datetime, started_at: datetime | None = None) -> SummaryState:
    """The state of one summary; with `started_at` as it stood when the session began."""
    given = acts.given_at
    if given is not None and (started_at is None or given <= started_at):
        return SummaryState.FINALISED if given <= deadline else SummaryState.LATE
    if acts.excused:
        return SummaryState.EXCUSED
    if started_at is not None:
        return SummaryState.NOT_PROVIDED
    return SummaryState.DRAFT if acts.has_draft else SummaryState.NOT_STARTED


def all_in_at(expected: Collection[str], acts: Mapping[str, SummaryActs]) -> datetime | None:
    """The moment at which every expected summary was given or excused; None while one is out. An excuse counts from the
    last summary given."""
    moments = []
    for staff_id in expected:
        one = acts.get(staff_id, SummaryActs(staff_id))
        if one.given_at is None and not one.excused:
            return None
        if one.given_at is not None:
            moments.append(one.given_at)
    return max(moments, default=None)


def changed_since_pack(acts: SummaryActs, stamp: datetime) -> bool:
    """Whether a version came after the moment that the pack stands for."""
    return any(moment > stamp for moment in acts.finalised_at)


def holding_up(
    expected: Iterable[str], attendance: Mapping[str, AttendanceMode], acts: Mapping[str, SummaryActs], at: datetime
) -> tuple[str, ...]:
    """The expected contributors who are neither present, nor gave a summary before the start, nor are excused: while
    there is one, the session starts only by override (the absentee rule, domain.md 3.6)."""
    return tuple(
        staff_id
        for staff_id in expected
        if attendance.get(staff_id) not in PRESENT and not _accounted(acts.get(staff_id, SummaryActs(staff_id)), at)
    )


def absence_mode(acts: SummaryActs, at: datetime) -> AttendanceMode:
    """How somebody who is not there is written down, told apart by their summary (domain.md 3.7)."""
    if acts.given_at is not None and acts.given_at <= at:
        return AttendanceMode.ABSENT_SUMMARY
    return AttendanceMode.EXCUSED if acts.excused else AttendanceMode.ABSENT_NO_SUMMARY


def _accounted(acts: SummaryActs, at: datetime) -> bool:
    return acts.excused or (acts.given_at is not None and acts.given_at <= at)
