"""A person's initials in a circle; the name stands beside it or is its spoken name."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, px, tokens
from ui.widgets import paint
from ui.widgets.painted import Painted


class Avatar(Painted):
    """`Avatar("Leila Tang")` shows LT; `here` gives the blue edge of somebody who is in this module now."""

    def __init__(self, name: str, here: bool = False, parent: QWidget | None = None) -> None:
        self._here = here
        super().__init__(name, parent)

    def set_person(self, name: str, here: bool = False) -> None:
        """Another person."""
        self._here = here
        self.say(name)

    def sizeHint(self) -> QSize:
        side = px(tokens().control["avatar"])
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, ink = ("accent_tint", "accent", "accent") if self._here else ("sunken", "line2", "ink2")
        side = px(tokens().control["avatar"])
        area = self.rect()
        area.setSize(QSize(side, side))
        paint.box(painter, area, side / 2, fill, edge)
        letters = font("caption", "semibold")
        letters.setPointSizeF(letters.pointSizeF() * 0.83)
        paint.words(painter, area, initials(self.text()), letters, ink, paint.CENTRE)


def initials(name: str) -> str:
    """First letters of the first and last name: "Anna van Dyk" is AD."""
    parts = name.split()
    return "".join(part[0].upper() for part in ([parts[0], parts[-1]] if len(parts) > 1 else parts))
