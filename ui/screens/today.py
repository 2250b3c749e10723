"""Today (ui.md 4.1, 4.2): what waits, who is in danger, what one owes, what is new; never content."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.action_status import ActionStatus, ProgressKind
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Staff
from fsworkbook.services import actions, administration, supervision_planning
from fsworkbook.services import today as todays
from fsworkbook.services.actions import ActionLine
from fsworkbook.services.today import Today
from ui.app import App
from ui.panels.family_words import count, long_day
from ui.panels.today_cards import TodayCardsPanel
from ui.screens import SCREENS
from ui.theme import theme
from ui.widgets.buttons import PlainButton
from ui.widgets.check_box import CheckBox
from ui.widgets.labels import Label, heading1
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.scroll import VerticalScroll

if TYPE_CHECKING:
    from fsworkbook.context import Context

TITLE = 1000
"""So much more than the space beside it does the title take."""


class TodayScreen(QWidget):
    """One frame for everybody; the cards differ by discipline."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._takes_focus = True
        self.heading = heading1("")
        self.sentence = Label("", "reading", "ink2", wrap=True)
        self.open_family = PlainButton("Open a family", "folder-open")
        self.cards = TodayCardsPanel(app, frozenset(SCREENS))

        title = vbox(self.heading, self.sentence, spacing=4)
        top = hbox(grow(title, TITLE), STRETCH, self.open_family, spacing=12)
        page = in_widget(vbox(top, self.cards, STRETCH, margins=(24, 20, 24, 24), spacing=16))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))

        self.open_family.clicked.connect(partial(app.go, "families"))
        self.cards.went.connect(self._go)
        self.cards.asked.connect(self._ask)
        self.cards.ticked.connect(self._finish_action)
        app.changed.connect(self._follow)
        app.theme.resized.connect(self._fit)

    def show_for(self, **_: Any) -> None:
        """Read the page anew."""
        self.heading.setText(long_day(self._app.ctx.today))
        self._takes_focus = True
        self._read()

    def title(self) -> str:
        """For the window."""
        return "Today"

    def regions(self) -> list[QWidget]:
        """Where F6 goes: card by card."""
        return list(self.cards.cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _read(self) -> None:
        self._app.run(self, _read, self._show)

    def _follow(self, _changes: object) -> None:
        if self.isVisible():
            self._read()

    def _show(self, read: tuple[Today, tuple[Staff, ...]]) -> None:
        today, staff = read
        self.heading.setText(long_day(self._app.ctx.today))
        self.sentence.setText(f"{today.greeting}, {self._app.ctx.user.given_name}. {today.sentence}")
        self.cards.show_today(today, {person.id: person.name for person in staff})
        if self._takes_focus:
            self._takes_focus = False
            QTimer.singleShot(0, self, self._put_focus)  # the new rows are shown first

    def _put_focus(self) -> None:
        (self.cards.first() or self.open_family).setFocus()

    def _go(self, place: str, what: dict[str, Any]) -> None:
        self._app.go(place, **what)

    def _ask(self, session_id: str) -> None:
        self._app.run(self, partial(_ask, session_id), self._asked)

    def _asked(self, number: int) -> None:
        self._app.notice(f"{count(number, 'person was', 'people were')} asked for a summary, without a family’s name.")
        self._read()

    def _finish_action(self, item: ActionLine, box: CheckBox) -> None:
        """A list shows no words; who says what became of an action reads them first."""
        box.set_value(False)
        self._app.run(self, partial(_in_words, item.item.id), self._ask_what_became, failed=self._not_done)

    def _ask_what_became(self, line: ActionLine) -> None:
        words = f"“{line.item.text}” {line.family_name}, supervision {line.session_number}."
        if line.status is ActionStatus.PROPOSED:
            title, act = "This was given to you while you were away", "I take it on"
            kind, note = ProgressKind.ACCEPTED, "" if self._app.dialogs.confirm(self, title, [words], act) else None
        else:
            sentences = [words, "What you write stands in the record."]
            label, missing = "What shows it?", "Say what shows it, in a few words."
            kind = ProgressKind.DONE
            note = self._app.dialogs.reason(self, "This action is done", sentences, label, "Done", missing)
        if note is not None:
            job = partial(_progress, line.item.id, kind, note)
            self._app.run(self, job, self._progressed, failed=self._not_done)

    def _progressed(self, _result: None) -> None:
        self._read()

    def _not_done(self, error: WorkbookError) -> None:
        self._app.notice(error.message, "plum")
        self._read()

    def _fit(self) -> None:
        self.cards.fit(theme().effective_width(self.width()))


def _read(ctx: "Context") -> tuple[Today, tuple[Staff, ...]]:
    return todays.today(ctx), administration.staff(ctx, include_left=True)


def _ask(session_id: str, ctx: "Context") -> int:
    return supervision_planning.ask(ctx, session_id)


def _in_words(action_id: str, ctx: "Context") -> ActionLine:
    return actions.action_in_words(ctx, action_id)


def _progress(action_id: str, kind: ProgressKind, note: str, ctx: "Context") -> None:
    actions.progress(ctx, action_id, kind, note)
