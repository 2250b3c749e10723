"""Who reads a paragraph: the words follow the person, wider asks, tighter never does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsworkbook.domain.sharing import SharingClass, is_wider
from tests.ui.widgets.conftest import settle
from ui.widgets.sharing_picker import SharingPicker
from ui.widgets.sharing_words import HINT, classes_from, sharing_words, stricter

Share = SharingClass


def choose(picker: SharingPicker, wanted: SharingClass) -> None:
    row = picker.combo._keys.index(wanted)
    picker.combo.setCurrentIndex(row)
    picker.combo.activated.emit(row)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("her", "The team, and her own copy"),
        ("his", "The team, and his own copy"),
        ("Kayleigh", "The team, and Kayleigh’s own copy"),
    ],
)
def test_words_follow_the_person(person: str, words: str) -> None:
    assert sharing_words(Share.OWN_COPY, person) == words


def test_the_child_stays_the_child() -> None:
    assert sharing_words(Share.CHILD_CONFIDENTIAL, "his") == "Named people, for the child"


def test_tighter_asks_nothing(qtbot: QtBot, shown) -> None:
    picker = shown(SharingPicker(default=Share.SHAREABLE))
    with qtbot.waitSignal(picker.chosen) as told:
        choose(picker, Share.VICTIM_CONFIDENTIAL)
    assert told.args == [Share.VICTIM_CONFIDENTIAL]
    assert not picker.is_asking()


def test_wider_holds_only_after_an_answer(qtbot: QtBot, shown) -> None:
    picker = shown(SharingPicker(default=Share.PROFESSIONALS_ONLY))
    with qtbot.assertNotEmitted(picker.chosen):
        choose(picker, Share.SHAREABLE)
        assert picker.is_asking()
        assert QApplication.focusWidget() is picker.question.field
        qtbot.mouseClick(picker.widen, Qt.MouseButton.LeftButton)
    assert picker.question.has_error()
    assert picker.value() == Share.PROFESSIONALS_ONLY
    qtbot.keyClicks(picker.question.field, "No one: Kayleigh wrote it with me.")
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.mouseClick(picker.widen, Qt.MouseButton.LeftButton)
    assert told.args == [Share.SHAREABLE]
    assert picker.reason == "No one: Kayleigh wrote it with me."


def test_leaving_the_question_keeps_the_class(qtbot: QtBot, shown) -> None:
    picker = shown(SharingPicker(default=Share.VICTIM_CONFIDENTIAL, options=tuple(Share)))
    with qtbot.assertNotEmitted(picker.chosen):
        choose(picker, Share.PROFESSIONALS_ONLY)
        qtbot.mouseClick(picker.keep, Qt.MouseButton.LeftButton)
    assert picker.value() == picker.combo.value() == Share.VICTIM_CONFIDENTIAL
    assert not picker.is_asking()


@pytest.mark.parametrize(("answer", "held"), [("No one", Share.SHAREABLE), (None, Share.PROFESSIONALS_ONLY)])
def test_a_port_can_answer(qtbot: QtBot, shown, answer: str | None, held: SharingClass) -> None:
    asked: list[str] = []

    def ask(question: str) -> str | None:
        asked.append(question)
        return answer

    picker = shown(SharingPicker(ask=ask))
    choose(picker, Share.SHAREABLE)
    assert asked == ["Who could be harmed if they read this?"]
    assert picker.value() == held


def test_a_confidential_field_stays_so() -> None:
    assert classes_from(Share.VICTIM_CONFIDENTIAL) == (Share.VICTIM_CONFIDENTIAL,)
    assert Share.SHAREABLE not in classes_from(Share.OWN_COPY)


def test_a_class_outside_the_options_is_shown_all_the_same(qtbot: QtBot, shown) -> None:
    picker = shown(SharingPicker(default=Share.OWN_COPY, options=(Share.PROFESSIONALS_ONLY,)))
    assert picker.combo.value() == Share.OWN_COPY
    picker.set_value(Share.CLINICAL)
    assert picker.combo.currentText() == "You and your clinical supervisor"


def test_the_hint_shows_on_focus_and_goes(qtbot: QtBot, shown) -> None:
    picker = shown(SharingPicker())
    picker.combo.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert picker.hint.isVisible()
    assert picker.hint.label.text() == HINT == picker.combo.accessibleDescription()
    assert picker.window().rect().contains(picker.hint.geometry())
    picker.combo.clearFocus()
    settle()
    assert not picker.hint.isVisible()


@pytest.mark.parametrize("one", Share)
@pytest.mark.parametrize("other", Share)
def test_the_stricter_of_two_is_never_wider(one: SharingClass, other: SharingClass) -> None:
    chosen = stricter(one, other)
    assert chosen in (one, other)
    if not {one, other} <= {
        Share.VICTIM_CONFIDENTIAL,
        Share.CHILD_CONFIDENTIAL,
        Share.CLINICAL,
        Share.LEGAL_PRIVILEGED,
    }:
        assert not is_wider(chosen, one)
        assert not is_wider(chosen, other)


def test_between_confidential_classes_it_asks() -> None:
    assert is_wider(Share.CHILD_CONFIDENTIAL, Share.VICTIM_CONFIDENTIAL)
    assert is_wider(Share.VICTIM_CONFIDENTIAL, Share.CHILD_CONFIDENTIAL)
    assert not is_wider(Share.VICTIM_CONFIDENTIAL, Share.VICTIM_CONFIDENTIAL)
