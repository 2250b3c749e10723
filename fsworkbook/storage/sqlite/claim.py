"""One window at a time opens a workbook (data.md 4): a claim beside the file, which the system lets go of with the
process, however that ends."""

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
    """Held until `release()`. Refused while another holds it."""

    def __init__(self, workbook: Path) -> None:
        self._beside = workbook.with_name(workbook.name + ENDING)
        self._held = _held(self._beside)

    def release(self) -> None:
        """Let another window open the workbook; nothing stays beside it."""
        if os.name == "nt":  # where an open file cannot be removed
            self._held.close()
        with suppress(OSError):
            self._beside.unlink()
        self._held.close()


def _held(beside: Path) -> sqlite3.Connection:
    while True:
        beside.touch()
        named = beside.stat().st_ino
        held = sqlite3.connect(beside, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            held.execute("PRAGMA journal_mode = MEMORY")  # no second file beside
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            held.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Refused(OPEN_ELSEWHERE) from None
            raise
        with suppress(FileNotFoundError):
            if beside.stat().st_ino == named:
                return held
        held.close()  # who held it before has just removed it: a claim on that would keep nobody out
