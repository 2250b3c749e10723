"""Choosing people in a supervision: somebody who came besides, one owner, who tells whom."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Staff
from fsworkbook.services.session_page import SessionPage
from ui.panels.session_words import around_the_table
from ui.theme import px
from ui.widgets.combo import Combo
from ui.widgets.layout import STRETCH, hbox

MOST = 104
OF_FAMILY = "family:"
"""Before the id of a person of the family, where a list holds both kinds of people."""


class PersonCombo(Combo):
    """A list of people in a column of a table: as wide as its column, its list as wide as the names."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), px(MOST)), hint.height())

    def showPopup(self) -> None:
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()


class AddSomebody(QWidget):
    """A list of those who are not there yet. `chosen(staff_id)`."""

    chosen = Signal(str)

    def __init__(self, staff: Mapping[str, Staff], words: str) -> None:
        super().__init__()
        self._staff = staff
        self.field = Combo((), words)
        self.field.setAccessibleName(words)
        self.setLayout(hbox(self.field, STRETCH))
        self.field.edited.connect(self._tell)
        self.leave_out(())

    def leave_out(self, staff_ids: Iterable[str]) -> None:
        """Those who stand on the page already."""
        there = set(staff_ids)
        people = sorted((person for person in self._staff.values() if person.id not in there), key=_by_name)
        self.field.set_choices([(person.id, person.name) for person in people])
        self.field.set_value(None)

    def _tell(self) -> None:
        chosen = self.field.value()
        if chosen is not None:
            self.chosen.emit(str(chosen))


def staff_choices(page: SessionPage, today) -> list[tuple[str, str]]:
    """The members of staff one can name: those of this session first, then the others by name."""
    first = [page.staff[staff_id] for staff_id in around_the_table(page)]
    others = [person for person in page.staff.values() if person not in first and person.active_on(today)]
    return [(person.id, person.name) for person in (*first, *sorted(others, key=_by_name))]


def owner_choices(page: SessionPage, today) -> list[tuple[str, str]]:
    """Who may own an action: one person of staff or of the family, never a team."""
    family = [(f"{OF_FAMILY}{adult.id}", f"{adult.short_name} (family)") for adult in page.adults]
    table = len(around_the_table(page))
    staff = staff_choices(page, today)
    return [*staff[:table], *family, *staff[table:]]


def _by_name(person: Staff) -> str:
    return person.name
