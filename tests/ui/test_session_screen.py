"""A family taken from planned to FINALISED through the real widgets, by its chair and its minute-taker."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox

from fsworkbook.domain.supervision import AttendanceMode, SessionState
from fsworkbook.services import supervision_session as running
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily
from tests.ui.session_people import AtSession, at_session
from tests.ui.shell import settle
from ui.main_window import MainWindow
from ui.panels.session_text import GrowingText
from ui.tour.hands import spoken
from ui.widgets.focus import parts

FOCUS = QApplication.focusWidget


@pytest.fixture
def planned(window: MainWindow, small_file: SmallFamily) -> AtSession:
    """Session 1, planned, every summary in."""
    supervised = SupervisedFamily(small_file)
    session = supervised.plan()
    supervised.give_all(session)
    return at_session(window, supervised, session)


@pytest.fixture
def running_now(window: MainWindow, small_file: SmallFamily) -> AtSession:
    """Session 1, started, nothing typed."""
    supervised = SupervisedFamily(small_file)
    return at_session(window, supervised, supervised.running())


def test_the_chair_starts_with_who_is_here(planned: AtSession):
    at = planned.sit("TM")
    assert at.window.windowTitle() == "Hartley-Osei, Supervision 1, FS Workbook, Demonstration"
    at.hands.click("On the link, Marta Silva takes part")
    at.hands.click("Not here, Steve Gannon takes part")
    at.hands.click("Start, 6 here")
    page = at.page("TM")
    assert page.session.state is SessionState.IN_SESSION
    assert page.record.attendance["DV"] is AttendanceMode.REMOTE
    assert page.record.attendance["DP"] is AttendanceMode.ABSENT_SUMMARY


def test_a_missing_summary_asks_for_a_reason(window: MainWindow, small_file: SmallFamily):
    supervised = SupervisedFamily(small_file)
    session = supervised.plan()
    supervised.give_all(session, but=["DP"])
    at = at_session(window, supervised, session).sit("TM")
    at.hands.click("Not here, Steve Gannon takes part")
    assert at.hands.sees("Postpone")
    at.hands.click("Start, 6 here")
    assert at.page("TM").session.state is SessionState.PLANNED
    assert spoken(FOCUS()) == "Reason to open all the same"
    at.hands.type_prose("He is in court, the birth does not wait.")
    at.hands.click("Start, 6 here")
    assert at.page("TM").session.override_reason == "He is in court, the birth does not wait."


def test_only_the_chair_starts(planned: AtSession):
    at = planned.sit("BS")
    assert not at.hands.sees("Start, 7 here")
    assert at.hands.sees("Priya starts the supervision. From then on everybody who is here reads the record live.")


def take_to_recorded(at: AtSession) -> None:
    """The whole record by its minute-taker, with as few keys as it needs."""
    for name in ("Mia", "Theo", "Unborn"):
        at.write(f"What {name} says or shows", "Startles at bangs.")
        at.hands.press("Tab")
        at.hands.type_prose("18/09/2025")
    for name in ("Mia", "Theo", "Unborn"):
        at.hands.click(f"Red, rating for {name}")
        at.hands.type_prose("Nothing yet stops it from happening again.")
    at.hands.press("Ctrl+D")
    at.hands.type_prose("Stay on the plan.")
    at.hands.press("Tab")
    at.hands.type_prose("It works for safety.")
    for text, owner, day in (("Safe-contact plan", "Marta", "26/09/2025"), ("Ring the group", "Steve", "03/10/2025")):
        at.hands.press("Ctrl+Shift+N")
        at.hands.type_prose(text)
        at.hands.press("Tab")
        at.hands.type_prose(owner)
        at.hands.press("Tab")
        at.hands.type_prose(day)
    at.settle()
    at.hands.click("Go to: When is the next supervision? Or is this the last one, and why?")
    at.hands.type_prose("04/11/2025")
    at.hands.click("Record and send to Priya")


def test_from_start_to_finalised(running_now: AtSession):
    at = running_now.sit("BS")
    with at.hands.counting() as count:
        take_to_recorded(at)
    page = at.page("TM")
    assert page.session.state is SessionState.RECORDED
    assert count.clicks + count.keys <= 24
    actions = page.record.all("action")
    assert [cell.value["owner_id"] for cell in actions] == ["DV", "DP"]
    assert page.record.value("next") == {"on": "2025-11-04", "time": "10:00", "place": "Lockside 2"}
    assert page.record.text("decision", page.record.all("decision")[0].subject, "why") == "It works for safety."

    at.sit("TM")
    with at.hands.counting() as count:
        at.hands.click("Finalise the supervision")
        assert spoken(FOCUS()) == "Not yet"
        at.hands.click("I have read the whole record", QCheckBox)
        at.hands.click("Finalise")
    assert count.clicks + count.keys <= 3
    assert at.page("TM").session.state is SessionState.FINALISED
    assert at.hands.sees("Finalised by Priya Nair, 23 September. The text cannot change.")
    assert not parts(at.screen, GrowingText)


def test_finalise_asks_whether_it_was_read(running_now: AtSession):
    supervised, session = running_now.supervised, running_now.session
    supervised.type_needed(session)
    running.record(supervised.small.as_["BS"], session.id)
    at = running_now.sit("TM")
    at.hands.click("Finalise the supervision")
    at.hands.click("Finalise")
    assert at.hands.sees("Tick that you have read the whole record.")
    at.hands.click("Not yet")
    assert at.page("TM").session.state is SessionState.RECORDED


def test_the_chair_finalises_in_the_room(running_now: AtSession):
    running_now.supervised.type_needed(running_now.session)
    at = running_now.sit("TM")
    at.hands.click("Finalise now, in the room")
    at.hands.click("I have read the whole record", QCheckBox)
    at.hands.click("Finalise")
    assert at.page("TM").session.state is SessionState.FINALISED


def test_record_goes_to_what_is_missing(running_now: AtSession):
    at = running_now.sit("BS")
    assert at.hands.sees("8 things needed to record")
    at.hands.click("Record and send to Priya")
    assert spoken(FOCUS()) == "What Mia says or shows"
    at.hands.click("Go to: Which colour for Theo, and why?")
    assert FOCUS().parentWidget().accessibleName() == "Rating for Theo"


def test_a_team_cannot_own_an_action(running_now: AtSession):
    running_now.supervised.type(running_now.session, "action", "a1", text="Book it", due="2025-10-01", position=1)
    at = running_now.sit("BS")
    at.hands.click("Go to: Who does “Book it”? A person, not a team.")
    assert spoken(FOCUS()) == "Owner of action 1"
    assert at.hands.sees("Choose one person: a team cannot own an action.")


@pytest.mark.parametrize("colour", ["Amber", "Green"])
def test_the_family_is_never_better_than_the_worst_child(running_now: AtSession, colour: str):
    running_now.supervised.type(running_now.session, "rating", running_now.supervised.id("Mia"), colour="RED")
    at = running_now.sit("TM")
    at.screen.room.record.jump_to(7)
    settle(at.window)
    at.hands.click(f"{colour}, rating for the family")
    assert at.hands.sees(f"The case cannot be {colour.lower()} while a child is red.")
    assert not at.page("TM").record.value("case_rating")


def test_a_relapse_before_action_asks_once(running_now: AtSession):
    at = running_now.sit("BS")
    at.screen.room.record.jump_to(7)
    settle(at.window)
    picker = at.hands.find("Stage now, Daniel, abusive behaviour")
    picker.setFocus()
    at.hands.type_prose("Rel")
    assert not at.page("BS").record.all("stage")
    at.hands.click("Yes, a relapse, Daniel, abusive behaviour")
    value = at.page("BS").record.all("stage")[0].value
    assert (value["stage"], value["confirmed"]) == ("RELAPSE", True)


def test_keys_reach_everything(running_now: AtSession, monkeypatch: pytest.MonkeyPatch):
    at = running_now.sit("BS")
    record = at.screen.room.record
    numbers = []
    for _ in range(9):
        at.hands.press("Ctrl+J")
        numbers.append(record.here)
    assert numbers == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    answer: Callable[..., str] = lambda *_: at.supervised.id("Theo")  # noqa: E731
    monkeypatch.setattr(at.window.app.dialogs, "choose", answer)
    at.hands.press("Ctrl+Shift+W")
    assert spoken(FOCUS()) == "What Theo says or shows"


def test_one_part_at_a_time_is_seen_where_parts_share_a_place(running_now: AtSession):
    at = running_now.sit("BS")
    room = at.screen.room
    for width in (1100, 1440, 1200, 1100):
        room.fit(width)
        for opened in (room._open_team, room._open_needed, room._open_team) if width == 1100 else (lambda: None,):
            opened()
            settle(at.window)
            for stack in (room.drawer.pages, room._right_slot, room.team):
                seen = [part for number in range(stack.count()) if not (part := stack.widget(number)).isHidden()]
                assert seen == ([stack.currentWidget()] if stack.count() else [])


def test_before_green_the_day_a_child_was_seen_is_said_and_never_that_of_writing(running_now: AtSession):
    small, mia = running_now.supervised.small, running_now.supervised.id("Mia")
    small.answer("SW", "m4.not_seen_reason", "Mia", text="Refused at the door, not seen.")
    running_now.supervised.type(running_now.session, "rating", mia, colour="GREEN")
    at = running_now.sit("BS")
    at.screen.room.record.jump_to(7)
    at.settle()
    assert at.hands.sees("Before green: no day is written on which Mia was seen or heard.")
