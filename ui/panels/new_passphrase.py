"""A new passphrase, twice, with its rules said beforehand (domain.md 9.4)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.widgets.fields import LabelledField, PassphraseField
from ui.widgets.layout import vbox

RULES = (
    "12 characters or more: four words that do not belong together are easy to keep."
    " It can be pasted, and never has to be changed."
)
NOT_THE_SAME = "The two are not the same. Type it again."


class NewPassphrasePanel(QWidget):
    """`value()` raises WorkbookError where the two differ; whether it is good enough is the service's to say."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        second = PassphraseField()
        self.first = LabelledField("New passphrase", PassphraseField(), RULES)
        self.again = LabelledField("The same passphrase again", second)
        self.setLayout(vbox(self.first, self.again, spacing=14))
        second.entered.connect(self.entered)

    def value(self) -> str:
        """The passphrase."""
        if self.first.value() != self.again.value():
            raise WorkbookError(NOT_THE_SAME, "again")
        return str(self.first.value())

    def show_error(self, error: WorkbookError) -> None:
        """Under the field that the error is about."""
        (self.again if error.field == "again" else self.first).show_error(error.message)

    def empty(self) -> None:
        """Forget what was typed."""
        for field in (self.first, self.again):
            field.set_value("")
