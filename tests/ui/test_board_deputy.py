"""The board in the window: moving a supervision far while a child is red, naming a deputy (domain.md 3.3, 3.4)."""

from datetime import date, datetime

import pytest

from fsworkbook.services import administration
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.finalising import finalise
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily
from tests.ui.shell import button, click, screen, settle, words
from ui.main_window import MainWindow
from ui.widgets.prepared_answers import PreparedAnswers


@pytest.fixture
def family(small_file: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small_file)


def on_the_board(window: MainWindow) -> MainWindow:
    window.app.go("supervision")
    settle(window)
    return window


def test_moving_it_far_while_a_child_is_red_is_said_first(family: SupervisedFamily, signed_in) -> None:
    session = family.running()
    family.type_needed(session)
    running.record(family.small.as_["BS"], session.id)
    finalise(family.small.as_["TM"], session.id)
    family.small.at(datetime(2025, 10, 6, 9))
    window = on_the_board(signed_in("TM"))
    window.app.dialogs = answers = PreparedAnswers(False, True)

    def moved_to() -> date:
        return planning.sessions(family.small.as_["TM"], family.small.family.id)[-1].starts_at.date()

    click(window, "Move it")
    asked = screen(window).reason
    asked.date.set_value(date(2025, 11, 25))
    asked.reason.set_value("The chair is away")
    asked.go.click()
    settle(window)
    assert (answers.asked, moved_to()) == (["Move it that far?"], date(2025, 11, 4))
    asked.go.click()
    settle(window)
    assert moved_to() == date(2025, 11, 25)
    assert not asked.isVisible()


def test_the_manager_names_a_deputy_with_a_reason(family: SupervisedFamily, signed_in) -> None:
    manager = family.small.as_["TM"]
    foundry = administration.add_team(manager, "Foundry Team", "North")
    colin = administration.add_staff(manager, "Colin Abbott", "colin", "TEAM_MANAGER", foundry.id)
    session = family.plan()
    window = on_the_board(signed_in("TM"))
    click(window, "Name a deputy")
    asked = screen(window).reason
    assert "Who else may chair and finalise this supervision of Hartley-Osei?" in words(window)
    click(window, "Name as deputy")
    assert "Choose a person." in words(window)
    asked.person.set_value(colin.id)
    click(window, "Name as deputy")
    assert "Say why, in a few words." in words(window)
    asked.reason.set_value("Priya is on leave")
    click(window, "Name as deputy")
    named = planning.sessions(manager, family.small.family.id)[-1]
    assert (named.id, named.deputy_id, named.deputy_reason) == (session.id, colin.id, "Priya is on leave")
    assert "Deputy: Colin Abbott, Priya is on leave" in words(window)


def test_where_nobody_else_leads_supervisions_it_says_whom_to_ask(family: SupervisedFamily, signed_in) -> None:
    family.plan()
    window = on_the_board(signed_in("TM"))
    click(window, "Name a deputy")
    assert "Ask the service manager" in window.notice_text
    assert not screen(window).reason.isVisible()


def test_who_plans_does_not_name_a_deputy(family: SupervisedFamily, signed_in) -> None:
    family.plan()
    window = on_the_board(signed_in("BS"))
    assert button(window, "Call it off")
    with pytest.raises(AssertionError, match="0 buttons"):
        button(window, "Name a deputy")
