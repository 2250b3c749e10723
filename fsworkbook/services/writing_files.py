"""Putting a file where the user said, once and whole: a neutral name beside it first, then the real one in one step
(domain.md 9.4: no temporary copies, no names in file names)."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id

NEUTRAL, UNDER_WAY = ".fsworkbook-", ".part"
NO_PLACE = "The file could not be written there. Choose another folder, or free some space, and make it again."
TEN_MINUTES = 600.0
"""Seconds after which a neutral file is nobody's any more: its bytes were ready, and writing them takes a moment."""
TAKEN = "There is already a file named {name} in that folder. Move it away, or choose another folder."


@contextmanager
def waiting(file: bytes, folder: Path) -> Iterator[Callable[[str], Path]]:
    """The bytes in the folder under a neutral name; calling what this gives puts them under their own name.

    When the block ends without that, or raises, nothing stays behind. WorkbookError where the folder does not take it.
    """
    path = folder / f"{NEUTRAL}{new_id()}{UNDER_WAY}"

    def put(name: str) -> Path:
        try:
            path.replace(folder / name)
        except OSError as error:
            raise WorkbookError(NO_PLACE, "folder") from error
        return folder / name

    try:
        try:
            _remove_abandoned(folder)
            _write(file, path)
        except OSError as error:
            raise WorkbookError(NO_PLACE, "folder") from error
        yield put
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def require_free(folder: Path, name: str) -> None:
    """WorkbookError where a file of that name is already there: it is never written over."""
    if (folder / name).exists():
        raise WorkbookError(TAKEN.format(name=name), "folder")


def _remove_abandoned(folder: Path) -> None:
    """What a computer that stopped in between left here, a whole document in clear, goes with the next copy."""
    for path in folder.glob(f"{NEUTRAL}*{UNDER_WAY}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > TEN_MINUTES:
                path.unlink()


def _write(file: bytes, path: Path) -> None:
    with path.open("xb") as opened:
        opened.write(file)
        opened.flush()
        os.fsync(opened.fileno())
