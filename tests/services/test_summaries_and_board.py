"""Summaries before a supervision and the board that shows them: who, what kind and when (domain.md 3.4, 3.6, 3.10)."""

from datetime import date, datetime

import pytest

from fsworkbook.domain.contributors import SummaryState
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKind
from fsworkbook.services import entries, summaries
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services.board import Board, board
from tests.small_family import SmallFamily
from tests.supervised_family import CALLED_TO_PLAN, IN_TIME, LATE, SupervisedFamily


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def states(family: SupervisedFamily, who: str = "BS") -> dict[str, SummaryState]:
    return {cell.staff.id: cell.state for cell in board(family.small.as_[who]).lines[0].cells}


def test_a_summary_is_owed_once_asked_or_ten_working_days_before(family: SupervisedFamily) -> None:
    session = family.plan()
    family.small.at(datetime(2025, 9, 8, 16))
    assert summaries.owed(family.small.as_["DV"]) == ()
    planning.ask(family.small.as_["BS"], session.id, ["DV"])
    owed = summaries.owed(family.small.as_["DV"])[0]
    assert (owed.due, owed.state, owed.boxes_done, owed.boxes_all) == (
        datetime(2025, 9, 19, 17),
        SummaryState.NOT_STARTED,
        0,
        3,
    )
    assert summaries.owed(family.small.as_["RW"]) == ()
    family.small.at(datetime(2025, 9, 9, 9))
    assert len(summaries.owed(family.small.as_["RW"])) == 1


def test_a_draft_counts_its_boxes_and_a_finalised_summary_is_owed_no_more(family: SupervisedFamily) -> None:
    session = family.plan()
    family.small.at(IN_TIME)
    form = summaries.summary_form(family.small.as_["DV"], session.id)
    text = RichText.from_plain("Five sessions.", SharingClass.PROFESSIONALS_ONLY)
    entries.save_draft(family.small.as_["DV"], form.key, Content({"changed": text}))
    owed = summaries.owed(family.small.as_["DV"])[0]
    assert (owed.state, owed.boxes_done) == (SummaryState.DRAFT, 1)
    assert states(family)["DV"] is SummaryState.DRAFT
    entries.finalise(family.small.as_["DV"], form.key)
    assert summaries.owed(family.small.as_["DV"]) == ()
    assert states(family)["DV"] is SummaryState.FINALISED


def test_the_form_speaks_to_the_discipline_and_starts_in_its_class(family: SupervisedFamily) -> None:
    session = family.plan()
    form = summaries.summary_form(family.small.as_["DV"], session.id)
    boxes = {box.slot: box for box in form.boxes}
    assert "children safe" in boxes["where_adult_is"].prompt
    assert boxes["changed"].default_class is SharingClass.PROFESSIONALS_ONLY
    assert boxes["confidential_note"].default_class is SharingClass.VICTIM_CONFIDENTIAL
    assert [adult.short_name for adult in form.adults] == ["Kayleigh"]
    assert form.behaviours[family.id("Kayleigh")] == ("ALCOHOL",)
    assert form.may_write
    other = summaries.summary_form(family.small.as_["DP"], session.id)
    assert other.behaviours[family.id("Daniel")] == ("ALCOHOL", "ABUSIVE_BEHAVIOUR")


def test_the_key_worker_writes_what_has_changed_and_no_second_summary(family: SupervisedFamily) -> None:
    session = family.plan()
    form = summaries.summary_form(family.small.as_["SW"], session.id)
    assert form.uses_case_worker_summary
    assert (form.key.kind, form.key.key) == (EntryKind.ANSWER, "cws.what_changed")
    assert [box.slot for box in form.boxes] == ["body"]
    version = family.give("SW", session)
    cell = next(cell for cell in board(family.small.as_["BS"]).lines[0].cells if cell.staff.id == "SW")
    assert (cell.state, cell.at) == (SummaryState.FINALISED, version.finalised_at)


def test_who_is_not_expected_has_no_form(family: SupervisedFamily) -> None:
    session = family.plan()
    for who in ("LA", "BS", "SW2"):
        with pytest.raises(NotAllowed):
            summaries.summary_form(family.small.as_[who], session.id)


def test_no_contact_is_a_full_answer_in_one_act(family: SupervisedFamily) -> None:
    session = family.plan()
    family.small.at(IN_TIME)
    with pytest.raises(WorkbookError):
        summaries.no_contact(family.small.as_["RW"], session.id, " ")
    version = summaries.no_contact(family.small.as_["RW"], session.id, "she was in hospital.")
    assert version.content.texts["no_contact"].plain == "No contact since, because she was in hospital."
    assert states(family)["RW"] is SummaryState.FINALISED
    summaries.no_contact(family.small.as_["SW"], session.id, "they were away.")
    assert states(family)["SW"] is SummaryState.FINALISED


def test_late_is_by_the_first_version_and_a_newer_one_shows_as_changed(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give("RW", session)
    family.give("DV", session, at=LATE)
    family.give("RW", session, "Changed my mind.", at=datetime(2025, 9, 22, 9))
    cells = {cell.staff.id: cell for cell in board(family.small.as_["BS"]).lines[0].cells}
    assert (cells["RW"].state, cells["RW"].at) == (SummaryState.FINALISED, IN_TIME)
    assert cells["RW"].changed_since_pack
    assert (cells["DV"].state, cells["DV"].changed_since_pack) == (SummaryState.LATE, False)


def test_still_true_counts_on_its_day(family: SupervisedFamily) -> None:
    first = family.running()
    family.small.at(datetime(2025, 9, 24, 9))
    family.plan(datetime(2025, 11, 4, 10))
    version = next(item.version for item in family.page("RW", first).summaries if item.staff.id == "RW")
    assert states(family)["RW"] is SummaryState.NOT_STARTED
    entries.still_true(family.small.as_["RW"], version.id)
    cell = next(cell for cell in board(family.small.as_["BS"]).lines[0].cells if cell.staff.id == "RW")
    assert (cell.state, cell.still_true_on) == (SummaryState.FINALISED, date(2025, 9, 24))


def test_the_board_counts_and_turns_its_pages(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give_all(session, but=("DP",))
    family.plan(datetime(2025, 11, 4, 10))
    page = board(family.small.as_["BS"])
    line = page.lines[0]
    assert (page.day, page.earlier, page.later) == (date(2025, 9, 23), None, date(2025, 11, 4))
    assert (line.in_count, line.expected, line.ready, page.missing_count) == (4, 5, False, 1)
    assert page.deadline == datetime(2025, 9, 19, 17)
    assert page.disciplines[0] == "SOCIAL_WORKER"
    assert [colour for _, colour in line.children] == [None, None, None]
    family.give("DP", session, at=None)
    assert board(family.small.as_["TM"]).lines[0].ready
    assert board(family.small.as_["BS"], date(2025, 11, 4)).lines[0].in_count == 0


def test_an_empty_board_says_so(family: SupervisedFamily) -> None:
    assert board(family.small.as_["BS"]) == Board(None, None, None, (), (), None, 0)


def test_the_board_holds_no_words_and_shows_no_draft_to_who_may_not_know_of_it(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give("DV", session, "Words of Marta.")
    form = summaries.summary_form(family.small.as_["RW"], session.id)
    entries.save_draft(family.small.as_["RW"], form.key, Content({"changed": RichText.from_plain("Secret draft.")}))
    for who in family.small.as_:
        shown = repr(board(family.small.as_[who]))
        assert "Words of Marta." not in shown
        assert "Secret draft." not in shown
    assert states(family, "SW")["RW"] is SummaryState.DRAFT
    assert states(family, "LA")["RW"] is SummaryState.NOT_STARTED
    assert states(family, "LA")["DV"] is SummaryState.FINALISED
    assert CALLED_TO_PLAN < IN_TIME
