"""The App: the one object handed to every screen. It knows who is signed in and runs their jobs off the GUI thread.

app.ctx                        the Context of whoever is signed in
app.run(self, job, self.shown) job(ctx) on a worker, then self.shown(result) here; dropped when `self` is gone
app.go("family", family_id=…)  another place
app.changed                    a list of Change: something was committed
app.flushing                   the window locks, changes the person or closes: savers hand in what they hold, now
app.settled, app.wait()        no job is running: for tests and the tour, which never sleep
"""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.settings import Settings
from ui.bugs import Bugs
from ui.theme import Theme, theme
from ui.widgets.dialogs import Dialogs
from ui.work import Tidier, Worker

if TYPE_CHECKING:  # the first paint has not imported the database yet (budgets.md 2)
    from fsworkbook.context import Context
    from fsworkbook.domain.people import Staff

T = TypeVar("T")
SERVICES = tuple(f"fsworkbook.services.{name}" for name in ("signing_in", "today", "families", "exporting"))
Failed = Callable[[WorkbookError], None]

HELD_FOR = 30.0
"""Seconds that `wait` waits at most."""


@dataclass(slots=True, eq=False)
class Running:
    """A job under way: whose it is and what follows."""

    worker: Worker
    owner: QObject
    call: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed | None
    once: QObject | None


class App(QObject):
    """Handed to every screen; see the module."""

    changed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    save_failed = Signal(str)
    went = Signal(str, object)
    entered = Signal()
    left = Signal()
    resumed = Signal()
    lock_asked = Signal()
    retitled = Signal()
    flushing = Signal()
    noticed = Signal(str, str)
    settled = Signal()
    _committed = Signal(object)

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings or Settings()
        self.theme: Theme = theme()
        self.dialogs = Dialogs()
        self.bugs = Bugs(self)
        self.unsaved = False
        self.session_running = False
        self._ctx: Context | None = None
        self._running: dict[int, Running] = {}
        self._number = 0

        self._saves = self._worker("saves")
        self._slow = self._worker("slow")
        self._tidier = Tidier(self)

        self._committed.connect(self._tell_changes)
        self.saved.connect(self._note_saved)
        self.save_failed.connect(self._note_unsaved)

    @property
    def ctx(self) -> "Context":
        """Who is signed in, in which workbook."""
        assert self._ctx is not None, "nobody is signed in"
        return self._ctx

    @property
    def signed_in(self) -> bool:
        """Whether a workbook is open."""
        return self._ctx is not None

    @property
    def demonstration(self) -> bool:
        """Whether the open workbook is a demonstration."""
        return self._ctx is not None and self._ctx.store.is_demonstration

    def now(self) -> datetime:
        """The workbook's time; the computer's own while none is open."""
        return self._ctx.now() if self._ctx else datetime.now().astimezone().replace(tzinfo=None)

    def run(
        self,
        owner: QObject,
        job: Callable[["Context"], T],
        done: Callable[[T], None],
        *,
        failed: Failed | None = None,
        slow: bool = False,
        once: QObject | None = None,
    ) -> None:
        """Do `job(ctx)` off the GUI thread, then `done(result)` here, unless `owner` is gone by then.

        Saves stay in order on one worker; `slow` goes to a second one, for what takes seconds (see `ui.work.Task`).
        A WorkbookError goes to `failed`, or to the window's notice line. Before sign-in the job gets None.
        `once` is what was pressed: pressed again while its job runs, it does nothing, so no act happens twice.
        """
        if once is not None and any(running.once is once for running in self._running.values()):
            return
        self._number += 1
        worker = self._slow if slow else self._saves
        call = partial(job, self._ctx)  # type: ignore[arg-type]
        self._running[self._number] = Running(worker, owner, call, done, failed, once)
        worker.take(self._number, call)

    def warm_up(self) -> None:
        """Import what the first job will need, off the GUI thread: the window is already there."""
        self.run(self, _import_services, _stay)

    def go(self, place: str, **what: Any) -> None:
        """Show another place: "today", "families", "family" (family_id=…) and so on."""
        self.went.emit(place, what)

    def notice(self, text: str, kind: str = "blue") -> None:
        """Say a sentence in the window's notice line; `kind` as of NoticeBar: blue, plum, neutral."""
        self.noticed.emit(text, kind)

    def keep_settings(self, settings: Settings) -> None:
        """Use other settings, and write them for the next start. A folder that cannot be written keeps nobody up."""
        self.settings = settings
        with suppress(OSError):
            settings.save()

    def suspend(self) -> None:
        """The window is locked: end what was opened and close the file, if everything typed is written."""
        if not self.unsaved:
            self.run(self, _lock, _nothing)

    def resume(self, ctx: "Context") -> None:
        """The same person is back, with the file open anew; screens read again unless they hold unsaved words."""
        kept_words = self.unsaved
        self._use(ctx)
        if not kept_words:
            self.resumed.emit()

    def hold(self, ctx: "Context") -> None:
        """Keep an open workbook in which nobody has arrived yet: a new one, until its recovery key is noted."""
        self._use(ctx)

    def enter(self, ctx: "Context") -> None:
        """Somebody has signed in, or another person sits here now."""
        self._use(ctx)
        self.entered.emit()

    def become(self, user: "Staff") -> None:
        """What is recorded of whoever is signed in has changed."""
        self._ctx = self.ctx.as_person(user)

    def leave(self) -> None:
        """Sign out: hand in what is held, wait for it, close the file."""
        self.flush()
        self._close_store()
        self.left.emit()

    def flush(self) -> None:
        """Ask every saver for what it holds, and wait until it is written."""
        self.flushing.emit()
        self.wait()

    def close(self) -> None:
        """End of the program: nothing is left running."""
        self.flush()
        self._close_store()
        for worker in (self._saves, self._slow):
            worker.end()
        self._tidier.end()

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._running)

    def wait(self, seconds: float = HELD_FOR) -> bool:
        """Let events through until no job is running; False when that took too long."""
        if self.busy:
            loop = QEventLoop()
            limit = QTimer(loop, interval=int(seconds * 1000), singleShot=True)
            limit.timeout.connect(loop.quit)
            self.settled.connect(loop.quit)
            limit.start()
            loop.exec()
        return not self.busy

    def _worker(self, name: str) -> Worker:
        worker = Worker(name, self)
        worker.reported.connect(self._finish)
        return worker

    def _finish(self, number: int) -> None:
        running = self._running.pop(number)
        outcome = running.worker.outcome(number)
        try:
            if outcome.error is not None:
                self._tell_error(running, outcome.error)
            elif isValid(running.owner):
                running.done(outcome.result)
        finally:
            if not self._running:
                self.settled.emit()

    def _tell_error(self, running: Running, error: BaseException) -> None:
        if not isinstance(error, WorkbookError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif running.failed is None:
            self.notice(error.message, "plum")
        elif isValid(running.owner):
            running.failed(error)

    def _tell_changes(self, changes: list[Change]) -> None:
        self.changed.emit(changes)

    def _note_saved(self, _at: datetime) -> None:
        self.unsaved = False

    def _note_unsaved(self, _why: str) -> None:
        self.unsaved = True

    def _use(self, ctx: "Context") -> None:
        if self._ctx is None or self._ctx.store is not ctx.store:
            self._close_store()
            ctx.store.listen(self._committed.emit)
        self._ctx = ctx
        self.unsaved = False

    def _close_store(self) -> None:
        if self._ctx is not None:
            self.wait()
            self._ctx.store.close()
            self._ctx = None


def _import_services(_ctx: object) -> None:
    for module in SERVICES:
        import_module(module)


def _lock(ctx: "Context") -> None:
    from fsworkbook.services import signing_in

    signing_in.lock(ctx)


def _stay(_result: object) -> None:
    """What was imported is never garbage: do not look through it again and again."""
    gc.freeze()


def _nothing(_result: object) -> None:
    pass
