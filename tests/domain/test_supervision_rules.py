"""What the record of FS-0001, session 3 needs and asks (domain.md 3.4, 3.7, 3.8, 12.5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fsworkbook.domain.people import Limits, Person, PersonKind
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import Cell, Record
from fsworkbook.domain.supervision_rules import (
    SessionFacts,
    is_message_closed,
    missing_to_record,
    worth_a_look,
)
from tests.domain.test_supervision_moves import SESSION


def person(name: str, kind: PersonKind, *factors: str) -> Person:
    return Person(name, "f", name.title(), "", kind, need_factors=frozenset(factors))


KAYLEIGH = person("kayleigh", PersonKind.ADULT, "DOMESTIC_ABUSE_VICTIM")
DANIEL = person("daniel", PersonKind.ADULT, "DOMESTIC_ABUSE_PERPETRATOR")
CHILDREN = tuple(person(name, PersonKind.CHILD) for name in ("mia", "theo", "ivy"))
FACTS = SessionFacts(
    SESSION,
    CHILDREN,
    (KAYLEIGH, DANIEL),
    expected=("SW1", "DV1", "DP1", "RW1", "MH1", "CP1"),
    names={"DP1": "Steve Gannon", "DV1": "Marta Silva"},
    last_colours={"mia": "AMBER", "theo": "AMBER", "ivy": "RED"},
    last_actions={"old": "birth plan"},
    last_session_on=date(2025, 11, 4),
    threshold_questions={"ICPC": "Was a child protection conference considered?"},
    limits=Limits(30, 35, 40),
)
MODES = {
    "TM1": "IN_ROOM", "SW1": "IN_ROOM", "CP1": "IN_ROOM", "RW1": "IN_ROOM", "BS1": "IN_ROOM", "LA1": "IN_ROOM",
    "DV1": "REMOTE", "MH1": "REMOTE", "DP1": "ABSENT_SUMMARY",
}  # fmt: skip
CELLS: dict[tuple[str, str], dict[str, Any]] = {
    **{("attendance", who): {"mode": mode, "undisturbed": True} for who, mode in MODES.items()},
    ("view_quote", "mia:q1"): {"version_id": "v", "paragraph_id": "p"},
    ("view", "theo"): {"text": "bites when a door bangs", "on": "2025-12-03"},
    ("view", "ivy"): {"text": "scan normal", "on": "2025-12-08"},
    **{("meaning", child.id): {"text": "still on guard"} for child in CHILDREN},
    ("rating", "mia"): {"colour": "RED", "reason": "fear returned"},
    ("rating", "theo"): {"colour": "AMBER", "reason": "away that night"},
    ("rating", "ivy"): {"colour": "AMBER", "reason": "birth plan complete"},
    ("case_rating", ""): {"colour": "RED"},
    ("decision", "d1"): {"type": "CONTINUE", "text": "stay on the plan", "why": "works for safety"},
    ("action", "a"): {
        "text": "night-time plan", "owner_id": "CP1", "due": "2025-12-19", "for_children": ["mia"],
    },
    ("action", "b"): {"text": "marker", "owner_id": "DV1", "due": "2025-12-17", "for_children": ["theo"]},
    ("action", "d"): {"text": "meeting", "owner_id": "BS1", "due": "2025-12-18", "for_children": ["ivy"]},
    ("last_action", "old"): {"outcome": "DONE", "changed": "hospital knows"},
    ("parent_view", "kayleigh"): {"text": "stop asking why"},
    ("parent_view", "daniel"): {"text": "wants to be told"},
    ("impact", ""): {"text": "nursery list stopped an attempt"},
    ("reflection", ""): {"text": "relief"},
    ("threshold", "ICPC"): {"answer": "NOT_APPLICABLE"},
    ("plan", ""): {"text": "discharge meeting"},
    ("tell", "t1"): {"whom": "kayleigh", "by": "DV1", "position": 1},
    ("tell", "t2"): {"whom": "daniel", "by": "DP1", "position": 2},
    ("next", ""): {"on": "2026-02-03", "reason": "room and chair cover"},
}  # fmt: skip


def record(**changes: dict[str, Any] | None) -> Record:
    """The record with cells changed ("view:theo") or, where None, taken out."""
    cells = dict(CELLS)
    for place, value in changes.items():
        item, _, subject = place.partition(":")
        cells.pop((item, subject), None)
        if value is not None:
            cells[item, subject] = value
    return Record.of(Cell(item, subject, value) for (item, subject), value in cells.items())


def test_session_three_is_complete() -> None:
    assert missing_to_record(record(), FACTS) == ()
    assert worth_a_look(record(), FACTS) == ()


def test_an_empty_record_names_everything_that_is_needed() -> None:
    items = [missing.item for missing in missing_to_record(Record(), FACTS)]
    assert items == ["attendance", *["view"] * 3, *["rating"] * 3, "decision", "next"]


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("attendance:DP1", None, "Was Steve Gannon there?"),
        ("view:theo", None, "What does Theo say or show? Or who finds out, by when?"),
        ("view:theo", {"text": "bites"}, "On which day did Theo say or show this?"),
        ("view:theo", {"not_known": True, "finder": "CP1"}, "Who finds out what Theo thinks, and by when?"),
        ("view_quote:mia:q1", None, "What does Mia say or show? Or who finds out, by when?"),
        ("rating:ivy", None, "Which colour for Ivy, and why?"),
        ("rating:ivy", {"colour": "NOT_RATED"}, "Why is Ivy not rated?"),
        ("case_rating:", {"colour": "AMBER"}, "The case cannot be amber while a child is red."),
        ("decision:d1", None, "What was decided, and why?"),
        ("decision:d1", {"text": "stay"}, "Why was this decided?"),
        (
            "action:a",
            {"text": "night-time plan", "due": "2025-12-19"},
            "Who does “night-time plan”? A person, not a team.",
        ),
        ("action:a", {"text": "night-time plan", "owner_person": "sandra"}, "By when is “night-time plan” done?"),
        ("next:", None, "When is the next supervision? Or is this the last one, and why?"),
        ("next:", {"last": True}, "Why is this the last supervision?"),
    ],
)
def test_each_thing_that_recorded_needs(place: str, value: dict[str, Any] | None, sentence: str) -> None:
    assert [item.sentence for item in missing_to_record(record(**{place: value}), FACTS)] == [sentence]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("view:theo", {"not_known": True, "finder": "CP1", "by": "2025-12-19"}),
        ("rating:ivy", {"colour": "NOT_RATED", "reason": "not yet met"}),
        ("next:", {"last": True, "reason": "CLOSING"}),
        ("action:a", {"text": "rota", "owner_person": "sandra", "due": "2026-02-10", "for_children": ["mia"]}),
        ("action:x", {"owner_id": "CP1"}),
        ("case_rating:", None),
    ],
)
def test_full_answers(place: str, value: dict[str, Any] | None) -> None:
    assert missing_to_record(record(**{place: value}), FACTS) == ()


def test_a_reader_is_judged_by_what_they_may_read() -> None:
    """Business support does not get Mia's confidential words, and is asked for a view; the chair is not."""
    quoted = record()
    without = Record.of(cell for cell in quoted.cells.values() if cell.item != "view_quote")
    assert missing_to_record(quoted, FACTS) == ()
    assert [item.subject for item in missing_to_record(without, FACTS)] == ["mia"]


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("meaning:mia", None, "What does this mean for Mia?"),
        (
            "rating:ivy",
            {"colour": "GREEN", "reason": "born well"},
            "Ivy goes from red to green at once: what made that possible?",
        ),
        ("parent_view:daniel", None, "What does Daniel say?"),
        ("impact:", None, "What difference did the support make for the children?"),
        ("reflection:", None, "What are we not seeing?"),
        ("threshold:ICPC", None, "Was a child protection conference considered?"),
        ("case_rating:", None, "Which colour does the chair give the case?"),
        ("plan:", None, "What happens next?"),
        ("attendance:DV1", {"mode": "REMOTE"}, "Can Marta Silva be overheard, or is anything recording?"),
        ("last_action:old", None, "What became of “birth plan”?"),
        ("last_action:old", {"outcome": "DONE"}, "What did “birth plan” change?"),
        ("decision:d2", {"text": "ask for legal advice"}, "Why was this decided?"),
        ("action:a", None, "Mia is red: is there something to do within five working days?"),
        ("action:b", None, "Theo is amber: is there something to do?"),
        (
            "action:x",
            {"text": "report", "owner_id": "DP1", "due": "2026-01-09"},
            "Steve Gannon was not here: “report” stays proposed.",
        ),
        ("next:", {"on": "2026-02-03"}, "The limit is 30 January 2026: say why it is later."),
        ("tell:t1", None, "The person who is harmed is told first; or say why not."),
    ],
)
def test_what_is_worth_a_look_and_never_blocks(place: str, value: dict[str, Any] | None, sentence: str) -> None:
    changed = record(**{place: value})
    assert [item.sentence for item in worth_a_look(changed, FACTS)] == [sentence]
    assert missing_to_record(changed, FACTS) == ()


def test_green_without_having_been_seen() -> None:
    green = {"rating:theo": {"colour": "GREEN", "reason": "settled"}}
    assert worth_a_look(record(**green), FACTS) == ()
    old = record(**green, **{"view:theo": {"text": "bites", "on": "2025-11-01"}})
    assert [item.sentence for item in worth_a_look(old, FACTS)] == [
        "Theo was not seen or heard since the last supervision."
    ]
    seen = replace(FACTS, last_seen={"theo": date(2025, 12, 10)})
    assert worth_a_look(old, seen) == ()


def test_the_next_message_stays_closed_until_the_person_harmed_was_told() -> None:
    assert is_message_closed(record(), FACTS, "t2", told=())
    assert not is_message_closed(record(), FACTS, "t2", told={"t1"})
    assert not is_message_closed(record(), FACTS, "t1", told=())
    said = record(**{"tell:t2": {"whom": "daniel", "why_not_first": "he is in custody"}})
    assert not is_message_closed(said, FACTS, "t2", told=())


def test_class_of_a_cell_makes_no_difference_here() -> None:
    cells = [replace(cell, sharing_class=SharingClass.SHAREABLE) for cell in record().cells.values()]
    assert missing_to_record(Record.of(cells), FACTS) == ()
