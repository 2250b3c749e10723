"""A field under its label, with room for an error in words (ui.md 2.4)."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.focus import first_target
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, second
from ui.widgets.layout import at, grow, hbox, in_widget, vbox
from ui.widgets.line_field import Field
from ui.widgets.speech import announce


class LabelledField(QWidget):
    """`LabelledField("Owner", LineField())`. Passes on `value`, `set_value`, `edited`; `field` is the field itself.

    `help_text` stands under the label: what is asked for, in words. The label's name is the field's spoken name.
    """

    edited = Signal()

    def __init__(self, label: str, field: Field, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert isinstance(field, QWidget)
        self.label = Label(label, "small", weight="semibold", wrap=True)
        self.help = second(help_text)
        self.field = field
        self._described: tuple[QWidget, str] | None = None
        self.error = Label("", "small", "alert", weight="medium", wrap=True)
        self._error_row = in_widget(
            hbox(at(Glyph("circle-alert", 16, "alert"), Qt.AlignmentFlag.AlignTop), grow(self.error), spacing=6)
        )
        self.setLayout(vbox(self.label, self.help, field, self._error_row, spacing=5))
        self.help.setVisible(bool(help_text))
        self._error_row.hide()
        self.set_label(label)
        self.label.setBuddy(first_target(field))
        field.edited.connect(self._pass_on)

    def set_label(self, label: str) -> None:
        """Another label, seen and spoken."""
        self.label.setText(label)
        field = self.field
        assert isinstance(field, QWidget)
        name = getattr(field, "set_subject", field.setAccessibleName)
        name(label)

    def value(self) -> Any:
        """The field's value."""
        return self.field.value()

    def set_value(self, value: Any) -> None:
        """Show a value; an error goes with the old one."""
        self.field.set_value(value)
        self.clear_error()

    def show_error(self, text: str) -> None:
        """A plum edge, a sentence that names the cure, and the keyboard goes there."""
        self.error.setText(text)
        self._error_row.show()
        self.field.set_wrong(True)
        target = self._target()
        if self._described is None:
            self._described = target, target.accessibleDescription()
        target.setAccessibleDescription(text)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(target, text, at_once=True)

    def clear_error(self) -> None:
        """Take the error away; it also goes with the next edit."""
        if self.has_error():
            self._error_row.hide()
            self.error.setText("")
            self.field.set_wrong(False)
        if self._described is not None:
            target, description = self._described
            target.setAccessibleDescription(description)
            self._described = None

    def has_error(self) -> bool:
        """Whether a sentence is shown."""
        return bool(self.error.text())

    def _target(self) -> QWidget:
        assert isinstance(self.field, QWidget)
        return first_target(self.field)

    def _pass_on(self) -> None:
        self.clear_error()
        self.edited.emit()
