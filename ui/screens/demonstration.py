"""The demonstration's door: make it where there is none, then choose whom to be; nobody is asked for a passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Staff
from ui.app import App
from ui.panels.people_list import PeopleList
from ui.panels.start_page import StartPage
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Rule
from ui.widgets.dates import date_words
from ui.widgets.labels import heading1, second
from ui.widgets.layout import STRETCH, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.progress import Progress
from ui.work import Task

if TYPE_CHECKING:
    from fsworkbook.context import Context

MAKING = "The demonstration is being made: nine months of work, done again by its people. This happens once."
CHOOSE = "Choose whom to be. You see what that person may see, and can be somebody else at any time."


class DemonstrationScreen(QWidget):
    """Three states: being made, choosing a person, not made."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._store: Any = None
        self._task = Task(self)
        self._person = ""
        self._about = second("")
        self._progress = Progress(0, 100, " ")
        self._failure = NoticeBar("plum", "circle-alert", "", button="Try again")
        self._people = PeopleList("Whom to be")
        self._back = QuietButton("Back", "chevron-left")

        people = in_widget(vbox(Rule(), self._people, Rule(), spacing=0))
        parts = (heading1("Demonstration"), self._about, 8, self._failure, self._progress, people)
        self._chooser = people
        self.setLayout(vbox(StartPage(vbox(*parts, 8, hbox(self._back, STRETCH), spacing=6), card=True, width=580)))

        self._people.chosen.connect(self._be)
        self._back.clicked.connect(self._go_back)
        self._failure.acted.connect(self._make)

    def show_for(self, *, again: bool = False, person: str = "") -> None:
        """Open the demonstration, or begin it `again` and then be the same `person` (a staff reference)."""
        self._person = person
        self._task = Task(self)
        self._task.progressed.connect(self._show_progress)
        self._show("making")
        if again:
            self._make()
        else:
            self._app.run(self, lambda _: _opened(), self._opened, failed=self._fail)

    def title(self) -> str:
        """For the window."""
        return "Choose a person" if self._store else "Demonstration"

    def begins_at(self) -> QWidget:
        """The list of people, or the way back."""
        return self._people if self._people.isVisibleTo(self) else self._back

    def _opened(self, store: Any) -> None:
        if store is None:
            self._make()
        else:
            self._list(store)

    def _make(self) -> None:
        self._show("making")
        task = self._task
        self._app.run(self, lambda _: _made(task), self._list, failed=self._fail, slow=True)

    def _list(self, store: Any) -> None:
        self._store = store
        self._app.run(self, lambda _: _rows(store), self._show_people, failed=self._fail)

    def _show_people(self, rows: list[tuple[Staff, str]]) -> None:
        same = next((staff for staff, _ in rows if staff.ref and staff.ref == self._person), None)
        if same is not None:
            self._be(same)
            return
        assert self._store is not None
        today = self._store.clock
        self._about.setText(f"{CHOOSE} Today is {date_words(today.date())} there." if today else CHOOSE)
        self._people.show_people(rows)
        self._show("choosing")
        self._people.setFocus()

    def _be(self, staff: Staff) -> None:
        store, self._store = self._store, None
        self._app.run(self, lambda _: _signed_in(store, staff.id), self._app.enter, failed=self._fail)

    def _go_back(self) -> None:
        self._task.cancel()
        store, self._store = self._store, None
        if store is not None:
            self._app.run(self, lambda _: store.close(), _nothing)
        self._app.go("start")

    def _show_progress(self, done: int, acts: int) -> None:
        self._progress.set_progress(done, max(acts, 9), f"{done} of {acts} acts")

    def _fail(self, error: WorkbookError) -> None:
        self._failure.set_notice(error.message)
        self._show("failed")

    def _show(self, state: str) -> None:
        if state == "making":
            self._about.setText(MAKING)
            self._progress.set_progress(0, 100, " ")
        self._progress.setVisible(state == "making")
        self._failure.setVisible(state == "failed")
        self._chooser.setVisible(state == "choosing")
        self._about.setVisible(state != "failed")


def _opened() -> Any:
    from fsworkbook.services import demonstration_place

    here: Path = demonstration_place.here()
    return demonstration_place.opened(here) if demonstration_place.is_made(here) else None


def _made(task: Task) -> Any:
    from fsworkbook.services import demonstration_place

    return demonstration_place.begun_again(demonstration_place.here(), task.progress, task.cancelled)


def _rows(store: Any) -> list[tuple[Staff, str]]:
    from fsworkbook.services import demonstration_place

    titles = {item.code: item.title for item in store.catalogue.disciplines}
    return [(staff, titles[staff.discipline]) for staff in demonstration_place.people(store)]


def _signed_in(store: Any, staff_id: str) -> "Context":
    from fsworkbook.services import signing_in

    assert store is not None
    return signing_in.signed_in(store, staff_id)


def _nothing(_result: object) -> None:
    """The file is closed; nothing follows."""
