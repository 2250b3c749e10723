"""The acts on a supervision that are more than typing: start, read back, record, finalise (domain.md 3.4)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.supervision import AttendanceMode, Session
from fsworkbook.services import finalising, supervision_session
from fsworkbook.services.session_page import SessionPage, session_page
from fsworkbook.services.text_rules import NeedsAnswer
from ui.app import App
from ui.panels.session_cells import Value
from ui.panels.session_dialogs import FinaliseDialog, ReadBackDialog
from ui.panels.session_words import called
from ui.panels.session_writing import SessionWriting

if TYPE_CHECKING:
    from fsworkbook.context import Context


class SessionActs(QObject):
    """Signals: `acted()` the supervision stands otherwise; `needed(item, subject)` something is missing there;
    `not_started(error)`; `read_again()` the manager wants to read first."""

    acted = Signal()
    needed = Signal(str, str)
    not_started = Signal(object)
    read_again = Signal()

    def __init__(self, app: App, screen: QWidget) -> None:
        super().__init__(screen)
        self._app, self._screen = app, screen
        self.dialog: FinaliseDialog | None = None
        self._session_id = ""

    def start(self, session_id: str, attendance: dict[str, Value], reason: str) -> None:
        """Start, with who is here."""
        self._app.saving.emit()
        job = partial(_start, session_id, reason, attendance)
        self._app.run(self, job, self._acted, failed=self._refuse_start, once=self)

    def record(self, writing: SessionWriting) -> None:
        """Record and send to the chair; with something missing go there."""
        writing.hand_in(partial(self._record, writing))

    def finalise(self, writing: SessionWriting) -> None:
        """Open the dialog, on the record as it stands now."""
        writing.hand_in(partial(self._read_to_finalise, writing))

    def read_back(self, writing: SessionWriting) -> None:
        """Read the record back; the time stands in it when it was."""
        dialog = ReadBackDialog(self._screen, writing.page, writing)
        dialog.exec()
        if dialog.answer == "done":
            writing.put("read_back", at_once=True, at=self._app.now().isoformat(timespec="minutes"))
        dialog.deleteLater()

    def _record(self, writing: SessionWriting) -> None:
        if not self._is_settled(writing):
            return
        job, done = partial(_record, writing.session_id), partial(self._recorded, writing.page)
        self._app.run(self, job, done, failed=self._refuse, once=self)

    def _read_to_finalise(self, writing: SessionWriting) -> None:
        self._session_id = writing.session_id
        if self._is_settled(writing):
            self._app.run(self, partial(read, writing.session_id), self._open, once=self)

    def _is_settled(self, writing: SessionWriting) -> bool:
        """What was typed here stands in the record; where it cannot, go there instead."""
        open_cell = writing.unsettled()
        if open_cell is not None:
            self.needed.emit(*open_cell)
        return open_cell is None

    def _refuse_start(self, error: WorkbookError) -> None:
        self._app.saves.say()
        self.not_started.emit(error)

    def _recorded(self, page: SessionPage, session: Session) -> None:
        chair = session.deputy_id or session.chair_id
        if chair != self._app.ctx.user.id:
            self._app.notice(f"Recorded. {called(page, chair)} finalises the supervision.")
        self._acted(session)

    def _refuse(self, error: WorkbookError) -> None:
        item, _, subject = (error.field or "").partition(":")
        if item:
            self.needed.emit(item, subject)
        else:
            self._app.notice(error.message, "plum")

    def _open(self, page: SessionPage) -> None:
        if page.missing:
            self.needed.emit(page.missing[0].item, page.missing[0].subject)
            return
        self.dialog = FinaliseDialog(self._screen, page)
        self.dialog.finalised.connect(self._finalise)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _finalise(self, answers: dict[str, str]) -> None:
        self._app.saving.emit()
        job = partial(_finalise, self._session_id, answers)
        self._app.run(self, job, self._finalised, failed=self._not_finalised, once=self)

    def _finalised(self, session: Session) -> None:
        if self.dialog is not None:
            self.dialog.answer = "finalise"
            self.dialog.accept()
        self._acted(session)

    def _not_finalised(self, error: WorkbookError) -> None:
        self._app.saves.say()
        if self.dialog is None:
            self._app.notice(error.message, "plum")
        elif isinstance(error, NeedsAnswer):
            self.dialog.ask(error.questions)
        else:
            self.dialog.show_error(error.message)

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
            if dialog.answer == "read":
                self.read_again.emit()

    def _acted(self, _result: object) -> None:
        self._app.saves.say()
        self.acted.emit()


def read(session_id: str, ctx: "Context") -> SessionPage:
    """The page; for a worker."""
    return session_page(ctx, session_id)


def _start(session_id: str, reason: str, attendance: dict[str, Value], ctx: "Context") -> Session:
    modes = {
        staff_id: AttendanceMode(str(value["mode"])) for staff_id, value in attendance.items() if value.get("mode")
    }
    session = supervision_session.start(ctx, session_id, reason, present=modes)
    for staff_id, mode in modes.items():
        value = attendance[staff_id]
        guest, alone, why = bool(value["guest"]), bool(value["undisturbed"]), str(value["reason"])
        if guest or alone or why:
            supervision_session.attend(ctx, session_id, staff_id, mode, guest=guest, undisturbed=alone, reason=why)
    return session


def _record(session_id: str, ctx: "Context") -> Session:
    return supervision_session.record(ctx, session_id)


def _finalise(session_id: str, answers: dict[str, str], ctx: "Context") -> Session:
    return finalising.finalise(ctx, session_id, answers=answers)
