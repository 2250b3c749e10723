"""The bundled typefaces: loaded once, asked for by role and in points, so that the system's own scale still counts."""

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from fsworkbook import resources

POINTS_IN_A_PX = 1.0 if sys.platform == "darwin" else 0.75
"""macOS counts 72 points to its inch of 72 px; the others 72 to 96."""


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt; the families found. Needs the QApplication."""
    families: set[str] = set()
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def make_font(family: str, px: float, weight: int) -> QFont:
    """A font of a size in px at 96 dpi (already times the text size) without hinting, so widths scale evenly."""
    font = QFont(family)
    font.setPointSizeF(px * POINTS_IN_A_PX)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
