"""The commands of FS Workbook's source tree. Each prepares all it needs; the standard library is enough to start.

  python3 packaging/dev.py demo     opens the program with a made-up team and families (without a screen: the tour)
  python3 packaging/dev.py test     checks the code, then runs every test
  python3 packaging/dev.py check    only checks the code: style, types, layers, the rules of the house
  python3 packaging/dev.py tour     walks through the program by itself and keeps a picture of each screen

What follows the command goes on to it: "test -k sharing" to pytest, "tour --out pictures" to the tour.
"""

import os
import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(f"FS Workbook needs Python 3.11, 3.12 or 3.13; this is Python {sys.version.split()[0]}.")

import io
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import environment
import system_packages
from shell import Stop, capture, run, say

HOUSE = "tests/architecture"

PARTS = {
    "the house": ["--ignore=tests/ui", "--ignore=tests/trust", "--ignore=tests/flows/test_tour.py"],
    "the widgets": ["tests/ui/widgets", "tests/ui/theme"],
    "the screens": ["tests/ui", "--ignore=tests/ui/widgets", "--ignore=tests/ui/theme"],
    "the whole way": ["tests/trust", "tests/flows/test_tour.py"],
}
"""The tests in runs of their own: a test of the screens never meets the widgets another part left in its process."""


def demo(*arguments: str) -> int:
    """The program with its demonstration, or the tour where no window can open."""
    if not _has_screen():
        say("There is no screen here to open a window on, so this is the tour instead: a picture of each screen.")
        return tour()
    python = environment.ready()
    system_packages.ensure_qt(python, on_a_screen=True)
    return run([python, "-m", "ui", "demo", *arguments])


def tour(*arguments: str) -> int:
    """Every screen as a picture, drawn without a screen; `--out FOLDER` says where."""
    python = environment.ready()
    system_packages.ensure_qt(python)
    if not any(argument.startswith("--out") for argument in arguments):
        folder = Path(tempfile.mkdtemp(prefix="fsworkbook-tour-"))
        arguments = (*arguments, "--out", str(folder))
        say(f"The pictures will be in {folder}")
    return run([python, "-m", "ui", "tour", *arguments], QT_QPA_PLATFORM="offscreen")


def check() -> int:
    """Style, types, layers and the rules of the house."""
    python = environment.ready()
    system_packages.ensure_qt(python)
    tools_failed = _check_with_tools(python)
    tests_failed = run([python, "-m", "pytest", "--quiet", "-n", "2", HOUSE])
    return tools_failed or tests_failed


def test(*arguments: str) -> int:
    """The tools of `check`, then every test; those of `tests/architecture` are the rules of the house."""
    python = environment.ready()
    system_packages.ensure_qt(python)
    system_packages.ensure_document_tools()
    failed = _check_with_tools(python)
    pytest = [python, "-m", "pytest", "-n", "2", "--dist", "loadfile"]
    if arguments:
        return run([*pytest, *arguments]) or failed
    for name, part in PARTS.items():
        say(f"Tests of {name}")
        failed = run([*pytest, *part]) or failed
    return failed


def _check_with_tools(python: Path) -> int:
    """Each tool in turn, quiet when content. Gives 0 when all were, else 1."""
    tools = {
        "style": ["-m", "ruff", "check", "--quiet"],
        "layout of the code": ["-m", "ruff", "format", "--check", "--quiet"],
        "types": ["-m", "mypy"],
        "layers": ["-c", "from importlinter.cli import lint_imports_command as check; check()", "--no-logo"],
    }
    failed = 0
    for name, tool in tools.items():
        began = time.monotonic()
        code, output = capture([python, *tool])
        say(f"{name:<20}{'FAILED' if code else 'ok'}  {time.monotonic() - began:.1f} s")
        if code:
            failed = 1
            say(output.rstrip())
    return failed


def _has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(words: Sequence[str]) -> int:
    """The exit code of the command that `words` name."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a Windows console may lack a letter of a tool's message
    commands = {"demo": demo, "test": test, "check": check, "tour": tour}
    if not words or words[0] not in commands:
        say(__doc__ or "")
        return 0 if words[:1] in ([], ["help"], ["-h"], ["--help"]) else 2
    try:
        return commands[words[0]](*words[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
