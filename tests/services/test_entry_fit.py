"""Under which keys nothing is written (domain.md 2.1, 3.6)."""

import pytest

from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.workbook import EntryKey, EntryKind
from fsworkbook.services import entries
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily


def summary_of(small: SmallFamily, who: str, session_id: str) -> EntryKey:
    return small.key(EntryKind.SUMMARY, "summary", author=who, owner=session_id)


@pytest.mark.parametrize("panel", ["m3.panel.RECOVERY_WORKER", "m3.panel.DA_PRACTITIONER_VICTIM"])
def test_nobody_writes_the_panel_of_another_discipline(small: SmallFamily, panel: str) -> None:
    with pytest.raises(NotAllowed, match="another discipline"):
        small.write("DP", small.key(EntryKind.PANEL, panel, author="DP"), "Written by probation")


@pytest.mark.parametrize(
    ("key", "about"),
    [
        ("m1.harm_statement", ["Kayleigh"]),
        ("m1.harm_statement", []),
        ("m8.shared_how.adult", ["Mia"]),
        ("cws.story", ["Mia"]),
    ],
)
def test_an_answer_is_about_whom_its_question_is_about(small: SmallFamily, key: str, about: list[str]) -> None:
    with pytest.raises(WorkbookError, match="not about the people"):
        small.answer("SW", key, *about, text="Words")


def test_an_answer_is_about_people_of_the_family(small: SmallFamily) -> None:
    with pytest.raises(WorkbookError, match="not about the people"):
        small.write("SW", EntryKey(small.family.id, EntryKind.ANSWER, "m1.harm_statement", ("nobody",)), "Words")


def test_a_summary_is_for_a_supervision_that_expects_it(small: SmallFamily) -> None:
    with pytest.raises(NotFound):
        small.write("DP", summary_of(small, "DP", "no-such-session"), "Words")
    session = SupervisedFamily(small).plan()
    with pytest.raises(NotAllowed, match="expected from you"):
        small.write("SW2", summary_of(small, "SW2", session.id), "Words")
    assert small.write("DP", summary_of(small, "DP", session.id), "Words").number == 1


def test_a_summary_is_replaced_until_the_supervision_starts(small: SmallFamily) -> None:
    family = SupervisedFamily(small)
    session = family.plan()
    family.give_all(session)
    assert family.give("DP", session, "Changed since.").number == 2
    family.start(session)
    with pytest.raises(NotAllowed, match="has begun"):
        small.write("DP", summary_of(small, "DP", session.id), "Too late")


def test_still_true_is_said_of_the_last_version(small: SmallFamily) -> None:
    key = small.key(EntryKind.ANSWER, "cws.what_changed")
    first = small.write("SW", key, "Old")
    small.write("SW2", key, "New and different")
    with pytest.raises(WorkbookError, match="newer version"):
        entries.still_true(small.as_["SW"], first.id)
