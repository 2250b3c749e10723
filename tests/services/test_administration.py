"""Who administers, and what an administrator may change of somebody who signs in (domain.md 9.4)."""

from datetime import date, timedelta

import pytest

from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import Limits
from fsworkbook.services import administration
from tests.small_family import SmallFamily


def named(small: SmallFamily, *, include_left: bool = False) -> list[str]:
    staff = administration.staff(small.as_["TM"], include_left=include_left)
    return [person.id for person in staff if person.is_administrator]


def test_who_handed_over_administers_no_more_though_still_signed_in(small: SmallFamily) -> None:
    before = small.as_["TM"]
    administration.name_administrator(before, "SW")
    for act in (
        lambda: administration.add_team(before, "After"),
        lambda: administration.name_administrator(before, "TM"),
        lambda: administration.change_limits(before, Limits()),
    ):
        with pytest.raises(NotAllowed, match="administrator"):
            act()
    administration.add_team(small.as_["SW"], "After")  # the context was made before the handing over
    assert named(small) == ["SW"]


def test_the_administration_goes_to_somebody_who_works_here(small: SmallFamily) -> None:
    manager = small.as_["TM"]
    administration.deactivate(manager, "LA", date(2025, 9, 1))
    with pytest.raises(WorkbookError, match="works here today") as refused:
        administration.name_administrator(manager, "LA")
    assert refused.value.field == "staff_id"
    assert named(small, include_left=True) == ["TM"]


def test_an_administrator_ends_their_own_account_in_no_way(small: SmallFamily) -> None:
    manager = small.as_["TM"]
    for act in (
        lambda: administration.deactivate(manager, "TM", manager.today),
        lambda: administration.change_staff(manager, "TM", active_to=manager.today),
        lambda: administration.change_staff(manager, "TM", active_from=manager.today + timedelta(1)),
    ):
        with pytest.raises(WorkbookError, match="your own account"):
            act()
    assert administration.change_staff(manager, "TM", name="Priya Nair-Cole").name == "Priya Nair-Cole"


@pytest.mark.parametrize(
    "change",
    [
        {"is_administrator": True},
        {"sign_in": "changed"},
        {"discipline": "TEAM_MANAGER"},
        {"id": "other"},
    ],
)
def test_what_somebody_may_do_here_is_no_detail_to_correct(small: SmallFamily, change: dict[str, object]) -> None:
    before = administration.staff(small.as_["TM"])
    with pytest.raises(WorkbookError, match="cannot be changed") as refused:
        administration.change_staff(small.as_["TM"], "BS", employer="x", **change)
    assert refused.value.field in change
    assert administration.staff(small.as_["TM"]) == before
