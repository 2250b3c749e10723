"""Plain texts of a record: where they are typed, as high as their words, and where they are read."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsworkbook.domain.richtext import RichText
from ui.panels.session_cells import Value
from ui.panels.session_writing import SessionWriting
from ui.theme import font, px, tokens
from ui.widgets import paint
from ui.widgets.combo import field_frame
from ui.widgets.labels import Label
from ui.widgets.text_area import TextSurface
from ui.widgets.text_view import RichTextView, Words

MARGIN = 7


def show_if(widget: QWidget, wanted: bool) -> None:
    """Show or hide; a widget that has no parent yet is left alone, or it would be a window for a moment."""
    if widget.parentWidget() is not None or not wanted:
        widget.setVisible(wanted)


class ReadText(RichTextView):
    """A text to be read in a narrow column: Tab reaches it, so that it can be scrolled to and read by ear."""

    def __init__(self, text: RichText, name: str, mark_words: Words | None = None) -> None:
        super().__init__(text, name, mark_words, keyboard=True)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))

    def measure(self) -> None:
        super().measure()
        self.document().setDefaultFont(font("body"))
        self.setFont(font("body"))


class GrowingText(TextSurface):
    """A field for a few sentences without styles. `value()`, `set_value(text)`, `edited()`, `set_wrong(bool)`.

    `quiet`: once it holds words its edge shows only under the pointer and with the keyboard, so that the record reads
    as the minutes will. Tab goes on to the next field.
    """

    edited = Signal()

    def __init__(self, name: str, placeholder: str = "", quiet: bool = False, lines: int = 1, weight: str = "") -> None:
        self._weight = weight
        self._quiet = quiet
        self._wrong = False
        self._setting = False
        super().__init__(lines, MARGIN)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.textChanged.connect(self._tell)

    def value(self) -> str:
        """The words."""
        return self.toPlainText().strip()

    def set_value(self, value: object) -> None:
        """Show other words; no signal."""
        self._setting = True
        self.setPlainText(str(value or ""))
        self._setting = False
        self.updateGeometry()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self._wrong = wrong
        self.viewport().update()

    def measure(self) -> None:
        super().measure()
        document = self.document()
        document.setDefaultFont(font("body", self._weight))
        self.setFont(font("body", self._weight))
        self.setMaximumWidth(px(tokens().reading_measure + 140))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(96), self._least_height())

    def paint_under(self, painter: QPainter) -> None:
        if self._wrong or not self._quiet or self._shows_edge():
            field_frame(painter, self, self._wrong)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.viewport().update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _shows_edge(self) -> bool:
        return self.hasFocus() or self.underMouse() or self.document().isEmpty()

    def _least_height(self) -> int:
        line = paint.text_height(font("body"))
        return max(px(tokens().control["field"]), line * self._lines + 2 * px(MARGIN))

    def _tell(self) -> None:
        if not self._setting:
            self.edited.emit()


class SaidLabel(Label):
    """What a cell says, to be read; hidden while it says nothing. `words(value)` turns the cell into a sentence."""

    def __init__(
        self,
        writing: SessionWriting,
        item: str,
        subject: str = "",
        part: str = "text",
        words: Callable[[Value], str] | None = None,
        colour: str = "ink",
        role: str = "body",
        lead: str = "",
        weight: str = "",
    ) -> None:
        super().__init__("", role, colour, weight, wrap=True)
        self._cell = (item, subject)
        self._writing = writing
        self._first = lead
        self._words = words or (lambda value: str(value.get(part) or "").strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        writing.refreshed.connect(self.refresh)
        writing.typed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Say what stands there now."""
        words = self._words(self._writing.value(*self._cell))
        if words != self.text() or self._first:
            self.set_words(words, self._first if words else "")
            show_if(self, bool(words))
            self._tell_row(bool(words))

    def _follow(self, item: str, subject: str) -> None:
        if (item, subject) == self._cell:
            self.refresh()

    def _tell_row(self, says: bool) -> None:
        row: QWidget | None = self.parentWidget()
        if row is not None and row.property("hidesWithText"):
            show_if(row, says)
