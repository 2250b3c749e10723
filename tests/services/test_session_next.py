"""The next supervision keeps to what the chair changed in the minutes after they were recorded (domain.md 3.4)."""

from datetime import datetime

import pytest
from sqlalchemy import select

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.services import finalising
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.storage.tables.supervision import PostponementRow
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily

RECORDED, CHANGED, FINALISED = (datetime(2025, 9, day, 15) for day in (24, 25, 26))
NEXT, LATER, LATEST = (datetime(2025, 11, day, 10) for day in (4, 18, 25))


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def recorded(family: SupervisedFamily) -> Session:
    session = family.running()
    family.type_needed(session)
    family.small.at(RECORDED)
    return running.record(family.small.as_["BS"], session.id)


def finalise(family: SupervisedFamily, session: Session) -> Session:
    """Finalise it; the session that follows."""
    family.small.at(FINALISED)
    family.page("TM", session)
    finalising.finalise(family.small.as_["TM"], session.id)
    return planning.sessions(family.small.as_["TM"], family.small.family.id)[-1]


def test_another_date_in_the_minutes_moves_the_planned_session_and_says_why(family: SupervisedFamily) -> None:
    session = recorded(family)
    family.small.at(CHANGED)
    family.type(session, "next", who="TM", version=1, on="2025-11-18", time="10:00")
    following = finalise(family, session)
    assert (following.number, following.state, following.starts_at) == (2, SessionState.PLANNED, LATER)
    with family.small.as_["TM"].read() as db:
        moved = db.scalars(select(PostponementRow).where(PostponementRow.session_id == following.id)).one()
    assert (moved.was_at, moved.now_at, moved.reason) == (NEXT, LATER, "The minutes of supervision 1 give this time.")


def test_who_moves_it_on_the_board_after_the_minutes_changed_has_the_last_word(family: SupervisedFamily) -> None:
    session = recorded(family)
    family.small.at(CHANGED)
    family.type(session, "next", who="TM", version=1, on="2025-11-18", time="10:00")
    following = planning.sessions(family.small.as_["TM"], family.small.family.id)[-1]
    family.small.at(FINALISED)
    planning.postpone(family.small.as_["BS"], following.id, LATEST, "The room is taken")
    assert finalise(family, session).starts_at == LATEST


def test_what_was_planned_otherwise_stays_where_the_minutes_did_not_change(family: SupervisedFamily) -> None:
    family.small.at(datetime(2025, 9, 8, 9))
    first = family.plan()
    family.plan(datetime(2025, 10, 28, 10))
    family.running(first)
    family.type_needed(first)
    family.small.at(RECORDED)
    running.record(family.small.as_["BS"], first.id)
    assert finalise(family, first).starts_at == datetime(2025, 10, 28, 10)


def test_the_last_supervision_after_all_calls_the_planned_one_off(family: SupervisedFamily) -> None:
    session = recorded(family)
    family.small.at(CHANGED)
    family.type(session, "next", who="TM", version=1, last=True, reason="CLOSING")
    following = finalise(family, session)
    assert (following.state, following.ended_reason) == (SessionState.CANCELLED, "Supervision 1 was the last one.")


def test_a_time_that_is_none_is_refused_in_words(family: SupervisedFamily) -> None:
    session = family.running()
    with pytest.raises(WorkbookError, match="such as 14:05") as refused:
        family.type(session, "next", on="2025-11-04", time="half ten")
    assert refused.value.field == "time"
