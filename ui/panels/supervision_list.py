"""The supervisions of one family: what is planned, what was held, and the minutes to read."""

from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.services import supervision_planning
from fsworkbook.services.families import FamilyPage
from fsworkbook.services.summaries import Owed
from ui.app import App
from ui.panels.family_words import moment
from ui.theme import colour
from ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from ui.widgets.card import Card, CardRow, empty
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import heading2
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll

STATES = {
    SessionState.PLANNED: "Planned",
    SessionState.IN_SESSION: "Going on now",
    SessionState.RECORDED: "Recorded, not finalised",
    SessionState.FINALISED: "Finalised",
    SessionState.CANCELLED: "Cancelled",
    SessionState.ABANDONED: "Broken off",
}
OPEN = (SessionState.PLANNED, SessionState.IN_SESSION, SessionState.RECORDED)


class SupervisionListPanel(QWidget):
    """`places` are those the program has; a button to another place is not built."""

    def __init__(self, app: App, places: frozenset[str]) -> None:
        super().__init__()
        self._app = app
        self._places = places
        self._page: FamilyPage | None = None
        self._owed: Owed | None = None
        self.plan = PlainButton("Plan a supervision", "calendar-days")
        self._column = vbox(spacing=16)
        head = hbox(heading2("Supervision"), STRETCH, self.plan)
        content = sized(in_widget(vbox(head, self._column, STRETCH, spacing=14)), max_width=920)
        self.setLayout(vbox(VerticalScroll(in_widget(hbox(grow(content, 100), STRETCH, margins=(40, 18, 24, 40))))))
        self.setAccessibleName("Supervision")
        self.plan.clicked.connect(self._plan)

    def clear(self) -> None:
        """Nothing of the family that was shown stays."""
        self._page = None
        self.plan.hide()
        empty(self._column)

    def show_family(self, page: FamilyPage, owed: Owed | None) -> None:
        """The supervisions of this family."""
        self._page, self._owed = page, owed
        self.plan.setVisible("session_shell:write" in page.may and "plan" in self._places)
        family_id = page.family.id
        self._app.run(self, lambda ctx: supervision_planning.sessions(ctx, family_id), partial(self._show, family_id))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    def _show(self, family_id: str, sessions: tuple[Session, ...]) -> None:
        if self._page is None or self._page.family.id != family_id:
            return
        empty(self._column)
        ahead = [item for item in sessions if item.state in OPEN]
        held = [item for item in sessions if item.state not in OPEN]
        if ahead:
            self._column.put(self._card("To come", ahead))
        if held:
            self._column.put(self._card("Held", sorted(held, key=lambda item: item.starts_at, reverse=True)))
        if not sessions:
            self._column.put(EmptyState("calendar-days", "No supervision of this family yet.", "Plan the first one."))

    def _card(self, title: str, sessions: list[Session]) -> Card:
        card = Card(title)
        for session in sessions:
            card.add_row(self._row(session))
        return card

    def _row(self, session: Session) -> CardRow:
        assert self._page is not None
        kind = self._app.ctx.catalogue.label("session_kind", session.kind)
        chair = self._page.staff.get(session.chair_id)
        details = [kind, session.place, f"chair {chair.name}" if chair else ""]
        when = moment(session.starts_at, self._app.ctx.today)
        title = f"Supervision {session.number}, {when}"
        parts: list[QWidget] = [Chip(STATES[session.state])]
        if self._owed is not None and self._owed.session.id == session.id and "summary" in self._places:
            write = PrimaryButton("Write my summary", small=True)
            write.clicked.connect(partial(self._app.go, "summary", session_id=session.id))
            parts.append(write)
        if "session" in self._places and session.state not in (SessionState.CANCELLED, SessionState.ABANDONED):
            words = "Read the minutes" if session.state is SessionState.FINALISED else "Open"
            button = QuietButton(words, small=True)
            button.setAccessibleName(f"{words}: supervision {session.number}")
            button.clicked.connect(partial(self._app.go, "session", session_id=session.id))
            parts.append(button)
        return CardRow(title, ", ".join(words for words in details if words), *parts)

    def _plan(self) -> None:
        assert self._page is not None
        self._app.go("plan", family_id=self._page.family.id)
