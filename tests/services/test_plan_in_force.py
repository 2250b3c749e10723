"""Families as lists and headers show them: the plan in force."""

from datetime import datetime

import pytest

from fsworkbook.services import families, sections
from tests.small_family import SmallFamily


def plan(small: SmallFamily) -> str:
    return families.open_family(small.as_["SW"], small.family.id).header.plan


def on_cp_plan(small: SmallFamily) -> bool:
    ctx = small.as_["SW"]
    with ctx.read() as db:
        return small.people["Mia"].id in sections.facts_of(ctx, db, small.family.id).on_cp_plan


@pytest.mark.parametrize("first", ["2025-09-03", "2025-09-01"])
def test_a_corrected_plan_counts_whatever_day_the_mistake_had(small: SmallFamily, first: str) -> None:
    small.answer("SW", "ki.plan_status", "Mia", value={"code": "CP", "from": first})
    small.answer("SW", "ki.plan_status", "Mia", value={"code": "CIN", "from": "2025-09-02"})
    assert plan(small) == small.store.catalogue.label("plan_status", "CIN")
    assert not on_cp_plan(small)


def test_a_plan_to_come_is_in_force_from_its_day(small: SmallFamily) -> None:
    small.answer("SW", "ki.plan_status", "Mia", value={"code": "CIN", "from": "2025-09-02"})
    small.answer("SW", "ki.plan_status", "Mia", value={"code": "CP", "from": "2025-10-01"})
    assert (plan(small), on_cp_plan(small)) == (small.store.catalogue.label("plan_status", "CIN"), False)
    small.at(datetime(2025, 10, 1, 9))
    assert (plan(small), on_cp_plan(small)) == (small.store.catalogue.label("plan_status", "CP"), True)
