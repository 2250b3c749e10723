"""What the computer asks for: dark or light, contrast, less movement; and its own colours where it has a say."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_CONTRAST_THEME = {
    "ink": QPalette.ColorRole.WindowText,
    "ink2": QPalette.ColorRole.WindowText,
    "canvas": QPalette.ColorRole.Window,
    "surface": QPalette.ColorRole.Window,
    "surface2": QPalette.ColorRole.Window,
    "accent": QPalette.ColorRole.Highlight,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "ctl": QPalette.ColorRole.WindowText,
    "line": QPalette.ColorRole.WindowText,
    "line2": QPalette.ColorRole.WindowText,
}


def system_theme() -> str:
    """The theme that follows the computer: high contrast if it asks for that, else dark or light."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def system_colours(app: QApplication, name: str) -> dict[str, str]:
    """On a Windows contrast theme: its colours for ink, canvas, accent and edges; else none."""
    on_windows = sys.platform.startswith("win")
    if not on_windows or name != "high-contrast":
        return {}
    app.setPalette(QPalette())
    palette = app.palette()
    return {token: palette.color(role).name() for token, role in _CONTRAST_THEME.items()}
