"""Before sign-in: one screen in the middle, and a foot with text size and theme (ui.md 4.9)."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.app import App
from ui.panels.look_menus import size_menu, theme_menu
from ui.panels.place_stack import PlaceStack
from ui.panels.regions import first_stop
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox

VERSION = "0.1"


class OutsidePanel(QWidget):
    """The start screens over their foot."""

    def __init__(self, app: App, places: PlaceStack) -> None:
        super().__init__()
        self.places = places
        size = QuietButton("Text size", "a-large-small", small=True)
        size.setMenu(size_menu(app, size))
        colours = QuietButton("Light, dark, high contrast", "contrast", small=True)
        colours.setMenu(theme_menu(app, colours))
        version = second(f"FS Workbook {VERSION}", wrap=False)

        self._foot = in_widget(hbox(version, STRETCH, size, colours, margins=(24, 12), spacing=8))
        self._foot.setAccessibleName("Text size and colours")
        self.setLayout(vbox(grow(places), self._foot, spacing=0))

    def show_place(self, place: str, what: dict[str, Any]) -> None:
        """Show one of the start screens."""
        self.places.show_place(place, what)
        self.give_focus()

    def give_focus(self) -> None:
        """The keyboard goes to where the screen says one begins, else to its first control."""
        screen: Any = self.places.shown
        first = screen.begins_at() if hasattr(screen, "begins_at") else first_stop(screen)
        if first is not None:
            first.setFocus()

    def regions(self) -> list[QWidget]:
        """For F6."""
        return [screen for screen in (self.places.shown, self._foot) if screen is not None]

    def fit(self, width: int) -> None:
        """The start screens are narrow by themselves."""
