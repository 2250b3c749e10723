"""First start: the demonstration, a workbook on this PC, the shared workbook (ui.md 4.9)."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from fsworkbook import resources
from ui.app import App
from ui.panels.start_page import StartPage
from ui.theme import theme, tokens
from ui.widgets.buttons import Button, PlainButton, PrimaryButton, QuietButton
from ui.widgets.card import Frame
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, heading1, heading3, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox

ABOUT = "One record for everyone who works with a family, and for deciding together."
APART = "You can change your mind later. Each choice is kept apart from the others."
WORKBOOKS = "Workbooks (*.fsw)"
BUTTONS_WIDTH = 190


class FirstStartScreen(QWidget):
    """Three doors of equal weight; the focus is on the demonstration's."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._try = PrimaryButton("Try the demonstration")
        self._open = PlainButton("Open a workbook")
        self._create = PlainButton("Create a workbook")
        self._join = PlainButton("Join")
        self._last = QuietButton("", "file-lock", small=True)

        self._cards = (
            _card("flask-conical", "Try it with invented families", _invented(), None, self._try),
            _card(
                "hard-drive",
                "A workbook on this PC",
                "One encrypted file, for one PC. To open it you need its passphrase; to create it, half an hour.",
                self._last,
                self._open,
                self._create,
            ),
            _card(
                "users",
                "Join the shared workbook",
                "Your team’s records on the council’s server. You need the address and your account.",
                None,
                self._join,
            ),
        )
        title = vbox(heading1("FS Workbook"), Label(ABOUT, "reading", "ink2", wrap=True), spacing=8)
        page = StartPage(vbox(title, 16, *self._cards, 8, second(APART), spacing=12))
        self.setLayout(vbox(page))
        self._connect()

    def show_for(self) -> None:
        """Show the workbook used last, by the name of its file alone."""
        recent = [Path(file) for file in self._app.settings.recent_files]
        there = next((file for file in recent if file.is_file()), None)
        self._last_file = there
        self._last.setVisible(there is not None)
        self._last.setText(f"Last used: {there.name}" if there else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = theme().effective_width(self.width()) < tokens().breakpoints["small"]
        for card in self._cards:
            card.set_small(small)

    def title(self) -> str:
        """The program's name says it."""
        return ""

    def begins_at(self) -> QWidget:
        """The demonstration has the focus."""
        return self._try

    def _connect(self) -> None:
        self._try.clicked.connect(self._go_try)
        self._open.clicked.connect(self._choose_file)
        self._create.clicked.connect(self._go_create)
        self._join.clicked.connect(self._go_join)
        self._last.clicked.connect(self._open_last)

    def _go_try(self) -> None:
        self._app.go("demonstration")

    def _go_create(self) -> None:
        self._app.go("create")

    def _go_join(self) -> None:
        self._app.go("join")

    def _open_last(self) -> None:
        self._app.go("sign in", path=str(self._last_file))

    def _choose_file(self) -> None:
        folder = Path(self._app.settings.data_folder)
        chosen = self._app.dialogs.open_path(self, "Open a workbook", folder, WORKBOOKS)
        if chosen:
            self._app.go("sign in", path=str(chosen))


class DoorCard(Frame):
    """One way in; in a small window its buttons stand under the words."""

    def __init__(self, title: str, about: QLayout, buttons: QWidget) -> None:
        self._parts = hbox(grow(about), buttons, spacing=16)
        super().__init__(vbox(self._parts, margins=(22, 18)))
        self.setAccessibleName(title)

    def set_small(self, small: bool) -> None:
        """Under one another."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(down if small else across)


def _invented() -> str:
    """How many families there are to try it with, counted."""
    count = len([folder for folder in resources.path("demo").glob("fs-*") if folder.is_dir()])
    words = {1: "A made-up team and one family", 2: "Two made-up families", 3: "Three made-up families"}
    return f"{words.get(count, 'Made-up families')} over nine months. Change anything. Nothing leaves this PC."


def _card(icon: str, title: str, about: str, extra: QWidget | None, *buttons: Button) -> DoorCard:
    column = in_widget(vbox(STRETCH, *buttons, STRETCH, spacing=8))
    for button in buttons:
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        button.setSizePolicy(policy)
    words = vbox(heading3(title), Label(about, "body", "ink2", wrap=True), spacing=2)
    if extra is not None:
        words.put(at(extra, Qt.AlignmentFlag.AlignLeft))
    words.put(STRETCH)
    top = Qt.AlignmentFlag.AlignTop
    about_it = hbox(at(Glyph(icon, 24, "accent"), top), grow(words), spacing=16)
    return DoorCard(title, about_it, sized(column, min_width=BUTTONS_WIDTH))
