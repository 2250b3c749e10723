"""The main places in the top bar: Today, Families, Supervision, Team. In a small window they become one menu."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.theme import font, px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import Button, PlainButton
from ui.widgets.layout import hbox

UNDERLINE = 3


class PlaceButton(Button):
    """One place: blue line under it where one is."""

    kind = "quiet"

    def __init__(self, place: str, text: str) -> None:
        super().__init__(text)
        self.place = place
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = paint.text_width(font("body", "semibold"), self.text())
        return QSize(width + px(2 * 11), px(tokens().control["topbar"]) - px(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self.isChecked()
        role = "ink" if here or self.underMouse() else "ink2"
        paint.words(painter, self.rect(), self.text(), self._letters(here), role, paint.CENTRE)
        if here:
            line = QRect(QPoint(0, self.height() - px(UNDERLINE)), QSize(self.width(), px(UNDERLINE)))
            paint.box(painter, line, 0, "accent")

    def nextCheckState(self) -> None:
        """Where one is, is told from outside."""

    def _letters(self, here: bool) -> QFont:
        return font("body", "semibold" if here else "medium")


class NavigationPanel(QWidget):
    """The places as buttons, or as one menu. `chosen(place)`."""

    chosen = Signal(str)

    def __init__(self, places: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName("Main places")
        self._words = dict(places)
        self.buttons = [PlaceButton(place, text) for place, text in places.items()]
        self.menu_button = PlainButton("Go to")
        menu = QMenu(self.menu_button)
        menu.setAccessibleName("Main places")
        self.menu_button.setMenu(menu)

        self.setLayout(hbox(*self.buttons, self.menu_button, spacing=8))

        for number, button in enumerate(self.buttons, 1):
            button.setToolTip(f"Ctrl+{number}")
            button.clicked.connect(partial(self.chosen.emit, button.place))
            menu.addAction(button.text(), partial(self.chosen.emit, button.place))
        self.set_small(False)
        theme().resized.connect(self.updateGeometry)

    def set_small(self, small: bool) -> None:
        """One menu instead of the buttons."""
        for button in self.buttons:
            button.setVisible(not small)
        self.menu_button.setVisible(small)

    def show_place(self, place: str) -> None:
        """Mark where one is; a family belongs to Families, a session to Supervision."""
        for button in self.buttons:
            button.setChecked(button.place == place)
        self.menu_button.setText(self._words.get(place, "Go to"))
