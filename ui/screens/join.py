"""Join the shared workbook: this version cannot; what to do meanwhile (ui.md 4.9)."""

from PySide6.QtWidgets import QWidget

from ui.app import App
from ui.panels.start_page import StartPage
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.labels import body, heading1, second
from ui.widgets.layout import STRETCH, hbox, vbox

CANNOT = "This version cannot join a shared workbook yet. It keeps a workbook on one PC."
MEANWHILE = (
    "Ask whoever looks after the program at the council which version will work with the server.",
    "Until then, look around in the demonstration: it shows what your team will see.",
    "A small team on one PC can create a workbook there. It cannot be moved to the server by this version.",
)


class JoinScreen(QWidget):
    """Says so plainly, and leads to what there is."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._try = PrimaryButton("Try the demonstration")
        self._back = QuietButton("Back", "chevron-left")
        words = vbox(heading1("Join the shared workbook"), body(CANNOT), 4, *map(second, MEANWHILE), spacing=10)
        self.setLayout(
            vbox(StartPage(vbox(words, hbox(self._back, STRETCH, self._try), spacing=20), card=True, width=580))
        )

        self._try.clicked.connect(self._go_try)
        self._back.clicked.connect(self._go_back)

    def show_for(self) -> None:
        """Nothing to fill."""

    def title(self) -> str:
        """For the window."""
        return "Join the shared workbook"

    def begins_at(self) -> QWidget:
        """What can be done here."""
        return self._try

    def _go_try(self) -> None:
        self._app.go("demonstration")

    def _go_back(self) -> None:
        self._app.go("start")
