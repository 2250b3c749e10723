"""A box to tick with its own words: at least 24 px high, the whole of it a target (ui.md 6.7)."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme import colour, font, px, theme, tokens
from ui.widgets import paint

GAP = 8


class CheckBox(QCheckBox):
    """`value()`, `set_value(bool)`, `edited()`; a long text wraps beside the box."""

    edited = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._wrong = False
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._tell)
        theme().resized.connect(self._measure)
        self._measure()

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, ticked: bool) -> None:
        """Tick it or not; no `edited`."""
        self.setChecked(bool(ticked))

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error around the box."""
        self._wrong = wrong
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:
        width = self._words_left() + min(paint.text_width(self.font(), self.text()), px(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max((paint.text_width(self.font(), word) for word in self.text().split()), default=0)
        return QSize(self._words_left() + longest, px(tokens().control["minimum_target"]))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(px(tokens().control["minimum_target"]), self._words_rect(width).height() + px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side, target = px(tokens().control["checkbox_box"]) + px(1), px(tokens().control["minimum_target"])
        square = QRect(0, (target - side) // 2, side, side)
        ticked = self.isChecked()
        edge = "accent" if ticked or self.underMouse() else "ctl"
        if not self.isEnabled():
            edge = "line2"
        if self._wrong:
            edge = "alert"
        fill = ("accent" if self.isEnabled() else "line2") if ticked else "surface"
        paint.box(painter, square, px(3), fill, edge, max(theme().line_width(), px(1.4)))
        if ticked:
            self._tick(painter, square)
        painter.setFont(self.font())
        painter.setPen(colour("ink" if self.isEnabled() else "ink3"))
        words = self._words_rect(self.width())
        lead = max(0, (target - QFontMetrics(self.font()).height()) // 2)
        painter.drawText(words.translated(self._words_left(), lead), int(Qt.TextFlag.TextWordWrap), self.text())

    def _tick(self, painter: QPainter, square: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("on_accent"), px(20) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        side, corner = square.width(), QPointF(square.topLeft())
        points = [corner + QPointF(side * x, side * y) for x, y in ((0.24, 0.53), (0.43, 0.71), (0.78, 0.31))]
        painter.drawLine(points[0], points[1])
        painter.drawLine(points[1], points[2])

    def _words_rect(self, width: int) -> QRect:
        room = QRect(0, 0, max(1, width - self._words_left()), 10_000)
        return QFontMetrics(self.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())

    def _words_left(self) -> int:
        return px(tokens().control["checkbox_box"] + 1 + GAP)

    def _tell(self) -> None:
        self.edited.emit()

    def _measure(self) -> None:
        self.setFont(font("body"))
        self.updateGeometry()
