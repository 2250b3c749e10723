"""The manners of every test: no screen, none of the user's settings, no noise, nothing left running.

Warnings are errors and Qt's messages fail a test (pyproject.toml); what is left on the terminal or in a thread fails it
here. A test that means to print reads it back with `capsys`.
"""

import gc
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(tempfile.mkdtemp(prefix="fsworkbook-tests-"))
SECONDS_TO_FINISH = 2.0

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(HOME / "hypothesis")
for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
    os.environ[variable] = str(HOME)
for variable, folder in {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    (HOME / folder).mkdir(mode=0o700)
    os.environ[variable] = str(HOME / folder)


def pytest_unconfigure() -> None:
    """Take the tests' home away again."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A test that passed but left something on stdout or stderr fails at its end, with what it left."""
    report: pytest.TestReport = yield
    noise = report.capstdout + report.capstderr
    if call.when == "teardown" and report.passed and noise.strip():
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} left this on the terminal (read it with capsys if it is meant):\n{noise}"
    return report


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test ends its threads, Python's and Qt's, before it ends itself."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + SECONDS_TO_FINISH
    for thread in set(threading.enumerate()) - before:
        if not isinstance(thread, threading._DummyThread):  # Python's name for a thread that Qt owns
            thread.join(max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive(), f"the thread {thread.name} is still running"
    if "qapp" in request.fixturenames:
        _finish_qt(deadline)


def _finish_qt(deadline: float) -> None:
    """Qt's pools are idle and its threads have ended by the deadline, or the test fails."""
    from PySide6.QtCore import QThread, QThreadPool

    def milliseconds() -> int:
        return max(1, int((deadline - time.monotonic()) * 1000))

    assert QThreadPool.globalInstance().waitForDone(milliseconds()), "a job in Qt's thread pool is still running"
    for thing in gc.get_objects():
        if isinstance(thing, QThreadPool):
            assert thing.waitForDone(milliseconds()), "a job in a thread pool is still running"
        elif isinstance(thing, QThread) and thing.isRunning():
            assert thing == QThread.currentThread() or thing.wait(milliseconds()), f"{thing} is still running"
