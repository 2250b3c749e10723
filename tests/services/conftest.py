"""A small family on a real encrypted file, fresh for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_family import SmallFamily, make_small_family


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallFamily]:
    """The small family; its store is closed after the test."""
    family = make_small_family(tmp_path)
    yield family
    family.store.close()
