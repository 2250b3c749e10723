"""The parenting assessment as pages: headings, gaps that are none, page numbers that are right before Word counts."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from fsworkbook import catalogue_file
from fsworkbook.documents.assessment import assessment_document
from fsworkbook.documents.assessment_values import Assessment
from fsworkbook.documents.page_numbers import page_of_each_heading
from fsworkbook.documents.pages import Document, Grid, Heading
from fsworkbook.documents.word import write
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.richtext import RichText
from tests.documents.rendering import needs_libreoffice, pdf_text
from tests.documents.sample_assessment import sample_assessment

CATALOGUE = catalogue_file.load()


@pytest.fixture(scope="module")
def sample() -> Assessment:
    return sample_assessment(CATALOGUE)


@pytest.fixture(scope="module")
def pages(sample: Assessment) -> Document:
    return assessment_document(sample, CATALOGUE)


def numbered(document: Document) -> list[str]:
    return [
        f"{block.number} {block.text}" for block in document.body if isinstance(block, Heading) and block.level == 1
    ]


def test_all_headings_of_the_catalogue_in_order(pages: Document) -> None:
    assert numbered(pages) == [f"{heading.number} {heading.title}" for heading in CATALOGUE.assessment_headings]


def test_a_heading_without_content_for_this_reader_leaves_no_gap(sample: Assessment) -> None:
    without = replace(
        sample,
        answers=tuple(answer for answer in sample.answers if answer.heading != 5),
        panels=tuple(panel for panel in sample.panels if panel.heading != 5),
    )
    words = numbered(assessment_document(without, CATALOGUE))
    assert "5 Understanding of impact" in words
    assert not [heading for heading in words if "parent's story" in heading.lower()]
    never = numbered(assessment_document(replace(without, empty=frozenset({5})), CATALOGUE))
    assert "5 Each parent's story" in never


def test_every_answer_that_is_kept_is_printed(sample: Assessment) -> None:
    lee = Person("lee", "f", "Lee", "Marsh", PersonKind.ADULT, in_household=False)
    texts = [
        replace(answer, subjects=tuple({"daniel": "lee"}.get(person, person) for person in answer.subjects))
        for answer in sample.answers
    ]
    kept = tuple(
        replace(answer, texts=(("", RichText.from_plain(f"Answer {at} of them.")),)) for at, answer in enumerate(texts)
    )
    document = assessment_document(replace(sample, answers=kept, others=(lee,)), CATALOGUE)
    missing = [answer.key for at, answer in enumerate(kept) if f"Answer {at} of them." not in document.plain]
    assert missing == []


def test_not_yet_recorded_only_where_never_answered(pages: Document) -> None:
    assert "Not yet recorded: Safe people and Daily routine." in pages.plain
    assert "9 Help offered and response\n" in pages.plain


def test_questions_closed_for_one_reason_are_said_in_one_breath(sample: Assessment) -> None:
    reason = (("Not asked, because:", RichText.from_plain("He could not be reached.")),)
    closed = tuple(
        replace(answer, value="", texts=reason) if answer.subjects == ("daniel", "mia") else answer
        for answer in sample.answers
    )
    document = assessment_document(replace(sample, answers=closed), CATALOGUE)
    assert document.plain.count("He could not be reached.") == 2  # once under impact, once under care
    assert "Basic care, Keeping safe" in document.plain
    care = [block for block in document.body if isinstance(block, Grid) and block.title.startswith("Care in each")]
    assert len(care) == 5


def test_care_is_one_table_for_each_adult_and_child(pages: Document) -> None:
    care = [block for block in pages.body if isinstance(block, Grid) and block.title.startswith("Care in each")]
    assert len(care) == 6
    dimensions = {"Basic care", "Keeping safe", "Warmth", "Stimulation", "Guidance and boundaries", "Stability"}
    assert {str(row[0]) for row in care[0].rows} == dimensions


def test_headings_never_skip_a_level(pages: Document) -> None:
    levels = [block.level for block in pages.body if isinstance(block, Heading)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_title_holds_no_name_and_the_cover_says_draft(pages: Document) -> None:
    assert pages.title == "Parenting assessment, FS-0001"
    assert pages.draft
    assert "Status Draft" in pages.plain
    assert "Not yet signed" in pages.plain


def test_final_has_no_mark(sample: Assessment) -> None:
    final = assessment_document(replace(sample, final=True), CATALOGUE)
    assert not final.draft
    assert "Status Final" in final.plain


def test_an_empty_assessment_is_no_error(sample: Assessment) -> None:
    every = frozenset(heading.number for heading in CATALOGUE.assessment_headings)
    bare = replace(
        sample, children=(), adults=(), people=(), answers=(), unanswered=(), panels=(), work=(), events=(), stages=(),
        ratings=(), signed=(), empty=every, legal_record="",
    )  # fmt: skip
    assert write(assessment_document(bare, CATALOGUE))


@needs_libreoffice
def test_page_numbers_are_right_before_word_counts(tmp_path: Path, pages: Document) -> None:
    """The numbers written into the contents against those that LibreOffice computes when it lays the pages out: where a
    heading falls at the very edge of a page, a line more or less decides."""
    laid_out = pdf_text(write(pages), tmp_path)
    entries = [int(found) for found in re.findall(r"\.\.\.\s*(\d+)\s*$", laid_out[0], re.MULTILINE)]
    assert len(entries) == 14
    assert all(abs(ours - theirs) <= 1 for ours, theirs in zip(page_of_each_heading(pages), entries, strict=True))
    assert all("Parenting assessment, FS-0001" in page for page in laid_out[1:])
