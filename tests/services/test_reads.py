"""How many SELECTs a page takes: the same for a workbook of any size (data.md 9). Counts, never clocks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fsworkbook.domain.supervision import SessionState
from fsworkbook.services import demonstration, families, sections, session_page, supervision_planning
from fsworkbook.storage.store import Store
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
        done = [item for item in supervision_planning.sessions(ctx, family_id) if item.state is SessionState.FINALISED]
        assert count(lambda: session_page.session_page(ctx, done[-1].id)) <= 46
    finally:
        store.close()
