"""First start: three doors, the focus on the demonstration's; look and text size before any account (ui.md 4.9)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from fsworkbook.settings import Settings
from tests.ui import checks
from tests.ui.shell import click, settle, words
from ui.main_window import MainWindow
from ui.theme import theme
from ui.widgets.prepared_answers import PreparedAnswers


def test_the_demonstration_has_the_focus(window: MainWindow) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Try the demonstration"
    assert window.windowTitle() == "FS Workbook"


def test_the_last_workbook_stands_there_by_its_file_name_alone(window: MainWindow, workbook: tuple[Path, str]) -> None:
    path, _ = workbook
    window.app.settings = Settings(recent_files=(str(path.with_name("gone.fsw")), str(path)))
    window.app.go("start")
    assert "Last used: brookmere.fsw" in words(window)
    assert str(path.parent) not in words(window)
    click(window, "Last used: brookmere.fsw")
    assert window.windowTitle() == "Sign in, FS Workbook"


def test_a_workbook_is_chosen_as_a_file(window: MainWindow, workbook: tuple[Path, str]) -> None:
    window.app.dialogs = PreparedAnswers(workbook[0])
    click(window, "Open a workbook")
    assert "brookmere.fsw, a workbook on this PC" in words(window)


def test_joining_says_plainly_that_it_cannot(window: MainWindow) -> None:
    click(window, "Join")
    assert "This version cannot join a shared workbook yet." in words(window)
    click(window, "Back")
    assert window.windowTitle() == "FS Workbook"


def test_text_size_is_kept_for_the_next_start(window: MainWindow, home: Path) -> None:
    from fsworkbook.settings import load
    from ui.panels.look_menus import size_menu

    menu = size_menu(window.app, window)
    next(action for action in menu.actions() if action.text() == "150 %").trigger()
    assert theme().text_size == 1.5
    assert load().text_size == 150


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.5), (1024, 640, 2.0)])
@pytest.mark.parametrize("place", ["start", "join", "create"])
def test_nothing_is_cut_or_without_a_name(window: MainWindow, place: str, width: int, height: int, size: float) -> None:
    theme().set_text_size(size)
    window.resize(width, height)
    window.app.go(place)
    settle(window)
    assert checks.breaches(window) == []
