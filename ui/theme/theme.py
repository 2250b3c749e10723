"""The one Theme of the program: which colours, which typeface, how large; and telling live windows when it changes.

Colours change by `app.setPalette` and then unpolish and polish of each widget of the visible windows (ui.md 6.2, 6.3);
hidden windows follow when they are next shown. The style sheet is set once for a text size and never for a theme.
"""

from functools import lru_cache
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.fonts import load_fonts, make_font
from ui.theme.palettes import palette_of
from ui.theme.sheet import sheet_of
from ui.theme.system import system_colours, system_theme
from ui.theme.tokens import tokens

TEXT_SIZES = (1.0, 1.25, 1.5, 2.0)
THEMES = ("system", "light", "dark", "high-contrast")


class Theme(QObject):
    """Colours, type and sizes now in use. `changed` after any change; `resized` before it when sizes changed."""

    changed = Signal()
    resized = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        load_fonts()
        self._app = app
        self._chosen = "system"
        self.text_size = 1.0
        self.font_name = tokens().default_font
        self._stale: WeakSet[QWidget] = WeakSet()

        self._name = "light"
        self._colours = {role: QColor(value) for role, value in tokens().colours[self._name].items()}

    def begin(self) -> None:
        """Dress the program. Widgets that are there already ask for sizes meanwhile, and `theme()` finds this one."""
        self._app.setStyle("Fusion")
        self._use_colours()
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(sheet_of(self.px))

        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def chosen(self) -> str:
        """What was asked for: "system" or a theme's name."""
        return self._chosen

    @property
    def name(self) -> str:
        """The theme now shown: light, dark or high-contrast."""
        return self._name

    @property
    def high_contrast(self) -> bool:
        """Edges are then 2 px and there are no tints."""
        return self._name == "high-contrast"

    def set_theme(self, name: str) -> None:
        """Show "light", "dark", "high-contrast", or "system" to follow the computer. Raises KeyError for others."""
        if name not in THEMES:
            raise KeyError(name)
        self._chosen = name
        self._use_colours()
        self._repolish()
        self.changed.emit()

    def set_text_size(self, factor: float) -> None:
        """Everything times 1.0, 1.25, 1.5 or 2.0; live windows lay themselves out again."""
        if factor not in TEXT_SIZES:
            raise KeyError(factor)
        if factor != self.text_size:
            self.text_size = factor
            self._use_sizes()

    def set_font(self, name: str) -> None:
        """Inter or Atkinson Hyperlegible Next. Raises KeyError for others."""
        if name not in (tokens().default_font, tokens().readable_font):
            raise KeyError(name)
        if name != self.font_name:
            self.font_name = name
            self._use_sizes()

    def px(self, size: float) -> int:
        """A size of the design times the text size."""
        return round(size * self.text_size)

    def colour(self, role: str) -> QColor:
        """The colour of a role in this theme."""
        return self._colours[role]

    def font(self, role: str, weight: str = "") -> QFont:
        """The font of a type role; `weight` "regular", "medium", "semibold", "bold" if it is not the role's own."""
        number = tokens().weights[weight] if weight else tokens().type[role].weight
        if self.font_name == tokens().readable_font and number == tokens().weights["medium"]:
            number = tokens().weights["semibold"]
        return QFont(_font(self.font_name, tokens().type[role].px * self.text_size, number))

    def line_width(self) -> int:
        """The width of rules and edges, px: 1, and 2 in high contrast."""
        return round(tokens().stroke["line_high_contrast" if self.high_contrast else "line"])

    def effective_width(self, width: int) -> float:
        """What a window's width is worth at this text size; the breakpoints count by it (ui.md 3)."""
        return width / self.text_size

    def _use_colours(self) -> None:
        self._name = system_theme() if self._chosen == "system" else self._chosen
        colours = dict(tokens().colours[self._name])
        if self._chosen == "system":
            colours |= system_colours(self._app, self._name)
        self._colours = {role: QColor(value) for role, value in colours.items()}
        self._app.setPalette(palette_of(colours))

    def _use_sizes(self) -> None:
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(sheet_of(self.px))
        self.resized.emit()
        self.changed.emit()

    def _follow_system(self) -> None:
        if self._chosen == "system":
            self.set_theme("system")

    def _repolish(self) -> None:
        for window in self._app.topLevelWidgets():
            if window.isVisible():
                _polish(window)
            elif window not in self._stale:
                self._stale.add(window)
                window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that was hidden when the colours changed is polished when it is shown again."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            self._stale.discard(watched)
            _polish(watched)
        return False


def theme() -> Theme:
    """The program's Theme; the first call makes it and needs the QApplication."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "make the QApplication before anything is drawn"
    found = app.property("fsworkbookTheme")
    if not isinstance(found, Theme):
        found = Theme(app)
        app.setProperty("fsworkbookTheme", found)
        found.begin()
    return found


def px(size: float) -> int:
    """A size of the design times the text size now in use."""
    return theme().px(size)


def colour(role: str) -> QColor:
    """The colour of a role in the theme now shown."""
    return theme().colour(role)


def font(role: str, weight: str = "") -> QFont:
    """The font of a type role now in use."""
    return theme().font(role, weight)


@lru_cache(maxsize=256)
def _font(family: str, size: float, weight: int) -> QFont:
    return make_font(family, size, weight)


def _polish(window: QWidget) -> None:
    """The widget and all in it. By `children()`: `findChildren` hands what it finds to the widget that was asked, and
    what belonged to a screen would outlive it as a wrapper around nothing."""
    style = window.style()
    style.unpolish(window)
    style.polish(window)
    window.update()
    for child in window.children():
        if isinstance(child, QWidget):
            _polish(child)
