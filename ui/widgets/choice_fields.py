"""Fields with a list of answers: one of many, several, yes or no."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import px, tokens
from ui.widgets import paint
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.scroll import FlowLayout


class ChoiceField(Combo):
    """One of a list: choices (key, words); `value()` is a key, or None while it shows "Choose…".

    `clearable` puts an empty row first, called `none`, so that an answer can be taken back.
    """

    def __init__(
        self,
        choices: Iterable[tuple[Hashable, str]] = (),
        placeholder: str = "Choose…",
        small: bool = False,
        clearable: bool = False,
        parent: QWidget | None = None,
        none: str = "No answer",
    ) -> None:
        self._clearable = clearable
        self._none = none
        super().__init__(choices, placeholder, small, parent)

    def set_choices(self, choices: Iterable[tuple[Hashable, str]]) -> None:
        """Other choices; the value is kept if it is among them."""
        first = [(None, self._none)] if self._clearable else []
        super().set_choices([*first, *choices])


class ChoicesField(QWidget):
    """Several of a list, as boxes to tick that flow; `value()` is the tuple of keys in the list's order."""

    edited = Signal()

    def __init__(self, choices: Iterable[tuple[Hashable, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[tuple[Hashable, CheckBox]] = []
        self._wrong = False
        self._subject = ""
        self._flow = FlowLayout(spacing=14)
        self.setLayout(self._flow)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[Hashable, str]]) -> None:
        """Other choices; ticks are kept where the key stays."""
        ticked = self.value()
        for _, box in self._boxes:
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [(key, CheckBox(text)) for key, text in choices]
        for _, box in self._boxes:
            self._flow.addWidget(box)
            box.edited.connect(self._tell)
        self.set_value(ticked)
        self.set_subject(self._subject)

    def value(self) -> tuple[Hashable, ...]:
        """The keys that are ticked."""
        return tuple(key for key, box in self._boxes if box.value())

    def set_value(self, value: Iterable[Hashable] | None) -> None:
        """Tick these and no others."""
        keys = set(value or ())
        for key, box in self._boxes:
            box.set_value(key in keys)

    def set_subject(self, subject: str) -> None:
        """What the boxes are about, for the ear."""
        self._subject = subject
        self.setAccessibleName(subject)
        for _, box in self._boxes:
            box.setAccessibleName(f"{box.text()}, {subject}" if subject else box.text())

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error around the boxes."""
        self._wrong = wrong
        pad = px(6) if wrong else 0
        self._flow.setContentsMargins(pad, pad, pad, pad)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._wrong:
            edge = px(tokens().stroke["error"])
            paint.box(QPainter(self), self.rect(), px(tokens().radius["control"]), "alert_tint", "alert", edge)

    def _tell(self) -> None:
        self.edited.emit()


class YesNoField(ChoiceRow):
    """Yes or no, or not answered: `value()` is True, False or None; Delete takes the answer back.

    With `unknown="Not known"` there is a third answer; its value is "unknown".
    """

    def __init__(self, unknown: str = "", subject: str = "", parent: QWidget | None = None) -> None:
        third: list[tuple[Hashable, str]] = [("unknown", unknown)] if unknown else []
        super().__init__([(True, "Yes"), (False, "No"), *third], subject, parent)

    def move_from(self, choice: Choice, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value() is not None:
            self.set_value(None)
            self.edited.emit()
            return True
        return super().move_from(choice, key)
