"""The small row of acts under a text while it is written in; each has a key, so Tab passes it by."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsworkbook.domain.richtext import ParagraphKind
from ui.widgets.buttons import QuietButton
from ui.widgets.scroll import FlowLayout
from ui.widgets.text_keys import KEY_WORDS

_ACTS = {
    "bold": ("Bold", "bold"),
    "italic": ("Italic", "italic"),
    "underline": ("Underline", "underline"),
    ParagraphKind.BULLET.value: ("List", "list"),
    ParagraphKind.NUMBER.value: ("Numbers", "list-ordered"),
    ParagraphKind.QUOTE.value: ("Child’s words", "quote"),
}


class TextToolbar(QWidget):
    """Signal `pressed(act)`: "bold" ... "QUOTE"."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {act: QuietButton(words, icon, small=True) for act, (words, icon) in _ACTS.items()}
        self.setLayout(FlowLayout(*self.buttons.values(), spacing=2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for act, button in self.buttons.items():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"{button.text()}, {KEY_WORDS[act]}")
            button.clicked.connect(self._press)

    def show_on(self, acts: Collection[str]) -> None:
        """Which acts hold at the cursor."""
        for act, button in self.buttons.items():
            button.setChecked(act in acts)

    def _press(self) -> None:
        pressed = self.sender()
        self.pressed.emit(next(act for act, button in self.buttons.items() if button is pressed))
