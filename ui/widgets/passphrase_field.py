"""A passphrase: covered until one asks to see it; pasting and password managers are welcome."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.check_box import CheckBox
from ui.widgets.layout import vbox
from ui.widgets.line_field import LineField


class PassphraseField(QWidget):
    """`value()` is exactly what was typed, spaces too. Enter emits `entered()`."""

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_it = CheckBox("Show what I type")

        self.setLayout(vbox(self.line, self.show_it, spacing=4))
        self.setFocusProxy(self.line)

        self.line.edited.connect(self._tell)
        self.line.returnPressed.connect(self._enter)
        self.show_it.edited.connect(self._cover)

    def value(self) -> str:
        """What was typed, untouched."""
        return self.line.text()

    def set_value(self, value: str | None) -> None:
        """Only ever used to empty it."""
        self.line.setText(value or "")

    def set_subject(self, subject: str) -> None:
        """The spoken name."""
        self.line.setAccessibleName(subject)
        self.show_it.setAccessibleName(f"Show what I type, {subject}" if subject else "Show what I type")

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self.line.set_wrong(wrong)

    def _cover(self) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if self.show_it.value() else mode.Password)

    def _tell(self) -> None:
        self.edited.emit()

    def _enter(self) -> None:
        self.entered.emit()
