"""Where this computer keeps its one demonstration, and opening, making and renewing it there."""

import os
from pathlib import Path

import platformdirs

from fsworkbook import catalogue_file
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Staff
from fsworkbook.services import demonstration
from fsworkbook.services.signing_in import is_demonstration
from fsworkbook.settings import HOME
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store

FILE = "demonstration.fsw"


def here() -> Path:
    """The file, whether it is there yet or not: apart from every real workbook."""
    home = os.environ.get(HOME)
    return Path(home or platformdirs.user_data_dir("FS Workbook", appauthor=False)) / FILE


def opened(path: Path) -> Store:
    """The demonstration as it was left; made anew where there is none, or none that can be opened."""
    if path.is_file() and is_demonstration(path):
        try:
            return Store.open(path, DEMONSTRATION_KEY, catalogue_file.load())
        except WorkbookError:
            return begun_again(path)
    return begun_again(path)


def begun_again(path: Path) -> Store:
    """A new one in its place: made beside it first, so that a failure leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"new-{path.name}")
    _remove(fresh)
    demonstration.create(fresh).close()
    _remove(path)
    fresh.replace(path)
    return Store.open(path, DEMONSTRATION_KEY, catalogue_file.load())


def people(store: Store) -> tuple[Staff, ...]:
    """Those one can be."""
    return demonstration.people(store)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
