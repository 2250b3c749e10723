"""Whose part of a section is shown, and about which child: one person at a time, never merged (ui.md 4.3)."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.services.sections import Question
from ui.widgets.card import empty
from ui.widgets.choice_row import SegmentedChoice
from ui.widgets.combo import Combo
from ui.widgets.layout import hbox


class PersonChoice(QWidget):
    """`chosen()` when another person is chosen. `adult` and `child` are ids, None where a section asks about none."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = hbox(spacing=12)
        self.setLayout(self._row)
        self._adults: tuple[Person, ...] = ()
        self._children: tuple[Person, ...] = ()
        self._adult_choice: SegmentedChoice | None = None
        self._child_choice: Combo | None = None

    @property
    def adult(self) -> Person | None:
        """The adult whose part is shown."""
        return _of(self._adults, self._adult_choice)

    @property
    def child(self) -> Person | None:
        """The child it is about."""
        return _of(self._children, self._child_choice)

    def show_questions(self, questions: Iterable[Question]) -> None:
        """Offer the persons these questions are about; who was chosen stays chosen."""
        people = {person.id: person for question in questions for person in question.subjects}
        adults = tuple(person for person in people.values() if person.kind is PersonKind.ADULT)
        children = tuple(person for person in people.values() if person.kind is not PersonKind.ADULT)
        if (adults, children) == (self._adults, self._children):
            return
        kept = self.adult, self.child
        self._adults, self._children = adults, children
        empty(self._row)
        self._adult_choice = self._adult_row() if adults else None
        self._child_choice = self._child_row() if children else None
        self.choose(person.id for person in kept if person is not None)
        self.setVisible(len(adults) > 1 or bool(children))

    def choose(self, person_ids: Iterable[str]) -> None:
        """Show these persons."""
        for person_id in person_ids:
            if self._adult_choice is not None and any(person.id == person_id for person in self._adults):
                self._adult_choice.set_value(person_id)
            if self._child_choice is not None and any(person.id == person_id for person in self._children):
                self._child_choice.set_value(person_id)

    def shows(self, question: Question) -> bool:
        """Whether a question is about the persons chosen, or about the family."""
        shown = {person.id for person in (self.adult, self.child) if person is not None}
        return all(person.id in shown for person in question.subjects)

    def _adult_row(self) -> SegmentedChoice:
        choice = SegmentedChoice([(person.id, person.short_name) for person in self._adults], "whose part")
        if len(self._adults) < 2:
            choice.hide()
        choice.chosen.connect(self._tell)
        self._row.put(choice)
        return choice

    def _child_row(self) -> Combo:
        choice = Combo([(person.id, f"About: {person.short_name}") for person in self._children])
        choice.setAccessibleName("About which child")
        choice.set_value(self._children[0].id)
        choice.edited.connect(self._tell)
        self._row.put(choice)
        return choice

    def _tell(self) -> None:
        self.chosen.emit()


def _of(people: tuple[Person, ...], choice: SegmentedChoice | Combo | None) -> Person | None:
    if not people:
        return None
    value = choice.value() if choice is not None else None
    return next((person for person in people if person.id == value), people[0])
