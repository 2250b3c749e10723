"""Fields under labels: values, signals on acts of the person only, errors in words, names for the ear."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.conftest import settle
from ui.widgets.fields import (
    CheckBox,
    ChoiceField,
    ChoicesField,
    DatedStatus,
    DateField,
    LabelledField,
    LineField,
    PassphraseField,
    RulerAnswer,
    RulerField,
    StatusField,
    TimeField,
    YesNoField,
)
from ui.widgets.focus import parts
from ui.widgets.layout import vbox
from ui.widgets.stages import StagePicker
from ui.widgets.text_editor import RichTextEditor

TODAY = date(2025, 12, 12)
CHOICES = [("v", "Visit"), ("p", "Phone")]
VALUES = {
    "line": (LineField, "Leila Tang"),
    "date": (DateField, date(2025, 12, 19)),
    "time": (TimeField, time(14, 5)),
    "choice": (lambda: ChoiceField(CHOICES), "p"),
    "choices": (lambda: ChoicesField(CHOICES), ("v", "p")),
    "yes": (YesNoField, False),
    "ruler": (RulerField, RulerAnswer(4, "a", "b")),
    "status": (lambda: StatusField(CHOICES, TODAY), DatedStatus("v", date(2025, 11, 4))),
    "passphrase": (PassphraseField, " three words long "),
    "tick": (lambda: CheckBox("Significant"), True),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_goes_round_without_a_signal(kind: str, qtbot: QtBot, shown) -> None:
    make, value = VALUES[kind]
    field = LabelledField("Owner", make())
    shown(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_value(value)
    assert field.value() == value
    field.set_value(None)
    assert not field.value() or field.value() == RulerAnswer()


@pytest.mark.parametrize("kind", VALUES)
def test_an_error_is_said_and_goes_to_the_field(kind: str, qtbot: QtBot, shown) -> None:
    field = LabelledField("Owner", VALUES[kind][0]())
    other = QLineEdit()
    page = QWidget()
    page.setLayout(vbox(other, field))
    shown(page)
    other.setFocus()
    field.show_error("Choose one person: a team cannot own an action.")
    settle()
    assert field.error.isVisible()
    assert field.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget().accessibleDescription() == "Choose one person: a team cannot own an action."
    field.clear_error()
    assert not field.error.isVisible()


def test_an_error_goes_with_the_next_edit(qtbot: QtBot, shown) -> None:
    field = LabelledField("Owner", LineField())
    shown(field)
    field.show_error("Choose one person.")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.field, "L")
    assert not field.has_error()


def test_the_label_is_buddy_and_name(qtbot: QtBot, shown) -> None:
    field = LabelledField("Owner", LineField())
    shown(field)
    assert field.label.buddy() is field.field
    assert field.field.accessibleName() == "Owner"


def test_dates_by_keyboard(qtbot: QtBot, shown) -> None:
    field = shown(DateField(TODAY))
    field.setFocus()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field, "19/12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Fri 19 Dec 2025"
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2025, 12, 20)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert field.value() == date(2025, 11, 20)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.value() is None
    assert field.problem() == ""
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == TODAY


def test_words_that_are_no_day_stay_and_are_told(qtbot: QtBot, shown) -> None:
    field = shown(DateField(TODAY))
    qtbot.keyClicks(field, "next week")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "next week"
    assert field.value() is None
    assert "19 Dec 2025" in field.problem()


def test_the_calendar_by_keyboard(qtbot: QtBot, shown) -> None:
    field = shown(DateField(TODAY))
    field.set_value(date(2025, 12, 19))
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_F4)
    calendar = field._calendar
    assert calendar.isVisible()
    view = calendar.findChild(QWidget, "qt_calendar_calendarview")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert field.value() == date(2025, 12, 20)
    assert not calendar.isVisible()


def test_times_by_keyboard(qtbot: QtBot, shown) -> None:
    field = shown(TimeField())
    qtbot.keyClicks(field, "2pm")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.value()) == ("14:00", time(14, 0))


def test_a_choice_by_keyboard(qtbot: QtBot, shown) -> None:
    field = shown(ChoiceField(CHOICES))
    assert field.value() is None
    field.setFocus()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == "v"


def test_the_wheel_changes_no_answer(qtbot: QtBot, shown) -> None:
    field = shown(ChoiceField(CHOICES))
    field.set_value("v")
    place = QPointF(field.rect().center())
    none = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        place, field.mapToGlobal(place), QPoint(), QPoint(0, -240), none, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert field.value() == "v"
    assert not turn.isAccepted()


def test_a_clearable_choice_offers_no_answer(qtbot: QtBot, shown) -> None:
    field = shown(ChoiceField(CHOICES, clearable=True))
    field.set_value("p")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Home)
    assert field.value() is None


def test_other_choices_keep_the_value(qtbot: QtBot, shown) -> None:
    field = shown(ChoiceField(CHOICES))
    field.set_value("p")
    field.set_choices([("p", "Phone call"), ("m", "Meeting")])
    assert field.value() == "p"
    field.set_choices([("m", "Meeting")])
    assert field.value() is None


def test_boxes_tick_by_keyboard_and_keep_order(qtbot: QtBot, shown) -> None:
    field = shown(ChoicesField([("m", "Mia"), ("t", "Theo"), ("k", "Kayleigh")]))
    boxes = parts(field, CheckBox)
    for box in (boxes[2], boxes[0]):
        box.setFocus()
        with qtbot.waitSignal(field.edited):
            qtbot.keyClick(box, Qt.Key.Key_Space)
    assert field.value() == ("m", "k")


def test_the_words_of_a_box_are_part_of_it(qtbot: QtBot, shown) -> None:
    box = shown(CheckBox("Significant: add to chronology"))
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 10, 12))
    assert box.value()


def test_history_of_a_status(qtbot: QtBot, shown) -> None:
    field = shown(StatusField(CHOICES, TODAY))
    field.set_history([DatedStatus("v", date(2025, 9, 23)), DatedStatus("p")])
    settle()
    words = [label.text() for label in parts(field) if hasattr(label, "set_words")]
    assert "Before: Visit, since Tue 23 Sep 2025" in words
    assert "Before: Phone" in words


def test_a_passphrase_is_covered_until_asked(qtbot: QtBot, shown) -> None:
    field = shown(PassphraseField())
    QApplication.clipboard().setText("correct horse")
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == "correct horse"
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(field.show_it, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_stage_picker_by_keyboard(qtbot: QtBot, shown) -> None:
    picker = shown(StagePicker("Kayleigh, alcohol"))
    assert picker.value() is None
    picker.setFocus()
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.keyClick(picker, Qt.Key.Key_End)
    assert told.args == ["RELAPSE"]
    assert QAccessible.queryAccessibleInterface(picker).role() == QAccessible.Role.ComboBox


def test_an_editor_can_stand_under_a_label(qtbot: QtBot, shown) -> None:
    field = LabelledField("What happened?", RichTextEditor(framed=True))
    shown(field)
    assert field.field.area.accessibleName() == "What happened?"
    assert isinstance(field.label.buddy(), QWidget)
    field.show_error("Write what happened.")
    settle()
    assert QApplication.focusWidget() is field.field.area


def test_combos_are_named(qtbot: QtBot, shown) -> None:
    field = LabelledField("Kind", ChoiceField(CHOICES))
    shown(field)
    assert isinstance(field.field, QComboBox)
    assert field.field.accessibleName() == "Kind"
