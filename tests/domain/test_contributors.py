"""Who is expected, what each gave, and whether the session can start (domain.md 3.1, 3.6, 3.10, 12.5)."""

from datetime import date, datetime
from pathlib import Path

import pytest

from fsworkbook.catalogue_file import load
from fsworkbook.domain import contributors
from fsworkbook.domain.contributors import SummaryActs, SummaryState
from fsworkbook.domain.people import Involvement, InvolvementStatus
from fsworkbook.domain.supervision import AttendanceMode, SessionKind
from fsworkbook.domain.working_days import summary_deadline

CATALOGUE = load(Path(__file__).parents[2] / "resources" / "catalogue")
START = datetime(2025, 12, 16, 10)
DEADLINE = summary_deadline(START)
ON = START.date()


def involvement(staff: str, discipline: str, **facts: object) -> Involvement:
    values: dict[str, object] = {
        "role": "CO_WORKER",
        "status": InvolvementStatus.ACTIVE,
        "from_on": date(2025, 9, 3),
        "to_on": None,
    }
    values |= facts
    return Involvement(f"i-{staff}", "f", staff, discipline, **values)  # type: ignore[arg-type]


TEAM = [
    involvement("SW1", "SOCIAL_WORKER", role="KEY_WORKER"),
    involvement("CP1", "CHILD_PRACTITIONER", from_on=date(2025, 9, 5)),
    involvement("DV1", "DA_PRACTITIONER_VICTIM", from_on=date(2025, 9, 9)),
    involvement("DP1", "DA_OFFICER_PERPETRATOR", from_on=date(2025, 9, 11)),
    involvement("RW1", "RECOVERY_WORKER", from_on=date(2025, 9, 16)),
    involvement("MH1", "MH_PRACTITIONER", from_on=date(2025, 10, 13)),
    involvement("SW4", "SOCIAL_WORKER", status=InvolvementStatus.ENDED, to_on=date(2025, 10, 31)),
    involvement("TM1", "TEAM_MANAGER", role="SUPERVISOR"),
    involvement("LA1", "LEAD_ADULT_WORKER"),
    involvement("ST1", "STUDENT"),
    involvement("PS1", "PSYCHOLOGIST", role="CONSULTANT_ONLY"),
]


def test_expected_are_those_who_count_on_the_day() -> None:
    assert contributors.professionals(CATALOGUE, TEAM, ON) == ("SW1", "CP1", "DV1", "DP1", "RW1", "MH1")
    assert "SW4" in contributors.professionals(CATALOGUE, TEAM, date(2025, 10, 31))
    assert contributors.professionals(CATALOGUE, TEAM, date(2025, 9, 4)) == ("SW1", "SW4")


@pytest.mark.parametrize(
    ("on", "kind"), [(date(2025, 9, 18), SessionKind.TRADITIONAL), (date(2025, 9, 29), SessionKind.FSCS)]
)
def test_two_professionals_make_it_a_family_supervision(on: date, kind: SessionKind) -> None:
    two = [TEAM[0], involvement("RW1", "RECOVERY_WORKER", from_on=date(2025, 9, 29))]
    assert contributors.required_supervision_type(CATALOGUE, two, on) is kind


def test_a_consultation_does_not_count_until_it_becomes_work() -> None:
    consultation = [TEAM[0], TEAM[-1]]
    assert contributors.required_supervision_type(CATALOGUE, consultation, ON) is SessionKind.TRADITIONAL
    declined = [TEAM[0], involvement("RW1", "RECOVERY_WORKER", status=InvolvementStatus.DECLINED)]
    assert contributors.required_supervision_type(CATALOGUE, declined, ON) is SessionKind.TRADITIONAL


@pytest.mark.parametrize(("count", "minutes", "slot"), [(3, 43, 45), (4, 45, 45), (5, 47, 60), (6, 49, 60)])
def test_length(count: int, minutes: int, slot: int) -> None:
    assert sum(item.minutes * (count if item.each_discipline else 1) for item in CATALOGUE.agenda) == minutes
    assert contributors.proposed_slot(count) == slot


GIVEN = {
    "SW1": SummaryActs("SW1", [datetime(2025, 12, 12, 9, 40)]),
    "DV1": SummaryActs("DV1", [datetime(2025, 12, 11, 12)]),
    "DP1": SummaryActs("DP1", [datetime(2025, 12, 11, 15)]),
    "RW1": SummaryActs("RW1", [datetime(2025, 12, 12, 16, 55)]),
    "MH1": SummaryActs("MH1", [datetime(2025, 12, 12, 17, 20)]),
    "CP1": SummaryActs("CP1", [datetime(2025, 12, 10, 9)]),
}
EXPECTED = tuple(GIVEN)


def test_session_three() -> None:
    states = {name: contributors.summary_state(acts, DEADLINE, START) for name, acts in GIVEN.items()}
    assert states.pop("MH1") is SummaryState.LATE
    assert set(states.values()) == {SummaryState.FINALISED}
    assert contributors.all_in_at(EXPECTED, GIVEN) == datetime(2025, 12, 12, 17, 20)


def test_summary_states() -> None:
    state = contributors.summary_state
    assert state(SummaryActs("x"), DEADLINE) is SummaryState.NOT_STARTED
    assert state(SummaryActs("x", has_draft=True), DEADLINE) is SummaryState.DRAFT
    assert state(SummaryActs("x", excused=True), DEADLINE) is SummaryState.EXCUSED
    assert state(SummaryActs("x", has_draft=True), DEADLINE, START) is SummaryState.NOT_PROVIDED
    assert state(SummaryActs("x", [datetime(2025, 12, 16, 11)]), DEADLINE, START) is SummaryState.NOT_PROVIDED
    still_true = SummaryActs("x", still_true_at=datetime(2025, 12, 12, 8))
    assert state(still_true, DEADLINE) is SummaryState.FINALISED
    replaced = SummaryActs("x", [datetime(2025, 12, 10), datetime(2025, 12, 15)])
    assert state(replaced, DEADLINE) is SummaryState.FINALISED
    assert contributors.changed_since_pack(replaced, DEADLINE)
    assert not contributors.changed_since_pack(GIVEN["CP1"], DEADLINE)


def test_all_in_waits_for_everybody_who_is_not_excused() -> None:
    without = GIVEN | {"MH1": SummaryActs("MH1")}
    assert contributors.all_in_at(EXPECTED, without) is None
    excused = GIVEN | {"MH1": SummaryActs("MH1", excused=True)}
    assert contributors.all_in_at(EXPECTED, excused) == datetime(2025, 12, 12, 16, 55)


def test_absentee_rule() -> None:
    here = dict.fromkeys(("SW1", "CP1", "RW1"), AttendanceMode.IN_ROOM) | {"DV1": AttendanceMode.REMOTE}
    holding = contributors.holding_up
    assert holding(EXPECTED, here, GIVEN, START) == ()
    without = GIVEN | {"MH1": SummaryActs("MH1", has_draft=True)}
    assert holding(EXPECTED, here, without, START) == ("MH1",)
    assert holding(EXPECTED, here | {"MH1": AttendanceMode.REMOTE}, without, START) == ()
    assert holding(EXPECTED, here, GIVEN | {"MH1": SummaryActs("MH1", excused=True)}, START) == ()
    too_late = GIVEN | {"MH1": SummaryActs("MH1", [datetime(2025, 12, 16, 10, 5)])}
    assert holding(EXPECTED, here, too_late, START) == ("MH1",)


def test_the_absent_are_told_apart_by_their_summary() -> None:
    assert contributors.absence_mode(GIVEN["DP1"], START) is AttendanceMode.ABSENT_SUMMARY
    assert contributors.absence_mode(SummaryActs("x", excused=True), START) is AttendanceMode.EXCUSED
    assert contributors.absence_mode(SummaryActs("x"), START) is AttendanceMode.ABSENT_NO_SUMMARY
