"""The handler of bugs: a number for the person and for the log, and no word of a case in either."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.shell import settle
from ui.bugs import LOG, Bugs, log_to
from ui.main_window import MainWindow

SECRET = "Kayleigh rang 999"


def broken(text: str) -> None:
    raise ValueError(text)


def raised() -> ValueError:
    try:
        broken(SECRET)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_log_has_the_place_and_no_words(qapp: QApplication, tmp_path: Path) -> None:
    written = log_to(tmp_path / "log")
    bugs, numbers = Bugs(), []
    bugs.met.connect(numbers.append)
    error = raised()
    bugs(type(error), error, error.__traceback__)
    LOG.removeHandler(written)
    written.close()
    log = (tmp_path / "log" / "fsworkbook.log").read_text(encoding="utf-8")
    assert f"bug {numbers[0]}: builtins.ValueError at test_bugs.py:" in log
    assert "broken" in log
    assert "Kayleigh" not in log
    assert str(tmp_path) not in log


def test_a_folder_that_cannot_be_written_keeps_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    written = log_to(tmp_path / "file" / "log")
    LOG.removeHandler(written)
    assert isinstance(written, logging.NullHandler)


def test_the_person_reads_the_number_in_the_window(window: MainWindow, signed_in, monkeypatch) -> None:
    signed_in("TM")
    monkeypatch.setattr(sys, "excepthook", window.app.bugs)

    def bug(_ctx: object) -> None:
        raise ValueError(SECRET)

    window.app.run(window, bug, lambda _: None)
    settle(window)
    notice = window.notice_text
    assert notice.startswith("Something went wrong in the program. What you typed is kept.")
    assert SECRET not in notice


def test_an_interruption_is_no_bug(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_: passed.append(kind))
    bugs, numbers = Bugs(), []
    bugs.met.connect(numbers.append)
    bugs(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (passed, numbers) == ([KeyboardInterrupt], [])
