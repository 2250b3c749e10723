"""Text size, typeface and theme: the same menus in the foot of the start screens and in the person menu."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.app import App

SIZES = {100: "100 %", 125: "125 %", 150: "150 %", 200: "200 %"}
THEMES = {
    "system": "As the computer is set",
    "light": "Light",
    "dark": "Dark",
    "high-contrast": "High contrast",
}
FONTS = {"Inter": "Inter", "Atkinson Hyperlegible Next": "Atkinson Hyperlegible Next, easier to tell letters apart"}


def size_menu(app: App, parent: QWidget) -> QMenu:
    """How large everything is, and in which typeface."""
    menu = _menu("Text size", parent)
    _choices(menu, app, "text_size", SIZES)
    menu.addSeparator()
    _choices(menu, app, "font", FONTS)
    return menu


def theme_menu(app: App, parent: QWidget) -> QMenu:
    """In which colours."""
    menu = _menu("Light, dark, high contrast", parent)
    _choices(menu, app, "theme", THEMES)
    return menu


def apply_look(app: App) -> None:
    """Show things as the settings say."""
    chosen = app.settings
    if app.theme.chosen != chosen.theme:
        app.theme.set_theme(chosen.theme)
    app.theme.set_font(chosen.font)
    app.theme.set_text_size(chosen.text_size / 100)


def _choices(menu: QMenu, app: App, setting: str, words: dict) -> None:
    group = QActionGroup(menu)
    for value, text in words.items():
        action = QAction(text, menu, checkable=True)
        action.triggered.connect(partial(_choose, app, setting, value))
        group.addAction(action)
        menu.addAction(action)
    actions = dict(zip(words, group.actions(), strict=True))
    menu.aboutToShow.connect(partial(_tick, app, setting, actions))


def _choose(app: App, setting: str, value: str | int, _checked: bool = False) -> None:
    chosen: dict[str, Any] = {setting: value}
    app.keep_settings(replace(app.settings, **chosen))
    apply_look(app)


def _tick(app: App, setting: str, actions: dict) -> None:
    actions[getattr(app.settings, setting)].setChecked(True)


def _menu(title: str, parent: QWidget) -> QMenu:
    menu = QMenu(title, parent)
    menu.setAccessibleName(title)
    return menu
