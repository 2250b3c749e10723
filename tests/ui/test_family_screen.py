"""The family screen through its real widgets: write, finalise, read as somebody else; nothing lost, nothing told."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKind
from fsworkbook.services import contacts, entries, families
from tests.small_family import SmallFamily, make_small_family
from ui.app import App
from ui.panels.contacts_card import ContactRow
from ui.panels.form_card import FormCard
from ui.panels.question_panel import QuestionPanel
from ui.panels.write_place import WritePlace
from ui.screens.family import FamilyScreen
from ui.widgets.focus import parts

SECRET = "He took her keys and her telephone."
Opener = Callable[..., FamilyScreen]


@pytest.fixture
def small(tmp_path: Path) -> SmallFamily:
    """The small family; the App closes its file."""
    return make_small_family(tmp_path)


@pytest.fixture
def app(qapp: QApplication, small: SmallFamily) -> Iterator[App]:
    """An App in which the social worker has signed in."""
    app = App()
    app.enter(small.as_["SW"])
    yield app
    app.close()


@pytest.fixture
def opened(app: App, small: SmallFamily) -> Iterator[Opener]:
    """Opens the family as somebody: `opened("RW", section="m3")`."""
    screens: list[FamilyScreen] = []

    def open_as(who: str, **what: object) -> FamilyScreen:
        app.enter(small.as_[who])
        screen = FamilyScreen(app)
        screens.append(screen)
        screen.resize(1440, 850)
        screen.show()
        screen.activateWindow()
        screen.show_for(family_id=small.family.id, **what)
        settle(app)
        return screen

    yield open_as
    for screen in screens:
        screen.hide()
        settle(app)
        screen.deleteLater()
    QApplication.processEvents()


def settle(app: App) -> None:
    """Until no job runs and nothing is waiting to be drawn or built."""
    for _ in range(5):
        app.wait()
        QApplication.processEvents()


def words(widget: QWidget) -> str:
    """All words a person sees in a widget."""
    found = []
    for child in parts(widget):
        if child.isVisible():
            found.append(child.text() if isinstance(child, QLabel) else child.accessibleName())
            plain = getattr(child, "toPlainText", None)
            found.append(plain() if plain else "")
    return "\n".join(found)


def question(screen: FamilyScreen, key: str, *names: str) -> QuestionPanel:
    """The panel of a question for people by the names they use."""
    for panel in screen.place.page.questions:
        people = tuple(person.short_name for person in panel.question.subjects)
        if panel.question.field.key == key and (not names or people == names):
            return panel
    raise AssertionError(f"{key} is not on the page")


def type_into(place: WritePlace, prose: str) -> None:
    """Press the keys: the first one opens the editor."""
    place.setFocus()
    QTest.keyClick(place, prose[0])
    QTest.keyClicks(QApplication.focusWidget(), prose[1:])


def test_a_worker_writes_the_own_panel_finalises_it_and_another_reads_it(
    app: App, small: SmallFamily, opened: Opener
) -> None:
    screen = opened("RW", section="m3")
    own = screen.place.page.own
    assert own is not None
    type_into(own.findChild(WritePlace), "she is at six.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(app)
    version = entries.versions(small.as_["RW"], own.panel.key)[0]
    assert version.content.body.plain == "she is at six."
    assert {item.sharing_class for item in version.content.body} == {SharingClass.OWN_COPY}
    reader = opened("TM", section="m3")
    for panel in reader.place.page._others:
        panel.build()
    settle(app)
    assert "she is at six." in words(reader.place.page)


def test_what_was_typed_is_a_draft_within_a_second_and_is_there_again(
    app: App, small: SmallFamily, opened: Opener, qtbot
) -> None:
    screen = opened("RW", section="m3")
    own = screen.place.page.own
    assert own is not None
    type_into(own.findChild(WritePlace), "half a thought")
    key = own.panel.key
    qtbot.waitUntil(lambda: not own.writing.saver.touched and not app.busy, timeout=3000)
    assert entries.draft(small.as_["RW"], key).content.body.plain == "half a thought"
    again = opened("RW", section="m3")
    assert "half a thought" in words(again.place.page)
    assert "Draft, only you can read it" in words(again.place.page)


def test_leaving_the_page_saves_what_is_in_hand(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("RW", section="m3")
    own = screen.place.page.own
    assert own is not None
    type_into(own.findChild(WritePlace), "not yet a second old")
    screen.show_section("m4")
    settle(app)
    assert entries.draft(small.as_["RW"], own.panel.key).content.body.plain == "not yet a second old"


def test_answers_are_kept_per_person_and_finalised_in_one_act(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", section="m3")
    for adult in ("Kayleigh", "Daniel"):
        panel = question(screen, "m3.child_eyes", adult, "Mia") if adult == "Kayleigh" else None
        if panel is not None:
            panel.write("a")
            panel.flush()
    other = question(screen, "m3.impact_missing", "Kayleigh", "Theo")
    screen.place.page.persons.choose([small.people["Theo"].id])
    screen.place.page._show_persons()
    assert not question(screen, "m3.child_eyes", "Kayleigh", "Mia").isVisible()
    other.write("b")
    other.flush()
    settle(app)
    screen.place.page.finalise_button.click()
    settle(app)
    for key, child in (("m3.child_eyes", "Mia"), ("m3.impact_missing", "Theo")):
        assert entries.versions(small.as_["SW"], small.key(EntryKind.ANSWER, key, "Kayleigh", child))
    assert entries.my_drafts(small.as_["SW"]) == ()
    assert not screen.place.page._foot.isVisible()


def test_a_missing_part_is_named_and_takes_one_there(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", section="m3")
    count = len(screen.place.page.page.progress.missing)
    assert screen.place.list.missing.text() == f"{count} parts missing in Module 3"
    wanted = next(item for item in screen.place.list.menu.actions() if item.text() == "Taking responsibility: Daniel")
    wanted.trigger()
    settle(app)
    panel = question(screen, "m3.accountability", "Daniel")
    assert panel.isVisible()
    assert panel.writing is not None
    assert panel.isAncestorOf(QApplication.focusWidget())


def test_who_may_not_read_confidential_words_is_told_nothing(app: App, small: SmallFamily, opened: Opener) -> None:
    small.write("DV", small.panel("DV", "m3"), SECRET, sharing_class=SharingClass.VICTIM_CONFIDENTIAL)
    small.answer("SW", "m3.gets_in_way", "Kayleigh", text=SECRET, sharing_class=SharingClass.VICTIM_CONFIDENTIAL)
    reader = opened("SW", section="m3")
    for panel in (*reader.place.page.questions, *reader.place.page._others):
        panel.build()
    settle(app)
    assert SECRET in words(reader.place.page)
    assert "for Kayleigh’s safety" in words(reader.place.page)
    stranger = opened("DP", section="m3")
    for panel in (*stranger.place.page.questions, *stranger.place.page._others):
        panel.build()
    settle(app)
    seen = words(stranger)
    for told in (SECRET, "safety", "Marta", "gets in the way"):
        assert told not in seen


def test_a_closed_question_is_answered_by_its_reason(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", section="m3")
    panel = question(screen, "m3.protecting", "Kayleigh")
    panel._not_asked()
    QTest.keyClicks(QApplication.focusWidget(), "Her sister was there.")
    panel.writing.finalise()
    settle(app)
    assert "Not asked, because her sister was there." in words(panel)
    assert not question(screen, "m3.protecting", "Kayleigh").question.missing


def test_a_name_of_another_family_is_asked_about_in_place(app: App, small: SmallFamily, opened: Opener) -> None:
    families.create_family(small.as_["TM"], "FS-0002", "Pritchard", "canal", date(2025, 9, 3), "SW")
    screen = opened("SW", section="m3")
    panel = question(screen, "m3.protecting", "Kayleigh")
    panel.write("P")
    panel.writing.editor.answer.text.type_in("ritchard came too.")
    panel.writing.finalise()
    settle(app)
    act = panel.writing.act
    assert act.isVisible()
    assert "another family" in words(act)
    QTest.keyClicks(QApplication.focusWidget(), "She is a friend.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle(app)
    assert entries.versions(small.as_["SW"], panel.question.key)


@pytest.mark.parametrize("answered", ["while writing", "at the finalising"])
def test_a_wider_class_goes_with_the_answer_to_who_could_be_harmed(
    app: App, small: SmallFamily, opened: Opener, answered: str
) -> None:
    key = small.key(EntryKind.ANSWER, "m3.protecting", "Kayleigh")
    first = small.write("SW", key, SECRET, sharing_class=SharingClass.VICTIM_CONFIDENTIAL)
    if answered == "at the finalising":
        entries.save_draft(small.as_["SW"], key, Content.of(first.content.body.with_class(SharingClass.SHAREABLE)))
    panel = question(opened("SW", section="m3"), "m3.protecting", "Kayleigh")
    panel.write()
    picker = panel.writing.editor.answer.text.picker
    if answered == "while writing":
        picker.combo.set_value(SharingClass.SHAREABLE)
        picker.combo.edited.emit()
        QTest.keyClicks(QApplication.focusWidget(), "No one, she says.")
        QTest.mouseClick(picker.widen, Qt.MouseButton.LeftButton)
    panel.writing.finalise()
    settle(app)
    if answered == "at the finalising":
        assert "Who could be harmed" in words(panel.writing.act)
        QTest.keyClicks(QApplication.focusWidget(), "No one, she says.")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        settle(app)
    newest = entries.versions(small.as_["SW"], key)[0]
    assert newest.number == 2
    assert newest.content.body.paragraphs[0].sharing_class is SharingClass.SHAREABLE
    assert newest.reason.endswith("No one, she says.")


def test_a_newer_version_by_somebody_else_stands_beside_ones_own(app: App, small: SmallFamily, opened: Opener) -> None:
    key = small.key(EntryKind.ANSWER, "m4.expressed_views", "Mia")
    entries.save_draft(small.as_["CP"], key, Content.of(RichText.from_plain("Mine.")))
    small.write("SW", key, "Theirs.")
    screen = opened("CP", section="m4")
    panel = question(screen, "m4.expressed_views", "Mia")
    panel.write()
    panel.writing.finalise()
    settle(app)
    assert "Theirs." in words(panel.writing.act)
    panel.writing.act._again()
    settle(app)
    assert [item.content.body.plain for item in entries.versions(small.as_["CP"], key)][:2] == ["Mine.", "Theirs."]


def test_title_tabs_and_keys(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", section="m3")
    assert screen.title() == "Hartley-Osei, Module 3"
    screen.step(1)
    settle(app)
    assert screen.title() == "Hartley-Osei, Module 4"
    screen.show_tab("chronology")
    settle(app)
    assert screen.title() == "Hartley-Osei, Chronology"
    screen.step_tab(1)
    settle(app)
    assert screen._tab == screen.tab_row.tabs[0] if "documents" not in screen.tab_row.tabs else "documents"


def test_an_event_is_added_to_the_chronology(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", tab="chronology")
    screen.chronology.new_event()
    form = screen.chronology._new
    form.on.set_value(date(2025, 8, 30))
    form.kind.set_value("POLICE")
    form.text.set_value("Daniel pushed Kayleigh.")
    form.add()
    settle(app)
    assert "Daniel pushed Kayleigh." in words(screen.chronology)


def test_every_control_has_a_name_and_small_windows_are_not_cut(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", section="m3")
    for width in (1440, 1100, 700):
        screen.resize(width, 700)
        settle(app)
        for child in parts(screen):
            if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = child.accessibleName() or getattr(child, "text", str)()
                assert name, f"{child} of {child.parent()} has no name"
        page = screen.place.page.view
        assert page.widget().width() <= page.viewport().width()


def test_words_typed_before_somebody_else_sits_down_stay_their_writers(
    app: App, small: SmallFamily, opened: Opener
) -> None:
    screen = opened("RW", section="m3")
    own = screen.place.page.own
    assert own is not None
    type_into(own.findChild(WritePlace), "mine, not yours")
    app.enter(small.as_["SW"])
    screen.hide()
    settle(app)
    assert entries.draft(small.as_["RW"], own.panel.key).content.body.plain == "mine, not yours"


def test_a_confidential_contact_is_covered_until_shown_and_again_when_one_leaves(
    app: App, small: SmallFamily, opened: Opener
) -> None:
    number = "07700 900123"
    contacts.add_contact_point(
        small.as_["SW"], small.family.id, "PERSON", small.people["Kayleigh"].id, "TELEPHONE", number
    )
    screen = opened("SW", tab="key")
    screen.key_information.choose("contacts")
    settle(app)
    assert number not in words(screen)
    row = screen.findChild(ContactRow)
    row.show_button.click()
    settle(app)
    assert number in words(screen)
    screen.key_information.choose("people")
    screen.key_information.choose("contacts")
    assert number not in words(screen)
    stranger = opened("DP", tab="key")
    stranger.key_information.choose("contacts")
    settle(app)
    assert "Contact through: Josh Whitlock" in words(stranger)
    assert "Telephone" not in words(stranger)


def test_people_are_added_and_a_birth_keeps_the_child(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", tab="key")
    people = screen.key_information.people
    people._birth(small.people["Unborn"])
    form = people.forms.findChild(FormCard)
    form.fields["given_name"].set_value("Ivy")
    form.save()
    assert form.fields["born_on"].has_error()
    form.fields["born_on"].set_value(date(2025, 9, 2))
    form.save()
    settle(app)
    assert "Ivy Osei-Hartley" in words(people)
    assert not people.forms.isVisible()


def test_a_person_added_by_a_double_click_is_added_once(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("SW", tab="key")
    people = screen.key_information.people
    people._add()
    form = people.forms.findChild(FormCard)
    form.fields["given_name"].set_value("Nan")
    for _ in range(2):
        QTest.mouseClick(form.act, Qt.MouseButton.LeftButton)
    settle(app)
    named = [person.given_name for person in families.open_family(small.as_["SW"], small.family.id).people]
    assert named.count("Nan") == 1


def test_a_note_is_written_with_its_day_and_read_below(app: App, small: SmallFamily, opened: Opener) -> None:
    screen = opened("RW", section="m3")
    notes = screen.place.page.notes
    notes.new_note()
    QTest.keyClicks(QApplication.focusWidget(), "Breath test negative.")
    notes._new.writing.finalise()
    settle(app)
    for note in notes.notes:
        note.build()
    settle(app)
    assert "Breath test negative." in words(notes)
    assert "Visit, today" in words(notes)
