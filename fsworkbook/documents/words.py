"""How documents say dates and lists: as people write them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_RECORDED = "Not yet recorded"


def day(value: date | None) -> str:
    """19 December 2025; empty for no date. Never the computer's own language or order."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def short_day(value: date | None) -> str:
    """19 Dec 2025, for the column of a table; it is never broken between lines."""
    return f"{value.day}\u00a0{MONTHS[value.month - 1][:3]}\u00a0{value.year}" if value else ""


def weekday(value: date) -> str:
    """Friday 19 December 2025."""
    return f"{DAYS[value.weekday()]} {day(value)}"


def clock(value: datetime) -> str:
    """11:30, in local time."""
    return f"{value:%H:%M}"


def parse_day(value: object) -> date | None:
    """The day a stored value means; None where it is no day."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def day_of(value: object) -> str:
    """A stored day in words; what is no day stays as it was typed."""
    found = parse_day(value)
    return day(found) if found else str(value or "")


def short_day_of(value: object) -> str:
    """A stored day, for the column of a table; what is no day stays as it was typed."""
    found = parse_day(value)
    return short_day(found) if found else str(value or "")


def listed(words: Iterable[str], last: str = "and") -> str:
    """Mia, Theo and Ivy."""
    every: Sequence[str] = [word for word in words if word]
    return f" {last} ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else ""
