"""An icon beside words that say the same; nothing is read aloud for it."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import pixmap, px, theme
from ui.widgets import paint


class Glyph(QWidget):
    """`Glyph("info", 18, "accent")`: an icon of resources/icons in a colour role."""

    def __init__(self, icon: str, size: int = 16, role: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = (icon, size, role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().resized.connect(self.updateGeometry)

    def set_icon(self, icon: str, role: str) -> None:
        """Another icon and colour."""
        self._icon = (icon, self._icon[1], role)
        self.update()

    def sizeHint(self) -> QSize:
        side = px(self._icon[1])
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.picture(QPainter(self), QPoint(0, 0), pixmap(*self._icon))
