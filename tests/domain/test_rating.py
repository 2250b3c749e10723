"""Colours, limits and lateness (domain.md 3.5, 3.8, 12.4)."""

from datetime import date
from itertools import pairwise

import pytest

from fsworkbook.domain import rating
from fsworkbook.domain.people import Limits
from fsworkbook.domain.supervision import PastRating
from tests.domain.test_working_days import SESSIONS, day

BROOKMERE = Limits(red=30, amber=35, green=40)
COLOURS = {  # the children's colours at each session, from the tables of 12.1 to 12.3
    "FS-0001": ["RRR", "AAR", "RAR", "AAA", "AGA"],
    "FS-0002": ["ARR", "ARA", "AAA", "AGG", "GGG"],
    "FS-0003": ["AA", "RR", "RR", "AR", "RA"],
}
WORDS = {"R": "RED", "A": "AMBER", "G": "GREEN"}


def children(letters: str) -> list[str]:
    return [WORDS[letter] for letter in letters]


def test_worst_child() -> None:
    assert rating.worst(children("AGA")) == "AMBER"
    assert rating.worst(["NOT_RATED"]) is None
    assert rating.worst(["NOT_RATED", "GREEN"]) == "GREEN"


@pytest.mark.parametrize(
    ("case", "letters", "refused"),
    [("GREEN", "RA", True), ("AMBER", "RA", True), ("RED", "RA", False), ("RED", "GG", False), ("GREEN", "GG", False)],
)
def test_case_rating_is_never_better_than_the_worst_child(case: str, letters: str, refused: bool) -> None:
    assert (rating.why_case_rating_is_refused(case, children(letters)) is not None) == refused


def test_case_rating_before_any_child_has_a_colour() -> None:
    assert rating.why_case_rating_is_refused("GREEN", []) is None
    assert rating.why_case_rating_is_refused("", children("R")) is None


def test_red_to_green_asks_for_its_reason() -> None:
    assert rating.step_reason_needed("RED", "GREEN")
    assert not rating.step_reason_needed("AMBER", "GREEN")
    assert not rating.step_reason_needed("RED", "AMBER")
    assert not rating.step_reason_needed(None, "GREEN")


def test_overdue_flags_are_exactly_three_of_fifteen() -> None:
    late = []
    for family, sessions in SESSIONS.items():
        days = [day(item) for item in sessions]
        for number, (held, following) in enumerate(pairwise(days)):
            limit = rating.next_limit(held, children(COLOURS[family][number]), BROOKMERE)
            if rating.is_overdue(limit, following):
                late.append((family, number + 1, limit))
    assert late == [
        ("FS-0001", 3, day("2026-01-30")),
        ("FS-0001", 5, day("2026-05-08")),
        ("FS-0002", 2, day("2026-01-02")),
    ]


def test_overdue_from_the_first_working_day_after_the_limit() -> None:
    limit = day("2026-05-08")
    assert rating.overdue_since(limit) == day("2026-05-11")
    assert [rating.is_overdue(limit, date(2026, 5, item)) for item in (8, 9, 10, 11)] == [False, False, False, True]


def test_without_limits_nothing_is_overdue() -> None:
    assert rating.next_limit(day("2025-09-23"), children("RRR"), Limits()) is None
    assert not rating.is_overdue(None, day("2030-01-01"))


def test_oversight_while_a_child_is_red() -> None:
    assert rating.oversight_due(day("2025-12-16"), children("RAA")) == day("2026-01-02")
    assert rating.oversight_due(day("2025-12-16"), children("AA")) is None


def past(number: int, on: str, colour: str, reason: str) -> PastRating:
    return PastRating(number, day(on), colour, reason)


def test_last_argued() -> None:
    history = [
        past(1, "2025-09-23", "RED", "unsafe nights"),
        past(2, "2025-11-04", "AMBER", "separated, safe nights"),
        past(3, "2025-12-16", "AMBER", "separated, safe nights"),
        past(4, "2026-02-03", "AMBER", ""),
    ]
    argued = rating.last_argued(history)
    assert argued is not None
    assert argued.on == day("2025-11-04")
    assert rating.last_argued([]) is None
    newer = rating.last_argued([*history, past(5, "2026-03-17", "AMBER", "only because of the stay")])
    assert newer is not None
    assert newer.session_number == 5
