"""Palettes from token colours. QPalette has too few roles, so three spare ones carry ours: this is their one list."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import tokens

Role = QPalette.ColorRole

SPARE_ROLES: Mapping[Role, str] = {
    Role.BrightText: "alert",
    Role.LinkVisited: "ink2",
    Role.Shadow: "accent_tint",
}

FOREGROUND_ROLES: Mapping[str, Role] = {
    "ink": Role.WindowText,
    "ink2": Role.LinkVisited,
    "ink3": Role.PlaceholderText,
    "alert": Role.BrightText,
    "accent": Role.Link,
    "on_accent": Role.HighlightedText,
}
"""What a label may be written in; anything else (rating colours) is a painted widget."""

_QUIET_WHEN_DISABLED = (Role.WindowText, Role.Text, Role.ButtonText, Role.LinkVisited, Role.Link)


def palette_of(colours: Mapping[str, str]) -> QPalette:
    """The palette of one theme: the table [palette] of the tokens and the spare roles; disabled words in `ink3`."""
    palette = QPalette()
    for name, token in tokens().palette.items():
        palette.setColor(QPalette.ColorRole[name], QColor(colours[token]))
    for role, token in SPARE_ROLES.items():
        palette.setColor(role, QColor(colours[token]))
    for role in _QUIET_WHEN_DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["ink3"]))
    palette.setColor(QPalette.ColorGroup.Disabled, Role.Base, QColor(colours["canvas"]))
    return palette


def set_role(widget: QWidget, role: str) -> None:
    """Write a label in a colour role; it follows the theme by itself."""
    widget.setForegroundRole(FOREGROUND_ROLES[role])
