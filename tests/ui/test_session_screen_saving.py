"""Nothing typed in a supervision is lost: saved within a second, merged by cell, both texts kept where they differ."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services import supervision_session as running
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily
from tests.ui.session_people import AtSession, at_session
from tests.ui.shell import settle
from ui.main_window import MainWindow

WHY_MIA = "Why this rating, Mia"


@pytest.fixture
def typing(window: MainWindow, small_file: SmallFamily) -> AtSession:
    """Karen types the record of session 1; Mia is rated red."""
    supervised = SupervisedFamily(small_file)
    session = supervised.running()
    supervised.type(session, "rating", supervised.id("Mia"), colour="RED")
    at = at_session(window, supervised, session).sit("BS")
    at.screen.room.record.jump_to(7)
    settle(window)
    return at


def in_file(at: AtSession, item: str, subject: str = "") -> dict:
    """A cell as it is stored."""
    return dict(at.supervised.page("TM", at.session).record.value(item, subject))


def test_a_key_is_saved_within_a_second(typing: AtSession, qtbot):
    typing.write(WHY_MIA, "Fear returned.")
    mia = typing.supervised.id("Mia")
    qtbot.waitUntil(lambda: in_file(typing, "rating", mia).get("reason") == "Fear returned.", timeout=4000)
    assert typing.window.app.unsaved is False


@pytest.mark.parametrize("leave", ["lock", "elsewhere", "flush"])
def test_leaving_saves_what_was_typed(typing: AtSession, leave: str):
    typing.write(WHY_MIA, "Fear returned.")
    app = typing.window.app
    {"lock": typing.window.lock, "elsewhere": lambda: app.go("supervision"), "flush": app.flush}[leave]()
    settle(typing.window)
    assert not app.unsaved
    if leave == "lock":  # the file is closed behind the lock
        typing.window.app.resume(typing.supervised.small.as_["BS"])
        return
    assert in_file(typing, "rating", typing.supervised.id("Mia"))["reason"] == "Fear returned."


def test_another_part_typed_meanwhile_is_merged(typing: AtSession):
    mia = typing.supervised.id("Mia")
    typing.write(WHY_MIA, "Fear returned.")
    typing.supervised.type(typing.session, "rating", mia, who="TM", version=1, colour="AMBER")
    typing.settle()
    assert in_file(typing, "rating", mia) == {"colour": "AMBER", "reason": "Fear returned."}
    assert typing.hands.find("Amber, rating for Mia").isChecked()


@pytest.mark.parametrize("keep", ["Keep mine", "Take Priya’s"])
def test_two_texts_of_one_thing_wait_for_a_choice(typing: AtSession, keep: str):
    mia = typing.supervised.id("Mia")
    typing.write(WHY_MIA, "Fear returned.")
    typing.supervised.type(typing.session, "rating", mia, who="TM", version=1, colour="RED", reason="Sleep lost.")
    typing.settle()
    assert typing.hands.sees("Reason: Fear returned.")
    assert typing.hands.sees("Reason: Sleep lost.")
    assert in_file(typing, "rating", mia)["reason"] == "Sleep lost."
    typing.hands.click(keep)
    typing.settle()
    chosen = "Fear returned." if keep == "Keep mine" else "Sleep lost."
    assert in_file(typing, "rating", mia)["reason"] == chosen
    assert typing.hands.find(WHY_MIA).value() == chosen
    assert not typing.hands.sees("Keep mine")


def test_what_others_type_comes_in_without_moving_mine(typing: AtSession):
    field = typing.write(WHY_MIA, "Fear re")
    cursor = field.textCursor().position()
    typing.supervised.type(typing.session, "rating", typing.supervised.id("Theo"), who="TM", colour="AMBER")
    typing.settle()
    assert typing.hands.find("Amber, rating for Theo").isChecked()
    assert QApplication.focusWidget() is field
    assert (field.value(), field.textCursor().position()) == ("Fear re", cursor)


def test_a_removed_decision_comes_back(typing: AtSession):
    typing.hands.press("Ctrl+D")
    typing.hands.type_prose("Stay on the plan.")
    typing.settle()
    typing.hands.click("Remove decision 1")
    typing.settle()
    assert not typing.supervised.record("TM", typing.session).all("decision")
    typing.hands.click("Undo")
    typing.settle()
    cells = typing.supervised.record("TM", typing.session).all("decision")
    assert [cell.value["text"] for cell in cells] == ["Stay on the plan."]
    assert typing.hands.find("Decision 1").value() == "Stay on the plan."


def test_an_empty_new_action_is_not_recorded(typing: AtSession):
    typing.hands.press("Ctrl+Shift+N")
    typing.settle()
    assert typing.hands.sees("Action 1")
    assert not typing.supervised.record("TM", typing.session).all("action")


def test_a_date_before_the_session_is_refused_in_place(typing: AtSession):
    typing.screen.room.record.jump_to(10)
    field = typing.hands.find("Next date", QLineEdit)
    typing.hands.write(field, "01/09/2025")
    typing.settle()
    assert typing.hands.sees("The next supervision comes after this one.")
    assert not in_file(typing, "next").get("on")
    field.selectAll()
    typing.hands.type_prose("04/11/2025")
    typing.settle()
    assert in_file(typing, "next")["on"] == "2025-11-04"
    assert not typing.hands.sees("The next supervision comes after this one.")


def test_after_the_limit_the_reason_is_asked(typing: AtSession):
    typing.screen.room.record.jump_to(10)
    typing.hands.write(typing.hands.find("Next date", QLineEdit), "02/12/2025")
    typing.settle()
    typing.hands.write(typing.hands.find("Why later than the limit", QLineEdit), "Room and chair cover.")
    typing.settle()
    assert in_file(typing, "next")["reason"] == "Room and chair cover."
    limit = "After the limit of Tuesday 4 November, because Mia is red. Reason given."
    assert typing.hands.sees(limit)


def test_the_reason_of_a_last_supervision_is_not_that_of_a_late_one(typing: AtSession):
    typing.supervised.type(typing.session, "next", on="2025-12-02", last=True, reason="CLOSING")
    typing.screen.room.record.jump_to(10)
    typing.settle()
    QTest.mouseClick(typing.hands.find("This was the last supervision"), Qt.MouseButton.LeftButton)
    typing.settle()
    assert "reason" not in in_file(typing, "next")
    assert typing.hands.find("Why later than the limit", QLineEdit).text() == ""


def test_tab_leaves_every_text(typing: AtSession):
    field = typing.hands.find(WHY_MIA)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not field


def test_somebody_else_removes_what_i_see(typing: AtSession):
    typing.supervised.type(typing.session, "decision", "d1", text="Stay.", why="It works.", position=1)
    typing.settle()
    assert typing.hands.find("Decision 1").value() == "Stay."
    running.remove_cell(typing.supervised.small.as_["TM"], typing.session.id, "decision", "d1")
    typing.settle()
    assert not typing.hands.sees("Decision 1")


def test_a_full_disk_keeps_the_words_and_tries_again(typing: AtSession, monkeypatch: pytest.MonkeyPatch):
    mia = typing.supervised.id("Mia")

    def full(*_: object) -> None:
        raise WorkbookError("There is no room left on this disk, so nothing was saved.")

    with monkeypatch.context() as patched:
        patched.setattr(running, "type_cell", full)
        typing.write(WHY_MIA, "Fear returned.")
        typing.settle()
        assert typing.window.app.unsaved
        assert typing.hands.find(WHY_MIA).value() == "Fear returned."
    typing.settle()
    assert not typing.window.app.unsaved
    assert in_file(typing, "rating", mia)["reason"] == "Fear returned."
