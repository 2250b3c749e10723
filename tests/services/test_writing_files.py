"""A file is written whole or not at all, and what a stopped computer left of one does not stay (domain.md 9.4)."""

import os
import time
from pathlib import Path

from fsworkbook.services.writing_files import TEN_MINUTES, waiting


def left_by_a_kill(folder: Path) -> Path:
    """A neutral file whose program ended before it had its name."""
    held = waiting(b"a whole document", folder)
    held.__enter__()
    (left,) = folder.iterdir()
    kept = left.read_bytes()
    held.__exit__(None, None, None)
    left.write_bytes(kept)
    return left


def test_what_a_kill_left_in_the_folder_goes_with_the_next_copy(tmp_path: Path) -> None:
    left = left_by_a_kill(tmp_path)
    before = time.time() - TEN_MINUTES - 1
    os.utime(left, (before, before))
    with waiting(b"another", tmp_path) as put:
        put("copy.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.docx"]


def test_a_copy_under_way_elsewhere_and_a_file_of_the_user_stay(tmp_path: Path) -> None:
    left, theirs = left_by_a_kill(tmp_path), tmp_path / ".download.part"
    theirs.write_bytes(b"theirs")
    os.utime(theirs, (0, 0))
    with waiting(b"another", tmp_path) as put:
        put("copy.docx")
    assert {path.name for path in tmp_path.iterdir()} == {left.name, theirs.name, "copy.docx"}
