"""The ring follows the keyboard, keeps it in sight and stays inside what scrolls."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.conftest import settle
from ui.theme import colour, px, theme
from ui.widgets.buttons import PlainButton
from ui.widgets.card import PanelFrame
from ui.widgets.focus import parts
from ui.widgets.focus_ring import FocusRings, Ring, install_focus_rings
from ui.widgets.layout import vbox
from ui.widgets.scroll import RowsView, VerticalScroll
from ui.widgets.text_editor import RichTextEditor


@pytest.fixture(autouse=True)
def rings(qapp: QApplication) -> Iterator[FocusRings]:
    made = install_focus_rings(qapp)
    yield made
    qapp.focusChanged.disconnect(made._follow)
    made.deleteLater()


def ring_of(window: QWidget) -> Ring:
    settle()
    return window.findChild(Ring)


def around(widget: QWidget) -> tuple[int, int, int, int]:
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    return corner.x() - 4, corner.y() - 4, widget.width() + 8, widget.height() + 8


def page_of(shown, *parts: QWidget) -> QWidget:
    page = QWidget()
    page.setLayout(vbox(*parts, margins=24))
    return shown(page)


def test_it_surrounds_what_tab_reached(qtbot: QtBot, shown) -> None:
    first, after = PlainButton("One"), PlainButton("Two")
    page = page_of(shown, first, after)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(page).geometry().getRect() == around(first)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring_of(page).geometry().getRect() == around(after)
    assert ring_of(page).isVisible()


def test_there_is_one_in_a_window_and_it_lets_the_mouse_through(qtbot: QtBot, shown) -> None:
    page = page_of(shown, PlainButton("One"), PlainButton("Two"))
    for button in parts(page, PlainButton):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
    assert len(parts(page, Ring)) == 1
    assert ring_of(page).testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_click_shows_none_until_a_key_is_used(qtbot: QtBot, shown) -> None:
    button, line = PlainButton("One"), QLineEdit()
    page = page_of(shown, line, button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    qtbot.keyClick(button, Qt.Key.Key_Shift)
    assert ring_of(page).isVisible()


def test_it_follows_scrolling_and_stays_inside(qtbot: QtBot, shown) -> None:
    buttons = [PlainButton(f"Row {number}") for number in range(40)]
    inner = QWidget()
    inner.setLayout(vbox(*buttons))
    scroll = VerticalScroll(inner)
    page = page_of(shown, scroll)
    buttons[30].setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(page)
    assert not buttons[30].visibleRegion().isEmpty(), "focus brings it into sight"
    assert ring.geometry().getRect() == around(buttons[30])
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().value() + 20)
    settle()
    assert ring.geometry().getRect() == around(buttons[30])
    scroll.verticalScrollBar().setValue(0)
    settle()
    assert not ring.isVisible(), "nothing is drawn outside the scroll area"


def test_an_own_panel_is_surrounded_whole(qtbot: QtBot, shown) -> None:
    editor = RichTextEditor("Panel")
    panel = PanelFrame(vbox(editor, margins=12), own=True)
    page = page_of(shown, panel)
    editor.setFocus()
    assert ring_of(page).geometry().getRect() == around(panel)


def test_a_list_is_ringed_by_row(qtbot: QtBot, shown) -> None:
    view = RowsView("Families")
    view.setModel(QStringListModel(["Doyle", "Kaur", "Okafor"]))
    page = page_of(shown, view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    row = view.visualRect(view.currentIndex())
    assert ring_of(page).height() == row.height() + 8


def test_it_is_in_the_colour_of_the_theme(qtbot: QtBot, shown) -> None:
    button = PlainButton("One")
    page = page_of(shown, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    theme().set_theme("high-contrast")
    image = ring_of(page).grab().toImage()
    seen = {image.pixelColor(x, 1).name() for x in range(image.width())}
    assert colour("focus").name() in seen


def test_a_widget_that_dies_with_the_keyboard_leaves_no_trouble(qtbot: QtBot, shown) -> None:
    button, other = PlainButton("One"), PlainButton("Two")
    page = page_of(shown, button, other)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    button.setParent(None)
    button.deleteLater()
    settle()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(page).geometry().getRect() == around(other)


def test_large_text_has_a_larger_ring(qtbot: QtBot, shown) -> None:
    button = PlainButton("One")
    page = page_of(shown, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    theme().set_text_size(2.0)
    ring = ring_of(page)
    assert ring.width() == button.width() + 2 * (px(2) + px(2))
