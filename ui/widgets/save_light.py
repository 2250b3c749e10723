"""The save light: where the words are now. Its shape tells and its words tell (ui.md 2.4)."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme import colour, font, px, tokens
from ui.widgets import paint
from ui.widgets.painted import Painted
from ui.widgets.speech import announce

SHAPE = 12


class SaveLight(Painted):
    """One workbook on this PC by default, `shared=True` for the server's. Begins with no words: nothing typed yet.

    It is as wide as its longest words, so that nothing beside it moves. Failure and recovery are announced politely;
    nothing else is.
    """

    def __init__(self, shared: bool = False, parent: QWidget | None = None) -> None:
        self._words = tokens().save_light["shared" if shared else "local"]
        self._narrow = False
        self.state = "nothing"
        super().__init__("", parent)

    def show_saving(self) -> None:
        """Open ring."""
        self._show("saving", tokens().save_light["saving"]["words"])

    def show_saved(self, clock: str) -> None:
        """Disc with tick: the end of the road. `clock` as "14:02"."""
        self._show("saved", self._words["saved"]["words"].replace("14:02", clock))

    def show_kept(self, clock: str) -> None:
        """Half disc, shared workbook: safe on this PC, on its way to the server."""
        self._show("kept", tokens().save_light["shared"]["kept"]["words"].replace("14:02", clock))

    def show_waiting(self, changes: int) -> None:
        """Half disc, shared workbook: the server is away."""
        words = f"Waiting to send, {changes} {'change' if changes == 1 else 'changes'}"
        self._show("waiting", words)

    def show_failed(self, words: str = "") -> None:
        """Plum triangle; the words say why: "Not saved, the disk is full"."""
        self._show("failed", words or self._words["failed"]["words"])

    def set_narrow(self, narrow: bool) -> None:
        """Only the shape and the time, or a word."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def shown_text(self) -> str:
        """The words as they are drawn: "Saved on this PC 14:02"; narrow, "14:02"."""
        return self._short(self.text()) if self._narrow else self.text()

    def sizeHint(self) -> QSize:
        longest = [item["words"] for item in (tokens().save_light["saving"], *self._words.values())]
        texts = [self._short(words) if self._narrow else words for words in longest]
        widest = max(paint.text_width(self._font(), words) for words in (*texts, self.shown_text()))
        width = px(SHAPE + 6) + widest
        return QSize(width, max(px(tokens().control["save_light"]), paint.text_height(self._font()) + px(2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.state == "nothing":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(SHAPE)
        self._draw(painter, QRectF(0.5, (self.height() - side) / 2, side, side))
        area = QRect(px(SHAPE + 6), 0, self.width(), self.height())
        paint.words(painter, area, self.shown_text(), self._font(), "alert" if self.state == "failed" else "ink2")

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        pen = QPen(colour("ink2"), px(15) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        ring = area.adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.state == "saving":
            painter.setPen(pen)
            painter.drawArc(ring, 60 * 16, 240 * 16)
        elif self.state in ("kept", "waiting"):
            painter.setPen(pen)
            painter.drawEllipse(ring)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("ink2"))
            painter.drawPie(ring, 90 * 16, 180 * 16)
        elif self.state == "saved":
            self._disc(painter, area)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("alert"))
            top = QPointF(area.center().x(), area.top() + 0.5)
            painter.drawPolygon(QPolygonF([top, area.bottomRight(), area.bottomLeft()]))

    def _disc(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(area)
        pen = QPen(colour("on_accent"), px(16) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        side = area.width()
        points = [area.topLeft() + QPointF(side * x, side * y) for x, y in ((0.28, 0.53), (0.44, 0.68), (0.73, 0.36))]
        painter.drawLine(points[0], points[1])
        painter.drawLine(points[1], points[2])

    def _short(self, words: str) -> str:
        """The time at the end, or the words before the comma."""
        last = words.rpartition(" ")[2]
        return last if ":" in last else words.partition(",")[0]

    def _font(self):
        return font("caption", "medium")

    def _show(self, state: str, words: str) -> None:
        worth_saying = state == "failed" or (self.state == "failed" and state in ("saved", "kept"))
        changed = words != self.text()
        self.state = state
        self.say(words)
        self.setToolTip(words)
        if worth_saying and changed:
            announce(self, words)
