"""Working days and every deadline that counts in them (domain.md 0.2, 3.4-3.6, 3.9, 12.4).

A working day is Monday to Friday and no bank holiday of the nation. England and Wales keep the same bank holidays. What
time alone brings about is never stored: these functions compute it.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

SUMMARY_DAYS, SUMMARY_HOUR = 2, time(17, 0)
ASKED_DAYS = 10
RECORDED_DAYS, FINALISED_DAYS, CIRCULATED_DAYS = 2, 5, 1
"""Timings of domain.md 3.4 and 3.6."""

PROCLAIMED: dict[int, frozenset[date]] = {}
"""Bank holidays that were proclaimed for one year alone; none is known for 2024 to 2028."""

_DAY = timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are free beside Saturday and Sunday. `extra` are days that the authority closes."""

    extra: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() < _SATURDAY and day not in bank_holidays(day.year) and day not in self.extra


ENGLAND_AND_WALES = Calendar()


def add_working_days(day: date, count: int, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The day that is `count` working days after `day`, or before it when negative. `day` itself may be free."""
    step = _DAY if count >= 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        if calendar.is_working_day(day):
            left -= 1
    return day


def working_days_between(start: date, end: date, calendar: Calendar = ENGLAND_AND_WALES) -> int:
    """The working days after `start` up to and with `end`; negative when `end` lies before."""
    if end < start:
        return -working_days_between(end, start, calendar)
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def asked_on(session_day: date, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The day from which contributors count as asked, if nobody asked them before: T-10 working days."""
    return add_working_days(session_day, -ASKED_DAYS, calendar)


def summary_deadline(starts_at: datetime, calendar: Calendar = ENGLAND_AND_WALES) -> datetime:
    """Until when summaries are given: T-2 working days, 17:00."""
    day = add_working_days(starts_at.date(), -SUMMARY_DAYS, calendar)
    return datetime.combine(day, SUMMARY_HOUR, tzinfo=starts_at.tzinfo)


def pack_stamp(starts_at: datetime, all_in_at: datetime | None, calendar: Calendar = ENGLAND_AND_WALES) -> datetime:
    """The moment that the agenda pack stands for: all summaries in, or the start of T-1, whichever came first."""
    day = add_working_days(starts_at.date(), -1, calendar)
    latest = datetime.combine(day, time(0, 0), tzinfo=starts_at.tzinfo)
    return min(all_in_at, latest) if all_in_at else latest


def recorded_by(session_day: date, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The last day on which minutes are recorded in time."""
    return add_working_days(session_day, RECORDED_DAYS, calendar)


def finalised_by(session_day: date, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The last day on which minutes are finalised in time."""
    return add_working_days(session_day, FINALISED_DAYS, calendar)


def circulated_by(finalised_on: date, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """The last day on which minutes are circulated in time."""
    return add_working_days(finalised_on, CIRCULATED_DAYS, calendar)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in a year, moved to a working day where they fall on a weekend."""
    easter = _easter_sunday(year)
    fixed = {easter - timedelta(days=2), easter + _DAY}
    fixed |= {_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        fixed.add(_moved(day, fixed))
    return frozenset(fixed) | PROCLAIMED.get(year, frozenset())


def _moved(day: date, taken: Container[date]) -> date:
    while day.weekday() >= _SATURDAY or day in taken:
        day += _DAY
    return day


def _first_monday(year: int, month: int) -> date:
    return next(day for number in range(1, 8) if (day := date(year, month, number)).weekday() == _MONDAY)


def _last_monday(year: int, month: int) -> date:
    return next(day for number in range(31, 24, -1) if (day := date(year, month, number)).weekday() == _MONDAY)


def _easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous rule of 1876."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
