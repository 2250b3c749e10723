"""Creating a workbook on this PC, step by step; the recovery key is handed over on the next page (ui.md 4.9)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.app import App
from ui.panels.create_steps import AuthorityPanel, LimitsPanel, ManagerPanel, OwnPassphrasePanel, PlacePanel, StepPanel
from ui.panels.start_page import StartPage
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.labels import body, heading1, second
from ui.widgets.layout import STRETCH, hbox, vbox

if TYPE_CHECKING:
    from fsworkbook.services.signing_in import Created

FILE = "workbook.fsw"
MAKING = "The workbook is being made…"


class CreateWorkbookScreen(QWidget):
    """Five steps; Back keeps what was answered."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._place = PlacePanel(Path(app.settings.data_folder) / FILE)
        self._own = OwnPassphrasePanel()
        self._steps: tuple[StepPanel, ...] = (
            AuthorityPanel(),
            ManagerPanel(),
            LimitsPanel(),
            self._place,
            self._own,
        )
        self._number = 0
        self._answers: dict[str, Any] = {}
        self._step = second("")
        self._heading = heading1("")
        self._about = body("")
        self._back = QuietButton("Back", "chevron-left")
        self._next = PrimaryButton("Continue")

        title = vbox(self._step, self._heading, self._about, spacing=4)
        foot = hbox(self._back, STRETCH, self._next)
        parts = (title, *self._steps, 4, foot)
        self.setLayout(vbox(StartPage(vbox(*parts, spacing=14), card=True, width=580)))

        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(self._go_back)
        self._place.choose.clicked.connect(self._choose_folder)
        for step in self._steps:
            step.entered.connect(self._go_on)

    def show_for(self) -> None:
        """Begin at the first step."""
        self._forget()
        self._show_step(0)

    def title(self) -> str:
        """For the window."""
        return "Create a workbook"

    def begins_at(self) -> QWidget:
        """The first field of the step."""
        return self._steps[self._number].begins_at()

    def _show_step(self, number: int) -> None:
        self._number = number
        for place, step in enumerate(self._steps):
            step.setVisible(place == number)
        shown = self._steps[number]
        self._step.setText(f"Create a workbook on this PC, step {number + 1} of {len(self._steps)}")
        self._heading.setText(shown.heading)
        self._about.setText(shown.about)
        self._about.setVisible(bool(shown.about))
        self._next.setText(shown.act)
        self.begins_at().setFocus()

    def _go_on(self) -> None:
        step = self._steps[self._number]
        try:
            self._answers |= step.values()
        except WorkbookError as error:
            step.show_error(error)
            return
        if self._number + 1 < len(self._steps):
            self._show_step(self._number + 1)
        elif self._next.isEnabled():
            self._create()

    def _go_back(self) -> None:
        if self._number:
            self._show_step(self._number - 1)
        else:
            self._forget()
            self._app.go("start")

    def _forget(self) -> None:
        """No passphrase stays in the program's memory or in a field once this page is left."""
        self._answers.clear()
        self._own.new.empty()

    def _choose_folder(self) -> None:
        place = Path(self._place.fields["place"].value())
        folder = self._app.dialogs.folder(self, "Where the workbook is kept", place.parent)
        if folder is not None:
            self._place.fields["place"].set_value(str(folder / place.name))

    def _create(self) -> None:
        self._next.setEnabled(False)
        self._next.setText(MAKING)
        answers = dict(self._answers)
        self._app.run(self, lambda _: _created(answers), self._hand_over, failed=self._fail, slow=True)

    def _hand_over(self, created: "Created") -> None:
        self._reset()
        self._app.hold(created.context)
        self._app.keep_settings(self._app.settings.opened(self._answers["place"]))
        self._forget()
        self._app.go("recovery key", created=created)

    def _fail(self, error: WorkbookError) -> None:
        """Back to the step that the refusal is about."""
        self._reset()
        by_field = {"team": 0, "name": 1, "sign_in": 1, "passphrase": 4}
        number = by_field.get(error.field or "", 3)
        self._show_step(number)
        self._steps[number].show_error(error)

    def _reset(self) -> None:
        self._next.setEnabled(True)
        self._next.setText(self._own.act)


def _created(answers: dict[str, Any]) -> "Created":
    from fsworkbook.domain.people import Installation
    from fsworkbook.services import signing_in

    said = Installation(
        signing_in.WORKBOOK,
        answers["authority"],
        answers["nation"],
        answers["legal_record"],
        answers["limits"],
        answers["second_copy"],
    )
    place: Path = answers["place"]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkbookError("This folder cannot be made here. Choose another one.", "place") from error
    return signing_in.create_workbook(
        place, said, answers["team"], answers["name"], answers["sign_in"], answers["passphrase"]
    )
