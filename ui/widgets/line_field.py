"""A line of text; and the protocol every field keeps: `value()`, `set_value(v)`, `edited()`, `set_wrong(bool)`."""

from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import font, px, theme
from ui.widgets.combo import field_frame


class Field(Protocol):
    """What LabelledField and forms ask of a field. `edited` comes from an act of the person, never from `set_value`."""

    edited: Any

    def value(self) -> Any:
        """What was answered."""

    def set_value(self, value: Any) -> None:
        """Show an answer."""

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""


class LineField(QLineEdit):
    """One line of text, 32 px high."""

    edited = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = False
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._tell)
        theme().resized.connect(self._measure)
        self._measure()

    def value(self) -> Any:
        """The text without spaces around it."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a text; None is empty."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self._wrong = wrong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        field_frame(painter, self, self._wrong)
        painter.end()
        super().paintEvent(event)

    def _tell(self) -> None:
        self.edited.emit()

    def _measure(self) -> None:
        self.setFont(font("body"))
        self.setMinimumWidth(px(80))
        self.updateGeometry()
