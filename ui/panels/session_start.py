"""Before a supervision starts: who is expected, whose summary is in, who is here; postpone, open with a reason."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.supervision import PRESENT, AttendanceMode
from fsworkbook.services.session_page import SessionPage
from ui.panels.session_parts import error_line
from ui.panels.session_people import AddSomebody
from ui.panels.session_presence import PresenceRow, absent_mode
from ui.panels.session_text import show_if
from ui.panels.session_words import and_listed, around_the_table, called, staff_title
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, Rule
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.line_field import LineField
from ui.widgets.notice import NoticeBar
from ui.widgets.speech import announce

PURPOSE = (
    "Everyone who knows this family thinks together so that the children’s lives get better: we work out what is "
    "needed, meet it, and look for change in the grown-ups’ behaviour that makes it less harmful for the children. "
    "We decide together, give reasons, and own the result."
)


class StartPanel(QWidget):
    """`started(attendance by staff id as cells, reason)`, `postponed()`. Only the chair gets the fields."""

    started = Signal(object, str)
    postponed = Signal()

    def __init__(self, catalogue: Catalogue, page: SessionPage, today: date, may_start: bool) -> None:
        super().__init__()
        self._catalogue, self._page, self._today, self._may_start = catalogue, page, today, may_start
        self._given = {summary.staff.id for summary in page.summaries if summary.version or summary.still_true_on}
        self.rows: dict[str, PresenceRow] = {}
        self.missing = NoticeBar("plum", "clock", "", button="Postpone" if may_start else None)
        self.reason = LineField("Why do you open without it?")
        self.reason.setAccessibleName("Reason to open all the same")
        self.error = error_line()
        self.start = PrimaryButton("Start")
        self.add = AddSomebody(page.staff, "Somebody else is here")

        card = Card("Who is here", "summaries that are in count as being there")
        self._list = vbox(spacing=0)
        card.add_row(in_widget(vbox(self._list, margins=(16, 0))))
        self._foot = vbox(self.add, self.reason, self.error, hbox(STRETCH, self.start), margins=(16, 10), spacing=8)
        foot = in_widget(self._foot)
        card.add_row(foot)
        foot.setVisible(may_start)
        chair = called(page, page.session.deputy_id or page.session.chair_id)
        waits = second(f"{chair} starts the supervision. From then on everybody who is here reads the record live.")
        show_if(waits, not may_start)
        self.setLayout(vbox(Label(PURPOSE, "body", "ink2", wrap=True), self.missing, card, waits, spacing=12))

        for staff_id in around_the_table(page):
            self._add_row(staff_id, guest=False)
        self.add.chosen.connect(partial(self._add_row, guest=True))
        self.start.clicked.connect(self._start)
        self.missing.acted.connect(self.postponed)
        self._follow()

    def show_error(self, error: WorkbookError) -> None:
        """Why it did not start."""
        self.error.setText(error.message)
        self.error.show()
        announce(self.error, error.message, at_once=True)
        self.reason.setVisible(True)
        self.reason.setFocus()

    def place_of(self, item: str, subject: str) -> QWidget | None:
        """Where one begins."""
        return self.start if self._may_start else None

    def _add_row(self, staff_id: str, guest: bool) -> None:
        if staff_id in self.rows:
            return
        page, staff = self._page, self._page.staff[staff_id]
        title = staff_title(self._catalogue, staff)
        expected = staff_id in {summary.staff.id for summary in page.summaries}
        note = ("summary in" if staff_id in self._given else "no summary") if expected else ""
        if self._list.count():
            self._list.put(Rule())
        if not self._may_start:
            line = hbox(
                grow(Label(f"{staff.name}, {title}", "body", wrap=True)), second(note, wrap=False), margins=(0, 8)
            )
            self._list.put(in_widget(line))
            return
        row = PresenceRow(staff.name, title, absent_mode(staff_id in self._given), note)
        came = guest or not expected or staff_id in self._given  # of the others nobody knows until somebody says so
        row.set_value({"mode": (AttendanceMode.IN_ROOM if came else absent_mode(False)).value, "guest": guest})
        row.edited.connect(self._follow)
        self.rows[staff_id] = row
        self._list.put(row)
        self.add.leave_out(self.rows)
        self._follow()

    def _waited_for(self) -> list[str]:
        here = {staff_id for staff_id, row in self.rows.items() if row.value().get("mode") in PRESENT}
        expected = (summary.staff for summary in self._page.summaries)
        return [staff.name for staff in expected if staff.id not in self._given and staff.id not in here]

    def _not_in(self) -> list[str]:
        return [summary.staff.name for summary in self._page.summaries if summary.staff.id not in self._given]

    def _follow(self) -> None:
        here = sum(row.value().get("mode") in PRESENT for row in self.rows.values())
        waited = self._waited_for() if self._may_start else self._not_in()
        self.start.setText(f"Start, {here} here")
        self.reason.setVisible(bool(waited))
        self.missing.setVisible(bool(waited))
        if waited and self._page.session.starts_at.date() > self._today:
            self.missing.set_notice(f"Still to come: the summaries of {and_listed(waited)}.")
        elif waited:
            names = and_listed(waited)
            have = "has" if len(waited) == 1 else "have"
            ways = " Postpone, or open with a reason: the reason stands in the record." if self._may_start else ""
            self.missing.set_notice(f"{names} {have} not given a summary and {have} not come.{ways}")

    def _start(self) -> None:
        if self._waited_for() and not self.reason.value():
            self.show_error(WorkbookError("Say why you open without it. The reason stands in the record."))
            return
        values = {staff_id: row.value() for staff_id, row in self.rows.items()}
        self.started.emit(values, self.reason.value())
