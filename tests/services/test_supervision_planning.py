"""Planning: who may, what is asked, deputies, asking, excusing, postponing, cancelling (domain.md 3.1, 3.3, 3.4)."""

from datetime import date, datetime

import pytest

from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.supervision import SessionKind, SessionState
from fsworkbook.services import supervision_planning as planning
from tests.small_family import SmallFamily
from tests.supervised_family import IN_TIME, SESSION_1, SupervisedFamily


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def test_five_professionals_need_a_family_supervision_and_it_says_who_counts(family: SupervisedFamily) -> None:
    required = planning.required_type(family.small.as_["BS"], family.small.family.id, SESSION_1.date())
    assert required.kind is SessionKind.FSCS
    assert [person.id for person in required.counted] == ["SW", "CP", "DV", "DP", "RW"]
    assert "Marta Silva" in required.why


def test_on_the_first_day_there_is_one_professional_and_it_is_a_case_supervision(family: SupervisedFamily) -> None:
    required = planning.required_type(family.small.as_["BS"], family.small.family.id, date(2025, 9, 2))
    assert required.kind is SessionKind.TRADITIONAL


def test_the_proposal_fits_team_and_disciplines(family: SupervisedFamily) -> None:
    proposal = planning.proposed(family.small.as_["BS"], family.small.family.id)
    assert (proposal.chair_id, proposal.minute_taker_id, proposal.minutes) == ("TM", "BS", 60)
    assert proposal.starts_at.weekday() == 1


def test_business_support_plans_and_others_do_not(family: SupervisedFamily) -> None:
    session = family.plan()
    assert (session.number, session.state, session.kind) == (1, SessionState.PLANNED, SessionKind.FSCS)
    assert session.case_holder_id == "SW"
    for who in ("SW", "DV", "LA"):
        with pytest.raises(NotAllowed):
            family.plan(by=who)


def test_planning_asks_for_a_room_a_manager_and_a_reason_off_the_set_day(family: SupervisedFamily) -> None:
    with pytest.raises(WorkbookError, match="room"):
        family.plan(place=" ")
    with pytest.raises(WorkbookError, match="chair"):
        family.plan(chair_id="DV")
    with pytest.raises(WorkbookError, match="set day"):
        family.plan(datetime(2025, 9, 24, 10))
    with pytest.raises(WorkbookError, match="passed"):
        family.plan(datetime(2025, 9, 2, 10))
    assert family.plan(datetime(2025, 9, 24, 10), reason="The room is free only then").number == 1


def test_only_who_leads_postpones_and_cancels_and_says_why(family: SupervisedFamily) -> None:
    session = family.plan()
    later = datetime(2025, 9, 30, 10)
    with pytest.raises(NotAllowed):
        planning.postpone(family.small.as_["DV"], session.id, later, "busy")
    with pytest.raises(WorkbookError, match="why"):
        planning.postpone(family.small.as_["BS"], session.id, later, " ")
    moved = planning.postpone(family.small.as_["BS"], session.id, later, "The chair is ill")
    assert (moved.starts_at, moved.state) == (later, SessionState.PLANNED)
    cancelled = planning.cancel(family.small.as_["TM"], session.id, "The family moved")
    assert (cancelled.state, cancelled.ended_reason) == (SessionState.CANCELLED, "The family moved")
    with pytest.raises(NotAllowed, match="cancelled"):
        planning.postpone(family.small.as_["BS"], session.id, later, "again")


def test_asking_goes_to_those_who_have_not_given(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give("RW", session)
    planning.excuse(family.small.as_["TM"], session.id, "CP", "No visit since the last one")
    assert planning.ask(family.small.as_["BS"], session.id) == 3
    assert planning.ask(family.small.as_["BS"], session.id, ["DV", "RW"]) == 1
    with pytest.raises(NotAllowed):
        planning.ask(family.small.as_["SW"], session.id)
    cells = {cell.staff.id: cell for cell in _board_cells(family)}
    assert cells["DV"].asked_at == IN_TIME
    assert cells["RW"].asked_at is None
    assert cells["CP"].excused_because == "No visit since the last one"


def test_the_manager_alone_excuses_and_says_why(family: SupervisedFamily) -> None:
    session = family.plan()
    with pytest.raises(NotAllowed):
        planning.excuse(family.small.as_["BS"], session.id, "CP", "busy")
    with pytest.raises(WorkbookError, match="why"):
        planning.excuse(family.small.as_["TM"], session.id, "CP", "")
    with pytest.raises(WorkbookError, match="expected"):
        planning.excuse(family.small.as_["TM"], session.id, "LA", "never comes")


def test_a_deputy_is_a_manager_named_with_a_reason_and_never_the_case_holder(family: SupervisedFamily) -> None:
    session = family.plan()
    with pytest.raises(NotAllowed):
        planning.name_deputy(family.small.as_["BS"], session.id, "TM", "leave")
    with pytest.raises(WorkbookError, match="deputy"):
        planning.name_deputy(family.small.as_["TM"], session.id, "SW2", "leave")
    with pytest.raises(WorkbookError, match="why"):
        planning.name_deputy(family.small.as_["TM"], session.id, "TM", "")


def test_the_chair_names_who_types(family: SupervisedFamily) -> None:
    session = family.plan()
    with pytest.raises(NotAllowed):
        planning.name_typist(family.small.as_["BS"], session.id, "SW")
    with pytest.raises(WorkbookError, match="cannot be named"):
        planning.name_typist(family.small.as_["TM"], session.id, "LA")
    assert planning.name_typist(family.small.as_["TM"], session.id, "CP").typists == {"CP"}


def _board_cells(family: SupervisedFamily) -> tuple[object, ...]:
    from fsworkbook.services.board import board

    return board(family.small.as_["BS"]).lines[0].cells
