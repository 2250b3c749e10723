"""Today: what waits for whom, computed from acts, calendar and now; never content (domain.md 3.10, ui.md 4.1, 4.2)."""

from datetime import date, datetime

import pytest

from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content
from fsworkbook.services import entries, families, finalising
from fsworkbook.services import supervision_session as running
from fsworkbook.services.today import today
from fsworkbook.storage.tables.people import FamilyRow
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def test_the_manager_reads_how_ready_tomorrow_is(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give_all(session, but=("DP", "RW"))
    family.small.at(datetime(2025, 9, 22, 8))
    page = today(family.small.as_["TM"])
    assert page.greeting == "Good morning"
    assert page.sentence == "Tomorrow one family is not ready. Two summaries are missing."
    assert [(line.in_count, line.expected) for line in page.sessions] == [(3, 5)]


def test_a_practitioner_reads_what_they_owe_and_their_drafts(family: SupervisedFamily) -> None:
    family.plan()
    family.small.at(datetime(2025, 9, 18, 14))
    key = family.small.panel("RW", "m3")
    entries.save_draft(family.small.as_["RW"], key, Content.of(RichText.from_plain("Half a thought")))
    page = today(family.small.as_["RW"])
    assert page.sentence == "One summary is due by Friday 17:00."
    assert [(line.family.ref, line.begun_at) for line in page.drafts] == [("FS-0001", datetime(2025, 9, 18, 14))]
    assert "Half a thought" not in repr(page.drafts)


def test_what_is_late_is_said_to_be_late(family: SupervisedFamily) -> None:
    family.plan()
    family.small.at(datetime(2025, 9, 22, 8))
    assert today(family.small.as_["RW"]).sentence == "One summary was due Friday 17:00."


def test_new_in_ones_families_says_who_and_what_kind_to_those_who_may_know(family: SupervisedFamily) -> None:
    family.small.at(datetime(2025, 9, 15, 9))
    confidential = SharingClass.VICTIM_CONFIDENTIAL
    families.open_family(family.small.as_["DV"], family.small.family.id)
    family.small.write("DV", family.small.panel("DV", "m3"), "He took her keys.", sharing_class=confidential)
    family.small.write("RW", family.small.panel("RW", "m3"), "Two dry weeks.")
    family.small.at(datetime(2025, 9, 16, 9))
    told = {who: {(item.who, item.what) for item in today(family.small.as_[who]).news} for who in ("SW", "DP")}
    assert told["SW"] == {("Marta Silva", "panel"), ("Dev Lakhani", "panel")}
    assert told["DP"] == {("Dev Lakhani", "panel")}
    assert "Two dry weeks." not in repr(today(family.small.as_["SW"]))


def test_minutes_wait_for_who_records_and_then_for_who_finalises(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    family.small.at(datetime(2025, 9, 24, 9))
    assert [item.what for item in today(family.small.as_["BS"]).waiting] == ["record"]
    running.record(family.small.as_["BS"], session.id)
    assert today(family.small.as_["BS"]).waiting == ()
    assert [item.what for item in today(family.small.as_["TM"]).waiting] == ["finalise"]
    assert today(family.small.as_["SW"]).waiting == ()


def test_red_children_overdue_actions_and_sessions_reach_the_manager(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    finalising.finalise(family.small.as_["TM"], session.id)
    family.small.at(datetime(2025, 11, 5, 9))
    page = today(family.small.as_["TM"])
    assert [(item.child.short_name, item.since, item.limit) for item in page.red_children] == [
        ("Mia", date(2025, 9, 23), date(2025, 11, 4)),
        ("Unborn", date(2025, 9, 23), date(2025, 11, 4)),
    ]
    assert {line.item.id for line in page.overdue} == {"a1", "a2"}
    assert [(item.family.ref, item.since) for item in page.overdue_sessions] == [("FS-0001", date(2025, 11, 5))]
    mine = today(family.small.as_["DV"])
    assert (mine.red_children, mine.overdue, mine.overdue_sessions) == ((), (), ())
    assert [line.item.id for line in mine.actions] == ["a1"]
    assert "Safe-contact plan" not in repr(page) + repr(mine)


def test_nothing_is_overdue_after_the_last_supervision(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    family.type(session, "next", version=1, last=True, reason="CLOSING")
    finalising.finalise(family.small.as_["TM"], session.id)
    family.small.at(datetime(2026, 1, 15, 9))
    page = today(family.small.as_["TM"])
    assert page.overdue_sessions == ()
    assert {(item.child.short_name, item.limit) for item in page.red_children} == {("Mia", None), ("Unborn", None)}


def test_a_closed_family_has_no_supervision_overdue_and_no_child_to_watch(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    finalising.finalise(family.small.as_["TM"], session.id)
    closed = datetime(2025, 12, 1, 9)
    family.small.at(closed)
    assert today(family.small.as_["TM"]).overdue_sessions
    with family.small.store.write("TM", closed) as db:
        db.get_one(FamilyRow, family.small.family.id).closed_on = closed.date()
    page = today(family.small.as_["TM"])
    assert (page.overdue_sessions, page.red_children) == ((), ())
