"""The autosave of one text: its draft, kept for the one who writes it (architecture.md 4)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fsworkbook.domain.workbook import Content, Draft, EntryKey
from fsworkbook.services import entries
from ui.app import App
from ui.panels.saver import Job, Saver

if TYPE_CHECKING:
    from fsworkbook.context import Context


class DraftSaver(Saver):
    """`read()` gives the keyword arguments of `entries.save_draft`: content, and occurred_on and so on for a note.

    `touch()` at every change. Signal `kept(draft)`, with None when an emptied draft was thrown away.
    """

    kept = Signal(object)

    def __init__(self, app: App, key: EntryKey, read: Callable[[], dict[str, Any]], screen: QObject) -> None:
        super().__init__(app, screen)
        self.key = key
        self._read = read
        self._touched = False
        self._words: dict[str, Any] | None = None
        self._sent: dict[str, Any] | None = None

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not in the file yet."""
        return self._touched or self._words is not None

    def touch(self) -> None:
        """Something was typed; it is saved within a second."""
        self._touched = True
        self.later()

    def gather(self) -> None:
        if self._touched:
            self._touched, self._words = False, self._read()

    def take(self) -> Job | None:
        self._sent = self._words
        return partial(save, self.key, self._words) if self._words is not None else None

    def came(self, result: Draft | None) -> None:
        if self._words is self._sent:  # else newer ones were gathered meanwhile
            self._words = None
        self.kept.emit(result)


def save(key: EntryKey, what: dict[str, Any], ctx: "Context") -> Draft | None:
    """Keep a draft; one that was emptied is thrown away."""
    content = what["content"]
    assert isinstance(content, Content)
    if not content and not content.values:
        entries.discard_draft(ctx, key)
        return None
    return entries.save_draft(ctx, key, **what)
