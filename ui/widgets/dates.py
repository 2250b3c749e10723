"""Dates and times as people write them in the United Kingdom: day first, 24 hours, in any handy form."""

import re
from datetime import date, time, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(\d{1,2}|[a-z]{3,9})(?:[\s./,-]+(\d{4}|\d{2}))?")
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*(am|pm)?")


def date_words(day: date) -> str:
    """ "Fri 19 Dec 2025"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def read_date(text: str, today: date) -> date | None:
    """The day that was meant, or None: "19/12/2025", "19.12.25", "Fri 19 Dec", "today", "2025-12-19".

    Without a year it is the one that brings the day nearest to today.
    """
    words = text.strip().lower()
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if (iso := _ISO.fullmatch(words)) is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    words = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+", "", words)
    found = _DATE.fullmatch(words)
    month = _month(found[2]) if found else None
    if found is None or month is None:
        return None
    if found[3]:
        year = int(found[3])
        return _day(year if year >= 100 else _century(year, today), month, int(found[1]))
    days = [_day(today.year + step, month, int(found[1])) for step in (-1, 0, 1)]
    return min((day for day in days if day), key=lambda day: abs(day - today), default=None)


def read_time(text: str) -> time | None:
    """The time that was meant, or None: "14:05", "1405", "14.05", "2pm"."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 else None


def time_words(clock: time) -> str:
    """ "14:05"."""
    return f"{clock:%H:%M}"


def month_later(day: date, months: int) -> date:
    """The same day so many months on, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        if (there := _day(year, month + 1, number)) is not None:
            return there
    return date(year, month + 1, day.day)


def _century(year: int, today: date) -> int:
    """Two digits: up to ten years ahead, else the past; a birthday of '61 is 1961."""
    full = today.year // 100 * 100 + year
    return full if full <= today.year + 10 else full - 100


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    names = [name.lower() for name in MONTHS]
    return names.index(text[:3]) + 1 if text[:3] in names else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
