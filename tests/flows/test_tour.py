"""The tour, told whole: supervision 3 of FS-0001 through the real window, and what it leaves (domain.md 12.4, 12.5).

One run of the real program in a process of its own; the tests read its tour.json, its documents and its workbook.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from fsworkbook.services import auditing
from tests.demonstration_files import catalogue
from tests.documents.rendering import needs_libreoffice, pdf_text
from tests.shelves import document_words

ROOT = Path(__file__).parents[2]
HOLDS = {
    "a practitioner opens the summary due next and finalises it (prose aside)": 5,
    "the manager finalises the recorded discussion, with nothing missing": 4,
    "a parenting assessment for a chosen recipient, from the family": 5,
}
"""The columns "task" and "hold" of budgets.md 1, for the tasks that the tour performs."""

SECRETS = ("make me say why", "Saturdays with Sandra")
"""Mia's confidential words, and the victims' practitioner's confidential note."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tour's folder after one run."""
    folder = tmp_path_factory.mktemp("tour")
    run = subprocess.run(
        [sys.executable, "-m", "ui", "tour", "--out", str(folder)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path_factory.mktemp("scratch"))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-4000:]
    return folder


@pytest.fixture(scope="module")
def told(out: Path) -> Mapping[str, Any]:
    """What tour.json says."""
    return json.loads((out / "tour.json").read_text(encoding="utf-8"))


def words_of(out: Path, told: Mapping[str, Any], recipient: str) -> str:
    """Every word of one document."""
    file = next(item["file"] for item in told["documents"] if item["recipient"] == recipient)
    return "\n".join(document_words(out / "documents" / file))


def test_the_session_is_the_one_of_the_golden_record(told: Mapping[str, Any]) -> None:
    facts = told["facts"]
    assert facts["session"] == "FS-0001#3"
    assert facts["ratings"] == {"Mia": "RED", "Theo": "AMBER", "Unborn": "AMBER", "case": "RED"}
    here = dict.fromkeys(("TM1", "SW1", "CP1", "RW1", "BS1", "LA1"), "IN_ROOM")
    assert facts["attendance"] == here | {"DV1": "REMOTE", "MH1": "REMOTE", "DP1": "ABSENT_SUMMARY"}
    assert (facts["late"], facts["absent"]) == (["MH1"], ["DP1"])
    assert re.fullmatch(r"[0-9a-f]{64}", facts["finalised_hash"])
    assert facts["audit_ok"] is True


def test_what_each_copy_went_without_stands_in_the_export_log(told: Mapping[str, Any]) -> None:
    withheld = {item["recipient"]: dict(item["withheld"]) for item in told["documents"]}
    assert withheld["DV1"] == {"CHILD_CONFIDENTIAL": 1}
    assert withheld["DP1"] == {"CHILD_CONFIDENTIAL": 1, "VICTIM_CONFIDENTIAL": 1}
    for parent, own_copy in (("Kayleigh", 3), ("Daniel", 4)):
        without_about = {reason: count for reason, count in withheld[parent].items() if reason != "NOT_ABOUT_READER"}
        assert without_about == {
            "VICTIM_CONFIDENTIAL": 11,
            "CHILD_CONFIDENTIAL": 1,
            "OWN_COPY": own_copy,
            "PROFESSIONALS_ONLY": 1,
        }


def test_the_two_copies_of_the_minutes_differ_by_one_paragraph(out: Path, told: Mapping[str, Any]) -> None:
    victims, probation = words_of(out, told, "DV1"), words_of(out, told, "DP1")
    assert SECRETS[1] in victims
    assert not any(secret in probation for secret in SECRETS)
    assert SECRETS[0] not in victims
    more = [line for line in victims.splitlines() if line.strip() and line not in probation]
    assert len(more) == 1
    assert "Fear returned, sleep lost" in probation
    assert "entitlement, not remorse" in probation


def test_a_parents_copy_holds_nothing_of_the_other_or_the_confidential(out: Path, told: Mapping[str, Any]) -> None:
    daniel, kayleigh = words_of(out, told, "Daniel"), words_of(out, told, "Kayleigh")
    for words in (daniel, kayleigh):
        assert not any(secret in words for secret in (*SECRETS, "Tern Close", "07700", "Reedbank", "at her throat"))
    assert "father's car on the drive" in kayleigh
    assert "father's car on the drive" not in daniel
    for recipient in ("Daniel", "Kayleigh"):
        assert "DRAFT" in xml_of(out, told, recipient)


def xml_of(out: Path, told: Mapping[str, Any], recipient: str) -> str:
    """The headers of a document, where the watermark stands."""
    file = next(item["file"] for item in told["documents"] if item["recipient"] == recipient)
    document = Document(str(out / "documents" / file))
    return "".join(section.header._element.xml for section in document.sections)


def test_no_document_tells_a_name_by_its_file_or_properties(out: Path, told: Mapping[str, Any]) -> None:
    names = ("hartley", "osei", "kayleigh", "daniel", "marta", "steve", "josh", "priya", "mia")
    for item in told["documents"]:
        properties = Document(str(out / "documents" / item["file"])).core_properties
        said = " ".join((item["file"], properties.title, properties.author, properties.last_modified_by)).lower()
        assert not [name for name in names if name in said]


@needs_libreoffice
def test_the_documents_open_in_libreoffice(out: Path, told: Mapping[str, Any], tmp_path: Path) -> None:
    for item in told["documents"]:
        pages = pdf_text((out / "documents" / item["file"]).read_bytes(), tmp_path)
        assert any("FS-0001" in page for page in pages)


def test_each_task_is_held(told: Mapping[str, Any]) -> None:
    assert set(told["counts"]) == set(HOLDS)
    assert {task: count for task, count in told["counts"].items() if count > HOLDS[task]} == {}


def test_every_step_has_its_picture(out: Path, told: Mapping[str, Any]) -> None:
    assert len(told["steps"]) > 20
    assert all((out / step["picture"]).is_file() for step in told["steps"])


def test_its_workbook_verifies_and_its_log_holds_no_word_of_the_case(out: Path) -> None:
    found = auditing.verify_demonstration(out / "workbook" / "demonstration.fsw", catalogue())
    assert not found.findings
    for log in (out / "workbook").glob("*.log*"):
        words = log.read_text(encoding="utf-8")
        assert not [word for word in ("Mia", "Kayleigh", "Hartley", "Sandra", "chain") if word in words]
        assert "bug" not in words
