"""The App: the one object handed to every screen. It knows who is signed in and runs their jobs off the GUI thread.

app.ctx                        the Context of whoever is signed in
app.run(self, job, self.shown) job(ctx) on a worker, then self.shown(result) here; dropped when `self` is gone
app.go("family", family_id=…)  another place
app.changed                    a list of Change: something was committed
app.saves.run(self, job, …)    a job that writes what somebody typed: the light tells, and what failed is remembered
app.flushing                   the window locks, changes the person or closes: savers hand in what they hold, now
app.settled, app.wait()        no job is running: for tests and the tour, which never sleep
"""

import gc
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.settings import Settings
from ui.bugs import Bugs
from ui.jobs import HELD_FOR, Failed, Jobs
from ui.saves import Saves
from ui.theme import Theme, theme
from ui.widgets.dialogs import Dialogs
from ui.work import Tidier

if TYPE_CHECKING:  # the first paint has not imported the database yet (budgets.md 2)
    from fsworkbook.context import Context
    from fsworkbook.domain.people import Staff

T = TypeVar("T")
FLUSHES = 4
"""How often savers are asked at most: the first time for what they hold, then for what is typed while that is saved."""

SERVICES = tuple(f"fsworkbook.services.{name}" for name in ("signing_in", "today", "families", "exporting"))
UNSAVED = "What was typed last could not be written to the file. If you go now, those words are lost."


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
    _finished = Signal()
    _committed = Signal(object)

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings or Settings()
        self.theme: Theme = theme()
        self.dialogs = Dialogs()
        self.bugs = Bugs(self)
        self.saves = Saves(self, self.run)
        self.session_running = False
        self._unlocking = False
        self._ctx: Context | None = None
        self._jobs = Jobs(self)
        self._tidier = Tidier(self)

        self._committed.connect(self._tell_changes)
        self.saves.began.connect(self.saving)
        self.saves.went_well.connect(self._tell_saved)
        self.saves.failed.connect(self.save_failed)
        self._jobs.settled.connect(self.settled)
        self._jobs.refused.connect(self._tell_refusal)

    @property
    def ctx(self) -> "Context":
        """Who is signed in, in which workbook."""
        assert self._ctx is not None, "nobody is signed in"
        return self._ctx

    @property
    def unsaved(self) -> bool:
        """Whether something typed could not be written."""
        return self.saves.unsaved

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
        self._jobs.run(self._ctx, owner, job, done, failed, slow, once)

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
        """The window is locked: savers hand in; then what was opened ends and the file is closed, if all is written.

        Until the person is back nothing that was asked for before comes in front of the lock.
        """
        self._jobs.locked = True
        self.flushing.emit()
        self.run(self, _nothing_to_do, self._close_behind_lock)  # after every save

    def unlock(self, owner: QObject, passphrase: str, done: Callable[["Context"], None], failed: Failed) -> None:
        """Ask whether it is the same person; `done` goes on to `resume`."""

        def refuse(error: WorkbookError) -> None:
            self._unlocking = False
            failed(error)
            self._close_behind_lock()

        self._unlocking = True  # the file is not closed under the one who comes back just now
        self.run(owner, partial(_unlock, passphrase), done, failed=refuse)

    def resume(self, ctx: "Context") -> None:
        """The same person is back; where the file was closed meanwhile, screens read again."""
        reopened = self._ctx is None or self._ctx.store is not ctx.store
        self._use(ctx)
        self._unlocking = False
        self._jobs.let_through()
        if reopened:
            self.resumed.emit()

    def hold(self, ctx: "Context") -> None:
        """Keep an open workbook in which nobody has arrived yet: a new one, until its recovery key is noted."""
        self._use(ctx)

    def enter(self, ctx: "Context") -> None:
        """Somebody has signed in, or another person sits here now."""
        self._jobs.drop_held_back()
        self._use(ctx)
        self.entered.emit()

    def become(self, user: "Staff") -> None:
        """What is recorded of whoever is signed in has changed."""
        self._ctx = self.ctx.as_person(user)

    def may_go(self) -> bool:
        """Hand in what is held; where something could not be saved, the person decides whether to go without it."""
        self.flush()
        window = QApplication.activeWindow()
        if not self.unsaved or window is None:
            return not self.unsaved
        title, go, stay = "Some words are not saved", "Go without them", "Stay here"
        return self.dialogs.confirm(window, title, [UNSAVED], go, stay)

    def leave(self) -> bool:
        """Sign out and close the file; False where the person stays for words that are not saved."""
        if not self.may_go():
            return False
        self._jobs.drop_held_back()
        self._close_store()
        self.left.emit()
        return True

    def flush(self) -> None:
        """Ask every saver for what it holds, and wait until it is written, also what was typed while waiting."""
        for _ in range(FLUSHES):
            self.flushing.emit()
            if not self._jobs.is_busy(self._jobs.saves):
                break
            self._jobs.wait(worker=self._jobs.saves)

    def close(self) -> None:
        """End of the program: nothing is left running."""
        self.flush()
        self._close_store()
        self._jobs.end()
        self._tidier.end()

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        return self._jobs.is_busy()

    def wait(self, seconds: float = HELD_FOR) -> bool:
        """Let events through until no job is running; False when that took too long."""
        return self._jobs.wait(seconds)

    def _tell_refusal(self, sentence: str, ctx: "Context | None") -> None:
        """What was refused to somebody else is nobody's business."""
        if ctx is None or (self._ctx is not None and ctx.user.id == self._ctx.user.id):
            self.notice(sentence, "plum")

    def _tell_saved(self) -> None:
        self.saved.emit(self.now())

    def _tell_changes(self, changes: list[Change]) -> None:
        self.changed.emit(changes)

    def _close_behind_lock(self, _nothing: object = None) -> None:
        if not self._jobs.locked or self._unlocking or self.unsaved:
            return
        if self._jobs.is_busy(self._jobs.slow):  # it still reads the file
            self.run(self, _nothing_to_do, self._close_behind_lock, slow=True)
        else:
            self.run(self, _lock, _stay_closed)

    def _use(self, ctx: "Context") -> None:
        if self._ctx is None or self._ctx.store is not ctx.store:
            self._close_store()
            ctx.store.listen(self._committed.emit)
        self._ctx = ctx

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


def _unlock(passphrase: str, ctx: "Context") -> "Context":
    from fsworkbook.services import signing_in

    return signing_in.unlock(ctx, passphrase)


def _stay(_result: object) -> None:
    """What was imported is never garbage: do not look through it again and again."""
    gc.freeze()


def _stay_closed(_result: None) -> None:
    """The file is closed behind the lock; nothing follows."""


def _nothing_to_do(_ctx: "Context") -> None:
    """A job that only waits for its turn."""
