"""Drawing that all painted widgets share. Each call sets pen and brush: a painter keeps the last one (ui.md 6.9)."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from ui.theme import colour, px, theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: str | None = None,
    edge: str | None = None,
    width: float | None = None,
    dashed: bool = False,
) -> None:
    """A rounded box inside `rect`; colours are token roles, the edge as wide as the theme's lines unless told."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    thick = (theme().line_width() if width is None else width) if edge else 0.0
    painter.setPen(_pen(colour(edge), thick, dashed) if edge else QPen(Qt.PenStyle.NoPen))
    half = thick / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def words(painter: QPainter, rect: QRect, text: str, font: QFont, role: str, flags: Qt.AlignmentFlag = LEFT) -> None:
    """A line of text in a token colour; where it has less room than it needs, dots say so."""
    painter.setFont(font)
    if text_width(font, text) > rect.width() + 1:
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setPen(colour(role))
    painter.drawText(rect, int(flags | Qt.TextFlag.TextSingleLine), text)


def picture(painter: QPainter, at: QPoint, drawn: QPixmap) -> None:
    """An icon with its corner at a point, smooth on screens of any density."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(at, drawn)


def line(painter: QPainter, start: QPoint, end: QPoint, role: str, width: float | None = None) -> None:
    """A straight rule; `drawLine` is what is fast (ui.md 6.13)."""
    painter.setPen(QPen(colour(role), theme().line_width() if width is None else width))
    painter.drawLine(start, end)


def text_width(font: QFont, text: str) -> int:
    """The room a line of text needs."""
    return QFontMetrics(font).horizontalAdvance(text) + 1


def text_height(font: QFont) -> int:
    """The natural height of a line."""
    return QFontMetrics(font).height()


def _pen(edge: QColor, width: float, dashed: bool) -> QPen:
    pen = QPen(edge, width)
    if dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([px(4) / width, px(2.5) / width])
    return pen
