"""Key information: the facts that are answered as questions, and beside them people, contacts and who works here."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Relationship
from fsworkbook.services import accountability, contacts, family_people
from fsworkbook.services.accountability import NamedReader, Opening
from fsworkbook.services.contacts import Contacts
from fsworkbook.services.families import FamilyPage
from ui.app import App
from ui.panels.contacts_card import ContactsCard
from ui.panels.forms_place import FormsPlace
from ui.panels.involvement_card import InvolvementCard
from ui.panels.people_card import PeopleCard
from ui.widgets.choice_row import SegmentedChoice
from ui.widgets.layout import STRETCH, hbox, vbox

if TYPE_CHECKING:
    from fsworkbook.context import Context

FACTS, WORKERS = "facts", "workers"
PARTS = (
    ("people", "People"),
    ("contacts", "Places and contacts"),
    (WORKERS, "Who works here"),
    (FACTS, "Status and needs"),
)


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What the three cards show, as far as this reader may know it."""

    relationships: tuple[Relationship, ...]
    contacts: Contacts
    readers: tuple[NamedReader, ...]
    openings: tuple[Opening, ...]


class KeyInformationPanel(QWidget):
    """`part_chosen(is_facts)`: whether the questions are shown under it."""

    part_chosen = Signal(bool)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._family_id = ""
        self.parts = SegmentedChoice(PARTS, "part of key information")
        self.people, self.contacts, self.workers = PeopleCard(app), ContactsCard(app), InvolvementCard(app)
        self._cards: dict[str, FormsPlace] = {
            "people": self.people,
            "contacts": self.contacts,
            "workers": self.workers,
        }
        self.setLayout(vbox(hbox(self.parts, STRETCH), *self._cards.values(), spacing=12, margins=(0, 4, 0, 4)))
        self.parts.chosen.connect(self._turn)
        self._turn("people")

    @property
    def part(self) -> str:
        """The part that is chosen."""
        return str(self.parts.value())

    @property
    def shows_facts(self) -> bool:
        """Whether the questions are chosen."""
        return self.parts.value() == FACTS

    def choose(self, part: str) -> None:
        """Show a part, as if it was chosen."""
        self.parts.set_value(part)
        self._turn(part)

    def show_family(self, page: FamilyPage) -> None:
        """Read the facts of an opened family."""
        self._family_id = page.family.id
        self._app.run(self, partial(key_facts, page), partial(self._show, page))

    def clear(self) -> None:
        """Another family is opened: nothing of the one before stays, also not a form that was begun."""
        self._family_id = ""
        for card in self._cards.values():
            card.clear()

    def _show(self, page: FamilyPage, facts: KeyFacts) -> None:
        if page.family.id != self._family_id:
            return
        self.people.show_people(page, facts.relationships)
        self.contacts.show_contacts(page, facts.contacts)
        self.workers.show_involvements(page, facts.readers, facts.openings)

    def _turn(self, part: object) -> None:
        for name, card in self._cards.items():
            if name == part and card.parent() is not None:
                card.show()
            elif name != part:
                card.hide()
        self.part_chosen.emit(part == FACTS)


def key_facts(page: FamilyPage, ctx: "Context") -> KeyFacts:
    """The job. Who was added by name is asked only by those who may know."""
    family_id = page.family.id
    knows = bool({"class_grant:read", "class_grant:write"} & page.may)
    return KeyFacts(
        family_people.relationships(ctx, family_id),
        contacts.contacts(ctx, family_id),
        accountability.readers_by_name(ctx, family_id) if knows else (),
        accountability.openings(ctx, family_id),
    )
