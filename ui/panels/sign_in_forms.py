"""The three ways into a workbook on this PC: one's passphrase, a one-time code, the printed recovery key."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.panels.new_passphrase import NewPassphrasePanel
from ui.panels.passphrase_errors import wrong_passphrase
from ui.widgets.fields import ChoiceField, LabelledField, LineField, PassphraseField
from ui.widgets.layout import vbox

if TYPE_CHECKING:
    from fsworkbook.context import Context


class PassphrasePanel(QWidget):
    """Name and passphrase."""

    act, heading = "Sign in", "Sign in"
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        typed = PassphraseField()
        self.names = ChoiceField()
        self.name = LabelledField("Sign-in name", self.names)
        self.passphrase = LabelledField(
            "Passphrase", typed, "Passphrases can be pasted. Your password manager works here."
        )
        self.setLayout(vbox(self.name, self.passphrase, spacing=14))
        typed.entered.connect(self.entered)

    def show_names(self, names: Sequence[str]) -> None:
        """Who can sign in; a single one is chosen already."""
        self.names.set_choices([(name, name) for name in names])
        self.name.set_value(names[0] if len(names) == 1 else None)

    def begins_at(self) -> QWidget:
        """The first field that is still empty."""
        return self.passphrase.field if self.name.value() else self.name.field

    def sign_in(self, path: Path, values: dict[str, str]) -> "Context":
        """The context; for the worker."""
        from fsworkbook.services import signing_in

        return signing_in.open_workbook(path, values["sign_in"], values["passphrase"])

    def values(self) -> dict[str, str]:
        """What was given."""
        if not self.name.value():
            raise WorkbookError("Choose your sign-in name.", "sign_in")
        return {"sign_in": self.name.value(), "passphrase": self.passphrase.value()}

    def show_error(self, error: WorkbookError) -> None:
        """Under its field."""
        if error.field == "sign_in":
            self.name.show_error(error.message)
        else:
            self.passphrase.show_error(wrong_passphrase(error))

    def empty(self) -> None:
        """Forget what was typed."""
        self.passphrase.set_value("")


class CodePanel(PassphrasePanel):
    """First sign-in: name, one-time code, and the passphrase from now on."""

    act, heading = "Set my passphrase", "First sign-in"

    def __init__(self) -> None:
        QWidget.__init__(self)
        self.names = ChoiceField()
        self.name = LabelledField("Sign-in name", self.names)
        self.secret = LabelledField("One-time code", LineField(), "Your administrator gave it to you. It works once.")
        self.new = NewPassphrasePanel()
        self.setLayout(vbox(self.name, self.secret, self.new, spacing=14))
        self.new.entered.connect(self.entered)

    def begins_at(self) -> QWidget:
        return self.secret.field if self.name.value() else self.name.field

    def sign_in(self, path: Path, values: dict[str, str]) -> "Context":
        from fsworkbook.services import signing_in

        return signing_in.first_sign_in(path, values["sign_in"], values["secret"], values["new"])

    def values(self) -> dict[str, str]:
        if not self.name.value():
            raise WorkbookError("Choose your sign-in name.", "sign_in")
        if not self.secret.value():
            raise WorkbookError(f"Type the {self.secret.label.text().lower()}.", "secret")
        return {"sign_in": self.name.value(), "secret": self.secret.value(), "new": self.new.value()}

    def show_error(self, error: WorkbookError) -> None:
        if error.field == "sign_in":
            self.name.show_error(error.message)
        elif error.field in ("passphrase", "again"):
            self.new.show_error(error)
        else:
            self.secret.show_error(error.message)

    def empty(self) -> None:
        self.secret.set_value("")
        self.new.empty()


class RecoveryPanel(CodePanel):
    """With the printed key: whose passphrase is set anew, and to what. Every use is on the record."""

    act, heading = "Open with the key", "Open with the recovery key"

    def __init__(self) -> None:
        super().__init__()
        self.secret.set_label("Recovery key")
        self.secret.help.setText("As it is printed, with or without the dashes. Opening with it stands on the record.")

    def sign_in(self, path: Path, values: dict[str, str]) -> "Context":
        from fsworkbook.services import signing_in

        return signing_in.open_with_recovery_key(path, values["secret"], values["sign_in"], values["new"])
