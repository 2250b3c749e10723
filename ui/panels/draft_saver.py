"""The autosave of one text: at most a second after a key, in order, and the save light told (architecture.md 4).

Throttled, not debounced: whoever types on without a pause is saved every second too. What is being saved is read on the
GUI thread, so a panel may go away at once after `flush`.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import Staff
from fsworkbook.domain.workbook import Content, Draft, EntryKey
from fsworkbook.services import entries
from ui.app import App

if TYPE_CHECKING:
    from fsworkbook.context import Context

EVERY = 1000
"""Milliseconds between saves while somebody types (tokens.toml, motion.autosave_every_ms)."""

TRY_AGAIN = 5000
"""Milliseconds until a save that failed is tried again."""


class DraftSaver(QObject):
    """`read()` gives the keyword arguments of `entries.save_draft`: content, and occurred_on and so on for a note.

    `touch()` at every change; `flush()` when focus leaves or the panel closes. Signals: `saving()`, `kept(draft)` with
    None when an emptied draft was thrown away, `failed(sentence)`.
    """

    saving = Signal()
    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, app: App, key: EntryKey, read: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.key = key
        self._read = read
        self._writer = app.ctx.user
        self._touched = False
        self._timer = QTimer(self, singleShot=True)

        self._timer.timeout.connect(self.flush)
        app.flushing.connect(self.flush)

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not on its way yet."""
        return self._touched

    def touch(self) -> None:
        """Something was typed; it is saved within a second."""
        self._touched = True
        if not self._timer.isActive():
            self._timer.start(EVERY)

    def flush(self) -> None:
        """Save now what was typed since the last save."""
        if self._touched and self._app.signed_in:
            what = self.taken()
            self.saving.emit()
            self._app.saving.emit()
            self._send(what)

    def taken(self) -> dict[str, Any]:
        """What there is now, for whoever saves it in an act of their own (finalising)."""
        self._timer.stop()
        self._touched = False
        return self._read()

    def forget(self) -> None:
        """What was typed is thrown away on purpose."""
        self._timer.stop()
        self._touched = False

    def _send(self, what: dict[str, Any]) -> None:
        """The owner is the App: the light must hear of the save also when this panel has gone."""
        job = partial(save_as, self._writer, self.key, what)
        self._app.run(self._app, job, self._saved, failed=partial(self._not_saved, what))

    def _saved(self, draft: Draft | None) -> None:
        self._app.saved.emit(self._app.now())
        if isValid(self):
            self.kept.emit(draft)

    def _not_saved(self, what: dict[str, Any], error: WorkbookError) -> None:
        self._app.save_failed.emit(error.message)
        if isValid(self):
            self._touched = True
            self._timer.start(TRY_AGAIN)
            self.failed.emit(error.message)
        elif not isinstance(error, NotAllowed):
            QTimer.singleShot(TRY_AGAIN, self._app, partial(self._send, what))


def save_as(writer: Staff, key: EntryKey, what: dict[str, Any], ctx: "Context") -> Draft | None:
    """Keep a draft for the one who wrote it, also when somebody else has sat down since."""
    return save(key, what, ctx.as_person(writer))


def save(key: EntryKey, what: dict[str, Any], ctx: "Context") -> Draft | None:
    """Keep a draft; one that was emptied is thrown away."""
    content = what["content"]
    assert isinstance(content, Content)
    if not content and not content.values:
        entries.discard_draft(ctx, key)
        return None
    return entries.save_draft(ctx, key, **what)
