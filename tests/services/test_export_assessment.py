"""The parenting assessment for one recipient: whom it tells of, whoever makes it, and who signed it."""

from datetime import date, datetime

import pytest

from fsworkbook.domain.copies import NOT_ABOUT_READER, RecipientKind
from fsworkbook.domain.errors import NotAllowed
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content
from fsworkbook.services import entries, family_people, involving
from fsworkbook.services.export_assessment import AssessmentRequest, assessment_copy
from fsworkbook.services.made import Made
from fsworkbook.storage.tables.people import StaffRow
from tests.small_family import SmallFamily

DAY = datetime(2025, 10, 1, 9)


def copy(small: SmallFamily, kind: RecipientKind, person: str | None = None, who: str = "SW") -> Made:
    person_id = small.people[person].id if person else None
    return assessment_copy(small.as_[who], AssessmentRequest(small.family.id, kind, person_id))


def without_responsibility(small: SmallFamily, adult: str, child: str) -> None:
    """Their parental responsibility ended before the day of the copies."""
    ctx = small.as_["SW"]
    ids = small.people[adult].id, small.people[child].id
    for item in family_people.relationships(ctx, small.family.id):
        if (item.person_id, item.other_id) == ids:
            family_people.end_relationship(ctx, item.id, date(2025, 9, 20))


def test_responsibility_that_ended_opens_no_copy(small: SmallFamily) -> None:
    small.answer("SW", "m1.harm_statement", "Theo", text="Theo bites when doors bang.")
    small.answer("SW", "m1.harm_statement", "Mia", text="Mia is frightened at night.")
    without_responsibility(small, "Kayleigh", "Theo")
    before = copy(small, RecipientKind.PERSON, "Kayleigh")
    assert "Theo bites" in before.document.plain
    small.at(DAY)
    after = copy(small, RecipientKind.PERSON, "Kayleigh")
    assert "Theo" not in after.document.plain
    assert "Mia is frightened" in after.document.plain
    assert after.withheld == {NOT_ABOUT_READER: 1}


def test_what_is_recorded_of_an_adult_outside_the_home_is_printed(small: SmallFamily) -> None:
    small.answer("SW", "m2.offending", "Daniel", text="He was convicted in 2019.", sharing_class=SharingClass.SHAREABLE)
    small.answer("SW", "m5.basic_care", "Daniel", "Theo", text="He cooked for Theo.")
    without_responsibility(small, "Daniel", "Theo")
    small.at(DAY)
    made = copy(small, RecipientKind.COURT)
    assert "He was convicted in 2019." in made.document.plain
    assert "He cooked for Theo." in made.document.plain
    assert "Daniel Osei with Theo Osei-Hartley" in made.document.plain
    assert made.withheld == {}


def test_a_copy_is_the_same_whoever_makes_it(small: SmallFamily) -> None:
    """Amara, of the same team, reads nothing victim-confidential; the record that the court gets is one."""
    secret = {"sharing_class": SharingClass.VICTIM_CONFIDENTIAL}
    small.answer("SW", "m1.referral_story", text="All of this is hers alone.", **secret)
    small.answer("SW", "m1.harm_statement", "Mia", text="This too.", **secret)
    small.answer("SW", "m1.harm_statement", "Theo", text="Theo bites.")
    note = entries.new_contribution_key(small.as_["SW"], small.family.id, "m1")
    text = (
        RichText.from_plain("Seen at home.").paragraphs
        + RichText.from_plain("She has a bag packed.", SharingClass.VICTIM_CONFIDENTIAL).paragraphs
    )
    entries.save_draft(
        small.as_["SW"], note, Content.of(RichText(text)), occurred_on=date(2025, 9, 2), contribution_kind="VISIT"
    )
    entries.finalise(small.as_["SW"], note)
    made = {who: copy(small, RecipientKind.COURT, who=who) for who in ("SW", "SW2", "TM")}
    assert {who: dict(item.withheld) for who, item in made.items()} == {who: {"VICTIM_CONFIDENTIAL": 2} for who in made}
    plain = {item.document.plain for item in made.values()}
    assert len(plain) == 1
    words = plain.pop()
    assert "hers alone" not in words
    unanswered = [line for line in words.splitlines() if line.startswith("Not yet recorded: ")]
    story = small.store.catalogue.field("m1.referral_story").title
    assert not [line for line in unanswered if story in line]
    assert len([line for line in unanswered if "Harm statement" in line]) == 1  # of the unborn baby alone


def test_what_its_maker_may_not_read_reaches_no_colleague_through_them(small: SmallFamily) -> None:
    secret = {"sharing_class": SharingClass.VICTIM_CONFIDENTIAL}
    small.answer("SW", "m1.referral_story", text="All of this is hers alone.", **secret)
    marta = AssessmentRequest(small.family.id, RecipientKind.STAFF, "DV")
    assert "hers alone" in assessment_copy(small.as_["SW"], marta).document.plain
    assert "hers alone" not in assessment_copy(small.as_["SW2"], marta).document.plain


@pytest.mark.parametrize(
    ("kind", "person"),
    [
        (RecipientKind.STAFF, "LA"),
        (RecipientKind.STAFF, "nobody-at-all"),
        (RecipientKind.PERSON, "nobody-at-all"),
        (RecipientKind.PERSON, "SW"),
        (RecipientKind.COURT, "LA"),
    ],
)
def test_a_copy_is_made_for_those_alone_who_may_have_one(small: SmallFamily, kind: RecipientKind, person: str) -> None:
    with pytest.raises(NotAllowed, match="No copy of this family's assessment"):
        assessment_copy(small.as_["SW"], AssessmentRequest(small.family.id, kind, person))


def test_a_plain_value_reaches_the_colleague_alone_who_reads_it(small: SmallFamily) -> None:
    """A conference chair reads assessments, and of Module 5 nothing."""
    with small.store.write("TM", small.as_["TM"].now()) as db:
        db.add(
            StaffRow(id="CH", name="Joan Marsh", sign_in="ch", discipline="CONFERENCE_CHAIR", is_administrator=False)
        )
    involving.involve(small.as_["TM"], small.family.id, "CH", "CO_WORKER")
    small.answer("SW", "m5.rating.basic_care", "Kayleigh", "Mia", value="MEETS", text="Warm and fed.")
    options = small.store.catalogue.field("m5.rating.basic_care").options
    meets = next(option.label for option in options if option.code == "MEETS")
    for who, has_it in (("DV", True), ("CH", False)):
        request = AssessmentRequest(small.family.id, RecipientKind.STAFF, who)
        words = assessment_copy(small.as_["SW"], request).document.plain
        assert (meets in words) == has_it, who
