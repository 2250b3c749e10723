"""Who tells whom, in which order: the person who is harmed first; what has to wait stays closed (domain.md 3.7)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.supervision import SessionState
from fsworkbook.services import finalising
from ui.panels.family_words import day
from ui.panels.session_dates import DayField
from ui.panels.session_parts import MIDDLE, Bound, day_json, day_of
from ui.panels.session_people import PersonCombo, staff_choices
from ui.panels.session_rows import RowsPart
from ui.panels.session_text import GrowingText
from ui.panels.session_words import and_listed, called, full_name, person_of
from ui.panels.session_writing import SessionWriting
from ui.widgets.buttons import IconButton
from ui.widgets.card import Frame, Rule
from ui.widgets.check_box import CheckBox
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, Box, at, grow, hbox, sized, vbox
from ui.widgets.line_field import LineField

if TYPE_CHECKING:
    from fsworkbook.context import Context

NUMBER, WHOM, BY = 18, 104, 138


class TellsPart(RowsPart):
    """Item 9, below the actions: a message to one person."""

    number = 9
    items = ("tell",)
    item = "tell"

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "Who tells whom, in which order", "", "Add a person")

    def arrange(self, rows: Box) -> None:
        self._table = Frame(vbox(rows, margins=(16, 4)))
        self._none = Label("Nobody is named yet.", "body", "ink2")
        self.body.put(self._none)
        self.body.put(self._table)

    def make_row(self, subject: str) -> "TellRow":
        row = TellRow(self.writing, subject)
        row.raised.connect(self._raise)
        return row

    def show_around(self) -> None:
        self._table.setVisible(bool(self.rows))
        self._none.setVisible(not self.rows)

    def _raise(self, subject: str) -> None:
        order = list(self.writing.all("tell"))
        place = order.index(subject)
        if place:
            order[place - 1], order[place] = order[place], order[place - 1]
            for number, key in enumerate(order, 1):
                if self.writing.value("tell", key).get("position") != number:
                    self.writing.put("tell", key, position=number)
            self._refresh()


class TellRow(QWidget):
    """One message: whom, by whom, how and by when; told, or what it waits for."""

    taken_out = Signal(str)
    raised = Signal(str)

    def __init__(self, writing: SessionWriting, subject: str) -> None:
        super().__init__()
        self._writing, self._subject = writing, subject
        self.number = sized(Label("", "body", "ink2"), width=NUMBER)
        self.told = CheckBox("Told")
        self.hourglass = Glyph("hourglass", 16)
        self.waits = second("")
        self.why = LineField("Why not first? The chair says")
        Bound(writing, self.why, "tell", subject, "why_not_first")
        parts = self._editors() if writing.writes else self._words()
        row = hbox(at(self.number, MIDDLE), *parts, at(self.told, MIDDLE), at(self.hourglass, MIDDLE), spacing=6)
        if writing.writes:
            row.put(at(self.earlier, MIDDLE))
            row.put(at(self.remove, MIDDLE))
        how = self.how if writing.writes else None
        below = hbox(24, grow(vbox(how, self.waits, self.why, spacing=4)), spacing=0)
        self._rule = Rule()
        self.setLayout(vbox(self._rule, row, below, margins=(0, 0, 0, 4), spacing=4))
        self.told.edited.connect(self._tick)
        writing.refreshed.connect(self._refresh)

    def begin(self) -> None:
        """The keyboard into whom it goes to."""
        self.whom.setFocus()

    def set_number(self, number: int) -> None:
        """Its place in the order, in every name that is spoken."""
        self.number.setText(str(number))
        self._rule.setVisible(number > 1)
        self.told.setAccessibleName(f"Told, person {number}")
        self.why.setAccessibleName(f"Why not first, person {number}")
        if self._writing.writes:
            names = {self.whom: "Who is told", self.by: "Who tells", self.how: "How", self.due: "By when"}
            for field, name in names.items():
                field.setAccessibleName(f"{name}, person {number}")
            self.earlier.setAccessibleName(f"Earlier, person {number}")
            self.remove.setAccessibleName(f"Remove person {number}")
            self.earlier.setEnabled(number > 1)
        self._refresh()

    def _editors(self):
        writing, subject, page = self._writing, self._subject, self._writing.page
        family = [(person.id, person.short_name) for person in (*page.adults, *page.children)]
        self.whom = sized(PersonCombo(family, "Who?"), width=WHOM)
        self.by = sized(PersonCombo(staff_choices(page, writing.app.ctx.today), "By whom?"), width=BY)
        self.how = GrowingText("", "How are they told?", quiet=True)
        self.due = DayField(writing.app.ctx.today, "By when?")
        for field, part in ((self.whom, "whom"), (self.by, "by"), (self.how, "how")):
            Bound(writing, field, "tell", subject, part)
        Bound(writing, self.due, "tell", subject, "due", day_json, day_of)
        self.earlier, self.remove = IconButton("chevron-up", ""), IconButton("x", "")
        self.earlier.setToolTip("Tell earlier")
        self.earlier.clicked.connect(partial(self.raised.emit, subject))
        self.remove.clicked.connect(partial(self.taken_out.emit, subject))
        return at(self.whom, MIDDLE), at(self.by, MIDDLE), at(self.due, MIDDLE), STRETCH

    def _words(self):
        self._whom_words = Label("", "body", weight="medium", wrap=True)
        self._by_words = Label("", "body", wrap=True)
        self._how_words = Label("", "body", "ink2", wrap=True)
        return sized(self._whom_words, width=WHOM), sized(self._by_words, width=BY), grow(self._how_words)

    def _refresh(self) -> None:
        page, value = self._writing.page, self._writing.value("tell", self._subject)
        if not self._writing.writes:
            whom = person_of(page, str(value.get("whom") or ""))
            due = day_of(value.get("due"))
            by_when = f"by {day(due, self._writing.app.ctx.today)}" if due else ""
            self._whom_words.setText(whom.short_name if whom else full_name(page, value.get("whom")))
            self._by_words.setText(full_name(page, value.get("by")))
            self._how_words.setText(", ".join(part for part in (str(value.get("how") or ""), by_when) if part))
        waiting = self._subject in page.waiting_tells and not value.get("why_not_first")
        told = page.told.get(self._subject)
        self.hourglass.setVisible(waiting)
        me, session = self._writing.app.ctx.user.id, page.session
        chairs = me in session.finaliser_ids
        mine = me == value.get("by") or chairs
        self.told.setVisible(not waiting and session.state is not SessionState.PLANNED and (mine or told is not None))
        self.told.set_value(told is not None)
        self.told.setEnabled(told is None and mine)
        harmed = and_listed(adult.short_name for adult in page.adults if adult.is_harmed)
        chair = called(page, session.deputy_id or session.chair_id)
        self.waits.setText(f"waits until {harmed} has been told, or {chair} says why not" if waiting else "")
        self.waits.setVisible(waiting)
        says = self._writing.writes and chairs and (waiting or bool(value.get("why_not_first")))
        self.why.setVisible(says)

    def _tick(self) -> None:
        self._writing.flush()
        job = partial(_tell, self._writing.session_id, self._subject)
        self._writing.app.run(self, job, self._ticked, failed=self._not_told)

    def _ticked(self, _result: object) -> None:
        self._writing.app.saves.say()

    def _not_told(self, error) -> None:
        self.told.set_value(False)
        self.waits.setText(error.message)
        self.waits.show()


def _tell(session_id: str, tell_id: str, ctx: "Context") -> None:
    finalising.tell(ctx, session_id, tell_id)
