"""The pages before sign-in: one column in the middle of the window, scrolled where it is too high."""

from PySide6.QtWidgets import QLayout, QWidget

from ui.theme import tokens
from ui.widgets.card import Frame
from ui.widgets.layout import Stretch, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll

ABOVE, BELOW = 2, 5
"""How the empty height is shared: a page stands a little above the middle."""

COLUMN = 1000
"""So much more than the sides does the column grow, up to its widest."""


class StartPage(VerticalScroll):
    """`StartPage(layout)` is a column of 760 px; `card=True` a white card of 460 px, or of `width`."""

    def __init__(self, layout: QLayout, *, card: bool = False, width: int = 0) -> None:
        widths = tokens().layout
        self.column: QWidget = Frame(vbox(layout, margins=32)) if card else in_widget(layout)
        sized(self.column, max_width=width or widths["sign_in_card" if card else "start_column"])
        across = hbox(Stretch(1), grow(self.column, COLUMN), Stretch(1), margins=(24, 0), spacing=0)
        super().__init__(in_widget(vbox(Stretch(ABOVE), across, Stretch(BELOW), margins=(0, 24), spacing=0)))
