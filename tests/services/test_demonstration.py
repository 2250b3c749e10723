"""The demonstration plays through the services, stops at any moment, goes on where it stood, and stands as told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from fsworkbook import resources
from fsworkbook.context import Context
from fsworkbook.domain.errors import NotAllowed, NotFound
from fsworkbook.domain.people import InvolvementStatus, PersonKind
from fsworkbook.domain.supervision import SessionState
from fsworkbook.services import chronology, contacts, demonstration, entries, families, supervision_planning
from fsworkbook.services.accountability import readers_by_name
from fsworkbook.services.auditing import verify
from fsworkbook.services.demonstration_acts import ACTS
from fsworkbook.storage.store import Store
from tests.demonstration_files import MINUTES_READY, TOUR_BEGINS, catalogue, demonstration_at

LINES_IN_A_DATA_FILE = 1500


@pytest.fixture(scope="module")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demonstration_at(demonstration.EVE, tmp_path_factory.mktemp("eve"))
    yield store
    store.close()


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Store]:
    store = demonstration_at(TOUR_BEGINS, tmp_path)
    yield store
    store.close()


def page_of(ctx: Context) -> families.FamilyPage:
    return families.open_family(ctx, families.list_families(ctx)[0].family.id)


def states(store: Store) -> list[SessionState]:
    ctx = demonstration.as_staff(store, "TM1")
    return [session.state for session in supervision_planning.sessions(ctx, page_of(ctx).family.id)]


def test_every_act_can_be_played_by_somebody_and_stands_in_order() -> None:
    acts = demonstration.acts()
    council = {person["ref"] for person in demonstration._read("council.toml")["staff"]}
    moments = [act.at for act in acts]
    assert moments == sorted(set(moments)), "every act has its own moment, so that the clock says where the play stands"
    assert {act.do for act in acts} <= set(ACTS)
    assert {act.by for act in acts} <= council
    assert acts[0].at > demonstration.BEGINS
    assert acts[-1].at <= demonstration.EVE


def test_data_files_are_short_enough_to_read() -> None:
    for path in resources.path("demo").rglob("*.toml"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_IN_A_DATA_FILE, path.name


def test_the_tour_begins_with_two_supervisions_finalised_and_the_third_planned(tour: Store) -> None:
    assert tour.clock == TOUR_BEGINS
    assert states(tour) == [SessionState.FINALISED, SessionState.FINALISED, SessionState.PLANNED]
    ctx = demonstration.as_staff(tour, "TM1")
    third = supervision_planning.sessions(ctx, page_of(ctx).family.id)[-1]
    assert third.starts_at == datetime(2025, 12, 16, 10, 0)
    assert third.place == "Lockside 2 and video link"
    assert third.minutes == 60


def test_a_part_may_be_left_out_and_the_rest_is_played(tour: Store) -> None:
    left_out = demonstration.play(tour, catalogue(), MINUTES_READY, skip=lambda act: act.part == "FS-0001#3")
    assert left_out > 0
    assert tour.clock == MINUTES_READY
    assert states(tour)[2] is SessionState.PLANNED
    ctx = demonstration.as_staff(tour, "SW1")
    events = chronology.chronology(ctx, page_of(ctx).family.id)
    assert events[-1].on == date(2025, 12, 15)


def test_it_goes_on_where_the_clock_stands(tour: Store) -> None:
    played = demonstration.play(tour, catalogue(), datetime(2025, 12, 5, 16, 30))
    assert played == sum(TOUR_BEGINS < act.at <= datetime(2025, 12, 5, 16, 30) for act in demonstration.acts())
    assert demonstration.play(tour, catalogue(), datetime(2025, 12, 5, 16, 30)) == 0


def test_an_act_that_is_refused_says_where_it_stands(tour: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = next(act for act in demonstration.acts() if act.at > TOUR_BEGINS and act.do == "finalise")
    by_a_stranger = replace(first, by="SW3")
    monkeypatch.setattr(demonstration, "acts", lambda: (by_a_stranger,))
    with pytest.raises(NotFound) as refused:
        demonstration.play(tour, catalogue(), MINUTES_READY)
    assert refused.value.__notes__[0].startswith(f"played by SW3 at {first.at:%Y-%m-%d %H:%M}: finalise")
    assert tour.clock == TOUR_BEGINS


def test_only_a_demonstration_is_played(tour: Store) -> None:
    tour.kind = "WORKBOOK"
    with pytest.raises(NotAllowed):
        demonstration.play(tour, catalogue(), MINUTES_READY)
    tour.kind = "DEMONSTRATION"


def test_on_the_eve_the_clock_the_sessions_and_the_colours(eve: Store) -> None:
    assert eve.clock == demonstration.EVE
    assert states(eve) == [*[SessionState.FINALISED] * 5, SessionState.PLANNED]
    line = families.list_families(demonstration.as_staff(eve, "TM1"))[0]
    assert {person.given_name: colour for person, colour in line.children} == {
        "Mia": "AMBER",
        "Theo": "GREEN",
        "Ivy": "AMBER",
    }
    assert line.key_worker == "Josh Whitlock"
    assert line.next_session_at == datetime(2026, 5, 12, 10, 0)


def test_ivy_is_the_same_person_before_and_after_her_birth(eve: Store, tour: Store) -> None:
    before = next(
        person for person in page_of(demonstration.as_staff(tour, "SW1")).people if person.kind is PersonKind.UNBORN
    )
    after = next(person for person in page_of(demonstration.as_staff(eve, "SW1")).people if person.id == before.id)
    assert (after.given_name, after.born_on, after.kind) == ("Ivy", date(2026, 1, 19), PersonKind.CHILD)


def test_one_draft_is_left(eve: Store) -> None:
    drafts = {
        person.ref: entries.my_drafts(demonstration.as_staff(eve, person.ref)) for person in demonstration.people(eve)
    }
    assert {ref: [draft.key.key for draft in found] for ref, found in drafts.items() if found} == {
        "CP1": ["m4.daily_routine"]
    }
    assert drafts["CP1"][0].begun_at.date() == date(2026, 5, 7)


def test_who_has_left_is_nobody_one_can_be(eve: Store) -> None:
    here = [person.ref for person in demonstration.people(eve)]
    assert "SW4" not in here
    assert len(here) == 21
    assert here[:4] == ["SA1", "SM1", "TM1", "TM2"]


def test_who_works_with_the_family(eve: Store) -> None:
    page = page_of(demonstration.as_staff(eve, "TM1"))
    begun = {
        page.staff[item.staff_id].ref: item.from_on
        for item in page.involvements
        if item.status is InvolvementStatus.ACTIVE
    }
    assert begun == {
        "SW1": date(2025, 9, 3),
        "CP1": date(2025, 9, 5),
        "DV1": date(2025, 9, 9),
        "DP1": date(2025, 9, 11),
        "CH1": date(2025, 9, 15),
        "RW1": date(2025, 9, 16),
        "MH1": date(2025, 10, 13),
    }
    left = next(item for item in page.involvements if item.status is InvolvementStatus.ENDED)
    assert (page.staff[left.staff_id].ref, left.to_on) == ("SW4", date(2025, 10, 31))


def test_one_reader_was_added_by_name(eve: Store) -> None:
    ctx = demonstration.as_staff(eve, "SW1")
    readers = readers_by_name(ctx, page_of(ctx).family.id)
    assert [(reader.who, reader.by, reader.at.date()) for reader in readers] == [
        ("Owen Blythe", "Marta Silva", date(2025, 10, 14))
    ]


@pytest.mark.parametrize(
    ("ref", "places"),
    [("SW1", True), ("MH1", True), ("DV1", True), ("DP1", False), ("RW1", False), ("BS1", False)],
)
def test_protected_places_are_there_for_their_readers_alone(eve: Store, ref: str, places: bool) -> None:
    ctx = demonstration.as_staff(eve, ref)
    known = contacts.contacts(ctx, page_of(ctx).family.id)
    labels = {place.id: place.label for place in known.places}
    protected = {labels[point.of_id] for point in known.points if point.of_kind == "PLACE" and point.protects}
    assert protected == ({"Kayleigh's home", "GP", "Meeting place", "Women's group"} if places else set())


def test_no_text_holds_a_contact_point(eve: Store) -> None:
    values = [act.what["value"] for act in demonstration.acts() if act.do == "add_contact_point"]
    texts = [str(act.what) for act in demonstration.acts() if act.do != "add_contact_point"]
    assert [value for value in values if any(value in text for text in texts)] == []


def test_parts_name_the_supervisions() -> None:
    parts = Counter(act.part for act in demonstration.acts() if act.part)
    assert set(parts) == {f"FS-0001#{number}" for number in range(1, 7)} | {"after FS-0001#3"}


def test_the_record_of_the_record_holds(eve: Store) -> None:
    assert verify(demonstration.as_staff(eve, "TM1")).findings == ()
