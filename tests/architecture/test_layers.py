"""Every contract of the layers refuses a planted breach. `packaging/dev.py check` holds the tree to them."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.rules import ROOT

# contract -> the module to plant and what it imports
BREACHES = {
    "core-layers": ("fsworkbook/domain/planted.py", "import fsworkbook.storage"),
    "window-layers": ("ui/theme/planted.py", "import ui.screens"),
    "core-knows-no-window": ("fsworkbook/services/planted.py", "import PySide6.QtCore"),
    "domain-is-plain": ("fsworkbook/domain/planted.py", "import sqlalchemy"),
    "documents-know-no-database": ("fsworkbook/documents/planted.py", "import sqlalchemy"),
    "window-asks-services": ("ui/screens/planted.py", "import sqlalchemy"),
    "widgets-know-no-service": ("ui/widgets/planted.py", "import fsworkbook.services"),
}
STRAYS = {"core-layers": "fsworkbook/stray.py", "window-layers": "ui/stray.py"}


def test_every_contract_has_a_breach() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert [contract["id"] for contract in project["tool"]["importlinter"]["contracts"]] == list(BREACHES)


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_refused(contract: str, tmp_path: Path) -> None:
    module, text = BREACHES[contract]
    code, output = _checked(contract, tmp_path, module, text)
    assert code == 1
    assert module.removesuffix(".py").replace("/", ".") in output


@pytest.mark.parametrize("contract", STRAYS)
def test_a_stray_module_is_refused(contract: str, tmp_path: Path) -> None:
    code, output = _checked(contract, tmp_path, STRAYS[contract], "")
    assert code == 1
    assert "stray" in output


def _checked(contract: str, tmp_path: Path, module: str, text: str) -> tuple[int, str]:
    """One contract on a copy of the tree with one more module: the checker's exit code and what it said."""
    for package in ("fsworkbook", "ui"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / module).write_text(text + "\n", encoding="utf-8")
    program = "from importlinter.cli import lint_imports_command as check; check()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-logo", "--no-cache", "--contract", contract],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tmp_path)},
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())
