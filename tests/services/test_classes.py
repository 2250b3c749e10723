"""Who may read a finalised paragraph is changed: narrower at once, wider by an answer alone (domain.md 1.5, 2.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fsworkbook.domain.errors import NotAllowed, NotFound
from fsworkbook.domain.richtext import RichText, Run
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind, Version
from fsworkbook.services import classes, entries
from fsworkbook.services.text_rules import NeedsAnswer
from tests.small_family import START, SmallFamily

WORDS = "The words that harm."
ANSWER = "Nobody: Kayleigh wrote it with me."
C = SharingClass


def story(small: SmallFamily) -> EntryKey:
    return small.key(EntryKind.ANSWER, "m1.referral_story")


def write(small: SmallFamily, who: str, text: RichText, **more: object) -> Version:
    """Draft and finalise a text whose paragraphs keep their ids."""
    entries.save_draft(small.as_[who], story(small), Content.of(text))
    return entries.finalise(small.as_[who], story(small), **more)


def read_by(small: SmallFamily, who: str) -> list[str]:
    """What each version that somebody may read says, the newest first."""
    return [version.content.body.plain for version in entries.versions(small.as_[who], story(small))]


def later(small: SmallFamily, minutes: int) -> None:
    small.at(START + timedelta(minutes=minutes))


def test_a_wider_class_asks_who_could_be_harmed_and_keeps_the_answer(small: SmallFamily) -> None:
    first = small.write("SW", story(small), WORDS, sharing_class=C.VICTIM_CONFIDENTIAL)
    with pytest.raises(NeedsAnswer) as asked:
        write(small, "SW", first.content.body.with_class(C.SHAREABLE))
    question = asked.value.questions[0]
    assert question.code == classes.asked_of(first.content.body.paragraphs[0].id)
    assert "Who could be harmed" in question.sentence
    assert read_by(small, "DP") == []
    entries.finalise(small.as_["SW"], story(small), answers={question.code: ANSWER})
    assert read_by(small, "DP") == [WORDS]
    assert ANSWER in entries.versions(small.as_["SW"], story(small))[0].reason
    assert entries.versions(small.as_["DP"], story(small))[0].reason == ""
    assert list(entries.versions(small.as_["SW"], story(small))[0].content.texts) == ["body"]


def test_an_answer_given_while_writing_is_not_asked_for_again(small: SmallFamily) -> None:
    first = small.write("SW", story(small), WORDS, sharing_class=C.PROFESSIONALS_ONLY)
    text = first.content.body
    version = write(
        small, "SW", text.with_class(C.SHAREABLE), answers={classes.asked_of(text.paragraphs[0].id): ANSWER}
    )
    assert version.content.body.paragraphs[0].sharing_class is C.SHAREABLE


def test_what_somebody_narrowed_since_the_draft_was_begun_stays_narrow(small: SmallFamily) -> None:
    first = small.write("SW", story(small), WORDS)
    paragraph = first.content.body.paragraphs[0]
    later(small, 1)
    entries.save_draft(small.as_["SW"], story(small), Content.of(first.content.body))
    later(small, 2)
    classes.narrow(small.as_["DV"], first.id, paragraph.id, C.VICTIM_CONFIDENTIAL)
    assert read_by(small, "DP") == []
    later(small, 3)
    second = entries.finalise(small.as_["SW"], story(small), answers={classes.asked_of(paragraph.id): ANSWER})
    assert second.content.body.paragraphs[0].sharing_class is C.VICTIM_CONFIDENTIAL
    assert read_by(small, "DP") == []
    assert read_by(small, "SW") == [WORDS, WORDS]


def test_what_an_author_lost_sight_of_is_carried_over_and_their_own_words_stand_beside_it(small: SmallFamily) -> None:
    first = small.write("SW", story(small), f"{WORDS}\nShe came.")
    harmful, harmless = first.content.body.paragraphs
    entries.save_draft(small.as_["SW2"], story(small), Content.of(first.content.body))
    classes.narrow(small.as_["DV"], first.id, harmful.id, C.VICTIM_CONFIDENTIAL)
    entries.finalise(small.as_["SW2"], story(small))
    assert read_by(small, "SW2")[0] == "She came."
    assert sorted(read_by(small, "SW")[0].splitlines()) == ["She came.", WORDS]
    write(small, "SW2", RichText((replace(harmful, runs=(Run("Her own words."),)), harmless)))
    assert read_by(small, "SW2")[0] == "Her own words.\nShe came."
    assert "Her own words." in read_by(small, "SW")[0]
    assert WORDS in read_by(small, "SW")[0]
    assert read_by(small, "DP")[0] == "She came."


def test_narrowing_touches_no_draft_and_no_other_version(small: SmallFamily) -> None:
    first = small.write("SW", story(small), WORDS)
    second = small.write("SW2", story(small), "Other words.")
    entries.save_draft(small.as_["SW"], story(small), Content.of(RichText.from_plain("Half a thought")))
    classes.narrow(small.as_["SW"], first.id, first.content.body.paragraphs[0].id, C.PROFESSIONALS_ONLY)
    assert entries.draft(small.as_["SW"], story(small)).content.body.plain == "Half a thought"
    newest, oldest = entries.versions(small.as_["SW"], story(small))
    assert newest.content == second.content
    assert oldest.content.body.paragraphs[0].sharing_class is C.PROFESSIONALS_ONLY


def test_an_old_version_is_narrowed_although_a_later_one_is_narrow_already(small: SmallFamily) -> None:
    first = small.write("SW", story(small), WORDS)
    paragraph = first.content.body.paragraphs[0]
    write(small, "SW", first.content.body.with_class(C.PROFESSIONALS_ONLY))
    classes.narrow(small.as_["SW"], first.id, paragraph.id, C.PROFESSIONALS_ONLY)
    found = entries.versions(small.as_["SW"], story(small))
    assert {version.content.body.paragraphs[0].sharing_class for version in found} == {C.PROFESSIONALS_ONLY}
    with pytest.raises(NotAllowed, match="narrower"):
        classes.narrow(small.as_["SW"], first.id, paragraph.id, C.PROFESSIONALS_ONLY)


def test_a_part_that_its_reader_does_not_know_of_stops_nothing(small: SmallFamily) -> None:
    first = small.write("SW", story(small), WORDS)
    paragraph = first.content.body.paragraphs[0]
    write(small, "SW", first.content.body.with_class(C.CHILD_CONFIDENTIAL))
    classes.narrow(small.as_["DV"], first.id, paragraph.id, C.PROFESSIONALS_ONLY)
    kept = [
        version.content.body.paragraphs[0].sharing_class for version in entries.versions(small.as_["SW"], story(small))
    ]
    assert kept == [C.CHILD_CONFIDENTIAL, C.PROFESSIONALS_ONLY]
    classes.narrow(small.as_["CP"], first.id, paragraph.id, C.VICTIM_CONFIDENTIAL)
    with pytest.raises(NotFound):
        classes.narrow(small.as_["DP"], first.id, paragraph.id, C.VICTIM_CONFIDENTIAL)
