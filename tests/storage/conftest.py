"""A small family on a real encrypted file, fresh for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from tests.mini_file import CATALOGUE, Mini, make_mini


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that every test copies."""
    path = tmp_path_factory.mktemp("made") / "mini.fsw"
    make_mini(path)
    return path


@pytest.fixture
def mini(made: Path, tmp_path: Path) -> Iterator[Mini]:
    """A fresh copy, open; closed after the test."""
    path = tmp_path / "mini.fsw"
    shutil.copy(made, path)
    store = Store.open(path, DEMONSTRATION_KEY, CATALOGUE)
    yield Mini(path, store)
    store.close()
