"""The boxes of a summary as one editor: three questions in the short form, more on request (domain.md 3.6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue, FieldKind, Scope, SummaryBox
from fsworkbook.domain.people import Person
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content
from fsworkbook.services.summaries import SummaryForm
from ui.panels.family_words import her
from ui.panels.field_editors import Asked, FieldEditor
from ui.panels.text_editor import TextRules, TextWithSharing
from ui.widgets.buttons import QuietButton
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, hbox, in_widget, vbox
from ui.widgets.stages import StagePicker

STAGE, HARMED_BOXES, NO_CONTACT = "stage", ("keeps_safe", "gets_in_way"), "no_contact"


@dataclass(frozen=True, slots=True)
class Place:
    """One box for the person, and the behaviour, it is about: where its answer stands, and what it is called."""

    box: SummaryBox
    slot: str
    name: str
    person: Person | None = None


def places(form: SummaryForm, catalogue: Catalogue) -> Iterator[Place]:
    """Every box that is asked, in the order of the form."""
    for box in form.boxes:
        if box.kind is FieldKind.AUTO:
            continue
        if box.scope is Scope.FAMILY:
            yield Place(box, box.slot, box.title)
        elif box.scope is Scope.CHILD:
            for child in form.children:
                yield Place(box, f"{box.slot}:{child.id}", f"{box.title}: {child.short_name}", child)
        else:
            yield from _of_adults(box, form, catalogue)


def _of_adults(box: SummaryBox, form: SummaryForm, catalogue: Catalogue) -> Iterator[Place]:
    for adult in form.adults:
        if box.slot == STAGE:
            for behaviour in form.behaviours.get(adult.id, ()):
                words = catalogue.label("target_behaviour", behaviour)
                name = f"{box.title}: {adult.short_name}, {words[:1].lower()}{words[1:]}"
                yield Place(box, f"{box.slot}:{adult.id}:{behaviour}", name, adult)
        elif box.slot not in HARMED_BOXES or adult.is_harmed:
            yield Place(box, f"{box.slot}:{adult.id}", f"{box.title}: {adult.short_name}", adult)


class SummaryBoxes(FieldEditor):
    """`content()`, `set_content()`, `edited()` as every editor of an entry; long boxes are made when first shown."""

    def __init__(self, asked: Asked, form: SummaryForm, catalogue: Catalogue, people: Mapping[str, Person]) -> None:
        super().__init__(asked)
        self._catalogue = catalogue
        self._people = people
        self._places = tuple(places(form, catalogue))
        self._kept = Content()
        self._texts: dict[str, TextWithSharing] = {}
        self._values: dict[str, Any] = {}
        self._default = form.boxes[0].default_class or SharingClass.PROFESSIONALS_ONLY
        self.no_contact = QuietButton("No contact since, because…", "pause", small=True)
        self.longer = QuietButton("Show more questions", "chevron-down", small=True)
        self._short = vbox(spacing=16)
        self._long = vbox(spacing=16)
        self._long_part = in_widget(self._long)
        more = hbox(self.no_contact, self.longer, STRETCH)
        self.setLayout(vbox(self._short, self._long_part, more, spacing=14))
        self._long_part.hide()
        for place in self._places:
            if not place.box.long_form and place.box.slot != NO_CONTACT:
                self._short.put(self._made(place))
        has_long = any(place.box.long_form for place in self._places)
        self.longer.setVisible(has_long)
        self.no_contact.setVisible(any(place.box.slot == NO_CONTACT for place in self._places))
        self.longer.clicked.connect(self.show_long)
        self.no_contact.clicked.connect(self.show_no_contact)

    def show_long(self) -> None:
        """The long form under the short one."""
        for place in self._places:
            if place.box.long_form and place.slot not in self._texts:
                self._long.put(self._made(place))
        self._long_part.show()
        self.longer.hide()

    def show_no_contact(self) -> None:
        """One box that is a full answer."""
        place = next(place for place in self._places if place.box.slot == NO_CONTACT)
        if place.slot not in self._texts:
            self._short.put(self._made(place))
        self.no_contact.hide()
        self._texts[place.slot].give_focus()

    def content(self) -> Content:
        texts = dict(self._kept.texts) | {slot: text.value() for slot, text in self._texts.items()}
        values = dict(self._kept.values) | {slot: field.value() for slot, field in self._values.items()}
        return Content(
            {slot: text for slot, text in texts.items() if text},
            {slot: value for slot, value in values.items() if value is not None},
            self._default,
        )

    def set_content(self, content: Content) -> None:
        self._kept = content
        long_slots = {place.slot for place in self._places if place.box.long_form}
        if long_slots & (set(content.texts) | set(content.values)):
            self.show_long()
        if content.text(NO_CONTACT):
            self.show_no_contact()
        for slot, text in self._texts.items():
            text.set_value(content.text(slot))
        for slot, field in self._values.items():
            field.set_value(content.values.get(slot))

    def give_focus(self) -> None:
        next(iter(self._texts.values())).give_focus()

    def _made(self, place: Place) -> QWidget:
        box = place.box
        text = TextWithSharing(place.name, self._rules(place))
        self._texts[place.slot] = text
        text.set_value(self._kept.text(place.slot))
        text.edited.connect(self.edited)
        choice = self._choice(place)
        return in_widget(
            vbox(
                Label(place.name, "heading3", weight="semibold", wrap=True),
                second(box.prompt),
                hbox(choice, STRETCH) if choice else None,
                text,
                spacing=4,
            )
        )

    def _choice(self, place: Place) -> QWidget | None:
        if place.box.kind is not FieldKind.CHOICE:
            return None
        field: Any = (
            StagePicker(place.name)
            if place.box.slot == STAGE
            else ChoiceField([(option.code, option.label) for option in place.box.options], clearable=True)
        )
        field.setAccessibleName(place.name)
        field.set_value(self._kept.values.get(place.slot))
        field.edited.connect(self.edited)
        self._values[place.slot] = field
        return field

    def _rules(self, place: Place) -> TextRules:
        default = place.box.default_class or self._default
        least = default if default is SharingClass.VICTIM_CONFIDENTIAL else SharingClass.SHAREABLE
        rules = self.asked.rules
        return TextRules(default, least, rules.protects, rules.kept_from, her(place.person))
