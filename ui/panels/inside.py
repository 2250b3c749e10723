"""After sign-in: the top bar, the notice line, and the place one is in."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.app import App
from ui.panels.notice_line import NoticeLine
from ui.panels.place_stack import PlaceStack
from ui.panels.regions import first_stop
from ui.panels.top_bar import TopBarPanel
from ui.widgets.layout import grow, vbox

MAIN_PLACE = {"family": "families", "summary": "today", "session": "supervision", "plan": "supervision"}
"""Under which main place another one stands in the top bar."""


class InsidePanel(QWidget):
    """What somebody sees who has signed in."""

    def __init__(self, app: App, places: PlaceStack, main_places: Mapping[str, str]) -> None:
        super().__init__()
        self._app = app
        self.places = places
        self.main_places = tuple(main_places)
        self.top_bar = TopBarPanel(app, main_places)
        self.notice = NoticeLine()

        self.setLayout(vbox(self.top_bar, self.notice, grow(places), spacing=0))

        self.top_bar.lock_asked.connect(app.lock_asked)
        self.top_bar.left.connect(app.leave)
        app.noticed.connect(self.notice.show_notice)
        app.entered.connect(self.notice.close_notice)

    def fill(self) -> None:
        """Somebody has signed in."""
        self.top_bar.fill()

    def show_place(self, place: str, what: dict[str, Any]) -> None:
        """Show a place; a sentence about the one before goes with it."""
        self.notice.close_notice()
        self.places.show_place(place, what)
        self.top_bar.show_place(MAIN_PLACE.get(place, place))
        self.give_focus()

    def give_focus(self) -> None:
        """The keyboard goes to where the screen says one begins, when it says so."""
        screen: Any = self.places.shown
        first = screen.begins_at() if hasattr(screen, "begins_at") else None
        if first is not None:
            first.setFocus()

    def say_where(self) -> None:
        """Where the words are, for Ctrl+S."""
        file = self._app.ctx.store.path.name
        if self._app.unsaved:
            self._app.notice(self.top_bar.save_light.text(), "plum")
        else:
            self._app.notice(f"Everything you typed is saved on this PC, in {file}, at {self._app.now():%H:%M}.")

    def regions(self) -> list[QWidget]:
        """For F6: the top bar, a notice, then the screen's own regions or the whole of it."""
        screen: Any = self.places.shown
        own = screen.regions() if hasattr(screen, "regions") else [screen]
        return [self.top_bar, self.notice, *(region for region in own if region is not None)]

    def first(self) -> QWidget | None:
        """The first control of the screen shown."""
        return first_stop(self.places.shown) if self.places.shown is not None else None

    def fit(self, width: int) -> None:
        """The window has another width."""
        self.top_bar.fit(width)
