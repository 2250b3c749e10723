"""A card of Today: rows with one button each. Up and Down move from button to button; empty, it says so and stays."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.panels.regions import is_stop
from ui.theme import px, tokens
from ui.widgets import paint
from ui.widgets.card import Card
from ui.widgets.focus import parts
from ui.widgets.labels import Label
from ui.widgets.layout import hbox, in_widget, sized

ROW = 52
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
WAITING_ROWS = 2


class TodayCard(Card):
    """`TodayCard("Children rated red", "No child is rated red.")`."""

    def __init__(self, title: str, nothing: str, button: str | None = None) -> None:
        super().__init__(title, button=button)
        self._nothing = nothing
        for _ in range(WAITING_ROWS):
            self.add_row(WaitingRow())

    def show_rows(self, rows: Sequence[QWidget], words: str = "") -> None:
        """These rows in place of the ones before; `words` beside the title."""
        self.clear()
        self.set_second(words)
        for row in rows or [self._nothing_row()]:
            self.add_row(row)
            for part in parts(row):
                if isinstance(part, QAbstractButton):
                    part.installEventFilter(self)

    def buttons(self) -> list[QAbstractButton]:
        """The buttons in the order of the page."""
        found = [part for part in parts(self) if isinstance(part, QAbstractButton) and is_stop(part)]
        return sorted(found, key=lambda button: button.mapTo(self, button.rect().topLeft()).y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go to the button of the row before or after; a button by itself would take them as Tab."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = STEPS.get(Qt.Key(event.key()))
        buttons = self.buttons()
        if step is None or watched not in buttons:
            return False
        there = max(0, min(buttons.index(watched) + step, len(buttons) - 1))
        buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _nothing_row(self) -> QWidget:
        across, down = tokens().space["row_padding_h"], tokens().space["row_padding_v"] + 4
        return in_widget(hbox(Label(self._nothing, "body", "ink2", wrap=True), margins=(across, down)))


class WaitingRow(QWidget):
    """A grey bar of a row's height, until the row is read."""

    def __init__(self) -> None:
        super().__init__()
        sized(self, height=ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, height = px(tokens().space["row_padding_h"]), px(12)
        area = self.rect().adjusted(left, (self.height() - height) // 2, -self.width() // 2, 0)
        area.setHeight(height)
        paint.box(painter, area, px(4), "sunken")
