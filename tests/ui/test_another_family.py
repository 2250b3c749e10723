"""One family after another at the same window: nothing of the first is seen, or saved, under the second."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Family, Person, PersonKind
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services import chronology, contacts, exporting, families, family_people
from fsworkbook.services.export_assessment import AssessmentRequest
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily
from tests.ui.session_people import at_session
from tests.ui.shell import screen, settle, words
from ui.main_window import MainWindow
from ui.panels.form_card import FormCard
from ui.screens import family as family_screen

EVENT = "Daniel pushed Kayleigh."


@pytest.fixture
def other(small_file: SmallFamily) -> Family:
    """A second family of the same team."""
    manager = small_file.as_["TM"]
    family = families.create_family(manager, "FS-0002", "Doyle", "canal", manager.today, "SW")
    family_people.add_person(small_file.as_["SW"], family.id, Person("", "", "Sean", "Doyle", PersonKind.ADULT))
    return family


def show(window: MainWindow, family: Family, tab: str, part: str = "") -> Any:
    """A tab of a family; `part` of its key information."""
    window.app.go("family", family_id=family.id, tab=tab)
    settle(window)
    if part:
        screen(window).key_information.choose(part)
        settle(window)
    return screen(window)


def refused(family: Family, real: Any) -> Any:
    """What a reading does that fails for one family."""

    def read(ctx: Any, family_id: str, *more: Any) -> Any:
        if family_id == family.id:
            raise WorkbookError("This cannot be read now.")
        return real(ctx, family_id, *more)

    return read


def test_a_form_goes_with_its_family(signed_in, small_file: SmallFamily, other: Family) -> None:
    window = signed_in("SW")
    people = show(window, small_file.family, "key", "people").key_information.people
    people._add()
    form = people.forms.findChild(FormCard)
    form.fields["given_name"].set_value("Grandmother")
    show(window, other, "key", "people")
    assert not people.forms.isVisible()
    assert people.forms.findChild(FormCard) is None


def test_a_form_saves_where_it_was_opened(signed_in, small_file: SmallFamily, other: Family) -> None:
    """Also when the other family comes between the press and the saving."""
    window = signed_in("SW")
    card = show(window, small_file.family, "key", "contacts").key_information.contacts
    card._add_place()
    form = card.forms.findChild(FormCard)
    form.fields["label"].set_value("Nursery")
    card.page = families.open_family(small_file.as_["SW"], other.id)
    form.save()
    settle(window)
    reader = small_file.as_["SW"]
    assert [place.label for place in contacts.contacts(reader, other.id).places] == []
    assert "Nursery" in [place.label for place in contacts.contacts(reader, small_file.family.id).places]


def test_contacts_do_not_stay_when_the_next_ones_cannot_be_read(
    signed_in, small_file: SmallFamily, other: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = "PERSON", small_file.people["Kayleigh"].id, "TELEPHONE", "0161 4960000"
    contacts.add_contact_point(small_file.as_["SW"], small_file.family.id, *what)
    window = signed_in("SW")
    show(window, small_file.family, "key", "contacts")
    monkeypatch.setattr(contacts, "contacts", refused(other, contacts.contacts))
    show(window, other, "key", "contacts")
    assert window.windowTitle().startswith("Doyle")
    assert "Telephone" not in words(window)
    assert "Add a contact" not in words(window)


def test_events_do_not_stay_when_the_next_ones_cannot_be_read(
    signed_in, small_file: SmallFamily, other: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = small_file.as_["SW"]
    text = RichText.from_plain(EVENT, SharingClass.SHAREABLE)
    chronology.add_event(worker, small_file.family.id, worker.today, "POLICE", text)
    window = signed_in("SW")
    shown = show(window, small_file.family, "chronology")
    assert EVENT in words(window)
    shown.chronology.words.set_value("pushed")
    monkeypatch.setattr(chronology, "chronology", refused(other, chronology.chronology))
    show(window, other, "chronology")
    assert window.windowTitle().startswith("Doyle, Chronology")
    assert EVENT not in words(window)
    assert shown.chronology.words.value() == ""


def test_a_family_that_cannot_be_opened_shows_nothing_of_the_last(
    signed_in, small_file: SmallFamily, other: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = signed_in("SW")
    show(window, small_file.family, "supervision")
    monkeypatch.setattr(families, "open_family", refused(other, families.open_family))
    show(window, other, "supervision")
    assert "Hartley-Osei" not in words(window)


def test_a_copy_that_ends_late_is_not_shown_under_another_family(
    signed_in, small_file: SmallFamily, other: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = signed_in("SW")
    documents = show(window, small_file.family, "documents").documents
    request = AssessmentRequest(small_file.family.id, RecipientKind.PERSON, small_file.people["Kayleigh"].id)
    folder = Path(window.app.settings.data_folder)
    made = exporting.Exported(folder / "FS-0001_assessment.docx", "", "")
    monkeypatch.setattr(exporting, "export", lambda *_: made)
    documents.look.making.make(request)
    window.app.go("family", family_id=other.id, tab="documents")
    settle(window)
    assert window.windowTitle().startswith("Doyle")
    assert not documents.result.isVisible()
    assert window.notice_text.startswith("FS-0001_assessment.docx is in ")


def test_another_family_while_the_window_changes_its_size(
    signed_in, small_file: SmallFamily, other: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts that waited to be built went with their page."""
    window = signed_in("SW")
    page = show(window, small_file.family, "workbook").place.page
    window.app.go("family", family_id=other.id, tab="workbook")
    QApplication.sendPostedEvents(None, 52)  # deferred deletion
    page.view._build_seen()
    settle(window)
    assert window.windowTitle().startswith("Doyle")


def test_a_hidden_family_is_read_again_once_it_is_seen(
    window: MainWindow, small_file: SmallFamily, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervised = SupervisedFamily(small_file)
    session = supervised.running()
    at = at_session(window, supervised, session)
    window.app.enter(small_file.as_["BS"])
    show(window, small_file.family, "supervision")
    read: list[str] = []
    real = family_screen.opened
    monkeypatch.setattr(family_screen, "opened", lambda *given: read.append("") or real(*given))
    window.app.go("session", session_id=session.id)
    at.settle()
    at.screen.room.record.jump_to(7)
    for number in range(3):
        at.write("Why this rating, Mia", f"word{number} ")
        at.settle()
    assert read == []
    show(window, small_file.family, "supervision")
    assert read
