"""Words in hand on their way to the file: at most a second after a key, in order, again after a failure.

Throttled, not debounced: whoever types on without a pause is saved every second too. A saver outlives its screen until
its words are in the file, and writes as the one who typed them, also when somebody else has sat down since.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import Staff
from ui.app import App

if TYPE_CHECKING:
    from fsworkbook.context import Context

EVERY = 1000
"""Milliseconds between saves while somebody types (tokens.toml, motion.autosave_every_ms)."""

TRY_AGAIN = 5000
"""Milliseconds until a save that failed is tried again."""

Job = Callable[["Context"], Any]


class Saver(QObject):
    """`take()` gives the job that writes what is held now, None when nothing is; `came(result)` is what came of it.

    `later()` after a key; `flush()` when focus leaves or the screen goes; `hand_in(then)` for an act that must have
    everything in the file first. Signals: `saving()`, `failed(sentence)`.
    """

    saving = Signal()
    failed = Signal(str)

    def __init__(self, app: App, screen: QObject) -> None:
        super().__init__(app)
        self.app = app
        self._writer, self._file = app.ctx.user, app.ctx.store.path
        self._sending = self._again = self._failing = self._alone = self._ended = False
        self._then: list[Callable[[], None]] = []
        self._timer = QTimer(self, singleShot=True)

        self._timer.timeout.connect(self.flush)
        app.flushing.connect(self.flush)
        app.left.connect(self._end)
        screen.destroyed.connect(self.release)

    def gather(self) -> None:
        """Read from the screen what is not held yet: it may be gone before the job under way is done."""

    def take(self) -> Job | None:
        """The job for what is held; asked only while none is under way."""
        return None

    def came(self, result: Any) -> None:
        """What came of the job."""

    def broke(self) -> None:
        """The job failed: all that it took is still held."""

    def later(self) -> None:
        """Something was typed; it is saved within a second."""
        if not self._timer.isActive():
            self._timer.start(EVERY)

    def flush(self) -> None:
        """Save now what was typed since the last save."""
        self._timer.stop()
        self.gather()
        self._again = self._sending
        if self._sending or not self._is_here():
            return
        self._failing = False
        job = self.take()
        if job is None:
            self._handed_in()
            return
        self._sending = True
        self.saving.emit()
        self.app.saves.run(self, partial(_as, self._writer, job), self._came, self._broke)

    def hand_in(self, then: Callable[[], None]) -> None:
        """Go on once everything is in the file; where it could not be saved, nothing follows but the failure."""
        self._then.append(then)
        self.flush()

    def release(self) -> None:
        """The screen has gone: end as soon as nothing is held."""
        self._alone = True
        self._then.clear()
        self.flush()

    def not_saved(self, sentence: str) -> None:
        """Say that it is not in the file, and try again after a while."""
        self._failing = True
        self._then.clear()
        self.failed.emit(sentence)
        self._timer.start(TRY_AGAIN)

    def _is_here(self) -> bool:
        return self.app.signed_in and self.app.ctx.store.path == self._file

    def _came(self, result: Any) -> None:
        self._sending = False
        self.came(result)
        if not self._failing and (self._again or self._then or self._alone):
            self.flush()

    def _broke(self, error: WorkbookError) -> None:
        self._sending = False
        self.broke()
        if self._alone and isinstance(error, NotAllowed):  # nobody is left who could change it
            self.app.notice(f"{error.message} What was typed last is not in the workbook.", "plum")
            self._end()
        else:
            self.not_saved(error.message)

    def _handed_in(self) -> None:
        then, self._then = self._then, []
        for go_on in then:
            go_on()
        if self._alone:
            self._end()

    def _end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._timer.stop()
        self.app.saves.give_up(self)
        self.app.flushing.disconnect(self.flush)
        self.deleteLater()


def _as(writer: Staff, job: Job, ctx: "Context") -> Any:
    return job(ctx.as_person(writer))
