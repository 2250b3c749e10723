"""The cards of Today in their two columns, filled from one reading; which ones stand there goes by discipline."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.people import Staff
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import EntryKind
from fsworkbook.services.board import BoardLine
from fsworkbook.services.today import LEADING, OF_THE_TEAM, DraftLine, OverdueSession, Today
from ui.app import App
from ui.panels import today_rows as rows
from ui.panels.family_words import count
from ui.panels.key_information import WORKERS
from ui.panels.today_card import TodayCard
from ui.theme import px, tokens
from ui.widgets.card import CardRow
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox

MAY_ASK = ("TEAM_MANAGER", "ASSISTANT_TEAM_MANAGER", "BUSINESS_SUPPORT", "SENIOR_SUPPORT")
WIDEST = 16777215
NEWS = 12
"""Rows of news at most."""

CARDS = {
    "week": ("Supervision this week", "No supervision this week."),
    "red": ("Children rated red", "No child is rated red."),
    "past": ("Past the limit", "No family’s supervision is past its limit."),
    "requests": ("Asked to join", "Nobody asks you to join."),
    "waiting": ("Waiting for you", "Nothing is waiting for you."),
    "team": ("Overdue in the team", "No action is overdue."),
    "owed": ("Summaries you owe", "You owe no summaries."),
    "drafts": ("Your drafts", "No drafts. Anything you start is kept here."),
    "actions": ("Your actions", "No action is yours."),
    "news": ("New in your families", "Nothing new in the last seven days."),
}
LEADS, SUPPORTS, WORKS = "leads", "supports", "works"
PLACES = {
    LEADS: (("requests", "week", "red", "past"), ("waiting", "team", "actions", "drafts")),
    SUPPORTS: (("requests", "week"), ("waiting", "actions", "drafts")),
    WORKS: (("requests", "owed", "drafts", "week"), ("actions", "news")),
}
"""Which cards stand left and right, by what the person does here."""


class TodayCardsPanel(QWidget):
    """Signals: `went(place, what)`, `asked(session_id)`, `ticked(action, box)`. `places` are those there are."""

    went = Signal(str, object)
    asked = Signal(str)
    ticked = Signal(object, object)

    def __init__(self, app: App, places: frozenset[str]) -> None:
        super().__init__()
        self._app, self._places = app, places
        self._narrow = False
        self._today: Today | None = None
        self._names: dict[str, str] = {}
        self._kind = kind_of(app.ctx.user)
        left, right = PLACES[self._kind]
        self.cards = {name: TodayCard(*CARDS[name]) for name in (*left, *right)}

        self._right_cards = vbox(*(self.cards[name] for name in right), spacing=16)
        self._right = in_widget(vbox(self._right_cards, STRETCH, spacing=0))
        left_column = in_widget(vbox(*(self.cards[name] for name in left), STRETCH, spacing=16))
        self._columns = hbox(grow(left_column), self._right, spacing=16)
        self.setLayout(self._columns)
        self.cards["week"].button.setText("Preparation board")
        self.cards["week"].button.show()

        self.cards["week"].acted.connect(partial(self._go, "supervision"))

    def show_today(self, today: Today, names: dict[str, str]) -> None:
        """Fill every card; `names` of staff by id."""
        self._today, self._names = today, names
        for name, card in self.cards.items():
            getattr(self, f"_fill_{name}")(card, today)

    def first(self) -> QWidget | None:
        """The most urgent button: of what waits, of what is owed, of the week."""
        for name in ("waiting", "owed", "week"):
            card = self.cards.get(name)
            buttons = [button for button in card.buttons() if button is not card.button] if card else []
            if buttons:
                return buttons[0]
        return None

    def fit(self, effective: float) -> None:
        """Two columns where there is room; else the right one below, side by side or one under the other."""
        wide, medium = tokens().breakpoints["wide"], tokens().breakpoints["medium"]
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if effective >= wide else down)
        beside = medium <= effective < wide
        self._right_cards.setDirection(across if beside else down)
        for card in (self.cards[name] for name in PLACES[self._kind][1]):
            self._right_cards.setAlignment(card, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
        layout = tokens().layout["today_right_manager" if self._kind == LEADS else "today_right_practitioner"]
        width = px(layout) if effective >= wide else WIDEST
        self._right.setMaximumWidth(width)
        self._right.setMinimumWidth(width if effective >= wide else 0)
        if (effective < medium) != self._narrow:
            self._narrow = effective < medium
            if self._today is not None:
                self._fill_week(self.cards["week"], self._today)

    def _fill_week(self, card: TodayCard, today: Today) -> None:
        chips = chips_of(self._app.ctx.catalogue)
        most = max((len(line.cells) for line in today.sessions), default=0)
        made = [
            rows.WeekRow(line, chips, self._app.ctx.today, self._week_act(line), most, self._narrow)
            for line in today.sessions
        ]
        card.show_rows(made, count(len(made), "family", "families") if made else "")

    def _week_act(self, line: BoardLine) -> QWidget:
        name = line.family.display_name
        planned = line.session.state is SessionState.PLANNED
        if planned and not line.ready and self._app.ctx.user.discipline in MAY_ASK:
            asked = any(cell.asked_at for cell in line.cells)
            ask = rows.button("Ask again" if asked else "Ask", name, "send")
            ask.clicked.connect(partial(self._ask, line.session.id))
            return ask
        return self._opening("Open", name, "book-open", line.session.id, line.family.id)

    def _fill_red(self, card: TodayCard, today: Today) -> None:
        made = []
        for child in today.red_children:
            act = rows.button("Open", f"{child.child.short_name}, {child.family.display_name}")
            act.clicked.connect(partial(self._go, "family", family_id=child.family.id))
            made.append(rows.ChildRow(child, self._app.ctx.today, act))
        families = len({child.family.id for child in today.red_children})
        words = f"{count(len(made), 'child', 'children')} in {count(families, 'family', 'families')}"
        card.show_rows(made, words if made else "")

    def _fill_past(self, card: TodayCard, today: Today) -> None:
        day = self._app.ctx.today
        card.show_rows([rows.overdue_row(item, day, self._past_act(item)) for item in today.overdue_sessions])

    def _past_act(self, item: OverdueSession) -> QWidget:
        about = f"{item.family.display_name}, past the limit"
        act = rows.button("Open" if item.next_at else "Find a date", about)
        if item.next_at:
            act.clicked.connect(partial(self._go, "family", family_id=item.family.id, tab="supervision"))
        else:
            act.clicked.connect(partial(self._go, "plan", family_id=item.family.id))
        return act

    def _fill_waiting(self, card: TodayCard, today: Today) -> None:
        made: list[QWidget] = []
        for item in today.waiting:
            about = f"minutes of {item.family.display_name}"
            act = self._opening("Read", about, None, item.session.id, item.family.id, primary=not made)
            made.append(rows.waiting_row(item, act))
        card.show_rows(made, str(len(made)) if made else "")

    def _fill_requests(self, card: TodayCard, today: Today) -> None:
        """A card only while somebody asks."""
        made: list[QWidget] = []
        for item in today.requests:
            act = rows.button("Open", f"{item.family.display_name}, to accept or decline", primary=not made)
            act.clicked.connect(partial(self._go, "family", family_id=item.family.id, tab="key", part=WORKERS))
            role = self._app.ctx.catalogue.label("involvement_role", item.role)
            words = f"{item.family.ref}. Asked as {role[:1].lower()}{role[1:]}"
            made.append(CardRow(item.family.display_name, words, act))
        card.show_rows(made)
        card.setVisible(bool(made))

    def _fill_team(self, card: TodayCard, today: Today) -> None:
        made = [rows.team_action_row(item, self._names, self._app.ctx.today) for item in today.overdue]
        card.show_rows(made, str(len(made)) if made else "")

    def _fill_owed(self, card: TodayCard, today: Today) -> None:
        made: list[QWidget] = []
        for item in today.owed:
            words = "Carry on" if item.boxes_done else "Start"
            act = rows.button(words, f"summary for {item.family.display_name}", primary=not made)
            act.clicked.connect(partial(self._go, "summary", session_id=item.session.id))
            made.append(rows.owed_row(item, self._app.ctx.today, self._app.now(), act))
        late = sum(item.due < self._app.now() for item in today.owed)
        due = sum(item.due.date() == self._app.ctx.today for item in today.owed) if not late else 0
        words = f"{count(late, 'is', 'are')} late" if late else f"{count(due, 'is', 'are')} due today"
        card.show_rows(made, words if late or due else "")

    def _fill_drafts(self, card: TodayCard, today: Today) -> None:
        made: list[QWidget] = []
        for number, item in enumerate(today.drafts, 1):
            act = rows.button("Open", f"draft {number}, {item.label}, {item.family.display_name}")
            act.clicked.connect(partial(self._open_draft, item))
            made.append(rows.draft_row(item, self._app.now(), act))
        card.show_rows(made, "only you can read these until you finalise them" if made else "")

    def _fill_actions(self, card: TodayCard, today: Today) -> None:
        made = []
        for item in today.actions:
            box = rows.tick(item)
            box.edited.connect(partial(self.ticked.emit, item, box))
            made.append(rows.action_row(item, self._app.ctx.today, box))
        card.show_rows(made, f"{len(made)} open" if made else "")

    def _fill_news(self, card: TodayCard, today: Today) -> None:
        groups = rows.grouped_news(today.news)
        made = [rows.news_row(group, self._app.ctx.today) for group in groups[:NEWS]]
        card.show_rows(made, "in the last seven days" if made else "")

    def _opening(
        self, words: str, about: str, icon: str | None, session_id: str, family_id: str, primary: bool = False
    ) -> QWidget:
        """A button to a supervision: its own screen where there is one, else the family's list of them."""
        act = rows.button(words, about, icon, primary)
        if "session" in self._places:
            act.clicked.connect(partial(self._go, "session", session_id=session_id))
        else:
            act.clicked.connect(partial(self._go, "family", family_id=family_id, tab="supervision"))
        return act

    def _open_draft(self, item: DraftLine) -> None:
        key = item.key
        if key.kind is EntryKind.SUMMARY:
            self._go("summary", session_id=key.owner)
        elif key.kind is EntryKind.ANSWER:
            self._go("family", family_id=key.family_id, question=key.key, subjects=key.subjects)
        else:
            section = key.key.removeprefix("contribution.").removeprefix("panel.").split(".")[0]
            self._go("family", family_id=key.family_id, section=section)

    def _ask(self, session_id: str) -> None:
        self.asked.emit(session_id)

    def _go(self, place: str, **what: Any) -> None:
        self.went.emit(place, what)


def kind_of(user: Staff) -> str:
    """Which set of cards somebody has."""
    if user.discipline in LEADING:
        return LEADS
    return SUPPORTS if user.discipline in OF_THE_TEAM else WORKS


def chips_of(catalogue: Catalogue) -> dict[str, str]:
    """The short letters of each discipline."""
    return {item.code: item.chip for item in catalogue.disciplines}
