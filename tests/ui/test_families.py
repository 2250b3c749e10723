"""The list of families: found as one types, opened by Enter, a new one in a small form."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services import families
from tests.small_family import SmallFamily
from tests.ui import checks
from tests.ui.shell import button, click, dialog, press, screen, settle, words
from ui.main_window import MainWindow
from ui.panels.families_list import spoken
from ui.panels.form_dialog import FormDialog


@pytest.fixture
def listed(signed_in, small_file: SmallFamily) -> MainWindow:
    """The manager at the list, with a second family on it."""
    families.create_family(small_file.as_["TM"], "FS-0009", "Doyle", "canal", date(2025, 9, 1), "SW2")
    window = signed_in("TM")
    window.app.go("families")
    settle(window)
    return window


def names(window: MainWindow) -> list[str]:
    model = screen(window).list.lines
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_one_begins_by_typing(listed: MainWindow) -> None:
    assert names(listed) == ["Doyle", "Hartley-Osei"]
    assert QApplication.focusWidget() is screen(listed).finder
    QTest.keyClicks(screen(listed).finder, "mia hart")
    assert names(listed) == ["Hartley-Osei"]
    assert "1 of 2" in words(listed)
    screen(listed).finder.setText("amara")
    assert names(listed) == ["Doyle"]
    screen(listed).finder.setText("nobody")
    assert "Nothing matches." in words(listed)


def test_enter_opens_the_first_and_down_leads_into_the_list(listed: MainWindow) -> None:
    went: list[tuple[str, object]] = []
    listed.app.went.disconnect(listed.show_place)
    listed.app.went.connect(lambda place, what: went.append((place, what)))
    press(listed, "Down")
    assert QApplication.focusWidget() is screen(listed).list
    press(listed, "Down")
    press(listed, "Return")
    screen(listed).finder.setFocus()
    press(listed, "Return")
    ids = [line.family.id for line in families.list_families(listed.app.ctx)]
    assert went == [("family", {"family_id": ids[1]}), ("family", {"family_id": ids[0]})]


def test_a_row_is_read_children_first(listed: MainWindow) -> None:
    model = screen(listed).list.lines
    read = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read.startswith("Hartley-Osei, FS-0001, Mia, 8, Not rated; Theo, 3, Not rated; Unborn, Not rated")
    assert read == spoken(model.line(model.index(1, 0)), listed.app.ctx.today)


def test_a_new_family_is_refused_in_place_and_then_added(listed: MainWindow, small_file: SmallFamily) -> None:
    click(listed, "New family")
    shown = dialog(FormDialog)
    assert checks.breaches(shown) == []
    shown.press("yes")
    assert shown.fields["ref"].error.text() == "Give the family a reference, such as FS-0001."
    shown.fields["ref"].set_value("FS-0001")
    shown.fields["display_name"].set_value("Okafor")
    shown.press("yes")
    settle(listed)
    assert "There is already a family of that reference." in shown.fields["ref"].error.text()
    went: list[str] = []
    listed.app.went.disconnect(listed.show_place)
    listed.app.went.connect(lambda place, _what: went.append(place))
    shown.fields["ref"].set_value("FS-0010")
    shown.press("yes")
    settle(listed)
    assert went == ["family"]
    assert "Okafor" in [line.family.display_name for line in families.list_families(small_file.as_["TM"])]


def test_enter_pressed_twice_asks_once_and_a_left_form_is_gone(
    listed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(listed, "New family")
    shown = dialog(FormDialog)
    asked: list[str] = []
    monkeypatch.setattr(families, "create_family", lambda _ctx, *, ref, **_: asked.append(ref) or refuse())
    shown.fields["ref"].set_value("FS-0011")
    shown.fields["display_name"].set_value("Okafor")
    shown.fields["ref"].field.setFocus()
    for _ in range(2):
        press(listed, "Return")
    settle(listed)
    assert asked == ["FS-0011"]
    shown.press("no")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(shown)


def refuse() -> None:
    raise WorkbookError("Not now.")


def test_who_may_not_add_has_no_button(signed_in) -> None:
    window = signed_in("RW")
    window.app.go("families")
    settle(window)
    with pytest.raises(AssertionError):
        button(window, "New family")
    assert names(window) == ["Hartley-Osei"]
