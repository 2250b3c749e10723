"""A few choices side by side in one frame: arrow keys move, Space chooses. Ratings, segments, rulers, yes and no."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import font, px, theme, tokens
from ui.widgets import paint

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Choice(QRadioButton):
    """One cell. The row paints it; to a screen reader it is a radio button with its state."""

    def __init__(self, key: Hashable, text: str, row: "ChoiceRow") -> None:
        super().__init__(text, row)
        self.key = key
        self._row = row
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def show_chosen(self, chosen: bool) -> None:
        """Qt lets no one of an exclusive group be unchecked; nothing chosen is an answer here."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def sizeHint(self) -> QSize:
        return self._row.choice_size(self)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._row.paint_choice(QPainter(self), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._row.move_from(self, Qt.Key(event.key())):
            super().keyPressEvent(event)


class ChoiceRow(QFrame):
    """`choices` are (key, words). Nothing is chosen until somebody chooses, or `set_value` says what was.

    `subject` is what the choice is about ("rating for Mia"): each cell is spoken as "Red, rating for Mia".
    Signal `chosen(key)` on an act of the person only; `edited()` with it, as every field has.
    """

    chosen = Signal(object)
    edited = Signal()
    arrows_choose = False

    def __init__(self, choices: Iterable[tuple[Hashable, str]], subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = [Choice(key, text, self) for key, text in choices]
        self._wrong = False
        self.set_subject(subject)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice in self.choices:
            row.addWidget(choice)
            choice.clicked.connect(self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._rove(self.choices[0])
        theme().resized.connect(self._measure)

    def value(self) -> Hashable | None:
        """The key that is chosen, or None."""
        return next((choice.key for choice in self.choices if choice.isChecked()), None)

    def set_value(self, key: Hashable | None) -> None:
        """Show a key as chosen, or nothing; no signal."""
        for choice in self.choices:
            choice.show_chosen(choice.key == key)
        self._rove(next((choice for choice in self.choices if choice.isChecked()), self.choices[0]))
        self.update()

    def set_subject(self, subject: str) -> None:
        """What the choice is about, for the ear."""
        self.setAccessibleName(subject)
        for choice in self.choices:
            choice.setAccessibleName(f"{choice.text()}, {subject}" if subject else choice.text())

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error around the row."""
        self._wrong = wrong
        self.update()

    def move_from(self, choice: Choice, key: Qt.Key) -> bool:
        """Move the keyboard's place; True when the key was one for moving."""
        here = self.choices.index(choice)
        if key in _STEPS:
            there = (here + _STEPS[key]) % len(self.choices)
        elif key == Qt.Key.Key_Home:
            there = 0
        elif key == Qt.Key.Key_End:
            there = len(self.choices) - 1
        else:
            return False
        self._rove(self.choices[there])
        self.choices[there].setFocus(Qt.FocusReason.TabFocusReason)
        if self.arrows_choose:
            self.choices[there].click()
        return True

    def choice_size(self, choice: Choice) -> QSize:
        """The room of a cell: wide enough for the words when chosen, so that nothing moves."""
        width = paint.text_width(self.chosen_font(), choice.text()) + px(2 * 13)
        return QSize(max(width, px(tokens().control["minimum_target"])), self.row_height())

    def row_height(self) -> int:
        """The outer height."""
        return max(px(tokens().control["button_small"]), paint.text_height(self.chosen_font()) + px(10))

    def chosen_font(self) -> QFont:
        """The font of the chosen cell, the widest."""
        return font("small", "semibold")

    def paint_choice(self, painter: QPainter, choice: Choice) -> None:
        """Draw one cell: blue edge and tint when chosen."""
        chosen = choice.isChecked()
        if chosen:
            paint.box(painter, choice.rect(), px(tokens().radius["control"]), "accent_tint", "accent", px(1.5))
        self.paint_hover(painter, choice)
        role = "ink3" if not choice.isEnabled() else "accent" if chosen else "ink"
        letters = self.chosen_font() if chosen else font("small", "medium")
        paint.words(painter, choice.rect(), choice.text(), letters, role, paint.CENTRE)

    def paint_hover(self, painter: QPainter, choice: Choice) -> None:
        """A quiet ground under the pointer."""
        if choice.underMouse() and choice.isEnabled() and not choice.isChecked():
            paint.box(painter, choice.rect().adjusted(2, 2, -2, -2), px(4), "surface2")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge, width = ("alert", px(tokens().stroke["error"])) if self._wrong else ("ctl", None)
        paint.box(painter, self.rect(), px(tokens().radius["control"]), "surface", edge, width)
        for before, after in zip(self.choices, self.choices[1:], strict=False):
            if not before.isChecked() and not after.isChecked():
                self.paint_division(painter, after.x())

    def paint_division(self, painter: QPainter, x: int) -> None:
        """The thin line between two cells that are not chosen."""
        paint.line(painter, QPoint(x, px(6)), QPoint(x, self.height() - px(6)), "line2", 1)

    def focus_target(self) -> QWidget:
        """The cell that Tab would reach."""
        return next(choice for choice in self.choices if choice.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def _choose(self) -> None:
        chosen = self.sender()
        assert isinstance(chosen, Choice)
        self.set_value(chosen.key)
        self.chosen.emit(chosen.key)
        self.edited.emit()

    def _rove(self, current: Choice) -> None:
        for choice in self.choices:
            reached = Qt.FocusPolicy.StrongFocus if choice is current else Qt.FocusPolicy.ClickFocus
            choice.setFocusPolicy(reached)
        self.setFocusProxy(current)

    def _measure(self) -> None:
        for choice in self.choices:
            choice.updateGeometry()
        self.updateGeometry()


class SegmentedChoice(ChoiceRow):
    """Whose part is shown: "Kayleigh | Daniel". Arrow keys choose as they move; the first is chosen to begin with."""

    arrows_choose = True

    def __init__(self, choices: Iterable[tuple[Hashable, str]], subject: str, parent: QWidget | None = None) -> None:
        super().__init__(choices, subject, parent)
        self.set_value(self.choices[0].key)
