"""The lock: who, when, that nothing is lost; no family's name; back by passphrase, in a demonstration by one button."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from fsworkbook.services import administration
from tests.ui import checks
from tests.ui.shell import PASSPHRASE, click, press, screen, settle, words
from ui.main_window import MainWindow
from ui.theme import theme


@pytest.fixture
def here(window: MainWindow, workbook: tuple[Path, str]) -> MainWindow:
    """Priya Nair has signed in to a workbook on this PC."""
    window.app.go("sign in", path=str(workbook[0]))
    settle(window)
    screen(window)._forms["passphrase"].passphrase.set_value(PASSPHRASE)
    click(window, "Sign in")
    return window


def lock_of(window: MainWindow):
    return window._lock


def test_the_key_locks_and_the_passphrase_unlocks(here: MainWindow) -> None:
    press(here, "Ctrl+L")
    settle(here)
    assert here.locked
    assert here.windowTitle() == "FS Workbook"
    assert "Priya Nair" in words(here)
    assert "Nothing you typed is lost." in words(here)
    lock = lock_of(here)
    assert QApplication.focusWidget() is lock._typed.line
    lock._passphrase.set_value("not the passphrase")
    press(here, "Return")
    settle(here)
    assert lock._passphrase.error.text().startswith("That passphrase did not match.")
    assert here.locked
    lock._passphrase.set_value(PASSPHRASE)
    click(here, "Unlock")
    assert not here.locked
    assert here.windowTitle() == "Today, FS Workbook"
    assert administration.teams(here.app.ctx)[0].name == "Canal Team"


def test_the_file_is_closed_behind_the_lock(here: MainWindow, workbook: tuple[Path, str]) -> None:
    here.lock()
    settle(here)
    assert not workbook[0].with_name("brookmere.fsw-wal").exists()
    press(here, "Ctrl+2")
    settle(here)
    assert here.locked


def test_what_is_typed_is_handed_in_first(here: MainWindow) -> None:
    written: list[str] = []

    class Saver(QObject):
        def save(self) -> None:
            here.app.run(self, lambda ctx: administration.teams(ctx)[0].name, written.append)

    saver = Saver(here)
    here.app.flushing.connect(saver.save)
    here.lock()
    assert here.locked
    settle(here)
    assert written[0] == "Canal Team"


def test_unsaved_words_stay_and_nobody_else_signs_in_before(here: MainWindow) -> None:
    here.app.saves.fail(here, "Not saved, the disk is full")
    here.lock()
    settle(here)
    assert "What was typed last is not saved yet." in words(here)
    click(here, "Someone else is here")
    assert "Priya unlocks first" in words(here)
    assert here.locked
    resumed: list[int] = []
    here.app.resumed.connect(lambda: resumed.append(1))
    lock_of(here)._passphrase.set_value(PASSPHRASE)
    click(here, "Unlock")
    assert not here.locked
    assert resumed == []


def test_someone_else_signs_in_on_the_same_file(here: MainWindow, workbook: tuple[Path, str]) -> None:
    here.lock()
    settle(here)
    click(here, "Someone else is here")
    assert not here.locked
    assert "brookmere.fsw, a workbook on this PC" in words(here)


def test_a_demonstration_asks_no_passphrase(signed_in) -> None:
    window = signed_in("TM")
    window.app.go("families")
    settle(window)
    press(window, "Ctrl+L")
    settle(window)
    assert window.windowTitle() == "FS Workbook, Demonstration"
    assert "Hartley" not in words(window)
    click(window, "Carry on")
    assert window.windowTitle() == "Families, FS Workbook, Demonstration"
    assert screen(window).list.lines.rowCount() == 1


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.5), (1024, 640, 2.0)])
def test_nothing_is_cut_or_without_a_name(here: MainWindow, width: int, height: int, size: float) -> None:
    theme().set_text_size(size)
    here.resize(width, height)
    here.lock("because nothing was typed for 10 minutes")
    settle(here)
    assert checks.breaches(here) == []


def test_a_wrong_passphrase_does_not_open_what_stayed_open(here: MainWindow) -> None:
    here.app.saves.fail(here, "Not saved, the disk is full")
    here.lock()
    settle(here)
    lock_of(here)._passphrase.set_value("quite another passphrase")
    click(here, "Unlock")
    assert here.locked
