"""Text once typed is never lost, nor written by the wrong person or over newer words, when saving is slow or fails."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import EntryKey
from fsworkbook.services import entries
from fsworkbook.services import supervision_session as running
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily
from tests.ui.session_people import AtSession, at_session
from tests.ui.shell import click, press, settle
from ui.main_window import MainWindow
from ui.panels.question_panel import WORDS, QuestionPanel
from ui.panels.versions_dialog import VersionsDialog
from ui.widgets.prepared_answers import PreparedAnswers

FULL = "There is no room left on this disk, so nothing was saved."


class Disk:
    """Between the program and the file: slow until let go, or full for some entries."""

    def __init__(self) -> None:
        self.full_for: set[EntryKey] | None = set()
        self.go_on = threading.Event()
        self.go_on.set()
        self.breaks = False
        self._save = entries.save_draft

    def save(self, ctx: Any, key: EntryKey, *args: Any, **more: Any) -> Any:
        self.go_on.wait(10)
        if self.breaks:
            raise RuntimeError("a bug")
        if self.full_for is None or key in self.full_for:
            raise WorkbookError(FULL)
        return self._save(ctx, key, *args, **more)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    found = Disk()
    monkeypatch.setattr(entries, "save_draft", found.save)
    return found


@pytest.fixture
def writing(signed_in: Callable[[str], MainWindow], small_file: SmallFamily) -> MainWindow:
    """The social worker at module 3, the first question open."""
    window = signed_in("SW")
    window.app.go("family", family_id=small_file.family.id, section="m3")
    settle(window)
    questions(window)[0].write()
    settle(window)
    return window


def questions(window: MainWindow) -> list[QuestionPanel]:
    screen: Any = window.screen
    return [
        item for item in screen.place.page.questions if item.question.may_write and item.question.field.kind in WORDS
    ]


def dialogs() -> list[QDialog]:
    return [item for item in QApplication.topLevelWidgets() if isinstance(item, QDialog) and item.isVisible()]


def write(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def in_file(small: SmallFamily, key: EntryKey, who: str = "SW") -> str:
    draft = entries.draft(small.as_[who], key)
    return draft.content.body.plain if draft else ""


def test_what_is_closed_while_it_is_being_saved_is_there_when_one_carries_on(
    writing: MainWindow, small_file: SmallFamily, disk: Disk, qtbot: Any
) -> None:
    panel = questions(writing)[0]
    write("first")
    writing.app.flush()
    disk.go_on.clear()
    write(" second")
    assert panel.writing is not None
    panel.writing.close_writing()
    disk.go_on.set()
    settle(writing)
    panel.write()
    settle(writing)
    write("!")
    writing.app.flush()
    assert in_file(small_file, panel.question.key) == "first second!"


def test_what_is_typed_while_a_save_is_under_way_survives_its_screen(
    writing: MainWindow, small_file: SmallFamily, disk: Disk
) -> None:
    key = questions(writing)[0].question.key
    disk.go_on.clear()
    write("first")
    questions(writing)[0].flush()
    write(" second")
    writing.app.enter(small_file.as_["TM"])  # every screen goes at once
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    disk.go_on.set()
    settle(writing)
    writing.app.flush()
    assert in_file(small_file, key) == "first second"
    assert not writing.app.unsaved


def test_a_note_that_was_closed_goes_on_where_it_ended(writing: MainWindow, small_file: SmallFamily) -> None:
    notes = writing.screen.place.page.notes  # type: ignore[union-attr]
    notes.new_note()
    settle(writing)
    key = notes._new.writing.saver.key
    for words in ("first", " second", " third"):
        write(words)
        notes._new.writing.close_writing()
        settle(writing)
        click(writing, "Carry on writing")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert in_file(small_file, key) == "first second third"


def test_a_bug_while_saving_keeps_the_words_and_says_so(
    writing: MainWindow, small_file: SmallFamily, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: met.append(kind))
    disk.breaks = True
    write("precious")
    writing.app.flush()
    settle(writing)
    assert met[0] is RuntimeError
    assert writing.app.unsaved
    writing.app.dialogs = PreparedAnswers(False)
    assert not writing.close()
    disk.breaks = False
    writing.app.flush()
    assert in_file(small_file, questions(writing)[0].question.key) == "precious"
    assert not writing.app.unsaved


def test_finalising_on_a_full_disk_keeps_the_words(writing: MainWindow, small_file: SmallFamily, disk: Disk) -> None:
    panel = questions(writing)[0]
    disk.full_for = None
    write("precious")
    press(writing, "Ctrl+Return")
    settle(writing)
    assert writing.app.unsaved
    assert entries.versions(small_file.as_["SW"], panel.question.key) == ()
    disk.full_for = set()
    press(writing, "Ctrl+Return")
    settle(writing)
    assert entries.versions(small_file.as_["SW"], panel.question.key)[0].content.body.plain == "precious"


def test_a_save_that_goes_well_hides_no_other_that_failed(writing: MainWindow, disk: Disk) -> None:
    one, other = questions(writing)[:2]
    disk.full_for = {one.question.key}
    write("precious")
    writing.app.flush()
    other.write()
    settle(writing)
    write("other")
    writing.app.flush()
    assert writing.app.unsaved
    writing.app.dialogs = PreparedAnswers(False)
    assert not writing.app.leave()
    assert writing.app.signed_in


def test_what_failed_is_written_as_who_typed_it(writing: MainWindow, small_file: SmallFamily, disk: Disk) -> None:
    panel = questions(writing)[0]
    key = panel.question.key
    disk.full_for = None
    write("precious")
    writing.app.flush()
    writing.app.enter(small_file.as_["TM"])
    settle(writing)
    disk.full_for = set()
    writing.app.flush()
    settle(writing)
    assert in_file(small_file, key, "SW") == "precious"
    assert in_file(small_file, key, "TM") == ""
    assert not writing.app.unsaved


def test_the_lock_is_there_at_once_and_nothing_comes_in_front_of_it(writing: MainWindow, disk: Disk) -> None:
    panel = questions(writing)[0]
    write("first words")
    press(writing, "Ctrl+Return")
    settle(writing)
    disk.go_on.clear()
    slow = threading.Event()
    writing.app.run(writing.app, lambda _ctx: slow.wait(10), lambda _: None, slow=True)
    panel.versions_asked.emit(questions(writing)[0])
    writing.lock()
    assert writing.locked
    assert writing.windowTitle() == "FS Workbook, Demonstration"
    writing.lock()
    disk.go_on.set()
    slow.set()
    settle(writing)
    assert dialogs() == []
    click(writing, "Carry on")
    (shown,) = dialogs()  # what was asked for comes to the one who asked
    assert isinstance(shown, VersionsDialog)
    QTest.keyClick(shown.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(writing)
    assert writing.locked
    assert dialogs() == []


@pytest.fixture
def typing(window: MainWindow, small_file: SmallFamily) -> AtSession:
    """Karen types the record of session 1, in which nothing needed is missing."""
    supervised = SupervisedFamily(small_file)
    session = supervised.running()
    supervised.type_needed(session)
    at = at_session(window, supervised, session).sit("BS")
    at.screen.room.record.jump_to(7)
    settle(window)
    return at


def test_nothing_is_recorded_before_everything_is_in_the_file(
    typing: AtSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = typing.supervised.id("Mia")

    def full(*_: object) -> None:
        raise WorkbookError(FULL)

    field = typing.hands.find("Why this rating, Mia")
    typing.hands.click_on(field)
    with monkeypatch.context() as patched:
        patched.setattr(running, "type_cell", full)
        press(field, "Ctrl+End")
        typing.hands.type_prose(" LAST WORDS")
        typing.hands.click("Record and send to Priya")
        assert typing.page("TM").session.state is SessionState.IN_SESSION
        assert typing.window.app.unsaved
    typing.hands.click("Record and send to Priya")
    page = typing.page("TM")
    assert page.session.state is SessionState.RECORDED
    assert str(page.record.value("rating", mia)["reason"]).endswith("LAST WORDS")


def test_what_karen_typed_is_written_as_karens(typing: AtSession, monkeypatch: pytest.MonkeyPatch) -> None:
    mia, window = typing.supervised.id("Mia"), typing.window

    def full(*_: object) -> None:
        raise WorkbookError(FULL)

    with monkeypatch.context() as patched:
        patched.setattr(running, "type_cell", full)
        typing.write("Why this rating, Mia", "Karen typed this.")
        window.app.flush()
    window.app.enter(typing.supervised.small.as_["TM"])
    settle(window)
    window.app.flush()
    settle(window)
    cell = typing.supervised.record("TM", typing.session).cells[("rating", mia)]
    assert "Karen typed this." in str(cell.value["reason"])
    assert cell.by_id == "BS"


def test_a_removal_that_failed_is_done_later(typing: AtSession, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise WorkbookError(FULL)

    with monkeypatch.context() as patched:
        patched.setattr(running, "remove_cell", full)
        typing.hands.click("Remove decision 1")
        typing.settle()
        assert typing.window.app.unsaved
    typing.settle()
    assert not typing.window.app.unsaved
    assert not typing.supervised.record("TM", typing.session).all("decision")
