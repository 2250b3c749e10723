"""Minutes of a real session: who chaired it and when, and what a copy goes without."""

from datetime import date, datetime

import pytest

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import AttendanceMode, Session
from fsworkbook.services import administration, chronology, finalising
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.export_minutes import MinutesRequest, minutes_copy
from fsworkbook.storage.tables.people import StaffRow, TeamRow
from tests.small_family import SmallFamily
from tests.supervised_family import SESSION_1, SupervisedFamily

SECRET = "She has found a flat."


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def finalised(family: SupervisedFamily) -> Session:
    session = family.running()
    family.type_needed(session)
    running.record(family.small.as_["BS"], session.id)
    return finalising.finalise(family.small.as_["TM"], session.id)


def test_the_deputy_who_chaired_is_named(family: SupervisedFamily) -> None:
    small = family.small
    with small.store.write("TM", small.as_["TM"].now()) as db:
        db.add(TeamRow(id="foundry", name="Foundry Team", locality="North", set_day=3))
        db.flush()
        db.add(
            StaffRow(id="TM9", name="Colin Abbott", sign_in="tm9", discipline="TEAM_MANAGER", team_id="foundry",
                     is_administrator=False)
        )  # fmt: skip
    colin = small.as_["TM"].as_person(next(who for who in administration.staff(small.as_["TM"]) if who.id == "TM9"))
    session = family.plan()
    planning.name_deputy(small.as_["TM"], session.id, "TM9", "Priya is ill")
    family.give_all(session)
    small.at(SESSION_1)
    here = dict.fromkeys(("TM9", "SW", "CP", "DV", "DP", "RW", "BS"), AttendanceMode.IN_ROOM)
    running.start(colin, session.id, present=here)
    family.type_needed(session)
    running.type_cell(colin, session.id, "case_rating", "", {"colour": "RED"}, 0)
    running.record(small.as_["BS"], session.id)
    finalising.finalise(colin, session.id)
    words = minutes_copy(small.as_["SW"], MinutesRequest(session.id, "SW")).document.plain
    assert "Chair Colin Abbott" in words
    assert "given by Colin Abbott" in words
    assert "Priya Nair" not in words


def test_an_event_that_a_reader_may_not_have_is_counted(family: SupervisedFamily) -> None:
    marta, day = family.small.as_["DV"], date(2025, 9, 5)
    event = RichText.from_plain(SECRET, SharingClass.VICTIM_CONFIDENTIAL)
    chronology.add_event(marta, family.small.family.id, day, "OTHER", event)
    session = finalised(family)
    whole = minutes_copy(family.small.as_["TM"], MinutesRequest(session.id, "TM"))
    assert (SECRET in whole.document.plain, whole.withheld) == (True, {})
    for maker in ("TM", "DP"):
        made = minutes_copy(family.small.as_[maker], MinutesRequest(session.id, "DP"))
        assert SECRET not in made.document.plain
        assert made.withheld == {"VICTIM_CONFIDENTIAL": 1}, maker


def test_where_nobody_typed_who_was_against_the_minutes_say_nothing_of_it(family: SupervisedFamily) -> None:
    session = finalised(family)
    assert "Against" not in minutes_copy(family.small.as_["SW"], MinutesRequest(session.id, "SW")).document.plain


@pytest.mark.parametrize("day", [11, 24])
def test_a_supervision_starts_on_its_day(family: SupervisedFamily, day: int) -> None:
    session = family.plan()
    family.give_all(session, at=datetime(2025, 9, 10, 9))
    with pytest.raises(WorkbookError, match="planned for another day"):
        family.start(session, at=datetime(2025, 9, day, 15, 30))
    assert family.start(session).held_on == SESSION_1.date()
