"""Today in the window: what waits, what is owed, what is new; who, what kind, when; never content (ui.md 4.1, 4.2)."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from fsworkbook.domain.action_status import ActionStatus
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.workbook import Content
from fsworkbook.services import actions, entries, families, involving
from fsworkbook.services import supervision_session as running
from fsworkbook.services.finalising import finalise
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily
from tests.ui import checks
from tests.ui.shell import button, click, press, screen, settle, words
from ui.main_window import MainWindow
from ui.theme import theme
from ui.widgets.prepared_answers import PreparedAnswers

SECRET = "Half a thought about Kayleigh"


@pytest.fixture
def family(small_file: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small_file)


@pytest.fixture
def ended(family: SupervisedFamily) -> SupervisedFamily:
    """Session 1 is finalised: Mia and the unborn baby red; Marta's action was due on 26 September."""
    session = family.running()
    family.type_needed(session)
    running.record(family.small.as_["BS"], session.id)
    finalise(family.small.as_["TM"], session.id)
    family.small.at(datetime(2025, 10, 6, 9))
    return family


def test_the_manager_sees_how_ready_the_week_is_and_asks(family: SupervisedFamily, signed_in) -> None:
    session = family.plan()
    family.give_all(session, but=("DP", "RW"))
    family.small.at(datetime(2025, 9, 22, 8))
    window = signed_in("TM")
    seen = words(window)
    assert "Monday 22 September" in seen
    assert "Good morning, Priya. Tomorrow one family is not ready. Two summaries are missing." in seen
    assert "Not ready: 2 missing" in seen
    assert "Steve Gannon, Dev Lakhani" in seen
    click(window, "Ask, Hartley-Osei")
    assert "2 people were asked for a summary" in window.notice_text
    assert button(window, "Ask again, Hartley-Osei")


def test_the_manager_sees_children_rated_red_and_what_is_overdue(ended: SupervisedFamily, signed_in) -> None:
    window = signed_in("TM")
    seen = words(window)
    assert "2 children in 1 family" in seen
    assert seen.count("Red since Tuesday 23 September") == 2
    assert "No supervision is planned" in seen
    assert "Action 1\nMarta Silva. Hartley-Osei, supervision 1." in seen
    assert "Because of Mia." not in seen
    assert "Safe-contact plan" not in seen


def test_what_waits_for_the_manager_has_the_focus(family: SupervisedFamily, signed_in) -> None:
    session = family.running()
    family.type_needed(session)
    running.record(family.small.as_["BS"], session.id)
    window = signed_in("TM")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Read, minutes of Hartley-Osei"
    assert "Finalise the minutes for Hartley-Osei" in words(window)


def test_a_practitioner_sees_what_is_owed_and_starts_it(family: SupervisedFamily, signed_in) -> None:
    family.plan()
    family.small.at(datetime(2025, 9, 19, 9))
    window = signed_in("RW")
    assert "Today by 17:00" in words(window)
    assert "Not started" in words(window)
    press(window, "Space")
    settle(window)
    assert window.windowTitle().startswith("Hartley-Osei, Your summary")


def test_a_draft_stands_there_without_its_words(family: SupervisedFamily, signed_in) -> None:
    small = family.small
    entries.save_draft(small.as_["RW"], small.panel("RW", "m3"), Content.of(RichText.from_plain(SECRET)))
    window = signed_in("RW")
    seen = words(window)
    assert "only you can read these until you finalise them" in seen
    assert "Hartley-Osei" in seen
    assert SECRET not in seen
    window.app.enter(small.as_["TM"])
    settle(window)
    assert "No drafts. Anything you start is kept here." in words(window)


def test_a_draft_opens_where_it_was_begun(family: SupervisedFamily, signed_in) -> None:
    small = family.small
    entries.save_draft(small.as_["RW"], small.panel("RW", "m3"), Content.of(RichText.from_plain(SECRET)))
    window = signed_in("RW")
    went: list[tuple[str, object]] = []
    window.app.went.disconnect(window.show_place)
    window.app.went.connect(lambda place, what: went.append((place, what)))
    open_draft = next(item for item in screen(window).cards.cards["drafts"].buttons())
    open_draft.click()
    assert went == [("family", {"family_id": small.family.id, "section": "m3"})]


def test_ticking_an_action_asks_for_a_line_and_records_it(ended: SupervisedFamily, signed_in) -> None:
    window = signed_in("DV")
    assert "10 days late" in words(window)
    window.app.dialogs = PreparedAnswers(None, "The plan is in her bag.")
    box = "Done: action 1, Hartley-Osei"
    click(window, box)
    assert not button(window, box).isChecked()
    click(window, box)
    assert "No action is yours." in words(window)
    families.open_family(ended.small.as_["TM"], ended.small.family.id)
    line = actions.actions_of_family(ended.small.as_["TM"], ended.small.family.id)[0]
    assert line.progress[-1].note == "The plan is in her bag."


def test_what_was_given_to_somebody_absent_is_taken_on_by_their_word(ended: SupervisedFamily, signed_in) -> None:
    window = signed_in("DP")
    box = "Take on: action 2, Hartley-Osei"
    window.app.dialogs = answers = PreparedAnswers(False, True)
    click(window, box)
    click(window, box)
    assert answers.asked == ["This was given to you while you were away"] * 2
    assert button(window, "Done: action 2, Hartley-Osei")
    (line,) = actions.actions_mine(ended.small.as_["DP"])
    assert line.status is ActionStatus.OPEN


def test_a_request_to_join_stands_on_today_and_leads_to_its_answer(small_file: SmallFamily, signed_in) -> None:
    involving.involve(
        small_file.as_["TM"], small_file.family.id, "SW2", "CO_WORKER", status="PROPOSED", question="Safe?"
    )
    window = signed_in("SW2")
    assert "Asked as co-worker" in words(window)
    click(window, "Open, Hartley-Osei, to accept or decline")
    click(window, "Accept: Co-worker")
    window.app.go("today")
    settle(window)
    assert "Asked as co-worker" not in words(window)


def test_news_say_who_and_what_kind(family: SupervisedFamily, signed_in) -> None:
    session = family.plan()
    family.give("DV", session, SECRET)
    window = signed_in("RW")
    assert "Marta Silva finalised a summary." in words(window)
    assert SECRET not in words(window)


def test_up_and_down_move_from_row_to_row(ended: SupervisedFamily, signed_in) -> None:
    window = signed_in("TM")
    card = screen(window).cards.cards["red"]
    first, second = card.buttons()
    first.setFocus()
    press(window, "Down")
    assert second.hasFocus()
    press(window, "Down")
    assert second.hasFocus()
    press(window, "Up")
    assert first.hasFocus()


def test_the_page_follows_what_others_do(family: SupervisedFamily, signed_in) -> None:
    window = signed_in("TM")
    assert "No supervision this week." in words(window)
    family.small.at(datetime(2025, 9, 22, 8))
    window.app.run(window, lambda _: family.plan(), lambda _: None)
    settle(window)
    assert button(window, "Ask, Hartley-Osei").isEnabled()


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.0), (1366, 768, 1.5)])
@pytest.mark.parametrize("who", ["TM", "DV", "BS"])
def test_nothing_is_cut_or_without_a_name(
    ended: SupervisedFamily, signed_in, who: str, width: int, height: int, size: float
) -> None:
    ended.plan(datetime(2025, 10, 7, 10))
    window: MainWindow = signed_in(who)
    theme().set_text_size(size)
    window.resize(width, height)
    settle(window)
    assert checks.breaches(window) == []
