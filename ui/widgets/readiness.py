"""Readiness of one discipline: a square with its letters and a tick, clock, pencil or dash; a sentence is beside it."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, pixmap, px, tokens
from ui.widgets import paint
from ui.widgets.painted import Painted

STATES = {  # state: icon, fill, edge, dashed, ink
    "in": ("check", "stage_tint", "line2", False, "ink"),
    "late": ("clock", "stage_tint", "line2", False, "ink"),
    "draft": ("pencil", "surface", "ctl", True, "ink"),
    "not_started": ("minus", "alert_tint", "alert", True, "alert"),
}


class ReadinessSquare(Painted):
    """`ReadinessSquare("DA-V", "draft", "Domestic abuse practitioner (victims): draft")`; states in `STATES`."""

    def __init__(self, letters: str, state: str, words: str, parent: QWidget | None = None) -> None:
        self._letters = letters
        self._state = state
        super().__init__(words, parent)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        size = tokens().control["readiness_square"]
        return QSize(max(px(size["w"]), paint.text_width(_letters(), self._letters) + px(6)), px(size["h"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon, fill, edge, dashed, ink = STATES[self._state]
        paint.box(painter, self.rect(), px(tokens().radius["chip"]), fill, edge, px(1.2) or 1, dashed)
        half = self.height() // 2
        paint.words(painter, QRect(0, px(2), self.width(), half), self._letters, _letters(), ink, paint.CENTRE)
        at = QPoint((self.width() - px(12)) // 2, half + px(2))
        paint.picture(painter, at, pixmap(icon, 12, ink))


def _letters():
    return font("caption", "semibold")
