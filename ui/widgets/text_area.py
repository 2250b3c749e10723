"""The writing surface: a QTextEdit that grows with its words, has no frame, and lets Tab go on to the next field."""

from typing import Protocol

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ui.theme import font, px, theme, tokens
from ui.widgets import paint
from ui.widgets.text_marks import INDENT, paint_kinds

MARGIN_LEFT = 8


class Writing(Protocol):
    """What the surface asks of the editor it belongs to."""

    def key_was_for_editor(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it is for the text."""

    def paste(self, mime: QMimeData) -> None:
        """Take in what was pasted or dropped."""

    def copy(self) -> QMimeData:
        """What the selection gives to the clipboard."""

    def paint_readers(self, painter: QPainter, margin: int) -> None:
        """Draw who may read which paragraph."""


class TextArea(QTextEdit):
    """`focused(bool)` tells that the keyboard came or went. Least height: `lines` lines."""

    focused = Signal(bool)

    def __init__(self, writing: Writing | None, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writing = writing
        self._lines = lines
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)
        self.measure()
        theme().resized.connect(self.measure)

    def measure(self) -> None:
        """Take the sizes of the present text size."""
        self.setFont(font("reading"))
        self.document().setDefaultFont(font("reading"))
        self.document().setIndentWidth(px(INDENT))
        self.setViewportMargins(px(MARGIN_LEFT) if self._writing is not None else 0, 0, 0, 0)
        self.setMaximumWidth(px(tokens().reading_measure + MARGIN_LEFT))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(360), max(self.content_height(), self._line_height() * self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def content_height(self) -> int:
        """What the words need at the present width."""
        return round(self.document().size().height() + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._writing is not None:
            self._writing.paint_readers(painter, 0)
        paint_kinds(painter, self.document(), QRectF(event.rect()))
        painter.end()
        super().paintEvent(event)
        if self._writing is not None:
            self._paint_margin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._writing is None or not self._writing.key_was_for_editor(event):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._writing is not None:
            self._writing.paste(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def createMimeDataFromSelection(self) -> QMimeData:
        return self._writing.copy() if self._writing is not None else super().createMimeDataFromSelection()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _line_height(self) -> int:
        height = paint.text_height(font("reading")) * tokens().type["reading"].line_percent / 100
        return round(height) + px(6)
