"""Stages of change (domain.md 4.1, 4.2)."""

from datetime import date

import pytest

from fsworkbook.domain import change_stage
from fsworkbook.domain.change_stage import ChangeStage
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.supervision import StageEntry

PROB, VICTIMS = "DA_OFFICER_PERPETRATOR", "DA_PRACTITIONER_VICTIM"


def adult(*factors: str, kind: PersonKind = PersonKind.ADULT) -> Person:
    return Person("p", "f", "Kay", "Hart", kind, need_factors=frozenset(factors))


@pytest.mark.parametrize("previous", [None, *ChangeStage])
@pytest.mark.parametrize("stage", list(ChangeStage))
def test_any_stage_may_follow_any_but_relapse_asks(previous: str | None, stage: ChangeStage) -> None:
    expected = stage == "RELAPSE" and previous not in ("ACTION", "MAINTENANCE", "RELAPSE")
    assert (change_stage.question_before(previous, stage) is not None) == expected


def test_the_person_harmed_is_not_staged_about_the_abuse() -> None:
    harmed = adult("DOMESTIC_ABUSE_VICTIM", "ALCOHOL")
    assert change_stage.why_not_staged(harmed, "ABUSIVE_BEHAVIOUR", PROB)
    assert change_stage.why_not_staged(harmed, "ALCOHOL", PROB) is None
    assert change_stage.why_not_staged(adult("DOMESTIC_ABUSE_PERPETRATOR"), "ABUSIVE_BEHAVIOUR", PROB) is None
    both = adult("DOMESTIC_ABUSE_VICTIM", "DOMESTIC_ABUSE_PERPETRATOR")
    assert change_stage.why_not_staged(both, "ABUSIVE_BEHAVIOUR", PROB) is None


def test_working_with_us_on_safety_is_hers_alone() -> None:
    harmed = adult("DOMESTIC_ABUSE_VICTIM")
    assert change_stage.why_not_staged(harmed, "ACCEPTING_SAFETY_SUPPORT", VICTIMS) is None
    assert change_stage.why_not_staged(harmed, "ACCEPTING_SAFETY_SUPPORT", PROB)
    assert change_stage.why_not_staged(harmed, "ACCEPTING_SAFETY_SUPPORT", VICTIMS, in_session=True)
    asked = change_stage.behaviours_for(harmed, ["ALCOHOL", "ABUSIVE_BEHAVIOUR", "ACCEPTING_SAFETY_SUPPORT"], VICTIMS)
    assert asked == ("ALCOHOL", "ACCEPTING_SAFETY_SUPPORT")


def test_children_are_not_staged() -> None:
    assert change_stage.why_not_staged(adult(kind=PersonKind.CHILD), "ALCOHOL", PROB)


def entry(behaviour: str, stage: str, on: date) -> StageEntry:
    return StageEntry("p", behaviour, stage, on)


def test_latest_and_what_documents_show() -> None:
    entries = [
        entry("ALCOHOL", "CONTEMPLATION", date(2025, 9, 23)),
        entry("ALCOHOL", "PREPARATION", date(2025, 11, 4)),
        entry("ACCEPTING_SAFETY_SUPPORT", "ACTION", date(2025, 11, 4)),
    ]
    now = change_stage.latest(entries, "p", "ALCOHOL")
    assert now is not None
    assert now.stage == "PREPARATION"
    before = change_stage.latest(entries, "p", "ALCOHOL", before=date(2025, 11, 4))
    assert before is not None
    assert before.stage == "CONTEMPLATION"
    assert change_stage.latest(entries, "p", "DRUGS") is None
    assert change_stage.in_documents(entries) == tuple(entries[:2])


def test_time_marks_are_hints() -> None:
    made = date(2025, 11, 29)
    assert change_stage.time_hint("MAINTENANCE", made, date(2026, 5, 12)) == (
        "23 weeks; maintenance is usually 26 weeks or more."
    )
    assert change_stage.time_hint("MAINTENANCE", made, date(2026, 6, 12)) is None
    assert change_stage.time_hint("ACTION", made, date(2026, 6, 12))
    assert change_stage.time_hint("ACTION", made, date(2026, 3, 17)) is None
    assert change_stage.time_hint("PREPARATION", made, date(2026, 1, 12))
    assert change_stage.time_hint("PREPARATION", made, date(2025, 12, 12)) is None
    assert change_stage.time_hint("CONTEMPLATION", None, made) is None
