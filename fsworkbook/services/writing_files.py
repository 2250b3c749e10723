"""Putting a file where the user said, once and whole: a neutral name beside it first, then the real one in one step
(domain.md 9.4: no temporary copies, no names in file names)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id

NO_PLACE = "The file could not be written there. Choose another folder, or free some space, and make it again."
TAKEN = "There is already a file named {name} in that folder. Move it away, or choose another folder."


@contextmanager
def placed(file: bytes, target: Path) -> Iterator[None]:
    """Write the bytes under a neutral name, let the block say that it is so, then give the file its name.

    When the block raises, nothing stays behind. WorkbookError where the folder does not take the file.
    """
    if target.exists():
        raise WorkbookError(TAKEN.format(name=target.name), "folder")
    waiting = target.with_name(f".{new_id()}.part")
    try:
        try:
            _write(file, waiting)
        except OSError as error:
            raise WorkbookError(NO_PLACE, "folder") from error
        yield
        try:
            waiting.replace(target)
        except OSError as error:
            raise WorkbookError(NO_PLACE, "folder") from error
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


def _write(file: bytes, path: Path) -> None:
    with path.open("xb") as opened:
        opened.write(file)
        opened.flush()
        os.fsync(opened.fileno())
