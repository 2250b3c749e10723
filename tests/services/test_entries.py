"""Drafts, finalising, versions and who reads which paragraph, through real services on a real encrypted file."""

from datetime import date

import pytest

from fsworkbook.domain.errors import NotAllowed, Stale, WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKind
from fsworkbook.services import entries, sections
from fsworkbook.services.families import create_family
from fsworkbook.services.text_rules import NeedsAnswer
from tests.small_family import SmallFamily

FEARFUL = "He took her keys and her telephone."
CONFIDENTIAL = SharingClass.VICTIM_CONFIDENTIAL


def text_in(small: SmallFamily, who: str, module: str, author: str) -> str | None:
    """What `who` reads of the panel of `author` in a module; None where there is no version for them."""
    page = sections.section_page(small.as_[who], small.family.id, module)
    panels = [panel for panel in page.other_panels if panel.author.id == author and panel.version]
    return panels[0].version.content.body.plain if panels and panels[0].version else None


def test_a_draft_is_its_authors_alone_and_others_see_that_it_exists(small: SmallFamily) -> None:
    key = small.panel("RW", "m3")
    entries.save_draft(small.as_["RW"], key, Content.of(RichText.from_plain("Half a thought", SharingClass.SHAREABLE)))
    assert entries.draft(small.as_["RW"], key).content.body.plain == "Half a thought"
    assert entries.draft(small.as_["TM"], key) is None
    panels = sections.section_page(small.as_["TM"], small.family.id, "m3").other_panels
    trace = next(panel for panel in panels if panel.author.id == "RW")
    assert trace.version is None
    assert trace.trace is not None


def test_finalising_makes_version_after_version_and_keeps_them_all(small: SmallFamily) -> None:
    key = small.panel("RW", "m3")
    first = small.write("RW", key, "Four out of ten.")
    second = small.write("RW", key, "Six out of ten.")
    assert (first.number, second.number) == (1, 2)
    assert [item.content.body.plain for item in entries.versions(small.as_["SW"], key)] == [
        "Six out of ten.",
        "Four out of ten.",
    ]
    assert entries.draft(small.as_["RW"], key) is None


def test_a_confidential_paragraph_reaches_named_people_and_nobody_else(small: SmallFamily) -> None:
    small.write("DV", small.panel("DV", "m3"), FEARFUL, sharing_class=CONFIDENTIAL)
    readers = {who for who in small.as_ if who != "DV" and text_in(small, who, "m3", "DV") == FEARFUL}
    assert readers == {"SW", "TM", "CP"}


def test_a_reader_without_the_class_reads_the_rest_without_a_gap(small: SmallFamily) -> None:
    open_part = RichText.from_plain("She came to all five sessions.\nShe asked for evenings.", SharingClass.SHAREABLE)
    hidden = RichText.from_plain(FEARFUL, CONFIDENTIAL)
    mixed = RichText((open_part.paragraphs[0], hidden.paragraphs[0], open_part.paragraphs[1]))
    key = entries.new_contribution_key(small.as_["DV"], small.family.id, "m1")
    entries.save_draft(small.as_["DV"], key, Content.of(mixed), contribution_kind="SESSION_1TO1")
    entries.finalise(small.as_["DV"], key)
    for who, words in (("SW", mixed.plain), ("DP", open_part.plain)):
        note = sections.section_page(small.as_[who], small.family.id, "m1").contributions[0]
        assert note.content.body.plain == words


def test_the_victims_practitioners_panel_cannot_be_shared_more_widely(small: SmallFamily) -> None:
    with pytest.raises(WorkbookError, match="named people only"):
        small.write("DV", small.panel("DV", "m1"), "She wants help.", sharing_class=SharingClass.SHAREABLE)


def test_another_author_carries_over_what_they_cannot_see(small: SmallFamily) -> None:
    key = small.key(EntryKind.ANSWER, "m4.expressed_views", "Mia")
    secret = RichText.from_plain("Leave the light on.", SharingClass.CHILD_CONFIDENTIAL)
    entries.save_draft(small.as_["SW"], key, Content.of(secret))
    entries.finalise(small.as_["SW"], key)
    small.answer("SW", "m4.expressed_views", "Mia", text="A night with nothing.")
    assert "Leave the light on." not in entries.versions(small.as_["BS"], key)[0].content.body.plain


def test_still_true_is_said_by_the_author_alone(small: SmallFamily) -> None:
    version = small.write("RW", small.panel("RW", "m3"), "Six out of ten.")
    with pytest.raises(NotAllowed):
        entries.still_true(small.as_["SW"], version.id)
    entries.still_true(small.as_["RW"], version.id)
    assert entries.versions(small.as_["SW"], version.key)[0].still_true_on == date(2025, 9, 3)


def test_nobody_writes_in_the_panel_or_question_of_another(small: SmallFamily) -> None:
    content = Content.of(RichText.from_plain("Not mine to write"))
    with pytest.raises(NotAllowed):
        entries.save_draft(small.as_["SW"], small.panel("RW", "m3"), content)
    with pytest.raises(NotAllowed):
        entries.save_draft(small.as_["RW"], small.key(EntryKind.ANSWER, "m1.harm_statement", "Mia"), content)


def test_a_newer_version_by_somebody_else_is_said_and_nothing_is_overwritten(small: SmallFamily) -> None:
    key = small.key(EntryKind.ANSWER, "m4.good_things", "Mia")
    entries.save_draft(small.as_["CP"], key, Content.of(RichText.from_plain("Swimming.", SharingClass.SHAREABLE)))
    small.answer("SW", "m4.good_things", "Mia", text="Her grandmother's kitchen.")
    with pytest.raises(Stale):
        entries.finalise(small.as_["CP"], key)
    assert entries.draft(small.as_["CP"], key).content.body.plain == "Swimming."
    assert entries.finalise(small.as_["CP"], key, having_read=1).number == 2


def test_another_familys_name_is_asked_about_before_it_is_finalised(small: SmallFamily) -> None:
    create_family(small.as_["TM"], "FS-0002", "Pritchard-Cole", "canal", date(2025, 9, 15))
    key = small.key(EntryKind.ANSWER, "cws.story")
    words = RichText.from_plain("Rhian Pritchard was crying when I came.", SharingClass.SHAREABLE)
    entries.save_draft(small.as_["SW"], key, Content.of(words))
    with pytest.raises(NeedsAnswer) as asked:
        entries.finalise(small.as_["SW"], key)
    assert [question.code for question in asked.value.questions] == ["R8:Pritchard"]
    version = entries.finalise(small.as_["SW"], key, answers={"R8:Pritchard": "another person of that name"})
    assert version.number == 1


def test_a_section_is_finalised_in_one_act_or_not_at_all(small: SmallFamily) -> None:
    for key, words in (("cws.story", "Who they are."), ("cws.worries", "What harmed them.")):
        entry = small.key(EntryKind.ANSWER, key)
        entries.save_draft(small.as_["SW"], entry, Content.of(RichText.from_plain(words, SharingClass.SHAREABLE)))
    assert len(entries.finalise_section(small.as_["SW"], small.family.id, "cws")) == 2
    with pytest.raises(WorkbookError):
        entries.finalise_section(small.as_["SW"], small.family.id, "cws")


def test_completeness_counts_answered_questions(small: SmallFamily) -> None:
    def line() -> tuple[int, int]:
        lines = sections.section_lines(small.as_["SW"], small.family.id)
        return next((item.answered, item.asked) for item in lines if item.code == "m1")

    before, asked = line()
    small.answer("SW", "m1.harm_statement", "Mia", text="Because of shouting at night, Mia lies awake.")
    assert line() == (before + 1, asked)
