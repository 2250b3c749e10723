"""A claim beside a file, which the system lets go of with the process, however that ends: one window at a time opens a
workbook (data.md 4), and one at a time replaces its keys."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from fsworkbook.domain.errors import Refused

ENDING = "-open"
OPEN_ELSEWHERE = (
    "This workbook is open in another window of FS Workbook on this PC. Go on there, or close it and try again."
)


class Claim:
    """Held until `release()`. Refused, in this sentence, while another holds it for longer than `seconds`."""

    def __init__(self, file: Path, sentence: str = OPEN_ELSEWHERE, seconds: float = 0) -> None:
        self._beside = file.with_name(file.name + ENDING)
        self._held = _held(self._beside, sentence, seconds)

    def release(self) -> None:
        """Let another have the file; nothing stays beside it."""
        if os.name == "nt":  # where an open file cannot be removed
            self._held.close()
        with suppress(OSError):
            self._beside.unlink()
        self._held.close()


def _held(beside: Path, sentence: str, seconds: float) -> sqlite3.Connection:
    while True:
        beside.touch()
        named = beside.stat().st_ino
        held = sqlite3.connect(beside, timeout=seconds, isolation_level=None, check_same_thread=False)
        try:
            held.execute("PRAGMA journal_mode = MEMORY")  # no second file beside
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            held.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Refused(sentence) from None
            raise
        with suppress(FileNotFoundError):
            if beside.stat().st_ino == named:
                return held
        held.close()  # who held it before has just removed it: a claim on that would keep nobody out
