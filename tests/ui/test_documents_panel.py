"""The Documents tab through its real widgets: chosen reader, last look, one copy, and nothing that tells what is not
in it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import AttendanceMode
from fsworkbook.services import contacts, exporting, families, finalising, writing_files
from fsworkbook.services import supervision_session as running
from fsworkbook.services.export_assessment import AssessmentRequest
from fsworkbook.settings import HOME, Settings
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from tests.small_family import CATALOGUE, SmallFamily, make_small_family
from tests.supervised_family import SupervisedFamily
from tests.ui.checks import breaches
from ui.app import App
from ui.panels import copy_making
from ui.panels.documents_panel import DocumentsPanel
from ui.panels.export_log_panel import CopyRow
from ui.screens.family import FamilyScreen
from ui.tour.hands import Hands
from ui.widgets.focus import parts
from ui.widgets.prepared_answers import PreparedAnswers

DAY = datetime(2025, 12, 19, 12)
HURT = "Daniel was hit as a boy."
SECRET = "She plans to leave by the back door."
NUMBER = "07700 900123"
Opener = Callable[..., DocumentsPanel]
Made = tuple[SmallFamily, Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and copies of this test alone."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME, str(folder))
    return folder


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The family with answers in several classes; made once."""
    folder = tmp_path_factory.mktemp("answered")
    small = make_small_family(folder)
    small.answer("SW", "m1.referral_story", text="At 23:40 the police came. Daniel shouted at Kayleigh.")
    small.answer("SW", "m1.harm_statement", "Mia", text="Mia is frightened at night.")
    small.answer("SW", "m2.own_childhood", "Daniel", text=HURT, sharing_class=SharingClass.OWN_COPY)
    small.answer("SW", "m4.worries", "Mia", text="The loud lines.", sharing_class=SharingClass.PROFESSIONALS_ONLY)
    small.write("DV", small.panel("DV", "m1"), SECRET, sharing_class=SharingClass.VICTIM_CONFIDENTIAL)
    small.at(DAY)
    small.store.close()
    return small, folder / "small.fsw"


@pytest.fixture(scope="module")
def supervised(answered: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same with a finalised supervision; made once."""
    folder = tmp_path_factory.mktemp("supervised")
    small = reopened(answered, folder)
    finalise_a_supervision(small)
    small.store.close()
    return small, folder / "copy.fsw"


@pytest.fixture
def held() -> bool:
    """Asked for by a test that needs the finalised supervision."""
    return True


@pytest.fixture
def small(request: pytest.FixtureRequest, tmp_path: Path) -> SmallFamily:
    """The family in a file of its own, which the App closes; with a supervision where the test asks for `held`."""
    made = "supervised" if "held" in request.fixturenames else "answered"
    return reopened(request.getfixturevalue(made), tmp_path)


def reopened(made: Made, folder: Path) -> SmallFamily:
    """The same family in a file of its own."""
    small, path = made
    store = Store.open(Path(shutil.copy(path, folder / "copy.fsw")), DEMONSTRATION_KEY, CATALOGUE)
    return replace(small, store=store, as_={who: replace(ctx, store=store) for who, ctx in small.as_.items()})


@pytest.fixture
def app(qapp: QApplication, small: SmallFamily) -> Iterator[App]:
    """An App in which the key worker has signed in."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)  # a list takes a click at once, however fast the hands are
    app = App(Settings())
    app.enter(small.as_["SW"])
    yield app
    app.close()
    qapp.setDoubleClickInterval(before)


@pytest.fixture
def opened(app: App, small: SmallFamily) -> Iterator[Opener]:
    """Opens the tab as somebody: `opened("TM")`."""
    panels: list[DocumentsPanel] = []

    def open_as(who: str = "SW", width: int = 1200) -> DocumentsPanel:
        app.enter(small.as_[who])
        panel = DocumentsPanel(app)
        panels.append(panel)
        panel.resize(width, 700)
        panel.show()
        panel.activateWindow()
        panel.show_family(families.open_family(small.as_[who], small.family.id))
        settle(app)
        return panel

    yield open_as
    for panel in panels:
        panel.hide()
        settle(app)
        panel.deleteLater()
    QApplication.processEvents()


def settle(app: App) -> None:
    """Until no job runs and nothing is waiting to be drawn."""
    for _ in range(6):
        app.wait()
        QApplication.processEvents()


def choose(app: App, panel: DocumentsPanel, label: str) -> None:
    """Choose who it is for."""
    Hands(lambda: settle(app)).choose(panel.recipient.readers, label)


def look(app: App, panel: DocumentsPanel, label: str, purpose: str = "") -> None:
    """Choose who it is for and look through it."""
    choose(app, panel, label)
    panel.recipient.purpose.set_value(purpose)
    press(app, panel, "Look through it")


def press(app: App, panel: QWidget, name: str) -> None:
    """Press a button by the name that is spoken."""
    Hands(lambda: settle(app)).click(name, within=panel)


def seen(panel: QWidget) -> str:
    """All words a person sees."""
    return "\n".join(
        child.text() if isinstance(child, QLabel) else child.accessibleName()
        for child in parts(panel)
        if child.isVisible()
    )


def row_with(panel: DocumentsPanel, words: str) -> int:
    """The row of the last look in which these words stand."""
    return next(number for number, row in enumerate(panel.look.list.lines.rows) if words in row.text)


def text_of(path: Path) -> str:
    """Every word in a Word file."""
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_five_clicks_from_the_family_to_the_copy(app: App, small: SmallFamily, home: Path) -> None:
    screen = FamilyScreen(app)
    screen.resize(1440, 850)
    screen.show()
    screen.activateWindow()
    screen.show_for(family_id=small.family.id)
    settle(app)
    hands = Hands(lambda: settle(app))
    with hands.counting() as acts:
        hands.click("Documents, parts of this family", within=screen)
        hands.choose(hands.find("Who it is for", QComboBox, within=screen), "Kayleigh Hartley")
        hands.click("Look through it", within=screen)
        hands.click("Make the copy", within=screen)
    assert (acts.clicks, acts.keys) == (5, 0)
    name = "FS-0001_assessment_2025-12-19_A.docx"
    assert screen.documents.result.text.text() == f"{name} is in {home}."
    assert HURT not in text_of(home / name)
    assert SECRET not in text_of(home / name)
    assert screen.documents.result.button.hasFocus()
    assert "Parenting assessment for Kayleigh Hartley, copy A" in seen(screen.documents)
    screen.hide()
    settle(app)
    screen.deleteLater()


def test_by_keyboard_alone(app: App, opened: Opener, home: Path) -> None:
    panel = opened()
    panel.recipient.readers.setFocus()
    for key in ("Down", "Return"):
        QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{key}"))
    choose(app, panel, "Court")
    reached = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert reached[:2] == ["Add paragraphs", "Look through it"]
    panel.recipient.look.setFocus()
    QTest.keyClick(panel.recipient.look, Qt.Key.Key_Space)
    settle(app)
    rows = panel.look.list
    assert rows.hasFocus()
    QTest.keyClick(rows, Qt.Key.Key_Right)
    assert panel.look.kept.text() == "1 paragraph is taken out. The rest stays in."
    QTest.keyClick(rows, Qt.Key.Key_Left)
    assert panel.look.kept.text() == "Everything stays in."
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.look.making.act
    QTest.keyClick(panel.look.making.act, Qt.Key.Key_Space)
    settle(app)
    assert len(list(home.glob("*.docx"))) == 1


def test_everything_that_would_leave_stands_in_its_sentence(app: App, opened: Opener, home: Path) -> None:
    panel = opened()
    look(app, panel, "Court")
    rows = panel.look.list.lines.rows
    assert rows[0].text == "At 23:40 the police came. Daniel shouted at Kayleigh."  # a time before mere names
    assert set(rows[0].marked) == {"23:40", "Daniel", "Kayleigh"}
    assert not any(HURT in row.text or SECRET in row.text for row in rows)
    assert panel.look.second.text().startswith("1 time and 3 names in")
    panel.look.filter.set_value(next(key for key in panel.look.filter._keys if key and key[1] == "Mia"))
    panel.look._show_rows()
    assert [row.text for row in panel.look.list.lines.rows] == ["Mia is frightened at night."]
    assert not home.exists()


def test_a_paragraph_taken_out_is_in_no_file(app: App, small: SmallFamily, opened: Opener, home: Path) -> None:
    panel = opened()
    look(app, panel, "Court")
    place = panel.look.list.answer_rect(row_with(panel, "23:40"), True)
    QTest.mouseClick(panel.look.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    press(app, panel, "Back")
    look(app, panel, "Court")
    assert panel.look.kept.text() == "1 paragraph is taken out. The rest stays in."  # it stays out in another look
    press(app, panel, "Make the copy")
    (path,) = home.glob("*.docx")
    assert "23:40" not in text_of(path)
    assert "Mia is frightened" in text_of(path)
    look(app, panel, "Kayleigh Hartley")
    assert panel.look.kept.text() == "Everything stays in."  # another reader, another copy


def test_a_contact_point_in_the_text_must_go(app: App, small: SmallFamily, opened: Opener, home: Path) -> None:
    small.answer("SW", "m5.home_conditions", text="She rings 07700-900123 at night.")
    contacts.add_contact_point(
        small.as_["SW"], small.family.id, "PERSON", small.people["Kayleigh"].id, "TELEPHONE", NUMBER
    )
    panel = opened()
    look(app, panel, "Court")
    assert panel.look.must_go.isVisible()
    assert panel.look.list.lines.rows[0].warning
    press(app, panel, "Make the copy")
    assert "contact points stand in the text" in panel.look.making.trouble.text.text()
    assert not list(home.glob("*.docx"))
    press(app, panel, "Take them out")
    assert not panel.look.must_go.isVisible()
    press(app, panel, "Make the copy")
    (path,) = home.glob("*.docx")
    assert "900123" not in text_of(path)


def test_nothing_leaves_that_was_not_looked_at(app: App, small: SmallFamily, opened: Opener, home: Path) -> None:
    panel = opened()
    look(app, panel, "Court")
    small.answer("SW", "m1.harm_statement", "Theo", text="Theo bites when doors bang.")
    press(app, panel, "Make the copy")
    assert "has changed since you looked" in panel.look.making.trouble.text.text()
    assert not list(home.glob("*.docx"))
    press(app, panel, "Back")
    press(app, panel, "Look through it")
    press(app, panel, "Make the copy")
    assert len(list(home.glob("*.docx"))) == 1


def test_the_key_worker_adds_paragraphs_and_says_why(app: App, opened: Opener, home: Path) -> None:
    panel = opened()
    choose(app, panel, "Court")
    press(app, panel, "Add paragraphs")
    assert [row.text for row in panel.adding.list.lines.rows] == [HURT]  # what only the team reads goes to no court
    QTest.keyClick(panel.adding.list, Qt.Key.Key_Space)
    press(app, panel, "Done")
    assert panel.recipient.adding_words.text() == "1 paragraph added."
    press(app, panel, "Look through it")
    assert panel.recipient.purpose.error.text() == "Say in a sentence what this copy is for."
    assert panel.recipient.purpose_line.hasFocus()
    QTest.keyClicks(panel.recipient.purpose_line, "The court asked about his childhood.")
    QTest.keyClick(panel.recipient.purpose_line, Qt.Key.Key_Return)
    settle(app)
    row_with(panel, HURT)
    press(app, panel, "Make the copy")
    assert HURT in text_of(next(home.glob("*.docx")))


def test_an_agency_needs_a_purpose_and_nobody_else_does(app: App, opened: Opener) -> None:
    panel = opened()
    assert not panel.recipient.purpose.isVisible()
    choose(app, panel, "Agency, for a purpose")
    assert panel.recipient.purpose.isVisible()
    press(app, panel, "Look through it")
    assert panel.recipient.purpose.has_error()
    choose(app, panel, "Mia Hartley")
    assert not panel.recipient.purpose.isVisible()
    press(app, panel, "Look through it")
    assert panel.look.child.isVisible()  # it may be read by the other parent


def test_nobody_chosen_is_said_at_the_field(app: App, opened: Opener) -> None:
    panel = opened()
    press(app, panel, "Look through it")
    assert panel.recipient.who.error.text() == "Choose who it is for."
    assert panel.recipient.readers.hasFocus()


def test_a_colleague_gets_what_they_may_read(app: App, small: SmallFamily, opened: Opener, home: Path) -> None:
    panel = opened()
    labels = list(panel.recipient._labels.values())
    assert any(label.startswith("Marta Silva") for label in labels)
    assert not any(label.startswith(("Leila Tang", "Josh Whitlock")) for label in labels)  # no assessments; oneself
    for name in ("Steve Gannon", "Marta Silva"):
        look(app, panel, next(label for label in labels if label.startswith(name)))
        press(app, panel, "Make the copy")
    steve, marta = (text_of(home / f"FS-0001_assessment_2025-12-19_{letter}.docx") for letter in "AB")
    assert SECRET in marta
    assert SECRET not in steve


def test_a_folder_that_takes_nothing_is_said_in_place_and_can_be_changed(
    app: App, opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    app.keep_settings(replace(app.settings, copies_folder=str(tmp_path / "stick that was taken out")))
    app.dialogs = PreparedAnswers(None, other)
    panel = opened()
    look(app, panel, "Court")
    press(app, panel, "Make the copy")
    assert "could not be written there" in panel.look.making.trouble.text.text()
    press(app, panel, "Choose another folder")  # and closed without one
    assert panel.look.making.trouble.isVisible()
    press(app, panel, "Choose another folder")
    assert panel.look.making.folder.text() == f"It goes into {other}"
    (other / "FS-0001_assessment_2025-12-19_A.docx").write_bytes(b"theirs")
    press(app, panel, "Make the copy")
    assert "already a file named" in panel.look.making.trouble.text.text()
    (other / "FS-0001_assessment_2025-12-19_A.docx").unlink()
    monkeypatch.setattr(writing_files.os, "fsync", full_disk)
    press(app, panel, "Make the copy")
    assert "free some space" in panel.look.making.trouble.text.text()
    assert list(other.iterdir()) == []
    monkeypatch.undo()
    press(app, panel, "Make the copy")
    assert [path.suffix for path in other.iterdir()] == [".docx"]
    assert app.settings.copies_folder == str(other)


def full_disk(_file: int) -> None:
    """What the system says when the disk is full."""
    raise OSError(28, "No space left on device")


def test_cancel_makes_nothing(app: App, small: SmallFamily, opened: Opener, home: Path) -> None:
    panel = opened()
    look(app, panel, "Court")
    making = panel.look.making
    making.act.click()
    assert making.cancel.hasFocus()
    making.cancel.click()
    settle(app)
    assert making.folder.text().startswith("Nothing was made and nothing was logged.")
    assert not list(home.glob("*"))
    assert exporting.export_log(small.as_["TM"], small.family.id) == ()
    assert panel.currentWidget() is panel.look


def test_open_folder(app: App, opened: Opener, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(copy_making.QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    panel = opened()
    look(app, panel, "Court")
    press(app, panel, "Make the copy")
    press(app, panel, "Open folder")
    assert [Path(path) for path in asked] == [home]
    assert "did not open the folder" in panel.result.text.text()


def test_what_is_missing_for_a_final_copy_leads_to_its_question(app: App, small: SmallFamily, opened: Opener) -> None:
    panel = opened()
    went: list[tuple[str, dict]] = []
    app.went.connect(lambda place, what: went.append((place, what)))
    assert panel.recipient.draft.isVisible()
    assert "Answer: Harm statement: Mia" not in seen(panel)
    press(app, panel, "Answer: Harm statement: Theo")
    theo = (small.people["Theo"].id,)
    wanted = {"tab": "workbook", "section": "m1", "question": "m1.harm_statement", "subjects": theo}
    assert went == [("family", {"family_id": small.family.id, **wanted})]


def test_the_log_tells_what_was_left_out_to_those_who_may_know(
    app: App, small: SmallFamily, opened: Opener, tmp_path: Path
) -> None:
    request = AssessmentRequest(small.family.id, RecipientKind.AGENCY, purpose="Housing asked.")
    exporting.export(small.as_["SW"], request, tmp_path)
    panel = opened("TM")
    (row,) = parts(panel.log, CopyRow)
    assert "Left out" not in seen(panel)
    row.button.click()
    assert "What it is for: Housing asked." in row.details.text()
    assert "for named people, for safety" in row.details.text()
    for who in ("RW", "DP", "CP"):
        other = opened(who)
        assert not other.log.isVisible()
        assert "assessment" not in seen(other).lower()
    assert parts(opened("BS").log, CopyRow) == []


def test_who_makes_no_assessment_finds_no_dead_button(app: App, opened: Opener) -> None:
    for who in ("CP", "RW", "DP", "BS", "LA"):
        panel = opened(who)
        assert not panel.recipient.isVisible()
        assert "Look through it" not in seen(panel)
    manager = opened("TM")
    choose(app, manager, "Court")
    assert not manager.recipient.adding.isVisible()  # only the key worker adds paragraphs


def finalise_a_supervision(small: SmallFamily) -> None:
    """Plan, give, start, type, record, finalise."""
    family = SupervisedFamily(small)
    planned = family.plan()
    family.give_all(planned)
    started = family.start(planned)
    running.attend(small.as_["BS"], started.id, "DP", AttendanceMode.ABSENT_SUMMARY, reason="court")
    family.type_needed(started)
    family.type(started, "case_rating", who="TM", colour="RED")
    small.at(datetime(2025, 9, 25, 15))
    running.record(small.as_["BS"], started.id)
    small.at(datetime(2025, 9, 26, 11))
    family.page("TM", started)
    finalising.finalise(small.as_["TM"], started.id)
    small.at(DAY)


def test_minutes_for_a_reader_the_manager_chooses(app: App, held: bool, opened: Opener, home: Path) -> None:
    panel = opened("TM")
    press(app, panel, "Make a copy: minutes of supervision 1")
    copy = panel.minutes.copy
    assert copy.readers.hasFocus()
    Hands(lambda: settle(app)).choose(copy.readers, "Karen Simms, business support officer")
    press(app, panel, "Make a Word copy")
    assert copy.result.text.text() == f"FS-0001_minutes_2025-09-23_A.docx is in {home}."
    panel.show_family(families.open_family(app.ctx, panel._page.family.id))  # as the family screen does
    settle(app)
    assert "Minutes for Karen Simms, copy A" in seen(panel)
    own = opened("BS")
    press(app, own, "Make a copy: minutes of supervision 1")
    assert not own.minutes.copy.readers.isVisible()  # business support makes nobody else's copy
    press(app, own, "Make a Word copy")
    assert "minutes_2025-09-23_B.docx" in own.minutes.copy.result.text.text()


@pytest.mark.parametrize("width", [1200, 700])
def test_each_page_keeps_the_checks_of_a_screen(app: App, held: bool, opened: Opener, width: int) -> None:
    panel = opened(width=width)
    choose(app, panel, "Court")
    press(app, panel, "Make a copy: minutes of supervision 1")
    assert breaches(panel) == []
    press(app, panel, "Add paragraphs")
    assert breaches(panel) == []
    press(app, panel, "Done")
    press(app, panel, "Look through it")
    assert breaches(panel) == []
    press(app, panel, "Make the copy")
    assert breaches(panel) == []
