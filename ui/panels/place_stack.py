"""Places one behind another: a screen is made at the first visit and filled at every one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.app import App


class PlaceStack(QStackedWidget):
    """`screen_class(place)` gives the class of a place; a screen has `show_for(**what)`."""

    def __init__(self, app: App, screen_class: Callable[[str], type[QWidget]]) -> None:
        super().__init__()
        self._app = app
        self._screen_class = screen_class
        self._screens: dict[str, QWidget] = {}
        self._what: dict[str, dict[str, Any]] = {}

    @property
    def shown(self) -> QWidget | None:
        """The screen in front."""
        return self.currentWidget()

    @property
    def place(self) -> str:
        """The place of the screen in front; empty where there is none."""
        return next((place for place, screen in self._screens.items() if screen is self.shown), "")

    def show_place(self, place: str, what: dict[str, Any]) -> None:
        """Bring a place to the front and fill it."""
        if place not in self._screens:
            screen: Any = self._screen_class(place)
            self._screens[place] = screen(self._app)
            self.addWidget(self._screens[place])
        shown: Any = self._screens[place]
        self._what[place] = what
        self.setCurrentWidget(shown)
        shown.show_for(**what)

    def show_again(self) -> None:
        """Fill the screen in front anew: the file was closed meanwhile, and what was opened is opened again."""
        if self.place:
            self.show_place(self.place, self._what[self.place])

    def forget(self) -> None:
        """Take every screen down: another person sits here now."""
        for screen in self._screens.values():
            self.removeWidget(screen)
            screen.hide()
            screen.deleteLater()
        self._screens.clear()
