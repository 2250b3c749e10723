"""How much of something is there: separate boxes up to eight parts, a bar for more; always the words, no percent."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, px, tokens
from ui.widgets import paint
from ui.widgets.painted import Painted

MOST_BOXES = 8
METER_WIDTH = 120


class Progress(Painted):
    """`Progress(4, 6, "4 of 6 parts")`; `meter_first` puts the words after the boxes, as in the module list."""

    def __init__(
        self, done: int = 0, parts: int = 1, words: str = "", meter_first: bool = False, parent: QWidget | None = None
    ) -> None:
        self._counts = (done, parts)
        self._meter_first = meter_first
        super().__init__("", parent)
        self.set_progress(done, parts, words)

    def set_progress(self, done: int, parts: int, words: str = "") -> None:
        """Other counts; without words "4 of 6"."""
        self._counts = (done, parts)
        self.say(words or f"{done} of {parts}")

    def sizeHint(self) -> QSize:
        width = px(METER_WIDTH + 8) + paint.text_width(self._font(), self.text())
        return QSize(width, max(px(20), paint.text_height(self._font()) + px(2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        meter, gap = px(METER_WIDTH), px(8)
        left = meter + gap if self._meter_first else 0
        paint.words(painter, QRect(left, 0, self.width(), self.height()), self.text(), self._font(), self._ink())
        at = 0 if self._meter_first else paint.text_width(self._font(), self.text()) + gap
        height = px(tokens().control["meter"] + 1)
        self._draw_meter(painter, QRectF(at, (self.height() - height) / 2, meter, height))

    def _draw_meter(self, painter: QPainter, area: QRectF) -> None:
        done, parts = self._counts
        edge = px(12) / 10
        if parts > MOST_BOXES:
            paint.box(painter, area, area.height() / 2, "stage_off", "stage", edge)
            if done:
                painter.setClipRect(QRectF(area.left(), area.top(), area.width() * done / parts, area.height()))
                paint.box(painter, area, area.height() / 2, "stage", "stage", edge)
                painter.setClipping(False)
            return
        gap = px(2)
        width = (area.width() - gap * (parts - 1)) / max(1, parts)
        for number in range(parts):
            part = QRectF(area.left() + number * (width + gap), area.top(), width, area.height())
            paint.box(painter, part, px(2), "stage" if number < done else "stage_off", "stage", edge)

    def _font(self):
        return font("caption" if self._meter_first else "small")

    def _ink(self) -> str:
        return "ink2" if self._meter_first else "ink"
