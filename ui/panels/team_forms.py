"""The dialogs of Team: a person, a team, a leaving date, the limits, and the one-time code shown once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Limits, Staff, Team
from ui.app import App
from ui.panels.create_steps import limit_fields, read_limits
from ui.panels.form_dialog import FormDialog
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from fsworkbook.context import Context

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
Added = tuple[Staff, str]


def person_form(app: App, parent: QWidget, teams: Sequence[Team]) -> FormDialog:
    """Add a person; gives (staff, one-time code), the code empty in a demonstration."""
    roles = [(item.code, item.title) for item in app.ctx.catalogue.disciplines]
    fields = {
        "name": LabelledField("Name", LineField()),
        "sign_in": LabelledField("Sign-in name", LineField("dev.lakhani"), "Without spaces."),
        "discipline": LabelledField("What they do here", ChoiceField(roles)),
        "team_id": LabelledField("Team", ChoiceField([(team.id, team.name) for team in teams], clearable=True)),
        "locality": LabelledField("Locality", LineField(), "For specialists who work with more than one team."),
        "employer": LabelledField("Employer", LineField()),
    }
    needed = {
        "name": "Give the person’s name.",
        "sign_in": "Give a sign-in name, such as dev.lakhani.",
        "discipline": "Choose what this person does here.",
    }
    sentences = ("They choose their own passphrase, with a one-time code that you hand over.",)
    return FormDialog(app, parent, "Add a person", sentences, "Add the person", fields, needed, _add_person)


def team_form(app: App, parent: QWidget) -> FormDialog:
    """Add a team."""
    fields = {
        "name": LabelledField("Name", LineField()),
        "locality": LabelledField("Locality", LineField()),
        "set_day": LabelledField("Day of its supervisions", ChoiceField(list(enumerate(DAYS)), clearable=True)),
    }
    return FormDialog(
        app, parent, "Add a team", (), "Add the team", fields, {"name": "Give the team a name."}, _add_team
    )


def leaving_form(app: App, parent: QWidget, person: Staff) -> FormDialog:
    """The last day of somebody here."""
    fields = {"on": LabelledField("Last day here", DateField(app.ctx.today))}
    fields["on"].set_value(person.active_to or app.ctx.today)
    sentences = ("From the day after, they read nothing and their passphrase opens nothing. What they wrote stays.",)
    job = _leave_of(person)
    needed = {"on": "Give the last day."}
    return FormDialog(app, parent, f"{person.name} leaves", sentences, "Set the last day", fields, needed, job)


def limits_form(app: App, parent: QWidget, limits: Limits) -> FormDialog:
    """The authority's own limits."""
    sentences = ("In working days. What is left empty is never overdue.",)

    def read(fields: Mapping[str, LabelledField]) -> dict[str, Any]:
        return {"limits": read_limits(fields)}

    return FormDialog(app, parent, "Limits", sentences, "Set the limits", limit_fields(limits), {}, _set_limits, read)


def show_code(parent: QWidget, person: Staff, code: str) -> WorkbookDialog:
    """The code, once."""
    sentences = (
        f"Hand this code to {person.name}, and to nobody else: not by e-mail together with the file.",
        "It works once, for the first sign-in: “I have a one-time code”. It is shown only now.",
    )
    words = Label(code, "heading2", weight="medium", wrap=True)
    words.setAccessibleName(f"One-time code: {code}")
    dialog = WorkbookDialog(parent, "One-time code", sentences, (("close", "It is noted"),), body=words)
    dialog.open()
    return dialog


def code_for(ctx: "Context", person: Staff) -> str:
    """A new code; none in a demonstration, where nobody has a passphrase."""
    from fsworkbook.services import signing_in

    return "" if ctx.store.is_demonstration else signing_in.new_code(ctx, person)


def _add_person(ctx: "Context", values: dict[str, Any]) -> Added:
    from fsworkbook.services import administration

    person = administration.add_staff(ctx, **values)
    return person, code_for(ctx, person)


def _add_team(ctx: "Context", values: dict[str, Any]) -> Team:
    from fsworkbook.services import administration

    return administration.add_team(ctx, **values)


def _set_limits(ctx: "Context", values: dict[str, Any]) -> None:
    from fsworkbook.services import administration

    administration.change_limits(ctx, values["limits"])


def _leave_of(person: Staff) -> Any:
    def leave(ctx: "Context", values: dict[str, Any]) -> Staff:
        from fsworkbook.services import administration, signing_in

        on: date = values["on"]
        if person.active_from is not None and on < person.active_from:
            raise WorkbookError("They began later than that. Give another day.", "on")
        left = administration.deactivate(ctx, person.id, on)
        if on < ctx.today and not ctx.store.is_demonstration:
            signing_in.remove_slot(ctx, person)
        return left

    return leave
