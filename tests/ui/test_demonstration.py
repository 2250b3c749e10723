"""The demonstration: made once, a person chosen, somebody else by one click, begun again, left (ui.md 3)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from fsworkbook.services import demonstration, demonstration_place
from tests.ui import checks
from tests.ui.shell import button, click, press, screen, settle, words
from ui.main_window import MainWindow
from ui.theme import theme


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The council without its nine months of work."""
    monkeypatch.setattr(demonstration, "EVE", demonstration.BEGINS)


@pytest.fixture
def chooser(window: MainWindow) -> MainWindow:
    click(window, "Try the demonstration")
    return window


def be(window: MainWindow, name: str) -> None:
    """Choose somebody in the list of the door."""
    people = screen(window)._people
    row = next(row for row in range(people.model().rowCount()) if people.model().index(row, 0).data() == name)
    people.setCurrentIndex(people.model().index(row, 0))
    press(window, "Return")
    settle(window)


def menu(window: MainWindow) -> QMenu:
    """The menu of the permanent button, as it would open now."""
    shown = window.demonstration_button.menu()
    shown.aboutToShow.emit()
    return shown


def choose(window: MainWindow, words_: str) -> None:
    found = [action for action in menu(window).actions() if action.text().split(", ")[0] == words_]
    found[0].trigger()
    settle(window)


def test_it_is_made_once_and_one_is_somebody(chooser: MainWindow, home) -> None:
    assert demonstration_place.here() == home / "demonstration.fsw"
    assert "Today is Mon 1 Sep 2025 there." in words(chooser)
    be(chooser, "Priya Nair")
    assert chooser.windowTitle() == "Today, FS Workbook, Demonstration"
    assert "Demonstration, Mon 1 Sep 2025" in words(chooser)


def test_another_person_is_one_click_and_lands_on_today(chooser: MainWindow) -> None:
    be(chooser, "Priya Nair")
    chooser.app.go("families")
    settle(chooser)
    choose(chooser, "Josh Whitlock")
    assert chooser.app.ctx.user.name == "Josh Whitlock"
    assert chooser.windowTitle() == "Today, FS Workbook, Demonstration"
    ticked = [action.text().split(", ")[0] for action in menu(chooser).actions() if action.isChecked()]
    assert ticked == ["Josh Whitlock"]


def test_it_is_as_it_was_left(chooser: MainWindow) -> None:
    from fsworkbook.services import administration

    be(chooser, "Rob Tanner")
    administration.add_team(chooser.app.ctx, "Third Team")
    choose(chooser, "Leave")
    assert chooser.windowTitle() == "FS Workbook"
    click(chooser, "Try the demonstration")
    be(chooser, "Rob Tanner")
    assert "Third Team" in [team.name for team in administration.teams(chooser.app.ctx)]


def test_starting_again_brings_back_the_beginning_and_the_person(chooser: MainWindow) -> None:
    from fsworkbook.services import administration

    be(chooser, "Rob Tanner")
    administration.add_team(chooser.app.ctx, "Third Team")
    choose(chooser, "Start again from the beginning")
    assert chooser.app.ctx.user.name == "Rob Tanner"
    assert "Third Team" not in [team.name for team in administration.teams(chooser.app.ctx)]
    assert chooser.windowTitle() == "Today, FS Workbook, Demonstration"


def test_stopping_half_way_leaves_nothing_behind(home, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsworkbook.domain.errors import WorkbookError

    monkeypatch.setattr(demonstration, "EVE", demonstration.acts()[3].at)
    place = demonstration_place.here()
    steps: list[int] = []
    with pytest.raises(WorkbookError, match="you stopped it"):
        demonstration_place.begun_again(place, lambda done, _: steps.append(done), lambda: len(steps) > 1)
    assert list(home.iterdir()) == []


def test_a_failure_says_so_and_can_be_tried_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsworkbook.domain.errors import WorkbookError

    def refuse(*_: object) -> None:
        raise WorkbookError("The disk is full. Make room, then try again.")

    with monkeypatch.context() as broken:
        broken.setattr(demonstration, "create", refuse)
        click(window, "Try the demonstration")
        assert "The disk is full. Make room, then try again." in words(window)
    click(window, "Try again")
    be(window, "Priya Nair")
    assert window.app.signed_in


def test_only_what_failed_is_tried_again(home, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration that another window has open is not made anew: that would wipe it."""
    from fsworkbook.services import demonstration_place as place

    click(window, "Try the demonstration")
    click(window, "Back")
    other = place.opened(place.here())
    made: list[object] = []
    monkeypatch.setattr(place, "begun_again", lambda *given: made.append(given))
    click(window, "Try the demonstration")
    click(window, "Try again")
    assert "Try again" in words(window)
    other.close()
    click(window, "Try again")
    assert made == []
    be(window, "Priya Nair")
    assert window.app.signed_in


def test_going_back_while_it_opens_and_coming_again(window: MainWindow) -> None:
    click(window, "Try the demonstration")
    click(window, "Back")
    for _ in range(2):
        window.app.go("demonstration")
        click(window, "Back")
    window.app.go("demonstration")
    button(window, "Back").click()
    window.app.go("demonstration")
    settle(window)
    assert "Choose whom to be." in words(window)
    be(window, "Priya Nair")
    assert window.app.signed_in


def test_a_double_click_is_one_choice(chooser: MainWindow) -> None:
    people = screen(chooser)._people
    met: list[object] = []
    people.chosen.connect(met.append)
    where = people.visualRect(people.model().index(1, 0)).center()
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle(chooser)
    assert chooser.app.signed_in
    assert len(met) == 1


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.5), (1024, 640, 2.0)])
def test_nothing_is_cut_or_without_a_name(chooser: MainWindow, width: int, height: int, size: float) -> None:
    theme().set_text_size(size)
    chooser.resize(width, height)
    settle(chooser)
    assert checks.breaches(chooser) == []
