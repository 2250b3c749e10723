"""The App: jobs off the GUI thread, in order, dropped with their owner; errors to people, bugs to the one handler."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services import administration
from tests.small_family import make_small_family
from ui.app import App
from ui.work import Task


@pytest.fixture
def app(qapp: QApplication) -> Iterator[App]:
    app = App()
    yield app
    app.close()


def test_a_job_runs_elsewhere_and_its_result_comes_back_here(app: App) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []

    def done(there: int) -> None:
        seen.append((there, threading.get_ident()))

    app.run(app, lambda _: threading.get_ident(), done)
    assert app.busy
    assert app.wait()
    assert [back for _, back in seen] == [here]
    assert seen[0][0] != here


def test_saves_stay_in_order_and_a_slow_job_holds_nobody_up(app: App) -> None:
    go_on = threading.Event()
    order: list[int] = []
    app.run(app, lambda _: go_on.wait(5), lambda _: order.append(99), slow=True)
    for number in range(20):
        app.run(app, lambda _, number=number: number, order.append)
    app.run(app, lambda _: go_on.set(), lambda _: None)
    assert app.wait()
    assert order[:20] == list(range(20))
    assert 99 in order


def test_a_result_is_dropped_when_its_owner_is_gone(app: App) -> None:
    owner = QWidget()
    arrived: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def job(_ctx: object) -> int:
        begun.set()
        go_on.wait(5)
        return 1

    app.run(owner, job, arrived.append)
    assert begun.wait(5)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # 52 is QEvent.DeferredDelete
    go_on.set()
    assert app.wait()
    assert arrived == []


def test_a_sentence_for_people_goes_to_the_screen_or_to_the_notice_line(app: App) -> None:
    def refuse(_ctx: object) -> None:
        raise WorkbookError("Choose one person.", "owner")

    told: list[WorkbookError] = []
    noticed: list[tuple[str, str]] = []
    app.noticed.connect(lambda text, kind: noticed.append((text, kind)))
    app.run(app, refuse, lambda _: None, failed=told.append)
    app.run(app, refuse, lambda _: None)
    app.wait()
    assert [error.field for error in told] == ["owner"]
    assert noticed == [("Choose one person.", "plum")]


def test_a_bug_goes_to_the_one_handler(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_ctx: object) -> None:
        raise ZeroDivisionError

    met: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: met.append(kind))
    app.run(app, broken, lambda _: None)
    app.wait()
    assert met == [ZeroDivisionError]
    assert not app.busy


def test_a_commit_is_told_here_before_the_result(app: App, tmp_path: Path) -> None:
    app.enter(make_small_family(tmp_path).as_["TM"])
    heard: list[object] = []

    def hear(changes: list[Change]) -> None:
        assert threading.current_thread() is threading.main_thread()
        heard.extend(change.what for change in changes)

    app.changed.connect(hear)
    app.run(app, lambda ctx: administration.add_team(ctx, "Foundry Team"), lambda _: heard.append("done"))
    app.wait()
    assert heard == ["team added", "done"]


def test_a_slow_job_tells_how_far_it_is_and_can_be_stopped(app: App) -> None:
    task = Task()
    seen: list[tuple[int, int]] = []

    def note(done: int, parts: int) -> None:
        seen.append((done, parts))
        if done == 2:
            task.cancel()

    def job(_ctx: object) -> bool:
        for part in range(1, 1000):
            task.progress(part, 1000)
            if task.cancelled() or threading.Event().wait(0.001):
                return True
        return False

    stopped: list[bool] = []
    task.progressed.connect(note)
    app.run(app, job, stopped.append, slow=True)
    app.wait()
    assert stopped == [True]
    assert seen[:2] == [(1, 1000), (2, 1000)]


def test_flushing_waits_until_all_is_written(app: App) -> None:
    written: list[int] = []

    class Saver(QObject):
        def save(self) -> None:
            app.run(self, lambda _: 7, written.append)

    saver = Saver(app)
    app.flushing.connect(saver.save)
    app.flush()
    assert written[0] == 7
    assert not app.busy


def test_a_failed_save_is_remembered_until_one_succeeds(app: App) -> None:
    told: list[str] = []
    app.saved.connect(lambda _at: told.append("saved"))
    app.save_failed.connect(told.append)

    def full(_ctx: object) -> None:
        raise WorkbookError("The disk is full.")

    def nothing(_result: object) -> None:
        pass

    one, other = QObject(app), QObject(app)
    app.saves.run(one, full, nothing, nothing)
    app.wait()
    assert app.unsaved
    app.saves.run(other, nothing, nothing, nothing)
    app.wait()
    assert app.unsaved  # what went well is something else
    app.saves.run(one, nothing, nothing, nothing)
    app.wait()
    assert not app.unsaved
    assert told == ["The disk is full.", "The disk is full.", "saved"]
