"""The notice bar: an icon, one or two sentences, at most one button. It never closes by itself (ui.md 2.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import theme, tokens
from ui.widgets.buttons import Button, PlainButton, QuietButton
from ui.widgets.card import Frame
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label
from ui.widgets.layout import at, grow, hbox, sized

_LOOKS = {  # kind: fill, edge, icon
    "blue": ("accent_tint", "accent_line", "accent"),
    "plum": ("alert_tint", "alert_line", "alert"),
    "neutral": ("surface2", "line2", "ink2"),
}


class NoticeBar(Frame):
    """`kind`: blue (to know), plum (needs someone today), neutral (a fact about this record).

    `lead` stands before the text in 600: "Summaries close at 17:00." Signal `acted()`: its button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        kind: str,
        icon: str,
        text: str,
        lead: str = "",
        button: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        fill, edge, ink = _LOOKS[kind]
        self.icon = Glyph(icon, 18, ink)
        self.text = Label(text, "body", wrap=True, lead=lead)
        self.button: Button = (PlainButton if kind == "plum" else QuietButton)(button or "", small=True)
        middle = Qt.AlignmentFlag.AlignVCenter
        layout = hbox(at(self.icon, middle), grow(self.text), at(self.button, middle), margins=(12, 7), spacing=10)
        super().__init__(layout, fill, edge, "panel", parent)
        sized(self, min_height=tokens().control["notice"])
        self.setAccessibleName(self.text.text())
        self.button.setVisible(button is not None)
        self.button.clicked.connect(self._act)

    def set_notice(self, text: str, lead: str = "") -> None:
        """Other words."""
        self.text.set_words(text, lead)
        self.setAccessibleName(self.text.text())

    def ground(self) -> str:
        """No tints in high contrast but for what is selected (ui.md 4.10)."""
        return "surface" if theme().high_contrast else super().ground()

    def _act(self) -> None:
        self.acted.emit()
