"""Who works with the family: allocate, ask to join, accept or decline, end; and who was added by name, or opened it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Involvement, InvolvementStatus
from fsworkbook.services import involving
from fsworkbook.services.accountability import NamedReader, Opening
from fsworkbook.services.families import FamilyPage
from ui.app import App
from ui.panels.family_words import day, listed, moment
from ui.panels.form_card import FormCard
from ui.panels.forms_place import FormsPlace
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, CardRow
from ui.widgets.fields import ChoiceField, ChoicesField, DateField, LabelledField, LineField

SHOWN_OPENINGS = 8


class InvolvementCard(FormsPlace):
    """One row a worker; acts only for those who may."""

    def __init__(self, app: App) -> None:
        self._card = Card("Who works with the family", button="Give to a worker", button_icon="plus")
        self.ask = QuietButton("Ask to join", "send", small=True)
        self._card.head.put(self.ask)
        self._readers = Card("Added by name", button="Add a reader by name", button_icon="plus")
        self._openings = Card("Who opened this family")
        super().__init__(app, self._card, self._readers, self._openings)
        self._card.acted.connect(partial(self._involve, "ACTIVE"))
        self.ask.clicked.connect(partial(self._involve, "PROPOSED"))
        self._readers.acted.connect(self._grant)

    def clear(self) -> None:
        """Asking somebody to join waits for the next family too."""
        super().clear()
        self.ask.hide()

    def show_involvements(
        self, page: FamilyPage, readers: tuple[NamedReader, ...], openings: tuple[Opening, ...]
    ) -> None:
        """The workers, newest last; those who were added; the latest openings where they may be known."""
        self.page = page
        allocates = "allocation:write" in page.may
        for card in (self._card, self._readers, self._openings):
            card.clear()
        self._card.button.setVisible(allocates)
        self.ask.setVisible(allocates)
        for item in page.involvements:
            self._card.add_row(self._row(item, allocates))
        grants = "class_grant:write" in page.may
        self._readers.button.setVisible(grants)
        self._readers.setVisible(grants or bool(readers))
        today = self.app.ctx.today
        for reader in readers:
            words = f"For {reader.protects}’s safety, by {reader.by}, {day(reader.at.date(), today)}: {reader.reason}"
            self._readers.add_row(CardRow(reader.who, words))
        self._openings.setVisible(bool(openings))
        for opening in openings[:SHOWN_OPENINGS]:
            self._openings.add_row(
                CardRow(opening.who, ". ".join((moment(opening.at, today), opening.reason)).rstrip(". "))
            )

    def _row(self, item: Involvement, allocates: bool) -> CardRow:
        catalogue, staff = self.app.ctx.catalogue, self.page.staff.get(item.staff_id)
        people = {person.id: person.short_name for person in self.page.people}
        role = catalogue.label("involvement_role", item.role)
        status = catalogue.label("involvement_status", item.status)
        until = f" on {day(item.to_on, self.app.ctx.today)}" if item.to_on else ""
        of = listed(people[target] for target in item.targets if target in people)
        words = [catalogue.discipline(item.discipline).title, role, f"{status}{until}", f"with {of}" if of else ""]
        parts: list[QWidget] = []
        name = staff.name if staff else ""
        if item.status is InvolvementStatus.PROPOSED and item.staff_id == self.app.ctx.user.id:
            parts.append(self.button("Accept", partial(self._answer, item, True), role))
            parts.append(self.button("Decline", partial(self._decline, item), role))
        elif item.status is InvolvementStatus.ACTIVE and allocates:
            parts.append(self.button("End", partial(self._end, item), name))
        line = ", ".join(word for word in words if word)
        return CardRow(name, f"{line}. {item.question}" if item.question else line, *parts)

    def _workers(self) -> list[tuple[str, str]]:
        catalogue, today = self.app.ctx.catalogue, self.app.ctx.today
        active = [staff for staff in self.page.staff.values() if staff.active_on(today)]
        return [
            (staff.id, f"{staff.name}, {catalogue.discipline(staff.discipline).short.lower()}")
            for staff in sorted(active, key=lambda staff: staff.name)
        ]

    def _involve(self, status: str, *_: object) -> None:
        roles = [(item.code, item.label) for item in self.app.ctx.catalogue.options["involvement_role"]]
        people = [(person.id, person.short_name) for person in self.page.people]
        asks = status == "PROPOSED"
        fields = {
            "staff_id": LabelledField("Worker", ChoiceField(self._workers())),
            "role": LabelledField("Part", ChoiceField(roles)),
            "targets": LabelledField("Works with", ChoicesField(people)),
        }
        if asks:
            fields["question"] = LabelledField("What do you ask them?", LineField())
        has_key_worker = any(
            item.role == "KEY_WORKER" and item.status is InvolvementStatus.ACTIVE for item in self.page.involvements
        )
        fields["role"].set_value("CO_WORKER" if has_key_worker else "KEY_WORKER")
        title, act = ("Ask a worker to join", "Ask") if asks else ("Give the family to a worker", "Give")
        self.open_form(FormCard(self.app, title, fields, act, partial(self._involved, self.page.family.id, status)))

    def _involved(self, family_id: str, status: str, values: Mapping[str, Any]):
        if values["staff_id"] is None:
            raise WorkbookError("Choose a worker.", "staff_id")
        return lambda ctx: involving.involve(
            ctx,
            family_id,
            values["staff_id"],
            values["role"],
            targets=values["targets"],
            status=status,
            question=values.get("question", ""),
        )

    def _answer(self, item: Involvement, accept: bool, *_: object) -> None:
        self.app.run(self, lambda ctx: involving.answer_involvement(ctx, item.id, accept), self._done, once=self)

    def _decline(self, item: Involvement, *_: object) -> None:
        fields = {"reason": LabelledField("Why not", LineField())}
        self.open_form(FormCard(self.app, "Decline", fields, "Decline", partial(self._declined, item)))

    def _declined(self, item: Involvement, values: Mapping[str, Any]):
        return lambda ctx: involving.answer_involvement(ctx, item.id, False, values["reason"])

    def _end(self, item: Involvement, *_: object) -> None:
        fields = {"on": LabelledField("Last day", DateField(self.app.ctx.today))}
        fields["on"].set_value(self.app.ctx.today)
        name = self.page.staff[item.staff_id].name
        self.open_form(FormCard(self.app, f"End the work of {name}", fields, "End", partial(self._ended, item)))

    def _ended(self, item: Involvement, values: Mapping[str, Any]):
        if values["on"] is None:
            raise WorkbookError("Say the last day.", "on")
        return lambda ctx: involving.end_involvement(ctx, item.id, values["on"])

    def _grant(self) -> None:
        people = [(person.id, person.short_name) for person in self.page.people if person.is_harmed]
        fields = {
            "staff_id": LabelledField("Reader", ChoiceField(self._workers())),
            "protects": LabelledField("For whose safety", ChoiceField(people)),
            "reason": LabelledField("Why they need to read it", LineField()),
        }
        fields["protects"].set_value(people[0][0] if len(people) == 1 else None)
        self.open_form(
            FormCard(self.app, "Add a reader by name", fields, "Add", partial(self._granted, self.page.family.id))
        )

    def _granted(self, family_id: str, values: Mapping[str, Any]):
        for name, words in (("staff_id", "Choose who."), ("protects", "Choose whose text.")):
            if values[name] is None:
                raise WorkbookError(words, name)
        what = values["staff_id"], values["protects"], values["reason"]
        return lambda ctx: involving.grant_by_name(ctx, family_id, *what)
