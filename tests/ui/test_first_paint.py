"""The first picture is there before the database, Word, the keyring and the ciphers are imported (budgets.md 2)."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.rules import ROOT

PROGRAM = """
import json, sys
from PySide6.QtWidgets import QApplication
from ui.main_window import started

HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "docx", "keyring", "cryptography", "typer", "fsworkbook.services")

def imported():
    return sorted({name for name in HEAVY if name in sys.modules})

qt = QApplication([])
window = started()
first = []
window.painted.disconnect()
window.painted.connect(lambda: first.append(imported()))
window.painted.connect(window.app.warm_up)
window.app.settled.connect(window.close)
window.show()
qt.exec()
print(json.dumps({"at the first paint": first[0], "after": imported()}))
"""


def test_the_first_paint_imports_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "FSWORKBOOK_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["at the first paint"] == []
    assert {"sqlalchemy", "sqlcipher3", "cryptography", "fsworkbook.services"} <= set(told["after"])
