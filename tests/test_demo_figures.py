"""The figures of domain.md 12.4 that FS-0001 gives by the eve of its sixth supervision."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from fsworkbook.domain.action_status import carries, closed_on, drift_since, escalated_on, overdue_since
from fsworkbook.domain.contributors import SummaryState, proposed_slot
from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.rating import next_limit
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.domain.working_days import working_days_between
from fsworkbook.services import chronology, demonstration, exporting, families, finalising, sections
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services.contributions import contributions
from fsworkbook.services.session_page import session_page
from fsworkbook.services.today import today
from fsworkbook.services.values import installation_value
from fsworkbook.storage.store import Store
from fsworkbook.storage.tables.installation import InstallationRow
from tests.demonstration_files import MINUTES_READY, TOUR_BEGINS, demonstration_at

EVE_CLASSES = {"VICTIM_CONFIDENTIAL": 11, "CHILD_CONFIDENTIAL": 1, "OWN_COPY": 7, "PROFESSIONALS_ONLY": 2}
DRAFT_CLASSES = EVE_CLASSES | {"PROFESSIONALS_ONLY": 1}


@pytest.fixture(scope="module")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demonstration_at(demonstration.EVE, tmp_path_factory.mktemp("eve"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def minutes_ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demonstration_at(MINUTES_READY, tmp_path_factory.mktemp("minutes"))
    yield store
    store.close()


def family_id(store: Store, ref: str = "SW1") -> str:
    ctx = demonstration.as_staff(store, ref)
    return families.open_family(ctx, families.list_families(ctx)[0].family.id).family.id


def sessions(store: Store) -> tuple[Session, ...]:
    return planning.sessions(demonstration.as_staff(store, "SW1"), family_id(store))


def classes(store: Store) -> Counter[str]:
    """How many paragraphs of the assessment's fields have each class, for the key worker, who reads them all."""
    ctx, family = demonstration.as_staff(store, "SW1"), family_id(store)
    found: Counter[str] = Counter()
    versions = [event.version for event in chronology.chronology(ctx, family)]
    for section in ctx.catalogue.sections:
        page = sections.section_page(ctx, family, section.code)
        versions += [item.version for item in page.questions if item.version and item.field.heading is not None]
        panels = [panel for panel in (page.own_panel, *page.other_panels) if panel and panel.prompt.heading is not None]
        versions += [panel.version for panel in panels if panel.version]
    for version in versions:
        found.update(paragraph.sharing_class.value for text in version.content.texts.values() for paragraph in text)
    return found


def test_paragraphs_of_the_assessment_that_are_not_shareable(eve: Store) -> None:
    found = classes(eve)
    assert found.pop("SHAREABLE") > 150
    assert found == EVE_CLASSES


def test_the_same_as_draft_when_the_minutes_are_ready(minutes_ready: Store) -> None:
    found = classes(minutes_ready)
    assert found.pop("SHAREABLE") > 120
    assert found == DRAFT_CLASSES


CHILD, VICTIM = {"CHILD_CONFIDENTIAL": 1}, {"VICTIM_CONFIDENTIAL": 1}
COPIES = {
    "TM1": {},
    "SW1": {},
    "CP1": {},
    "DV1": CHILD,
    "MH1": CHILD,
    "DP1": CHILD | VICTIM,
    "RW1": CHILD | VICTIM,
    "LA1": CHILD | VICTIM,
    "BS1": CHILD | VICTIM,
}


@pytest.mark.parametrize("ref", COPIES)
def test_what_the_minutes_of_the_third_leave_out(minutes_ready: Store, tmp_path: Path, ref: str) -> None:
    ctx, family = demonstration.as_staff(minutes_ready, "TM1"), family_id(minutes_ready, "TM1")
    reader = demonstration.as_staff(minutes_ready, ref).user.id
    made = exporting.export(ctx, exporting.MinutesRequest(sessions(minutes_ready)[2].id, reader), tmp_path)
    line = next(item for item in exporting.export_log(ctx, family) if item.export_id == made.export_id)
    assert line.withheld == COPIES[ref]


@pytest.mark.parametrize(("name", "own_copy"), [("Kayleigh", 3), ("Daniel", 4), ("", 7)])
def test_what_the_draft_assessment_leaves_out(minutes_ready: Store, tmp_path: Path, name: str, own_copy: int) -> None:
    ctx, family = demonstration.as_staff(minutes_ready, "SW1"), family_id(minutes_ready)
    people = {person.given_name: person.id for person in families.open_family(ctx, family).people}
    kind = RecipientKind.PERSON if name else RecipientKind.CONFERENCE
    request = exporting.AssessmentRequest(family, kind, people[name] if name else None, "to read before the minutes")
    made = exporting.export(ctx, request, tmp_path)
    manager = demonstration.as_staff(minutes_ready, "TM1")
    line = next(item for item in exporting.export_log(manager, family) if item.export_id == made.export_id)
    assert line.withheld is not None
    by_class = {reason: count for reason, count in line.withheld.items() if reason != "NOT_ABOUT_READER"}
    assert by_class == DRAFT_CLASSES | {"OWN_COPY": own_copy}


def test_gaps_between_supervisions_and_which_exceed_their_limit(eve: Store) -> None:
    held = sessions(eve)
    days = [session.starts_at.date() for session in held]
    assert [working_days_between(before, after) for before, after in pairwise(days)] == [
        30,
        30,
        32,
        30,
        37,
    ]
    ctx = demonstration.as_staff(eve, "TM1")
    with ctx.read() as db:
        limits = installation_value(db.scalars(select(InstallationRow)).one()).limits
    late = {}
    for before, after in pairwise(held):
        colours = [str(cell.value["colour"]) for cell in session_page(ctx, before.id).record.all("rating")]
        limit = next_limit(before.starts_at.date(), colours, limits)
        assert limit is not None
        if after.starts_at.date() > limit:
            late[before.number, after.number] = limit
    assert late == {(3, 4): date(2026, 1, 30), (5, 6): date(2026, 5, 8)}


def test_on_the_eve_the_family_is_overdue(eve: Store) -> None:
    page = today(demonstration.as_staff(eve, "TM1"))
    assert [(item.family.ref, item.since) for item in page.overdue_sessions] == [("FS-0001", date(2026, 5, 11))]


def test_one_summary_was_late(eve: Store) -> None:
    ctx = demonstration.as_staff(eve, "TM1")
    family_id(eve, "TM1")
    with ctx.read() as db:
        states = {
            (session.number, item.staff.ref): item.state
            for session in sessions(eve)
            for item in contributions(ctx, db, session)
        }
    assert {where for where, state in states.items() if state is SummaryState.LATE} == {(3, "MH1")}
    assert set(states.values()) == {SummaryState.FINALISED, SummaryState.LATE}
    assert Counter(number for number, _ in states) == {1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 6}


def test_all_summaries_for_the_sixth_are_in_before_the_deadline(eve: Store) -> None:
    ctx = demonstration.as_staff(eve, "TM1")
    family_id(eve, "TM1")
    with ctx.read() as db:
        given = [item.acts.given_at for item in contributions(ctx, db, sessions(eve)[-1])]
    assert all(moment is not None and moment <= datetime(2026, 5, 8, 17, 0) for moment in given)


def test_no_minutes_were_late(eve: Store) -> None:
    for session in sessions(eve)[:-1]:
        assert session.recorded_at is not None
        assert session.finalised_at is not None
        assert working_days_between(session.starts_at.date(), session.recorded_at.date()) <= 2
        assert working_days_between(session.starts_at.date(), session.finalised_at.date()) <= 5
        assert session.override_reason == ""
        assert session.state is SessionState.FINALISED


def test_planned_length_of_the_third(eve: Store) -> None:
    assert proposed_slot(6) == sessions(eve)[2].minutes == 60


def test_the_interview_with_mias_father(eve: Store) -> None:
    ctx = demonstration.as_staff(eve, "SW1")
    line = next(
        item for item in finalising.actions_of_family(ctx, family_id(eve)) if item.item.text == "Interview Lee Marsh"
    )
    third = sessions(eve)[2]
    assert line.item.due == date(2026, 1, 9)
    assert overdue_since(line.item, third.finalised_at) == date(2026, 1, 10)
    assert escalated_on(line.item) == date(2026, 1, 14)
    assert carries(line.item, line.progress) == 2
    assert drift_since(line.item, line.progress) == date(2026, 3, 17)
    assert closed_on(line.item, line.progress) == date(2026, 3, 24)


def test_every_action_was_closed_by_the_eve(eve: Store) -> None:
    ctx = demonstration.as_staff(eve, "SW1")
    lines = finalising.actions_of_family(ctx, family_id(eve))
    assert len(lines) == 3 + 3 + 5 + 2 + 1
    assert [line.item.text for line in lines if line.is_open] == []


def test_police_call_outs_before_and_since_allocation(eve: Store) -> None:
    ctx = demonstration.as_staff(eve, "SW1")
    days = [event.on for event in chronology.chronology(ctx, family_id(eve)) if event.kind == "POLICE"]
    allocated, as_of = date(2025, 9, 3), date(2026, 5, 18)
    before = sum(allocated.replace(year=2024) <= day < allocated for day in days)
    since = sum(allocated <= day <= as_of for day in days)
    assert (before, since) == (6, 2)
    per_month_before, per_month_since = before / 365 * 30, since / (as_of - allocated).days * 30
    assert (round(per_month_before, 3), round(per_month_since, 3)) == (0.493, 0.233)
    assert round((per_month_since / per_month_before - 1) * 100, 1) == -52.7


def test_the_third_supervision_as_it_was_recorded(minutes_ready: Store) -> None:
    ctx = demonstration.as_staff(minutes_ready, "TM1")
    family_id(minutes_ready, "TM1")
    third = sessions(minutes_ready)[2]
    page = session_page(ctx, third.id)
    names = {person.given_name or "Ivy": person.id for person in page.children}
    assert {name: page.record.value("rating", child)["colour"] for name, child in names.items()} == {
        "Mia": "RED",
        "Theo": "AMBER",
        "Ivy": "AMBER",
    }
    assert third.recorded_at == datetime(2025, 12, 18, 15, 10)
    assert third.finalised_at == datetime(2025, 12, 19, 11, 30)
    assert len(page.record.all("decision")) == 3
    assert [str(cell.value["due"]) for cell in page.record.all("action")] == [
        "2025-12-19",
        "2025-12-17",
        "2026-01-09",
        "2025-12-18",
        "2025-12-30",
    ]
    assert len(page.record.all("tell")) == 3


@pytest.mark.parametrize(("ref", "quotes"), [("TM1", 2), ("SW1", 2), ("CP1", 2), ("DV1", 1), ("DP1", 1), ("BS1", 1)])
def test_mias_confidential_words_reach_their_readers_alone(minutes_ready: Store, ref: str, quotes: int) -> None:
    ctx = demonstration.as_staff(minutes_ready, ref)
    family_id(minutes_ready, ref)
    page = session_page(ctx, sessions(minutes_ready)[2].id)
    assert len(page.record.all("view_quote")) == quotes


def test_before_the_third_nothing_of_it_is_there(tmp_path: Path) -> None:
    store = demonstration_at(TOUR_BEGINS, tmp_path)
    ctx = demonstration.as_staff(store, "TM1")
    family_id(store, "TM1")
    third = sessions(store)[2]
    with ctx.read() as db:
        given = [item.acts.given_at for item in contributions(ctx, db, third)]
    store.close()
    assert third.state is SessionState.PLANNED
    assert given == [None] * 6
