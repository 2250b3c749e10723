"""What the cards of a record are made of: a field tied to one part of a cell, or, for who only reads, its words.

The same card serves the one who types and the one who reads; the reader gets no editor at all.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.workbook import Json
from ui.panels.session_cells import Value
from ui.panels.session_text import GrowingText, SaidLabel, show_if
from ui.panels.session_writing import SessionWriting
from ui.theme import font, theme
from ui.widgets import paint
from ui.widgets.focus import first_target
from ui.widgets.labels import Label
from ui.widgets.layout import at, grow, hbox, sized, vbox
from ui.widgets.line_field import Field
from ui.widgets.speech import announce

TOP = Qt.AlignmentFlag.AlignTop
MIDDLE = Qt.AlignmentFlag.AlignVCenter
NARROWEST_NAME, WIDEST_NAME = 62, 150
NAME_WIDTH = 84
"""Where the words of a row begin, right of whom it is about."""


def same(value: Any) -> Any:
    """A value that is kept as it is."""
    return value


def day_json(value: Any) -> Json:
    """A day as it is kept."""
    return value.isoformat() if isinstance(value, date) else None


def day_of(value: object) -> date | None:
    """A kept day; None where it is none."""
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


class Bound(QObject):
    """Ties a field to one part of a cell, both ways; a refusal is said under the field, and goes with the next edit."""

    def __init__(
        self,
        writing: SessionWriting,
        field: Field,
        item: str,
        subject: str = "",
        part: str = "text",
        to_json: Callable[[Any], Json] = same,
        from_json: Callable[[Any], Any] = same,
        error: Label | None = None,
    ) -> None:
        assert isinstance(field, QWidget)
        super().__init__(field)
        self._writing, self._field, self._error = writing, field, error
        self._cell, self._part = (item, subject), part
        self._to_json, self._from_json = to_json, from_json
        self.refresh()
        field.edited.connect(self._edited)
        writing.refreshed.connect(self.refresh)
        writing.refused.connect(self._refused)
        field.setProperty("cellPlace", f"{item}|{subject}|{part}")

    def refresh(self) -> None:
        """Show what stands in the record, unless the field says so already."""
        stored = self._from_json(self._writing.value(*self._cell).get(self._part))
        if (self._field.value() or None) != (stored or None):
            self._field.set_value(stored)

    def _edited(self) -> None:
        if self._error is not None and self._error.text():
            self._show_error("")
        value = self._to_json(self._field.value())
        self._writing.put_parts(*self._cell, {self._part: value})

    def _refused(self, item: str, subject: str, sentence: str, part: str) -> None:
        if (item, subject) == self._cell and part in ("", self._part):
            self._show_error(sentence)

    def _show_error(self, sentence: str) -> None:
        self._field.set_wrong(bool(sentence))
        if self._error is not None:
            self._error.setText(sentence)
            self._error.setVisible(bool(sentence))
        if sentence and isinstance(self._field, QWidget):
            announce(first_target(self._field), sentence, at_once=True)


def error_line() -> Label:
    """The sentence under a field, hidden until there is one."""
    label = Label("", "small", "alert", weight="medium", wrap=True)
    label.hide()
    return label


def text_part(
    writing: SessionWriting,
    item: str,
    subject: str,
    name: str,
    placeholder: str = "",
    *,
    part: str = "text",
    quiet: bool = False,
    lines: int = 1,
    weight: str = "",
) -> GrowingText | SaidLabel:
    """A text of the record: a field for who types, words for who reads."""
    if not writing.writes:
        return SaidLabel(writing, item, subject, part, weight=weight)
    field = GrowingText(name, placeholder, quiet, lines, weight)
    Bound(writing, field, item, subject, part)
    return field


def words_part(writing: SessionWriting, item: str, subject: str, words: Callable[[Value], str]) -> SaidLabel:
    """A cell as a sentence, to be read."""
    return SaidLabel(writing, item, subject, words=words)


def captioned(caption: str, part: QWidget, width: int = NAME_WIDTH) -> QWidget:
    """A part with its label at the left; the whole row goes where a reader's part says nothing."""
    row = QWidget()
    label = sized(Label(caption, "small", "ink2", weight="semibold", wrap=True), width=width)
    field = isinstance(part, GrowingText)
    row.setLayout(hbox(at(vbox(7, label, spacing=0) if field else label, TOP), grow(part), spacing=10))
    return _hiding(row, part)


def under(caption: str, part: QWidget) -> QWidget:
    """A part under its label."""
    row = QWidget()
    row.setLayout(vbox(Label(caption, "small", "ink2", weight="semibold", wrap=True), part, spacing=3))
    return _hiding(row, part)


def _hiding(row: QWidget, part: QWidget) -> QWidget:
    if isinstance(part, SaidLabel):
        row.setProperty("hidesWithText", True)
        show_if(row, bool(part.text()))
    return row


def name_width(names: Iterable[str]) -> int:
    """How wide the column of these names is, design px: the longest whole, within reason."""
    longest = max((paint.text_width(font("body", "semibold"), name) for name in names), default=0)
    return min(max(NARROWEST_NAME, round(longest / theme().px(100) * 100) + 6), WIDEST_NAME)


class Whom(QWidget):
    """Whom a row is about: the name, and under it an age, a date or a behaviour."""

    def __init__(self, name: str, below: str = "", width: int = NAME_WIDTH) -> None:
        super().__init__()
        self.name = Label(name, "body", weight="semibold", wrap=True)
        self.below = Label(below, "small", "ink2", wrap=True)
        show_if(self.below, bool(below))
        self.setLayout(vbox(self.name, self.below, spacing=1))
        sized(self, width=width)
