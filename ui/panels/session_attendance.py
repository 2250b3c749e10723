"""Who is here: how each person takes part; who is on the link says so of themselves too (domain.md 3.7, 3.10)."""

from functools import partial

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.supervision import AttendanceMode, SessionState
from fsworkbook.domain.workbook import Json
from ui.panels.session_cells import Value
from ui.panels.session_part import CardPart
from ui.panels.session_people import AddSomebody
from ui.panels.session_presence import ALONE, PresenceRow, absent_mode
from ui.panels.session_text import SaidLabel
from ui.panels.session_words import around_the_table, staff_title
from ui.panels.session_writing import SessionWriting
from ui.widgets.card import Rule, empty
from ui.widgets.check_box import CheckBox
from ui.widgets.labels import Label, second
from ui.widgets.layout import grow, hbox, in_widget, sized, vbox


class AttendancePart(CardPart):
    """Item 1 of the agenda. `said_alone()`: this reader ticked that nobody overhears them."""

    number = 1
    items = ("attendance",)

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__(writing, "Who is here", "")
        self._catalogue = catalogue
        self._shown: tuple[str, ...] = ()
        self._rows = vbox(spacing=0)
        self._fields: dict[str, PresenceRow] = {}
        self._add: AddSomebody | None = None

    def fill(self) -> None:
        self.row(in_widget(self._rows))
        if self.writing.writes:
            self._add = AddSomebody(self.writing.page.staff, "Somebody else is here")
            self._add.chosen.connect(self._bring)
            self.row(in_widget(vbox(self._add, margins=(0, 8))))
        self.writing.refreshed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        people = tuple(dict.fromkeys((*around_the_table(self.writing.page), *self.writing.all("attendance"))))
        if not self.writing.writes:
            people = tuple(staff_id for staff_id in people if self.writing.value("attendance", staff_id))
        if people != self._shown:
            self._shown = people
            self._build(people)
        for staff_id, field in self._fields.items():
            value = self.writing.value("attendance", staff_id)
            if field.value() != dict(value):
                field.set_value(value)

    def _build(self, people: tuple[str, ...]) -> None:
        empty(self._rows)
        self._fields = {}
        for number, staff_id in enumerate(people):
            if number:
                self._rows.put(Rule())
            self._rows.put(self._editor(staff_id) if self.writing.writes else self._line(staff_id))
        if self._add is not None:
            self._add.leave_out(people)

    def _editor(self, staff_id: str) -> PresenceRow:
        staff = self.writing.page.staff[staff_id]
        given = {summary.staff.id for summary in self.writing.page.summaries if summary.version}
        row = PresenceRow(staff.name, staff_title(self._catalogue, staff), absent_mode(staff_id in given))
        row.setProperty("cellPlace", f"attendance|{staff_id}|mode")
        row.edited.connect(partial(self._keep, staff_id, row))
        self._fields[staff_id] = row
        return row

    def _line(self, staff_id: str):
        staff = self.writing.page.staff[staff_id]
        who = vbox(Label(staff.name, "body", weight="medium"), second(staff_title(self._catalogue, staff)), spacing=1)
        how = SaidLabel(self.writing, "attendance", staff_id, words=self._words)
        return in_widget(
            hbox(sized(in_widget(who), width=220), grow(vbox(how, self._own_tick(staff_id))), margins=(0, 7))
        )

    def _own_tick(self, staff_id: str) -> CheckBox | None:
        value = self.writing.value("attendance", staff_id)
        me, session = self.writing.app.ctx.user.id, self.writing.page.session
        remote = value.get("mode") == AttendanceMode.REMOTE.value
        if staff_id != me or not remote or session.state is not SessionState.IN_SESSION:
            return None
        box = CheckBox(ALONE)
        box.setAccessibleName(f"I am alone: {ALONE[0].lower()}{ALONE[1:]}")
        box.set_value(bool(value.get("undisturbed")))
        box.edited.connect(partial(self._tick, staff_id, box))
        return box

    def _words(self, value: Value) -> str:
        words = self._catalogue.label("attendance_mode", str(value.get("mode") or ""))
        if value.get("mode") == AttendanceMode.REMOTE.value:
            words = "On the link"
        parts = [words, "guest" if value.get("guest") else "", str(value.get("reason") or "")]
        if value.get("undisturbed"):
            parts.insert(1, "cannot be overheard, not recording")
        return ", ".join(part for part in parts if part)

    def _tick(self, staff_id: str, box: CheckBox) -> None:
        self.writing.put("attendance", staff_id, at_once=True, undisturbed=box.value())

    def _keep(self, staff_id: str, row: PresenceRow) -> None:
        value: dict[str, Json] = row.value()
        self.writing.put_parts("attendance", staff_id, value)

    def _bring(self, staff_id: str) -> None:
        involved = {summary.staff.id for summary in self.writing.page.summaries}
        mode, guest = AttendanceMode.IN_ROOM.value, staff_id not in involved
        self.writing.put("attendance", staff_id, at_once=True, mode=mode, guest=guest)
        self._refresh()
        self._fields[staff_id].mode.setFocus()
