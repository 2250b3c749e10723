"""kill -9 at fourteen moments (budgets.md 4): what was acknowledged is there, nothing is half, the trail agrees."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import EntryKind
from fsworkbook.services import auditing, entries, sections
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services.exporting import export_log
from fsworkbook.services.session_page import session_page
from fsworkbook.storage.supervision_facts import record_fingerprint
from fsworkbook.storage.unfiltered import rows
from tests.architecture.rules import ROOT
from tests.small_family import SmallFamily
from tests.trust.files import a_copy, first_session, opened

Told = list[dict[str, Any]]
RUNS, RECORDED, FINALISED = SessionState.IN_SESSION, SessionState.RECORDED, SessionState.FINALISED


def killed(file: Path, work: str, after: int, *stop: str) -> Told:
    """What a process acknowledged that was killed after so many lines, or when it stood still (`stop`)."""
    dying = subprocess.Popen(
        [sys.executable, "-m", "tests.trust.dying", work, str(file), *stop],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert dying.stdin is not None
    assert dying.stdout is not None
    told: Told = []
    try:
        for line in dying.stdout:
            told.append(json.loads(line))
            if "stopped" in told[-1] or len(told) > after:
                break
        dying.kill()
        told += [json.loads(line) for line in dying.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")]
    finally:
        dying.kill()
        dying.wait()
        dying.stdin.close()
        dying.stdout.close()
    assert ("stopped" in told[-1]) == bool(stop), f"it died by itself, or did not come so far: {told}"
    return [line for line in told if not {"ready", "stopped"} & line.keys()]


@pytest.fixture
def reopened(tmp_path: Path) -> Iterator[Any]:
    """Opens the file again after a kill, whole; closes it at the end."""
    opened_files: list[SmallFamily] = []

    def reopen(file: Path) -> SmallFamily:
        small = opened(file)
        opened_files.append(small)
        assert broken(small) == []
        assert auditing.verify(small.as_["TM"]).findings == ()
        return small

    yield reopen
    for small in opened_files:
        small.store.close()


WHOLE = {
    "the file's pages agree": "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "every row has what it points to": "SELECT * FROM pragma_foreign_key_check",
    "a version has its text": "SELECT id FROM entry_version WHERE id NOT IN (SELECT version_id FROM entry_text)",
    "versions are numbered from 1 without a gap": (
        "SELECT entry_id FROM entry_version GROUP BY entry_id HAVING max(number) <> count(*) OR min(number) <> 1"
    ),
    "an entry has a version": "SELECT id FROM entry WHERE id NOT IN (SELECT entry_id FROM entry_version)",
    "a draft is gone once it is a version": (
        "SELECT d.id FROM draft d JOIN entry e USING (family_id, kind, key, subjects, owner) JOIN entry_version v"
        " ON v.entry_id = e.id AND v.author_id = d.author_id WHERE v.number > d.base"
    ),
    "who recorded a session, and when": (
        "SELECT id FROM session WHERE state IN ('RECORDED', 'FINALISED') AND (recorded_at IS NULL OR recorded_by = '')"
    ),
    "a session is finalised with its fingerprint, or neither": (
        "SELECT id FROM session WHERE (state = 'FINALISED') <> (length(coalesce(finalised_hash, '')) = 64)"
        " OR (state = 'FINALISED') <> (finalised_at IS NOT NULL)"
    ),
    "a finalised session has a rating for each child and the family": (
        "SELECT id FROM session s WHERE (SELECT count(*) FROM rating WHERE session_id = s.id)"
        " <> CASE state WHEN 'FINALISED' THEN 4 ELSE 0 END"
    ),
    "and its actions": (
        "SELECT id FROM session s WHERE (SELECT count(*) FROM action WHERE session_id = s.id)"
        " <> CASE state WHEN 'FINALISED' THEN 2 ELSE 0 END"
    ),
}


def broken(small: SmallFamily) -> list[str]:
    """What is half in the file."""
    with small.as_["TM"].read() as db:
        found = [what for what, asked in WHOLE.items() if rows(db, text(asked))]
        for row in rows(db, text("SELECT id, finalised_hash FROM session WHERE state = 'FINALISED'")):
            if record_fingerprint(db, row.id) != row.finalised_hash:
                found.append("the fingerprint is that of the record")
    return found


@pytest.mark.parametrize(
    ("work", "after", "stop"),
    [("drafts", 12, ()), ("drafts", 99, ("committed: draft saved", "5")), ("window panel", 3, ())],
    ids=["any moment", "after the commit", "in the window"],
)
def test_what_was_typed_is_offered_again(
    work: str, after: int, stop: tuple[str, ...], tmp_path: Path, reopened: Any
) -> None:
    file = a_copy(RUNS, tmp_path)
    told = killed(file, work, after, *stop)
    small = reopened(file)
    draft = entries.draft(small.as_["SW"], small.panel("SW", "m3"))
    assert draft is not None
    typed = draft.content.body.plain
    assert typed.startswith(told[-1]["draft"])
    if stop:
        assert typed != told[-1]["draft"]
    own = sections.section_page(small.as_["SW"], small.family.id, "m3").own_panel
    assert own is not None
    assert own.draft == draft


@pytest.mark.parametrize(
    ("work", "after", "stop"),
    [
        ("versions", 4, ()),
        ("versions", 99, ("INSERT INTO entry_text", "3")),
        ("window finalise", 99, ("INSERT INTO entry_text", "1")),
    ],
    ids=["any moment", "version written, text not", "in the window"],
)
def test_a_version_is_whole_or_still_a_draft(
    work: str, after: int, stop: tuple[str, ...], tmp_path: Path, reopened: Any
) -> None:
    file = a_copy(RUNS, tmp_path)
    told = killed(file, work, after, *stop)
    small = reopened(file)
    found = {
        item.number: item.content.body.plain for item in entries.versions(small.as_["SW"], small.panel("SW", "m3"))
    }
    for line in (line for line in told if "version" in line):
        assert found[line["version"]] == line["text"]
    draft = entries.draft(small.as_["SW"], small.panel("SW", "m3"))
    if stop:
        assert draft is not None
        assert draft.content.body.plain not in found.values()
        assert all(line["draft"] == draft.content.body.plain for line in told if "draft" in line)


def test_a_section_is_finalised_in_one_act_or_not_at_all(tmp_path: Path, reopened: Any) -> None:
    file = a_copy(RUNS, tmp_path)
    assert killed(file, "section", 99, "INSERT INTO entry_text", "3") == [{"drafts": 3}]
    small = reopened(file)
    assert len(entries.my_drafts(small.as_["SW"])) == 3
    for child in ("Mia", "Theo", "Unborn"):
        assert entries.versions(small.as_["SW"], small.key(EntryKind.ANSWER, "m4.expressed_views", child)) == ()


def test_the_record_of_a_supervision_keeps_every_cell(tmp_path: Path, reopened: Any) -> None:
    file = a_copy(RUNS, tmp_path)
    told = killed(file, "cells", 8)
    small = reopened(file)
    record = session_page(small.as_["TM"], first_session(small).id).record
    cell = record.cells["worry", small.people["Mia"].id]
    assert cell.version >= told[-1]["cell"]
    assert str(cell.value["text"]).startswith(told[-1]["text"])
    assert record.text("view", small.people["Mia"].id, "text") == "Startles at bangs."


def test_typing_a_record_in_the_window(tmp_path: Path, reopened: Any) -> None:
    file = a_copy(RUNS, tmp_path)
    told = killed(file, "window cell", 3)
    small = reopened(file)
    record = session_page(small.as_["TM"], first_session(small).id).record
    assert told[-1]["reflection"]
    assert record.text("reflection", "", "text").startswith(told[-1]["reflection"])


def test_a_supervision_is_recorded_with_the_next_one_planned_or_not_at_all(tmp_path: Path, reopened: Any) -> None:
    file = a_copy(RUNS, tmp_path)
    assert killed(file, "recording", 99, "INSERT INTO session ", "1") == []
    small = reopened(file)
    assert [session.state for session in planning.sessions(small.as_["TM"], small.family.id)] == [RUNS]


@pytest.mark.parametrize(
    "stop",
    [("INSERT INTO action ", "1"), ("committed: session finalised", "1")],
    ids=["half way", "after the commit"],
)
def test_a_supervision_is_finalised_or_not(stop: tuple[str, ...], tmp_path: Path, reopened: Any) -> None:
    file = a_copy(RECORDED, tmp_path)
    assert killed(file, "finalised", 99, *stop) == []
    small = reopened(file)
    assert first_session(small).state is (FINALISED if stop[0].startswith("committed") else RECORDED)


@pytest.mark.parametrize(
    ("after", "stop"), [(3, ()), (99, ("committed: copy made", "2"))], ids=["any moment", "after its line"]
)
def test_no_copy_leaves_without_its_line(after: int, stop: tuple[str, ...], tmp_path: Path, reopened: Any) -> None:
    file = a_copy(FINALISED, tmp_path)
    told = killed(file, "copies", after, *stop)
    small = reopened(file)
    log = {line.file_name: line for line in export_log(small.as_["TM"], small.family.id)}
    copies = {path.name: sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("*.docx")}
    assert {line["copy"] for line in told} <= copies.keys() <= log.keys()
    assert all(log[name].sha256 == mark for name, mark in copies.items())
    assert len(log) - len(copies) <= 1  # the line comes first (exporting.export)
    assert Counter(path.suffix for path in tmp_path.iterdir())[".part"] <= 1
