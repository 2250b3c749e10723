"""When the assessment is signed: yes, by who may, by two people, after everything it prints (domain.md 2.13)."""

from datetime import datetime, timedelta

import pytest

from fsworkbook.documents.pages import Document, Grid
from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import RichText
from fsworkbook.services import chronology
from fsworkbook.services.export_assessment import AssessmentRequest, assessment_copy
from fsworkbook.storage.tables.workbook import EntryRow, EntryTextRow, EntryVersionRow
from tests.small_family import START, SmallFamily

SIGNED, COUNTERSIGNED = "m7.sw_signed", "m7.tm_countersigned"
NOT_YET = "Not yet signed"


@pytest.fixture
def ready(small: SmallFamily) -> SmallFamily:
    """Every question that blocks a final copy is answered."""
    for child in ("Mia", "Theo", "Unborn"):
        for key in ("m1.harm_statement", "m7.recommendation"):
            small.answer("SW", key, child, text="Said.")
    return small


def sign(small: SmallFamily, who: str, key: str, *, value: bool = True, at: datetime = START) -> None:
    """The act of signing, as it is stored."""
    user, family = small.as_[who].user, small.family.id
    entry, version, kind = new_id(), new_id(), "module_core"
    with small.store.write(who, at) as db:
        db.add(EntryRow(id=entry, family_id=family, kind="ANSWER", key=key, object=kind, module=7))
        db.flush()
        db.add(
            EntryVersionRow(
                id=version, entry_id=entry, family_id=family, number=1, author_id=who, discipline=user.discipline,
                finalised_at=at,
            )
        )  # fmt: skip
        db.flush()
        db.add(
            EntryTextRow(
                id=new_id(), version_id=version, family_id=family, author_id=who, object=kind, module=7,
                sharing_class="SHAREABLE", placed="[]", plain_values=f'{{"body": {str(value).lower()}}}',
            )
        )  # fmt: skip


def court(small: SmallFamily) -> Document:
    return assessment_copy(small.as_["SW"], AssessmentRequest(small.family.id, RecipientKind.COURT)).document


def names(small: SmallFamily) -> list[tuple[object, object]]:
    table = next(block for block in court(small).blocks if isinstance(block, Grid) and block.title == "Signatures")
    return [(row[1], row[2] == NOT_YET) for row in table.rows]


def test_two_people_sign_and_the_copy_is_final(ready: SmallFamily) -> None:
    sign(ready, "SW", SIGNED)
    assert court(ready).draft
    sign(ready, "TM", COUNTERSIGNED)
    assert not court(ready).draft
    assert names(ready) == [("Josh Whitlock", False), ("Priya Nair", False)]


@pytest.mark.parametrize(
    ("signer", "said", "second", "also_said"),
    [("SW", False, "TM", True), ("SW", True, "TM", False), ("SW", True, "SW", True), ("CP", True, "TM", True)],
)
def test_a_no_the_same_person_or_another_discipline_signs_nothing(
    ready: SmallFamily, signer: str, said: bool, second: str, also_said: bool
) -> None:
    sign(ready, signer, SIGNED, value=said)
    sign(ready, second, COUNTERSIGNED, value=also_said)
    assert court(ready).draft
    assert names(ready)[1] == ("", True)


def test_nobody_countersigns_what_is_not_signed(ready: SmallFamily) -> None:
    sign(ready, "TM", COUNTERSIGNED)
    sign(ready, "SW", SIGNED, at=START + timedelta(minutes=5))
    assert names(ready) == [("Josh Whitlock", False), ("", True)]


def test_what_is_written_after_a_signature_is_not_signed(ready: SmallFamily) -> None:
    sign(ready, "SW", SIGNED)
    sign(ready, "TM", COUNTERSIGNED)
    ready.answer("SW", "m7.recommendation", "Mia", text="Something else.")
    assert court(ready).draft
    assert names(ready) == [("", True), ("", True)]


def test_an_event_after_a_signature_is_not_signed(ready: SmallFamily) -> None:
    sign(ready, "SW", SIGNED)
    sign(ready, "TM", COUNTERSIGNED)
    day = START.date()
    chronology.add_event(ready.as_["SW"], ready.family.id, day, "OTHER", RichText.from_plain("Police called."))
    assert court(ready).draft
