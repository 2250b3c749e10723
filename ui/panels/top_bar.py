"""The top bar of every screen: places left; demonstration, save light, person and Lock right (ui.md 3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.app import App
from ui.panels.demonstration_button import DemonstrationButton
from ui.panels.navigation import NavigationPanel
from ui.panels.person_button import PersonButton
from ui.theme import px, tokens
from ui.widgets import paint
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, at, hbox, sized
from ui.widgets.save_light import SaveLight

if TYPE_CHECKING:
    from fsworkbook.context import Context


class TopBarPanel(QWidget):
    """`lock_asked()` and `left()` are acts of the person; where to go is asked of the App."""

    lock_asked = Signal()
    left = Signal()

    def __init__(self, app: App, places: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName("Top bar")
        self._app = app
        self._name = Label("FS Workbook", "heading3")
        self.navigation = NavigationPanel(places)
        self.demonstration = DemonstrationButton(app)
        self.save_light = SaveLight()
        self.person = PersonButton(app)
        self._lock = QuietButton("Lock", "lock")
        self._lock.setToolTip("Ctrl+L")

        middle = Qt.AlignmentFlag.AlignVCenter
        parts = [at(part, middle) for part in (self.demonstration, self.save_light, self.person, self._lock)]
        self._row = hbox(
            at(self._name, middle), 4, self.navigation, STRETCH, *parts, margins=(20, 0, 16, 1), spacing=12
        )
        self.setLayout(self._row)
        sized(self, height=tokens().control["topbar"])
        self._connect()

    def fill(self) -> None:
        """Who is signed in, and in what kind of workbook."""
        self._show_role("")
        self._app.run(self, _team_of, self._show_role)
        self.demonstration.fill()
        if not self._app.unsaved:  # what is read from the file stands in it
            self._show_saved(self._app.now())

    def show_place(self, place: str) -> None:
        """Mark the main place one is in."""
        self.navigation.show_place(place)

    def fit(self, width: int) -> None:
        """Fewer words where there is less room; nothing is cut."""
        effective = self._app.theme.effective_width(width)
        narrow, small = effective < tokens().breakpoints["medium"], effective < tokens().breakpoints["small"]
        self.person.set_narrow(narrow)
        self.demonstration.set_narrow(narrow)
        self.save_light.set_narrow(narrow)
        self._show_places(small)
        if self._row.totalMinimumSize().width() > width:
            self._show_places(small=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, self.rect(), 0, "surface")
        paint.box(painter, QRect(0, self.height() - 1, self.width(), 1), 0, "line")
        if self.person.isVisible():
            edge = self.person.x() - px(8)
            paint.box(painter, QRect(edge, 0, 1, self.height()), 0, "line")

    def _show_places(self, small: bool) -> None:
        self.navigation.set_small(small)
        self._name.setVisible(not small)

    def _connect(self) -> None:
        app = self._app
        self.navigation.chosen.connect(app.go)
        self._lock.clicked.connect(self.lock_asked)
        self.person.left.connect(self.left)
        self.demonstration.left.connect(self.left)
        app.saving.connect(self.save_light.show_saving)
        app.saved.connect(self._show_saved)
        app.save_failed.connect(self.save_light.show_failed)

    def _show_role(self, team: str) -> None:
        """ "Team manager, Canal": the discipline in words and the team or locality."""
        ctx = self._app.ctx
        title = ctx.catalogue.discipline(ctx.user.discipline).title
        self.person.set_person(ctx.user.name, ", ".join(part for part in (title, team or ctx.user.locality) if part))

    def _show_saved(self, at_: datetime) -> None:
        self.save_light.show_saved(f"{at_:%H:%M}")


def _team_of(ctx: "Context") -> str:
    """The name of the team of whoever is signed in, if they have one."""
    from fsworkbook.services import administration

    return next((team.name for team in administration.teams(ctx) if team.id == ctx.user.team_id), "")
