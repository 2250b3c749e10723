"""The writer: real styles, structure that a screen reader can follow, furniture on every page, and nobody's name."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile

from fsworkbook.documents.pages import MINUTES, Block, Document, Fact, Grid, Heading, Line, Passage
from fsworkbook.documents.word import Cancelled, write
from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText, Run
from tests.documents.rendering import needs_libreoffice, pdf_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(*blocks: Block, **more: object) -> Document:
    values: dict[str, object] = {
        "title": "Parenting assessment, FS-0001",
        "reference": "FS-0001",
        "made_at": datetime(2025, 12, 19, 11),
        "header": "Parenting assessment, FS-0001",
        "legal_record": "The legal record is: Brookmere case system",
        "front": (Fact("Status", "Draft"),),
        "body": blocks,
        "heading": "Parenting assessment",
    }
    return Document(**(values | more))  # type: ignore[arg-type]


def rich(*paragraphs: tuple[str, ParagraphKind]) -> RichText:
    return RichText(tuple(Paragraph("p", (Run(text),), kind) for text, kind in paragraphs))


def opened(file: bytes) -> WordFile:
    return docx.Document(BytesIO(file))


def part(file: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return archive.read(name).decode("utf-8")


def test_styles_are_words_own() -> None:
    text = rich(
        ("Plain.", ParagraphKind.TEXT),
        ("A point.", ParagraphKind.BULLET),
        ("First.", ParagraphKind.NUMBER),
        ("Said.", ParagraphKind.QUOTE),
    )
    word = opened(
        write(
            document(Heading(1, "One"), Heading(2, "Two"), Heading(3, "Three"), Passage(text), Line("Nothing", "Note"))
        )
    )
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Normal", "List Bullet", "List Number", "Quote"):
        assert name in styles
    assert {"Heading 1", "Heading 2", "Heading 3"} <= {style.name for style in word.styles}


def test_emphasis_and_what_a_paragraph_stands_on() -> None:
    runs = (Run("She "), Run("rang", bold=True), Run(" first", italic=True), Run(" and told us", underline=True))
    word = opened(write(document(Passage(RichText((Paragraph("p", runs, basis=Basis.OPINION),))))))
    paragraph = word.paragraphs[-1]
    assert paragraph.text == "Opinion: She rang first and told us"
    assert [(run.bold, run.italic, run.underline) for run in paragraph.runs] == [
        (True, None, None),
        (None, None, None),
        (True, None, None),
        (None, True, None),
        (None, None, True),
    ]


def test_each_numbered_list_begins_at_one() -> None:
    first = rich(("a", ParagraphKind.NUMBER), ("b", ParagraphKind.NUMBER))
    word = opened(write(document(Passage(first), Line("between"), Passage(first))))
    numbers = [
        int(found.get(f"{W}val") or 0)
        for paragraph in word.paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
        for found in paragraph._p.iter(f"{W}numId")
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    numbering = word.part.numbering_part.element
    restarted = {
        int(num.get(f"{W}numId"))
        for num in numbering.iter(f"{W}num")
        if any(True for _ in num.iter(f"{W}startOverride"))
    }
    assert set(numbers) <= restarted


def test_tables_have_a_header_row_that_repeats_a_style_and_words_for_who_cannot_see_them() -> None:
    grid = Grid(
        ("Child", "Now"), (("Mia", "R  Red"), ("Theo", rich(("A", ParagraphKind.BULLET)))), (1, 2), "Ratings", True
    )
    table = opened(write(document(grid))).tables[0]
    assert table.style is not None
    assert table.style.name == "Record Table"
    assert [cell.text for cell in table.rows[0].cells] == ["Child", "Now"]
    assert any(True for _ in table.rows[0]._tr.iter(f"{W}tblHeader"))
    assert next(table._tbl.iter(f"{W}tblCaption")).get(f"{W}val") == "Ratings"
    assert next(table._tbl.iter(f"{W}tblLook")).get(f"{W}firstRow") == "1"


def test_contents_are_written_with_links_to_bookmarks() -> None:
    file = write(
        document(Heading(1, "Why we are involved", "1", new_page=True), Line("x"), Heading(1, "Analysis", "2"))
    )
    body = part(file, "word/document.xml")
    entries = [
        paragraph.text for paragraph in opened(file).paragraphs if paragraph.style and paragraph.style.name == "toc 1"
    ]
    assert [re.sub(r"\s+", " ", entry) for entry in entries] == ["1 Why we are involved 2", "2 Analysis 2"]
    for name in ("part_1", "part_2"):
        assert f'w:anchor="{name}"' in body
        assert f'w:name="{name}"' in body
        assert f" PAGEREF {name} " in body
    assert "updateFields" not in part(file, "word/settings.xml")
    assert "w:dirty" not in body


def test_properties_name_the_document_and_nobody() -> None:
    file = write(document(Line("x")))
    properties = opened(file).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        "Parenting assessment, FS-0001",
        "",
        "",
    )
    assert (properties.comments, properties.keywords, properties.language) == ("", "", "en-GB")
    assert properties.modified == properties.created
    with zipfile.ZipFile(BytesIO(file)) as archive:
        names = archive.namelist()
    assert not [name for name in names if "custom" in name or "comments" in name or "app.xml" in name]
    assert 'w:val="en-GB"' in part(file, "word/styles.xml")


def test_every_page_says_draft_and_demonstration_until_they_no_longer_hold() -> None:
    draft = write(document(Line("x"), draft=True, demonstration=date(2025, 12, 19)))
    for name in ("word/header1.xml", "word/header2.xml"):
        assert 'string="DRAFT"' in part(draft, name)
        assert "Demonstration, 19 December 2025" in part(draft, name)
    signed = write(document(Line("x")))
    assert "DRAFT" not in part(signed, "word/header1.xml")
    assert "Demonstration" not in part(signed, "word/header1.xml")
    assert " PAGE " in part(signed, "word/footer1.xml")
    assert " NUMPAGES " in part(signed, "word/footer1.xml")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Q&A <b>x</b> \"'", "Q&A <b>x</b> \"'"),
        ("a\x00b\x08c\x1fd\x7fe\x9ff\ufffeg", "abcdefg"),
        ("lone \ud83d half", "lone  half"),
        ("two\r\nlines\x0bthree\u2028four", "two\nlines\nthree\nfour"),
        ("tab\there", "tab\there"),
        ("🙂 Cŵl 👩‍👧", "🙂 Cŵl 👩‍👧"),
        ("]]> <!-- {{x}} =1+1", "]]> <!-- {{x}} =1+1"),
    ],
)
def test_every_character_that_can_be_typed(typed: str, shown: str) -> None:
    grid = Grid(("A",), ((typed,),), (1,), typed)
    word = opened(write(document(Heading(1, typed), Passage(RichText.from_plain("x")), Line(typed), grid, title=typed)))
    assert shown in [paragraph.text for paragraph in word.paragraphs]
    assert word.tables[0].rows[1].cells[0].text == shown


def test_right_to_left_text_is_marked_so_and_stays_whole() -> None:
    text = "قالت Mia مرحبا"
    word = opened(write(document(Line("x"), Passage(RichText.from_plain(text)))))
    paragraph = word.paragraphs[-1]
    assert paragraph.text == text
    assert any(True for _ in paragraph._p.iter(f"{W}bidi"))
    assert [any(True for _ in run._r.iter(f"{W}rtl")) for run in paragraph.runs] == [True, False, True]


def test_cancel_leaves_nothing() -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        write(document(*(Line("x") for _ in range(500))), cancelled=cancelled)
    assert len(asked) == 3


def test_progress_goes_from_nothing_to_all() -> None:
    told: list[tuple[int, int]] = []
    write(document(*(Line("x") for _ in range(60))), progress=lambda done, of: told.append((done, of)))
    assert told[0] == (0, 60)
    assert told[-1] == (60, 60)


def test_plain_words_hold_what_the_file_holds() -> None:
    made = document(Heading(1, "Why", "1"), Passage(RichText.from_plain("said"), lead="Mia:"), Line("x"), print=MINUTES)
    assert made.plain.splitlines()[:2] == ["Parenting assessment", "Status Draft"]
    for word in ("1 Why", "Mia:", "said", "The legal record is: Brookmere case system"):
        assert word in made.plain


@needs_libreoffice
def test_two_hundred_pages(tmp_path: Path) -> None:
    said = RichText.from_plain(
        "\n".join("Kayleigh rang 999 before anything else happened that night. " * 6 for _ in range(5))
    )
    blocks = [item for at in range(190) for item in (Heading(1, f"Part {at}", str(at), new_page=True), Passage(said))]
    pages = pdf_text(write(document(*blocks, draft=True)), tmp_path)
    assert len(pages) >= 190
    assert all(re.search(rf"Page {at} of {len(pages)}\b", page) for at, page in enumerate(pages, 1))
