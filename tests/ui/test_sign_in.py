"""Signing in: a name from the list, the passphrase, a one-time code, the recovery key; errors in place (ui.md 4.9)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from fsworkbook.services import administration, signing_in
from tests.ui import checks
from tests.ui.shell import PASSPHRASE, click, press, screen, settle, words
from ui.main_window import MainWindow
from ui.theme import theme

NEW = "ferry mosaic lantern walnut"


def begin(window: MainWindow, path: Path) -> None:
    window.app.go("sign in", path=str(path))
    settle(window)


def test_the_only_name_is_chosen_and_the_passphrase_has_the_focus(window: MainWindow, workbook) -> None:
    begin(window, workbook[0])
    form = screen(window)._forms["passphrase"]
    assert form.name.value() == "priya.nair"
    assert QApplication.focusWidget() is form.passphrase.field.line
    assert "Passphrases can be pasted. Your password manager works here." in words(window)


def test_a_wrong_passphrase_says_what_to_do_and_what_comes(window: MainWindow, workbook) -> None:
    begin(window, workbook[0])
    form = screen(window)._forms["passphrase"]
    form.passphrase.set_value("not the passphrase")
    press(window, "Return")
    settle(window)
    told = form.passphrase.error.text()
    assert told.startswith("That passphrase did not match. Check Caps Lock, then try again.")
    assert "waits longer" in told
    assert QApplication.focusWidget() is form.passphrase.field.line
    assert not window.app.signed_in


def test_after_several_wrong_tries_one_waits(window: MainWindow, workbook) -> None:
    begin(window, workbook[0])
    form = screen(window)._forms["passphrase"]
    for _ in range(4):
        form.passphrase.set_value("not the passphrase")
        click(window, "Sign in")
    assert form.passphrase.error.text().startswith("That was wrong several times. Wait ")


def test_the_right_passphrase_opens_today_and_is_forgotten(window: MainWindow, workbook) -> None:
    path, _ = workbook
    begin(window, path)
    form = screen(window)._forms["passphrase"]
    form.passphrase.set_value(PASSPHRASE)
    click(window, "Sign in")
    assert window.windowTitle() == "Today, FS Workbook"
    assert window.app.settings.recent_files == (str(path),)
    assert not isValid(form.passphrase) or form.passphrase.value() == ""


def test_what_one_types_can_be_shown(window: MainWindow, workbook) -> None:
    begin(window, workbook[0])
    field = screen(window)._forms["passphrase"].passphrase.field
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.show_it.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal


def test_a_one_time_code_opens_once(window: MainWindow, workbook) -> None:
    path, _ = workbook
    manager = signing_in.open_workbook(path, "priya.nair", PASSPHRASE)
    dev = administration.add_staff(manager, "Dev Lakhani", "dev.lakhani", "RECOVERY_WORKER")
    code = signing_in.new_code(manager, dev)
    manager.store.close()
    begin(window, path)
    click(window, "I have a one-time code")
    form = screen(window)._forms["code"]
    form.name.set_value("dev.lakhani")
    form.secret.set_value(code)
    form.new.first.set_value(NEW)
    form.new.again.set_value(NEW)
    click(window, "Set my passphrase")
    assert window.app.ctx.user.name == "Dev Lakhani"
    window.app.leave()
    begin(window, path)
    click(window, "I have a one-time code")
    form.name.set_value("dev.lakhani")
    form.secret.set_value(code)
    form.new.first.set_value(NEW)
    form.new.again.set_value(NEW)
    click(window, "Set my passphrase")
    assert "was used already" in form.secret.error.text()


def test_the_recovery_key_sets_a_new_passphrase(window: MainWindow, workbook) -> None:
    path, key = workbook
    begin(window, path)
    click(window, "I have the recovery key")
    assert window.windowTitle() == "Open with the recovery key, FS Workbook"
    form = screen(window)._forms["key"]
    click(window, "Open with the key")
    assert form.secret.error.text() == "Type the recovery key."
    form.secret.set_value(key.lower().replace("-", " "))
    form.new.first.set_value(NEW)
    form.new.again.set_value(NEW)
    click(window, "Open with the key")
    assert window.app.ctx.user.name == "Priya Nair"


def test_a_file_without_its_keys_says_so(window: MainWindow, workbook) -> None:
    path, _ = workbook
    path.with_name("brookmere.fsw.keys").unlink()
    begin(window, path)
    assert "The file of keys that belongs to this workbook is not beside it." in words(window)
    click(window, "Use another workbook")
    assert window.windowTitle() == "FS Workbook"


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.5), (1024, 640, 2.0)])
@pytest.mark.parametrize("way", ["passphrase", "code", "key"])
def test_nothing_is_cut_or_without_a_name(
    window: MainWindow, workbook, way: str, width: int, height: int, size: float
) -> None:
    theme().set_text_size(size)
    window.resize(width, height)
    begin(window, workbook[0])
    screen(window)._show_way(way)
    settle(window)
    assert checks.breaches(window) == []
