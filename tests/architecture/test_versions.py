"""The locked versions are those that the project asks for, and Qt for Python is one that does not abort."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.rules import ROOT

MANY_NONES = """
from PySide6.QtGui import QStandardItem
item = QStandardItem("a")
for _ in range(200_000):
    item.data(300)
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 None is immortal")
def test_pyside_is_older_than_the_one_that_loses_none() -> None:
    """PySide6 6.12.0 loses a reference to None on each empty answer of a model and aborts within minutes."""
    assert Version(version("PySide6_Essentials")) < Version("6.12")


def test_many_empty_answers_of_a_model_do_not_abort() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_NONES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_lock_holds_every_dependency_with_hashes() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    for requirement in map(Requirement, [*wanted, *project["build-system"]["requires"]]):
        pinned = locked.get(canonicalize_name(requirement.name))
        assert pinned is not None, f"{requirement.name} is not in the lock"
        assert pinned in requirement.specifier, f"{requirement} is locked at {pinned}"
