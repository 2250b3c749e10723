"""Signing in to a workbook on this PC (ui.md 4.9): a name from the list and one's passphrase; or a code; or the key."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.app import App
from ui.panels.sign_in_forms import CodePanel, PassphrasePanel, RecoveryPanel
from ui.panels.start_page import StartPage
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.labels import heading1, second
from ui.widgets.layout import STRETCH, Part, hbox, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.refusal import show_refusal

if TYPE_CHECKING:
    from fsworkbook.context import Context

WAYS = {
    "passphrase": "I have my passphrase",
    "code": "I have a one-time code",
    "key": "I have the recovery key",
}


class SignInScreen(QWidget):
    """One form at a time; the other two ways are below it."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._path = Path()
        self._forms: dict[str, PassphrasePanel] = {
            "passphrase": PassphrasePanel(),
            "code": CodePanel(),
            "key": RecoveryPanel(),
        }
        self._way = "passphrase"
        self._heading = heading1("Sign in")
        self._file = second("")
        self._failure = NoticeBar("plum", "circle-alert", "")
        self._act = PrimaryButton("Sign in")
        self._ways = {way: QuietButton(words, small=True) for way, words in WAYS.items()}
        self._elsewhere = QuietButton("Use another workbook", small=True)

        policy = self._act.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self._act.setSizePolicy(policy)
        title = vbox(self._heading, self._file, spacing=4)
        foot = vbox(hbox(*self._ways.values(), STRETCH, spacing=4), hbox(self._elsewhere, STRETCH), spacing=2)
        forms: tuple[QWidget, ...] = tuple(self._forms.values())
        parts: tuple[Part, ...] = (title, self._failure, *forms, self._act, foot)
        self.setLayout(vbox(StartPage(vbox(*parts, spacing=14), card=True)))
        self._connect()

    def show_for(self, *, path: str = "") -> None:
        """Sign in to this file."""
        self._path = Path(path)
        self._file.setText(f"{self._path.name}, a workbook on this PC")
        self._failure.hide()
        for form in self._forms.values():
            form.empty()
            form.show_names(())
        self._show_way("passphrase")
        self._app.run(self, lambda _: _names(self._path), self._show_names, failed=self._tell)

    def title(self) -> str:
        """For the window."""
        return self._forms[self._way].heading

    def begins_at(self) -> QWidget:
        """The first field that waits for something."""
        return self._forms[self._way].begins_at()

    def _connect(self) -> None:
        self._act.clicked.connect(self._try)
        self._elsewhere.clicked.connect(self._go_elsewhere)
        for form in self._forms.values():
            form.entered.connect(self._try)
        for way, button in self._ways.items():
            button.setObjectName(way)
            button.clicked.connect(self._change_way)

    def _show_names(self, names: tuple[str, ...]) -> None:
        for form in self._forms.values():
            form.show_names(names)
        self.begins_at().setFocus()

    def _change_way(self) -> None:
        self._show_way(self.sender().objectName())
        self.begins_at().setFocus()

    def _show_way(self, way: str) -> None:
        self._way = way
        for name, form in self._forms.items():
            form.setVisible(name == way)
            self._ways[name].setVisible(name != way)
        self._heading.setText(self._forms[way].heading)
        self._act.setText(self._forms[way].act)
        self._app.retitled.emit()

    def _try(self) -> None:
        form = self._forms[self._way]
        try:
            values = form.values()
        except WorkbookError as error:
            form.show_error(error)
            return
        self._act.setEnabled(False)
        path = self._path
        self._app.run(self, lambda _: form.sign_in(path, values), self._enter, failed=self._fail)

    def _enter(self, ctx: "Context") -> None:
        self._act.setEnabled(True)
        for form in self._forms.values():
            form.empty()
        self._app.keep_settings(self._app.settings.opened(self._path))
        self._app.enter(ctx)

    def _fail(self, error: WorkbookError) -> None:
        self._act.setEnabled(True)
        self._forms[self._way].show_error(error)

    def _tell(self, error: WorkbookError) -> None:
        """The file itself cannot be used."""
        show_refusal(error, {}, self._failure, self._elsewhere)

    def _go_elsewhere(self) -> None:
        self._app.go("start")


def _names(path: Path) -> tuple[str, ...]:
    from fsworkbook.services import signing_in

    return signing_in.people_on_file(path)
