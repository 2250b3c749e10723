"""Who may see and type what on a supervision's screen, and that the screen can be used at every size and by ear."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QTextEdit

from fsworkbook.domain.supervision import AttendanceMode
from fsworkbook.services import finalising
from fsworkbook.services import supervision_session as running
from tests.small_family import SmallFamily
from tests.supervised_family import SECRET, WORDS, SupervisedFamily
from tests.ui import checks
from tests.ui.session_people import AtSession, at_session
from tests.ui.shell import settle, words
from ui.main_window import MainWindow
from ui.panels.session_part import RecordPart
from ui.theme import theme
from ui.widgets.focus import parts


@pytest.fixture
def at(window: MainWindow, small_file: SmallFamily) -> AtSession:
    """Session 1 runs; everything needed is typed; Mia's words are quoted, one of them confidential."""
    supervised = SupervisedFamily(small_file)
    said = supervised.said_by_mia(secret=True)
    session = supervised.running()
    supervised.type_needed(session)
    supervised.type(session, "keeps_safe", supervised.id("Kayleigh"), who="TM", text="Rang 999.")
    paragraph = next(iter(said.content.body))
    running.quote(small_file.as_["TM"], session.id, supervised.id("Mia"), said.id, paragraph.id)
    return at_session(window, supervised, session)


def built(at: AtSession) -> None:
    """Every part of the record is built."""
    for part in parts(at.screen, RecordPart):
        part.build()
    at.settle()


def test_who_reads_gets_no_editor(at: AtSession):
    at.sit("CP")
    built(at)
    record = at.screen.room.record
    assert not parts(record, QTextEdit)
    assert not parts(record, QLineEdit)
    assert not at.hands.sees("Record and send to Priya")
    assert "Because of Mia." in words(at.window)


def test_reading_is_live(at: AtSession):
    at.sit("CP")
    built(at)
    at.supervised.type(at.session, "reflection", text="Are we watching her more than him?")
    at.settle()
    assert at.hands.sees("Are we watching her more than him?")


def test_confidential_words_open_for_their_readers_alone(at: AtSession):
    at.sit("TM")
    built(at)
    record = at.screen.room.record
    assert SECRET not in words(at.window)
    at.hands.click("Show to me only, Mia’s words of 8 September", within=record)
    assert SECRET in words(at.window)
    QApplication.sendEvent(at.window, QEvent(QEvent.Type.WindowDeactivate))
    assert SECRET not in words(at.window)


@pytest.mark.parametrize("who", ["BS", "RW"])
def test_others_have_neither_words_nor_mark(at: AtSession, who: str):
    at.sit(who)
    built(at)
    seen = words(at.window)
    for secret in (SECRET, "Show to me only", "Rang 999.", "What Kayleigh does to keep the children safe"):
        assert secret not in seen


def test_the_chair_quotes_earlier_words(at: AtSession):
    at.supervised.said_by_mia(secret=False)
    at.sit("TM")
    built(at)
    before = len(at.page("TM").quoted.get(at.supervised.id("Mia"), ()))
    number = [item.paragraph.plain for item in at.page("TM").quotable[at.supervised.id("Mia")]].index(WORDS) + 1
    day = at.page("TM").quotable[at.supervised.id("Mia")][number - 1].on
    name = f"Quote {number}: Mia, {day.day} September"
    at.hands.click_then("Quote earlier words, Mia", lambda: at.hands.click(name))
    assert len(at.page("TM").quoted[at.supervised.id("Mia")]) == before + 1
    assert WORDS in words(at.window)


def test_on_the_link_one_says_oneself_that_one_is_alone(at: AtSession):
    running.attend(at.supervised.small.as_["BS"], at.session.id, "DV", AttendanceMode.REMOTE)
    at.sit("DV")
    at.hands.click("I am alone: cannot be overheard, not recording, no note-taking assistant", QCheckBox)
    assert at.page("TM").record.value("attendance", "DV")["undisturbed"] is True


def test_told_waits_for_who_is_harmed(at: AtSession):
    supervised = at.supervised
    supervised.type(at.session, "tell", "t1", whom=supervised.id("Kayleigh"), by="DV", due="2025-09-25", position=1)
    supervised.type(at.session, "tell", "t2", whom=supervised.id("Daniel"), by="DP", due="2025-09-26", position=2)
    running.record(supervised.small.as_["BS"], at.session.id)
    finalising.finalise(supervised.small.as_["TM"], at.session.id)
    at.sit("TM")
    built(at)
    assert at.hands.sees("waits until Kayleigh has been told, or Priya says why not")
    assert not at.hands.sees("Told, person 2")
    at.hands.click("Told, person 1", QCheckBox)
    assert "t1" in at.page("TM").told
    assert at.hands.sees("Told, person 2")


def test_a_session_that_is_not_mine_does_not_exist(at: AtSession):
    at.sit("BS")
    at.window.app.go("session", session_id="not a session")
    at.settle()
    assert at.hands.sees("This supervision does not exist, or is not yours to open.")


SIZES = (("1440x900", 1.0), ("1366x768", 1.0), ("1366x768", 1.5))


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("who", ["TM", "BS", "CP"])
def test_every_size_passes_the_checks(at: AtSession, size: str, text: float, who: str):
    at.sit(who)
    at.window.resize(*(int(side) for side in size.split("x")))
    theme().set_text_size(text)
    built(at)
    for number in range(1, 11):
        at.screen.room.record.jump_to(number)
        settle(at.window)
        assert checks.breaches(at.window) == []


def test_no_part_flashes_as_a_window(at: AtSession, flashes: list[str]):
    at.sit("BS")
    built(at)
    assert flashes == []


def test_f6_reaches_each_region(at: AtSession):
    at.sit("BS")
    places = set()
    for _ in range(8):
        at.hands.press("F6")
        focus = QApplication.focusWidget()
        places |= {region.accessibleName() for region in at.screen.regions() if region.isAncestorOf(focus)}
    assert places >= {"Supervision", "Agenda", "What the team wrote", "Record", "Before you finish"}
