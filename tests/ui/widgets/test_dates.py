"""Dates and times are read in every form people type, day first, and written in one."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.widgets.dates import date_words, month_later, read_date, read_time, time_words

TODAY = date(2025, 12, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Fri 19 Dec 2025", "19 Dec 2025", "19 dec", "19/12/2025", "19/12/25", "19.12.25", "19 12 2025", "19-12-2025",
        "2025-12-19", "19 December 2025", "Friday 19th December", "fri, 19 december 2025", "  19/12 ", "19th Dec 25",
    ],
)  # fmt: skip
def test_every_form(text: str) -> None:
    assert read_date(text, TODAY) == date(2025, 12, 19)


@pytest.mark.parametrize(("text", "day"), [("today", 12), ("Tomorrow", 13), ("yesterday", 11)])
def test_near_days(text: str, day: int) -> None:
    assert read_date(text, TODAY) == date(2025, 12, day)


@pytest.mark.parametrize("text", ["", "soon", "31/2/2025", "0/1/2025", "12/13/2025", "19 Foo 2025", "1", "2025"])
def test_what_is_no_day(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_without_a_year_it_is_the_nearest() -> None:
    assert read_date("6 Jan", TODAY) == date(2026, 1, 6)
    assert read_date("1 Nov", TODAY) == date(2025, 11, 1)
    assert read_date("20 Dec", date(2026, 1, 5)) == date(2025, 12, 20)


def test_two_digits_are_the_past_beyond_ten_years() -> None:
    assert read_date("1/2/61", TODAY) == date(1961, 2, 1)
    assert read_date("1/2/30", TODAY) == date(2030, 2, 1)


@given(some.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_what_is_written_is_read(day: date) -> None:
    assert read_date(date_words(day), TODAY) == day
    assert read_date(f"{day:%d/%m/%Y}", TODAY) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("14.05", time(14, 5)),
        ("9", time(9, 0)),
        ("2pm", time(14, 0)),
        ("12am", time(0, 0)),
        ("12:30 pm", time(12, 30)),
    ],
)
def test_times(text: str, clock: time) -> None:
    assert read_time(text) == clock


@pytest.mark.parametrize("text", ["", "25:00", "14:60", "13pm", "noon"])
def test_what_is_no_time(text: str) -> None:
    assert read_time(text) is None


@given(some.times())
def test_times_written_are_read(clock: time) -> None:
    assert read_time(time_words(clock)) == clock.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, date(2024, 2, 29)), (-1, date(2023, 12, 31)), (13, date(2025, 2, 28)), (12, date(2025, 1, 31))],
)
def test_months(months: int, day: date) -> None:
    assert month_later(date(2024, 1, 31), months) == day
