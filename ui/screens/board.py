"""Supervision: what is in, who to ask, what comes (ui.md 4.4). It shows who, what kind and when, never content."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from fsworkbook.domain.people import Staff
from fsworkbook.services import board as boards
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services.board import Board, BoardLine
from ui.app import App
from ui.panels.board_side import BoardSide
from ui.panels.board_table import BoardTable
from ui.panels.family_words import count, long_day
from ui.panels.reason_panel import Given, ReasonPanel
from ui.theme import px, theme, tokens
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import heading1, second
from ui.widgets.layout import STRETCH, at, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.scroll import VerticalScroll

if TYPE_CHECKING:
    from fsworkbook.context import Context

MANAGERS = ("TEAM_MANAGER", "ASSISTANT_TEAM_MANAGER")
WIDEST = 16777215
"""Qt's own word for "as wide as there is room"."""

RULE = "A summary in time counts as being there. The chair can open with one missing, by giving a reason."


class BoardScreen(QWidget):
    """The board of one day, with the chosen family beside it."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._board: Board | None = None
        self._row = 0
        self._asking: Callable[..., Any] | None = None
        self.heading = heading1("Supervision")
        self.second = second("")
        self.earlier = PlainButton("Earlier", "chevron-left")
        self.later = PlainButton("Later", "chevron-right")
        self.deadline = NoticeBar("plum", "clock", "", button="Ask all")
        self.reason = ReasonPanel()
        self.table = BoardTable(app.ctx.catalogue, self._today)
        self.side = BoardSide(app.ctx.catalogue)
        self.none = EmptyState(
            "calendar-days",
            "No supervision is planned.",
            "Open a family, then Supervision, then Plan one.",
            "Open a family",
            "folder-open",
        )
        self._lay_out()
        self._connect()

    def show_for(self, day: Any = None, session_id: str = "", **_: Any) -> None:
        """Show a day; without one, the next with a supervision. A session is shown on its day, ready to be moved."""
        self.reason.hide()
        show = partial(self._show_to_move, session_id) if session_id else self._show
        self._app.run(self, partial(_board, day, session_id), show)

    def title(self) -> str:
        """For the window."""
        return "Supervision"

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.table, self.side]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()

    def _place_side(self) -> None:
        """Beside the board where there is room, else under it (ui.md 3)."""
        beside = theme().effective_width(self.width()) >= tokens().breakpoints["medium"]
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self.side.setMaximumWidth(px(tokens().layout["board_side"]) if beside else WIDEST)
        self.side.setMinimumWidth(px(tokens().layout["board_side"]) if beside else 0)

    def _lay_out(self) -> None:
        self.card = Card()
        self.card.content.put(vbox(self.table, margins=(2, 4, 2, 0)))
        self.card.add_row(in_widget(hbox(second(RULE), margins=(16, 10))))
        top = hbox(vbox(self.heading, self.second, spacing=2), STRETCH, self.earlier, self.later)
        self._both = hbox(
            at(self.card, Qt.AlignmentFlag.AlignTop), at(self.side, Qt.AlignmentFlag.AlignTop), spacing=16
        )
        page = in_widget(vbox(top, self.deadline, self.reason, self._both, self.none, STRETCH, margins=24, spacing=14))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))

    def _connect(self) -> None:
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.deadline.acted.connect(self._ask_all)
        self.none.acted.connect(partial(self._app.go, "families"))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open_row)
        self.side.opened.connect(self._open)
        self.side.asked.connect(self._ask_one)
        self.side.excused.connect(self._ask_excuse)
        self.side.moved.connect(self._ask_move)
        self.side.cancelled.connect(self._ask_cancel)
        self.side.deputy_asked.connect(self._find_deputies)
        self.reason.given.connect(self._act)
        self._app.changed.connect(self._follow)
        QShortcut(QKeySequence("Ctrl+Shift+A"), self).activated.connect(self._ask_all)

    def _show(self, board: Board) -> None:
        self._board = board
        day = board.day
        self.heading.setText(f"Supervision, {long_day(day)}" if day else "Supervision")
        self.earlier.setEnabled(board.earlier is not None)
        self.later.setEnabled(board.later is not None)
        for part in (self.card, self.side):
            part.setVisible(bool(board.lines))
        self.none.setVisible(not board.lines)
        self.second.setText(self._who(board))
        self._show_deadline(board)
        row = min(self._row, len(board.lines) - 1)
        self.table.show_board(board)
        if board.lines:
            self.table.setCurrentIndex(self.table.lines.index(row, 0))
            self._choose(row)

    def _show_to_move(self, session_id: str, board: Board) -> None:
        ids = [line.session.id for line in board.lines]
        self._row = ids.index(session_id) if session_id in ids else 0
        self._show(board)
        if session_id in ids and self._may_plan():
            self._ask_move()

    def _who(self, board: Board) -> str:
        if not board.lines:
            return ""
        names = {person.id: person.name for line in board.lines for person in (cell.staff for cell in line.cells)}
        session, me = board.lines[0].session, self._app.ctx.user
        chair = "You chair." if session.chair_id == me.id else f"Chair {names.get(session.chair_id, '')}."
        minutes = " You are taking minutes." if session.minute_taker_id == me.id else ""
        return f"{chair if chair != 'Chair .' else ''}{minutes}".strip()

    def _show_deadline(self, board: Board) -> None:
        waiting = board.missing_count
        self.deadline.setVisible(bool(waiting and board.deadline))
        self.deadline.button.setVisible(self._may_plan())
        if waiting and board.deadline:
            now = self._app.now()
            closed = "closed" if board.deadline < now else "close"
            lead = f"Summaries {closed} {long_day(board.deadline.date(), now.date())} at {board.deadline:%H:%M}."
            missing = "One is not in." if waiting == 1 else f"{count(waiting, 'is', 'are')} not in."
            self.deadline.set_notice(f"{missing} Whoever is not coming must hand theirs in.", lead)

    def _today(self) -> date:
        return self._app.ctx.today

    def _may_plan(self) -> bool:
        return self._app.ctx.user.discipline in (*MANAGERS, "BUSINESS_SUPPORT", "SENIOR_SUPPORT")

    def _line(self) -> BoardLine:
        assert self._board is not None
        return self._board.lines[self._row]

    def _choose(self, row: int) -> None:
        self._row = row
        may_excuse = self._app.ctx.user.discipline in MANAGERS
        may_name = planning.names_deputies(self._app.ctx, self._line().session)
        self.side.show_line(self._line(), self._may_plan(), may_excuse, may_open=True, may_name=may_name)

    def _open_row(self, row: int) -> None:
        self._row = row
        self._open()

    def _open(self) -> None:
        self._app.go("session", session_id=self._line().session.id)

    def _ask_one(self, staff_id: str) -> None:
        self._run(partial(_ask, self._line().session.id, (staff_id,)))

    def _ask_all(self) -> None:
        if self._board is not None and self._may_plan():
            ids = tuple(line.session.id for line in self._board.lines if not line.ready)
            self._run(partial(_ask_sessions, ids))

    def _ask_excuse(self, staff_id: str) -> None:
        name = next(cell.staff.given_name for cell in self._line().cells if cell.staff.id == staff_id)
        self._asking = partial(_excuse, self._line().session.id, staff_id)
        self.reason.ask(f"Why does {name} not have to give a summary?", "Excuse")

    def _ask_move(self) -> None:
        self._asking = partial(_postpone, self._line().session.id, False)
        sentence = f"Move {self._line().family.display_name} to another time. Summaries stay."
        self.reason.ask(sentence, "Move it", self._line().session.starts_at)

    def _moved(self, session_id: str, given: Given, warning: str | None) -> None:
        """It moved; or it would move far while a child is red, which somebody says yes to first (domain.md 3.4)."""
        if warning is None:  # the board goes with it to its new day
            self.reason.hide()
            self._row = 0
            self._app.run(self, partial(_board, None, session_id), self._show)
        elif self._app.dialogs.confirm(self, "Move it that far?", [warning], "Move it"):
            done = partial(self._moved, session_id, given)
            self._app.run(self, partial(_postpone, session_id, True, given), done, failed=self.reason.show_error)

    def _find_deputies(self) -> None:
        self._app.run(self, partial(_deputies, self._line().session.id), self._ask_deputy)

    def _ask_deputy(self, people: tuple[Staff, ...]) -> None:
        if not people:
            self._app.notice("Nobody else here can lead a supervision. Ask the service manager.")
            return
        self._asking = partial(_name_deputy, self._line().session.id)
        discipline = self._app.ctx.catalogue.discipline
        choices = [(person.id, f"{person.name}, {discipline(person.discipline).title}") for person in people]
        sentence = f"Who else may chair and finalise this supervision of {self._line().family.display_name}?"
        self.reason.ask(sentence, "Name as deputy", people=choices)

    def _ask_cancel(self) -> None:
        self._asking = partial(_cancel, self._line().session.id)
        self.reason.ask(f"Call off the supervision of {self._line().family.display_name}.", "Call it off")

    def _act(self, given: Given) -> None:
        assert self._asking is not None
        done = partial(self._moved, self._line().session.id, given) if given.at is not None else self._acted
        job = partial(self._asking, given)
        self._app.run(self, job, done, failed=self.reason.show_error, once=self.reason.go)

    def _acted(self, _result: object) -> None:
        self.reason.hide()
        self._refresh()

    def _run(self, job: Callable[["Context"], Any]) -> None:
        """Asking for summaries; a reason that is being written meanwhile stays."""
        self._app.run(self, job, self._asked, once=self.side)

    def _asked(self, _result: object) -> None:
        self._refresh()

    def _go_earlier(self) -> None:
        self._row = 0
        self.show_for(day=self._board.earlier if self._board else None)

    def _go_later(self) -> None:
        self._row = 0
        self.show_for(day=self._board.later if self._board else None)

    def _follow(self, _changes: object) -> None:
        if self.isVisible() and not self.reason.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._app.run(self, partial(_board, self._board.day if self._board else None, ""), self._show)


def _board(day: Any, session_id: str, ctx: "Context") -> Board:
    return boards.board(ctx, boards.day_of(ctx, session_id) or day)


def _ask(session_id: str, staff_ids: tuple[str, ...] | None, ctx: "Context") -> int:
    return planning.ask(ctx, session_id, staff_ids)


def _ask_sessions(session_ids: tuple[str, ...], ctx: "Context") -> int:
    return sum(planning.ask(ctx, session_id) for session_id in session_ids)


def _excuse(session_id: str, staff_id: str, given: Given, ctx: "Context") -> None:
    planning.excuse(ctx, session_id, staff_id, given.reason)


def _postpone(session_id: str, warned: bool, given: Given, ctx: "Context") -> str | None:
    """Move it; or what is to be said first, and nothing is moved yet."""
    assert given.at is not None
    warning = None if warned else planning.postponing_warning(ctx, session_id, given.at)
    if warning is None:
        planning.postpone(ctx, session_id, given.at, given.reason)
    return warning


def _deputies(session_id: str, ctx: "Context") -> tuple[Staff, ...]:
    return planning.deputies(ctx, session_id)


def _name_deputy(session_id: str, given: Given, ctx: "Context") -> Any:
    return planning.name_deputy(ctx, session_id, given.who, given.reason)


def _cancel(session_id: str, given: Given, ctx: "Context") -> Any:
    return planning.cancel(ctx, session_id, given.reason)
