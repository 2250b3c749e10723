"""A supervision: planned, running, recorded, finalised; one page from who is expected to the minutes (ui.md 4.5)."""

from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QSignalBlocker, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.supervision_moves import Act, why_not
from fsworkbook.services.session_page import SessionPage
from ui.app import App
from ui.panels.session_acts import SessionActs, read
from ui.panels.session_room import SessionRoom
from ui.panels.session_strip import SessionStripPanel
from ui.panels.session_writing import SessionWriting
from ui.theme import theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import grow, in_widget, vbox

NOT_TOO_OFTEN = 700
"""Milliseconds between two readings of the page while somebody types."""


class SessionScreen(QWidget):
    """Place "session", `show_for(session_id=…)`."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._session_id = ""
        self._page: SessionPage | None = None
        self._shape: tuple[object, ...] = ()
        self._loading = self._again = False
        self._since = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True)
        self.writing: SessionWriting | None = None
        self._left: dict[str, SessionWriting] = {}
        self.room: SessionRoom | None = None
        self.acts = SessionActs(app, self)
        self.strip = SessionStripPanel(app)
        self.gone = EmptyState("calendar-days", "", "Open it from its family, or from Supervision.")
        self._slot = vbox(spacing=0)
        lost = in_widget(vbox(self.gone, margins=24))
        self._lost = lost
        self.setLayout(vbox(self.strip, lost, grow(self._slot), spacing=0))
        lost.hide()

        self.strip.read_back_asked.connect(self._read_back)
        self._soon.timeout.connect(self._load)
        self.acts.acted.connect(self._load)
        self.acts.needed.connect(self._go_to)
        self.acts.not_started.connect(self._not_started)
        self.acts.read_again.connect(self._read_again)
        app.changed.connect(self._follow)
        theme().resized.connect(self._fit)
        keys = {"Ctrl+J": self._next_item, "Ctrl+D": self._new_decision, "Ctrl+Shift+N": self._new_action,
                "Ctrl+Shift+W": self._words_of, "Esc": self._close_drawer}  # fmt: skip
        for sequence, slot in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(slot)

    def show_for(self, session_id: str = "", **_: Any) -> None:
        """Show a supervision."""
        if self.writing is not None:
            self.writing.flush()
        if session_id != self._session_id:
            self._session_id, self._page, self._shape = session_id, None, ()
            self._take_down()
            self._let_go()
        self._load()

    def title(self) -> str:
        """For the window."""
        if self._page is None:
            return "Supervision"
        return f"{self._page.family.shown_name}, Supervision {self._page.session.number}"

    @property
    def waits(self) -> bool:
        """Whether the page is about to be read again."""
        return self._loading or self._again or self._soon.isActive()

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.strip, *(self.room.regions() if self.room is not None else [])]

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.writing is not None:
            self.writing.flush()
        self._app.session_running = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_running()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _load(self) -> None:
        if self._loading:
            self._again = True
            return
        self._loading, self._again = True, False
        self._since.restart()
        saves = self.writing.saves if self.writing is not None else 0
        job = partial(read, self._session_id)
        gone = partial(self._not_there, self._session_id)
        self._app.run(self, job, partial(self._show, self._session_id, saves), failed=gone, slow=True)

    def _show(self, session_id: str, saves: int, page: SessionPage) -> None:
        self._loading = False
        if session_id != self._session_id:
            self._load()
            return
        self._page = page
        self._lost.hide()
        self.strip.show_page(page)
        shape = _shape(page)
        if shape != self._shape or self.writing is None or self.room is None:
            self._shape = shape
            self._build(page, saves)
        else:
            self.writing.show_page(page, saves)
            self.room.show_page(page)
        self._tell_running()
        self._app.retitled.emit()
        if self._again:
            self._load()

    def _not_there(self, session_id: str, error: WorkbookError) -> None:
        self._loading = False
        if session_id != self._session_id or self._again:
            self._load()
            return
        self._take_down()
        self._let_go()
        self.gone.truth.setText(error.message)
        self._lost.show()

    def _build(self, page: SessionPage, saves: int) -> None:
        self._take_down()
        session = page.session
        self._write_on(page, saves)
        assert self.writing is not None
        may_start = why_not(Act.START, session, self._app.ctx.user.id) is None
        self.room = SessionRoom(self.writing, self._app.ctx.catalogue, may_start)
        self._slot.addWidget(self.room, 1)
        self.room.needed.recorded.connect(self._record)
        self.room.bar.recorded.connect(self._record)
        self.room.needed.finalise_asked.connect(self._finalise)
        self.room.bar.finalise_asked.connect(self._finalise)
        if self.room.start is not None:
            self.room.start.started.connect(self._start)
            self.room.start.postponed.connect(self._postpone)
        self._fit()
        self._give_focus()

    def _take_down(self) -> None:
        if self.room is not None:
            self._slot.removeWidget(self.room)
            self.room.hide()
            self.room.deleteLater()
        self.room = None

    def _write_on(self, page: SessionPage, saves: int) -> None:
        """What was typed in this supervision before, if it could not come into the file, or nothing typed yet."""
        if self.writing is None:
            self.writing = self._left.pop(page.session.id, None) or SessionWriting(self._app, page, self)
        with QSignalBlocker(self.writing):  # the widgets of the former room are not told
            self.writing.show_page(page, saves)

    def _let_go(self) -> None:
        """Another supervision comes: what cannot come into the file as it is waits here for who comes back to it."""
        if self.writing is not None:
            self.writing.flush()
            if self.writing.unsettled() is not None:
                self._left[self.writing.session_id] = self.writing
            else:
                self.writing.release()
        self.writing = None

    def begins_at(self) -> QWidget | None:
        """Who is here, before it starts; else the agenda."""
        if self.room is None:
            return None
        start = self.room.start
        first = start.place_of("", "") if start is not None else self.room.agenda.buttons[0]
        return first if first is not None and first.isVisible() else None

    def _give_focus(self) -> None:
        first = self.begins_at()
        if first is not None and self.isVisible():
            first.setFocus()

    def _fit(self) -> None:
        if self.room is not None:
            self.room.fit(self.width())
            self.strip.fit(self.room.mode)

    def _follow(self, changes: list[Change]) -> None:
        if self._page is None or not self.isVisible():
            return
        mine = any(change.family_id == self._page.family.id and change.what != "family opened" for change in changes)
        if mine and self._since.isValid():
            self._soon.start(max(0, NOT_TOO_OFTEN - int(self._since.elapsed())))

    def _tell_running(self) -> None:
        running = self._page is not None and self._page.session.state is SessionState.IN_SESSION
        self._app.session_running = running and self.isVisible()

    def _start(self, attendance: dict[str, Any], reason: str) -> None:
        self.acts.start(self._session_id, attendance, reason)

    def _not_started(self, error: WorkbookError) -> None:
        if self.room is not None and self.room.start is not None:
            self.room.start.show_error(error)

    def _postpone(self) -> None:
        self._app.go("supervision", session_id=self._session_id)

    def _record(self) -> None:
        if self.writing is not None:
            self.acts.record(self.writing)

    def _finalise(self) -> None:
        if self.writing is not None:
            self.acts.finalise(self.writing)

    def _read_back(self) -> None:
        if self.writing is not None:
            self.acts.read_back(self.writing)

    def _go_to(self, item: str, subject: str) -> None:
        if self.room is not None and self.room.record is not None:
            self.room.jump(item, subject)

    def _read_again(self) -> None:
        if self.room is not None and self.room.record is not None:
            self.room.record.jump_to(1)

    def _next_item(self) -> None:
        if self.room is not None and self.room.record is not None:
            self.room.record.jump_to(min(self.room.record.here + 1, 10))

    def _new_decision(self) -> None:
        if self._types():
            self.room.record.decisions_part.begin()  # type: ignore[union-attr]

    def _new_action(self) -> None:
        if self._types():
            self.room.record.actions_part.begin()  # type: ignore[union-attr]

    def _words_of(self) -> None:
        if not self._types() or self._page is None:
            return
        people = [(person.id, person.short_name) for person in (*self._page.children, *self._page.adults)]
        choices = [*people, ("none", "Not now")]
        chosen = self._app.dialogs.choose(self, "Whose words?", (), choices, "none")
        record = self.room.record if self.room is not None else None
        if chosen != "none" and record is not None:
            child = any(child.id == chosen for child in self._page.children)
            record.go_to_part("view" if child else "parent_view", chosen, "text")

    def _types(self) -> bool:
        writes = self.writing is not None and self.writing.writes
        return writes and self.room is not None and self.room.record is not None

    def _close_drawer(self) -> None:
        if self.room is not None:
            self.room.close_drawer()


def _shape(page: SessionPage) -> tuple[object, ...]:
    """What decides which widgets there are; anything else is shown in those that are there."""
    session = page.session
    people = tuple(person.id for person in (*page.children, *page.adults))
    actions = tuple(action.id for action in page.last_actions)
    return session.id, session.state, page.may_type, people, page.behaviours, actions, page.not_for_me
