"""An empty text that waits for its writer: looks like a field, and becomes the editor with the first key or click."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import font, px, tokens
from ui.widgets import paint

EMPTY = "Nothing here yet. Start typing."


class WritePlace(QPushButton):
    """Signal `opened(text)`: a click, Enter, or a letter that belongs into the editor."""

    opened = Signal(str)

    def __init__(self, name: str, words: str = EMPTY, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(f"Write: {name}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.text().isprintable() and event.text().strip() and not held:
            self.opened.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, self.rect(), px(tokens().radius["control"]), "surface", "ctl")
        room = QRect(px(12), 0, self.width() - px(24), self.height())
        paint.words(painter, room, self.text(), font("reading"), "ink3")

    def _open(self) -> None:
        self.opened.emit("")
