"""Ratings on the screen: the chip, the memory of earlier ones, and the picker in which nothing is chosen at first."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, px, tokens
from ui.widgets import paint, rating_shapes
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.painted import Painted

GAP = 6


class RatingChip(Painted):
    """Shape, letter and word; `compact` has no edge and stands in lists. `code` is R, A, G or N."""

    def __init__(self, code: str, compact: bool = False, parent: QWidget | None = None) -> None:
        self._code = code
        self._compact = compact
        super().__init__(rating_shapes.word(code), parent)

    def set_code(self, code: str) -> None:
        """Another rating."""
        self._code = code
        self.say(rating_shapes.word(code))

    def sizeHint(self) -> QSize:
        height = px(20 if self._compact else tokens().control["rating_chip"])
        width = self._words_left() + paint.text_width(self._font(), self.text()) + self._padding()
        return QSize(width, max(height, paint.text_height(self._font()) + px(4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._compact:
            edge, tint = rating_shapes.edge(self._code), rating_shapes.tint(self._code)
            paint.box(painter, self.rect(), px(tokens().radius["chip"]), tint, edge)
        rating_shapes.draw(painter, self._code, self._padding(), self.height() / 2, self._size())
        area = QRect(self._words_left(), 0, self.width(), self.height())
        paint.words(painter, area, self.text(), self._font(), rating_shapes.ink(self._code))

    def _size(self) -> int:
        return px(tokens().rating_size["compact" if self._compact else "chip"])

    def _font(self) -> QFont:
        return font("small", "semibold")

    def _padding(self) -> int:
        return px(1) if self._compact else px(7)

    def _words_left(self) -> int:
        return self._padding() + round(rating_shapes.shape_width(self._code, self._size())) + px(GAP)


class RatingMemory(Painted):
    """Earlier ratings, oldest first, as (code, date in words), joined by a thin line; read as one sentence."""

    def __init__(self, earlier: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        self._earlier: list[tuple[str, str]] = []
        super().__init__("", parent)
        self.set_earlier(earlier)

    def set_earlier(self, earlier: Sequence[tuple[str, str]]) -> None:
        """Show these, oldest first."""
        self._earlier = list(earlier)
        self.say(", ".join(f"{rating_shapes.word(code)} {date}" for code, date in earlier) or "Not rated before")

    def sizeHint(self) -> QSize:
        if not self._earlier:
            return QSize(paint.text_width(font("caption"), self.text()), paint.text_height(font("caption")))
        width = sum(self._width(*rating) for rating in self._earlier) + self._join() * (len(self._earlier) - 1)
        return QSize(width, self._top() + paint.text_height(font("caption")) + px(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._earlier:
            paint.words(painter, self.rect(), self.text(), font("caption"), "ink2")
            return
        left = word_end = 0
        for number, (code, date) in enumerate(self._earlier):
            if number:
                middle = self._top() // 2
                start, end = QPoint(word_end + px(5), middle), QPoint(left + self._join() - px(4), middle)
                paint.line(painter, start, end, "line2", px(1.5))
                left += self._join()
            word_end = self._draw(painter, left, code, date)
            left += self._width(code, date)

    def _draw(self, painter: QPainter, left: int, code: str, date: str) -> int:
        """Draw one; where its word ends."""
        rating_shapes.draw(painter, code, left, self._top() / 2, self._size())
        at = left + round(rating_shapes.shape_width(code, self._size())) + px(4)
        below = self.height() - self._top()
        paint.words(
            painter, QRect(at, 0, self.width(), self._top()), rating_shapes.word(code), _bold(), rating_shapes.ink(code)
        )
        paint.words(painter, QRect(at, self._top(), self.width(), below), date, font("caption"), "ink2")
        return at + paint.text_width(_bold(), rating_shapes.word(code))

    def _width(self, code: str, date: str) -> int:
        words = max(paint.text_width(_bold(), rating_shapes.word(code)), paint.text_width(font("caption"), date))
        return round(rating_shapes.shape_width(code, self._size())) + px(4) + words

    def _size(self) -> int:
        return px(tokens().rating_size["compact"])

    def _top(self) -> int:
        return max(px(18), paint.text_height(_bold()) + px(2))

    def _join(self) -> int:
        return px(20)


class RatingPicker(ChoiceRow):
    """R, A, G, N in one frame. Nothing is chosen to begin with, even if unchanged. Signal `chosen(code)`."""

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        choices = [(code, rating_shapes.word(code)) for code in rating_shapes.CODES]
        super().__init__(choices, subject, parent)

    def row_height(self) -> int:
        return max(px(tokens().control["rating_picker"]), paint.text_height(self.chosen_font()) + px(12))

    def chosen_font(self) -> QFont:
        return font("small", "semibold")

    def choice_size(self, choice: Choice) -> QSize:
        return QSize(
            self._words_left(choice) + paint.text_width(self.chosen_font(), choice.text()) + px(16), self.row_height()
        )

    def paint_choice(self, painter: QPainter, choice: Choice) -> None:
        code, chosen = str(choice.key), choice.isChecked()
        if chosen:
            edge, tint = rating_shapes.edge(code), rating_shapes.tint(code)
            width = px(tokens().stroke["selected"])
            paint.box(painter, choice.rect(), px(tokens().radius["control"]), tint, edge, width)
        self.paint_hover(painter, choice)
        rating_shapes.draw(painter, code, px(10), choice.height() / 2, self._size())
        role = rating_shapes.ink(code) if chosen else "ink" if choice.isEnabled() else "ink3"
        area = QRect(self._words_left(choice), 0, choice.width(), choice.height())
        paint.words(painter, area, choice.text(), self.chosen_font() if chosen else font("small"), role)

    def _size(self) -> int:
        return px(tokens().rating_size["picker"])

    def _words_left(self, choice: Choice) -> int:
        return px(10 + GAP) + round(rating_shapes.shape_width(str(choice.key), self._size()))


def _bold() -> QFont:
    return font("caption", "semibold")
