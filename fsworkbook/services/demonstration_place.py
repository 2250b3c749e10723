"""Where this computer keeps its one demonstration, and opening, making and renewing it there."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from fsworkbook import catalogue_file
from fsworkbook.context import wall_clock
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Staff
from fsworkbook.services import demonstration
from fsworkbook.services.signing_in import demonstration_staff, is_demonstration
from fsworkbook.settings import HOME
from fsworkbook.storage.sqlite.cipher_file import remove_file
from fsworkbook.storage.sqlite.claim import Claim
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store

FILE = "demonstration.fsw"
STOPPED = "The demonstration was not made: you stopped it."

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def here() -> Path:
    """The file, whether it is there yet or not: apart from every real workbook."""
    home = os.environ.get(HOME)
    return Path(home or platformdirs.user_data_dir("FS Workbook", appauthor=False)) / FILE


def is_made(path: Path) -> bool:
    """Whether there is one to open."""
    return path.is_file() and is_demonstration(path)


def opened(path: Path) -> Store:
    """The demonstration as it was left."""
    return Store.open(path, DEMONSTRATION_KEY, catalogue_file.load())


def begun_again(path: Path, progress: Progress, cancelled: Cancelled) -> Store:
    """A new one in its place: made beside it first, so that stopping and failing leave the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    claim = Claim(path)  # another window may be in it
    fresh = path.with_name(f"new-{path.name}")
    try:
        remove_file(fresh)
        _make(fresh, progress, cancelled)
        remove_file(path)
        fresh.replace(path)
    finally:
        remove_file(fresh)
        claim.release()
    return opened(path)


def people(store: Store) -> tuple[Staff, ...]:
    """Those one can be, in the order of the catalogue's disciplines: who works with families first."""
    order = [item.code for item in store.catalogue.disciplines]
    today = (store.clock or wall_clock()).date()
    here = (staff for staff in demonstration_staff(store) if staff.active_on(today))
    return tuple(sorted(here, key=lambda staff: (order.index(staff.discipline), staff.ref, staff.name)))


def _make(path: Path, progress: Progress, cancelled: Cancelled) -> None:
    acts = [act for act in demonstration.acts() if act.at <= demonstration.EVE]
    done = 0

    def watch(_act: demonstration.Act) -> bool:
        nonlocal done
        if cancelled():
            raise WorkbookError(STOPPED)
        progress(done, len(acts))
        done += 1
        return False

    store = demonstration.create(path, demonstration.BEGINS)
    try:
        with store.hurried():
            demonstration.play(store, store.catalogue, demonstration.EVE, skip=watch)
    finally:
        store.close()
