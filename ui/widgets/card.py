"""Cards and panels: what stands together on a page, with a head row of 48 px and rows divided by lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from ui.theme import px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label, heading3, second, strong
from ui.widgets.layout import STRETCH, Box, at, grow, hbox, in_widget, sized, vbox


class Rule(QFrame):
    """A thin line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._measure)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), 0, "line")

    def _measure(self) -> None:
        self.setFixedHeight(theme().line_width())


class Frame(QFrame):
    """A painted ground with an edge: `Frame(layout, fill="surface", edge="line", radius="card")`."""

    def __init__(
        self,
        layout: QLayout | None = None,
        fill: str = "surface",
        edge: str | None = "line",
        radius: str = "card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = (fill, edge, radius)
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        _, edge, radius = self._look
        paint.box(QPainter(self), self.rect(), px(tokens().radius[radius]), self.ground(), edge)

    def ground(self) -> str:
        """The token role of the ground."""
        return self._look[0]


class Card(Frame):
    """White, 8 px corners. Head: title, quiet second text, one quiet button at the right. Then rows or parts.

    `add(part)` puts padded content below the head, `add_row(widget)` a full row with a line above it.
    Signal `acted()`: the head's button was pressed. `head` takes more parts, such as a chip.
    """

    acted = Signal()

    def __init__(
        self,
        title: str = "",
        second: str = "",
        button: str | None = None,
        button_icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.title = heading3(title)
        self.second = Label(second, "body", "ink2")
        self.button = QuietButton(button or "", button_icon, small=True)
        self.head = hbox(self.title, self.second, STRETCH, margins=(16, 0), spacing=10)
        self.head.put(self.button)
        self.content = vbox(spacing=0)
        head = sized(in_widget(self.head), min_height=tokens().control["section_head"])
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._titled = bool(title)
        super().__init__(vbox(head, self.content, spacing=0), parent=parent)
        head.setVisible(bool(title))  # not before it has a parent: a widget shown alone is a window for a moment
        self.second.setVisible(bool(second))
        self.setAccessibleName(title)
        self.button.setVisible(button is not None)
        self.button.clicked.connect(self._act)

    def set_second(self, text: str) -> None:
        """Change the quiet text beside the title."""
        self.second.setText(text)
        self.second.setVisible(bool(text))

    def add(self, part: QWidget | QLayout) -> None:
        """Content with the card's padding, under what is there."""
        pad = tokens().space["card_padding"]
        top = 0 if self._titled or self.content.count() else pad
        self.content.put(vbox(part, margins=(pad, top, pad, pad)))

    def add_row(self, row: QWidget) -> None:
        """A row across the whole card, divided from what is above."""
        if self._titled or self.content.count():
            self.content.put(Rule())
        self.content.put(row)

    def clear(self) -> None:
        """Take all content away; the head stays."""
        empty(self.content)

    def _act(self) -> None:
        self.acted.emit()


class CardRow(QWidget):
    """Title over second line at the left, then parts, the last ones in right-aligned slots of fixed width if given.

    `CardRow("Doyle", "FS-0009. Tuesday 11:15", chip, button, lead=avatar)`.
    """

    def __init__(
        self,
        title: str,
        second_line: str = "",
        *parts: QWidget,
        lead: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = strong(title, wrap=True)
        self.second = second(second_line)
        pair = vbox(STRETCH, self.title, self.second, STRETCH, spacing=tokens().space["pair_gap"])
        middle = Qt.AlignmentFlag.AlignVCenter
        self.setLayout(
            hbox(
                None if lead is None else at(lead, middle),
                grow(pair),
                *(at(part, middle) for part in parts),
                margins=(tokens().space["row_padding_h"], tokens().space["row_padding_v"]),
                spacing=12,
            )
        )
        self.second.setVisible(bool(second_line))

    def set_words(self, title: str, second_line: str = "") -> None:
        """Other words."""
        self.title.setText(title)
        self.second.setText(second_line)
        self.second.setVisible(bool(second_line))


class PanelFrame(Frame):
    """A discipline's panel. Own: white with a blue edge, ringed while writing. Others': quiet, without controls."""

    def __init__(self, layout: QLayout, own: bool = False, parent: QWidget | None = None) -> None:
        fill, edge = ("surface", "accent_line") if own else ("surface2", "line")
        super().__init__(layout, fill, edge, "panel", parent)
        self.setProperty("ringForText", own)


def empty(layout: QLayout | Box) -> None:
    """Delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
            inner.deleteLater()


def slot(widget: QWidget, width: int) -> QWidget:
    """A right-aligned place of fixed width, so that columns of buttons stay in line (ui.md 2.2)."""
    holder = QLabel() if widget is None else in_widget(hbox(STRETCH, widget, spacing=0))
    return sized(holder, width=width)
