"""The screens, by place. One file and one line here make a screen; `show_for(**what)` fills it, `title()` names it.

    class FamiliesScreen(QWidget):
        def __init__(self, app: App) -> None: ...
        def show_for(self, **what: Any) -> None: ...     called at every visit, with what `app.go` was given
        def title(self) -> str: ...                      "Hartley-Osei, Module 3"; the window adds the program's name
        def regions(self) -> list[QWidget]: ...          optional: where F6 goes, in order

A line names the class in words, so that the first paint imports none of them (budgets.md 2).
"""

from collections.abc import Mapping
from importlib import import_module

from PySide6.QtWidgets import QWidget

SCREENS: Mapping[str, str] = {
    "today": "ui.screens.today.TodayScreen",
    "families": "ui.screens.families.FamiliesScreen",
    "family": "ui.screens.family.FamilyScreen",
    "supervision": "ui.screens.board.BoardScreen",
    "plan": "ui.screens.plan.PlanScreen",
    "summary": "ui.screens.summary.SummaryScreen",
    "session": "ui.screens.session.SessionScreen",
    "team": "ui.screens.team.TeamScreen",
}

OUTSIDE: Mapping[str, str] = {
    "start": "ui.screens.first_start.FirstStartScreen",
    "create": "ui.screens.create_workbook.CreateWorkbookScreen",
    "recovery key": "ui.screens.recovery_key.RecoveryKeyScreen",
    "sign in": "ui.screens.sign_in.SignInScreen",
    "join": "ui.screens.join.JoinScreen",
    "demonstration": "ui.screens.demonstration.DemonstrationScreen",
}
"""What is shown before anybody has signed in: no top bar, a foot with text size and theme."""

MAIN = {"today": "Today", "families": "Families", "supervision": "Supervision", "team": "Team"}
"""The main places in the order of the top bar; one that has no screen yet is not there."""


def screen_class(place: str) -> type[QWidget]:
    """The class of a place's screen. Raises KeyError for a place that has none."""
    module, name = {**OUTSIDE, **SCREENS}[place].rsplit(".", 1)
    found = getattr(import_module(module), name)
    assert issubclass(found, QWidget)
    return found
