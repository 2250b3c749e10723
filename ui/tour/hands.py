"""Hands: clicks and keys on the real widgets, found by the names a person sees or a screen reader speaks.

There is no way past the interface: what cannot be seen, or is behind something, cannot be clicked. Every click and
every key press that is not prose is counted (budgets.md 1).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from ui.widgets.focus import parts

W = TypeVar("W", bound=QWidget)


class NotOnScreen(Exception):
    """What the story wanted to use is not there for this person; the message names what is."""


@dataclass
class Count:
    """Clicks and keys since it began."""

    clicks: int = 0
    keys: int = 0


@dataclass
class Hands:
    """One person's hands. `settle` waits until the program has finished what it was asked (no clock, no sleep)."""

    settle: Callable[[], None]
    total: Count = field(default_factory=Count)

    @contextmanager
    def counting(self) -> Iterator[Count]:
        """Count what happens inside; the total goes on."""
        before = (self.total.clicks, self.total.keys)
        part = Count()
        yield part
        part.clicks, part.keys = self.total.clicks - before[0], self.total.keys - before[1]

    def find(self, name: str, kind: type[W] = QWidget, *, within: QWidget | None = None, nth: int = 0) -> W:  # type: ignore[assignment]
        """The visible widget of that name; NotOnScreen where there is none, with the names that there are."""
        found = self.all(name, kind, within=within)
        if len(found) <= nth:
            seen = sorted({label for widget in self._visible(kind, within) if (label := spoken(widget))})
            raise NotOnScreen(f"{name!r} is not on screen. There is: {', '.join(seen)}")
        return found[nth]

    def all(self, name: str, kind: type[W] = QWidget, *, within: QWidget | None = None) -> list[W]:  # type: ignore[assignment]
        """Every visible widget of that name, from the top of the page down."""
        found = [widget for widget in self._visible(kind, within) if spoken(widget) == name]
        return sorted(found, key=lambda widget: (_place(widget).y(), _place(widget).x()))

    def everything(self, kind: type[W]) -> list[W]:
        """Every visible widget of a kind, in the windows a person can reach."""
        return list(self._visible(kind, None))

    def sees(self, name: str, *, within: QWidget | None = None) -> bool:
        """Whether something of that name is on screen."""
        return bool(self.all(name, within=within))

    def click(
        self, name: str, kind: type[QWidget] = QAbstractButton, *, within: QWidget | None = None, nth: int = 0
    ) -> None:
        """Click what is called so."""
        self.click_on(self.find(name, kind, within=within, nth=nth))

    def click_on(self, widget: QWidget) -> None:
        """Scroll to it as a person would, and click in its middle (a tick box on its box)."""
        bring_into_view(widget)
        QApplication.processEvents()
        if not widget.isEnabled():
            raise NotOnScreen(f"{spoken(widget)!r} cannot be used now.")
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        where = target.rect().center()
        if _is_tick(widget):
            where.setX(min(12, where.x()))
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=where)
        self.total.clicks += 1
        self.settle()

    def click_then(self, name: str, follow: Callable[[], None], *, within: QWidget | None = None) -> None:
        """Click what opens a dialog that waits for its answer, and do in it what follows."""
        failed: list[Exception] = []

        def go_on() -> None:
            try:
                follow()
            except Exception as error:  # noqa: BLE001  raised again below, once the dialog is closed
                failed.append(error)
                dialog = QApplication.activeModalWidget()
                if dialog is not None:
                    dialog.close()

        button = self.find(name, QAbstractButton, within=within)
        bring_into_view(button)
        QApplication.processEvents()
        QTimer.singleShot(0, go_on)  # only now: it must come when the dialog waits, not before
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.total.clicks += 1
        self.settle()
        if failed:
            raise failed[0]

    def click_row(self, view: QAbstractItemView, words: str) -> None:
        """Click the row of a list that begins with these words."""
        model = view.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        row = next((item for item in rows if words in str(item.data())), None)
        if row is None:
            raise NotOnScreen(f"{words!r} is in no row. There is: {', '.join(str(item.data()) for item in rows)}")
        view.scrollTo(row)
        QApplication.processEvents()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
        self.total.clicks += 1
        self.settle()

    def enter(self, name: str, value: str) -> None:
        """Click into a field of one line, write a value the person decides, and go on by Tab."""
        field = self.find(name, QLineEdit)
        self.click_on(field)
        field.selectAll()
        QTest.keyClicks(field, value)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        self.settle()

    def press(self, keys: str) -> None:
        """Press a key or chord, such as "Ctrl+Return" or "Down"."""
        target = QApplication.focusWidget() or QApplication.activeWindow()
        if target is None:
            raise NotOnScreen("Nothing has the keyboard.")
        QTest.keySequence(target, QKeySequence(keys))
        self.total.keys += 1
        self.settle()

    def write(self, widget: QWidget, prose: str) -> None:
        """Click into a text and type prose, which is not counted; Enter between its paragraphs."""
        self.click_on(widget)
        self.type_prose(prose)

    def type_prose(self, prose: str) -> None:
        """Type where the cursor is."""
        target = QApplication.focusWidget()
        if target is None:
            raise NotOnScreen("Nothing has the keyboard to type into.")
        for line, words in enumerate(prose.split("\n")):
            if line:
                QTest.keyClick(target, Qt.Key.Key_Return)
            QTest.keyClicks(target, words)
        self.settle()

    def choose(self, box: QComboBox, label: str) -> None:
        """Open a list and click the line of that name: two clicks."""
        self.click_on(box)
        index = box.findText(label)
        if index < 0:
            choices = ", ".join(box.itemText(line) for line in range(box.count()))
            raise NotOnScreen(f"{label!r} is not in the list {spoken(box)!r}. There is: {choices}")
        view, row = box.view(), box.model().index(index, box.modelColumn())
        view.scrollTo(row)
        QApplication.processEvents()
        line = view.visualRect(row)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
        self.total.clicks += 1
        self.settle()
        if box.currentText() not in (label, ""):  # a list that adds somebody is empty again afterwards
            raise NotOnScreen(f"{label!r} could not be chosen in {spoken(box)!r}: it shows {box.currentText()!r}.")

    def _visible(self, kind: type[W], within: QWidget | None) -> Iterator[W]:
        roots = [within] if within is not None else _windows()
        for root in roots:
            yield from (widget for widget in parts(root, kind) if widget.isVisible())


def spoken(widget: QWidget) -> str:
    """What a person calls a widget: its accessible name, else the words on it."""
    if widget.accessibleName():
        return widget.accessibleName()
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return words.replace("&", "")


def bring_into_view(widget: QWidget) -> None:
    """Scroll every area around a widget until it shows."""
    parent = widget.parentWidget()
    while parent is not None:
        page = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and page is not None and page.isAncestorOf(widget):
            parent.ensureWidgetVisible(widget, 24, 48)
        parent = parent.parentWidget()


def _windows() -> list[QWidget]:
    """The windows a person can reach: an open dialog alone, else all that show."""
    modal = QApplication.activeModalWidget()
    if modal is not None:
        return [modal]
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def _place(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, 0))


def _is_tick(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and widget.isCheckable() and widget.text() != ""
