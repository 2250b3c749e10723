"""What can lead to a person: places and contact points. Confidential ones stand covered for those who may read them,
and are covered again after a minute; for anybody else they are not there, and contact goes through the key worker."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import ContactPoint, Place
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services import contacts
from fsworkbook.services.contacts import Contacts
from fsworkbook.services.families import FamilyPage
from ui.app import App
from ui.panels.family_words import listed
from ui.panels.form_card import FormCard
from ui.panels.forms_place import FormsPlace
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, CardRow
from ui.widgets.chips import ConfidentialMark
from ui.widgets.fields import ChoiceField, ChoicesField, LabelledField, LineField
from ui.widgets.labels import second

SHOWN_FOR = 60_000
"""Milliseconds until a confidential contact is covered again."""
COVERED = "••••••••"


class ContactRow(CardRow):
    """One contact point; a confidential one opens by Show, which is on the record."""

    def __init__(self, app: App, point: ContactPoint, kind: str, whose: str, protects: str) -> None:
        self._app = app
        self._point = point
        self._safe = f"Safe to use: {point.safe_to_use}" if point.safe_to_use else ""
        self._confidential = point.sharing_class is SharingClass.VICTIM_CONFIDENTIAL
        self.show_button = QuietButton("Show", "eye", small=True)
        self.show_button.setAccessibleName(f"Show {kind.lower()}, {whose}")
        parts = [ConfidentialMark(f"Named people, for {protects}’s safety"), self.show_button]
        value = COVERED if self._confidential else point.value
        super().__init__(f"{kind}: {value}", self._words(whose), *(parts if self._confidential else ()))
        self._kind, self._whose = kind, whose
        self._cover = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._cover.timeout.connect(self.cover)
        self.show_button.clicked.connect(self._toggle)

    def cover(self) -> None:
        """Cover it again."""
        self._cover.stop()
        if self._confidential:
            self.set_words(f"{self._kind}: {COVERED}", self._words(self._whose))
            self.show_button.setText("Show")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cover()

    def _toggle(self) -> None:
        if self._cover.isActive():
            self.cover()
        else:
            point_id = self._point.id
            self._app.run(self, lambda ctx: contacts.show_contact_point(ctx, point_id), self._show)

    def _show(self, point: ContactPoint) -> None:
        if self.isVisible():
            self.set_words(f"{self._kind}: {point.value}", self._words(self._whose))
            self.show_button.setText("Cover")
            self._cover.start()

    def _words(self, whose: str) -> str:
        return ". ".join(words for words in (whose, self._safe) if words)


class ContactsCard(FormsPlace):
    """Places with who lives or goes there, and contact points."""

    def __init__(self, app: App) -> None:
        self._places = Card("Households and settings", button="Add a place", button_icon="plus")
        self._points = Card("How to reach them", button="Add a contact", button_icon="plus")
        self._read = Contacts((), (), frozenset())
        super().__init__(app, self._points, self._places)
        self._places.acted.connect(self._add_place)
        self._points.acted.connect(self._add_point)

    def show_contacts(self, page: FamilyPage, read: Contacts) -> None:
        """What this reader may know, and whom to ask for the rest."""
        self.page, self._read = page, read
        people = {person.id: person for person in page.people}
        places = {place.id: place for place in read.places}
        catalogue = self.app.ctx.catalogue
        for card, right in ((self._places, "people:write"), (self._points, "contact_point:write")):
            card.clear()
            card.button.setVisible(right in page.may)
        self._points.add(second(f"Contact through: {page.contact_through}"))
        for point in read.points:
            owner = people.get(point.of_id)
            whose = owner.name if owner else places[point.of_id].label if point.of_id in places else ""
            protects = people[point.protects].short_name if point.protects in people else ""
            kind = catalogue.label("contact_point_kind", point.kind)
            self._points.add_row(ContactRow(self.app, point, kind, whose, protects))
        for place in read.places:
            self._places.add_row(self._place_row(place))

    def _place_row(self, place: Place) -> CardRow:
        people = {person.id: person for person in self.page.people}
        who = listed(people[person].short_name for person in place.members if person in people)
        kind = self.app.ctx.catalogue.label("place_kind", place.kind)
        parts: list[QWidget] = []
        if place.id in self._read.protected:
            parts.append(ConfidentialMark("Protected address"))
        elif "protected_place:write" in self.page.may:
            parts.append(self.button("Protect", partial(self._protect, place), place.label))
        return CardRow(place.label, f"{kind}: {who}" if who else kind, *parts)

    def _people(self) -> list[tuple[str, str]]:
        return [(person.id, person.short_name) for person in self.page.people]

    def _add_place(self) -> None:
        kinds = [(item.code, item.label) for item in self.app.ctx.catalogue.options["place_kind"]]
        fields = {
            "kind": LabelledField("Kind", ChoiceField(kinds)),
            "label": LabelledField("Plain label", LineField("Kayleigh’s home, or nursery")),
            "members": LabelledField("Who lives or goes there", ChoicesField(self._people())),
        }
        fields["kind"].set_value("HOUSEHOLD")
        note = "Its name and address go into a contact, never into the label."
        place = partial(self._placed, self.page.family.id)
        self.open_form(FormCard(self.app, "Add a place", fields, "Add", place, note))

    def _placed(self, family_id: str, values: Mapping[str, Any]):
        kind = values["kind"] or "HOUSEHOLD"
        return lambda ctx: contacts.add_place(ctx, family_id, kind, values["label"], values["members"])

    def _add_point(self) -> None:
        kinds = [(item.code, item.label) for item in self.app.ctx.catalogue.options["contact_point_kind"]]
        owners = [(("PERSON", key), words) for key, words in self._people()]
        owners += [(("PLACE", place.id), place.label) for place in self._read.places]
        harmed = [(person.id, person.short_name) for person in self.page.people if person.is_harmed]
        fields = {
            "of": LabelledField("Of", ChoiceField(owners)),
            "kind": LabelledField("Kind", ChoiceField(kinds)),
            "value": LabelledField("Address, number or name", LineField()),
            "safe_to_use": LabelledField("Safe to use", LineField("Tuesdays before 14:00")),
        }
        if harmed:
            words = "Nobody’s safety depends on it"
            fields["protects"] = LabelledField("For whose safety?", ChoiceField(harmed, words, clearable=True))
        self.open_form(FormCard(self.app, "Add a contact", fields, "Add", partial(self._pointed, self.page.family.id)))

    def _pointed(self, family_id: str, values: Mapping[str, Any]):
        if values["of"] is None:
            raise WorkbookError("Choose whose it is.", "of")
        if values["kind"] is None:
            raise WorkbookError("Choose what it is.", "kind")
        (of_kind, of_id), protects = values["of"], values.get("protects")
        sharing_class = SharingClass.VICTIM_CONFIDENTIAL if protects else None
        what = (of_kind, of_id, values["kind"], values["value"], values["safe_to_use"], sharing_class, protects)
        return lambda ctx: contacts.add_contact_point(ctx, family_id, *what)

    def _protect(self, place: Place) -> None:
        fields = {
            "protects": LabelledField("Whom it protects", ChoiceField(self._people())),
            "kept_from": LabelledField("Kept from", ChoicesField(self._people())),
            "reason": LabelledField("Why", LineField()),
        }
        harmed = [person.id for person in self.page.people if person.is_harmed]
        fields["protects"].set_value(harmed[0] if harmed else None)
        fields["kept_from"].set_value([person.id for person in self.page.people if person.harms])
        title = f"Protect {place.label}"
        self.open_form(FormCard(self.app, title, fields, "Protect this place", partial(self._protected, place)))

    def _protected(self, place: Place, values: Mapping[str, Any]):
        if values["protects"] is None:
            raise WorkbookError("Choose whom it protects.", "protects")
        what = (values["protects"], values["kept_from"], values["reason"])
        return lambda ctx: contacts.protect_place(ctx, place.id, *what)
