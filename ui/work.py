"""Work off the GUI thread: two workers, each doing one piece after another (architecture.md 7).

A worker gets a call and gives back a number; whose it was and what follows stays with the App, on the GUI thread, so
that no widget is ever let go of by a worker.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

Call = Callable[[], Any]

TIDY_EVERY = 500
"""Milliseconds."""


@dataclass(slots=True)
class Outcome:
    """What a call gave, or what it raised."""

    result: Any = None
    error: BaseException | None = None


class Worker(QThread):
    """Does what it is given, in order, one at a time. `reported` tells the number of what is done."""

    reported = Signal(int)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._calls: SimpleQueue[tuple[int, Call] | None] = SimpleQueue()
        self._outcomes: dict[int, Outcome] = {}

    def take(self, number: int, call: Call) -> None:
        """Do this after all that came before it."""
        self._calls.put((number, call))
        if not self.isRunning():
            self.start()

    def outcome(self, number: int) -> Outcome:
        """What came of a reported call; asked for once."""
        return self._outcomes.pop(number)

    def end(self) -> None:
        """Finish what was taken, then end the thread."""
        self._calls.put(None)
        self.wait()

    def run(self) -> None:
        """The thread itself. Nothing of a call is kept here once it is reported."""
        while (given := self._calls.get()) is not None:
            number, call = given
            del given
            self._outcomes[number] = _outcome_of(call)
            del call
            self.reported.emit(number)


class Tidier(QObject):
    """Collects unreachable objects on the GUI thread, and only there.

    Python collects in whatever thread happens to make objects; a worker that took a widget apart would end the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=TIDY_EVERY)
        self._timer.timeout.connect(self.tidy)
        gc.disable()
        self._timer.start()

    def tidy(self) -> None:
        """Collect the generations that are due, as Python would have."""
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count <= limit:
                return
            gc.collect(generation)

    def end(self) -> None:
        """Leave it to Python again: no worker is left."""
        self._timer.stop()
        gc.enable()


class Task(QObject):
    """How far a slow job is, and whether it shall stop. Make one on the GUI thread; hand its two methods to the job:

    task = Task(self)
    app.run(self, lambda ctx: export(ctx, ..., progress=task.progress, cancelled=task.cancelled), ..., slow=True)
    """

    progressed = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stopped = True

    def cancelled(self) -> bool:
        """Whether it shall stop; for the job."""
        return self._stopped

    def progress(self, done: int, all_of: int) -> None:
        """So many parts of so many are done; for the job, from any thread."""
        self.progressed.emit(done, all_of)


def _outcome_of(call: Call) -> Outcome:
    try:
        return Outcome(call())
    except BaseException as error:  # noqa: BLE001 - told to the App, which shows it or hands it to the one handler
        return Outcome(error=error)
