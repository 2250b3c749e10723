"""The steps of creating a workbook on this PC: one form each, with its sentences and what it needs (domain.md 9.4)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Limits
from ui.panels.new_passphrase import NewPassphrasePanel
from ui.widgets.buttons import QuietButton
from ui.widgets.fields import ChoiceField, LabelledField, LineField
from ui.widgets.focus import parts
from ui.widgets.layout import STRETCH, hbox, vbox
from ui.widgets.notice import NoticeBar

NATIONS = (("ENGLAND", "England"), ("WALES", "Wales"))
MOST_DAYS = 250
RULES_KEPT = (
    "Here the program keeps the rules, not a server: anyone who holds a passphrase and the skill can read everything"
    " in this file. Do not let the worker of a person who is harmed and the worker of the person who harms share one"
    " file."
)
ON_THIS_PC = "A folder on this PC, not on a network share. No family’s name in the file’s name."
SECOND_COPY = "Where is the second copy of this file kept?"


class StepPanel(QWidget):
    """A form: `fields` by name, and for those that must be answered the sentence that says so. Enter goes on."""

    entered = Signal()
    heading, about = "", ""
    act = "Continue"

    def __init__(self, fields: Mapping[str, LabelledField], needed: Mapping[str, str], *more: QWidget) -> None:
        super().__init__()
        self.fields = dict(fields)
        self._needed = needed
        self.form = vbox(*more, *fields.values(), spacing=14)
        self.setLayout(self.form)
        for field in fields.values():
            for line in parts(field, LineField):
                line.returnPressed.connect(self.entered)

    def values(self) -> dict[str, Any]:
        """What was answered; WorkbookError with the name of the first field that still needs an answer."""
        found = {name: field.value() for name, field in self.fields.items()}
        for name, sentence in self._needed.items():
            if not found[name]:
                raise WorkbookError(sentence, name)
        return found

    def show_error(self, error: WorkbookError) -> None:
        """Under its field, with the keyboard there."""
        self.fields.get(error.field or "", next(iter(self.fields.values()))).show_error(error.message)

    def begins_at(self) -> QWidget:
        """The first field."""
        field: Any = next(iter(self.fields.values())).field
        return field


class AuthorityPanel(StepPanel):
    """Whose workbook it is."""

    heading = "Your authority and team"

    def __init__(self) -> None:
        super().__init__(
            {
                "authority": LabelledField("Authority", LineField(), "The council’s name, as it stands on documents."),
                "nation": LabelledField("Nation", ChoiceField(NATIONS), "Its law and its working days are used."),
                "legal_record": LabelledField(
                    "Legal record",
                    LineField(),
                    "The council’s own case system. The workbook stands beside it and does not replace it.",
                ),
                "team": LabelledField("First team", LineField(), "Others can be added later."),
            },
            {
                "authority": "Give the authority’s name.",
                "nation": "Choose the nation.",
                "legal_record": "Name the system that holds the legal record.",
                "team": "Give the first team’s name.",
            },
        )


class ManagerPanel(StepPanel):
    """Who is there first."""

    heading = "The first team manager"
    about = "On one PC the first team manager is also its administrator, until another is named."

    def __init__(self) -> None:
        super().__init__(
            {
                "name": LabelledField("Name", LineField()),
                "sign_in": LabelledField("Sign-in name", LineField("priya.nair"), "Without spaces."),
            },
            {"name": "Give the team manager’s name.", "sign_in": "Give a sign-in name, such as priya.nair."},
        )

    def values(self) -> dict[str, Any]:
        found = super().values()
        if any(letter.isspace() for letter in found["sign_in"]):
            raise WorkbookError("Leave out the spaces, such as priya.nair.", "sign_in")
        return found


class LimitsPanel(StepPanel):
    """The authority's own limits; nothing is filled in beforehand (domain.md 3.5, R4)."""

    heading = "Limits, in working days"
    about = (
        "Use your authority’s own. They may wait: leave them empty, and nothing is overdue until the administrator"
        " enters them under Team."
    )

    def __init__(self) -> None:
        super().__init__(limit_fields(), {})

    def values(self) -> dict[str, Any]:
        return {"limits": read_limits(self.fields)}


class PlacePanel(StepPanel):
    """Where the file is, what it is not, and where its second copy is."""

    heading = "Where it is kept"

    def __init__(self, suggestion: Path) -> None:
        self.choose = QuietButton("Choose the folder…", "folder-open", small=True)
        self.place = LineField()
        self.place.setText(str(suggestion))
        super().__init__(
            {
                "place": LabelledField("File", self.place, ON_THIS_PC),
                "second_copy": LabelledField(SECOND_COPY, LineField()),
            },
            {
                "place": "Say where the file is to be.",
                "second_copy": "Say where the second copy is kept, or that there is none yet.",
            },
            NoticeBar("neutral", "info", RULES_KEPT),
        )
        self.form.insertLayout(2, hbox(self.choose, STRETCH))

    def values(self) -> dict[str, Any]:
        found = super().values()
        path = Path(found["place"]).expanduser()
        path = path if path.suffix == ".fsw" else path.with_name(f"{path.name}.fsw")
        if not path.is_absolute():
            raise WorkbookError("Give the whole place, from the drive or the first folder on.", "place")
        if path.exists():
            raise WorkbookError("There is a file of this name already. Choose another name.", "place")
        return {"place": path, "second_copy": found["second_copy"]}

    def begins_at(self) -> QWidget:
        field: Any = self.fields["second_copy"].field
        return field


class OwnPassphrasePanel(StepPanel):
    """The team manager's passphrase."""

    heading = "Your passphrase"
    about = "It opens the workbook. Nobody can look it up: without it there is only the recovery key, which comes next."
    act = "Create the workbook"

    def __init__(self) -> None:
        self.new = NewPassphrasePanel()
        super().__init__({}, {}, self.new)
        self.new.entered.connect(self.entered)

    def values(self) -> dict[str, Any]:
        return {"passphrase": self.new.value()}

    def show_error(self, error: WorkbookError) -> None:
        self.new.show_error(error)

    def begins_at(self) -> QWidget:
        field: Any = self.new.first.field
        return field


LIMIT_LABELS = {
    "red": "Next supervision, a child rated red",
    "amber": "Next supervision, a child rated amber",
    "green": "Next supervision, all children rated green",
    "visit_cp": "Visits, child protection plan",
    "visit_cin": "Visits, child in need plan",
}


def limit_fields(limits: Limits = Limits()) -> dict[str, LabelledField]:  # noqa: B008 - a frozen value
    """A field a limit, with what was entered before."""
    fields = {name: LabelledField(label, LineField("working days")) for name, label in LIMIT_LABELS.items()}
    for name, field in fields.items():
        value = getattr(limits, name)
        field.set_value("" if value is None else str(value))
    return fields


def read_limits(fields: Mapping[str, LabelledField]) -> Limits:
    """The limits of these fields; empty ones are not given. WorkbookError names the field that is no number of days."""
    found: dict[str, int | None] = {}
    for name in LIMIT_LABELS:
        text = str(fields[name].value())
        if text and not (text.isdecimal() and 1 <= int(text) <= MOST_DAYS):
            raise WorkbookError(f"Give a number of working days from 1 to {MOST_DAYS}, or leave it empty.", name)
        found[name] = int(text) if text else None
    return Limits(**found)
