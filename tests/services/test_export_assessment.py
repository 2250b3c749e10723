"""The parenting assessment for one recipient: whom it tells of, whoever makes it, and who signed it."""

from datetime import date, datetime

from fsworkbook.domain.copies import NOT_ABOUT_READER, RecipientKind
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services import family_people
from fsworkbook.services.export_assessment import AssessmentRequest, assessment_copy
from fsworkbook.services.made import Made
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
