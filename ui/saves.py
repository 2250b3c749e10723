"""What was typed and is not in the file: who holds it, and what the save light is told (architecture.md 4).

A failed save is remembered by its holder, so a save of something else that goes well does not hide it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from fsworkbook.domain.errors import WorkbookError

if TYPE_CHECKING:
    from fsworkbook.context import Context

T = TypeVar("T")


class Saves(QObject):
    """The App's own: `app.saves.run(self, job, done, failed)`; `unsaved` while anybody holds words that failed.

    Signals for the light: `began()`, `went_well()`, `failed(sentence)`. `run_job` is `App.run`.
    """

    began = Signal()
    went_well = Signal()
    failed = Signal(str)

    def __init__(self, app: QObject, run_job: Callable[..., None]) -> None:
        super().__init__(app)
        self._app, self._run_job = app, run_job
        self._failed: dict[QObject, str] = {}

    @property
    def unsaved(self) -> bool:
        """Whether something typed could not be written."""
        return bool(self._failed)

    def run(
        self,
        holder: QObject,
        job: Callable[["Context"], T],
        done: Callable[[T], None],
        failed: Callable[[WorkbookError], None],
    ) -> None:
        """Write what `holder` holds. The owner is the App: the light must hear of it also when a screen has gone."""
        self.began.emit()
        self._run_job(self._app, job, partial(self._done, holder, done), failed=partial(self._not_done, holder, failed))

    def fail(self, holder: QObject, sentence: str) -> None:
        """Words of this holder are not in the file."""
        self._failed[holder] = sentence
        self.failed.emit(sentence)

    def give_up(self, *holders: QObject) -> None:
        """What these hold is thrown away on purpose; all of it where none is named."""
        for holder in holders or tuple(self._failed):
            self._failed.pop(holder, None)

    def say(self) -> None:
        """Tell the light how things stand, after an act that wrote something."""
        if self._failed:
            self.failed.emit(next(reversed(self._failed.values())))
        else:
            self.went_well.emit()

    def _done(self, holder: QObject, done: Callable[[Any], None], result: Any) -> None:
        self._failed.pop(holder, None)
        done(result)
        self.say()

    def _not_done(self, holder: QObject, failed: Callable[[WorkbookError], None], error: WorkbookError) -> None:
        self.fail(holder, error.message)
        failed(error)
