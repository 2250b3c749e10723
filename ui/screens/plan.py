"""Plan a supervision: what the family needs and why, proposed values, and a person's choice (domain.md 3.1, 3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Staff
from fsworkbook.domain.supervision import Session, SessionKind
from fsworkbook.services import administration, families
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services.session_making import Proposal, Required
from ui.app import App
from ui.panels.family_words import long_day
from ui.theme import px
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Card
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.labels import heading1, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.scroll import VerticalScroll

if TYPE_CHECKING:
    from fsworkbook.context import Context

KINDS = {
    SessionKind.FSCS: "This family needs a group supervision.",
    SessionKind.TRADITIONAL: "This family needs a case supervision, the manager with the social worker.",
}
LENGTHS = (30, 45, 60, 75, 90)
MANAGERS = ("TEAM_MANAGER", "ASSISTANT_TEAM_MANAGER", "SERVICE_MANAGER")


@dataclass(frozen=True, slots=True)
class Planning:
    """What the form begins with."""

    name: str
    proposal: Proposal
    required: Required
    staff: tuple[Staff, ...]


class PlanScreen(QWidget):
    """The form for one family."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._family_id = ""
        self._name = ""
        self.heading = heading1("Plan a supervision")
        self.second = second("")
        self.kind = NoticeBar("blue", "users", "")
        self.time = LabelledField("Time", TimeField())
        self.length = LabelledField("Length", ChoiceField([(minutes, f"{minutes} minutes") for minutes in LENGTHS]))
        self.place = LabelledField("Place", LineField(), "A room, a link, or both")
        self.managers, self.takers, self.day = ChoiceField(), ChoiceField(), DateField()
        self.date = LabelledField("Date", self.day)
        self.chair = LabelledField("Chair", self.managers)
        self.minutes = LabelledField("Minutes taken by", self.takers)
        self.reason = LabelledField(
            "Reason", LineField(), "Only where the day is not the team's set day, or another manager chairs"
        )
        self.save = PrimaryButton("Plan it", "calendar-days")
        self.leave = QuietButton("Not now")
        self._lay_out()
        self._connect()

    def show_for(self, family_id: str, **_: Any) -> None:
        """Begin a plan for this family."""
        self._family_id = family_id
        for field in self._fields().values():
            field.clear_error()
        self._app.run(self, partial(_begin, family_id), self._show)

    def title(self) -> str:
        """For the window."""
        return f"{self._name}, Plan a supervision" if self._name else "Plan a supervision"

    def _lay_out(self) -> None:
        for field, width in ((self.date, 220), (self.time, 120), (self.length, 180)):
            sized(field, width=width)
        card = Card()
        card.add(
            vbox(
                hbox(self.date, self.time, self.length, STRETCH, spacing=12),
                self.place,
                hbox(grow(self.chair), grow(self.minutes), spacing=12),
                self.reason,
                hbox(STRETCH, self.leave, self.save),
                spacing=14,
            )
        )
        column = in_widget(vbox(self.heading, self.second, 6, self.kind, card, STRETCH, spacing=10))
        column.setMaximumWidth(px(760))
        page = in_widget(hbox(grow(column), margins=24, spacing=0))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)
        self.date.edited.connect(self._ask_kind)

    def _fields(self) -> Mapping[str, LabelledField]:
        return {
            "starts_at": self.date,
            "time": self.time,
            "minutes": self.length,
            "place": self.place,
            "chair_id": self.chair,
            "minute_taker_id": self.minutes,
            "reason": self.reason,
        }

    def _show(self, planning_: Planning) -> None:
        self._name = planning_.name
        proposal = planning_.proposal
        self.heading.setText(f"Plan a supervision for {planning_.name}")
        limit = f" By the limits of your authority it is due by {long_day(proposal.limit)}." if proposal.limit else ""
        self.second.setText(f"Proposed values; change what does not fit.{limit}")
        self._show_kind(planning_.required)
        managers = [person for person in planning_.staff if person.discipline in MANAGERS]
        self.managers.set_choices([(person.id, person.name) for person in managers])
        self.takers.set_choices([(person.id, person.name) for person in planning_.staff])
        self.day.set_today(self._app.ctx.today)
        for field, value in (
            (self.date, proposal.starts_at.date()),
            (self.time, proposal.starts_at.time()),
            (self.length, proposal.minutes),
            (self.place, proposal.place),
            (self.chair, proposal.chair_id or None),
            (self.minutes, proposal.minute_taker_id or None),
            (self.reason, ""),
        ):
            field.set_value(value)
        self.date.field.setFocus()

    def _show_kind(self, required: Required) -> None:
        self.kind.set_notice(required.why, KINDS[required.kind])

    def _ask_kind(self) -> None:
        day = self.date.value()
        if day is not None:
            self._app.run(self, partial(_required, self._family_id, day), self._show_kind)

    def _save(self) -> None:
        for field, sentence in (
            (self.date, "Give the day, such as 16 Dec 2025."),
            (self.time, "Give the time, such as 10:00."),
            (self.length, "Choose how long it takes."),
            (self.place, "Say where: a room, a link, or both."),
            (self.chair, "Choose who chairs."),
            (self.minutes, "Choose who takes the minutes."),
        ):
            if not field.value():
                field.show_error(sentence)
                return
        starts_at = datetime.combine(self.date.value(), self.time.value())
        values = (starts_at, self.length.value(), self.place.value(), self.chair.value(), self.minutes.value())
        job = partial(_plan, self._family_id, (*values, self.reason.value()))
        self._app.run(self, job, self._planned, failed=self._refused, once=self.save)

    def _planned(self, session: Session) -> None:
        self._app.notice(f"Planned for {long_day(session.starts_at.date())}, {session.starts_at:%H:%M}.")
        self._leave()

    def _refused(self, error: WorkbookError) -> None:
        self._fields().get(error.field or "", self.reason).show_error(error.message)

    def _leave(self) -> None:
        self._app.go("family", family_id=self._family_id, tab="supervision")


def _begin(family_id: str, ctx: "Context") -> Planning:
    proposal = planning.proposed(ctx, family_id)
    required = planning.required_type(ctx, family_id, proposal.starts_at.date())
    page = families.open_family(ctx, family_id, "planning a supervision")
    return Planning(page.family.shown_name, proposal, required, administration.staff(ctx))


def _required(family_id: str, day: Any, ctx: "Context") -> Required:
    return planning.required_type(ctx, family_id, day)


def _plan(family_id: str, values: tuple[Any, ...], ctx: "Context") -> Session:
    return planning.plan(ctx, family_id, *values)
