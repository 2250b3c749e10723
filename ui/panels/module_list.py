"""The list of modules at the left of a family: how far each is, in a bar and in words, and what is missing at the foot.

Counts are of what the reader may see; the service counts, this only shows.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from fsworkbook.domain.completeness import Question
from fsworkbook.services.sections import SectionLine
from ui.panels.family_words import count
from ui.theme import colour, font, px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Rule, empty
from ui.widgets.labels import group
from ui.widgets.layout import STRETCH, grow, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll

METER = 84


class ModuleRow(QPushButton):
    """One section: number, title on as many lines as it needs, bar and words. Chosen, it is tinted and 600."""

    def __init__(self, line: SectionLine, parent: QWidget | None = None) -> None:
        super().__init__(line.title, parent)
        self.line = line
        self.setCheckable(True)
        self.setAutoExclusive(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_line(line)
        theme().resized.connect(self.updateGeometry)

    def set_line(self, line: SectionLine) -> None:
        """New counts."""
        self.line = line
        lead = f"Module {line.number}, " if line.number else ""
        self.setAccessibleName(f"{lead}{line.title}, {progress_words(line)}")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._words(width, font("body", "semibold"))
        return words.height() + px(9 + 9 + 6) + paint.text_height(font("caption"))

    def sizeHint(self) -> QSize:
        width = px(tokens().layout["module_list"] - 20)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            edge = "accent" if chosen and theme().high_contrast else None
            paint.box(painter, self.rect(), px(tokens().radius["panel"]), "accent_tint" if chosen else "surface", edge)
        letters = font("body", "semibold" if chosen else "regular")
        words = self._words(self.width(), letters).translated(0, px(8))
        number = str(self.line.number) if self.line.number else "·"
        first = QRect(px(10), words.top(), px(18), QFontMetrics(letters).height())
        paint.words(painter, first, number, letters, "ink2")
        painter.setFont(letters)
        painter.setPen(colour("ink"))
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self.line.title)
        self._draw_meter(painter, words.bottom() + px(6))

    def _draw_meter(self, painter: QPainter, top: int) -> None:
        height, left = px(tokens().control["meter"] + 1), self._left()
        below = paint.text_height(font("caption"))
        area = QRectF(left, top + (below - height) / 2, px(METER), height)
        edge = px(12) / 10
        paint.box(painter, area, height / 2, "stage_off", "stage", edge)
        if self.line.answered and self.line.asked:
            done = QRectF(area.left(), area.top(), area.width() * self.line.answered / self.line.asked, area.height())
            painter.setClipRect(done)
            paint.box(painter, area, height / 2, "stage", "stage", edge)
            painter.setClipping(False)
        at = QRect(left + px(METER + 8), top, self.width(), below)
        paint.words(painter, at, progress_words(self.line), font("caption"), "ink2")

    def _words(self, width: int, letters: QFont) -> QRect:
        room = QRect(self._left(), 0, max(1, width - self._left() - px(10)), 10_000)
        return QFontMetrics(letters).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.line.title)

    def _left(self) -> int:
        return px(30)


class ModuleListPanel(QFrame):
    """Signals: `chosen(code)` on an act of the person; `missing_chosen(question)` from the list at the foot."""

    chosen = Signal(str)
    missing_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ModuleRow] = {}
        self._group = QButtonGroup(self)
        self._column = vbox(spacing=2)
        self.missing = QuietButton("", "list-checks", small=True)
        self.menu = QMenu(self)
        self._questions: dict[str, Question] = {}

        inner = vbox(self._column, STRETCH, margins=(10, 0, 10, 10))
        scroll = VerticalScroll(in_widget(inner))
        head = in_widget(vbox(group("Modules"), margins=(20, 12, 16, 6)))
        self._foot = in_widget(vbox(Rule(), self.missing, margins=(10, 0, 10, 6), spacing=6))
        self.setLayout(vbox(head, grow(scroll), self._foot, spacing=0))
        sized(self, width=tokens().layout["module_list"])
        self.setAccessibleName("Modules")

        self._group.buttonClicked.connect(self._choose)
        self.missing.clicked.connect(self._open_missing)
        self.menu.triggered.connect(self._go_missing)

    def show_lines(self, lines: Sequence[SectionLine], code: str) -> None:
        """The sections with their counts; the chosen one is `code`."""
        if tuple(self._rows) != tuple(line.code for line in lines):
            self._build(lines)
        for line in lines:
            row = self._rows[line.code]
            row.set_line(line)
            row.setChecked(line.code == code)

    def show_missing(self, where: str, questions: Sequence[Question]) -> None:
        """ "4 parts missing in Module 3" at the foot; nothing there when nothing is missing."""
        self._foot.setVisible(bool(questions))
        if questions:
            self.missing.setText(f"{count(len(questions), 'part', 'parts')} missing{where}")
        self._questions = {item.title: item for item in questions}
        self.menu.clear()
        for words in self._questions:
            self.menu.addAction(words)

    def give_focus(self) -> None:
        """The keyboard onto the chosen row."""
        for row in self._rows.values():
            if row.isChecked():
                row.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        right = self.rect().topRight(), self.rect().bottomRight()
        paint.line(painter, *right, "line")

    def _build(self, lines: Sequence[SectionLine]) -> None:
        for row in self._rows.values():
            self._group.removeButton(row)
        empty(self._column)
        self._rows = {}
        for line in lines:
            row = ModuleRow(line)
            self._group.addButton(row)
            self._rows[line.code] = row
            if line.number == 1 and len(self._rows) > 1:
                self._column.put(Rule())
            self._column.put(row)

    def _choose(self, row: QPushButton) -> None:
        assert isinstance(row, ModuleRow)
        self.chosen.emit(row.line.code)

    def _open_missing(self) -> None:
        self.menu.popup(self.missing.mapToGlobal(self.missing.rect().topLeft()))

    def _go_missing(self, action) -> None:
        self.missing_chosen.emit(self._questions[action.text()])


def progress_words(line: SectionLine) -> str:
    """ "complete", "6 of 10" or "not started"."""
    if line.asked and line.answered == line.asked:
        return "complete"
    return f"{line.answered} of {line.asked}" if line.answered else "not started"
