"""The chosen family of the board: what happened by kind and date, who is still to come with Ask, and the day itself."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.contributors import SummaryState
from fsworkbook.services.board import BoardCell, BoardLine
from ui.panels.board_table import state_words
from ui.panels.family_words import count, short_day
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from ui.widgets.card import Frame, Rule, empty
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, group, heading3, second, strong
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox

ACTS = 112
TOP = Qt.AlignmentFlag.AlignTop
TO_COME = (SummaryState.DRAFT, SummaryState.NOT_STARTED)


class BoardSide(Frame):
    """Signals: `asked(staff_id)`, `excused(staff_id)`, `opened()` the session, `moved()`, `cancelled()`,
    `deputy_asked()`."""

    asked = Signal(str)
    excused = Signal(str)
    opened = Signal()
    moved = Signal()
    cancelled = Signal()
    deputy_asked = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        self._parts = vbox(spacing=8)
        super().__init__(vbox(self._parts, STRETCH, margins=16), parent=parent)
        self._catalogue = catalogue
        self.setAccessibleName("The chosen family")

    def show_line(
        self, line: BoardLine, may_plan: bool, may_excuse: bool, may_open: bool, may_name: bool = False
    ) -> None:
        """Show one family's session of the day."""
        empty(self._parts)
        self._parts.put(hbox(heading3(line.family.display_name), second(f"{line.session.starts_at:%H:%M}"), STRETCH))
        self._since(line)
        if line.last_actions:
            self._parts.put(group("Actions from last time"))
            self._parts.put(Label(line.last_actions, "body", wrap=True))
            self._parts.put(Rule())
        self._to_come(line, may_plan, may_excuse)
        self._day(line)
        self._acts(line, may_plan, may_open, may_name)

    def _since(self, line: BoardLine) -> None:
        if not line.since:
            return
        self._parts.put(group("Since last time"))
        for on, kind in line.since[-6:]:
            words = self._catalogue.label("chronology_kind", kind)
            self._parts.put(hbox(sized(second(short_day(on)), width=56), grow(Label(words, "body", wrap=True))))
        self._parts.put(Rule())

    def _to_come(self, line: BoardLine, may_plan: bool, may_excuse: bool) -> None:
        waiting = [cell for cell in line.cells if cell.state in TO_COME]
        if not waiting or line.session.state != "PLANNED":
            return
        self._parts.put(group("Still to come"))
        for cell in waiting:
            self._parts.put(self._person(cell, may_plan, may_excuse))
        self._parts.put(Rule())

    def _person(self, cell: BoardCell, may_plan: bool, may_excuse: bool) -> QWidget:
        row = QWidget()
        words = state_words(cell)
        if cell.asked_at:
            words = f"{words}, asked {short_day(cell.asked_at.date())} {cell.asked_at:%H:%M}"
        pair = vbox(strong(cell.staff.name, wrap=True), second(words), STRETCH, spacing=2)
        ask = PlainButton("Ask again" if cell.asked_at else "Ask", "send", small=True)
        ask.setAccessibleName(f"{ask.text()}: {cell.staff.name}")
        ask.clicked.connect(partial(self.asked.emit, cell.staff.id))
        excuse = QuietButton("Excuse", small=True)
        excuse.setAccessibleName(f"Excuse {cell.staff.name}")
        excuse.clicked.connect(partial(self.excused.emit, cell.staff.id))
        acts = vbox(hbox(STRETCH, ask), hbox(STRETCH, excuse), STRETCH, spacing=4)
        place = sized(in_widget(acts), width=ACTS)
        row.setLayout(hbox(at(Avatar(cell.staff.name), TOP), grow(pair), place))
        ask.setVisible(may_plan)  # in its row: before, it would be a window of its own for a moment
        excuse.setVisible(may_excuse)
        place.setVisible(may_plan or may_excuse)
        return row

    def _day(self, line: BoardLine) -> None:
        self._parts.put(group("On the day"))
        disciplines = count(len({cell.discipline for cell in line.cells}), "discipline", "disciplines")
        for icon, words in (
            ("map-pin", line.session.place),
            ("clock", f"{line.session.minutes} minutes, {disciplines}"),
            ("user", f"Deputy: {line.deputy.name}, {line.session.deputy_reason}" if line.deputy else ""),
        ):
            if not words:
                continue
            self._parts.put(hbox(Glyph(icon, 16), grow(Label(words, "body", wrap=True))))

    def _acts(self, line: BoardLine, may_plan: bool, may_open: bool, may_name: bool) -> None:
        if may_open:
            open_ = PrimaryButton("Open the supervision", "presentation")
            open_.clicked.connect(self.opened)
            self._parts.put(open_)
        if may_plan and line.session.state == "PLANNED":
            move = QuietButton("Move it", "calendar-days", small=True)
            move.clicked.connect(self.moved)
            cancel = QuietButton("Call it off", "x", small=True)
            cancel.clicked.connect(self.cancelled)
            self._parts.put(hbox(move, cancel, STRETCH))
        if may_name and line.session.state != "FINALISED":
            name = QuietButton("Name a deputy", "user", small=True)
            name.clicked.connect(self.deputy_asked)
            self._parts.put(hbox(name, STRETCH))
