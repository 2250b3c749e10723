"""The strip over a supervision: whose it is, its number and state, where, and how much of its time is spent."""

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from fsworkbook.domain.supervision import SessionState
from fsworkbook.services.session_page import SessionPage
from ui.app import App
from ui.panels.session_parts import MIDDLE
from ui.panels.session_words import day_month, long_day, state_words
from ui.theme import colour, font, px
from ui.widgets import paint
from ui.widgets.buttons import PlainButton
from ui.widgets.chips import Chip
from ui.widgets.labels import heading2, second
from ui.widgets.layout import STRETCH, at, hbox, sized
from ui.widgets.painted import Painted

HEIGHT = 50
EVERY = 30_000


class TimeSpent(Painted):
    """ "40 of 60 min" over a bar; no percent, no sound, no flash."""

    def __init__(self) -> None:
        self._minutes, self._of = 0, 1
        super().__init__("")

    def show_minutes(self, minutes: int, of: int) -> None:
        """So many of the planned minutes are spent."""
        self._minutes, self._of = minutes, max(1, of)
        self.say(f"{minutes} of {of} min")

    def sizeHint(self) -> QSize:
        return QSize(px(150), paint.text_height(font("body", "semibold")) + px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strong, high = font("heading3"), paint.text_height(font("heading3"))
        number = str(self._minutes)
        area = self.rect().adjusted(0, 0, 0, high - self.height())
        paint.words(painter, area, number, strong, "ink")
        left = paint.text_width(strong, number) + px(6)
        paint.words(painter, area.adjusted(left, 0, 0, 0), f"of {self._of} min", font("small"), "ink2")
        bar = QRectF(0, high + px(2), self.width() - px(1), px(7))
        paint.box(painter, bar, px(3), "stage_off", "stage", px(12) / 10)
        share = min(1.0, self._minutes / self._of)
        if share:
            paint.box(painter, QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), px(3), "stage")


class SessionStripPanel(QFrame):
    """`read_back_asked()`: the button was pressed. `fit` leaves the place away where it is narrow."""

    read_back_asked = Signal()

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._page: SessionPage | None = None
        self._mode = "wide"
        self.setAccessibleName("Supervision")
        self.name, self.number = heading2(""), second("", wrap=False)
        self.name.setWordWrap(False)
        self.state = Chip("")
        self.where = second("", wrap=False)
        self.time = TimeSpent()
        self.read_back = PlainButton("Read back", "eye")
        self._clock = QTimer(self, interval=EVERY)
        parts = [at(part, MIDDLE) for part in (self.name, self.number, self.state)]
        right = [at(part, MIDDLE) for part in (self.where, self.time, self.read_back)]
        self.setLayout(hbox(*parts, STRETCH, *right, margins=(20, 0), spacing=12))
        sized(self, min_height=HEIGHT)

        self.read_back.clicked.connect(self.read_back_asked)
        self._clock.timeout.connect(self._tick)

    def show_page(self, page: SessionPage) -> None:
        """Show a supervision."""
        self._page = page
        session, family = page.session, page.family
        running = session.state is SessionState.IN_SESSION
        self.name.setText(family.shown_name)
        words, icon = state_words(session)
        held = "" if running else f", {long_day(session.starts_at.date())}"
        self.number.setText(f"Supervision {session.number}{held}")
        self.state.set_chip(words, "accent" if running else "plain", icon)
        self.read_back.setVisible(running and page.may_type)
        self.fit(self._mode)
        self._tick()
        self._clock.start() if running else self._clock.stop()

    def fit(self, mode: str) -> None:
        """Wide, medium or narrow."""
        self._mode = mode
        if self._page is None:
            return
        session = self._page.session
        running = session.state is SessionState.IN_SESSION
        started = f"Started {session.started_at:%H:%M}" if session.started_at else f"{session.starts_at:%H:%M}"
        if session.state is SessionState.FINALISED and session.finalised_at:
            started = f"Held {day_month(session.starts_at.date())}"
        self.where.setText(f"{started}, {session.place}")
        self.where.setVisible(mode == "wide")
        self.time.setVisible(running and not self._app.demonstration)  # whose clock stands
        self.state.setVisible(mode != "narrow")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        paint.line(painter, self.rect().bottomLeft(), self.rect().bottomRight(), "line")

    def _tick(self) -> None:
        if self._page is not None and (began := self._page.session.started_at):
            spent = int((self._app.now() - began).total_seconds() // 60)
            self.time.show_minutes(max(0, spent), self._page.session.minutes)
