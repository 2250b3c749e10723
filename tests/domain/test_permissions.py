"""Each condition of the permission table by itself, and reach (domain.md 1.4)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fsworkbook.catalogue_file import load
from fsworkbook.domain.people import Involvement, InvolvementStatus
from fsworkbook.domain.permissions import OUTSIDE_FAMILIES, VERBS, Standing, may, may_see_that_draft_exists
from fsworkbook.domain.protection import why_not_added, worked_with, works_with
from fsworkbook.domain.sharing import SharingClass
from tests.domain.hartley_osei import DANIEL, KAYLEIGH, MIA, PEOPLE, SESSION_3

CATALOGUE = load(Path(__file__).parents[2] / "resources" / "catalogue")


def can(standing: Standing, verb: str, object: str, **matter: object) -> bool:
    return may(CATALOGUE, standing, verb, object, **matter)  # type: ignore[arg-type]


def test_nobody_without_reach_and_nobody_who_left() -> None:
    stranger = Standing("SW9", "SOCIAL_WORKER")
    without = [thing.code for thing in CATALOGUE.objects if thing.code not in OUTSIDE_FAMILIES]
    given = {(verb, thing) for verb in VERBS for thing in without if can(stranger, verb, thing)}
    assert given == {("write", "emergency_access")}
    left = replace(PEOPLE["SW1"], active=False)
    assert not any(
        can(left, verb, thing.code, author="SW1") for thing in CATALOGUE.objects for verb in ("read", "write")
    )


def test_own() -> None:
    assert can(PEOPLE["RW1"], "write", "own_panel", author="RW1")
    assert not can(PEOPLE["RW1"], "write", "own_panel", author="MH1")
    assert not can(PEOPLE["RW1"], "write", "own_panel")


def test_modules() -> None:
    assert can(PEOPLE["CP1"], "write", "module_core", module=4)
    assert not can(PEOPLE["CP1"], "write", "module_core", module=5)
    assert can(PEOPLE["CH1"], "read", "module_core", module=7)
    assert not can(PEOPLE["CH1"], "read", "module_core", module=3)


def test_named_for_a_session() -> None:
    typist = replace(PEOPLE["SW1"], typist_for=frozenset({SESSION_3}))
    assert can(typist, "type", "session_record", session_id=SESSION_3, state="IN_SESSION")
    assert not can(typist, "type", "session_record", session_id=SESSION_3, state="RECORDED")
    assert not can(typist, "type", "session_record", session_id="other", state="IN_SESSION")
    assert not can(typist, "type", "session_record", session_id=SESSION_3)
    assert not can(typist, "finalise", "session_record", session_id=SESSION_3, state="RECORDED")


def test_a_deputy_has_the_family_until_the_session_is_finalised() -> None:
    elsewhere = Standing("TM2", "TEAM_MANAGER", deputy_for=frozenset({SESSION_3}))
    assert can(elsewhere, "read", "case_worker_summary")
    assert can(elsewhere, "finalise", "session_record", session_id=SESSION_3, state="RECORDED")
    assistant = Standing("ATM1", "ASSISTANT_TEAM_MANAGER", own_team=True)
    assert not can(assistant, "finalise", "session_record", session_id=SESSION_3, state="RECORDED")
    named = replace(assistant, deputy_for=frozenset({SESSION_3}))
    assert can(named, "finalise", "session_record", session_id=SESSION_3, state="RECORDED")
    assert not can(named, "finalise", "session_record", session_id="other", state="RECORDED")


@pytest.mark.parametrize(
    ("state", "types"),
    [("PLANNED", True), ("IN_SESSION", True), ("RECORDED", False), ("FINALISED", False), ("ABANDONED", False)],
)
def test_until_recorded(state: str, types: bool) -> None:
    assert can(PEOPLE["BS1"], "type", "session_record", session_id=SESSION_3, state=state) is types


def test_an_open_request_shows_two_pages_and_nothing_else() -> None:
    asked = Standing("RW9", "RECOVERY_WORKER", has_open_request=True)
    readable = {thing.code for thing in CATALOGUE.objects if can(asked, "read", thing.code)}
    assert readable == {"case_worker_summary", "key_information", "indicators", "service_voice"}
    assert not can(asked, "write", "chronology")


def test_an_ended_involvement_keeps_ones_own_finalised_entries_alone() -> None:
    former = Standing("RW1", "RECOVERY_WORKER", former=True)
    assert can(former, "read", "own_panel", author="RW1")
    assert can(former, "read", "test", author="RW1")
    assert not can(former, "read", "own_panel", author="MH1")
    assert not can(former, "read", "draft", author="RW1")
    assert not can(former, "write", "own_panel", author="RW1")
    assert not can(former, "read", "case_worker_summary")


def test_class_conditions() -> None:
    manager = Standing("VP1", "VOLUNTEER_PM", referral=True)
    assert can(manager, "read", "contact_point", sharing_class=SharingClass.PROFESSIONALS_ONLY)
    assert not can(manager, "read", "contact_point", sharing_class=SharingClass.VICTIM_CONFIDENTIAL)
    assert can(PEOPLE["SW2"], "write", "emergency_access")
    assert not can(replace(PEOPLE["SW2"], restricted=True), "write", "emergency_access")
    assert can(replace(PEOPLE["TM2"], restricted=True), "write", "emergency_access")


def test_protected_persons() -> None:
    assert can(PEOPLE["DV1"], "write", "contact_point", protects=KAYLEIGH)
    assert not can(PEOPLE["DV1"], "write", "contact_point", protects=DANIEL)
    assert not can(PEOPLE["DV1"], "write", "contact_point")


def test_what_belongs_to_no_family_asks_for_no_reach() -> None:
    supervisor = Standing("LA1", "LEAD_ADULT_WORKER", supervisees=frozenset({"MH1"}))
    assert can(supervisor, "write", "one_to_one", author="MH1")
    assert not can(supervisor, "write", "one_to_one", author="SW1")
    assert can(Standing("MH1", "MH_PRACTITIONER"), "countersign", "one_to_one", author="MH1")
    assert can(Standing("SA1", "SYSTEM_ADMIN"), "write", "people_admin")


def test_out_of_hours_reads_the_cover_page_in_an_emergency_alone() -> None:
    worker = Standing("OH1", "OUT_OF_HOURS")
    assert not can(worker, "read", "cover_page")
    assert can(replace(worker, emergency=True), "read", "cover_page")
    assert not can(replace(worker, emergency=True), "read", "case_worker_summary")


def test_that_a_draft_exists_shows_only_for_panels_one_may_read() -> None:
    assert may_see_that_draft_exists(CATALOGUE, PEOPLE["BS1"], "module_core", module=4)
    assert not may_see_that_draft_exists(CATALOGUE, PEOPLE["BS1"], "other_panel")
    assert may_see_that_draft_exists(CATALOGUE, PEOPLE["TM1"], "other_panel")


def involvement(status: InvolvementStatus, targets: tuple[str, ...], offered: tuple[str, ...] = ()) -> Involvement:
    return Involvement(
        "i", "f", "RW1", "RECOVERY_WORKER", "CO_WORKER", status, date(2025, 9, 16), None, targets, offered
    )


def test_offered_counts_as_proposed_and_declined_as_nothing() -> None:
    active = involvement(InvolvementStatus.ACTIVE, (KAYLEIGH,), (DANIEL,))
    assert works_with([active], "RW1") == {KAYLEIGH}
    assert worked_with([active], "RW1") == {KAYLEIGH, DANIEL}
    assert worked_with([active], "MH1") == frozenset()
    assert worked_with([involvement(InvolvementStatus.ENDED, (MIA,))], "RW1") == {MIA}
    assert works_with([involvement(InvolvementStatus.ENDED, (MIA,))], "RW1") == frozenset()
    assert worked_with([involvement(InvolvementStatus.DECLINED, (DANIEL,))], "RW1") == frozenset()


def test_why_not_added_names_the_rule() -> None:
    stranger = Standing("RW9", "RECOVERY_WORKER", involved=True, works_with=frozenset({MIA}))
    assert "works with the person" in str(why_not_added(CATALOGUE, stranger, KAYLEIGH, {DANIEL}))
    support = replace(PEOPLE["BS1"], works_with=frozenset({KAYLEIGH}))
    assert "business support officer" in str(why_not_added(CATALOGUE, support, KAYLEIGH, {DANIEL}))
