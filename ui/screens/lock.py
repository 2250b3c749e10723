"""The lock: covers the whole window, says who, when, why, and that nothing is lost; no family's name (ui.md 4.9)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.app import App
from ui.panels.passphrase_errors import wrong_passphrase
from ui.panels.start_page import StartPage
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.fields import LabelledField, PassphraseField
from ui.widgets.labels import body, heading2, second
from ui.widgets.layout import STRETCH, at, grow, hbox, vbox
from ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from fsworkbook.context import Context

KEPT = "Nothing you typed is lost."
NOT_KEPT = "What was typed last is not saved yet. It is still behind this page: unlock, and it is tried again."
FIRST_UNLOCK = "What was typed last is not saved. {} unlocks first; then somebody else can sign in."


class LockScreen(QWidget):
    """`unlocked()`: the same person is back. In a demonstration nobody is asked for a passphrase."""

    unlocked = Signal()

    def __init__(self, app: App, why: str = "") -> None:
        super().__init__()
        self._app = app
        self._user, self._path = app.ctx.user, app.ctx.store.path
        reason = f" {why}" if why else ""
        self._typed = PassphraseField()
        self._passphrase = LabelledField("Passphrase", self._typed)
        self._unlock = PrimaryButton("Carry on" if app.demonstration else "Unlock")
        self._other = QuietButton("Someone else is here", small=True)
        self._kept = body(KEPT)
        self._failure = NoticeBar("plum", "circle-alert", "")
        self._failure.hide()

        role = app.ctx.catalogue.discipline(self._user.discipline).title
        who = hbox(
            at(Avatar(self._user.name, here=True), Qt.AlignmentFlag.AlignVCenter),
            grow(vbox(heading2(self._user.name), second(role), spacing=2)),
            spacing=12,
        )
        words = vbox(body(f"Locked at {app.now():%H:%M}{reason}."), self._kept, spacing=4)
        foot = hbox(self._other, STRETCH, self._unlock)
        self.setLayout(vbox(StartPage(vbox(who, words, self._failure, self._passphrase, foot, spacing=14), card=True)))

        self._passphrase.setVisible(not app.demonstration)
        self._unlock.clicked.connect(self._try)
        self._typed.entered.connect(self._try)
        self._other.clicked.connect(self._change_person)
        app.saved.connect(self._saved)
        app.save_failed.connect(self._not_saved)

    def begin(self) -> None:
        """Everything typed is handed in, the file is closed behind the lock, and the person waited for."""
        self.begins_at().setFocus()
        if self._app.unsaved:
            self._not_saved("")
        self._app.suspend()

    def begins_at(self) -> QWidget:
        """The passphrase, or in a demonstration the button."""
        return self._unlock if self._app.demonstration else self._typed

    def _try(self) -> None:
        if not self._unlock.isEnabled():
            return
        self._unlock.setEnabled(False)
        self._app.unlock(self, self._passphrase.value(), self._back, self._fail)

    def _back(self, ctx: "Context") -> None:
        self._passphrase.set_value("")
        self._app.resume(ctx)
        self.unlocked.emit()

    def _fail(self, error: WorkbookError) -> None:
        self._unlock.setEnabled(True)
        if self._app.demonstration:
            self._failure.set_notice(error.message)
            self._failure.show()
        else:
            self._passphrase.show_error(wrong_passphrase(error))

    def _saved(self, _at: object) -> None:
        if self._kept.text() == NOT_KEPT:
            self._kept.setText(KEPT)
            self._failure.hide()
            self._app.suspend()

    def _not_saved(self, _why: str) -> None:
        self._kept.setText(NOT_KEPT)

    def _change_person(self) -> None:
        if self._app.unsaved:
            self._failure.set_notice(FIRST_UNLOCK.format(self._user.given_name))
            self._failure.show()
            return
        demonstration = self._app.demonstration
        self._app.leave()
        if demonstration:
            self._app.go("demonstration")
        else:
            self._app.go("sign in", path=str(self._path))
