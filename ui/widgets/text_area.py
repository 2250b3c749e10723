"""The surface a text is written or shown on: as high as its words, no frame, no scrolling of its own."""

from typing import Protocol

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ui.theme import font, px, tokens
from ui.widgets import paint
from ui.widgets.text_keys import may_join
from ui.widgets.text_marks import INDENT, paint_kinds


class Writing(Protocol):
    """What the surface asks of the editor it belongs to."""

    def key_was_for_editor(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it is for the text."""

    def paste(self, mime: QMimeData) -> None:
        """Take in what was pasted or dropped."""

    def copy_into(self, mime: QMimeData) -> None:
        """Put what the selection gives to the clipboard into `mime`."""

    def paint_readers(self, painter: QPainter) -> None:
        """Draw who may read which paragraph, under the words."""


class TextSurface(QTextEdit):
    """A text at its full height for any width."""

    def __init__(self, lines: int, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._margin = margin
        self._measured: tuple[int, QTextDocument] | None = None
        self._heights: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.viewport().setAutoFillBackground(False)
        self.measure()
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def measure(self) -> None:
        """Take the sizes of the present text size; this empties the undo history."""
        self._measured = None
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(px(self._margin))
        document.setDefaultFont(font("reading"))
        document.setIndentWidth(px(INDENT))
        document.setUndoRedoEnabled(not self.isReadOnly())
        self.setFont(font("reading"))
        self.viewport().setFont(font("reading"))  # the placeholder is drawn in the viewport's font
        self.setMaximumWidth(px(tokens().reading_measure + 2 * self._margin))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        width = min(width, self.maximumWidth())  # a layout asks with all its room, and gives no more than the most
        return max(self._words_height(width), self._least_height())

    def sizeHint(self) -> QSize:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else px(360)
        return QSize(px(360), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self._least_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.paint_under(painter)
        paint_kinds(painter, self.document(), QRectF(event.rect()))
        painter.end()
        super().paintEvent(event)

    def paint_under(self, painter: QPainter) -> None:
        """What stands behind the words."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _least_height(self) -> int:
        line = paint.text_height(font("reading")) * tokens().type["reading"].line_percent / 100
        return round(line * self._lines) + 2 * px(self._margin)

    def _words_height(self, width: int) -> int:
        document = self.document()
        if round(document.textWidth()) == width:
            return round(document.size().height() + 0.5)
        copy = self._copy()
        if width not in self._heights:  # a layout asks for the same width again and again
            copy.setTextWidth(width)
            self._heights[width] = round(copy.size().height() + 0.5)
        return self._heights[width]

    def _copy(self) -> QTextDocument:
        """A copy to measure on: the shown one is not laid out back and forth."""
        revision = self.document().revision()
        if self._measured is None or self._measured[0] != revision:
            self._measured = revision, self.document().clone()
            self._heights.clear()
        return self._measured[1]


class TextArea(TextSurface):
    """Where is written. `focused(bool)` tells that the keyboard came or went; Tab goes on to the next field."""

    focused = Signal(bool)

    def __init__(self, writing: Writing, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(lines, margin=4, parent=parent)
        self._writing = writing
        self.setTabChangesFocus(True)

    def paint_under(self, painter: QPainter) -> None:
        self._writing.paint_readers(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._writing.key_was_for_editor(event):
            return
        cursor = self.textCursor()
        joins = may_join(event, cursor)
        if joins:
            cursor.beginEditBlock()
        super().keyPressEvent(event)
        if joins:
            cursor.endEditBlock()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._writing.paste(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def createMimeDataFromSelection(self) -> QMimeData:
        # Filled, not made, here: a QMimeData of Python's on the clipboard crashes the program at its exit.
        mime = super().createMimeDataFromSelection()
        mime.text()  # Qt's object fills itself when first asked; only then does it hold what is put in
        self._writing.copy_into(mime)
        return mime

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)
