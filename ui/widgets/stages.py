"""The stage of change: five rising bars and the word, in one neutral colour. A stage is no rating (ui.md 2.4)."""

from collections.abc import Hashable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, pixmap, px, tokens
from ui.widgets import paint
from ui.widgets.combo import Combo
from ui.widgets.painted import Painted

STAGES = ("PRE_CONTEMPLATION", "CONTEMPLATION", "PREPARATION", "ACTION", "MAINTENANCE", "RELAPSE")
BARS = 5


def stage_word(code: str) -> str:
    """ "Pre-contemplation", "Action" ... as people say it."""
    return str(tokens().stage[code]["word"])


def bars_width() -> int:
    """The room of the five bars, screen px."""
    bar = tokens().stage["bar"]
    return BARS * px(bar["w"]) + (BARS - 1) * px(bar["gap"])


def draw_stage(painter: QPainter, code: str, left: int, middle: int) -> None:
    """Bars filled up to the stage, around a vertical middle; for relapse an arrow turning back."""
    bar = tokens().stage["bar"]
    filled = tokens().stage[code]["bars"]
    if not filled:
        at = QPoint(left + (bars_width() - px(18)) // 2, middle - px(9))
        paint.picture(painter, at, pixmap("undo-2", 18, "stage"))
        return
    width, most = px(bar["w"]), px(bar["h"])
    bottom = middle + most / 2
    for number in range(BARS):
        height = most * (0.4 + 0.6 * number / (BARS - 1))
        area = QRectF(left + number * (width + px(bar["gap"])), bottom - height, width, height).adjusted(
            -0.4, -0.4, 0.4, 0.4
        )
        fill = "stage" if number < filled else "stage_off"
        paint.box(painter, area, px(2), fill, "stage", px(1))


class StageChip(Painted):
    """Bars, word, and the lapse if there was one: `StageChip("ACTION", lapse="29 Nov")`; `framed` has an edge."""

    def __init__(
        self, code: str, lapse: str | None = None, framed: bool = False, parent: QWidget | None = None
    ) -> None:
        self._code = code
        self._lapse = ""
        self._framed = framed
        super().__init__("", parent)
        self.set_stage(code, lapse)

    def set_stage(self, code: str, lapse: str | None = None) -> None:
        """Another stage; `lapse` is its date in words."""
        self._code = code
        self._lapse = f", {tokens().stage['lapse']['word']} {lapse}" if lapse else ""
        self.say(stage_word(code) + self._lapse)

    def sizeHint(self) -> QSize:
        width = self._words_left() + self._word_width() + paint.text_width(font("body"), self._lapse) + self._padding()
        height = px(tokens().control["rating_chip"] if self._framed else 20)
        return QSize(width, max(height, paint.text_height(self._font()) + px(4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._framed:
            paint.box(painter, self.rect(), px(tokens().radius["chip"]), "stage_tint", "ctl")
        draw_stage(painter, self._code, self._padding(), self.height() // 2)
        left = self._words_left()
        area = QRect(left, 0, self.width(), self.height())
        paint.words(painter, area, stage_word(self._code), self._font(), "ink")
        paint.words(painter, area.translated(self._word_width(), 0), self._lapse, font("body"), "ink2")

    def _font(self) -> QFont:
        return font("body", "medium")

    def _word_width(self) -> int:
        return paint.text_width(self._font(), stage_word(self._code)) - 1

    def _padding(self) -> int:
        return px(8) if self._framed else 0

    def _words_left(self) -> int:
        return self._padding() + bars_width() + px(9)


class StagePicker(Combo):
    """A field of the six stages, each with its bars. Empty until chosen. Signals `chosen(code)`, `edited()`."""

    chosen = Signal(object)

    def __init__(self, subject: str, placeholder: str = "Choose a stage…", parent: QWidget | None = None) -> None:
        super().__init__([(code, stage_word(code)) for code in STAGES], placeholder, parent=parent)
        self.setAccessibleName(subject)
        self.edited.connect(self._tell)

    def picture_width(self) -> int:
        return bars_width() + px(8)

    def draw_picture(self, painter: QPainter, key: Hashable, left: int, middle: int) -> None:
        draw_stage(painter, str(key), left, middle)

    def words_font(self) -> QFont:
        return font("body", "medium")

    def _tell(self) -> None:
        self.chosen.emit(self.value())
