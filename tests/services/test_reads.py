"""How many SELECTs a page takes: the same for a workbook of any size (data.md 9). Counts, never clocks."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind
from fsworkbook.services import demonstration, entries, families, family_people, involving, sections, session_page
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.board import board
from fsworkbook.services.today import today
from fsworkbook.storage.store import Store
from fsworkbook.storage.tables.supervision import RatingRow, SessionRow
from tests.demonstration_files import MINUTES_READY, demonstration_at
from tests.small_family import SmallFamily
from tests.storage.test_remembering import statements


def count(page: Callable[[], object]) -> int:
    """The SELECTs of a page that is read again: the reader's scope is known and the family opened."""
    page()
    with statements() as asked:
        page()
    return len(asked)


def test_a_family_and_a_section_take_the_same_reads_however_much_is_written(small: SmallFamily) -> None:
    ctx, family_id = small.as_["SW"], small.family.id
    pages: dict[str, Callable[[], object]] = {
        "family": lambda: families.open_family(ctx, family_id),
        "lines": lambda: sections.section_lines(ctx, family_id),
        "section": lambda: sections.section_page(ctx, family_id, "m1"),
    }
    few = {name: count(page) for name, page in pages.items()}
    for text in ("first", "second", "third"):
        small.answer("SW", "cws.what_changed", text=text)
    assert {name: count(page) for name, page in pages.items()} == few
    at_most = {"family": 17, "lines": 13, "section": 13}
    assert {name: number for name, number in few.items() if number > at_most[name]} == {}


@pytest.mark.parametrize("moment", [MINUTES_READY, demonstration.EVE], ids=["three", "five"])
def test_a_supervision_takes_the_same_reads_however_many_went_before(moment: object, tmp_path: Path) -> None:
    store: Store = demonstration_at(moment, tmp_path)
    try:
        ctx = demonstration.as_staff(store, "TM1")
        family_id = families.list_families(ctx)[0].family.id
        done = [item for item in planning.sessions(ctx, family_id) if item.state is SessionState.FINALISED]
        assert count(lambda: session_page.session_page(ctx, done[-1].id)) <= 40
    finally:
        store.close()


HELD, PLANNED, NOW = datetime(2025, 9, 9, 10), datetime(2025, 9, 23, 10), datetime(2025, 9, 23, 9)


def test_today_and_the_board_take_the_same_reads_however_many_families_there_are(small: SmallFamily) -> None:
    pages: dict[str, Callable[[], object]] = {
        f"{name} of {who}": partial(page, small.as_[who])
        for name, page in (("Today", today), ("board", board))
        for who in ("TM", "CP", "SW", "BS", "DP")
    }
    add_families(small, range(2))
    few = {name: count(page) for name, page in pages.items()}
    add_families(small, range(2, 12))
    assert {name: count(page) for name, page in pages.items()} == few
    page = today(small.as_["TM"])
    assert (len(page.sessions), len(page.red_children), len(today(small.as_["CP"]).owed)) == (12, 12, 6)
    assert len(board(small.as_["TM"]).lines) == 12


def add_families(small: SmallFamily, numbers: Iterable[int]) -> None:
    """Families with a supervision held, a child red and the next one of the day: the odd ones of it have begun."""
    manager = small.as_["TM"]
    for number in numbers:
        small.at(datetime(2025, 9, 8, 9))
        family = families.create_family(manager, f"FS-1{number:02}", f"Family {number}", "canal", HELD.date(), "SW")
        for who in ("CP", "RW"):
            involving.involve(manager, family.id, who, "CO_WORKER")
        families.open_family(small.as_["SW"], family.id)
        ada = Person("", family.id, "Ada", "Family", PersonKind.CHILD, born_on=date(2020, 5, 1))
        child = family_people.add_person(small.as_["SW"], family.id, ada)
        held = planning.plan(small.as_["BS"], family.id, HELD, 45, "Room", "TM", "BS")
        with small.store.write("TM", HELD) as db:
            row = db.get_one(SessionRow, held.id)
            row.state, row.started_at, row.started_by = SessionState.IN_SESSION, HELD, "TM"
            db.flush()
            rated = {"child_id": child.id, "colour": "RED", "on": HELD.date()}
            db.add(RatingRow(id=new_id(), session_id=held.id, family_id=family.id, **rated))
            row.state, row.finalised_at, row.finalised_by = SessionState.FINALISED, HELD, "TM"
        following = planning.plan(small.as_["BS"], family.id, PLANNED, 45, "Room", "TM", "BS")
        small.at(NOW)
        key = EntryKey(family.id, EntryKind.SUMMARY, "summary", author_id="CP", owner=following.id)
        families.open_family(small.as_["CP"], family.id)
        entries.save_draft(small.as_["CP"], key, Content({"changed": RichText.from_plain("Half a thought")}))
        if number % 2:
            running.start(manager, following.id, "Begun early")
