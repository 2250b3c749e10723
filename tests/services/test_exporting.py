"""Copies that leave: who makes them, what they hold, what the log alone knows, and files written once."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from sqlalchemy import select

from fsworkbook.context import Context
from fsworkbook.domain.copies import NOT_ABOUT_READER, RecipientKind
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import Session
from fsworkbook.domain.workbook import Content
from fsworkbook.services import contacts, entries, exporting, finalising
from fsworkbook.services import supervision_session as running
from fsworkbook.services.export_minutes import minutes_recipients
from fsworkbook.services.exporting import AssessmentRequest, MinutesRequest, Stopped, export, export_log, preview
from fsworkbook.services.summaries import summary_form
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.installation import EventRow, ExportRow
from tests.small_family import CATALOGUE, SmallFamily, make_small_family
from tests.supervised_family import IN_TIME, SECRET, WORDS, SupervisedFamily

NOTE = "Friday call, Saturdays with Sandra, new words for come now."
DAY = datetime(2025, 12, 19, 12)


@pytest.fixture(scope="module")
def finalised(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallFamily, Path, Session]:
    """A finalised session with Marta's confidential note, and Mia's secret and other words quoted; made once."""
    folder = tmp_path_factory.mktemp("finalised")
    small = make_small_family(folder)
    session = _finalised(SupervisedFamily(small))
    small.store.close()
    return small, folder / "small.fsw", session


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallFamily, Path]:
    """A family with answers in every class; made once."""
    folder = tmp_path_factory.mktemp("answered")
    small = filled(make_small_family(folder))
    small.store.close()
    return small, folder / "small.fsw"


def reopened(made: SmallFamily, path: Path, folder: Path) -> SmallFamily:
    """The same family in a file of its own."""
    store = Store.open(Path(shutil.copy(path, folder / "copy.fsw")), DEMONSTRATION_KEY, CATALOGUE)
    return SmallFamily(
        store, made.family, made.people, {who: replace(ctx, store=store) for who, ctx in made.as_.items()}
    )


@pytest.fixture
def family(finalised: tuple[SmallFamily, Path, Session], tmp_path: Path) -> Iterator[SmallFamily]:
    """The family whose session is finalised."""
    small = reopened(finalised[0], finalised[1], tmp_path)
    yield small
    small.store.close()


@pytest.fixture
def session(finalised: tuple[SmallFamily, Path, Session]) -> Session:
    """Its finalised session."""
    return finalised[2]


@pytest.fixture
def full(answered: tuple[SmallFamily, Path], tmp_path: Path) -> Iterator[SmallFamily]:
    """The family with answers in every class."""
    small = reopened(*answered, tmp_path)
    yield small
    small.store.close()


def _finalised(family: SupervisedFamily) -> Session:
    planned = family.plan()
    family.give_all(planned, but=["DV"])
    family.small.at(IN_TIME)
    marta = family.small.as_["DV"]
    form = summary_form(marta, planned.id)
    first = form.boxes[0]
    texts = {first.slot: RichText.from_plain("Summary of DV.", first.default_class or SharingClass.SHAREABLE)}
    texts["confidential_note"] = RichText.from_plain(NOTE, SharingClass.VICTIM_CONFIDENTIAL)
    entries.save_draft(marta, form.key, Content(texts))
    entries.finalise(marta, form.key)
    said = [family.said_by_mia(secret=False), family.said_by_mia(secret=True)]
    started = family.start(planned)
    running.attend(family.small.as_["BS"], started.id, "DP", running.AttendanceMode.ABSENT_SUMMARY, reason="court")
    family.type_needed(started)
    for version in said:
        paragraph = version.content.body.paragraphs[0]
        running.quote(family.small.as_["TM"], started.id, family.id("Mia"), version.id, paragraph.id)
    family.type(started, "case_rating", who="TM", colour="RED")
    family.small.at(datetime(2025, 9, 25, 15))
    running.record(family.small.as_["BS"], started.id)
    family.small.at(datetime(2025, 9, 26, 11))
    family.page("TM", started)
    return finalising.finalise(family.small.as_["TM"], started.id)


def words(path: Path) -> str:
    """Every word a reader of the file could find, headers and tables too."""
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    parts = [*(paragraph.text for paragraph in word.paragraphs), *cells]
    return "\n".join([*parts, *(paragraph.text for paragraph in word.sections[0].header.paragraphs)])


def withheld(ctx: Context, family_id: str) -> Sequence[object]:
    return [line.withheld for line in reversed(export_log(ctx, family_id))]


def test_one_copy_per_reader_as_that_reader_may_read(family: SmallFamily, session: Session, tmp_path: Path) -> None:
    manager = family.as_["TM"]
    made = {
        who: export(manager, MinutesRequest(session.id, who), tmp_path) for who in ("SW", "DV", "DP", "RW", "LA", "BS")
    }
    texts = {who: words(copy.path) for who, copy in made.items()}
    assert [copy.path.name for copy in made.values()] == [f"FS-0001_minutes_2025-09-23_{x}.docx" for x in "ABCDEF"]
    assert {who for who, text in texts.items() if NOTE in text} == {"SW", "DV"}
    assert {who for who, text in texts.items() if SECRET in text} == {"SW"}
    assert all(WORDS in text for text in texts.values())
    assert all("RESTRICTED – CHILDREN’S SOCIAL CARE" in text for text in texts.values())
    only_dv = [line for line in texts["DV"].splitlines() if line not in texts["DP"].splitlines()]
    assert only_dv == [f"Confidential note: {NOTE}"]
    child, victim = "CHILD_CONFIDENTIAL", "VICTIM_CONFIDENTIAL"
    both = {child: 1, victim: 1}
    assert withheld(manager, session.family_id) == [{}, {child: 1}, both, both, both, both]


def test_a_reader_makes_their_own_copy_and_nobody_elses(family: SmallFamily, session: Session, tmp_path: Path) -> None:
    steve = family.as_["DP"]
    own = export(steve, MinutesRequest(session.id, "DP"), tmp_path)
    assert NOTE not in words(own.path)
    with pytest.raises(NotAllowed, match="made by its reader"):
        export(steve, MinutesRequest(session.id, "DV"), tmp_path)
    assert [person.id for person in minutes_recipients(steve, session.id)] == ["DP"]
    assert {person.id for person in minutes_recipients(family.as_["TM"], session.id)} == {
        "TM", "SW", "CP", "DV", "DP", "RW", "BS", "LA",
    }  # fmt: skip
    assert [path.name for path in tmp_path.glob("*.docx")] == ["FS-0001_minutes_2025-09-23_A.docx"]


def test_the_count_is_told_to_those_alone_who_may_read_the_text(
    family: SmallFamily, session: Session, tmp_path: Path
) -> None:
    export(family.as_["SW"], MinutesRequest(session.id, "SW"), tmp_path)
    export(family.as_["BS"], MinutesRequest(session.id, "BS"), tmp_path)
    log = export_log(family.as_["BS"], session.family_id)
    assert [(line.made_by, line.withheld) for line in log] == [("BS", None)]
    assert [line.withheld for line in export_log(family.as_["SW"], session.family_id)] == [{}]
    export(family.as_["RW"], MinutesRequest(session.id, "RW"), tmp_path)
    with pytest.raises(NotAllowed):
        export_log(family.as_["RW"], session.family_id)
    assert [line.withheld for line in export_log(family.as_["TM"], session.family_id)] == [
        {"CHILD_CONFIDENTIAL": 1, "VICTIM_CONFIDENTIAL": 1},
        {"CHILD_CONFIDENTIAL": 1, "VICTIM_CONFIDENTIAL": 1},
        {},
    ]


def test_minutes_are_made_of_finalised_sessions_only(small: SmallFamily, tmp_path: Path) -> None:
    family = SupervisedFamily(small)
    planned = family.plan()
    with pytest.raises(WorkbookError, match="once the supervision is finalised"):
        export(small.as_["TM"], MinutesRequest(planned.id, "TM"), tmp_path)
    assert list(tmp_path.glob("*.docx")) == []


def test_the_log_holds_the_fingerprint_and_the_file_is_written_once(
    family: SmallFamily, session: Session, tmp_path: Path
) -> None:
    manager, folder = family.as_["TM"], tmp_path / "out"
    folder.mkdir()
    copy = export(manager, MinutesRequest(session.id, "TM"), folder)
    line = export_log(manager, session.family_id)[0]
    assert line.sha256 == hashlib.sha256(copy.path.read_bytes()).hexdigest()
    assert (line.file_name, line.session_id, line.recipient_id) == (copy.path.name, session.id, "TM")
    assert [path.name for path in folder.iterdir()] == [copy.path.name]
    (folder / "FS-0001_minutes_2025-09-23_B.docx").write_bytes(b"theirs")
    with pytest.raises(WorkbookError, match="already a file named"):
        export(manager, MinutesRequest(session.id, "TM"), folder)
    assert (folder / "FS-0001_minutes_2025-09-23_B.docx").read_bytes() == b"theirs"
    assert len(export_log(manager, session.family_id)) == 1
    with pytest.raises(WorkbookError, match="could not be written there"):
        export(manager, MinutesRequest(session.id, "TM"), folder / "nowhere")
    assert len(list(folder.iterdir())) == 2


def test_a_copy_that_could_not_be_written_after_its_line_is_marked_on_the_trail(
    family: SmallFamily, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = family.as_["TM"]

    def gone(*_: object) -> None:
        raise OSError("the stick was pulled out")

    monkeypatch.setattr(Path, "replace", gone)
    with pytest.raises(WorkbookError, match="could not be written there"):
        export(manager, MinutesRequest(session.id, "TM"), tmp_path)
    line = export_log(manager, session.family_id)[0]
    with manager.read() as db:
        event = db.scalars(select(EventRow).where(EventRow.action == "EXPORT")).one()
    assert (event.object, event.row_id, event.family_id) == ("not written", line.export_id, session.family_id)


def test_cancel_leaves_no_file_and_no_line(family: SmallFamily, session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        export(family.as_["TM"], MinutesRequest(session.id, "TM"), folder, cancelled=lambda: True)
    assert list(folder.iterdir()) == []
    assert export_log(family.as_["TM"], session.family_id) == ()


def filled(small: SmallFamily) -> SmallFamily:
    """Answers in every class, about Kayleigh, Daniel, Mia, Theo and the family."""
    small.answer("SW", "m1.referral_story", text="The police were called six times.")
    small.answer("SW", "m1.harm_statement", "Mia", text="Mia is frightened at night.")
    small.answer("SW", "m1.harm_statement", "Theo", text="Theo bites when doors bang.")
    own = {"sharing_class": SharingClass.OWN_COPY}
    small.answer("SW", "m2.own_childhood", "Kayleigh", text="Kayleigh grew up in care.", **own)
    small.answer("SW", "m2.own_childhood", "Daniel", text="Daniel was hit as a boy.", **own)
    small.answer("SW", "m4.worries", "Mia", text="The loud lines.", sharing_class=SharingClass.PROFESSIONALS_ONLY)
    secret = {"sharing_class": SharingClass.CHILD_CONFIDENTIAL}
    small.answer("SW", "m4.expressed_views", "Mia", text=SECRET, **secret)
    victim = {"sharing_class": SharingClass.VICTIM_CONFIDENTIAL}
    small.write("DV", small.panel("DV", "m1"), "She plans to leave by the back door.", **victim)
    small.answer("SW", "m5.rating.basic_care", "Kayleigh", "Mia", value="MEETS", text="Warm and fed.")
    small.answer("SW", "cws.home_visit_safety", text="Never go alone.")
    small.at(DAY)
    return small


def assessment(small: SmallFamily, kind: RecipientKind, person: str | None = None, **more: object) -> AssessmentRequest:
    person_id = small.people[person].id if person else None
    return AssessmentRequest(small.family.id, kind, person_id, **more)  # type: ignore[arg-type]


def test_each_recipient_gets_what_the_classes_and_about_whom_let_through(full: SmallFamily, tmp_path: Path) -> None:
    josh = full.as_["SW"]
    for kind, person in (
        (RecipientKind.PERSON, "Kayleigh"),
        (RecipientKind.PERSON, "Daniel"),
        (RecipientKind.COURT, None),
    ):
        export(josh, assessment(full, kind, person), tmp_path)
    kayleigh, daniel, court = (words(tmp_path / f"FS-0001_assessment_2025-12-19_{letter}.docx") for letter in "ABC")
    assert "grew up in care" in kayleigh
    assert "hit as a boy" not in kayleigh
    assert "hit as a boy" in daniel
    assert "grew up in care" not in daniel
    assert "Mia" not in daniel
    assert "Kayleigh" not in daniel
    assert "Theo bites" in daniel
    assert "Mia is frightened" in court
    assert "grew up" not in court
    for text in (kayleigh, daniel, court):
        for never in (SECRET, "back door", "loud lines", "Never go alone"):
            assert never not in text
        assert "The police were called six times." in text
        assert "The legal record is:" in words_of_footer(tmp_path)
    always = {"CHILD_CONFIDENTIAL": 1, "PROFESSIONALS_ONLY": 1, "VICTIM_CONFIDENTIAL": 1}
    assert withheld(full.as_["TM"], full.family.id) == [
        always | {"OWN_COPY": 1},
        always | {"OWN_COPY": 1, NOT_ABOUT_READER: 2},
        always | {"OWN_COPY": 2},
    ]


def words_of_footer(folder: Path) -> str:
    word = docx.Document(str(folder / "FS-0001_assessment_2025-12-19_A.docx"))
    return "\n".join(paragraph.text for paragraph in word.sections[0].footer.paragraphs)


def test_the_key_worker_chooses_with_a_purpose_and_nobody_else(full: SmallFamily) -> None:
    version = full.answer(
        "SW", "m2.losses_resilience", "Kayleigh", text="She lost a brother.", sharing_class=SharingClass.OWN_COPY
    )
    chosen = frozenset({version.content.body.paragraphs[0].id})
    request = assessment(full, RecipientKind.COURT, chosen=chosen, purpose="Final hearing")
    assert "She lost a brother." in preview(full.as_["SW"], request).plain
    with pytest.raises(NotAllowed, match="Only the key worker"):
        preview(full.as_["TM"], request)
    with pytest.raises(WorkbookError, match="what this copy is for"):
        preview(full.as_["SW"], assessment(full, RecipientKind.COURT, chosen=chosen))
    assert "She lost a brother." not in preview(full.as_["TM"], assessment(full, RecipientKind.COURT)).plain


def test_who_may_not_make_an_assessment(small: SmallFamily) -> None:
    for who in ("CP", "DP", "BS"):
        with pytest.raises(NotAllowed):
            preview(small.as_[who], assessment(small, RecipientKind.COURT))


def test_not_yet_recorded_only_where_the_answer_could_stand(full: SmallFamily) -> None:
    court = preview(full.as_["SW"], assessment(full, RecipientKind.COURT)).plain
    assert "Not yet recorded" in court
    assert "What she does to keep the children safe" not in court
    assert "Not yet signed" in court
    assert "Status Draft" in court


def test_an_empty_family_is_no_error(small: SmallFamily) -> None:
    for kind, person in ((RecipientKind.COURT, None), (RecipientKind.PERSON, "Daniel")):
        assert preview(small.as_["TM"], assessment(small, kind, person)).draft


def test_the_last_look_shows_each_thing_with_its_sentence_and_takes_paragraphs_out(full: SmallFamily) -> None:
    version = full.answer(
        "SW",
        "m5.home_conditions",
        text="Warm and tidy. Sandra came at 10:30 to Canal Street Primary School. Ring 07700 900123 first.",
    )
    request = assessment(full, RecipientKind.COURT)
    look = exporting.last_look(full.as_["SW"], request)
    found = {(line.found, line.kind.value): line for line in look.lines}
    assert found["10:30", "TIME"].sentence == "Sandra came at 10:30 to Canal Street Primary School."
    assert found["Canal Street Primary School", "SCHOOL"]
    assert found["07700 900123", "TELEPHONE"]
    assert found["Mia", "NAME"].sentence == "Mia is frightened at night."
    assert ("11", "Analysis", 0) in look.headings
    out = frozenset({version.content.body.paragraphs[0].id})
    again = assessment(full, RecipientKind.COURT, removed=out)
    assert "07700" not in preview(full.as_["SW"], again).plain
    assert not [line for line in exporting.last_look(full.as_["SW"], again).lines if line.found == "10:30"]


def test_no_contact_point_is_in_any_document(full: SmallFamily, tmp_path: Path) -> None:
    version = full.answer("SW", "m5.home_conditions", text="The number is 01632-960001.")
    mia = full.people["Mia"].id
    contacts.add_contact_point(full.as_["SW"], full.family.id, "PERSON", mia, "TELEPHONE", "01632 960 001")
    request = assessment(full, RecipientKind.COURT)
    with pytest.raises(WorkbookError, match="contact points stand in the text"):
        export(full.as_["SW"], request, tmp_path)
    assert list(tmp_path.glob("*.docx")) == []
    line = next(item for item in exporting.last_look(full.as_["SW"], request).lines if item.must_go)
    removed = assessment(full, RecipientKind.COURT, removed=frozenset({line.paragraph_id}))
    assert line.paragraph_id == version.content.body.paragraphs[0].id
    assert "960001" not in words(export(full.as_["SW"], removed, tmp_path).path)


def test_letters_follow_the_order_of_making_whoever_makes_them(full: SmallFamily, tmp_path: Path) -> None:
    request = assessment(full, RecipientKind.COURT)
    made = [export(full.as_[who], request, tmp_path).path.name for who in ("SW", "TM", "SW")]
    assert made == [f"FS-0001_assessment_2025-12-19_{letter}.docx" for letter in "ABC"]
    assert [exporting.letters(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_a_line_of_the_log_is_never_changed(full: SmallFamily, tmp_path: Path) -> None:
    export(full.as_["SW"], assessment(full, RecipientKind.COURT), tmp_path)
    with full.as_["SW"].write() as db:
        row = db.scalars(select(ExportRow)).one()
        row.file_name = "something else.docx"
        with pytest.raises(Exception, match="FS001"):
            db.flush()
        db.rollback()
