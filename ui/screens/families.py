"""Families: the list of those that exist for this person, found as one types; a new family (domain.md 1.1)."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Family, Staff, Team
from fsworkbook.services import administration, families
from fsworkbook.services.families import FamilyLine
from ui.app import App
from ui.panels.families_list import FamiliesList
from ui.panels.family_words import count
from ui.panels.form_dialog import FormDialog
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Frame
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from ui.widgets.labels import Label, heading1
from ui.widgets.layout import STRETCH, grow, hbox, sized, vbox

if TYPE_CHECKING:
    from fsworkbook.context import Context

MAY_ADD = ("TEAM_MANAGER", "BUSINESS_SUPPORT")


class FindField(LineField):
    """`left_down()`: the Down key leads into the list."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class FamiliesScreen(QWidget):
    """Find and open; add."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.heading = heading1("Families")
        self.words = Label("", "reading", "ink2", wrap=True)
        self.finder = FindField("Find by name, reference, child or key worker")
        self.add = PrimaryButton("New family", "plus")
        self.list = FamiliesList(self._today)
        self.none = EmptyState("users", "No families yet.", "A family is added by a team manager or business support.")
        self.nothing = EmptyState("search", "Nothing matches.", "Clear the words above to see all again.")

        top = hbox(vbox(self.heading, self.words, spacing=4), STRETCH, self.add, spacing=12)
        self.card = Frame(vbox(self.list, margins=(1, 2)))
        column = vbox(
            top,
            hbox(grow(sized(LabelledField("Find in the list", self.finder), max_width=520)), STRETCH),
            self.card,
            self.none,
            self.nothing,
            margins=(24, 20, 24, 24),
            spacing=14,
        )
        column.addStretch(1)
        self.setLayout(column)
        self.none.hide()
        self.nothing.hide()
        self.add.setVisible(app.ctx.user.discipline in MAY_ADD)

        self.finder.left_down.connect(self.list.setFocus)
        self.finder.textChanged.connect(self._filter)
        self.finder.returnPressed.connect(self._open_first)
        self.list.opened.connect(self._open)
        self.add.clicked.connect(self._ask_new)
        app.changed.connect(self._follow)

    def show_for(self, **_: Any) -> None:
        """Read the list anew."""
        self._read()

    def title(self) -> str:
        """For the window."""
        return "Families"

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.finder, self.list]

    def begins_at(self) -> QWidget:
        """One begins by typing."""
        return self.finder

    def _today(self) -> Any:
        return self._app.ctx.today

    def _read(self) -> None:
        self._app.run(self, families.list_families, self._show)

    def _follow(self, _changes: object) -> None:
        if self.isVisible():
            self._read()

    def _show(self, lines: tuple[FamilyLine, ...]) -> None:
        self.list.lines.show_lines(lines)
        self._after_filter()

    def _filter(self, words: str) -> None:
        self.list.lines.filter(words)
        self._after_filter()

    def _after_filter(self) -> None:
        shown, total = self.list.lines.rowCount(), self.list.lines.total
        self.words.setText(f"{shown} of {total}" if shown != total else count(total, "family", "families"))
        self.card.setVisible(bool(shown))
        self.none.setVisible(not total)
        self.nothing.setVisible(bool(total) and not shown)
        if shown and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.lines.index(0))

    def _open_first(self) -> None:
        if self.list.lines.rowCount():
            self._open(self.list.lines.line(self.list.lines.index(0)).family.id)

    def _open(self, family_id: str) -> None:
        self._app.go("family", family_id=family_id)

    def _ask_new(self) -> None:
        self._app.run(self, _choices, self._show_dialog)

    def _show_dialog(self, choices: tuple[tuple[Team, ...], tuple[Staff, ...]]) -> None:
        teams, staff = choices
        workers = [(person.id, person.name) for person in staff if person.discipline == "SOCIAL_WORKER"]
        fields = {
            "ref": LabelledField(
                "Reference", LineField("FS-0001"), "Never a name: it stands in titles and file names."
            ),
            "display_name": LabelledField("Name", LineField(), "The surname that staff know the family by."),
            "team_id": LabelledField("Team", ChoiceField([(team.id, team.name) for team in teams])),
            "allocated_on": LabelledField("Allocated on", DateField(self._app.ctx.today), "Day zero of every measure."),
            "key_worker_id": LabelledField("Key worker", ChoiceField(workers, clearable=True), "Can be named later."),
        }
        fields["team_id"].set_value(self._app.ctx.user.team_id)
        fields["allocated_on"].set_value(self._app.ctx.today)
        needed = {
            "ref": "Give the family a reference, such as FS-0001.",
            "display_name": "Give the name that staff know the family by.",
            "team_id": "Choose the team.",
            "allocated_on": "Give the day on which the family was allocated.",
        }
        dialog = FormDialog(self._app, self, "New family", (), "Add the family", fields, needed, _create)
        dialog.finished_with.connect(self._added)
        dialog.open()

    def _added(self, family: Family) -> None:
        self._app.go("family", family_id=family.id)


def _choices(ctx: "Context") -> tuple[tuple[Team, ...], tuple[Staff, ...]]:
    return administration.teams(ctx), administration.staff(ctx)


def _create(ctx: "Context", values: dict[str, Any]) -> Family:
    return families.create_family(ctx, **values)
