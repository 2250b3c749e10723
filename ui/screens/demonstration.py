"""The demonstration's door: make it where there is none, then choose whom to be; nobody is asked for a passphrase."""

from collections.abc import Callable
from functools import partial
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
        self._act: Callable[[], None] = self._open
        self._shown = False
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
        self._failure.acted.connect(self._repeat)

    def show_for(self, *, again: bool = False, person: str = "") -> None:
        """Open the demonstration, or begin it `again` and then be the same `person` (a staff reference)."""
        self._person = person
        self._shown = True
        self._task = Task(self)
        self._task.progressed.connect(self._show_progress)
        self._try(self._make if again else self._open)

    def title(self) -> str:
        """For the window."""
        return "Choose a person" if self._store else "Demonstration"

    def begins_at(self) -> QWidget:
        """The list of people, or the way back."""
        return self._people if self._people.isVisibleTo(self) else self._back

    def _try(self, act: Callable[[], None]) -> None:
        """Do a step and remember it: what fails is tried again, and nothing else (making it anew wipes the old one)."""
        self._act = act
        act()

    def _repeat(self) -> None:
        self._act()

    def _open(self) -> None:
        """Once at a time: who goes back and comes again finds the one that is being opened already."""
        self._show("making")
        self._app.run(self, lambda _: _opened(), self._opened, failed=self._fail, once=self)

    def _opened(self, store: Any) -> None:
        if store is not None:
            self._list(store)
        elif self._shown:
            self._try(self._make)

    def _make(self) -> None:
        self._show("making")
        task = self._task
        failed = partial(self._fail_making, task)
        self._app.run(self, lambda _: _made(task), self._list, failed=failed, slow=True)

    def _fail_making(self, task: Task, error: WorkbookError) -> None:
        if task is self._task:
            self._fail(error)

    def _list(self, store: Any) -> None:
        """A file that came after one went back is closed again: open, it would keep its own program out."""
        self._store = store
        if self._shown:
            self._try(self._read_people)
        else:
            self._close()

    def _read_people(self) -> None:
        store = self._store
        self._app.run(self, lambda _: _rows(store), self._show_people, failed=self._fail)

    def _show_people(self, rows: list[tuple[Staff, str]]) -> None:
        if self._store is None:
            return
        today = self._store.clock
        self._about.setText(f"{CHOOSE} Today is {date_words(today.date())} there." if today else CHOOSE)
        self._people.show_people(rows)
        same = next((staff for staff, _ in rows if staff.ref and staff.ref == self._person), None)
        if same is not None:
            self._be(same)
            return
        self._show("choosing")
        self._people.setFocus()

    def _be(self, staff: Staff) -> None:
        self._try(partial(self._sign_in, staff))

    def _sign_in(self, staff: Staff) -> None:
        store = self._store
        job = partial(_signed_in, store, staff.id)
        self._app.run(self, job, self._enter, failed=self._fail, once=self._people)

    def _enter(self, ctx: "Context") -> None:
        """From now on the App closes the file."""
        self._store, self._shown = None, False
        self._app.enter(ctx)

    def _go_back(self) -> None:
        self._shown = False
        self._task.cancel()
        self._close()
        self._app.go("start")

    def _close(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            self._app.run(self, lambda _: store.close(), _nothing)

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
        self._chooser.setVisible(state == "choosing" or (state == "failed" and self._store is not None))
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


def _signed_in(store: Any, staff_id: str, _: object) -> "Context":
    from fsworkbook.services import signing_in

    assert store is not None
    return signing_in.signed_in(store, staff_id)


def _nothing(_result: object) -> None:
    """The file is closed; nothing follows."""
