"""The recovery key of a new workbook: shown once, printed, sealed, given away (domain.md 9.4)."""

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.app import App
from ui.panels.printing import can_print, print_page
from ui.panels.start_page import StartPage
from ui.theme import tokens
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import Frame
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.labels import Label, body, heading1, second
from ui.widgets.layout import STRETCH, grid, hbox, vbox
from ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from fsworkbook.services.signing_in import Created

SEAL = "Seal it. Give it to your information governance officer, not to yourself."
WHAT_FOR = (
    "When every passphrase is forgotten, this key opens the workbook. It opens everything in it, and it is shown only"
    " now: the program keeps no copy."
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
COLUMNS = 4


class RecoveryKeyScreen(QWidget):
    """The key in groups; one group is typed again before one goes on, so that it was really noted."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._key = ""
        self._asked = 0
        self._file = second("")
        self._groups = [Label("", "heading2", weight="medium") for _ in ORDINALS]
        self._print = PlainButton("Print…", "printer")
        self._printed = second("", wrap=False)
        self._line = LineField()
        self._typed = LabelledField("One group of the key", self._line)
        self._done = PrimaryButton("It is noted: open the workbook")

        rows = [self._groups[start : start + COLUMNS] for start in range(0, len(ORDINALS), COLUMNS)]
        key = Frame(vbox(grid(*rows, spacing=16), margins=tokens().space["card_padding"]), "surface2", "line2", "panel")
        parts = (
            vbox(heading1("The recovery key"), self._file, spacing=4),
            body(WHAT_FOR),
            NoticeBar("plum", "key-round", SEAL),
            key,
            hbox(self._print, self._printed, STRETCH, spacing=12),
            self._typed,
            hbox(STRETCH, self._done),
        )
        self.setLayout(vbox(StartPage(vbox(*parts, spacing=14), card=True, width=580)))

        self._print.setVisible(can_print())
        self._print.clicked.connect(self._print_it)
        self._done.clicked.connect(self._finish)
        self._line.returnPressed.connect(self._finish)

    def show_for(self, *, created: "Created") -> None:
        """Show the key of a workbook that was just made and is open."""
        self._key = created.recovery_key
        groups = self._key.split("-")
        for label, group in zip(self._groups, groups, strict=True):
            label.setText(group)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._file.setText(created.context.store.path.name)
        self._asked = secrets.randbelow(len(groups))
        self._typed.set_label(f"Type the {ORDINALS[self._asked]} group, to be sure that it is noted")
        self._typed.set_value("")
        self._printed.setText("")

    def title(self) -> str:
        """For the window."""
        return "The recovery key"

    def begins_at(self) -> QWidget:
        """Printing first."""
        return self._print if self._print.isVisibleTo(self) else self._line

    def may_close(self) -> bool:
        """Closing now loses the key: ask."""
        return self._app.dialogs.confirm(
            self,
            "The recovery key is not noted yet",
            ["It is shown only now. The workbook is made and opens with your passphrase."],
            "Close without the key",
            "Stay here",
        )

    def _print_it(self) -> None:
        words = [self._file.text(), "   ".join(self._key.split("-")), SEAL, WHAT_FOR]
        if print_page(self, "FS Workbook: recovery key", words):
            self._printed.setText("Sent to the printer.")

    def _finish(self) -> None:
        group = self._key.split("-")[self._asked]
        if str(self._typed.value()).upper() != group:
            self._typed.show_error(f"That is not the {ORDINALS[self._asked]} group. Read it once more from your paper.")
            return
        self._key = ""
        for label in self._groups:
            label.setText("")
        self._app.enter(self._app.ctx)
