"""Chips: a mark with words. A chip is read, not clicked (ui.md 2.4)."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, pixmap, px, theme, tokens
from ui.widgets import paint
from ui.widgets.painted import Painted

ICON = 14
_LOOKS = {  # kind: fill, edge, words
    "plain": ("surface2", "line2", "ink2"),
    "accent": ("accent_tint", "accent_line", "accent"),
    "alert": ("alert_tint", "alert_line", "alert"),
}


class Chip(Painted):
    """`kind`: plain (status), accent (corrected, room view on), alert (confidential, late, incident).

    `bare` leaves the edge away, as in "Writing now".
    """

    def __init__(
        self, text: str, kind: str = "plain", icon: str | None = None, bare: bool = False, parent: QWidget | None = None
    ) -> None:
        self._look = _LOOKS[kind]
        self._icon = icon
        self._bare = bare
        super().__init__(text, parent)

    def set_chip(self, text: str, kind: str = "plain", icon: str | None = None) -> None:
        """Another text, kind and icon."""
        self._look = _LOOKS[kind]
        self._icon = icon
        self.say(text)

    def sizeHint(self) -> QSize:
        height = max(px(tokens().control["chip"]), paint.text_height(self._font()) + px(6))
        return QSize(self._words_left() + paint.text_width(self._font(), self.text()) + self._padding(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, ink = self._look
        if theme().high_contrast:  # no tints there but for what is selected (ui.md 4.10)
            fill = "surface"
        if not self._bare:
            paint.box(painter, self.rect(), px(tokens().radius["chip"]), fill, edge)
        if self._icon:
            top = (self.height() - px(ICON)) // 2
            paint.picture(painter, QPoint(self._padding(), top), pixmap(self._icon, ICON, ink))
        left = self._words_left()
        paint.words(painter, QRect(left, 0, self.width() - left, self.height()), self.text(), self._font(), ink)

    def _font(self) -> QFont:
        return font("caption", "medium")

    def _padding(self) -> int:
        return 0 if self._bare else px(8)

    def _words_left(self) -> int:
        return self._padding() + (px(ICON + 5) if self._icon else 0)


class ConfidentialMark(Chip):
    """A plum chip with a lock that says who may read: "Josh, Leila and you". Built only for those readers."""

    def __init__(self, who: str, parent: QWidget | None = None) -> None:
        super().__init__(who, "alert", "lock", parent=parent)
