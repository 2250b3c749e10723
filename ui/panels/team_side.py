"""The chosen person of the team: what is recorded, and for the administrator what can be done (domain.md 9.4)."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Staff
from ui.panels.family_words import day
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Frame, empty
from ui.widgets.chips import Chip
from ui.widgets.labels import heading3, second
from ui.widgets.layout import STRETCH, hbox, vbox


class TeamSide(Frame):
    """Signals: `code_asked()`, `administrator_named()`, `leaving()`; each is about the person now shown."""

    code_asked = Signal()
    administrator_named = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parts = vbox(spacing=8)
        super().__init__(vbox(self._parts, STRETCH, margins=16), parent=parent)
        self.setAccessibleName("The chosen person")
        self.person: Staff | None = None

    def show_person(self, person: Staff, role: str, team: str, today: date, may: frozenset[str]) -> None:
        """`may` holds "code", "administrator", "leave" for what can be done with this person now."""
        self.person = person
        empty(self._parts)
        self._parts.put(heading3(person.name))
        self._parts.put(second(", ".join(words for words in (role, team or person.locality, person.employer) if words)))
        self._parts.put(second(f"Signs in as {person.sign_in}." if person.sign_in else ""))
        if person.is_administrator:
            self._parts.put(hbox(Chip("Administrator", "accent"), STRETCH))
        if person.active_to is not None:
            verb = "Left" if person.active_to < today else "Leaves"
            self._parts.put(hbox(Chip(f"{verb} {day(person.active_to, today)}", "plain"), STRETCH))
        acts = {
            "code": ("New one-time code", self.code_asked),
            "administrator": ("Name as administrator", self.administrator_named),
            "leave": ("Leaves…", self.leaving),
        }
        for name, (words, signal) in acts.items():
            if name in may:
                button = PlainButton(words, small=True)
                button.setAccessibleName(f"{words}, {person.name}")
                button.clicked.connect(signal)
                self._parts.put(hbox(button, STRETCH))
