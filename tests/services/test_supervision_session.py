"""A running supervision: starting, the absentee rule, cells and their classes, what is needed, recording."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from fsworkbook.domain.errors import NotAllowed, NotFound, Stale, WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import AttendanceMode, SessionState
from fsworkbook.domain.workbook import Content, EntryKind
from fsworkbook.services import entries
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.storage.tables.supervision import SessionQuoteRow
from tests.small_family import SmallFamily
from tests.supervised_family import LATE, SECRET, SESSION_1, WORDS, SupervisedFamily


@pytest.fixture
def family(small: SmallFamily) -> SupervisedFamily:
    return SupervisedFamily(small)


def sentences(family: SupervisedFamily, session: object, who: str = "BS") -> str:
    return " ".join(item.sentence for item in family.page(who, session).missing)


def test_only_the_chair_starts_and_only_a_planned_session(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give_all(session)
    for who in ("BS", "SW", "LA"):
        with pytest.raises(NotAllowed):
            running.start(family.small.as_[who], session.id)
    started = family.start(session)
    assert (started.state, started.started_by, started.started_at) == (SessionState.IN_SESSION, "TM", SESSION_1)
    with pytest.raises(NotAllowed, match="in session"):
        family.start(session)


def test_an_absent_contributor_without_a_summary_is_waited_for_unless_overridden(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give_all(session, but=("DP",))
    with pytest.raises(WorkbookError, match="Steve Gannon") as refused:
        family.start(session)
    assert refused.value.field == "override_reason"
    started = family.start(session, "He is in court and rang the chair")
    assert started.override_reason == "He is in court and rang the chair"


def test_being_there_or_excused_or_having_given_is_enough(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give_all(session, but=("DP", "RW", "CP"))  # RW and CP are in the room
    planning.excuse(family.small.as_["TM"], session.id, "DP", "Nothing since the referral")
    assert family.start(session, "not needed").override_reason == ""


def test_the_start_stores_whom_it_expected_and_what_each_gave(family: SupervisedFamily) -> None:
    session = family.plan()
    given = family.give_all(session, but=("DP", "RW"))
    family.give("RW", session, at=LATE)
    newest = family.give("RW", session, "Again, after a call.", at=LATE + timedelta(minutes=5))
    family.start(session, "DP is in court")
    stored = {summary.staff_id: summary.version_id for summary in family.record("BS", session).summaries}
    assert stored == {who: given[who].id for who in ("SW", "CP", "DV")} | {"RW": newest.id, "DP": None}
    with pytest.raises(NotAllowed, match="has begun"):
        family.give("RW", session, "Too late to be read.", at=None)
    read = {item.staff.id: item.version for item in family.page("SW", session).summaries}
    assert read["RW"].content.texts["changed"].plain == "Again, after a call."
    assert read["SW"].content.body.plain == "Summary of SW."
    assert read["DP"] is None


def test_how_somebody_is_absent_is_told_by_what_they_gave(family: SupervisedFamily) -> None:
    session = family.plan()
    family.give_all(session, but=("DP", "RW"))
    planning.excuse(family.small.as_["TM"], session.id, "RW", "On leave")
    family.start(session, "DP is in court", RW=None)
    said = {"DP": "ABSENT_SUMMARY", "RW": "ABSENT_NO_SUMMARY", "CP": "EXCUSED"}
    for staff_id, mode in said.items():
        running.attend(family.small.as_["BS"], session.id, staff_id, AttendanceMode(mode), reason="court")
    apart = {"DP": "ABSENT_NO_SUMMARY", "RW": "EXCUSED", "CP": "ABSENT_SUMMARY"}
    assert {who: family.record("BS", session).attendance[who].value for who in apart} == apart
    family.type(session, "attendance", "DP", version=1, mode="ABSENT_SUMMARY")
    running.attend(family.small.as_["BS"], session.id, "LA", AttendanceMode.EXCUSED)
    stored = family.record("BS", session).attendance
    assert (stored["DP"], stored["LA"]) == (AttendanceMode.ABSENT_NO_SUMMARY, AttendanceMode.EXCUSED)


def test_the_absent_are_read_first(family: SupervisedFamily) -> None:
    session = family.running()
    first = family.page("TM", session).summaries[0]
    assert (first.staff.id, first.absent) == ("DP", True)


def test_only_minute_taker_chair_and_whom_the_chair_named_type(family: SupervisedFamily) -> None:
    session = family.running()
    for who in ("TM", "BS"):
        family.type(session, "reflection", who=who, text="Relief.", version=who == "BS")
    for who in ("SW", "DV", "LA", "SW2"):
        with pytest.raises(NotAllowed):
            family.type(session, "reflection", who=who, text="Mine.", version=2)
    running.name_typist(family.small.as_["TM"], session.id, "SW")
    family.type(session, "reflection", who="SW", text="Named.", version=2)
    assert family.record("DV", session).text("reflection") == "Named."


def test_a_cell_that_moved_on_is_stale_and_keeps_the_newer_text(family: SupervisedFamily) -> None:
    session = family.running()
    family.type(session, "plan", text="First.")
    family.type(session, "plan", who="TM", text="Second.", version=1)
    with pytest.raises(Stale):
        family.type(session, "plan", text="Third.", version=1)
    with pytest.raises(Stale):
        family.type(session, "plan", text="Third.")
    assert family.record("BS", session).text("plan") == "Second."


def test_nothing_is_typed_before_the_start(family: SupervisedFamily) -> None:
    session = family.plan()
    with pytest.raises(NotAllowed):
        family.type(session, "plan", text="Early.")


def test_what_is_needed_is_said_in_words_and_nothing_else_is(family: SupervisedFamily) -> None:
    session = family.running()
    said = sentences(family, session)
    for words in ("Mia say or show", "Which colour for Theo", "What was decided", "next supervision"):
        assert words in said
    assert "reflection" not in said
    with pytest.raises(WorkbookError, match="Which colour for Theo"):
        running.record(family.small.as_["BS"], session.id)
    family.type_needed(session)
    page = family.page("BS", session)
    assert page.missing == ()
    assert len(page.done) == 6
    assert any("What are we not seeing" in item.sentence for item in page.worth_a_look)


def test_needed_asks_for_reasons_dates_and_persons(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    family.type(session, "rating", family.id("Mia"), version=1, colour="RED")
    family.type(session, "view", family.id("Theo"), version=1, text="Settles.")
    family.type(session, "action", "a3", text="Book the room", position=3)
    family.type(session, "next", version=1, last=True)
    said = sentences(family, session)
    for words in ("Why is Mia red", "which day did Theo", "Who does “Book the room”", "By when", "last supervision"):
        assert words in said
    family.type(session, "view", family.id("Theo"), version=2, not_known=True, finder="CP", by="2025-10-01")
    family.type(session, "rating", family.id("Mia"), version=2, colour="NOT_RATED", reason="Nobody saw her.")
    assert "Theo" not in sentences(family, session)
    assert "Mia" not in sentences(family, session)


def test_the_case_rating_is_the_chairs_and_never_better_than_the_worst_child(family: SupervisedFamily) -> None:
    session = family.running()
    family.type(session, "rating", family.id("Mia"), colour="RED", reason="Fear.")
    with pytest.raises(NotAllowed, match="chair"):
        family.type(session, "case_rating", colour="RED")
    with pytest.raises(WorkbookError, match="cannot be amber"):
        family.type(session, "case_rating", who="TM", colour="AMBER")
    family.type(session, "case_rating", who="TM", colour="RED")
    with pytest.raises(WorkbookError, match="red, amber, green"):
        family.type(session, "rating", family.id("Theo"), colour="PURPLE")
    with pytest.raises(WorkbookError, match="child"):
        family.type(session, "rating", family.id("Daniel"), colour="RED")


def test_who_is_harmed_is_not_staged_about_the_abuse_and_a_relapse_is_confirmed(family: SupervisedFamily) -> None:
    session = family.running()
    kayleigh, daniel = family.id("Kayleigh"), family.id("Daniel")
    with pytest.raises(WorkbookError, match="not staged"):
        family.type(session, "stage", f"{kayleigh}:ABUSIVE_BEHAVIOUR", stage="CONTEMPLATION")
    with pytest.raises(WorkbookError, match="panel"):
        family.type(session, "stage", f"{kayleigh}:ACCEPTING_SAFETY_SUPPORT", stage="ACTION")
    with pytest.raises(WorkbookError, match="relapse") as asked:
        family.type(session, "stage", f"{daniel}:ABUSIVE_BEHAVIOUR", stage="RELAPSE")
    assert asked.value.field == "confirmed"
    family.type(session, "stage", f"{daniel}:ABUSIVE_BEHAVIOUR", stage="RELAPSE", confirmed=True)
    behaviours = family.page("TM", session).behaviours
    assert (kayleigh, "ABUSIVE_BEHAVIOUR") not in behaviours
    assert {(kayleigh, "ALCOHOL"), (daniel, "ABUSIVE_BEHAVIOUR")} <= set(behaviours)


def test_an_action_has_one_person_and_never_a_team(family: SupervisedFamily) -> None:
    session = family.running()
    for owner in ("canal", "team", "all"):
        with pytest.raises(WorkbookError, match="one person"):
            family.type(session, "action", "a1", text="Do it", owner_id=owner)
    with pytest.raises(WorkbookError, match="one person"):
        family.type(session, "action", "a1", text="Do it", owner_id="SW", owner_person=family.id("Kayleigh"))
    family.type(session, "action", "a1", text="Do it", owner_person=family.id("Kayleigh"), due="2025-10-01")


def test_what_keeps_the_children_safe_reaches_the_named_people_alone(family: SupervisedFamily) -> None:
    session = family.running()
    kayleigh = family.id("Kayleigh")
    with pytest.raises(NotAllowed):
        family.type(session, "keeps_safe", kayleigh, text="She rings.")
    assert ("keeps_safe", kayleigh) in family.page("BS", session).not_for_me
    assert ("keeps_safe", kayleigh) not in family.page("TM", session).not_for_me
    family.type(session, "keeps_safe", kayleigh, who="TM", text="She rings.")
    cell = family.record("SW", session).cells["keeps_safe", kayleigh]
    assert (cell.sharing_class, cell.protects) == (SharingClass.VICTIM_CONFIDENTIAL, kayleigh)
    reading = {who for who in family.small.as_ if family.record(who, session).text("keeps_safe", kayleigh)}
    assert reading == {"TM", "SW", "CP", "DV"}


def test_a_childs_confidential_words_are_quoted_and_exist_for_nobody_else(family: SupervisedFamily) -> None:
    session = family.running()
    mia = family.id("Mia")
    family.said_by_mia(secret=True)
    with pytest.raises(NotAllowed, match="quoted"):
        family.type(session, "view_quote", mia, who="TM", text=SECRET)
    found = family.page("TM", session).quotable[mia][0]
    running.quote(family.small.as_["TM"], session.id, mia, found.version_id, found.paragraph.id)
    assert family.page("TM", session).quoted[mia][0].paragraph.plain == SECRET
    assert "Mia say" not in sentences(family, session, "TM")
    page = family.page("BS", session)
    assert (page.quoted, page.quotable[mia]) == ({}, ())
    assert SECRET not in repr(page)
    assert "Mia say" in sentences(family, session, "BS")
    assert page.record.all("view_quote") == ()
    with pytest.raises(NotFound):
        running.quote(family.small.as_["BS"], session.id, mia, found.version_id, found.paragraph.id)
    assert {who for who in family.small.as_ if SECRET in repr(family.page(who, session))} == {"TM", "SW", "CP"}


def test_several_words_of_a_child_are_quoted_and_a_quotation_can_be_taken_out(family: SupervisedFamily) -> None:
    session = family.running()
    mia = family.id("Mia")
    first = family.said_by_mia(secret=False)
    words = first.content.body.paragraphs[0]
    running.quote(family.small.as_["BS"], session.id, mia, first.id, words.id)
    second = family.said_by_mia(secret=True)
    running.quote(family.small.as_["TM"], session.id, mia, second.id, second.content.body.paragraphs[0].id)
    assert [item.paragraph.plain for item in family.page("TM", session).quoted[mia]] == [WORDS, SECRET]
    assert [item.paragraph.plain for item in family.page("BS", session).quoted[mia]] == [WORDS]
    running.remove_cell(family.small.as_["BS"], session.id, "view_quote", f"{mia}:{words.id}")
    assert family.page("BS", session).quoted == {}


def test_words_of_two_children_stay_quoted_for_the_other_when_one_is_taken_out(family: SupervisedFamily) -> None:
    session = family.running()
    both = (family.id("Mia"), family.id("Theo"))
    words = RichText.from_plain("Both hid under the bed.", SharingClass.CHILD_CONFIDENTIAL).paragraphs[0]
    key = family.small.key(EntryKind.CONTRIBUTION, "contribution.m4", author="CP", owner="note")
    content = Content.of(RichText((replace(words, about=both),)))
    entries.save_draft(family.small.as_["CP"], key, content, contribution_kind="VISIT", occurred_on=date(2025, 9, 5))
    version = entries.finalise(family.small.as_["CP"], key)
    ctx = family.small.as_["TM"]

    def rows() -> int:
        with ctx.read(session.id) as db:
            return len(db.scalars(select(SessionQuoteRow)).all())

    for child_id in both:
        running.quote(ctx, session.id, child_id, version.id, words.id)
    running.remove_cell(ctx, session.id, "view_quote", f"{both[0]}:{words.id}")
    assert rows() == 1
    running.remove_cell(ctx, session.id, "view_quote", f"{both[1]}:{words.id}")
    assert rows() == 0


def test_the_next_date_after_the_limit_asks_for_a_reason_and_makes_the_next_session(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    assert family.page("TM", session).next_limit == date(2025, 11, 4)
    family.type(session, "next", version=1, on="2025-11-18", time="11:30")
    assert any("limit is 4 November" in item.sentence for item in family.page("TM", session).worth_a_look)
    recorded = running.record(family.small.as_["BS"], session.id)
    assert (recorded.state, recorded.recorded_by) == (SessionState.RECORDED, "BS")
    following = planning.sessions(family.small.as_["TM"], family.small.family.id)[-1]
    assert (following.number, following.state) == (2, SessionState.PLANNED)
    assert following.starts_at == datetime(2025, 11, 18, 11, 30)
    assert (following.chair_id, following.minute_taker_id, following.place) == ("TM", "BS", "Lockside 2")


def test_a_session_that_is_planned_already_is_not_made_twice(family: SupervisedFamily) -> None:
    session = family.running()
    family.plan(datetime(2025, 10, 28, 10))
    family.type_needed(session)
    running.record(family.small.as_["BS"], session.id)
    assert len(planning.sessions(family.small.as_["TM"], family.small.family.id)) == 2


def test_the_last_supervision_makes_none(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    family.type(session, "next", version=1, last=True, reason="CLOSING")
    running.record(family.small.as_["BS"], session.id)
    assert len(planning.sessions(family.small.as_["TM"], family.small.family.id)) == 1


def test_once_recorded_only_the_chair_changes_the_text(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    with pytest.raises(NotAllowed):
        running.record(family.small.as_["SW"], session.id)
    running.record(family.small.as_["BS"], session.id)
    with pytest.raises(NotAllowed):
        family.type(session, "plan", text="Later.")
    family.type(session, "plan", who="TM", text="The chair corrects.")
    with pytest.raises(NotAllowed, match="recorded"):
        running.abandon(family.small.as_["TM"], session.id, "no")


def test_an_abandoned_session_keeps_what_was_typed(family: SupervisedFamily) -> None:
    session = family.running()
    family.type(session, "plan", text="Half a plan.")
    with pytest.raises(NotAllowed):
        running.abandon(family.small.as_["BS"], session.id, "fire alarm")
    with pytest.raises(WorkbookError, match="why"):
        running.abandon(family.small.as_["TM"], session.id, "")
    ended = running.abandon(family.small.as_["TM"], session.id, "Fire alarm")
    assert (ended.state, ended.ended_reason) == (SessionState.ABANDONED, "Fire alarm")
    assert family.record("BS", session).text("plan") == "Half a plan."
    with pytest.raises(NotAllowed):
        family.type(session, "plan", text="More.", version=1)


def test_who_is_on_the_link_ticks_that_nobody_overhears(family: SupervisedFamily) -> None:
    session = family.running()
    running.attend(family.small.as_["BS"], session.id, "DV", AttendanceMode.REMOTE)
    assert any("overheard" in item.sentence for item in family.page("TM", session).worth_a_look)
    running.attend(family.small.as_["DV"], session.id, "DV", AttendanceMode.REMOTE, undisturbed=True)
    assert not any("overheard" in item.sentence for item in family.page("TM", session).worth_a_look)
    with pytest.raises(NotAllowed):
        running.attend(family.small.as_["DV"], session.id, "RW", AttendanceMode.REMOTE)


def test_who_does_not_attend_reads_ratings_and_actions_but_not_the_record(family: SupervisedFamily) -> None:
    session = family.running()
    family.type_needed(session)
    family.type(session, "reflection", text="Relief.")
    record = family.record("DP", session)
    assert record.text("rating", family.id("Mia"), "colour") == "RED"
    assert record.text("reflection") == ""
    assert family.record("RW", session).text("reflection") == "Relief."
