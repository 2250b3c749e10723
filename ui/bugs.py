"""The one handler of bugs: a reference number in the log, a sentence for the person, and the drafts stay.

The log holds no word of a case and no name: of an error its kind and the places in the program, never its message.
"""

import logging
import os
import secrets
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, Signal

from fsworkbook.settings import HOME

LOG = logging.getLogger("fsworkbook")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SENTENCE = (
    "Something went wrong in the program. What you typed is kept. If it happens again, tell whoever supports you"
    " this number: {}."
)
SORRY = "Something went wrong in the program, so this was not done."
KEPT = 200_000
"""Bytes of one log file; one older file is kept beside it."""


class Bugs(QObject):
    """Called with every error that is not a WorkbookError. `met` tells its reference number."""

    met = Signal(str)

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        reference = "".join(secrets.choice(LETTERS) for _ in range(6))
        LOG.error("bug %s: %s", reference, description(kind, trace))
        self.met.emit(reference)

    def install(self) -> Callable[[], None]:
        """Become the handler of the process; the call that is returned puts the former one back."""
        before, sys.excepthook = sys.excepthook, self

        def put_back() -> None:
            sys.excepthook = before

        return put_back


def description(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an error and where it arose, innermost last: file, line and function, no values and no folders."""
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return f"{kind.__module__}.{kind.__qualname__} at " + " > ".join(places)


def log_folder() -> Path:
    """Where this computer keeps the log."""
    home = os.environ.get(HOME)
    return Path(home) if home else Path(platformdirs.user_log_dir("FS Workbook", appauthor=False))


def log_to(folder: Path) -> logging.Handler:
    """Write the log into this folder. A folder that cannot be written leaves the program without a log, not still."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written: logging.Handler = RotatingFileHandler(
            folder / "fsworkbook.log", maxBytes=KEPT, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        written = logging.NullHandler()
    written.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(written)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    return written
