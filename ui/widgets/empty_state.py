"""Nothing here yet: one icon, what is true, what to do, one button. No drawings, no jokes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PlainButton
from ui.widgets.card import Frame
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, second
from ui.widgets.layout import at, vbox


class EmptyState(Frame):
    """`EmptyState("notebook-pen", "No entries about Theo yet", "Write what you saw.", "New entry")`; `acted()`."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        truth: str,
        to_do: str = "",
        button: str | None = None,
        button_icon: str | None = "plus",
        parent: QWidget | None = None,
    ) -> None:
        self.truth = Label(truth, "body", weight="semibold", wrap=True)
        self.to_do = second(to_do)
        for label in (self.truth, self.to_do):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.button = PlainButton(button or "", button_icon, small=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        parts = (at(Glyph(icon, 24, "ink2"), centre), self.truth, self.to_do, at(self.button, centre))
        super().__init__(vbox(*parts, margins=(16, 12), spacing=6), "surface2", "line", "panel", parent)
        self.to_do.setVisible(bool(to_do))
        self.button.setVisible(button is not None)
        self.button.clicked.connect(self._act)

    def _act(self) -> None:
        self.acted.emit()
