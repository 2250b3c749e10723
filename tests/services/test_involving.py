"""Who works with a family on a day: one key worker, and access for as long as the work goes on (domain.md 1.1, 1.4)."""

from datetime import date, datetime

import pytest

from fsworkbook.domain.contributors import professionals
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Involvement
from fsworkbook.services import families, involving
from fsworkbook.services.today import today
from tests.small_family import START, SmallFamily

TODAY, TOMORROW, LAST_DAY = START.date(), date(2025, 9, 4), date(2025, 12, 31)


def involvement_of(small: SmallFamily, who: str) -> Involvement:
    page = families.open_family(small.as_["TM"], small.family.id)
    return next(item for item in page.involvements if item.staff_id == who)


def key_workers(small: SmallFamily, day: date) -> list[str]:
    page = families.open_family(small.as_["TM"], small.family.id)
    return [item.staff_id for item in page.involvements if item.role == "KEY_WORKER" and item.active_on(day)]


def reaches(small: SmallFamily, who: str) -> bool:
    return bool(families.list_families(small.as_[who]))


def test_who_was_asked_cannot_become_a_second_key_worker(small: SmallFamily) -> None:
    manager = small.as_["TM"]
    involving.end_involvement(manager, involvement_of(small, "SW").id, TODAY)
    asked = involving.involve(manager, small.family.id, "SW2", "KEY_WORKER", status="PROPOSED")
    given = involving.involve(manager, small.family.id, "SW", "KEY_WORKER")
    with pytest.raises(WorkbookError, match="Somebody else is the key worker"):
        involving.answer_involvement(small.as_["SW2"], asked.id, True)
    assert set(key_workers(small, TOMORROW)) == {"SW"}
    involving.end_involvement(manager, given.id, TODAY)
    involving.answer_involvement(small.as_["SW2"], asked.id, True)
    assert key_workers(small, TOMORROW) == ["SW2"]
    assert families.key_worker_id(families.open_family(manager, small.family.id).involvements, TODAY) == "SW2"


def test_there_is_one_key_worker_until_the_last_day_of_the_first(small: SmallFamily) -> None:
    manager = small.as_["TM"]
    involving.end_involvement(manager, involvement_of(small, "SW").id, LAST_DAY)
    with pytest.raises(WorkbookError, match="already has a key worker"):
        involving.involve(manager, small.family.id, "SW2", "KEY_WORKER")
    involving.involve(manager, small.family.id, "SW2", "KEY_WORKER", from_on=LAST_DAY)


def test_work_that_ends_later_goes_on_until_its_last_day(small: SmallFamily) -> None:
    involving.end_involvement(small.as_["TM"], involvement_of(small, "DV").id, LAST_DAY)
    for day, works in ((TODAY, True), (LAST_DAY, True), (date(2026, 1, 1), False)):
        small.at(datetime(day.year, day.month, day.day, 9))
        page = families.open_family(small.as_["TM"], small.family.id)
        assert reaches(small, "DV") is works
        assert ("DV" in professionals(small.as_["TM"].catalogue, page.involvements, day)) is works


def test_who_begins_later_reaches_the_family_from_that_day(small: SmallFamily) -> None:
    involving.end_involvement(small.as_["TM"], involvement_of(small, "DP").id, TODAY)
    involving.involve(small.as_["TM"], small.family.id, "DP", "CO_WORKER", from_on=LAST_DAY)
    small.at(datetime(2025, 9, 5, 9))
    assert not reaches(small, "DP")
    small.at(datetime(2025, 12, 31, 9))
    assert reaches(small, "DP")


def test_a_request_waits_on_today_until_it_is_answered(small: SmallFamily) -> None:
    asked = involving.involve(
        small.as_["TM"], small.family.id, "SW2", "CO_WORKER", status="PROPOSED", question="Afraid?"
    )
    page = today(small.as_["SW2"])
    assert [(item.family.ref, item.role) for item in page.requests] == [("FS-0001", "CO_WORKER")]
    assert "Afraid?" not in repr(page)
    assert today(small.as_["SW"]).requests == ()
    involving.answer_involvement(small.as_["SW2"], asked.id, True)
    assert today(small.as_["SW2"]).requests == ()


def test_the_question_of_a_request_is_read_by_those_it_concerns(small: SmallFamily) -> None:
    involving.involve(small.as_["TM"], small.family.id, "SW2", "CO_WORKER", status="PROPOSED", question="Is she safe?")

    def read(who: str) -> list[str]:
        page = families.open_family(small.as_[who], small.family.id)
        return [item.question for item in page.involvements if item.staff_id == "SW2"]

    assert {who: read(who) for who in ("TM", "SW", "SW2", "DP", "RW")} == {
        "TM": ["Is she safe?"],
        "SW": ["Is she safe?"],
        "SW2": ["Is she safe?"],
        "DP": [""],
        "RW": [""],
    }
