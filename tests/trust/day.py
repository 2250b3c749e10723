"""A day at the window: `python -m tests.trust.day FOLDER`. It types a word of a case wherever words are typed, makes a
copy, meets a bug, locks and closes; at each stage it says so, and goes on when it is told to.

The workbook is a real one, FOLDER/work/team.fsw with its keys beside it; the copy goes to FOLDER/chosen.
"""

import json
import os
import sys
import traceback
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from fsworkbook.context import Context
from fsworkbook.domain.people import Installation, Person, PersonKind
from fsworkbook.domain.supervision import Session
from fsworkbook.services import administration, families, family_people, involving, signing_in
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.signing_in import WORKBOOK, create_workbook
from fsworkbook.storage.sqlite.key_slots import Cost
from ui.main_window import MainWindow, started
from ui.panels.session_text import GrowingText
from ui.panels.write_place import WritePlace
from ui.tour.hands import Hands
from ui.widgets.date_field import DateField
from ui.widgets.focus import parts
from ui.widgets.line_field import LineField
from ui.widgets.prepared_answers import PreparedAnswers

WORD = "quillfeather"
PASSPHRASE = "lantern walnut ferry mosaic"
FAMILY = ("Hartley-Osei", "Hartley", "Osei", "Kayleigh")
PLACES = ("panel", "summary", "cell", "chronology")
WRITES = frozenset("wax+")


class Watch(QObject):
    """Every title that a window or an icon bears, and every file that Python opens for writing."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: set[str] = set()
        self.written: set[str] = set()
        sys.addaudithook(self._audit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        named = (QEvent.Type.WindowTitleChange, QEvent.Type.Show)
        if event.type() in named and isinstance(watched, QWidget) and watched.isWindow():
            self.titles |= {watched.windowTitle(), watched.windowIconText(), watched.windowFilePath()}
        return False

    def _audit(self, name: str, given: tuple[Any, ...]) -> None:
        if name == "open" and isinstance(given[0], str | Path) and isinstance(given[1], str) and WRITES & set(given[1]):
            self.written.add(str(given[0]))


def main(folder: Path) -> None:
    """The whole day."""
    file = folder / "work" / "team.fsw"
    team = _workbook(file)
    qt = QApplication(sys.argv[:1])
    watch = Watch()
    qt.installEventFilter(watch)
    window = started("sign in", {"path": str(file)})
    window.resize(1366, 768)
    window.show()
    hands = Hands(lambda: _settle(window))
    hands.settle()
    hands.write(hands.find("Passphrase", LineField), PASSPHRASE)
    hands.click("Sign in")
    assert window.app.signed_in
    session = _supervision(window.app.ctx)
    _write_everywhere(window, hands, team, session)
    _copy(window, hands, folder / "chosen")
    window.app.run(window, _meet_a_bug, lambda _: None)
    hands.settle()
    _said(watch, window, "open")
    window.lock()
    hands.settle()
    _said(watch, window, "locked")
    window.close()
    _said(watch, window, "closed")


def _workbook(file: Path) -> dict[str, str]:
    """A team of three and a family; the ids of the staff by discipline."""
    file.parent.mkdir()
    said = Installation(WORKBOOK, "Brookmere Council", "ENGLAND", "the case system")
    cheap = Cost(memory_kib=64, passes=1, lanes=1)
    made = create_workbook(file, said, "Canal Team", "Priya Nair", "priya.nair", PASSPHRASE, cost=cheap)
    manager = made.context
    team_id = manager.user.team_id
    staff = {"TM": manager.user}
    for ref, name, discipline in (
        ("SW", "Josh Whitlock", "SOCIAL_WORKER"),
        ("CP", "Leila Tang", "CHILD_PRACTITIONER"),
        ("DV", "Marta Silva", "DA_PRACTITIONER_VICTIM"),
    ):
        signed = {"confidentiality_signed_on": date.today()}
        staff[ref] = administration.add_staff(manager, name, f"{ref.lower()}.one", discipline, team_id, **signed)
    family = families.create_family(manager, "FS-0001", FAMILY[0], str(team_id), date.today(), staff["SW"].id)
    worker = manager.as_person(staff["SW"])
    families.open_family(worker, family.id)
    kayleigh = Person("", "", FAMILY[3], FAMILY[1], PersonKind.ADULT, born_on=date(1998, 3, 1))
    mia = Person("", "", "Mia", FAMILY[1], PersonKind.CHILD, born_on=date.today() - timedelta(days=3000))
    mother, child = (family_people.add_person(worker, family.id, person) for person in (kayleigh, mia))
    for ref, person in (("CP", child), ("DV", mother)):
        involving.involve(manager, family.id, staff[ref].id, "CO_WORKER", targets=[person.id], offered_to=[])
    manager.store.close()
    return {ref: person.id for ref, person in staff.items()}


def _supervision(ctx: Context) -> Session:
    family = families.list_families(ctx)[0].family
    tonight = datetime.combine(ctx.today, time(23, 59))  # it starts on its day, which is the one of this machine
    return planning.plan(ctx, family.id, tonight, 45, "Lockside 2", ctx.user.id, ctx.user.id)


def _write_everywhere(window: MainWindow, hands: Hands, team: dict[str, str], session: Session) -> None:
    manager = window.app.ctx
    people = {person.id: person for person in administration.staff(manager)}
    for ref, place in (("CP", "panel"), ("CP", "summary"), ("SW", "chronology"), ("TM", "cell")):
        if place == "cell":
            running.start(manager, session.id, "They are on their way.")
        window.app.enter(manager.as_person(people[team[ref]]))
        hands.settle()
        {"panel": _panel, "summary": _summary, "chronology": _chronology, "cell": _cell}[place](window, hands, session)


def _panel(window: MainWindow, hands: Hands, session: Session) -> None:
    window.app.go("family", family_id=session.family_id, section="m3")
    hands.settle()
    page: Any = window.screen
    hands.click_on(page.place.page.own.findChild(WritePlace))
    hands.type_prose(f"{WORD} in my panel.")
    hands.press("Ctrl+Return")


def _summary(window: MainWindow, hands: Hands, session: Session) -> None:
    window.app.go("summary", session_id=session.id)
    hands.settle()
    hands.type_prose(f"{WORD} in my summary.")
    window.app.flush()


def _chronology(window: MainWindow, hands: Hands, session: Session) -> None:
    window.app.go("family", family_id=session.family_id, tab="chronology")
    hands.settle()
    hands.click("Add an event")
    hands.write(hands.find("Day", DateField), "today")
    hands.find("Kind", QComboBox).setFocus()
    hands.press("Down")
    hands.write(hands.find("What happened", LineField), f"{WORD} was here.")
    hands.click("Add to the chronology")


def _cell(window: MainWindow, hands: Hands, session: Session) -> None:
    window.app.go("session", session_id=session.id)
    hands.settle()
    page: Any = window.screen
    page.room.record.go_to("reflection", "")
    hands.settle()
    cells = [field for field in parts(page, GrowingText) if field.property("cellPlace") == "reflection||text"]
    hands.write(cells[0], f"{WORD} and us.")
    window.app.flush()


def _copy(window: MainWindow, hands: Hands, chosen: Path) -> None:
    """The assessment as the key worker makes it, with its last look."""
    chosen.mkdir()
    ctx = window.app.ctx
    worker = next(person for person in administration.staff(ctx) if person.discipline == "SOCIAL_WORKER")
    family = families.list_families(ctx)[0].family
    window.app.enter(ctx.as_person(worker))
    window.app.go("family", family_id=family.id, tab="documents")
    hands.settle()
    hands.find("Who it is for", QComboBox).setFocus()
    hands.type_prose(ctx.catalogue.label("recipient_kind", "COURT"))
    hands.click("Look through it")
    window.app.dialogs = PreparedAnswers(chosen)
    hands.click("Another folder")
    hands.click("Make the copy")
    hands.settle()


def _meet_a_bug(_ctx: Context) -> None:
    raise ValueError(f"{WORD} {FAMILY[0]}")


def _settle(window: MainWindow) -> None:
    window.activateWindow()  # a window manager does this when a list closes
    for _ in range(4):
        window.app.wait()
        QApplication.processEvents()


def _said(watch: Watch, window: MainWindow, stage: str) -> None:
    """Tell where we are, and wait until the files have been looked at."""
    told = {"stage": stage, "title": window.windowTitle(), "titles": sorted(watch.titles)}
    sys.stdout.write(json.dumps({**told, "written": sorted(watch.written)}) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


def reopened(folder: Path) -> Context:
    """The workbook of that day, opened again by its manager."""
    return signing_in.open_workbook(folder / "work" / "team.fsw", "priya.nair", PASSPHRASE)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except BaseException:  # noqa: BLE001 - told, and the end of this process
        traceback.print_exc()  # the program's own handler would keep it from the terminal
        os._exit(1)
