"""The writer: a `Document` becomes a Word file, through python-docx for the package, its properties and its sections.

The file names nobody: no author, no comments, no properties of our own. It is made in memory; whoever asked writes it
once, where the user said (domain.md 9.4).
"""

from collections.abc import Callable
from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from fsworkbook.documents import markup, package
from fsworkbook.documents.blocks import Writer, bookmark_name
from fsworkbook.documents.furniture import furnish
from fsworkbook.documents.page_numbers import page_of_each_heading
from fsworkbook.documents.pages import Block, Document, Heading, Print

Progress = Callable[[int, int], None]
"""Told how many blocks are written, of how many."""

STEP = 25
"""Blocks between two reports and two looks at Cancel: a few milliseconds."""


class Cancelled(Exception):
    """The person who asked for the document changed their mind; nothing has been written."""


def write(document: Document, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> bytes:
    """The Word file of a document, as bytes. Raises `Cancelled` when `cancelled` says so before it is done."""
    word = docx.Document(BytesIO(package.empty()))
    _set(word, document.print)
    writer = Writer()
    body = _front(document) + _written(document.body, writer, progress, cancelled)
    _append(word, body)
    _begin_lists(word, writer.lists.made)
    furnish(word, document)
    _properties(word, document)
    file = BytesIO()
    word.save(file)
    if cancelled is not None and cancelled():
        raise Cancelled
    return file.getvalue()


def _front(document: Document) -> list[str]:
    """Title, subtitle, the facts of the cover, and the contents with their entries written."""
    writer = Writer()
    heading, subtitle = markup.run(document.heading or document.title), markup.run(document.subtitle)
    parts = [markup.paragraph("Title", heading)]
    parts += [markup.paragraph("Subtitle", subtitle)] if subtitle else []
    parts += [part for block in document.front for part in writer.write(block)]
    return parts + (_contents(document) if document.print.contents else [])


def _contents(document: Document) -> list[str]:
    """One entry for each main heading: a link, and a page number that Word renews when it prints or makes a PDF.

    Asking Word to renew it on opening makes Word ask the reader about "fields that may refer to other files".
    """
    headings = [block for block in document.body if isinstance(block, Heading) and block.level == 1]
    parts = [markup.paragraph("TOCHeading", markup.run("Contents"))]
    for number, (heading, page) in enumerate(zip(headings, page_of_each_heading(document), strict=True), 1):
        name = bookmark_name(number)
        words = markup.run(f"{heading.number}\t{heading.text}\t")
        parts.append(
            markup.paragraph("TOC1", markup.link(name, words + markup.field(f"PAGEREF {name} \\h", str(page))))
        )
    return parts


def _written(
    blocks: tuple[Block, ...], writer: Writer, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> list[str]:
    parts: list[str] = []
    for done, block in enumerate(blocks):
        if done % STEP == 0:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(blocks))
        parts += writer.write(block)
    if progress is not None:
        progress(len(blocks), len(blocks))
    return parts


def _append(word: WordFile, parts: list[str]) -> None:
    """Put the markup before the section's own properties, which stay last."""
    body = word.element.body
    made = parse_xml(f'<w:body xmlns:w="{markup.WORDS_NAMESPACE}">{"".join(parts)}</w:body>')
    for at, element in enumerate(list(made)):
        body.insert(at, element)


def _begin_lists(word: WordFile, numbers: list[int]) -> None:
    """A list of its own for each numbered list, beginning at 1."""
    numbering = word.part.numbering_part.element
    for number in numbers:
        numbering.append(
            parse_xml(
                f'<w:num xmlns:w="{markup.WORDS_NAMESPACE}" w:numId="{number}"><w:abstractNumId w:val="2"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def _set(word: WordFile, printed: Print) -> None:
    """A4, margins of an inch, and the body's size and spacing for this kind of document."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.54)
    section.header_distance = section.footer_distance = Cm(1.25)
    normal = word.styles["Normal"]
    normal.font.size = Pt(printed.size)
    normal.element.rPr.find(qn("w:szCs")).set(qn("w:val"), str(round(printed.size * 2)))
    normal.paragraph_format.line_spacing = printed.line


def _properties(word: WordFile, document: Document) -> None:
    """Title and language; the author stays empty, and the only time is that of the copy."""
    properties = word.core_properties
    properties.title = " ".join(markup.clean(document.title).split())[:255]  # the longest a property can be
    properties.language = "en-GB"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = document.made_at.replace(tzinfo=UTC)
    properties.revision = 1
