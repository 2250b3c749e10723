"""A new family: its reference, whose team it may be of, and who may give it to a key worker."""

import pytest
from sqlalchemy import select

from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.services import administration, families
from fsworkbook.storage.tables.installation import EventRow
from tests.small_family import START, SmallFamily

DAY = START.date()


def refs(small: SmallFamily) -> list[str]:
    return [line.family.ref for line in families.list_families(small.as_["TM"])]


@pytest.mark.parametrize("ref", ["Hartley/77", "Hartley", "FS 1", "..", "-", "FS\\1", "FS-1\n2", "Ösei", " "])
def test_a_reference_that_could_be_no_file_name_is_refused(small: SmallFamily, ref: str) -> None:
    with pytest.raises(WorkbookError, match="reference") as refused:
        families.create_family(small.as_["TM"], ref, "Doyle", "canal", DAY)
    assert refused.value.field == "ref"
    assert refs(small) == ["FS-0001"]


def test_letters_digits_and_hyphens_make_a_reference(small: SmallFamily) -> None:
    assert families.create_family(small.as_["TM"], " FS-2026-a ", "Doyle", "canal", DAY).ref == "FS-2026-a"


@pytest.fixture
def foundry(small: SmallFamily) -> str:
    """Another team, whose manager is Colin Abbott, with a family of its own."""
    manager = small.as_["TM"]
    team = administration.add_team(manager, "Foundry", "North")
    colin = administration.add_staff(manager, "Colin Abbott", "colin", "TEAM_MANAGER", team.id)
    families.create_family(manager.as_person(colin), "FS-0700", "Rahman", team.id, DAY, "SW")
    return team.id


def test_a_family_is_added_to_ones_own_team(small: SmallFamily, foundry: str) -> None:
    for who in ("TM", "BS"):
        with pytest.raises(NotAllowed, match="own team"):
            families.create_family(small.as_[who], "FS-0009", "Doyle", foundry, DAY, "SW")
    with pytest.raises(NotAllowed, match="team manager or business support"):
        families.create_family(small.as_["SW"], "FS-0009", "Doyle", "canal", DAY)
    assert refs(small) == ["FS-0001"]


def test_business_support_adds_a_family_and_the_team_manager_gives_it_to_a_worker(small: SmallFamily) -> None:
    families.create_family(small.as_["BS"], "FS-0009", "Doyle", "canal", DAY)
    with pytest.raises(NotAllowed, match="team manager gives"):
        families.create_family(small.as_["BS"], "FS-0010", "Shaw", "canal", DAY, "SW")
    families.create_family(small.as_["TM"], "FS-0010", "Shaw", "canal", DAY, "SW")
    assert sorted(refs(small)) == ["FS-0001", "FS-0009", "FS-0010"]


def test_a_reference_that_is_taken_is_said_also_where_its_family_is_not_seen(small: SmallFamily, foundry: str) -> None:
    for ref in ("FS-0001", "FS-0700"):
        with pytest.raises(WorkbookError, match="already a family") as refused:
            families.create_family(small.as_["TM"], ref, "Doyle", "canal", DAY)
        assert refused.value.field == "ref"


def test_a_refused_opening_is_on_the_record(small: SmallFamily, foundry: str) -> None:
    other = next(line.family.id for line in families.list_families(small.as_["SW"]) if line.family.ref == "FS-0700")
    with pytest.raises(NotFound):
        families.open_family(small.as_["DP"], other)
    with small.as_["DP"].read() as db:
        told = db.scalars(select(EventRow).where(EventRow.action == "REFUSED")).all()
    assert [(row.object, row.family_id) for row in told] == [("family", other)]
