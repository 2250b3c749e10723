"""The window: places, keys, titles, notices, the lock on its way, and closing without losing a word."""

import gc
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.architecture.rules import ROOT
from tests.ui import checks
from tests.ui.shell import press, screen, settle, words, wrongly_owned
from ui.main_window import MainWindow
from ui.screens import MAIN, OUTSIDE, SCREENS, screen_class
from ui.theme import theme
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.focus import parts
from ui.widgets.prepared_answers import PreparedAnswers


@pytest.mark.parametrize("place", [*SCREENS, *OUTSIDE])
def test_every_place_has_its_screen(place: str) -> None:
    made = screen_class(place)
    assert made.__name__.endswith("Screen")
    assert {"show_for", "title"} <= set(dir(made))


def test_the_keys_lead_to_the_main_places(signed_in) -> None:
    window = signed_in("TM")
    titles = {"today": "Today", "families": "Families", "supervision": "Supervision", "team": "Team"}
    for number, place in enumerate((place for place in MAIN if place in SCREENS), 1):
        press(window, f"Ctrl+{number}")
        settle(window)
        assert window.windowTitle() == f"{titles[place]}, FS Workbook, Demonstration"


def test_f6_goes_round_the_regions_and_back(signed_in) -> None:
    window = signed_in("TM")
    window.app.go("families")
    settle(window)
    stops = []
    for _ in range(4):
        press(window, "F6")
        focus = QApplication.focusWidget()
        assert focus is not None
        stops.append(focus.accessibleName())
    assert len(set(stops)) >= 2
    press(window, "Shift+F6")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == stops[-2]


def test_ctrl_s_says_where_the_words_are(signed_in) -> None:
    window = signed_in("TM")
    press(window, "Ctrl+S")
    assert "saved on this PC, in small.fsw, at 09:00" in window.notice_text
    window.app.saves.fail(window, "Not saved, the disk is full")
    press(window, "Ctrl+S")
    assert window.notice_text == "Not saved, the disk is full"


def test_the_save_light_tells(signed_in) -> None:
    window = signed_in("TM")
    window.app.saving.emit()
    assert "Saving" in words(window)
    window.app.saved.emit(datetime(2025, 12, 15, 14, 2))
    assert "Saved on this PC 14:02" in words(window)
    window.app.save_failed.emit("Not saved, the disk is full")
    assert "Not saved, the disk is full" in words(window)


def test_closing_with_unsaved_words_asks(signed_in) -> None:
    window = signed_in("TM")
    window.app.saves.fail(window, "Not saved, the disk is full")
    window.app.dialogs = PreparedAnswers(False, True)
    assert not window.close()
    assert window.isVisible()
    assert window.close()


def test_the_lock_closes_what_stands_in_front_of_it(signed_in) -> None:
    window = signed_in("TM")
    dialog = WorkbookDialog(window, "Finalise Hartley-Osei?")
    dialog.open()
    window.lock()
    assert not dialog.isVisible()
    assert "Hartley" not in words(window) + window.windowTitle()


def test_the_window_warns_and_then_locks(signed_in, monkeypatch: pytest.MonkeyPatch) -> None:
    window = signed_in("TM")
    now = [1000.0]
    monkeypatch.setattr(window.idle, "_clock", lambda: now[0])
    window.idle.touch()
    now[0] += 9 * 60 + 1
    window.idle.look()
    assert window.notice_text.startswith("This window locks in a minute")
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    assert window.notice_text == ""
    now[0] += 10 * 60
    window.idle.look()
    assert window.locked
    assert "because nothing was typed for 10 minutes" in words(window)


def test_a_running_supervision_waits_half_an_hour(signed_in, monkeypatch: pytest.MonkeyPatch) -> None:
    window = signed_in("TM")
    window.app.session_running = True
    now = [1000.0]
    monkeypatch.setattr(window.idle, "_clock", lambda: now[0])
    window.idle.touch()
    now[0] += 20 * 60
    window.idle.look()
    assert not window.locked


def test_nothing_flashes_on_the_way_through_the_places(signed_in, flashes: list[str]) -> None:
    window = signed_in("TM")
    for place in ("today", "families", "supervision", "team"):
        window.app.go(place)
        settle(window)
    window.lock()
    settle(window)
    assert flashes == []


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.0), (1366, 768, 1.5)])
@pytest.mark.parametrize("place", ["today", "families", "team"])
def test_nothing_is_cut_or_without_a_name(signed_in, place: str, width: int, height: int, size: float) -> None:
    window = signed_in("TM")
    theme().set_text_size(size)
    window.resize(width, height)
    window.app.go(place)
    settle(window)
    assert checks.breaches(window) == []


def test_a_shown_screen_is_never_garbage(window: MainWindow, workbook: tuple[Path, str]) -> None:
    """PySide gives a widget to whoever was asked for it by nextInFocusChain; see ui/widgets/focus.py."""
    window.app.go("sign in", path=str(workbook[0]))
    settle(window)
    press(window, "F6")
    press(window, "F6")
    assert wrongly_owned(window) == []
    gc.collect()
    assert isValid(screen(window)._file)
    assert all(isValid(part) for part in parts(window))


def test_nobody_asks_the_chain_of_focus() -> None:
    asked = "nextInFocus" + "Chain("
    found = [path.name for path in (ROOT / "ui").rglob("*.py") if f".{asked}" in path.read_text(encoding="utf-8")]
    assert found == []


@pytest.mark.parametrize("place", ["create", "today", "families", "supervision", "team"])
def test_every_widget_belongs_to_what_it_is_in(signed_in, window: MainWindow, place: str) -> None:
    if place in SCREENS:
        signed_in("TM")
    window.app.go(place)
    settle(window)
    for _ in range(12):
        press(window, "Tab")
        settle(window)
    press(window, "F6")
    settle(window)
    assert wrongly_owned(window) == []
