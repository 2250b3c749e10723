"""The finalised supervisions of a family, each with a Word copy of its minutes on demand, one at a time."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from fsworkbook.domain.supervision import Session
from ui.app import App
from ui.panels.family_words import moment
from ui.panels.make_copy import MakeCopyPanel
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, CardRow, Rule, empty
from ui.widgets.layout import in_widget, vbox


class MinutesCopiesPanel(Card):
    """`show_sessions(sessions, today)`; hidden where there are none for this person."""

    def __init__(self, app: App) -> None:
        super().__init__("Minutes", "a Word copy of one supervision for one reader")
        self.copy = MakeCopyPanel(app)
        self._rows = vbox(spacing=0)
        self._place = in_widget(vbox(self.copy, margins=(16, 4, 16, 14)))
        self.content.put(in_widget(self._rows))
        self._place.setParent(self)
        self._place.hide()
        self.copy.opened.connect(self.copy.give_focus)
        self._shown: tuple[str, ...] | None = None

    def show_sessions(self, sessions: Sequence[Session], today: date) -> None:
        """The finalised supervisions, the last first."""
        self.setVisible(bool(sessions))
        ids = tuple(session.id for session in sessions)
        if ids == self._shown:
            return
        self._shown = ids
        self._put_away()
        empty(self._rows)
        for session in sessions:
            button = QuietButton("Make a copy", "file-text", small=True)
            button.setAccessibleName(f"Make a copy: minutes of supervision {session.number}")
            when = f"{moment(session.starts_at, today)}, {session.place}".rstrip(", ")
            self._rows.put(Rule())
            row = CardRow(f"Supervision {session.number}", when, button)
            button.clicked.connect(partial(self._open, session, row))
            self._rows.put(row)

    def _open(self, session: Session, row: CardRow) -> None:
        """The copy is made right under its row."""
        self._put_away()
        self._rows.insertWidget(self._rows.indexOf(row) + 1, self._place)
        self._place.show()
        self.copy.hide()
        self.copy.show_session(session.id, session.number)

    def _put_away(self) -> None:
        self._place.hide()
        self._rows.removeWidget(self._place)
        self._place.setParent(self)
