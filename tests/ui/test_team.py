"""Team: who works here; the administrator adds, names, sets a last day and enters the limits (domain.md 9.4)."""

from datetime import date
from pathlib import Path

import pytest

from fsworkbook.services import administration, signing_in
from tests.ui import checks
from tests.ui.shell import PASSPHRASE, click, dialog, screen, settle, words
from ui.main_window import MainWindow
from ui.panels.form_dialog import FormDialog
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.prepared_answers import PreparedAnswers


@pytest.fixture
def team(window: MainWindow, workbook: tuple[Path, str]) -> MainWindow:
    """Priya Nair, administrator of a new workbook, at Team."""
    window.app.enter(signing_in.open_workbook(workbook[0], "priya.nair", PASSPHRASE))
    window.app.go("team")
    settle(window)
    return window


def add(window: MainWindow, name: str, sign_in: str) -> None:
    click(window, "Add a person")
    form = dialog(FormDialog)
    form.fields["name"].set_value(name)
    form.fields["sign_in"].set_value(sign_in)
    form.fields["discipline"].set_value("RECOVERY_WORKER")
    form.press("yes")
    settle(window)


def test_everybody_sees_who_works_here_and_nothing_to_do(signed_in) -> None:
    window = signed_in("RW")
    window.app.go("team")
    settle(window)
    model = screen(window).people.model()
    assert "Priya Nair" in [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Add a person" not in words(window)
    assert "Name as administrator" not in words(window)
    assert "Change" not in words(window).split("\n")


def test_a_new_person_gets_a_code_that_is_shown_once(team: MainWindow, workbook: tuple[Path, str]) -> None:
    add(team, "Dev Lakhani", "dev.lakhani")
    told = dialog(WorkbookDialog)
    assert "Hand this code to Dev Lakhani" in words(told)
    code = next(line for line in words(told).split("\n") if line.count("-") == 3)
    told.reject()
    settle(team)
    assert code not in words(team)
    team.app.leave()
    ctx = signing_in.first_sign_in(workbook[0], "dev.lakhani", code, "ferry mosaic lantern walnut")
    assert ctx.user.name == "Dev Lakhani"
    ctx.store.close()


def test_a_taken_sign_in_name_is_told_at_its_field(team: MainWindow) -> None:
    add(team, "Somebody Else", "priya.nair")
    form = dialog(FormDialog)
    assert form.fields["sign_in"].error.text() == "Somebody here already has that sign-in name. Choose another."
    assert checks.breaches(form) == []
    form.reject()


def test_naming_another_administrator_takes_the_buttons_away(team: MainWindow) -> None:
    dev = administration.add_staff(team.app.ctx, "Dev Lakhani", "dev.lakhani", "RECOVERY_WORKER")
    team.app.go("team")
    settle(team)
    screen(team).people.reach(dev.id)
    settle(team)
    team.app.dialogs = PreparedAnswers(True)
    click(team, "Name as administrator, Dev Lakhani")
    assert not team.app.ctx.user.is_administrator
    assert "Add a person" not in words(team)
    assert administration.staff(team.app.ctx)[0].is_administrator


def test_a_last_day_is_set(team: MainWindow) -> None:
    dev = administration.add_staff(
        team.app.ctx, "Dev Lakhani", "dev.lakhani", "RECOVERY_WORKER", active_from=date(2020, 1, 1)
    )
    signing_in.new_code(team.app.ctx, dev)
    team.app.go("team")
    settle(team)
    screen(team).people.reach(dev.id)
    settle(team)
    click(team, "Leaves…, Dev Lakhani")
    form = dialog(FormDialog)
    form.fields["on"].set_value(date(2019, 1, 1))
    form.press("yes")
    settle(team)
    assert form.fields["on"].error.text() == "They began later than that. Give another day."
    form.fields["on"].set_value(date(2021, 1, 1))
    form.press("yes")
    settle(team)
    assert [person.name for person in administration.staff(team.app.ctx)] == ["Priya Nair"]
    assert signing_in.people_on_file(team.app.ctx.store.path) == ("priya.nair",)
    assert "Left Fri 1 Jan 2021" in words(team)


def test_limits_are_entered_later(team: MainWindow) -> None:
    assert words(team).count("not given: never overdue") == 5
    click(team, "Change")
    form = dialog(FormDialog)
    form.fields["red"].set_value("many")
    form.press("yes")
    assert "Give a number of working days" in form.fields["red"].error.text()
    form.fields["red"].set_value("30")
    form.press("yes")
    settle(team)
    assert administration.installation(team.app.ctx).limits.red == 30
    assert "30 days" in words(team)


def test_a_team_is_added(team: MainWindow) -> None:
    click(team, "Add a team")
    form = dialog(FormDialog)
    form.fields["name"].set_value("Foundry Team")
    form.fields["set_day"].set_value(3)
    form.press("yes")
    settle(team)
    assert "Foundry Team\nSupervisions on Thursdays" in words(team)
