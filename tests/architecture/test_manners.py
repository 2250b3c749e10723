"""tests/conftest.py and pyproject.toml fail a test for a warning, for noise, for a Qt message and for leftovers."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.rules import ROOT

PLANTED = """
import sys, threading, warnings
from PySide6.QtCore import QThread, QThreadPool, qWarning

FOREVER = threading.Event()

def test_warning():
    warnings.warn("planted")

def test_printing():
    print("planted")

def test_stderr():
    sys.stderr.write("planted")

def test_qt_message():
    qWarning("planted")

def test_thread():
    threading.Thread(target=FOREVER.wait, daemon=True).start()

def test_qt_pool(qapp):
    QThreadPool.globalInstance().start(FOREVER.wait)

def test_qt_own_pool(qapp):
    global pool
    pool = QThreadPool()
    pool.start(FOREVER.wait)

def test_qt_thread(qapp):
    global thread
    thread = QThread()
    thread.start()

def test_printing_on_purpose_is_well(capsys):
    print("meant")
    assert capsys.readouterr().out == "meant\\n"

def test_a_finished_thread_is_well():
    threading.Thread(target=str).start()

def test_zz_end():
    FOREVER.set()
    thread.quit()
    thread.wait()
"""


def test_planted_bad_manners_are_refused(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    impatient = conftest.replace("SECONDS_TO_FINISH = 2.0", "SECONDS_TO_FINISH = 0.2")
    (tmp_path / "conftest.py").write_text(impatient, encoding="utf-8")
    (tmp_path / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rfE", "-p", "no:randomly", "-p", "no:cacheprovider", "test_planted.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    refused = set(re.findall(r"^(?:FAILED|ERROR) test_planted\.py::(\w+)", done.stdout, re.MULTILINE))
    planted = set(re.findall(r"def (test_\w+)", PLANTED))
    assert refused == {name for name in planted if not name.endswith(("is_well", "zz_end"))}, done.stdout
