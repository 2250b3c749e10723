"""R8 and R10 at the moment of finalising (domain.md 2.12): real texts, values, events and people on a real file."""

from datetime import date

import pytest

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKind
from fsworkbook.services import contacts, entries, finalising
from fsworkbook.services.chronology import add_event
from fsworkbook.services.families import create_family
from fsworkbook.services.text_rules import NeedsAnswer
from tests.small_family import SmallFamily
from tests.supervised_family import SupervisedFamily

HOME = "14 Mill Lane"
CONFIDENTIAL = SharingClass.VICTIM_CONFIDENTIAL
READ_TO_HIM = "m8.shared_how.adult"


@pytest.fixture
def hidden(small: SmallFamily) -> SmallFamily:
    """The small family, with Kayleigh's address in her card."""
    kayleigh = small.people["Kayleigh"].id
    contacts.add_contact_point(small.as_["SW"], small.family.id, "PERSON", kayleigh, "ADDRESS", HOME)
    return small


def other_family(small: SmallFamily, name: str) -> None:
    create_family(small.as_["TM"], f"FS-1-{name}", name, "canal", date(2025, 9, 3), "SW")


def test_a_protected_address_stands_in_no_line_that_more_people_read(hidden: SmallFamily) -> None:
    with pytest.raises(WorkbookError, match="protected address"):
        hidden.answer("SW", READ_TO_HIM, "Daniel", value=f"read together at {HOME}")
    key = hidden.key(EntryKind.ANSWER, READ_TO_HIM, "Daniel")
    assert entries.versions(hidden.as_["DP"], key) == ()


def test_a_value_inside_a_value_is_read_too(hidden: SmallFamily) -> None:
    with pytest.raises(WorkbookError, match="protected address"):
        hidden.answer("SW", "ki.plan_status", "Mia", value={"code": "CP", "from": "2025-09-02", "note": f"at {HOME}"})


def test_a_line_that_names_another_family_is_asked_about(small: SmallFamily) -> None:
    other_family(small, "Simpson")
    with pytest.raises(NeedsAnswer):
        small.answer("SW", READ_TO_HIM, "Daniel", value="read with the Simpson family")


def test_the_code_of_a_choice_is_no_name(small: SmallFamily) -> None:
    other_family(small, "Alcohol")
    assert small.answer("SW", "ki.need_factors.adult", "Kayleigh", value=["DOMESTIC_ABUSE_VICTIM", "ALCOHOL"])


@pytest.mark.parametrize("sharing_class", [SharingClass.SHAREABLE, CONFIDENTIAL])
def test_an_event_takes_no_protected_address_in_any_class(hidden: SmallFamily, sharing_class: SharingClass) -> None:
    words = RichText.from_plain(f"Moved to {HOME}", sharing_class)
    with pytest.raises(WorkbookError, match="protected address"):
        add_event(hidden.as_["DV"], hidden.family.id, date(2025, 9, 1), "OTHER", words)


def test_a_note_that_goes_to_the_chronology_takes_none_either(hidden: SmallFamily) -> None:
    ctx = hidden.as_["DV"]
    key = entries.new_contribution_key(ctx, hidden.family.id, "m1")
    words = Content.of(RichText.from_plain(f"Saw her at {HOME}", CONFIDENTIAL))
    entries.save_draft(ctx, key, words, contribution_kind="VISIT", significant=True)
    with pytest.raises(WorkbookError, match="protected address"):
        entries.finalise(ctx, key)
    entries.save_draft(ctx, key, words, contribution_kind="VISIT")
    assert entries.finalise(ctx, key).number == 1


def test_a_worker_of_this_family_has_a_name_of_this_family_and_a_worker_elsewhere_has_not(small: SmallFamily) -> None:
    other_family(small, "Gannon")
    other_family(small, "Ellery")
    assert small.answer("SW", "m1.referral_story", text="Steve Gannon was there.")
    with pytest.raises(NeedsAnswer):
        small.answer("SW", "m1.referral_story", text="The Ellery children were left alone.")


def test_a_section_with_a_question_is_finalised_in_one_act_with_its_answer(small: SmallFamily) -> None:
    other_family(small, "Simpson")
    for key, words in (("cws.story", "The Simpson boy was there."), ("cws.worries", "What harmed them.")):
        entry = small.key(EntryKind.ANSWER, key)
        entries.save_draft(small.as_["SW"], entry, Content.of(RichText.from_plain(words, SharingClass.SHAREABLE)))
    with pytest.raises(NeedsAnswer) as asked:
        entries.finalise_section(small.as_["SW"], small.family.id, "cws")
    answers = {question.code: "A neighbour of that name" for question in asked.value.questions}
    assert len(entries.finalise_section(small.as_["SW"], small.family.id, "cws", answers=answers)) == 2


def test_what_became_of_an_action_takes_no_protected_address(hidden: SmallFamily) -> None:
    family = SupervisedFamily(hidden)
    session = family.running()
    family.type_needed(session)
    finalising.finalise(hidden.as_["TM"], session.id)
    with pytest.raises(WorkbookError, match="protected address"):
        finalising.progress(hidden.as_["DV"], "a1", "DONE", f"Saw her at {HOME}")


def test_the_reason_of_a_version_takes_no_protected_address(hidden: SmallFamily) -> None:
    key = hidden.key(EntryKind.ANSWER, "m1.referral_story")
    entries.save_draft(hidden.as_["SW"], key, Content.of(RichText.from_plain("More is known.", CONFIDENTIAL)))
    with pytest.raises(WorkbookError, match="protected address"):
        entries.finalise(hidden.as_["SW"], key, reason=f"She now lives at {HOME}")


def test_the_reason_of_a_version_is_read_by_those_who_read_all_of_it(small: SmallFamily) -> None:
    key = small.key(EntryKind.ANSWER, "m1.referral_story")
    open_part = RichText.from_plain("She came.", SharingClass.SHAREABLE)
    mixed = RichText((*open_part, *RichText.from_plain("She is afraid of him.", CONFIDENTIAL)))

    def reasons(who: str) -> list[str]:
        return [version.reason for version in entries.versions(small.as_[who], key)]

    entries.save_draft(small.as_["SW"], key, Content.of(mixed))
    entries.finalise(small.as_["SW"], key, reason="She meets Marta on Tuesdays")
    assert (reasons("DV"), reasons("DP")) == (["She meets Marta on Tuesdays"], [""])
    entries.save_draft(small.as_["SW2"], key, Content.of(open_part))
    entries.finalise(small.as_["SW2"], key, reason="A date was wrong")
    assert (reasons("TM")[0], reasons("DP")[0]) == ("A date was wrong", "")
