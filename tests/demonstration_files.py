"""The demonstration as files to copy: played once in a test process, at the moments that tests ask for most."""

import atexit
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from fsworkbook import catalogue_file
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.services import demonstration
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store

TOUR_BEGINS = datetime(2025, 12, 2, 9, 0)
MINUTES_READY = datetime(2025, 12, 19, 12, 0)
MOMENTS = (TOUR_BEGINS, MINUTES_READY, demonstration.EVE)


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return catalogue_file.load()


def demonstration_at(moment: datetime, folder: Path) -> Store:
    """The demonstration as it stands at one of MOMENTS, in a file of its own; the test closes it."""
    path = folder / f"{moment:%Y-%m-%d}.fsw"
    shutil.copy(_played()[moment], path)
    return Store.open(path, DEMONSTRATION_KEY, catalogue())


@cache
def _played() -> dict[datetime, Path]:
    folder = Path(tempfile.mkdtemp(prefix="demonstration-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "playing.fsw"
    found = {}
    for moment in MOMENTS:
        if path.exists():
            store = Store.open(path, DEMONSTRATION_KEY, catalogue())
            demonstration.play(store, catalogue(), moment)
        else:
            store = demonstration.create(path, moment, catalogue=catalogue())
        store.close()
        found[moment] = Path(shutil.copy(path, folder / f"{moment:%Y-%m-%d}.fsw"))
    return found
