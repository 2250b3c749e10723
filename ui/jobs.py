"""Jobs off the GUI thread: whose each is, what follows, and what waits behind the lock (architecture.md 7)."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from fsworkbook.domain.errors import WorkbookError
from ui.bugs import SORRY
from ui.work import Outcome, Worker

if TYPE_CHECKING:
    from fsworkbook.context import Context

T = TypeVar("T")
Failed = Callable[[WorkbookError], None]

HELD_FOR = 30.0
"""Seconds that `wait` waits at most."""


@dataclass(slots=True, eq=False)
class Running:
    """A job under way: whose it is and what follows."""

    worker: Worker
    owner: QObject
    ctx: "Context | None"
    behind_lock: bool
    done: Callable[[Any], None]
    failed: Failed | None
    once: QObject | None


class Jobs(QObject):
    """The App's own. `settled()`: none is running. `refused(sentence, ctx)`: an error that nobody waits for.

    While `locked`, what was asked for before comes to nobody; it waits for the person to be back.
    """

    settled = Signal()
    refused = Signal(str, object)
    _finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.locked = False
        self._running: dict[int, Running] = {}
        self._held_back: list[tuple[Running, Outcome]] = []
        self._number = 0
        self.saves, self.slow = self._worker("saves"), self._worker("slow")

    def run(
        self,
        ctx: "Context | None",
        owner: QObject,
        job: Callable[["Context"], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        slow: bool = False,
        once: QObject | None = None,
    ) -> None:
        """See `App.run`; the job gets this context."""
        if once is not None and any(running.once is once for running in self._running.values()):
            return
        self._number += 1
        worker = self.slow if slow else self.saves
        self._running[self._number] = Running(worker, owner, ctx, self.locked, done, failed, once)
        worker.take(self._number, partial(job, ctx))  # type: ignore[arg-type]

    def is_busy(self, worker: Worker | None = None) -> bool:
        """Whether a job is running or waiting, on one worker or on any."""
        return any(worker in (None, running.worker) for running in self._running.values())

    def wait(self, seconds: float = HELD_FOR, worker: Worker | None = None) -> bool:
        """Let events through until none is running, or none on one worker; False when that took too long."""
        limit = QDeadlineTimer(int(seconds * 1000))
        while self.is_busy(worker) and not limit.hasExpired():
            loop = QEventLoop()
            timer = QTimer(loop, interval=limit.remainingTime(), singleShot=True)
            timer.timeout.connect(loop.quit)
            self._finished.connect(loop.quit)
            timer.start()
            loop.exec()
        return not self.is_busy(worker)

    def let_through(self) -> None:
        """The person is back: give what was held back."""
        self.locked = False
        held_back, self._held_back = self._held_back, []
        for running, outcome in held_back:
            self._tell(running, outcome)

    def drop_held_back(self) -> None:
        """Somebody else comes, or nobody."""
        self.locked = False
        self._held_back.clear()

    def end(self) -> None:
        """Finish what was taken; no thread is left."""
        for worker in (self.saves, self.slow):
            worker.end()

    def _worker(self, name: str) -> Worker:
        worker = Worker(name, self)
        worker.reported.connect(self._finish)
        return worker

    def _finish(self, number: int) -> None:
        running = self._running.pop(number)
        outcome = running.worker.outcome(number)
        try:
            if self.locked and not running.behind_lock and running.owner is not self.parent():
                self._held_back.append((running, outcome))
            else:
                self._tell(running, outcome)
        finally:
            self._finished.emit()
            if not self._running:
                self.settled.emit()

    def _tell(self, running: Running, outcome: Outcome) -> None:
        error = outcome.error
        if error is None:
            if isValid(running.owner):
                running.done(outcome.result)
            return
        if not isinstance(error, WorkbookError):
            sys.excepthook(type(error), error, error.__traceback__)
            error = WorkbookError(SORRY)
        elif running.failed is None:
            self.refused.emit(error.message, running.ctx)
        if running.failed is not None and isValid(running.owner):
            running.failed(error)
