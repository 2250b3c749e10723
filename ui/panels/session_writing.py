"""The record of one supervision as a screen writes and reads it: what is in the file, and over it what was typed here
and is not there yet. Saved at most a second after a key, cell by cell; others' cells come in without moving typed text.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from fsworkbook.domain.supervision import Cell, SessionState
from fsworkbook.domain.workbook import Json
from fsworkbook.services.session_page import SessionPage
from ui.app import App
from ui.panels.saver import Job, Saver
from ui.panels.session_cells import Came, Held, Key, Sending, Sent, Value, merged, send

LISTED = frozenset({"decision", "action", "tell"})


class SessionWriting(Saver):
    """`value(item, subject)`, `put(item, subject, part=…)`, `remove`, `flush`. `page` is what the reader last read.

    Signals: `refreshed()` other values stand in the record; `typed(item, subject)` one was typed here; `refused(item,
    subject, sentence, part)` it cannot stand; `clashed()` somebody typed the same part meanwhile; `removed(item,
    subject, value)`.
    """

    refreshed = Signal()
    typed = Signal(str, str)
    refused = Signal(str, str, str, str)
    clashed = Signal()
    removed = Signal(str, str, object)

    def __init__(self, app: App, page: SessionPage, screen: QObject) -> None:
        super().__init__(app, screen)
        self.page = page
        self._held: dict[Key, Held] = {}
        self._own: dict[Key, tuple[int, Cell | None]] = {}
        self._saves = 0

    @property
    def session_id(self) -> str:
        """Which supervision."""
        return self.page.session.id

    @property
    def writes(self) -> bool:
        """Whether editors are built: this person types now."""
        running = self.page.session.state in (SessionState.IN_SESSION, SessionState.RECORDED)
        return self.page.may_type and running

    @property
    def saves(self) -> int:
        """How many saves there were; a page read before the last one is older than what stands here."""
        return self._saves

    def show_page(self, page: SessionPage, saves: int) -> None:
        """Another reading of the record, begun when there had been `saves` saves."""
        self.page = page
        self._own = {key: own for key, own in self._own.items() if own[0] > saves}
        self.refreshed.emit()

    def value(self, item: str, subject: str = "") -> Value:
        """What stands in a cell, with what was typed here."""
        held = self._held.get((item, subject))
        if held is not None:
            return held.value
        cell = self._cell((item, subject))
        return cell.value if cell else {}

    def text(self, item: str, subject: str = "", part: str = "text") -> str:
        """One text of a cell."""
        return str(self.value(item, subject).get(part) or "").strip()

    def all(self, item: str) -> tuple[str, ...]:
        """The subjects of an item in the order in which people put them."""
        keys = {key for key in (*self.page.record.cells, *self._own, *self._held) if key[0] == item}
        found = [(_position(self.value(*key)), key[1]) for key in keys if self.value(*key)]
        return tuple(subject for _, subject in sorted(found))

    def next_position(self, item: str) -> int:
        """Where a new one of several goes."""
        return int(max((_position(self.value(item, subject)) for subject in self.all(item)), default=0)) + 1

    def unsettled(self) -> Key | None:
        """A cell typed here that cannot come into the file as it is: refused, or of which there are two texts."""
        return next((key for key, held in self._held.items() if held.refused or held.theirs is not None), None)

    def put(self, item: str, subject: str = "", *, at_once: bool = False, **parts: Json) -> None:
        """Somebody typed: keep these parts of a cell. Empty parts are taken out."""
        self.put_parts(item, subject, parts, at_once)

    def put_parts(self, item: str, subject: str, parts: Value, at_once: bool = False) -> None:
        """The same, with the parts as a mapping."""
        held = self._hold((item, subject))
        held.refused = held.gone = False
        for part, value in parts.items():
            if value in (None, "", [], {}):
                held.value.pop(part, None)
            else:
                held.value[part] = value
        self.typed.emit(item, subject)
        if at_once:
            self.flush()
        else:
            self.later()

    def remove(self, item: str, subject: str) -> None:
        """Take out a decision, an action, a message, a quotation; `removed` tells what it held, for an undo."""
        key = (item, subject)
        value = dict(self.value(item, subject))
        held = self._hold(key)
        if self._cell(key) is None and held.sending is None:
            del self._held[key]
        else:
            held.value, held.gone, held.theirs = {}, True, None
        self.removed.emit(item, subject, value)
        self.refreshed.emit()
        self.flush()

    def take(self) -> Job | None:
        sendings = tuple(
            Sending(key, None if held.gone else dict(held.value), held.version)
            for key, held in self._held.items()
            if not held.refused and held.theirs is None and not _is_blank(key, held)
        )
        for sending in sendings:
            self._held[sending.key].sending = sending
        return partial(send, self.session_id, sendings) if sendings else None

    def clash(self) -> tuple[Key, Held] | None:
        """A cell of which there are two texts, both kept, until somebody chooses."""
        return next(((key, held) for key, held in self._held.items() if held.theirs is not None), None)

    def choose(self, key: Key, mine: bool) -> None:
        """Keep mine, or take theirs."""
        held = self._held[key]
        assert held.theirs is not None
        if mine:
            held.base, held.version, held.theirs = held.theirs.value, held.theirs.version, None
            self.flush()
        else:
            self._saves += 1
            self._own[key] = self._saves, held.theirs
            del self._held[key]
        self.refreshed.emit()

    def _cell(self, key: Key) -> Cell | None:
        own = self._own.get(key)
        return own[1] if own is not None else self.page.record.cells.get(key)

    def _hold(self, key: Key) -> Held:
        if key not in self._held:
            cell = self._cell(key)
            before = dict(cell.value) if cell else {}
            self._held[key] = Held(dict(before), before, cell.version if cell else 0)
        return self._held[key]

    def came(self, result: Sent) -> None:
        self._saves += 1
        for came in result.came:
            self._take_in(came)
        self.broke()
        if result.broke:
            self.app.saves.fail(self, result.broke)
            self.not_saved(result.broke)

    def broke(self) -> None:
        for held in self._held.values():
            held.sending = None

    def _take_in(self, came: Came) -> None:
        held = self._held[came.key]
        sent, held.sending = held.sending, None
        assert sent is not None
        unchanged = held.gone == (sent.value is None) and held.value == (sent.value or {})
        if came.stale and not held.gone:
            self._meet(came.key, held, came.theirs or Cell(*came.key, value={}))
        elif came.sentence:
            held.refused = unchanged
            self.refused.emit(*came.key, came.sentence, came.part)
        else:
            self._own[came.key] = self._saves, came.kept
            if unchanged:
                del self._held[came.key]
            else:
                held.base, held.version = sent.value or {}, came.kept.version if came.kept else 0

    def _meet(self, key: Key, held: Held, theirs: Cell) -> None:
        both = merged(held, theirs.value)
        if both is None:
            held.theirs = theirs
            self.clashed.emit()
        else:
            held.value, held.base, held.version = both, theirs.value, theirs.version
            self.refreshed.emit()


def _position(value: Mapping[str, Json]) -> float:
    position = value.get("position")
    return float(position) if isinstance(position, int | float) else 0.0


def _is_blank(key: Key, held: Held) -> bool:
    """A new decision, action or message of which nothing is typed yet: it does not stand in the record."""
    return key[0] in LISTED and not held.gone and not held.version and not (held.value.keys() - {"position", "by"})
