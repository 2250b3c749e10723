"""Confidential words on a supervision's screen: covered until their reader asks, and covered again after 30 seconds or
when the window loses the keyboard (ui.md 4.5). Built only for those who may read them."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PlainButton
from ui.widgets.chips import ConfidentialMark
from ui.widgets.layout import STRETCH, hbox, vbox

SHOWN_FOR = 30_000
"""Milliseconds that confidential words stay open."""


class CoveredWords(QWidget):
    """`words` under a mark that says who may read, and Show to me only; `name` tells whose words, for the ear."""

    def __init__(self, words: QWidget, who: str, name: str, below: QWidget | None = None) -> None:
        super().__init__()
        self._words = words
        self.show_button = PlainButton("Show to me only", "eye", small=True)
        self.show_button.setAccessibleName(f"Show to me only, {name}")
        button = hbox(self.show_button, STRETCH)
        self.setLayout(vbox(hbox(ConfidentialMark(who), STRETCH), words, below, button, spacing=4))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.cover)
        self.show_button.clicked.connect(self.open)
        self._watched: QWidget | None = None
        self.cover()

    def cover(self) -> None:
        """Hide the words again."""
        self._timer.stop()
        self._words.hide()
        self.show_button.show()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

    def open(self) -> None:
        """Show them, to whoever sits here, for a while."""
        self._words.show()
        self.show_button.hide()
        self._watched = self.window()
        self._watched.installEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.cover()
        return super().eventFilter(watched, event)
