"""Dialogs start on the safe button, Esc is the safe answer, and tests answer without a screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import breaches
from tests.ui.widgets.conftest import settle
from ui.theme import theme
from ui.widgets.dialogs import Dialogs, ReasonDialog, WorkbookDialog
from ui.widgets.prepared_answers import PreparedAnswers

FIXED = "The text is fixed. Seven people get the notes, each in a copy made for them."


@pytest.fixture
def window(shown) -> QWidget:
    return shown(QWidget(), 1024, 640)


class Person:
    """Someone who answers the dialog that opens next."""

    def __init__(self, qtbot: QtBot, act) -> None:
        self._qtbot = qtbot
        self._act = act
        QTimer.singleShot(0, self._answer)

    def _answer(self) -> None:
        self._act(QApplication.activeModalWidget())


def test_it_starts_on_the_safe_button_and_esc_means_it(qtbot: QtBot, window: QWidget) -> None:
    focused: list[QWidget | None] = []

    def escape(dialog: WorkbookDialog) -> None:
        focused.append(dialog.focusWidget())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    Person(qtbot, escape)
    assert not Dialogs().confirm(window, "Finalise Supervision 3?", [FIXED], "Finalise", "Not yet")
    assert focused[0].text() == "Not yet"


def test_the_verb_confirms(qtbot: QtBot, window: QWidget) -> None:
    Person(qtbot, lambda dialog: qtbot.mouseClick(dialog.buttons["yes"], Qt.MouseButton.LeftButton))
    assert Dialogs().confirm(window, "Finalise?", [FIXED], "Finalise")


def test_enter_presses_what_has_the_keyboard(qtbot: QtBot, window: QWidget) -> None:
    Person(qtbot, lambda dialog: qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return))
    assert not Dialogs().confirm(window, "Finalise?", [FIXED], "Finalise")


def test_choosing(qtbot: QtBot, window: QWidget) -> None:
    Person(qtbot, lambda dialog: dialog.press("again"))
    choices = [("no", "Not yet"), ("again", "Read it again"), ("yes", "Finalise")]
    assert Dialogs().choose(window, "Finalise?", [FIXED], choices, safe="no") == "again"


def test_a_reason_is_needed_and_asked_for_in_place(qtbot: QtBot, window: QWidget) -> None:
    def write(dialog: ReasonDialog) -> None:
        assert dialog.focusWidget() is dialog.field.field
        dialog.press("yes")
        assert dialog.isVisible()
        assert dialog.field.has_error()
        qtbot.keyClicks(dialog.field.field, "Court is tomorrow.")
        dialog.press("yes")

    Person(qtbot, write)
    asked = Dialogs().reason(window, "Open without the summary?", ["Two are missing."], "Why now?", "Open")
    assert asked == "Court is tomorrow."


def test_enter_in_the_reason_is_the_act(qtbot: QtBot, window: QWidget) -> None:
    def write(dialog: ReasonDialog) -> None:
        qtbot.keyClicks(dialog.field.field, "The room is taken")
        qtbot.keyClick(dialog.field.field, Qt.Key.Key_Return)

    Person(qtbot, write)
    assert Dialogs().reason(window, "Call it off?", (), "Why", "Call it off", "Say why.") == "The room is taken"


def test_leaving_gives_no_reason(qtbot: QtBot, window: QWidget) -> None:
    Person(qtbot, lambda dialog: dialog.press("no"))
    assert Dialogs().reason(window, "Open?", [], "Why now?", "Open") is None


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_cut(qtbot: QtBot, window: QWidget, factor: float) -> None:
    theme().set_text_size(factor)
    window.resize(1280, 720)
    dialog = WorkbookDialog(
        window, "Finalise Supervision 3?", [FIXED, FIXED * 2], (("no", "Not yet"), ("yes", "Finalise"))
    )
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    assert breaches(dialog) == []
    assert dialog.isModal()
    assert dialog.width() <= window.width()


def test_prepared_answers() -> None:
    parent = None
    answers = PreparedAnswers(True, "again", "Josh asked", None, "/tmp/a.docx")
    assert answers.confirm(parent, "Finalise?", [], "Finalise")
    assert answers.choose(parent, "Then?", [], [("again", "Read it again")], "again") == "again"
    assert answers.reason(parent, "Why?", [], "Why now?", "Open") == "Josh asked"
    assert answers.reason(parent, "Why?", [], "Why now?", "Open") is None
    assert answers.save_path(parent, "Where?", Path("a.docx"), "") == Path("/tmp/a.docx")
    answers.tell(parent, "Done", [])
    assert answers.asked == ["Finalise?", "Then?", "Why?", "Why?", "Where?", "Done"]
    with pytest.raises(AssertionError, match="nobody prepared"):
        answers.confirm(parent, "More?", [], "Go")
