"""The rules of the house that no ready-made tool checks: each takes a tree and gives its breaches, a sentence each."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXCEPTIONS = tomllib.loads(Path(__file__).with_name("exceptions.toml").read_text(encoding="utf-8"))
CODE = ("fsworkbook", "ui", "packaging")
LINES_IN_A_FILE = {"fsworkbook": 300, "ui": 300, "packaging": 300, "tests": 500}
LINES_IN_A_FUNCTION = 40
NOT_OURS = {".git", ".venv", "build", "dist", "tour-out", "__pycache__"}

# Words that this file may not contain itself are put together here.
MARKS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|NotImplemented" r"Error)\b")
INDEX_HOSTS = r"pypi\." r"org|pythonhosted\." r"org|npmjs\." r"(org|com)|deb\.debian\." r"org|/simp" r"le/"
MACHINE_PATHS = r"(?<![\w.])/(home|root|work|Users)/" r"\w|[A-Z]:\\Users\\"
PLACES = re.compile(f"{INDEX_HOSTS}|{MACHINE_PATHS}")
VAGUE_NAME = re.compile(r"(Manager|Helper|Utils?|Handler|Base|Data|Info)$")
ASSETS = {".ttf", ".otf", ".woff2", ".svg"}


def sizes(root: Path) -> Iterator[str]:
    """Files and functions stay small enough to read at once; exceptions.toml says which may not, and why."""
    excepted = EXCEPTIONS["files"] | EXCEPTIONS["functions"]
    for name, lines in (*_file_sizes(root), *_function_sizes(root)):
        most = excepted[name]["lines"] if name in excepted else _usual(name)
        if lines > most:
            yield f"{name} has {lines} lines, more than {most}"


def names(root: Path) -> Iterator[str]:
    """A class is named for what it is in the practice, not for being a manager or a helper."""
    for folder in CODE:
        for path, name in _python_files(root, folder):
            for node in ast.walk(_parsed(path)):
                if isinstance(node, ast.ClassDef) and VAGUE_NAME.search(node.name):
                    yield f"{name}: {node.name} says too little; name the thing it is"


def no_waiting_in_tests(root: Path) -> Iterator[str]:
    """A test waits for something (qtbot.waitUntil, waitSignal), never for some time."""
    for path, name in _python_files(root, "tests"):
        for node in ast.walk(_parsed(path)):
            if isinstance(node, ast.Call) and _waits(node.func):
                yield f"{name}:{node.lineno} waits for time to pass"


def no_widget_owned_by_its_part(root: Path) -> Iterator[str]:
    """PySide hands what these give to the widget that was asked, and collects it with that: see `ui.widgets.focus`."""
    for folder in ("ui", "tests"):
        for path, name in _python_files(root, folder):
            for node in ast.walk(_parsed(path)):
                if isinstance(node, ast.Attribute) and node.attr in ("findChildren", "nextInFocusChain"):
                    yield f"{name}:{node.lineno} uses {node.attr}; ui.widgets.focus.parts harms nothing"


def no_loose_ends(root: Path) -> Iterator[str]:
    """What is committed is finished: no marks for later, nothing that only says it is not there yet."""
    for name, number, line in _text_lines(root):
        if MARKS.search(line):
            yield f"{name}:{number} is left for later"


def no_places(root: Path) -> Iterator[str]:
    """No file depends on one computer's folders or on one package index."""
    for name, number, line in _text_lines(root):
        if PLACES.search(line):
            yield f"{name}:{number} names a machine's folder or a package index"


def packages_say_what_for(root: Path) -> Iterator[str]:
    """Every package of the core and of the window says in one sentence what it is for."""
    for folder in ("fsworkbook", "ui"):
        for package in sorted({path.parent for path, _ in _python_files(root, folder)}):
            name = package.relative_to(root).as_posix()
            init = package / "__init__.py"
            if not init.exists():
                if "migrations" not in name:
                    yield f"{name} has no __init__.py"
            elif not ast.get_docstring(_parsed(init)):
                yield f"{name}/__init__.py does not say what the package is for"


def assets_have_licences(root: Path) -> Iterator[str]:
    """Fonts and icons of others stand in their own folder, with their licence beside them and a line in NOTICE."""
    notice = (root / "NOTICE").read_text(encoding="utf-8") if (root / "NOTICE").exists() else ""
    for folder in sorted({path.parent for path in _files(root) if path.suffix in ASSETS}):
        name = folder.relative_to(root).as_posix()
        if not any(folder.glob("LICENSE*")) or name not in notice:
            yield f"{name} needs a LICENSE file and a line in NOTICE"


def exceptions_are_needed(root: Path) -> Iterator[str]:
    """An exception that is no longer needed leaves the table; every one gives its reason."""
    lines = dict(_file_sizes(root)) | dict(_function_sizes(root))
    for name, exception in (EXCEPTIONS["files"] | EXCEPTIONS["functions"]).items():
        if lines.get(name, 0) <= _usual(name) or not exception["why"]:
            yield f"exceptions.toml: {name} is within the usual {_usual(name)} lines, or gives no reason"


RULES = (
    sizes,
    names,
    no_waiting_in_tests,
    no_widget_owned_by_its_part,
    no_loose_ends,
    no_places,
    packages_say_what_for,
    assets_have_licences,
    exceptions_are_needed,
)


def _waits(function: ast.expr) -> bool:
    words = ast.unparse(function).split(".")
    return words[-1] in ("sleep", "qWait", "qSleep") or words[-2:] == ["qtbot", "wait"]


def _usual(name: str) -> int:
    return LINES_IN_A_FUNCTION if "::" in name else LINES_IN_A_FILE[name.split("/")[0]]


def _file_sizes(root: Path) -> Iterator[tuple[str, int]]:
    """Every Python file, as "ui/app.py", with its lines."""
    for folder in LINES_IN_A_FILE:
        for path, name in _python_files(root, folder):
            yield name, len(path.read_text(encoding="utf-8").splitlines())


def _function_sizes(root: Path) -> Iterator[tuple[str, int]]:
    """Every function of the code, as "ui/app.py::run", with its lines from `def` to the end."""
    for folder in CODE:
        for path, name in _python_files(root, folder):
            for node in ast.walk(_parsed(path)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{name}::{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _python_files(root: Path, folder: str) -> Iterator[tuple[Path, str]]:
    """Each Python file under a folder with its name from the root, as "ui/app.py"."""
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".py" and name.startswith(folder + "/"):
            yield path, name


def _text_lines(root: Path) -> Iterator[tuple[str, int, str]]:
    """Every line of every text file: the file's name, the line's number, the line."""
    for path in _files(root):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            yield path.relative_to(root).as_posix(), number, line


def _files(root: Path) -> Iterator[Path]:
    """The files that are ours: no environment, no caches, nothing built."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or path.name.endswith((".egg-info", "_cache")):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path
