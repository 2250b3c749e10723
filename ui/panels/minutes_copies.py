"""The finalised supervisions of a family, each with a Word copy of its minutes on demand, one at a time."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from fsworkbook.domain.supervision import Session
from ui.app import App
from ui.panels.family_words import moment
from ui.panels.make_copy import MakeCopyPanel
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, CardRow
from ui.widgets.layout import in_widget, vbox


class MinutesCopiesPanel(Card):
    """`show_sessions(sessions, today)`; hidden where there are none for this person."""

    def __init__(self, app: App) -> None:
        super().__init__("Minutes", "a Word copy of one supervision for one reader")
        self.copy = MakeCopyPanel(app)
        self._rows = vbox(spacing=0)
        self._place = in_widget(vbox(self.copy, margins=(16, 4, 16, 14)))
        self.content.put(in_widget(self._rows))
        self.content.put(self._place)
        self._place.hide()
        self._shown: tuple[str, ...] | None = None

    def show_sessions(self, sessions: Sequence[Session], today: date) -> None:
        """The finalised supervisions, the last first."""
        self.setVisible(bool(sessions))
        ids = tuple(session.id for session in sessions)
        if ids == self._shown:
            return
        self._shown = ids
        self._place.hide()
        self._clear_rows()
        for session in sessions:
            button = QuietButton("Make a copy", "file-text", small=True)
            button.setAccessibleName(f"Make a copy: minutes of supervision {session.number}")
            button.clicked.connect(partial(self._open, session))
            when = f"{moment(session.starts_at, today)}, {session.place}".rstrip(", ")
            self._rows.put(CardRow(f"Supervision {session.number}", when, button))

    def _open(self, session: Session) -> None:
        self._place.show()
        self.copy.hide()
        self.copy.show_session(session.id, session.number)

    def _clear_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
