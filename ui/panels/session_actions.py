"""Actions: a text, for which child, one owner who is a person, and a date (domain.md 3.9)."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fsworkbook.domain.people import Person
from fsworkbook.domain.workbook import Json
from ui.panels.family_words import day
from ui.panels.session_cells import Value
from ui.panels.session_dates import DayField
from ui.panels.session_parts import TOP, Bound, day_json, day_of, error_line, text_part, words_part
from ui.panels.session_people import OF_FAMILY, PersonCombo, owner_choices
from ui.panels.session_rows import RowsPart
from ui.panels.session_words import and_listed, full_name
from ui.panels.session_writing import SessionWriting
from ui.theme import px, tokens
from ui.widgets import paint
from ui.widgets.buttons import IconButton, PlainButton
from ui.widgets.card import Frame, Rule
from ui.widgets.check_box import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.labels import Label
from ui.widgets.layout import Box, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.tab_order import comes_last

A_PERSON = "Choose one person: a team cannot own an action."
NUMBER, FOR, OWNER, DUE, CROSS = 18, 84, 138, 122, 28


class ActionsPart(RowsPart):
    """Item 9: the table of actions."""

    number = 9
    items = ("action",)
    item = "action"

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "Actions", "each with one owner", "Add an action")

    def arrange(self, rows: Box) -> None:
        self._table = Frame(vbox(self._head(), rows, margins=(16, 8)))
        self._none = Label("No action yet.", "body", "ink2")
        self.body.put(self._none)
        self.body.put(self._table)

    def make_row(self, subject: str) -> "ActionRow":
        return ActionRow(self.writing, subject)

    def show_around(self) -> None:
        self._table.setVisible(bool(self.rows))
        self._none.setVisible(not self.rows)

    def show_missing(self, subject: str) -> None:
        """Say under an action what it still needs."""
        if subject in self.rows:
            self.rows[subject].show_missing()

    def _head(self) -> QWidget:
        words = [sized(Label(text, "small", "ink2", weight="semibold"), width=width)
                 for text, width in (("For", FOR), ("Owner", OWNER), ("Due", DUE))]  # fmt: skip
        action = Label("Action", "small", "ink2", weight="semibold")
        cross = sized(Label(""), width=CROSS) if self.writing.writes else None
        return in_widget(
            hbox(sized(Label(""), width=NUMBER), grow(action), *words, cross, margins=(0, 0, 0, 6), spacing=6)
        )


class ActionRow(QWidget):
    """One action. `taken_out(subject)`."""

    taken_out = Signal(str)

    def __init__(self, writing: SessionWriting, subject: str) -> None:
        super().__init__()
        self._writing, self._subject = writing, subject
        self.number = sized(Label("", "body", "ink2"), width=NUMBER)
        self.text = text_part(writing, "action", subject, "", "What?", quiet=True)
        self.error = error_line()
        row = self._editors() if writing.writes else self._words()
        self.setLayout(vbox(Rule(), row, self.error, margins=(0, 0, 0, 3), spacing=4))
        if writing.writes:  # what is needed comes first: who, by when; then for which child
            comes_last(self.children_field, self.remove)

    def begin(self) -> None:
        """The keyboard into its text."""
        self.text.setFocus()

    def set_number(self, number: int) -> None:
        """Its place in the table, in every name that is spoken."""
        self.number.setText(str(number))
        self.text.setAccessibleName(f"Action {number}")
        if self._writing.writes:
            self.children_field.set_subject(f"action {number}")
            self.owner.setAccessibleName(f"Owner of action {number}")
            self.due.setAccessibleName(f"Due day of action {number}")
            self.remove.setAccessibleName(f"Remove action {number}")

    def show_missing(self) -> None:
        """Say what is missing, under the field it is missing in."""
        value = self._writing.value("action", self._subject)
        if not (value.get("owner_id") or value.get("owner_person")):
            self._say(self.owner, A_PERSON)
        elif not value.get("due"):
            self._say(self.due, "Write the day by which it is done.")

    def _editors(self) -> QWidget:
        writing, subject = self._writing, self._subject
        today = writing.app.ctx.today
        self.owner = sized(PersonCombo(owner_choices(writing.page, today), "Who?"), width=OWNER)
        self.owner.setProperty("cellPlace", f"action|{subject}|owner_id")
        self.due = sized(DayField(today, "By when?"), width=DUE)
        Bound(writing, self.due, "action", subject, "due", day_json, day_of, self.error)
        self.children_field = sized(ForChildren(writing.page.children), width=FOR)
        Bound(writing, self.children_field, "action", subject, "for_children", list, tuple_of)
        self.children_field.setProperty("cellPlace", "")
        self.remove = IconButton("x", "")
        self.owner.edited.connect(self._own)
        self.due.edited.connect(self._clear)
        self.remove.clicked.connect(partial(self.taken_out.emit, subject))
        writing.refreshed.connect(self._show_owner)
        self._show_owner()
        fields = (self.children_field, self.owner, self.due, self.remove)
        return in_widget(
            hbox(at(vbox(7, self.number, spacing=0), TOP), grow(self.text), *(at(field, TOP) for field in fields),
                 margins=(0, 4, 0, 0), spacing=6)
        )  # fmt: skip

    def _words(self) -> QWidget:
        page = self._writing.page

        def cell(words, width: int):
            return sized(words_part(self._writing, "action", self._subject, words), width=width)

        def children(value: Value) -> str:
            wanted = value.get("for_children")
            names = {child.id: child.short_name for child in page.children}
            return and_listed(names.get(str(child), "") for child in wanted) if isinstance(wanted, list) else ""

        def owner(value: Value) -> str:
            return full_name(page, value.get("owner_id") or value.get("owner_person"))

        def due(value: Value) -> str:
            found = day_of(value.get("due"))
            return day(found, self._writing.app.ctx.today) if found else ""

        cells = (cell(children, FOR), cell(owner, OWNER), cell(due, DUE))
        return in_widget(hbox(at(self.number, TOP), grow(self.text), *cells, margins=(0, 6, 0, 4), spacing=6))

    def _show_owner(self) -> None:
        value = self._writing.value("action", self._subject)
        person = f"{OF_FAMILY}{value['owner_person']}" if value.get("owner_person") else value.get("owner_id")
        if self.owner.value() != person:
            self.owner.set_value(str(person) if person else None)

    def _own(self) -> None:
        self._clear()
        chosen = str(self.owner.value() or "")
        family = chosen.startswith(OF_FAMILY)
        self._writing.put("action", self._subject, owner_id="" if family else chosen,
                          owner_person=chosen.removeprefix(OF_FAMILY) if family else "")  # fmt: skip

    def _say(self, field: Combo | DayField, sentence: str) -> None:
        field.set_wrong(True)
        self.error.setText(sentence)
        self.error.show()

    def _clear(self) -> None:
        self.owner.set_wrong(False)
        self.due.set_wrong(False)
        self.error.hide()


class ForChildren(PlainButton):
    """For which children: their names; pressed, boxes to tick. `value()` is a list of ids."""

    edited = Signal()

    def __init__(self, children: tuple[Person, ...]) -> None:
        super().__init__("", small=True)
        sized(self, height=tokens().control["field"])
        self._children = children
        self._popup = ChildrenPopup(self)
        self._boxes = {child.id: CheckBox(child.short_name) for child in children}
        for box in self._boxes.values():
            self._popup.column.addWidget(box)
            box.edited.connect(self._tell)
        self.clicked.connect(self._open)
        self._subject = ""
        self._show()

    def value(self) -> list[str]:
        """The children it is for."""
        return [child_id for child_id, box in self._boxes.items() if box.value()]

    def set_value(self, value: object) -> None:
        """Show these; no signal."""
        chosen = value if isinstance(value, list | tuple) else ()
        for child_id, box in self._boxes.items():
            box.set_value(child_id in chosen)
        self._show()

    def set_wrong(self, wrong: bool) -> None:
        """Nothing here can be wrong."""

    def set_subject(self, subject: str) -> None:
        """What it is about, for the ear."""
        self._subject = subject
        self._show()
        for child in self._children:
            self._boxes[child.id].setAccessibleName(f"{child.short_name}, {subject}")

    def _show(self) -> None:
        names = and_listed(child.short_name for child in self._children if self._boxes[child.id].value())
        few = len(self.value()) < 3
        self.setText(
            names.replace(" and ", ", ") if few and names else f"{len(self.value())} children" if names else "Child…"
        )
        self.setAccessibleName(f"For which child, {self._subject}")
        self.setAccessibleDescription(names)
        self.setToolTip(names)

    def _tell(self) -> None:
        self._show()
        self.edited.emit()

    def _open(self) -> None:
        self._popup.adjustSize()
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + px(2))))
        self._popup.show()
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.PopupFocusReason)


class ChildrenPopup(QFrame):
    """The boxes; Esc, or a click beside it, closes."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(12), px(8), px(16), px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), 0, "surface", "ctl")


def tuple_of(value: Json) -> list[Json]:
    """A kept list; empty where there is none."""
    return value if isinstance(value, list) else []
