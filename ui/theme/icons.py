"""Lucide icons in the colours of the theme, 1.5 px on screen at every size, sharp at twice the size of the screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fsworkbook import resources
from ui.theme.theme import colour, px
from ui.theme.tokens import tokens

PIXEL_RATIO = 2


def pixmap(name: str, size: int = 16, role: str = "ink2") -> QPixmap:
    """An icon of a size in design px, in a colour role of the present theme. Raises FileNotFoundError if unknown."""
    return _drawn(name, size, px(size), colour(role).name())


def icon(name: str, size: int = 16, role: str = "ink2") -> QIcon:
    """The same as a QIcon, for menus and models; it follows theme and text size by itself."""
    _svg(name)
    return QIcon(_Engine(name, size, role))


class _Engine(QIconEngine):
    """Asks for the pixmap each time it paints, so the theme of that moment counts."""

    def __init__(self, name: str, size: int, role: str) -> None:
        super().__init__()
        self._icon = (name, size, role)

    def clone(self) -> QIconEngine:
        return _Engine(*self._icon)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        name, design_size, role = self._icon
        shown = {QIcon.Mode.Selected: "on_accent", QIcon.Mode.Disabled: "ink3"}.get(mode, role)
        return _drawn(name, design_size, min(size.width(), size.height()), colour(shown).name())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        drawn = self.pixmap(rect.size(), mode, state)
        side = min(rect.width(), rect.height())
        corner = rect.center() - QPoint(side // 2 - 1, side // 2 - 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(corner, QSize(side, side)), drawn)


@lru_cache(maxsize=512)
def _drawn(name: str, design_size: int, side: int, colour_name: str) -> QPixmap:
    """An icon of `side` px; the line is 1.5 px where the design's size is `design_size`, and grows with the text."""
    width = tokens().stroke["icon"] * 24 / design_size
    svg = _svg(name).replace('stroke-width="2"', f'stroke-width="{width:.3f}"').replace("currentColor", colour_name)
    drawn = QPixmap(side * PIXEL_RATIO, side * PIXEL_RATIO)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(PIXEL_RATIO)
    return drawn


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return resources.text("icons", f"{name}.svg")
