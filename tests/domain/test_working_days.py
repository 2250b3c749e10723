"""Every gap, limit and deadline that domain.md 12.4 and 12.5 name."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from fsworkbook.domain.working_days import (
    Calendar,
    add_working_days,
    asked_on,
    bank_holidays,
    circulated_by,
    finalised_by,
    pack_stamp,
    recorded_by,
    summary_deadline,
    working_days_between,
)

BANK_HOLIDAYS = {
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
SESSIONS = {
    "FS-0001": ["2025-09-23", "2025-11-04", "2025-12-16", "2026-02-03", "2026-03-17", "2026-05-12"],
    "FS-0002": ["2025-10-07", "2025-11-18", "2026-01-13", "2026-03-03", "2026-04-21", "2026-06-09"],
    "FS-0003": ["2025-10-09", "2025-11-13", "2025-12-18", "2026-01-22", "2026-03-05", "2026-04-16"],
}
GAPS = {"FS-0001": [30, 30, 32, 30, 37], "FS-0002": [30, 37, 35, 33, 33], "FS-0003": [25, 25, 22, 30, 28]}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_bank_holidays(year: int) -> None:
    assert sorted(f"{item:%m-%d}" for item in bank_holidays(year)) == BANK_HOLIDAYS[year].split()


@pytest.mark.parametrize("family", SESSIONS)
def test_gaps_between_sessions(family: str) -> None:
    days = [day(item) for item in SESSIONS[family]]
    assert [working_days_between(a, b) for a, b in pairwise(days)] == GAPS[family]


@pytest.mark.parametrize(
    ("start", "end", "gap"),
    [
        ("2025-09-02", "2025-09-22", 14),  # strategy discussion to conference
        ("2025-09-22", "2025-10-02", 8),  # conference to core group
        ("2026-01-19", "2026-01-29", 8),  # birth to Ivy's review
        ("2025-10-20", "2025-11-06", 13),
        ("2025-11-06", "2025-11-17", 7),
        ("2026-02-20", "2026-03-18", 18),
    ],
)
def test_other_gaps(start: str, end: str, gap: int) -> None:
    assert working_days_between(day(start), day(end)) == gap
    assert working_days_between(day(end), day(start)) == -gap
    assert add_working_days(day(start), gap) == day(end)


def test_deadlines_of_session_three() -> None:
    starts = datetime(2025, 12, 16, 10)
    assert asked_on(starts.date()) == day("2025-12-02")
    assert summary_deadline(starts) == datetime(2025, 12, 12, 17)
    assert pack_stamp(starts, datetime(2025, 12, 12, 17, 20)) == datetime(2025, 12, 12, 17, 20)
    assert pack_stamp(starts, None) == pack_stamp(starts, datetime(2025, 12, 15, 9)) == datetime(2025, 12, 15)
    assert recorded_by(starts.date()) == day("2025-12-18")
    assert finalised_by(starts.date()) == day("2025-12-23")
    assert circulated_by(day("2025-12-19")) == day("2025-12-22")


def test_the_authority_closes_on_a_day() -> None:
    closed = Calendar(frozenset({day("2025-12-24")}))
    assert add_working_days(day("2025-12-23"), 1, closed) == day("2025-12-29")
    assert add_working_days(day("2025-12-29"), -1, closed) == day("2025-12-23")


def test_no_day_is_the_day_itself_even_when_free() -> None:
    assert add_working_days(day("2025-12-25"), 0) == day("2025-12-25")
    assert working_days_between(day("2025-12-25"), day("2025-12-25")) == 0
