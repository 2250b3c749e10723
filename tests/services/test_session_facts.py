"""What the rules of a supervision ask about: on which day each child was last seen or heard."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.workbook import Content
from fsworkbook.services import entries
from fsworkbook.services.session_facts import facts_of
from fsworkbook.services.session_values import session_of
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily

SEEN = date(2025, 9, 17)


def last_seen(small: SmallFamily, session_id: str) -> Mapping[str, date]:
    """By given name."""
    ctx, names = small.as_["TM"], {person.id: name for name, person in small.people.items()}
    with ctx.read() as db:
        found = facts_of(ctx, db, session_of(db, session_id)).last_seen
    return {names[person]: day for person, day in found.items()}


def note(small: SmallFamily, who: str, kind: str, *about: str, on: date = SEEN) -> None:
    """A dated note of Module 4 that names these persons."""
    ctx = small.as_[who]
    key = entries.new_contribution_key(ctx, small.family.id, "m4")
    ids = tuple(small.people[name].id for name in about)
    text = RichText(tuple(replace(item, about=ids) for item in RichText.from_plain("As it was.")))
    entries.save_draft(ctx, key, Content.of(text), occurred_on=on, contribution_kind=kind)
    entries.finalise(ctx, key)


def test_why_a_child_was_not_seen_is_no_day_on_which_it_was(small: SmallFamily) -> None:
    session = SupervisedFamily(small).running()
    small.answer("SW", "m4.not_seen_reason", "Mia", text="Refused at the door.", occurred_on=SEEN)
    small.answer("SW", "m4.daily_routine", "Mia", text="School, then club.")
    assert last_seen(small, session.id) == {}


@pytest.mark.parametrize(
    ("kind", "seen"),
    [("VISIT", True), ("SESSION_1TO1", True), ("OBSERVATION", True), ("PHONE", False), ("TEST", False)],
)
def test_a_note_of_meeting_the_child_counts(small: SmallFamily, kind: str, seen: bool) -> None:
    session = SupervisedFamily(small).running()
    note(small, "SW", kind, "Mia")
    note(small, "SW", kind, "Mia", on=date(2025, 9, 10))
    assert last_seen(small, session.id) == ({"Mia": SEEN} if seen else {})


def test_a_note_that_names_nobody_says_of_no_child_that_it_was_seen(small: SmallFamily) -> None:
    session = SupervisedFamily(small).running()
    note(small, "CP", "VISIT")  # who works with Mia and Theo
    assert last_seen(small, session.id) == {}


def test_a_dated_answer_of_direct_work_counts(small: SmallFamily) -> None:
    session = SupervisedFamily(small).running()
    small.answer("SW", "m4.good_things", "Theo", text="Trains.", occurred_on=SEEN)
    assert last_seen(small, session.id) == {"Theo": SEEN}
