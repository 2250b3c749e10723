"""Rows of choices by keyboard: arrows move, Space chooses, Tab passes the row as one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.choice_row import ChoiceRow, SegmentedChoice
from ui.widgets.fields import RulerAnswer, RulerField, YesNoField
from ui.widgets.layout import vbox
from ui.widgets.ratings import RatingPicker
from ui.widgets.tabs import TabRow

Key = Qt.Key


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def focus_on(row: ChoiceRow) -> None:
    row.setFocus(Qt.FocusReason.TabFocusReason)


def test_nothing_is_chosen_to_begin_with(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    assert picker.value() is None


def test_arrows_move_and_space_chooses(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    chosen: list[object] = []
    picker.chosen.connect(chosen.append)
    focus_on(picker)
    press(qtbot, Key.Key_Right)
    assert picker.value() is None
    assert QApplication.focusWidget().text() == "Amber"
    press(qtbot, Key.Key_Space)
    assert (picker.value(), chosen) == ("A", ["A"])
    press(qtbot, Key.Key_Left, Key.Key_Space)
    assert chosen == ["A", "R"]


def test_moving_goes_round_and_to_the_ends(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    focus_on(picker)
    press(qtbot, Key.Key_Left)
    assert QApplication.focusWidget().text() == "Not rated"
    press(qtbot, Key.Key_Home)
    assert QApplication.focusWidget().text() == "Red"
    press(qtbot, Key.Key_End, Key.Key_Down)
    assert QApplication.focusWidget().text() == "Red"


def test_saying_it_again_is_told_again(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    picker.set_value("A")
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.mouseClick(picker.choices[1], Qt.MouseButton.LeftButton)
    assert told.args == ["A"]
    assert picker.value() == "A"


def test_set_value_tells_nobody(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    with qtbot.assertNotEmitted(picker.chosen), qtbot.assertNotEmitted(picker.edited):
        picker.set_value("G")
        picker.set_value(None)
    assert picker.value() is None


def test_tab_passes_the_row_as_one_place(qtbot: QtBot, shown) -> None:
    before, picker, after = QLineEdit(), RatingPicker("rating for Mia"), QLineEdit()
    page = QWidget()
    page.setLayout(vbox(before, picker, after))
    shown(page)
    picker.set_value("G")
    before.setFocus()
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() is picker.choices[2]
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() is after
    qtbot.keyClick(after, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is picker.choices[2]


def test_a_screen_reader_hears_subject_and_state(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    picker.set_value("R")
    red = QAccessible.queryAccessibleInterface(picker.choices[0])
    amber = QAccessible.queryAccessibleInterface(picker.choices[1])
    assert red.text(QAccessible.Text.Name) == "Red, rating for Mia"
    assert red.role() == QAccessible.Role.RadioButton
    assert (red.state().checked, amber.state().checked) == (1, 0)


@pytest.mark.parametrize("made", [SegmentedChoice, TabRow])
def test_segments_choose_as_they_move(qtbot: QtBot, shown, made: type[SegmentedChoice]) -> None:
    row = shown(made([("k", "Kayleigh"), ("d", "Daniel")], "whose part"))
    assert row.value() == "k"
    focus_on(row)
    with qtbot.waitSignal(row.chosen) as told:
        press(qtbot, Key.Key_Right)
    assert told.args == ["d"]


def test_choosing_moves_nothing(qtbot: QtBot, shown) -> None:
    picker = shown(RatingPicker("rating for Mia"))
    places = [choice.geometry() for choice in picker.choices]
    picker.set_value("N")
    QApplication.processEvents()
    assert [choice.geometry() for choice in picker.choices] == places


def test_yes_no_can_be_taken_back(qtbot: QtBot, shown) -> None:
    field = shown(YesNoField("Not known"))
    focus_on(field)
    press(qtbot, Key.Key_Space)
    assert field.value() is True
    press(qtbot, Key.Key_Right, Key.Key_Space)
    assert field.value() is False
    press(qtbot, Key.Key_Right, Key.Key_Space)
    assert field.value() == "unknown"
    with qtbot.waitSignal(field.edited):
        press(qtbot, Key.Key_Delete)
    assert field.value() is None


def test_a_ruler_asks_its_two_questions(qtbot: QtBot, shown) -> None:
    field = shown(RulerField("not at all", "quite sure", "how sure she is"))
    assert not field.why_not_lower.isVisible()
    focus_on(field.row)
    press(qtbot, Key.Key_Right, Key.Key_Space)
    assert field.value() == RulerAnswer(1)
    assert field.why_not_lower.isVisible()
    assert not field.is_complete()
    field.set_value(RulerAnswer(4, "She rang.", "A plan."))
    assert field.is_complete()
    assert field.value() == RulerAnswer(4, "She rang.", "A plan.")


@pytest.mark.parametrize(("step", "lower", "higher"), [(0, False, True), (10, True, False), (5, True, True)])
def test_a_ruler_does_not_ask_beyond_its_ends(qtbot: QtBot, shown, step: int, lower: bool, higher: bool) -> None:
    field = shown(RulerField())
    field.set_value(RulerAnswer(step, "a", "b"))
    assert (field.why_not_lower.isVisible(), field.what_for_one_higher.isVisible()) == (lower, higher)
    assert field.value() == RulerAnswer(step, "a" if lower else "", "b" if higher else "")
