"""Creating a workbook on this PC: its sentences, its errors in place, and the recovery key that must be noted."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from fsworkbook.domain.people import Limits
from fsworkbook.services import administration, signing_in
from tests.ui import checks
from tests.ui.shell import PASSPHRASE, click, press, screen, settle, words
from ui.main_window import MainWindow
from ui.theme import theme
from ui.widgets.prepared_answers import PreparedAnswers

pytestmark = pytest.mark.usefixtures("cheap")


def fill(window: MainWindow, step: int, **values: str) -> None:
    """Type into the fields of a step."""
    for name, value in values.items():
        screen(window)._steps[step].fields[name].set_value(value)


def to_the_place(window: MainWindow) -> None:
    """Through the first three steps."""
    window.app.go("create")
    fill(window, 0, authority="Brookmere Council", nation="ENGLAND", legal_record="Its case system", team="Canal Team")
    click(window, "Continue")
    fill(window, 1, name="Priya Nair", sign_in="priya.nair")
    click(window, "Continue")
    fill(window, 2, red="30")
    click(window, "Continue")


def to_the_key(window: MainWindow, path: Path) -> Any:
    """Through all steps; the screen of the recovery key."""
    to_the_place(window)
    fill(window, 3, place=str(path), second_copy="In the safe of the council")
    click(window, "Continue")
    new = screen(window)._steps[4].new
    new.first.set_value(PASSPHRASE)
    new.again.set_value(PASSPHRASE)
    click(window, "Create the workbook")
    return screen(window)


def test_a_missing_answer_is_named_at_its_field(window: MainWindow) -> None:
    window.app.go("create")
    fill(window, 0, authority="Brookmere Council", nation="ENGLAND", legal_record="Its case system")
    click(window, "Continue")
    team = screen(window)._steps[0].fields["team"]
    assert team.error.text() == "Give the first team’s name."
    assert QApplication.focusWidget() is team.field


def test_limits_may_wait_and_it_says_what_that_means(window: MainWindow) -> None:
    window.app.go("create")
    fill(window, 0, authority="B", nation="WALES", legal_record="C", team="D")
    click(window, "Continue")
    fill(window, 1, name="Priya Nair", sign_in="priya nair")
    click(window, "Continue")
    assert "Leave out the spaces, such as priya.nair." in words(window)
    fill(window, 1, sign_in="priya.nair")
    press(window, "Return")
    settle(window)
    assert "nothing is overdue until the administrator enters them" in words(window)
    fill(window, 2, red="six weeks")
    click(window, "Continue")
    assert "Give a number of working days from 1 to 250, or leave it empty." in words(window)


def test_the_sentences_come_before_the_passphrase(window: MainWindow, tmp_path: Path) -> None:
    to_the_place(window)
    seen = words(window)
    assert "Here the program keeps the rules, not a server: anyone who holds a passphrase and the skill" in seen
    assert "Do not let the worker of a person who is harmed and the worker of the person who harms share one" in seen
    assert "Where is the second copy of this file kept?" in seen
    fill(window, 3, place=str(tmp_path / "b.fsw"))
    click(window, "Continue")
    assert "Say where the second copy is kept, or that there is none yet." in words(window)


def test_a_place_is_chosen_and_a_taken_one_is_refused(window: MainWindow, tmp_path: Path) -> None:
    to_the_place(window)
    (tmp_path / "workbook.fsw").write_text("something")
    window.app.dialogs = PreparedAnswers(tmp_path)
    click(window, "Choose the folder…")
    fill(window, 3, second_copy="None yet")
    click(window, "Continue")
    assert "There is a file of this name already. Choose another name." in words(window)


def test_a_weak_passphrase_and_two_that_differ_are_told_in_place(window: MainWindow, tmp_path: Path) -> None:
    to_the_place(window)
    fill(window, 3, place=str(tmp_path / "b.fsw"), second_copy="None yet")
    click(window, "Continue")
    new = screen(window)._steps[4].new
    new.first.set_value(PASSPHRASE)
    new.again.set_value("something else")
    click(window, "Create the workbook")
    assert new.again.error.text() == "The two are not the same. Type it again."
    new.first.set_value("short")
    new.again.set_value("short")
    click(window, "Create the workbook")
    assert new.first.error.text().startswith("Use 12 characters or more.")
    assert not (tmp_path / "b.fsw").exists()


def test_the_key_is_noted_before_one_goes_on(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "new" / "brookmere"
    shown = to_the_key(window, path)
    assert "Seal it. Give it to your information governance officer, not to yourself." in words(window)
    key = shown._key
    assert all(group in words(window) for group in key.split("-"))
    shown._typed.set_value("WRONG")
    click(window, "It is noted: open the workbook")
    assert "Read it once more from your paper." in words(window)
    shown._typed.set_value(key.split("-")[shown._asked].lower())
    click(window, "It is noted: open the workbook")
    assert window.windowTitle() == "Today, FS Workbook"
    assert window.app.settings.recent_files == (str(path.with_suffix(".fsw")),)
    said = administration.installation(window.app.ctx)
    assert said.second_copy == "In the safe of the council"
    assert said.limits == Limits(red=30)
    assert window.app.ctx.user.is_administrator
    assert not any(group in words(shown) for group in key.split("-"))


def test_the_key_opens_what_was_made(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "b.fsw"
    key = to_the_key(window, path)._key
    window.app.leave()
    ctx = signing_in.open_with_recovery_key(path, key, "priya.nair", "ferry mosaic lantern walnut")
    assert ctx.user.name == "Priya Nair"
    ctx.store.close()


def test_closing_before_the_key_is_noted_asks(window: MainWindow, tmp_path: Path) -> None:
    to_the_key(window, tmp_path / "b.fsw")
    window.lock()
    assert not window.locked
    window.app.dialogs = PreparedAnswers(False)
    assert not window.close()


def test_the_key_is_printed_and_written_nowhere(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.screens import recovery_key

    printed: list[list[str]] = []
    monkeypatch.setattr(recovery_key, "print_page", lambda _parent, _title, lines: not printed.append(lines))
    key = to_the_key(window, tmp_path / "b.fsw")._key
    click(window, "Print…")
    assert "Sent to the printer." in words(window)
    assert "   ".join(key.split("-")) in printed[0]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(key.split("-")[0].encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.5), (1024, 640, 2.0)])
def test_nothing_is_cut_or_without_a_name(
    window: MainWindow, tmp_path: Path, width: int, height: int, size: float
) -> None:
    theme().set_text_size(size)
    window.resize(width, height)
    to_the_place(window)
    assert checks.breaches(window) == []
    window.app.go("start")
    to_the_key(window, tmp_path / "b.fsw")
    assert checks.breaches(window) == []


def test_no_passphrase_stays_once_the_page_is_left(window: MainWindow, tmp_path: Path) -> None:
    to_the_place(window)
    fill(window, 3, place=str(tmp_path / "b.fsw"), second_copy="In the safe of the council")
    click(window, "Continue")
    steps = screen(window)._steps
    new = steps[4].new
    new.first.set_value(PASSPHRASE)
    new.again.set_value(PASSPHRASE)
    for _ in steps:
        click(window, "Back")
    assert (new.first.value(), new.again.value()) == ("", "")


def test_no_passphrase_stays_once_the_workbook_is_made(window: MainWindow, tmp_path: Path) -> None:
    window.app.go("create")
    page = screen(window)
    to_the_key(window, tmp_path / "b.fsw")
    assert page._steps[4].new.first.value() == ""
