"""The row of places above a page: a blue line under the one that is open; arrow keys move and open."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, px, tokens
from ui.widgets import paint
from ui.widgets.choice_row import Choice, SegmentedChoice

LINE = 3


class TabRow(SegmentedChoice):
    """`TabRow([("summary", "Summary"), ...], "Parts of this family")`; the first is open to begin with."""

    def __init__(self, choices: Iterable[tuple[Hashable, str]], subject: str, parent: QWidget | None = None) -> None:
        super().__init__(choices, subject, parent)

    def row_height(self) -> int:
        return max(px(tokens().control["tab_row"]), paint.text_height(self.chosen_font()) + px(16))

    def chosen_font(self) -> QFont:
        return font("body", "semibold")

    def choice_size(self, choice: Choice) -> QSize:
        return QSize(paint.text_width(self.chosen_font(), choice.text()) + px(24), self.row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """No frame: the line under the open one is all."""

    def paint_choice(self, painter: QPainter, choice: Choice) -> None:
        role = "ink" if choice.isChecked() or choice.underMouse() else "ink2"
        letters = self.chosen_font() if choice.isChecked() else font("body", "medium")
        paint.words(painter, choice.rect(), choice.text(), letters, role, paint.CENTRE)
        if choice.isChecked():
            line = QRect(0, choice.height() - px(LINE), choice.width(), px(LINE))
            paint.box(painter, line, 0, "accent")
