"""The people of a family: add, correct, record a birth, and say how they belong together."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Person, PersonKind, Relationship
from fsworkbook.services import family_people
from fsworkbook.services.families import FamilyPage
from ui.app import App
from ui.panels.family_words import kind_of
from ui.panels.form_card import FormCard
from ui.panels.forms_place import FormsPlace
from ui.widgets.card import Card, CardRow
from ui.widgets.fields import ChoiceField, DateField, LabelledField, LineField, YesNoField


class PeopleCard(FormsPlace):
    """One row a person, with how he or she belongs to the others."""

    def __init__(self, app: App) -> None:
        self._card = Card("People", button="Add a person", button_icon="plus")
        self._belong = Card("How they belong together", button="Add a relationship", button_icon="plus")
        super().__init__(app, self._card, self._belong)
        self._card.acted.connect(self._add)
        self._belong.acted.connect(self._relate)

    def show_people(self, page: FamilyPage, relationships: tuple[Relationship, ...]) -> None:
        """The family as it is recorded."""
        self.page = page
        writes = "people:write" in page.may
        for card in (self._card, self._belong):
            card.clear()
            card.button.setVisible(writes)
        today = self.app.ctx.today
        for person in page.people:
            where = "" if person.in_household else "lives elsewhere"
            details = ", ".join(words for words in (kind_of(person, today), where, person.pronouns) if words)
            self._card.add_row(
                CardRow(full_name(person), details[:1].upper() + details[1:], *self._acts(person, writes))
            )
        people = {person.id: person for person in page.people}
        for item in relationships:
            if item.to_on is None and item.person_id in people and item.other_id in people:
                self._belong.add_row(self._relationship_row(item, people, writes))

    def _acts(self, person: Person, writes: bool) -> list[QWidget]:
        if not writes:
            return []
        acts: list[QWidget] = []
        if person.kind is PersonKind.UNBORN:
            acts.append(self.button("Record the birth", partial(self._birth, person), person.name))
        acts.append(self.button("Correct", partial(self._correct, person), person.name))
        return acts

    def _relationship_row(self, item: Relationship, people: Mapping[str, Person], writes: bool) -> CardRow:
        catalogue = self.app.ctx.catalogue
        kind = catalogue.label("relationship_type", item.kind)
        title = (
            f"{people[item.person_id].short_name} is {kind[:1].lower()}{kind[1:]} of {people[item.other_id].short_name}"
        )
        basis = catalogue.label("pr_basis", item.pr_basis) if item.pr_basis else ""
        words = f"Holds parental responsibility: {basis[:1].lower()}{basis[1:]}" if item.parental_responsibility else ""
        return CardRow(title, words, *([self.button("End", partial(self._end, item, title), title)] if writes else ()))

    def _end(self, item: Relationship, title: str) -> None:
        fields = {"on": LabelledField("From which day is it no longer so?", DateField(self.app.ctx.today))}
        fields["on"].set_value(self.app.ctx.today)
        note = "It stays in the history. Entered by mistake: end it, then add it as it is."
        self.open_form(FormCard(self.app, title, fields, "End it", partial(self._ended, item), note))

    def _ended(self, item: Relationship, values: Mapping[str, Any]):
        if values["on"] is None:
            raise WorkbookError("Say from which day.", "on")
        return lambda ctx: family_people.end_relationship(ctx, item.id, values["on"])

    def _add(self) -> None:
        self._person_form("Add a person", Person("", "", "", "", PersonKind.ADULT), "Add")

    def _correct(self, person: Person) -> None:
        self._person_form(f"Correct {person.name}", person, "Save")

    def _person_form(self, title: str, person: Person, act: str) -> None:
        today, options = self.app.ctx.today, self.app.ctx.catalogue.options
        kinds = [(PersonKind(option.code), option.label) for option in options["person_kind"]]
        sexes = [(option.code, option.label) for option in options["sex"]]
        fields = {
            "kind": LabelledField("Who is it?", ChoiceField(kinds)),
            "given_name": LabelledField("Given name", LineField()),
            "family_name": LabelledField("Family name", LineField()),
            "known_as": LabelledField("Name they use", LineField()),
            "born_on": LabelledField("Born on", DateField(today)),
            "expected_on": LabelledField("Expected on (unborn)", DateField(today)),
            "sex": LabelledField("Sex", ChoiceField(sexes)),
            "in_household": LabelledField("Lives in the household?", YesNoField()),
        }
        for name, field in fields.items():
            field.set_value(getattr(person, name))
        save = partial(self._save_person, self.page.family.id, person)
        self.open_form(FormCard(self.app, title, fields, act, save))

    def _save_person(self, family_id: str, person: Person, values: Mapping[str, Any]):
        if values["kind"] is None:
            raise WorkbookError("Choose who it is: an adult, a child or an unborn baby.", "kind")
        known = {"sex": values["sex"] or "UNKNOWN", "in_household": bool(values["in_household"])}
        changed = replace(person, **{**values, **known})
        if person.id:
            return lambda ctx: family_people.change_person(ctx, changed)
        return lambda ctx: family_people.add_person(ctx, family_id, changed)

    def _birth(self, person: Person) -> None:
        sexes = [(option.code, option.label) for option in self.app.ctx.catalogue.options["sex"]]
        fields = {
            "given_name": LabelledField("Given name", LineField()),
            "family_name": LabelledField("Family name", LineField()),
            "born_on": LabelledField("Born on", DateField(self.app.ctx.today)),
            "sex": LabelledField("Sex", ChoiceField(sexes)),
        }
        fields["family_name"].set_value(person.family_name)
        note = "The same child keeps its place in every text and rating."
        self.open_form(
            FormCard(self.app, "Record the birth", fields, "Record the birth", partial(self._born, person), note)
        )

    def _born(self, person: Person, values: Mapping[str, Any]):
        if values["born_on"] is None:
            raise WorkbookError("Say on which day the child was born.", "born_on")
        names = values["given_name"], values["family_name"], values["sex"] or "UNKNOWN"
        return lambda ctx: family_people.record_birth(ctx, person.id, values["born_on"], *names)

    def _relate(self) -> None:
        options = self.app.ctx.catalogue.options
        people = [(person.id, person.short_name) for person in self.page.people]
        fields = {
            "person_id": LabelledField("This person", ChoiceField(people)),
            "kind": LabelledField(
                "is", ChoiceField([(item.code, item.label) for item in options["relationship_type"]])
            ),
            "other_id": LabelledField("of", ChoiceField(people)),
            "pr_basis": LabelledField(
                "Parental responsibility",
                ChoiceField(
                    [(item.code, item.label) for item in options["pr_basis"]], "Does not hold it", clearable=True
                ),
            ),
        }
        self.open_form(
            FormCard(self.app, "Add a relationship", fields, "Add", partial(self._related, self.page.family.id))
        )

    def _related(self, family_id: str, values: Mapping[str, Any]):
        for name, words in (("person_id", "Choose who."), ("kind", "Choose how."), ("other_id", "Choose of whom.")):
            if values[name] is None:
                raise WorkbookError(words, name)
        basis = values["pr_basis"]
        return lambda ctx: family_people.add_relationship(
            ctx,
            family_id,
            values["person_id"],
            values["other_id"],
            values["kind"],
            parental_responsibility=basis is not None,
            pr_basis=basis,
        )


def full_name(person: Person) -> str:
    """The whole name; a baby not yet named is called unborn."""
    if person.kind is PersonKind.UNBORN and not (person.known_as or person.given_name):
        return f"Unborn baby {person.family_name}".strip()
    return person.name
