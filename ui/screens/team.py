"""Team: who works here and as what; for the administrator also adding, naming, leaving and the limits."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fsworkbook.domain.people import Installation, Limits, Staff, Team
from fsworkbook.services import administration
from ui.app import App
from ui.panels import team_forms as forms
from ui.panels.create_steps import LIMIT_LABELS
from ui.panels.family_words import count
from ui.panels.people_list import PeopleList
from ui.panels.team_side import TeamSide
from ui.theme import px, theme, tokens
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import Card, CardRow
from ui.widgets.labels import Label, heading1
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.scroll import VerticalScroll

if TYPE_CHECKING:
    from fsworkbook.context import Context

WIDEST = 16777215
Read = tuple[tuple[Staff, ...], tuple[Team, ...], Installation]
NO_LIMIT = "not given: never overdue"


class TeamScreen(QWidget):
    """The people, the chosen one beside them, teams and limits below."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._teams: tuple[Team, ...] = ()
        self._limits = Limits()
        self.heading = heading1("Team")
        self.words = Label("", "body", "ink2", wrap=True)
        self.add = PrimaryButton("Add a person", "plus")
        self.add_team = PlainButton("Add a team", "plus")
        self.people = PeopleList("People")
        self.people.most = 14
        self.side = TeamSide()
        self.people_card = Card("People")
        self.people_card.content.put(vbox(self.people, margins=(1, 0, 1, 2)))
        self.teams_card = Card("Teams")
        self.limits_card = Card("Limits", "in working days", button="Change")
        self._lay_out()
        self._connect()

    def show_for(self, **_: Any) -> None:
        """Read everything anew."""
        self._read()

    def title(self) -> str:
        """For the window."""
        return "Team"

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.people, self.side, self.limits_card]

    def begins_at(self) -> QWidget:
        """The people."""
        return self.people

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = theme().effective_width(self.width()) >= tokens().breakpoints["medium"]
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self.side.setMaximumWidth(px(tokens().layout["board_side"]) if beside else WIDEST)
        self.side.setMinimumWidth(px(tokens().layout["board_side"]) if beside else 0)

    def _lay_out(self) -> None:
        title = vbox(self.heading, self.words, spacing=2)
        top = hbox(title, STRETCH, self.add_team, self.add, spacing=8)
        left = in_widget(vbox(self.people_card, self.teams_card, self.limits_card, STRETCH, spacing=16))
        side = in_widget(vbox(self.side, STRETCH, spacing=0))
        self._both = hbox(grow(left), side, spacing=16)
        page = in_widget(vbox(top, self._both, STRETCH, margins=(24, 20, 24, 24), spacing=14))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))
        for button in (self.add, self.add_team, self.limits_card.button):
            button.setVisible(self._administers())

    def _connect(self) -> None:
        self.people.reached.connect(self._show_person)
        self.add.clicked.connect(self._ask_person)
        self.add_team.clicked.connect(self._ask_team)
        self.limits_card.acted.connect(self._ask_limits)
        self.side.code_asked.connect(self._make_code)
        self.side.administrator_named.connect(self._ask_administrator)
        self.side.leaving.connect(self._ask_leaving)
        self._app.changed.connect(self._follow)

    def _administers(self) -> bool:
        return self._app.ctx.user.administers

    def _read(self, _done: object = None) -> None:
        self._app.run(self, _read, self._show)

    def _follow(self, _changes: object) -> None:
        if self.isVisible():
            self._read()

    def _show(self, read: Read) -> None:
        staff, self._teams, said = read
        self._limits = said.limits
        here = self.side.person
        today = self._app.ctx.today
        people = sorted(staff, key=lambda person: not person.active_on(today))
        self.words.setText(f"{said.authority}. {count(sum(p.active_on(today) for p in people), 'person', 'people')}.")
        self.people.show_people([(person, self._words(person)) for person in people])
        if here is not None:
            self.people.reach(here.id)
        self.teams_card.clear()
        for team in self._teams:
            day = f"Supervisions on {forms.DAYS[team.set_day]}s" if team.set_day is not None else ""
            words = ". ".join(part for part in (team.locality, day) if part)
            self.teams_card.add_row(CardRow(team.name, words))
        self.limits_card.clear()
        for name, label in LIMIT_LABELS.items():
            value = getattr(said.limits, name)
            words = count(value, "day", "days") if value is not None else NO_LIMIT
            self.limits_card.add_row(CardRow(label, "", Label(words, "body", "ink2")))

    def _words(self, person: Staff) -> str:
        """What the list says of somebody."""
        role = self._app.ctx.catalogue.discipline(person.discipline).title
        where = self._team(person) or person.locality
        left = "" if person.active_on(self._app.ctx.today) else "not here today"
        administrator = "administrator" if person.is_administrator else ""
        return ", ".join(part for part in (role, where, administrator, left) if part)

    def _team(self, person: Staff) -> str:
        return next((team.name for team in self._teams if team.id == person.team_id), "")

    def _show_person(self, person: Staff) -> None:
        may: set[str] = set()
        if self._administers() and person.active_on(self._app.ctx.today):
            may.add("leave")
            if not self._app.demonstration:
                may.add("code")
            if not person.is_administrator:
                may.add("administrator")
            if person.id == self._app.ctx.user.id:
                may -= {"leave", "code"}
        role = self._app.ctx.catalogue.discipline(person.discipline).title
        self.side.show_person(person, role, self._team(person), self._app.ctx.today, frozenset(may))

    def _chosen(self) -> Staff:
        assert self.side.person is not None
        return self.side.person

    def _ask_person(self) -> None:
        dialog = forms.person_form(self._app, self, self._teams)
        dialog.finished_with.connect(self._added)
        dialog.open()

    def _added(self, added: forms.Added) -> None:
        person, code = added
        if code:
            forms.show_code(self, person, code)
        self._read()

    def _ask_team(self) -> None:
        forms.team_form(self._app, self).open()

    def _ask_limits(self) -> None:
        forms.limits_form(self._app, self, self._limits).open()

    def _ask_leaving(self) -> None:
        forms.leaving_form(self._app, self, self._chosen()).open()

    def _make_code(self) -> None:
        person = self._chosen()
        self._app.run(self, lambda ctx: forms.code_for(ctx, person), partial(self._show_code, person))

    def _show_code(self, person: Staff, code: str) -> None:
        forms.show_code(self, person, code)

    def _ask_administrator(self) -> None:
        person = self._chosen()
        sentences = (f"{person.name} then adds people and changes the settings.", "You no longer do.")
        if self._app.dialogs.confirm(self, f"{person.name} as administrator?", sentences, "Name as administrator"):
            self._app.run(self, lambda ctx: _name(ctx, person.id), self._named)

    def _named(self, me: Staff) -> None:
        """My own rights have moved: the window must know, and show no button of theirs."""
        self._app.become(me)
        for button in (self.add, self.add_team, self.limits_card.button):
            button.setVisible(self._administers())
        self._read()


def _read(ctx: "Context") -> Read:
    return administration.staff(ctx, include_left=True), administration.teams(ctx), administration.installation(ctx)


def _name(ctx: "Context", staff_id: str) -> Staff:
    administration.name_administrator(ctx, staff_id)
    return next(person for person in administration.staff(ctx) if person.id == ctx.user.id)
