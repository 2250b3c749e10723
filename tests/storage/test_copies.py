"""Text for a copy with the finaliser's rights, and a paragraph that is given a narrower class."""

import json

import pytest
from sqlalchemy import select

from fsworkbook.domain.errors import NotAllowed, NotFound
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.storage.system import cells_for_copy, parts_for_copy
from fsworkbook.storage.tables.supervision import SessionCellRow, SessionRow
from fsworkbook.storage.tables.workbook import EntryTextRow, EntryVersionRow
from fsworkbook.storage.tightening import tighten
from fsworkbook.storage.verifying import verify_store
from tests.mini_file import Mini, put, session_row

CONFIDENTIAL = SharingClass.VICTIM_CONFIDENTIAL


def test_a_copy_for_a_colleague_marks_what_they_may_have(mini: Mini) -> None:
    open_one = mini.text("SW", "open", "SHAREABLE")
    hidden = mini.text("DV", "She hid her shoes", "VICTIM_CONFIDENTIAL", protects="kayleigh")
    clinical = mini.text("MH", "session", "CLINICAL")
    with mini.read("TM") as session:
        parts = {part.version_id: part.may_have for part in parts_for_copy(session, "family", "TM", "DP")}
        for_mh = {part.version_id: part.may_have for part in parts_for_copy(session, "family", "TM", "MH")}
        outside = parts_for_copy(session, "family", "TM", None, version_ids=[open_one])
    assert parts == {open_one: True, hidden: False}
    assert for_mh == {open_one: True, hidden: True, clinical: True}
    assert [part.may_have for part in outside] == [True]


def test_only_the_reader_or_who_finalises_makes_a_copy(mini: Mini) -> None:
    mini.text("DV", "She hid her shoes", "VICTIM_CONFIDENTIAL", protects="kayleigh")
    with mini.read("DP") as session:
        assert [part.may_have for part in parts_for_copy(session, "family", "TM", "DP")] == [False]
    with pytest.raises(NotAllowed), mini.read("BS") as session:
        parts_for_copy(session, "family", "TM", "DP")


def test_the_cells_of_a_record_are_marked_in_the_same_way(mini: Mini) -> None:
    with mini.write("TM") as session:
        put(session, session_row())
        session.get(SessionRow, "session").state = "IN_SESSION"
        session.flush()
        for item, kind, protects in (
            ("reflection", "PROFESSIONALS_ONLY", None),
            ("keeps_safe", CONFIDENTIAL, "kayleigh"),
        ):
            put(session, a_cell(mini, item, kind, protects))
        for state in ("RECORDED", "FINALISED"):
            session.get(SessionRow, "session").state = state
            session.flush()
    with mini.read("TM") as session:
        for reader, expected in (("DP", {"reflection": True, "keeps_safe": False}), ("DV", None)):
            found = {cell.item: cell.may_have for cell in cells_for_copy(session, "family", "session", "TM", reader)}
            assert found == (expected or dict.fromkeys(found, True))
            assert len(found) == 2


def a_cell(mini: Mini, item: str, sharing_class: str, protects: str | None) -> SessionCellRow:
    return SessionCellRow(
        id=new_id(),
        session_id="session",
        family_id="family",
        item=item,
        object="session_record",
        sharing_class=sharing_class,
        protects=protects,
        value="{}",
        version=1,
        by_id="TM",
        at=mini.now,
    )


def words_of(mini: Mini, who: str) -> set[str]:
    with mini.read(who) as session:
        found = session.scalars(select(EntryTextRow.placed))
        return {item["words"] for placed in found for item in json.loads(placed)}


def test_a_paragraph_made_confidential_is_gone_at_once_for_others(mini: Mini) -> None:
    version = mini.text("CP", "I put my hands on his ears", "SHAREABLE", object="voice_record")
    mini.open("TM", "CP", "DV", "RW", "SW")
    assert words_of(mini, "RW") == {"I put my hands on his ears"}
    with mini.write("CP") as session:
        assert tighten(session, "family", f"p-{version}", SharingClass.CHILD_CONFIDENTIAL) == 1
    assert words_of(mini, "RW") == set()
    assert words_of(mini, "SW") == words_of(mini, "CP") == {"I put my hands on his ears"}
    with mini.read("RW") as session:
        assert session.get(EntryVersionRow, version) is None
    assert verify_store(mini.store).findings == ()


def test_nobody_loosens_or_touches_what_they_cannot_read(mini: Mini) -> None:
    version = mini.text("DV", "She hid her shoes", "VICTIM_CONFIDENTIAL", protects="kayleigh")
    mini.open("DP", "TM")
    with pytest.raises(NotFound), mini.write("DP") as session:
        tighten(session, "family", f"p-{version}", SharingClass.CLINICAL)
    with pytest.raises(NotAllowed, match="narrower"), mini.write("TM") as session:
        tighten(session, "family", f"p-{version}", SharingClass.SHAREABLE)
