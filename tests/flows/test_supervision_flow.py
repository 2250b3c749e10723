"""One family supervised twice, from planning to the manager's last act, each step by its person, on a real encrypted
file (domain.md 3; the record follows 12.5 where the small family allows)."""

from datetime import date, datetime

from fsworkbook.domain.action_status import ActionStatus
from fsworkbook.domain.contributors import SummaryState
from fsworkbook.domain.supervision import AttendanceMode, SessionState
from fsworkbook.services import finalising, summaries
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.board import board
from fsworkbook.services.today import today
from tests.small_family import make_small_family
from tests.supervised_family import SECRET, WORDS, SupervisedFamily


def test_a_supervision_from_planning_to_the_next(tmp_path) -> None:  # type: ignore[no-untyped-def]
    small = make_small_family(tmp_path)
    family = SupervisedFamily(small)
    try:
        _first_supervision(family)
        _second_supervision(family)
    finally:
        small.store.close()


def _first_supervision(family: SupervisedFamily) -> None:
    small, as_ = family.small, family.small.as_
    session = family.plan()
    small.at(datetime(2025, 9, 9, 9))
    assert planning.ask(as_["BS"], session.id) == 5
    assert [item.session.id for item in summaries.owed(as_["DP"])] == [session.id]
    family.give_all(session, but=("RW",))
    family.give("RW", session, at=datetime(2025, 9, 19, 17, 20))
    line = board(as_["BS"]).lines[0]
    assert (line.ready, line.all_in_at) == (True, datetime(2025, 9, 19, 17, 20))
    assert {cell.staff.id for cell in line.cells if cell.state is SummaryState.LATE} == {"RW"}

    started = family.start(session)
    running.attend(as_["BS"], session.id, "DP", AttendanceMode.ABSENT_SUMMARY, reason="court")
    running.attend(as_["BS"], session.id, "LA", AttendanceMode.IN_ROOM, guest=True)
    assert family.page("BS", started).summaries[0].staff.id == "DP"
    _type_first_record(family, started)
    small.at(datetime(2025, 9, 24, 11, 20))
    finalising.tell(as_["DV"], session.id, "t1")
    small.at(datetime(2025, 9, 25, 15, 10))
    assert running.record(as_["BS"], session.id).state is SessionState.RECORDED
    assert [item.what for item in today(as_["TM"]).waiting] == ["finalise"]
    small.at(datetime(2025, 9, 26, 11, 30))
    page = family.page("TM", session)
    assert (page.missing, page.may_finalise) == ((), True)
    done = finalising.finalise(as_["TM"], session.id)
    assert len(done.finalised_hash) == 64
    _minutes_are_each_readers_own(family, done)


def _type_first_record(family: SupervisedFamily, session) -> None:  # type: ignore[no-untyped-def]
    as_, mia = family.small.as_, family.id("Mia")
    open_words = family.said_by_mia(secret=False)
    running.quote(as_["BS"], session.id, mia, open_words.id, open_words.content.body.paragraphs[0].id)
    secret = family.said_by_mia(secret=True)
    running.quote(as_["TM"], session.id, mia, secret.id, secret.content.body.paragraphs[0].id)
    for name, colour in (("Mia", "RED"), ("Theo", "AMBER"), ("Unborn", "RED")):
        if name != "Mia":
            family.type(session, "view", family.id(name), text="Startles at bangs.", on="2025-09-18")
        family.type(session, "rating", family.id(name), colour=colour, reason=f"{name}: nights are not quiet.")
    family.type(session, "case_rating", who="TM", colour="RED")
    daniel, kayleigh = family.id("Daniel"), family.id("Kayleigh")
    family.type(session, "stage", f"{daniel}:ABUSIVE_BEHAVIOUR", stage="PRE_CONTEMPLATION", evidence="He minimises.")
    family.type(session, "stage", f"{kayleigh}:ALCOHOL", stage="CONTEMPLATION", evidence="Cut down.")
    family.type(session, "keeps_safe", kayleigh, who="TM", text="Children at her mother's on Fridays.")
    family.type(session, "decision", "d1", position=1, type="CONTINUE", text="Stay on the plan.", why="EDD is near.")
    family.type(session, "action", "a1", position=1, text="Safe-contact plan", owner_id="DV", due="2025-09-26")
    family.type(session, "action", "a2", position=2, text="Ring the group", owner_id="DP", due="2025-10-03")
    family.type(session, "action", "a3", position=3, text="Sleep-in rota", owner_person=kayleigh, due="2025-10-10")
    family.type(session, "tell", "t1", position=1, whom=kayleigh, by="DV", how="telephone", due="2025-09-25")
    family.type(session, "tell", "t2", position=2, whom=daniel, by="DP", due="2025-09-26")
    family.type(session, "next", on="2025-11-04", time="10:00")


def _minutes_are_each_readers_own(family: SupervisedFamily, session) -> None:  # type: ignore[no-untyped-def]
    pages = {who: repr(family.page(who, session)) for who in ("TM", "SW", "CP", "DV", "DP", "RW", "BS", "LA")}
    assert {who for who, page in pages.items() if SECRET in page} == {"TM", "SW", "CP"}
    assert {who for who, page in pages.items() if "on Fridays" in page} == {"TM", "SW", "CP", "DV"}
    for who, page in pages.items():
        assert WORDS in page, who
        assert "EDD is near." in page, who
        assert "Summary of DV." in page, who
    assert len({len(family.page(who, session).record.all("view_quote")) for who in ("DP", "BS", "LA")}) == 1


def _second_supervision(family: SupervisedFamily) -> None:
    as_ = family.small.as_
    finalising.progress(as_["DV"], "a1", "DONE", "Signed on 25 September")
    finalising.progress(as_["DP"], "a2", "ACCEPTED")
    session = planning.sessions(as_["TM"], family.small.family.id)[-1]
    family.give_all(session, at=datetime(2025, 10, 30, 9))
    started = family.start(session, at=datetime(2025, 11, 4, 10))
    running.attend(as_["BS"], session.id, "DP", AttendanceMode.IN_ROOM)
    page = family.page("TM", started)
    assert [item.id for item in page.last_actions] == ["a1", "a2", "a3"]
    assert {(entry.behaviour, entry.stage) for entry in page.last_stages} == {
        ("ABUSIVE_BEHAVIOUR", "PRE_CONTEMPLATION"),
        ("ALCOHOL", "CONTEMPLATION"),
    }
    family.type_needed(started, ("AMBER", "AMBER", "RED"), "2025-12-16", "b")
    family.type(started, "last_action", "a2", outcome="NOT_DONE")
    family.type(started, "last_action", "a3", outcome="DONE", changed="Two quiet nights.")
    assert finalising.finalise(as_["TM"], session.id).state is SessionState.FINALISED
    lines = {line.item.id: line for line in finalising.actions_of_family(as_["TM"], family.small.family.id)}
    assert {name: lines[name].status for name in ("a1", "a2", "a3")} == {
        "a1": ActionStatus.DONE,
        "a2": ActionStatus.OPEN,
        "a3": ActionStatus.DONE,
    }
    assert lines["a2"].overdue_since == date(2025, 10, 4)
    assert [session.state for session in planning.sessions(as_["TM"], family.small.family.id)] == [
        SessionState.FINALISED,
        SessionState.FINALISED,
        SessionState.PLANNED,
    ]
