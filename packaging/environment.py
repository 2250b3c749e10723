"""The tree's own Python environment, `.venv`: filled with the locked packages, renewed when the lock changes."""

import hashlib
import importlib.util
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import system_packages
from shell import ROOT, Stop, capture, say

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = VENV / "installed.txt"
NO_NETWORK = ("NewConnectionError", "Max retries", "Temporary failure in name resolution", "ProxyError", "timed out")


def ready() -> Path:
    """The environment's Python, with everything installed that the lock names. Does nothing when it already is."""
    with _one_at_a_time():
        if not _is_current():
            _make()
            _install()
            STAMP.write_text(_wanted(), encoding="utf-8")
    return PYTHON


def _wanted() -> str:
    """What an up-to-date environment was made from: the lock, the project file, this Python and this folder."""
    files = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return f"{hashlib.sha256(files).hexdigest()} Python {sys.version_info[0]}.{sys.version_info[1]} in {ROOT}"


def _is_current() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == _wanted()


def _make() -> None:
    """Make `.venv`, or keep the one that is there when it belongs to this Python and has pip."""
    STAMP.unlink(missing_ok=True)
    if PYTHON.exists():
        code, version = capture([PYTHON, "-c", "import pip, sys; print(*sys.version_info[:2])"])
        if code == 0 and tuple(map(int, version.split())) == sys.version_info[:2]:
            return
    if importlib.util.find_spec("ensurepip") is None:
        venv_package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        system_packages.install([venv_package], "This Python cannot make environments yet (its venv part is missing).")
    say(f"Making .venv with Python {sys.version.split()[0]}.")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as problem:
        raise Stop(f"The old .venv cannot be removed ({problem.strerror}). Close what uses it and try again.") from None
    code, output = capture([sys.executable, "-m", "venv", VENV])
    if code:
        raise Stop(f"Python could not make the environment .venv:\n{_last_lines(output)}")


def _install() -> None:
    say("Installing the locked packages into .venv: a download of about 130 MB the first time.")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _pip([*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK])
    _pip([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT])


def _pip(command: list[object]) -> None:
    code, output = capture(command)
    if code == 0:
        return
    if any(sign in output for sign in NO_NETWORK):
        raise Stop("The package index cannot be reached. Check the network (or pip's proxy setting) and try again.")
    if "No space left" in output:
        raise Stop("The disk is full: the packages need about 600 MB in this folder.")
    raise Stop(f"pip could not install the locked packages:\n{_last_lines(output)}")


def _last_lines(output: str) -> str:
    return "\n".join("  " + line for line in output.strip().splitlines()[-6:])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands started at once in one tree: the second waits until the first has made the environment."""
    (ROOT / "build").mkdir(exist_ok=True)
    with open(ROOT / "build" / "environment.lock", "w", encoding="utf-8") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:  # LK_LOCK gives up after ten seconds; an installation takes longer
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
