"""The board of a day: asking for a summary, and moving a supervision with its reason."""

from datetime import timedelta
from typing import Any

import pytest

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services import supervision_planning
from tests.small_family import SmallFamily
from tests.supervised_family import SESSION_1, SupervisedFamily
from tests.ui.shell import screen, settle
from ui.main_window import MainWindow


@pytest.fixture
def board(signed_in, small_file: SmallFamily) -> MainWindow:
    """Business support at the board, a week before a supervision."""
    SupervisedFamily(small_file).plan()
    small_file.at(SESSION_1 - timedelta(days=7))
    window = signed_in("BS")
    window.app.go("supervision")
    settle(window)
    return window


def test_asking_somebody_leaves_a_reason_that_is_being_written(board: MainWindow) -> None:
    shown = screen(board)
    shown.side.cancelled.emit()
    shown.reason.reason.set_value("The room is")
    cell = next(cell for cell in shown._line().cells)
    shown.side.asked.emit(cell.staff.id)
    settle(board)
    assert shown.reason.isVisible()
    assert shown.reason.reason.value() == "The room is"
    assert next(item for item in shown._line().cells if item.staff.id == cell.staff.id).asked_at is not None


def test_postponing_from_a_supervision_opens_its_day_and_the_question(
    board: MainWindow, small_file: SmallFamily
) -> None:
    supervised = SupervisedFamily(small_file)
    later = supervised.plan(SESSION_1 + timedelta(days=35), reason="Room and chair cover.")
    board.app.go("supervision", session_id=later.id)
    settle(board)
    shown = screen(board)
    assert shown._board.day == later.starts_at.date()
    assert shown.reason.isVisible()
    assert shown.reason.date.value() == later.starts_at.date()
    board.app.go("supervision")
    settle(board)
    assert not shown.reason.isVisible()


def test_an_act_that_is_pressed_twice_happens_once(board: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []
    real = supervision_planning.cancel
    monkeypatch.setattr(supervision_planning, "cancel", lambda *given: done.append(given) or real(*given))
    shown = screen(board)
    shown.side.cancelled.emit()
    shown.reason.reason.set_value("The family moved.")
    for _ in range(2):
        shown.reason.go.click()
    settle(board)
    assert len(done) == 1
    assert not shown.reason.isVisible()


def test_a_refusal_without_a_field_is_said_in_the_bar(board: MainWindow, said: list[str]) -> None:
    shown = screen(board)
    shown.side.cancelled.emit()
    shown.reason.show_error(WorkbookError("It has begun already."))
    assert shown.reason.trouble.isVisible()
    assert said == ["It has begun already."]
    assert shown.reason.go.hasFocus()
