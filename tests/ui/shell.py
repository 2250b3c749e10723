"""Short words for what tests of the window do again and again."""

import gc
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.main_window import MainWindow
from ui.widgets.focus import parts

PASSPHRASE = "lantern walnut ferry mosaic"
W = TypeVar("W", bound=QWidget)


def settle(window: MainWindow) -> None:
    """Until no job runs and nothing is waiting to be drawn."""
    for _ in range(6):
        window.app.wait()
        QApplication.processEvents()


def screen(window: MainWindow) -> Any:
    """The screen now shown."""
    return window.screen


def press(window: QWidget, keys: str) -> None:
    """A key or combination, where the keyboard is."""
    combination = QKeySequence(keys)[0]
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def button(window: QWidget, name: str) -> QAbstractButton:
    """The visible button of that name."""
    found = [
        item
        for item in parts(window)
        if isinstance(item, QAbstractButton) and item.isVisible() and name in (item.accessibleName(), item.text())
    ]
    assert len(found) == 1, f"{len(found)} buttons are named {name!r}"
    return found[0]


def dialog(kind: type[W]) -> W:
    """The open dialog of that kind."""
    return next(item for item in QApplication.topLevelWidgets() if isinstance(item, kind) and item.isVisible())


def click(window: MainWindow, name: str) -> None:
    """Click the button of that name and let what follows happen."""
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    settle(window)


def wrongly_owned(window: QWidget) -> list[str]:
    """Widgets that PySide counts as parts of their own parts, and would collect with them (ui/widgets/focus.py)."""
    there = [window, *parts(window)]
    found = []
    for owner in there:
        held = {id(value) for value in vars(owner).values()}
        for widget in gc.get_referents(owner):
            stray = isinstance(widget, QWidget) and id(widget) not in held and not owner.isAncestorOf(widget)
            if stray and widget.isAncestorOf(owner):
                found.append(f"{type(widget).__name__} by {type(owner).__name__} {owner.accessibleName()}")
    return found


def words(widget: QWidget) -> str:
    """All words that a person sees there."""
    found = []
    for child in parts(widget):
        if child.isVisible():
            text = child.text() if isinstance(child, QLabel | QAbstractButton) else ""
            found.append(text or child.accessibleName())
    return "\n".join(found)
