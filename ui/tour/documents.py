"""The tour's third part: minutes for two readers and a draft assessment for each parent, made by hand."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QComboBox

from ui.tour.stage import Stage

ASSESSMENT = "a parenting assessment for a chosen recipient, from the family"
NUMBER = 3


@dataclass(frozen=True)
class Made:
    """A document as tour.json tells it; `recipient` is a staff reference, else a given name."""

    kind: str
    recipient: str
    file: str


def make_documents(stage: Stage) -> list[Made]:
    """Priya makes the minutes of supervision 3 for Marta and for Steve; Josh a draft assessment for each parent."""
    folder = stage.out / "documents"
    shutil.rmtree(folder, ignore_errors=True)  # an earlier tour's
    folder.mkdir()
    stage.use_copies_folder(folder)
    made = []
    stage.be("TM1")
    for ref in ("DV1", "DP1"):
        name = stage.staff(ref).name
        with stage.step(f"Minutes for {name}"):
            made.append(Made("minutes", ref, _new_file(folder, partial(_minutes, stage, name))))
    stage.be("SW1")
    for given in ("Kayleigh", "Daniel"):
        open_family(stage, "Hartley-Osei")
        with stage.step(f"Draft assessment for {given}", ASSESSMENT):
            made.append(Made("assessment", given, _new_file(folder, partial(_assessment, stage, given))))
    return made


def open_family(stage: Stage, name: str) -> None:
    """From anywhere to a family, by its row in the list."""
    hands = stage.hands
    hands.click("Families")
    view = next(iter(hands.everything(QAbstractItemView)))
    hands.click_row(view, name)


def _minutes(stage: Stage, reader: str) -> None:
    hands = stage.hands
    open_family(stage, "Hartley-Osei")
    hands.click("Documents, parts of this family")
    hands.click(f"Make a copy: minutes of supervision {NUMBER}")
    readers = hands.find("Who the minutes are for", QComboBox)
    hands.choose(readers, _line_for(readers, reader))
    hands.click("Make a Word copy")


def _assessment(stage: Stage, given: str) -> None:
    hands = stage.hands
    hands.click("Documents, parts of this family")
    readers = hands.find("Who it is for", QComboBox)
    hands.choose(readers, _line_for(readers, given))
    hands.click("Look through it")
    hands.click("Make the copy")


def _line_for(box: QComboBox, name: str) -> str:
    """The list's line for a person, whatever stands behind the name."""
    return next(box.itemText(row) for row in range(box.count()) if box.itemText(row).startswith(name))


def _new_file(folder: Path, act: Callable[[], None]) -> str:
    before = set(folder.glob("*.docx"))
    act()
    return next(iter(sorted(set(folder.glob("*.docx")) - before))).name
