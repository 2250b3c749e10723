"""Every allowed and every refused move of a session (domain.md 3.3, 3.4)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from fsworkbook.domain import supervision_moves as moves
from fsworkbook.domain.supervision import Session, SessionKind, SessionState
from fsworkbook.domain.supervision_moves import MOVES, Act

SESSION = Session(
    "s3", "f", 3, SessionKind.FSCS, SessionState.PLANNED, datetime(2025, 12, 16, 10), 60, "Lockside 2",
    chair_id="TM1", minute_taker_id="BS1", case_holder_id="SW1", team_id="canal",
    typists=frozenset({"CP1"}), deputy_id="ATM1",
)  # fmt: skip
MANAGERS = {"TM1"}
EVERYBODY = ("TM1", "ATM1", "BS1", "CP1", "SW1", "DV1", "TM2")
MAY = {
    Act.ASK: {"TM1", "ATM1", "BS1"},
    Act.POSTPONE: {"TM1", "ATM1", "BS1", "CP1"},
    Act.CANCEL: {"TM1", "ATM1", "BS1", "CP1"},
    Act.START: {"TM1", "ATM1"},
    Act.ABANDON: {"TM1", "ATM1"},
    Act.RECORD: {"TM1", "ATM1", "BS1", "CP1"},
    Act.FINALISE: {"TM1", "ATM1"},
}


@pytest.mark.parametrize("state", list(SessionState))
@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what_in_which_state(who: str, act: Act, state: SessionState) -> None:
    session = replace(SESSION, state=state)
    refusal = moves.why_not(act, session, who, team_managers=MANAGERS, reason="because")
    assert (refusal is None) == (state is MOVES[act].state and who in MAY[act]), refusal


@pytest.mark.parametrize("act", [Act.POSTPONE, Act.CANCEL, Act.ABANDON])
def test_reasons_are_asked(act: Act) -> None:
    session = replace(SESSION, state=MOVES[act].state)
    assert moves.why_not(act, session, "TM1", team_managers=MANAGERS) is not None


def test_states_the_moves_lead_to() -> None:
    assert {act: move.to for act, move in MOVES.items() if move.to} == {
        Act.CANCEL: "CANCELLED",
        Act.START: "IN_SESSION",
        Act.ABANDON: "ABANDONED",
        Act.RECORD: "RECORDED",
        Act.FINALISE: "FINALISED",
    }


@pytest.mark.parametrize("act", [Act.START, Act.ABANDON, Act.FINALISE])
def test_a_manager_holding_the_case_neither_chairs_nor_finalises(act: Act) -> None:
    holding = replace(SESSION, state=MOVES[act].state, case_holder_id="TM1")
    assert moves.why_not(act, holding, "TM1", team_managers=MANAGERS, reason="because") is not None
    assert moves.why_not(act, holding, "ATM1", team_managers=MANAGERS, reason="because") is None


def test_only_the_familys_manager_or_the_named_deputy_finalises() -> None:
    elsewhere = replace(SESSION, chair_id="TM2", deputy_id=None, state=SessionState.RECORDED)
    assert moves.finalisers(elsewhere, MANAGERS) == {"TM1"}
    assert moves.why_not(Act.FINALISE, elsewhere, "TM2", team_managers=MANAGERS) is not None
    assert moves.finalisers(replace(elsewhere, deputy_id="SM1"), ()) == {"SM1"}


def test_starting_needs_a_chair_and_the_absentee_rule() -> None:
    assert moves.why_not_started(SESSION, {"TM1"}, ()) is None
    assert moves.why_not_started(SESSION, {"ATM1"}, ()) is None
    assert moves.why_not_started(SESSION, {"SW1", "BS1"}, ())
    one = moves.why_not_started(SESSION, {"TM1"}, ["Owen Blythe"])
    assert one is not None
    assert one.startswith("Owen Blythe has neither")
    two = moves.why_not_started(SESSION, {"TM1"}, ["Owen Blythe", "Dev Lakhani"])
    assert two is not None
    assert two.startswith("Owen Blythe and Dev Lakhani have")
    assert moves.why_not_started(SESSION, {"TM1"}, ["Owen Blythe"], "child moved, cannot wait") is None


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (SessionState.PLANNED, set()),
        (SessionState.IN_SESSION, {"TM1", "ATM1", "BS1", "CP1"}),
        (SessionState.RECORDED, {"TM1", "ATM1"}),
        (SessionState.FINALISED, set()),
        (SessionState.CANCELLED, set()),
        (SessionState.ABANDONED, set()),
    ],
)
def test_who_types(state: SessionState, who: set[str]) -> None:
    session = replace(SESSION, state=state)
    assert {name for name in EVERYBODY if moves.may_type(session, name, MANAGERS)} == who


def test_planning() -> None:
    assert moves.missing_to_plan(SESSION, 6, set_day=1) == ()
    assert len(moves.missing_to_plan(replace(SESSION, place=" ", chair_id=""), 6, set_day=3)) == 3
    assert moves.missing_to_plan(SESSION, 6, set_day=3, off_day_reason="room") == ()
    assert moves.missing_to_plan(SESSION, 1, set_day=1)
    assert moves.missing_to_plan(replace(SESSION, kind=SessionKind.TRADITIONAL), 2, set_day=1)
    assert moves.missing_to_plan(replace(SESSION, kind=SessionKind.TRADITIONAL), 1, set_day=1) == ()
    assert moves.missing_to_plan(replace(SESSION, case_holder_id="TM1"), 6, set_day=1)


def test_postponing_far_while_a_child_is_red() -> None:
    before, after = date(2025, 12, 16), date(2026, 1, 6)
    assert moves.postponement_warning(before, after, ["RED", "AMBER"])
    assert moves.postponement_warning(before, after, ["AMBER"]) is None
    assert moves.postponement_warning(before, date(2025, 12, 23), ["RED"]) is None


def test_late_minutes() -> None:
    late = replace(  # FS-0002 session 2: recorded after three working days, finalised in five
        SESSION,
        state=SessionState.FINALISED,
        starts_at=datetime(2025, 11, 18, 10),
        recorded_at=datetime(2025, 11, 21, 9),
        finalised_at=datetime(2025, 11, 25, 9),
    )
    assert moves.minutes_lateness(late, date(2026, 1, 1)) == moves.MinutesLateness(recorded=True, finalised=False)
    open_still = replace(SESSION, state=SessionState.RECORDED, recorded_at=datetime(2025, 12, 18, 15))
    assert moves.minutes_lateness(open_still, date(2025, 12, 23)) == moves.MinutesLateness(False, False)
    assert moves.minutes_lateness(open_still, date(2025, 12, 24)) == moves.MinutesLateness(False, True)
    assert moves.minutes_lateness(SESSION, date(2026, 1, 1)) == moves.MinutesLateness(False, False)
