"""The four shapes of a rating: octagon R, triangle A, circle G, dashed square. Always with the letter and the word."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme import colour, font, px, tokens

CODES = ("R", "A", "G", "N")
_COLOURS = {"R": "red", "A": "amber", "G": "green"}


def word(code: str) -> str:
    """Red, Amber, Green, Not rated."""
    return str(tokens().rating[code]["word"])


def ink(code: str) -> str:
    """The token role of the word."""
    return f"{_COLOURS[code]}_ink" if code in _COLOURS else "ink"


def tint(code: str) -> str:
    """The token role of the ground."""
    return f"{_COLOURS[code]}_tint" if code in _COLOURS else "surface"


def edge(code: str) -> str:
    """The token role of the edge."""
    return f"{_COLOURS[code]}_line" if code in _COLOURS else "ctl"


def shape_width(code: str, size: float) -> float:
    """How wide a shape of a nominal size is; a triangle needs more to look as large."""
    return size * 1.3 if code == "A" else size


def draw(painter: QPainter, code: str, left: float, middle: float, size: float) -> None:
    """Draw a shape of `size` screen px with its left edge and its vertical middle at a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = size * 1.12 if code == "A" else size
    area = QRectF(left, middle - height / 2 - (size * 0.04 if code == "A" else 0), shape_width(code, size), height)
    if code in _COLOURS:
        _filled(painter, code, area)
    else:
        _dashed(painter, area)
    painter.restore()


def _filled(painter: QPainter, code: str, area: QRectF) -> None:
    stroke = px(10 * tokens().stroke["rating_shape"]) / 10
    half = stroke / 2
    pen = QPen(colour(edge(code)), stroke)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour(f"{_COLOURS[code]}_fill"))
    inside = area.adjusted(half, half, -half, -half)
    if code == "R":
        painter.drawPolygon(_octagon(inside))
    elif code == "A":
        painter.drawPolygon(
            QPolygonF([QPointF(inside.center().x(), inside.top()), inside.bottomRight(), inside.bottomLeft()])
        )
    else:
        painter.drawEllipse(inside)
    _letter(painter, code, area)


def _letter(painter: QPainter, code: str, area: QRectF) -> None:
    letters = font("caption", "bold")
    letters.setPointSizeF(letters.pointSizeF() * area.height() / px(12) * (0.5 if code == "A" else 0.54))
    painter.setFont(letters)
    painter.setPen(QColor(colour(f"{_COLOURS[code]}_on")))
    down = area.height() * (0.15 if code == "A" else 0)
    painter.drawText(area.translated(0, down), int(Qt.AlignmentFlag.AlignCenter), str(tokens().rating[code]["letter"]))


def _dashed(painter: QPainter, area: QRectF) -> None:
    stroke = px(10 * tokens().stroke["rating_shape"]) / 10
    pen = QPen(colour("ink2"), stroke)
    pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = stroke / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), 1, 1)
    middle, arm = area.center(), area.width() * 0.22
    painter.setPen(QPen(colour("ink2"), stroke))
    painter.drawLine(QPointF(middle.x() - arm, middle.y()), QPointF(middle.x() + arm, middle.y()))


def _octagon(area: QRectF) -> QPolygonF:
    radius = area.width() / 2 / math.cos(math.pi / 8)
    middle = area.center()
    corners = [math.pi / 8 + turn * math.pi / 4 for turn in range(8)]
    return QPolygonF([QPointF(middle.x() + radius * math.cos(a), middle.y() + radius * math.sin(a)) for a in corners])
