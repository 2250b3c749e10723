"""Finalising a supervision and what grows after it: typed rows, the hash, actions, who is told (domain.md 3.4, 3.9)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from fsworkbook.context import Context
from fsworkbook.domain.action_status import ActionStatus
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.supervision import AttendanceMode, Session, SessionState
from fsworkbook.services import actions, administration, entries, finalising
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.families import create_family
from fsworkbook.services.summaries import summary_form
from fsworkbook.services.text_rules import NeedsAnswer
from fsworkbook.storage.supervision_facts import record_fingerprint
from fsworkbook.storage.tables.supervision import ActionRow, RatingRow, SessionCellRow, StageRow
from tests.small_family import SmallFamily
from tests.supervised_family import SECRET, SESSION_1, WORDS, SupervisedFamily

RECORDED = datetime(2025, 9, 25, 15)
FINALISED = datetime(2025, 9, 26, 11)


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def recorded(family: SupervisedFamily) -> Session:
    session = family.running()
    family.type_needed(session)
    daniel = family.id("Daniel")
    family.type(session, "stage", f"{daniel}:ABUSIVE_BEHAVIOUR", stage="PRE_CONTEMPLATION", evidence="He minimises.")
    family.type(session, "case_rating", who="TM", colour="RED")
    family.small.at(RECORDED)
    return running.record(family.small.as_["BS"], session.id)


def finalised(family: SupervisedFamily) -> Session:
    session = recorded(family)
    family.small.at(FINALISED)
    family.page("TM", session)
    return finalising.finalise(family.small.as_["TM"], session.id)


def test_the_manager_of_the_team_finalises_and_nobody_else(family: SupervisedFamily) -> None:
    session = recorded(family)
    family.small.at(FINALISED)
    for who in ("BS", "SW", "LA"):
        with pytest.raises(NotAllowed):
            finalising.finalise(family.small.as_[who], session.id)
    with pytest.raises(WorkbookError, match="Read the whole record"):
        finalising.finalise(family.small.as_["TM"], session.id)
    family.page("TM", session)
    done = finalising.finalise(family.small.as_["TM"], session.id)
    assert (done.state, done.finalised_by, done.finalised_at) == (SessionState.FINALISED, "TM", FINALISED)
    with pytest.raises(NotAllowed, match="finalised"):
        finalising.finalise(family.small.as_["TM"], session.id)


def test_finalising_writes_ratings_stages_and_actions_with_their_day(family: SupervisedFamily) -> None:
    session = finalised(family)
    with family.small.as_["TM"].read() as db:
        ratings = {row.child_id: row.colour for row in db.scalars(select(RatingRow))}
        stages = [(row.adult_id, row.behaviour, row.stage, row.on) for row in db.scalars(select(StageRow))]
        owed = {row.id: (row.number, row.owner_id, row.due) for row in db.scalars(select(ActionRow))}
    assert ratings == {family.id("Mia"): "RED", family.id("Theo"): "AMBER", family.id("Unborn"): "RED", "": "RED"}
    assert stages == [(family.id("Daniel"), "ABUSIVE_BEHAVIOUR", "PRE_CONTEMPLATION", session.starts_at.date())]
    assert owed == {"a1": (1, "DV", date(2025, 9, 26)), "a2": (2, "DP", date(2025, 10, 3))}


def test_the_hash_covers_the_whole_record_and_nothing_moves_after(family: SupervisedFamily) -> None:
    session = finalised(family)
    manager = family.small.as_["TM"]
    with manager.read() as db:
        assert record_fingerprint(db, session.id) == session.finalised_hash
    with family.small.as_["DP"].read() as db:
        assert record_fingerprint(db, session.id) == session.finalised_hash
    with pytest.raises(NotAllowed):
        family.type(session, "plan", who="TM", text="Late.")
    for breach in (_change_cell, _delete_cell, _change_rating):
        with pytest.raises(NotAllowed):
            breach(manager)


def _change_cell(ctx: Context) -> None:
    with ctx.write() as db:
        row = db.scalars(select(SessionCellRow).where(SessionCellRow.item == "rating")).first()
        row.value, row.version, row.by_id = "{}", row.version + 1, "TM"


def _delete_cell(ctx: Context) -> None:
    with ctx.write() as db:
        db.delete(db.scalars(select(SessionCellRow).where(SessionCellRow.item == "rating")).first())


def _change_rating(ctx: Context) -> None:
    with ctx.write() as db:
        db.scalars(select(RatingRow)).first().colour = "GREEN"


def test_something_missing_again_stops_it(family: SupervisedFamily) -> None:
    session = recorded(family)
    running.remove_cell(family.small.as_["TM"], session.id, "decision", "d1")
    family.page("TM", session)
    with pytest.raises(WorkbookError, match="What was decided"):
        finalising.finalise(family.small.as_["TM"], session.id)


def test_in_the_room_the_chair_records_and_finalises_in_one_act(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    assert family.page("TM", session).may_finalise
    assert not family.page("BS", session).may_finalise
    done = finalising.finalise(family.small.as_["TM"], session.id)
    assert (done.state, done.recorded_by) == (SessionState.FINALISED, "TM")
    assert planning.sessions(family.small.as_["TM"], family.small.family.id)[-1].number == 2


def test_another_familys_name_in_the_record_is_asked_about(family: SupervisedFamily) -> None:
    create_family(family.small.as_["TM"], "FS-0002", "Pritchard-Cole", "canal", date(2025, 9, 3))
    session = family.running()
    family.type_needed(session)
    family.type(session, "plan", text="As with Pritchard-Cole.")
    running.record(family.small.as_["BS"], session.id)
    with pytest.raises(NeedsAnswer) as asked:
        finalising.finalise(family.small.as_["TM"], session.id)
    answers = {question.code: "Another person of that name" for question in asked.value.questions}
    assert finalising.finalise(family.small.as_["TM"], session.id, answers=answers).state is SessionState.FINALISED


def test_another_teams_manager_named_deputy_chairs_and_finalises(family: SupervisedFamily) -> None:
    manager = family.small.as_["TM"]
    foundry = administration.add_team(manager, "Foundry Team", "North")
    colin = administration.add_staff(manager, "Colin Abbott", "colin", "TEAM_MANAGER", foundry.id)
    ctx = manager.as_person(colin)
    assert planning.sessions(ctx, family.small.family.id) == ()
    with pytest.raises(WorkbookError, match="why somebody else"):
        family.plan(chair_id=colin.id)
    session = family.plan(chair_id=colin.id, reason="Priya is on leave")
    assert (session.deputy_id, session.deputy_reason) == (colin.id, "Priya is on leave")
    family.give_all(session)
    family.small.at(SESSION_1)
    running.start(ctx, session.id)
    running.attend(ctx, session.id, "DV", AttendanceMode.IN_ROOM)
    for staff_id in ("SW", "CP", "DP", "RW"):
        running.attend(ctx, session.id, staff_id, AttendanceMode.ABSENT_SUMMARY)
    family.type_needed(session)
    running.record(ctx, session.id)
    assert finalising.finalise(ctx, session.id).finalised_by == colin.id
    following = planning.sessions(manager, family.small.family.id)[-1]
    assert (following.chair_id, following.deputy_id) == (colin.id, colin.id)


def test_moving_far_while_a_child_is_red_is_said(family: SupervisedFamily) -> None:
    finalised(family)
    following = planning.sessions(family.small.as_["TM"], family.small.family.id)[-1]
    warn = planning.postponing_warning
    assert warn(family.small.as_["BS"], following.id, datetime(2025, 11, 11, 10)) is None
    assert "a child is red" in (warn(family.small.as_["BS"], following.id, datetime(2025, 11, 25, 10)) or "")


def test_the_action_of_somebody_absent_stays_proposed_until_they_accept(family: SupervisedFamily) -> None:
    finalised(family)
    lines = {
        line.item.id: line for line in finalising.actions_of_family(family.small.as_["TM"], family.small.family.id)
    }
    assert (lines["a1"].status, lines["a2"].status) == (ActionStatus.OPEN, ActionStatus.PROPOSED)
    assert lines["a2"].item.text == "Ring the group"
    assert lines["a2"].chair_is_told
    with pytest.raises(WorkbookError, match="spoke"):
        finalising.progress(family.small.as_["TM"], "a2", "ACCEPTED")
    with pytest.raises(NotAllowed):
        finalising.progress(family.small.as_["RW"], "a2", "ACCEPTED")
    finalising.progress(family.small.as_["DP"], "a2", "ACCEPTED")
    mine = finalising.actions_mine(family.small.as_["DP"])
    assert [(line.item.id, line.status) for line in mine] == [("a2", ActionStatus.OPEN)]


def test_done_needs_what_shows_it_and_leaves_the_list(family: SupervisedFamily) -> None:
    session = finalised(family)
    with pytest.raises(WorkbookError, match="what shows it"):
        finalising.progress(family.small.as_["DV"], "a1", "DONE", " ")
    finalising.progress(family.small.as_["DV"], "a1", "DONE", "Plan signed on 25 September")
    assert finalising.actions_mine(family.small.as_["DV"]) == ()
    family.page("SW", session)
    line = finalising.actions_of_family(family.small.as_["SW"], family.small.family.id)[0]
    assert (line.status, line.progress[0].note) == (ActionStatus.DONE, "Plan signed on 25 September")
    with pytest.raises(WorkbookError, match="closed"):
        finalising.progress(family.small.as_["DV"], "a1", "ACCEPTED")


def test_an_action_without_words_is_none_and_takes_no_number(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    family.type(session, "action", "b0", owner_id="DV", due="2025-09-24", position=0)
    finalising.finalise(family.small.as_["TM"], session.id)
    lines = finalising.actions_of_family(family.small.as_["TM"], family.small.family.id)
    assert [(line.item.number, line.item.id) for line in lines] == [(1, "a1"), (2, "a2")]


def test_lists_say_who_and_when_but_no_words(family: SupervisedFamily) -> None:
    finalised(family)
    family.small.at(FINALISED + timedelta(days=11))
    assert [line.item.text for line in actions.actions_mine(family.small.as_["DV"])] == [""]
    late = actions.actions_of_team(family.small.as_["TM"])
    assert {(line.item.id, line.overdue_since, line.escalated) for line in late} == {
        ("a1", date(2025, 9, 27), True),
        ("a2", date(2025, 10, 4), False),
    }


def test_an_action_is_seen_when_typed_and_late_only_once_finalised(family: SupervisedFamily) -> None:
    session = family.running()
    family.type(session, "action", "a1", text="Now", owner_id="DV", due="2025-09-24")
    family.small.at(SESSION_1 + timedelta(days=3))
    line = finalising.actions_mine(family.small.as_["DV"])[0]
    assert (line.item.id, line.overdue_since) == ("a1", None)


def test_the_person_harmed_is_told_first(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    kayleigh, daniel, mia = family.id("Kayleigh"), family.id("Daniel"), family.id("Mia")
    family.type(session, "tell", "t1", position=1, whom=kayleigh, by="DV", how="telephone, in her safe time")
    family.type(session, "tell", "t2", position=2, whom=daniel, by="DP", how="after the group")
    family.type(session, "tell", "t3", position=3, whom=mia, by="CP")
    assert family.page("TM", session).waiting_tells == {"t2"}
    with pytest.raises(WorkbookError, match="waits until Kayleigh"):
        finalising.tell(family.small.as_["TM"], session.id, "t2")
    with pytest.raises(NotAllowed):
        finalising.tell(family.small.as_["RW"], session.id, "t1")
    finalising.tell(family.small.as_["DV"], session.id, "t1")
    page = family.page("TM", session)
    assert (page.waiting_tells, set(page.told)) == (frozenset(), {"t1"})
    finalising.tell(family.small.as_["TM"], session.id, "t2")


def test_the_chair_says_why_the_order_is_another(family: SupervisedFamily) -> None:
    session = family.running()
    family.type(session, "tell", "t2", whom=family.id("Daniel"), by="DP", why_not_first="She asked us to.")
    assert family.page("TM", session).waiting_tells == frozenset()


def test_the_minutes_hold_for_each_reader_what_they_may_read(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    mia = family.id("Mia")
    secret = family.said_by_mia(secret=True)
    running.quote(family.small.as_["TM"], session.id, mia, secret.id, secret.content.body.paragraphs[0].id)
    family.type(session, "keeps_safe", family.id("Kayleigh"), who="TM", text="She rings her mother.")
    running.record(family.small.as_["TM"], session.id)
    finalising.finalise(family.small.as_["TM"], session.id)
    for who, reads_secret, reads_safe in (
        ("TM", True, True),
        ("SW", True, True),
        ("CP", True, True),
        ("DV", False, True),
        ("RW", False, False),
        ("DP", False, False),
        ("BS", False, False),
        ("LA", False, False),
    ):
        page = repr(family.page(who, session))
        assert (SECRET in page, "She rings her mother." in page) == (reads_secret, reads_safe), who
        assert "It works for safety." in page, who


def test_a_guest_reads_the_quoted_summaries_in_the_record_and_not_as_entries(family: SupervisedFamily) -> None:
    session = finalised(family)
    read = {item.staff.id: item.version for item in family.page("LA", session).summaries}
    assert read["DV"].content.texts["changed"].plain == "Summary of DV."
    key = summary_form(family.small.as_["DV"], session.id).key
    assert entries.versions(family.small.as_["LA"], key) == ()
    family.page("RW", session)
    assert len(entries.versions(family.small.as_["RW"], key)) == 1


def test_what_a_later_session_says_of_actions_becomes_their_progress(family: SupervisedFamily) -> None:
    finalised(family)
    second = planning.sessions(family.small.as_["TM"], family.small.family.id)[-1]
    family.small.at(datetime(2025, 10, 30, 9))
    family.give_all(second, at=None)
    started = family.start(second, at=datetime(2025, 11, 4, 10))
    running.attend(family.small.as_["BS"], second.id, "DP", "IN_ROOM")
    page = family.page("TM", started)
    assert {item.id for item in page.last_actions} == {"a1", "a2"}
    assert page.past_ratings[family.id("Mia")][0].colour == "RED"
    assert page.past_ratings[family.id("Mia")][0].reason == "Because of Mia."
    family.type_needed(started, ("GREEN", "AMBER", "RED"), "2025-12-09", "b")
    assert any("red to green" in item.sentence for item in family.page("TM", started).worth_a_look)
    family.type(started, "rating", family.id("Mia"), version=1, colour="GREEN", reason="Sleeps.", step_reason="Order")
    assert not any("red to green" in item.sentence for item in family.page("TM", started).worth_a_look)
    family.type(started, "last_action", "a1", outcome="DONE", changed="A plan she can keep.")
    family.type(started, "last_action", "a2", outcome="NOT_DONE", changed="")
    finalising.finalise(family.small.as_["TM"], started.id)
    lines = {
        (line.item.session_id, line.item.id): line
        for line in finalising.actions_of_family(family.small.as_["TM"], family.small.family.id)
    }
    assert WORDS not in repr(lines)
    first = [line for (where, _), line in lines.items() if where != started.id]
    assert {(line.item.id, line.status, len(line.progress)) for line in first} == {
        ("a1", ActionStatus.DONE, 1),
        ("a2", ActionStatus.OPEN, 1),
    }
