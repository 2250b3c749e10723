"""The people of a family and how they belong together: what was entered wrongly ends, and nothing is overwritten."""

from dataclasses import replace

from fsworkbook.services import families, family_people
from tests.small_family import SmallFamily


def test_parental_responsibility_entered_by_mistake_holds_no_longer_from_that_day(small: SmallFamily) -> None:
    worker, family = small.as_["SW"], small.family.id
    families.open_family(worker, family)
    wrong = family_people.add_relationship(
        worker, family, small.people["Daniel"].id, small.people["Mia"].id, "STEP_PARENT",
        parental_responsibility=True, pr_basis="PR_AGREEMENT",
    )  # fmt: skip
    family_people.end_relationship(worker, wrong.id, worker.today)
    kept = next(item for item in family_people.relationships(worker, family) if item.id == wrong.id)
    assert kept == replace(wrong, to_on=worker.today)
    assert not kept.holds_on(worker.today)
