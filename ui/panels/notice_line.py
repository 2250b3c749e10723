"""The line under the top bar for sentences about what has just happened. It stays until one closes it or goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import IconButton
from ui.widgets.layout import at, grow, hbox, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.speech import announce

ICONS = {"blue": "info", "plum": "circle-alert", "neutral": "info"}
CLOSE = "Close this notice"


class NoticeLine(QWidget):
    """One notice at a time; hidden while there is none."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Notice")
        self._bars = {kind: NoticeBar(kind, icon, "") for kind, icon in ICONS.items()}
        self._close = IconButton("x", CLOSE)

        bars = vbox(*self._bars.values(), spacing=0)
        self.setLayout(hbox(grow(bars), at(self._close, Qt.AlignmentFlag.AlignVCenter), margins=(24, 8), spacing=8))

        self._close.clicked.connect(self.close_notice)
        for bar in self._bars.values():
            bar.acted.connect(self.acted)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence now shown, or nothing."""
        return next((bar.text.text() for bar in self._bars.values() if bar.isVisibleTo(self)), "")

    def show_notice(self, text: str, kind: str = "blue", button: str = "") -> None:
        """Show a sentence in place of the one before, and say it aloud; `acted()` when its button is pressed."""
        for name, bar in self._bars.items():
            bar.setVisible(name == kind)
        bar = self._bars[kind]
        bar.set_notice(text)
        bar.button.setText(button)
        bar.button.setVisible(bool(button))
        self.show()
        announce(self, text, at_once=kind == "plum")

    def close_notice(self) -> None:
        """Take it away."""
        self.hide()
        for bar in self._bars.values():
            bar.hide()
