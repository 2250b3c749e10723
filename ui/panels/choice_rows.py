"""Draws the rows of a `ChoiceList`: the text with what was found in bold, and its two answers at the right."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import colour, font, px, theme, tokens
from ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
LINE = 1.4
LEAST_BESIDE = 520
"""Design px of a row below which the answers stand under the text."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text. `key` names it; `marked` are the words in bold; `lead` stands above, `warning` below in plum."""

    key: str
    text: str
    marked: tuple[str, ...] = ()
    lead: str = ""
    warning: str = ""


class ChoiceRows(QStyledItemDelegate):
    """`row_role` gives the TextRow of an index, `chosen_role` whether it has the second answer."""

    def __init__(self, answers: tuple[str, str], row_role: int, chosen_role: int, view: QListView) -> None:
        super().__init__(view)
        self._answers = answers
        self._roles = (row_role, chosen_role)
        self._view = view
        self._heights: dict[tuple[TextRow, int, str], int] = {}

    def forget(self) -> None:
        """Other rows will come: what was measured is of no use any more."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: TextRow = index.data(self._roles[0])
        measured = (row, self._view.viewport().width(), font("body").key())
        if measured not in self._heights:
            self._heights[measured] = self._height(row, measured[1])
        return QSize(px(120), self._heights[measured])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = option.state
        row, chosen = index.data(self._roles[0]), bool(index.data(self._roles[1]))
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            paint.box(painter, area, 0, "accent_tint")
        paint.line(painter, area.bottomLeft(), area.bottomRight(), "line")
        self._draw_words(painter, area, row, chosen)
        both = self.answer_rect(area, False).united(self.answer_rect(area, True))
        paint.box(painter, both, px(tokens().radius["control"]), "surface", "ctl")
        for second in (False, True):
            self._draw_answer(painter, self.answer_rect(area, second), second, chosen)
        painter.restore()

    def answer_rect(self, area: QRect, second: bool) -> QRect:
        """Where an answer of a row stands."""
        widths = [paint.text_width(font("small", "semibold"), words) + px(22) for words in self._answers]
        across = px(tokens().space["row_padding_h"])
        if self._beside(area.width()):
            left, top = area.right() - across - sum(widths), area.top() + px(tokens().space["row_padding_v"])
        else:
            left = area.left() + across
            top = area.bottom() - px(tokens().space["row_padding_v"]) - self._answer_height()
        return QRect(left + (widths[0] if second else 0), top, widths[second], self._answer_height())

    def _height(self, row: TextRow, width: int) -> int:
        text = self._text(row, False, self._text_width(width))[1]
        height = text + self._line() * bool(row.lead) + (self._line() + px(3)) * bool(row.warning)
        beside = self._beside(width)
        high = max(height, self._answer_height()) if beside else height + self._answer_height() + px(8)
        return high + 2 * px(tokens().space["row_padding_v"]) + px(1)

    def _draw_words(self, painter: QPainter, area: QRect, row: TextRow, chosen: bool) -> None:
        left = area.left() + px(tokens().space["row_padding_h"])
        top = area.top() + px(tokens().space["row_padding_v"])
        width = self._text_width(area.width())
        if row.lead:
            paint.words(painter, QRect(left, top, width, self._line()), row.lead, font("small"), "ink2")
            top += self._line()
        layouts, height = self._text(row, chosen, width)
        painter.setPen(colour("ink2" if chosen and self._answers_strike else "ink"))
        for layout in layouts:
            layout.draw(painter, QPointF(left, top))
        if row.warning:
            line = QRect(left, top + height + px(3), width, self._line())
            words = painter.fontMetrics().elidedText(row.warning, Qt.TextElideMode.ElideRight, width)
            paint.words(painter, line, words, font("small", "medium"), "alert")

    def _draw_answer(self, painter: QPainter, area: QRect, second: bool, chosen: bool) -> None:
        is_it = second == chosen
        if is_it:
            paint.box(painter, area, px(tokens().radius["control"]), "accent_tint", "accent", px(1.5))
        letters = font("small", "semibold" if is_it else "medium")
        paint.words(painter, area, self._answers[second], letters, "accent" if is_it else "ink", paint.CENTRE)

    @property
    def _answers_strike(self) -> bool:
        """Whether the second answer takes the text away."""
        return self._answers[1] == "Take out"

    def _text(self, row: TextRow, chosen: bool, width: int) -> tuple[list[QTextLayout], int]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(row.text, self._font(chosen))
        layout.setTextOption(option)
        layout.setFormats([_strong(*place) for place in _places(row.text, row.marked)])
        layout.beginLayout()
        top, natural = 0, paint.text_height(self._font(False))
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += round(natural * LINE)
        layout.endLayout()
        return [layout], top - round(natural * (LINE - 1))

    def _font(self, chosen: bool) -> QFont:
        letters = QFont(font("body"))
        letters.setStrikeOut(chosen and self._answers_strike)
        return letters

    def _line(self) -> int:
        return paint.text_height(font("small")) + px(5)

    def _answer_height(self) -> int:
        return max(px(tokens().control["minimum_target"]) + px(2), paint.text_height(font("small")) + px(8))

    def _beside(self, width: int) -> bool:
        return theme().effective_width(width) >= LEAST_BESIDE

    def _text_width(self, width: int) -> int:
        room = width - 2 * px(tokens().space["row_padding_h"])
        if self._beside(width):
            answers = self.answer_rect(QRect(QPoint(0, 0), QSize(width, 0)), False)
            room = answers.left() - px(tokens().space["row_padding_h"]) - px(20)
        return max(px(80), min(room, px(tokens().reading_measure)))


def _places(text: str, marked: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the marked words stand in a text, as (start, length)."""
    words = "|".join(re.escape(word) for word in sorted(marked, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text) if words else ()
    return [(match.start(), match.end() - match.start()) for match in found]


def _strong(start: int, length: int) -> QTextLayout.FormatRange:
    place = QTextLayout.FormatRange()
    place.start, place.length = start, length
    place.format = QTextCharFormat()
    place.format.setFontWeight(QFont.Weight.DemiBold)
    return place
