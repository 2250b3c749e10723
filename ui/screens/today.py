"""Today (ui.md 4.1, 4.2): what waits, who is in danger, what one owes, what is new; never content."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fsworkbook.domain.action_status import ProgressKind
from fsworkbook.domain.people import Staff
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import EntryKind
from fsworkbook.services import actions, administration, supervision_planning
from fsworkbook.services import today as todays
from fsworkbook.services.actions import ActionLine
from fsworkbook.services.board import BoardLine
from fsworkbook.services.today import DraftLine, Today
from ui.app import App
from ui.panels import today_rows as rows
from ui.panels.family_words import count, long_day
from ui.panels.today_card import TodayCard
from ui.screens import SCREENS
from ui.theme import px, theme, tokens
from ui.widgets.buttons import PlainButton
from ui.widgets.labels import Label, heading1
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, vbox
from ui.widgets.scroll import VerticalScroll

if TYPE_CHECKING:
    from fsworkbook.context import Context

MAY_ASK = ("TEAM_MANAGER", "ASSISTANT_TEAM_MANAGER", "BUSINESS_SUPPORT", "SENIOR_SUPPORT")
WIDEST = 16777215
CARDS = {
    "week": ("Supervision this week", "No supervision this week."),
    "red": ("Children rated red", "No child is rated red."),
    "past": ("Past the limit", "No family’s supervision is past its limit."),
    "waiting": ("Waiting for you", "Nothing is waiting for you."),
    "team": ("Overdue in the team", "No action is overdue."),
    "owed": ("Summaries you owe", "You owe no summaries."),
    "drafts": ("Your drafts", "No drafts. Anything you start is kept here."),
    "actions": ("Your actions", "No action is yours."),
    "news": ("New in your families", "Nothing new in the last seven days."),
}
PLACES = {
    "leads": (("week", "red", "past"), ("waiting", "team", "actions", "drafts")),
    "supports": (("week",), ("waiting", "actions", "drafts")),
    "works": (("owed", "drafts", "week"), ("actions", "news")),
}
"""Which cards stand left and right, by what the person does here."""


class TodayScreen(QWidget):
    """One frame for everybody; the cards differ by discipline."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._today: Today | None = None
        self._names: dict[str, str] = {}
        self._takes_focus = True
        self._leads = app.ctx.user.discipline in todays.LEADING
        self.heading = heading1("")
        self.sentence = Label("", "reading", "ink2", wrap=True)
        self.open_family = PlainButton("Open a family", "folder-open")
        left, right = PLACES[self._kind()]
        self.cards = {name: TodayCard(*CARDS[name]) for name in (*left, *right)}
        self.cards["week"].button.setText("Preparation board")
        self.cards["week"].button.show()

        self._left = in_widget(vbox(*(self.cards[name] for name in left), STRETCH, spacing=16))
        self._right_cards = vbox(*(self.cards[name] for name in right), spacing=16)
        self._right = in_widget(vbox(self._right_cards, STRETCH, spacing=0))
        self._columns = hbox(grow(self._left), self._right, spacing=16)
        top = hbox(grow(vbox(self.heading, self.sentence, spacing=4)), self.open_family, spacing=12)
        page = in_widget(vbox(top, self._columns, STRETCH, margins=(24, 20, 24, 24), spacing=16))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))

        self.open_family.clicked.connect(partial(app.go, "families"))
        self.cards["week"].acted.connect(partial(app.go, "supervision"))
        app.changed.connect(self._follow)
        app.theme.resized.connect(self._fit)

    def show_for(self, **_: Any) -> None:
        """Read the page anew."""
        self.heading.setText(f"{long_day(self._app.ctx.today)}")
        self._takes_focus = True
        self._read()

    def title(self) -> str:
        """For the window."""
        return "Today"

    def regions(self) -> list[QWidget]:
        """Where F6 goes: card by card."""
        return list(self.cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _kind(self) -> str:
        if self._leads:
            return "leads"
        return "supports" if self._app.ctx.user.discipline in todays.OF_THE_TEAM else "works"

    def _read(self) -> None:
        self._app.run(self, _read, self._show)

    def _follow(self, _changes: object) -> None:
        if self.isVisible():
            self._read()

    def _show(self, read: tuple[Today, tuple[Staff, ...]]) -> None:
        self._today, staff = read
        self._names = {person.id: person.name for person in staff}
        self.heading.setText(long_day(self._app.ctx.today))
        self.sentence.setText(f"{self._today.greeting}, {self._app.ctx.user.given_name}. {self._today.sentence}")
        self._fill()
        if self._takes_focus:
            self._takes_focus = False
            self._first().setFocus()

    def _first(self) -> QWidget:
        """What is most urgent: the first button of the cards that ask for something."""
        for name in ("waiting", "owed", "week"):
            buttons = self.cards[name].buttons() if name in self.cards else []
            if buttons and buttons[0] is not self.cards[name].button:
                return buttons[0]
            if len(buttons) > 1:
                return buttons[1]
        return self.open_family

    def _fill(self) -> None:
        for name, card in self.cards.items():
            fill = getattr(self, f"_fill_{name}")
            fill(card)

    def _fill_week(self, card: TodayCard) -> None:
        assert self._today is not None
        lines = self._today.sessions
        chips = {item.code: item.chip for item in self._app.ctx.catalogue.disciplines}
        narrow = self._app.theme.effective_width(self.width()) < tokens().breakpoints["medium"]
        made = [rows.WeekRow(line, chips, self._app.ctx.today, self._week_act(line), narrow) for line in lines]
        card.show_rows(made, count(len(lines), "family", "families") if lines else "")

    def _week_act(self, line: BoardLine) -> QWidget:
        name = line.family.display_name
        planned = line.session.state is SessionState.PLANNED
        if planned and not line.ready and self._app.ctx.user.discipline in MAY_ASK:
            asked = any(cell.asked_at for cell in line.cells)
            act: Any = rows.button("Ask again" if asked else "Ask", name, "send")
            act.clicked.connect(partial(self._ask, line.session.id))
        else:
            act = rows.button("Open", name, "book-open")
            act.clicked.connect(partial(self._open_session, line))
        return act  # type: ignore[no-any-return]

    def _fill_red(self, card: TodayCard) -> None:
        assert self._today is not None
        children = self._today.red_children
        made = []
        for child in children:
            act = rows.button("Open", f"{child.child.short_name}, {child.family.display_name}")
            act.clicked.connect(partial(self._open_family, child.family.id))
            made.append(rows.ChildRow(child, self._app.ctx.today, act))
        families = len({child.family.id for child in children})
        words = f"{count(len(children), 'child', 'children')} in {count(families, 'family', 'families')}"
        card.show_rows(made, words if children else "")

    def _fill_past(self, card: TodayCard) -> None:
        assert self._today is not None
        made = []
        for item in self._today.overdue_sessions:
            act = rows.button("Find a date", item.family.display_name)
            act.clicked.connect(partial(self._app.go, "plan", family_id=item.family.id))
            made.append(rows.overdue_row(item, self._app.ctx.today, act))
        card.show_rows(made)

    def _fill_waiting(self, card: TodayCard) -> None:
        assert self._today is not None
        made = []
        for item in self._today.waiting:
            act = rows.button("Read", f"minutes of {item.family.display_name}", primary=not made)
            act.clicked.connect(partial(self._open_record, item.session.id, item.family.id))
            made.append(rows.waiting_row(item, act))
        card.show_rows(made, str(len(made)) if made else "")

    def _fill_team(self, card: TodayCard) -> None:
        assert self._today is not None
        made = [rows.team_action_row(item, self._names, self._app.ctx.today) for item in self._today.overdue]
        card.show_rows(made, str(len(made)) if made else "")

    def _fill_owed(self, card: TodayCard) -> None:
        assert self._today is not None
        made = []
        for item in self._today.owed:
            words = "Carry on" if item.boxes_done else "Start"
            act = rows.button(words, f"summary for {item.family.display_name}", primary=not made)
            act.clicked.connect(partial(self._app.go, "summary", session_id=item.session.id))
            made.append(rows.owed_row(item, self._app.ctx.today, self._app.now(), act))
        due = sum(item.due.date() <= self._app.ctx.today for item in self._today.owed)
        card.show_rows(made, f"{count(due, 'is', 'are')} due today" if due else "")

    def _fill_drafts(self, card: TodayCard) -> None:
        assert self._today is not None
        made = []
        for number, item in enumerate(self._today.drafts, 1):
            act = rows.button("Open", f"draft {number}, {item.label}, {item.family.display_name}")
            act.clicked.connect(partial(self._open_draft, item))
            made.append(rows.draft_row(item, self._app.now(), act))
        card.show_rows(made, "only you can read these until you finalise them" if made else "")

    def _fill_actions(self, card: TodayCard) -> None:
        assert self._today is not None
        made = []
        for item in self._today.actions:
            box = rows.tick(item)
            box.edited.connect(partial(self._finish_action, item, box))
            made.append(rows.action_row(item, self._app.ctx.today, box))
        card.show_rows(made, f"{len(made)} open" if made else "")

    def _fill_news(self, card: TodayCard) -> None:
        assert self._today is not None
        card.show_rows([rows.news_row(item, self._app.ctx.today) for item in self._today.news])

    def _ask(self, session_id: str) -> None:
        self._app.run(self, partial(_ask, session_id), self._asked)

    def _asked(self, number: int) -> None:
        self._app.notice(f"{count(number, 'person was', 'people were')} asked for a summary, without a family’s name.")
        self._read()

    def _open_session(self, line: BoardLine) -> None:
        self._open_record(line.session.id, line.family.id)

    def _open_record(self, session_id: str, family_id: str) -> None:
        if "session" in SCREENS:
            self._app.go("session", session_id=session_id)
        else:
            self._app.go("family", family_id=family_id, tab="supervision")

    def _open_family(self, family_id: str) -> None:
        self._app.go("family", family_id=family_id)

    def _open_draft(self, item: DraftLine) -> None:
        if item.key.kind is EntryKind.SUMMARY:
            self._app.go("summary", session_id=item.key.owner)
        elif item.key.kind is EntryKind.ANSWER:
            where = {"question": item.key.key, "subjects": item.key.subjects}
            self._app.go("family", family_id=item.key.family_id, **where)
        else:
            section = item.key.key.removeprefix("contribution.").removeprefix("panel.").split(".")[0]
            self._app.go("family", family_id=item.key.family_id, section=section)

    def _finish_action(self, item: ActionLine, box: Any) -> None:
        sentence = f"Action {item.item.number}, {item.family_name}. The line stands in the record."
        note = self._app.dialogs.reason(self, "This action is done", [sentence], "What shows it?", "Done")
        if note is None:
            box.set_value(False)
        else:
            self._app.run(self, partial(_progress, item.item.id, note), self._progressed, failed=self._not_done)

    def _progressed(self, _result: None) -> None:
        self._read()

    def _not_done(self, error: Any) -> None:
        self._app.notice(error.message, "plum")
        self._read()

    def _fit(self) -> None:
        effective = theme().effective_width(self.width())
        wide = effective >= tokens().breakpoints["wide"]
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        beside = not wide and effective >= tokens().breakpoints["medium"]
        self._right_cards.setDirection(across if beside else down)
        name = "today_right_manager" if self._leads else "today_right_practitioner"
        width = px(tokens().layout[name]) if wide else WIDEST
        self._right.setMaximumWidth(width)
        self._right.setMinimumWidth(width if wide else 0)
        if self._today is not None:
            self._fill_week(self.cards["week"])


def _read(ctx: "Context") -> tuple[Today, tuple[Staff, ...]]:
    return todays.today(ctx), administration.staff(ctx, include_left=True)


def _ask(session_id: str, ctx: "Context") -> int:
    return supervision_planning.ask(ctx, session_id)


def _progress(action_id: str, note: str, ctx: "Context") -> None:
    actions.progress(ctx, action_id, ProgressKind.DONE, note)
