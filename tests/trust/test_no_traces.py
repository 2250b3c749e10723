"""No trace of a case outside the workbook (data.md 2): a day at the window is lived in a process of its own, and
everything it left on the disk is searched while it runs, when it is locked and when it has gone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from fsworkbook.domain.workbook import EntryKind
from fsworkbook.services import entries
from fsworkbook.services.chronology import chronology
from fsworkbook.services.families import list_families
from fsworkbook.services.session_page import session_page
from fsworkbook.services.supervision_planning import sessions
from tests.architecture.rules import ROOT
from tests.trust.day import FAMILY, PASSPHRASE, WORD, reopened

STAGES = ("open", "locked", "closed")
Files = dict[Path, bytes]


@dataclass
class Day:
    """What there was at each stage: the folder, what the process said, and every file by its place in the folder."""

    folder: Path
    told: dict[str, dict[str, Any]]
    files: dict[str, Files]

    def all_files(self) -> Iterator[tuple[Path, bytes]]:
        """Every file of every stage, but for the copies that were asked for."""
        for stage in STAGES:
            for name, held in self.files[stage].items():
                if name.parts[0] != "chosen":
                    yield name, held


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The day, lived once: home, temporary files and all in one folder."""
    folder = tmp_path_factory.mktemp("day")
    places = {"HOME": "home", "USERPROFILE": "home", "APPDATA": "home", "LOCALAPPDATA": "home", "TMPDIR": "tmp"}
    places |= {"TEMP": "tmp", "TMP": "tmp", "XDG_CONFIG_HOME": "home/config", "XDG_DATA_HOME": "home/data"}
    places |= {"XDG_STATE_HOME": "home/state", "XDG_CACHE_HOME": "home/cache", "XDG_RUNTIME_DIR": "run"}
    for place in {*places.values(), "here"}:
        (folder / place).mkdir(mode=0o700, parents=True, exist_ok=True)
    lived = subprocess.Popen(
        [sys.executable, "-m", "tests.trust.day", str(folder)],
        cwd=folder / "here",
        env={**os.environ, **{name: str(folder / place) for name, place in places.items()}, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert lived.stdin is not None
    assert lived.stdout is not None
    assert lived.stderr is not None
    told, files = {}, {}
    try:
        for line in lived.stdout:
            said = json.loads(line)
            told[said["stage"]], files[said["stage"]] = said, _files(folder)
            lived.stdin.write("\n")
            lived.stdin.flush()
        errors = lived.stderr.read()
        assert lived.wait() == 0, errors
    finally:
        lived.kill()
        lived.wait()
        for pipe in (lived.stdin, lived.stdout, lived.stderr):
            pipe.close()
    assert [line for line in errors.splitlines() if not line.startswith("This plugin does not support")] == []
    return Day(folder, told, files)


def _files(folder: Path) -> Files:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stands_in(word: str, held: bytes) -> bool:
    """Whether a word stands there, in any way a program writes words down."""
    said = held.lower()
    return any(word.lower().encode(code) in said for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"))


def test_the_words_were_typed_and_are_in_the_workbook(day: Day) -> None:
    manager = reopened(day.folder)
    try:
        family = list_families(manager)[0].family
        session = sessions(manager, family.id)[0]
        page = session_page(manager, session.id)
        assert WORD in page.record.text("reflection", "", "text")
        assert [WORD in event.words for event in chronology(manager, family.id)] == [True]
        child_practitioner = next(
            summary.staff for summary in page.summaries if summary.discipline == "CHILD_PRACTITIONER"
        )
        drafts = entries.my_drafts(manager.as_person(child_practitioner))
        assert [draft.key.kind for draft in drafts] == [EntryKind.SUMMARY]
        assert WORD in repr(drafts[0].content)
    finally:
        manager.store.close()


def test_the_copy_lies_where_it_was_wished_and_nowhere_else(day: Day) -> None:
    copies = [name for name in day.files["closed"] if name.suffix == ".docx"]
    assert [name.parent for name in copies] == [Path("chosen")]
    assert list(day.folder.joinpath("chosen").iterdir()) == [day.folder / copies[0]]
    with ZipFile(day.folder / copies[0]) as copy:
        assert stands_in(WORD, copy.read("word/document.xml"))
    assert copies[0].name.startswith("FS-0001_assessment_")


@pytest.mark.parametrize("stage", STAGES)
def test_the_workbook_is_sealed(day: Day, stage: str) -> None:
    files = {name.name: held for name, held in day.files[stage].items() if name.parts[0] == "work"}
    expected = {"team.fsw", "team.fsw.keys"}
    assert files.keys() == (
        expected | {"team.fsw-wal", "team.fsw-shm", "team.fsw-open"} if stage == "open" else expected
    )
    assert not files["team.fsw"].startswith(b"SQLite format 3")
    if stage == "open":
        assert len(files["team.fsw-wal"]) > 0
    for name, held in files.items():
        for word in (WORD, *FAMILY, PASSPHRASE, "CREATE TABLE", "entry_version"):
            assert not stands_in(word, held), f"{word} stands in {name} while it is {stage}"


@pytest.mark.parametrize("word", [WORD, *FAMILY, PASSPHRASE])
def test_no_word_stands_in_any_file_or_name(day: Day, word: str) -> None:
    assert [f"{name}" for name, held in day.all_files() if stands_in(word, held)] == []
    assert [f"{name}" for stage in STAGES for name in day.files[stage] if word.lower() in str(name).lower()] == []


def test_python_wrote_only_what_a_person_knows_of(day: Day) -> None:
    """Settings, the log, the key slots and the copy; nothing was written and taken away again elsewhere."""
    written = {Path(name) for name in day.told["closed"]["written"]}
    places = {path.relative_to(day.folder).parts[0] for path in written if path.is_absolute()}
    assert places <= {"home", "work", "chosen"}
    assert {path for path in written if not path.is_absolute()} == set()
    temporary = [name for stage in STAGES for name in day.files[stage] if name.parts[0] in ("tmp", "run", "here")]
    assert temporary == []


def test_the_log_holds_the_place_of_a_bug_and_the_settings_hold_paths(day: Day) -> None:
    at_home = {name.name: held.decode() for name, held in day.files["closed"].items() if name.parts[0] == "home"}
    assert at_home.keys() == {"fsworkbook.log", "settings.json"}
    assert at_home["fsworkbook.log"].count("builtins.ValueError at ") == 1
    settings = json.loads(at_home["settings.json"])
    assert settings["recent_files"] == [str(day.folder / "work" / "team.fsw")]


def test_titles_name_the_family_and_the_place_only_while_the_window_is_open(day: Day) -> None:
    assert day.told["locked"]["title"] == "FS Workbook"
    assert day.told["closed"]["title"] == "FS Workbook"
    titles = day.told["closed"]["titles"]
    assert any(title.startswith(f"{FAMILY[0]}, ") for title in titles)
    for title in titles:
        assert WORD not in title
        assert FAMILY[3] not in title
