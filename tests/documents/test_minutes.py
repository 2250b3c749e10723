"""The golden record of domain.md 12.5 as minutes: what is in them, in which order, and what never is."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from fsworkbook import catalogue_file
from fsworkbook.documents.minutes import RESTRICTED, minutes_document
from fsworkbook.documents.minutes_values import SummaryText
from fsworkbook.documents.pages import Document, Grid, Heading
from fsworkbook.documents.word import write
from tests.documents.golden_minutes import NOTE, SECRET_VIEW, golden_minutes
from tests.documents.rendering import needs_libreoffice, pdf_text

CATALOGUE = catalogue_file.load()


@pytest.fixture(scope="module")
def minutes() -> Document:
    return minutes_document(golden_minutes(), CATALOGUE)


def headings(document: Document, level: int) -> list[str]:
    return [f"{b.number} {b.text}".strip() for b in document.body if isinstance(b, Heading) and b.level == level]


def grid(document: Document, title: str) -> Grid:
    return next(block for block in document.body if isinstance(block, Grid) and block.title.startswith(title))


def test_numbering_mirrors_the_agenda(minutes: Document) -> None:
    assert headings(minutes, 1) == [
        "Since the last supervision",
        "1 Who is here",
        "2 Each child",
        "3 Last actions, and what they changed",
        "4 Each discipline",
        "5 What parents and network say",
        "6 What are we not seeing?",
        "7 A colour for each child",
        "8 Decisions, and why",
        "9 Actions",
        "10 Read back and next date",
        "If you read this one day",
    ]


def test_headings_never_skip_a_level(minutes: Document) -> None:
    levels = [block.level for block in minutes.body if isinstance(block, Heading)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_decisions_have_their_why_what_was_considered_and_dissent(minutes: Document) -> None:
    assert "Decision 1: Go on with the plan" in headings(minutes, 2)
    for words in (
        "Why:\nThe plan is working for safety but not yet for Mia’s nights.",
        "Considered:\nLegal planning.",
        "Against: Steve Gannon: “I would have waited for the report.”",
        "Was a strategy discussion considered?",
    ):
        assert words in minutes.plain


def test_where_nobody_said_anything_against_nothing_says_that_nobody_was(minutes: Document) -> None:
    assert minutes.plain.count("Against:") == 1


def test_a_summary_that_was_not_there_was_not_read_out() -> None:
    whole = golden_minutes()
    absent = SummaryText("Owen Blythe", "Mental health practitioner", None, (), absent=True)
    words = minutes_document(replace(whole, summaries=(absent,)), CATALOGUE).plain
    assert "Owen Blythe" in words
    assert "read out" not in words


def test_who_started_it_chaired_it_and_its_day_is_the_day_it_was_held() -> None:
    whole = golden_minutes()
    session = replace(whole.session, started_by="LA1", started_at=datetime(2025, 12, 17, 14, 5))
    words = minutes_document(replace(whole, session=session), CATALOGUE)
    assert "Chair Ruth Ellery" in words.plain
    assert words.subtitle.endswith("Wednesday 17 December 2025")
    assert "When From 14:05" in words.plain
    assert "given by Priya Nair" in words.plain  # who typed it


def test_the_action_table_has_one_owner_and_a_date_for_each(minutes: Document) -> None:
    assert grid(minutes, "Actions: what").rows == (
        ("1", "Night-time worry plan", "Mia Hartley", "Leila Tang", "19\u00a0Dec\u00a02025"),
        ("2", "First: Police marker", "Mia Hartley and Theo Osei-Hartley", "Marta Silva", "17\u00a0Dec\u00a02025"),
    )


def test_ratings_read_by_letter_and_word(minutes: Document) -> None:
    assert [row[:3] for row in grid(minutes, "Ratings").rows] == [
        ("Mia Hartley", "A  Amber", "R  Red"),
        ("Theo Osei-Hartley", "A  Amber", "A  Amber"),
        ("Unborn baby", "", "A  Amber"),
    ]
    assert "The family: R  Red, given by Priya Nair" in minutes.plain


def test_stages_are_words_and_working_with_us_on_safety_is_not_there(minutes: Document) -> None:
    rows = {row[0]: row[1:3] for row in grid(minutes, "Stages").rows}
    assert rows["Kayleigh Hartley: alcohol"] == ("Preparation", "Action, with a lapse on 29 November 2025")
    assert rows["Daniel Osei: abusive behaviour"] == ("Contemplation", "Pre-contemplation")
    assert "safety" not in " ".join(rows).lower()
    assert "Never to be printed" not in minutes.plain


def test_summaries_name_author_discipline_and_date_the_absent_first(minutes: Document) -> None:
    disciplines = [heading for heading in headings(minutes, 2) if ": " in heading and "Decision" not in heading]
    assert disciplines[0] == "Domestic abuse worker (probation): Steve Gannon"
    assert "Summary of 11 December 2025, read out by the chair" in minutes.plain
    assert "Summary of 10 December 2025, still true on 12 December 2025" in minutes.plain


def test_nothing_tells_of_lateness_recipients_or_what_was_left_out(minutes: Document) -> None:
    words = minutes.plain.lower()
    for never in ("late", "withheld", "circulat", "recipient", "copy for", "17:20", "vulnerable_", "confidential_"):
        assert never not in words.replace("relate", "").replace("hartley", "")
    assert minutes.header == RESTRICTED == "RESTRICTED – CHILDREN’S SOCIAL CARE"


def test_two_copies_differ_by_exactly_the_confidential_paragraph() -> None:
    with_note = minutes_document(golden_minutes(secret_view=False), CATALOGUE).plain.splitlines()
    without = minutes_document(golden_minutes(note=False, secret_view=False), CATALOGUE).plain.splitlines()
    assert [line for line in with_note if line not in without] == ["Confidential note:", NOTE]
    assert SECRET_VIEW not in with_note


def test_what_was_answered_for_others_is_not_called_unrecorded() -> None:
    whole = golden_minutes()
    kept = {key: cell for key, cell in whole.record.cells.items() if key != ("meaning", "mia")}
    reduced = minutes_document(_with(whole, kept), CATALOGUE).plain
    assert "What does this mean for Mia?" not in reduced
    never = minutes_document(_with(whole, kept, frozenset(kept)), CATALOGUE).plain
    assert "What does this mean for Mia?\nNot yet recorded" in never


def test_an_empty_record_is_no_error() -> None:
    empty = minutes_document(_with(golden_minutes(), {}, frozenset()), CATALOGUE)
    assert "Not yet recorded" in empty.plain
    assert write(empty)


@needs_libreoffice
def test_the_pages_as_they_are_read(tmp_path: Path, minutes: Document) -> None:
    pages = pdf_text(write(minutes), tmp_path)
    assert all(RESTRICTED in page and "Demonstration, 19 December 2025" in page for page in pages)
    assert all("The legal record is: Brookmere case system" in page for page in pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def _with(minutes, cells, answered=None):  # type: ignore[no-untyped-def]
    from fsworkbook.domain.supervision import Record

    return replace(minutes, record=Record(cells), answered=minutes.answered if answered is None else answered)
