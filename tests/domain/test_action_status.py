"""What becomes of an action: "interview Lee Marsh" of domain.md 12.4 and the rules of 3.6, 3.9."""

from datetime import date, datetime

from fsworkbook.domain import action_status
from fsworkbook.domain.action_status import ActionStatus
from fsworkbook.domain.supervision import ActionItem, ActionProgress

FINALISED = datetime(2025, 12, 19, 11, 30)
INTERVIEW = ActionItem("c", "s3", "f", 3, "interview Lee Marsh", "SW1", None, date(2026, 1, 9), ("mia",))


def step(kind: str, on: date, action: str = "c", note: str = "") -> ActionProgress:
    return ActionProgress(action, on, "SW1", kind, note)


STEPS = [
    step("CARRIED", date(2026, 2, 3)),
    step("CARRIED", date(2026, 3, 17)),
    step("DONE", date(2026, 3, 24), note="seen at his flat"),
    step("DONE", date(2025, 12, 19), action="a"),
]


def test_interview_lee_marsh() -> None:
    assert action_status.overdue_since(INTERVIEW, FINALISED) == date(2026, 1, 10)
    assert action_status.escalated_on(INTERVIEW) == date(2026, 1, 14)
    assert action_status.carries(INTERVIEW, STEPS) == 2
    assert action_status.drift_since(INTERVIEW, STEPS) == date(2026, 3, 17)
    assert action_status.closed_on(INTERVIEW, STEPS) == date(2026, 3, 24)
    assert action_status.status_of(INTERVIEW, STEPS) is ActionStatus.DONE
    assert action_status.status_of(INTERVIEW, STEPS, on=date(2026, 2, 10)) is ActionStatus.OPEN


def test_overdue_and_escalated_day_by_day() -> None:
    def overdue(on: date) -> bool:
        return action_status.is_overdue(INTERVIEW, STEPS, FINALISED, on)

    assert [overdue(date(2026, 1, item)) for item in (9, 10)] == [False, True]
    assert not overdue(date(2026, 3, 24))
    escalated = [action_status.is_escalated(INTERVIEW, STEPS, FINALISED, date(2026, 1, item)) for item in (10, 13, 14)]
    assert escalated == [False, False, True]


def test_never_overdue_before_its_session_is_finalised() -> None:
    early = ActionItem("b", "s3", "f", 2, "police marker", "DV1", None, date(2025, 12, 17))
    assert not action_status.is_overdue(early, [], None, date(2026, 1, 1))
    assert action_status.overdue_since(early, FINALISED) == date(2025, 12, 19)


def test_nothing_is_accepted_by_silence() -> None:
    status = action_status.status_of
    assert status(INTERVIEW, [], owner_was_absent=True) is ActionStatus.PROPOSED
    assert status(INTERVIEW, [], owner_was_absent=False) is ActionStatus.OPEN
    assert status(INTERVIEW, [step("ACCEPTED", date(2025, 12, 18))], owner_was_absent=True) is ActionStatus.OPEN
    told = action_status.chair_is_told
    assert not told(INTERVIEW, [], True, date(2025, 12, 16), date(2025, 12, 18))
    assert told(INTERVIEW, [], True, date(2025, 12, 16), date(2025, 12, 19))
    assert not told(INTERVIEW, [], False, date(2025, 12, 16), date(2025, 12, 19))
    family = ActionItem("d", "s4", "f", 1, "sleep-in rota", None, "sandra", date(2026, 2, 10))
    assert status(family, [], owner_was_absent=True) is ActionStatus.OPEN


def test_partly_and_not_done_stay_open_to_lateness() -> None:
    part = [step("PART", date(2026, 1, 5))]
    assert action_status.status_of(INTERVIEW, part) is ActionStatus.PART
    assert action_status.is_overdue(INTERVIEW, part, FINALISED, date(2026, 1, 12))
    assert action_status.closed_on(INTERVIEW, part) is None
    cancelled = [step("CANCELLED", date(2026, 1, 5))]
    assert not action_status.is_overdue(INTERVIEW, cancelled, FINALISED, date(2026, 1, 12))


def test_done_needs_what_shows_it() -> None:
    assert action_status.why_progress_is_refused("DONE", " ")
    assert action_status.why_progress_is_refused("DONE", "seen") is None
    assert action_status.why_progress_is_refused("CARRIED", "") is None


def test_what_is_closed_stays_closed() -> None:
    for closed in action_status.CLOSED:
        assert "closed" in (action_status.why_progress_is_refused("ACCEPTED", "", closed) or "")


def test_an_action_is_given_to_nobody_without_a_name() -> None:
    assert action_status.why_progress_is_refused("REASSIGNED", "to Marta")
