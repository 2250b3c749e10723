"""Putting a file where the user said, once and whole: a neutral name beside it first, then the real one in one step
(domain.md 9.4: no temporary copies, no names in file names)."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id

NO_PLACE = "The file could not be written there. Choose another folder, or free some space, and make it again."
TAKEN = "There is already a file named {name} in that folder. Move it away, or choose another folder."


@contextmanager
def waiting(file: bytes, folder: Path) -> Iterator[Callable[[str], Path]]:
    """The bytes in the folder under a neutral name; calling what this gives puts them under their own name.

    When the block ends without that, or raises, nothing stays behind. WorkbookError where the folder does not take it.
    """
    path = folder / f".{new_id()}.part"

    def put(name: str) -> Path:
        try:
            path.replace(folder / name)
        except OSError as error:
            raise WorkbookError(NO_PLACE, "folder") from error
        return folder / name

    try:
        try:
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


def _write(file: bytes, path: Path) -> None:
    with path.open("xb") as opened:
        opened.write(file)
        opened.flush()
        os.fsync(opened.fileno())
