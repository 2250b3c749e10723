"""The blocks of a document as WordprocessingML: headings with their bookmarks, lines, facts, passages and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fsworkbook.documents import markup
from fsworkbook.documents.pages import Block, CellText, Fact, Grid, Heading, Line, Passage, stays_together
from fsworkbook.documents.rich_text import Lists, walk

TEXT_WIDTH = 9026
"""Twentieths of a point between the margins of an A4 page with margins of 2.54 cm."""


@dataclass(slots=True)
class Writer:
    """Turns blocks into markup; knows which lists and bookmarks the document has used so far."""

    lists: Lists = field(default_factory=Lists)
    bookmarks: int = 0

    def write(self, block: Block) -> Iterator[str]:
        """The paragraphs and tables of one block."""
        match block:
            case Heading():
                yield self._heading(block)
            case Line():
                lead = markup.run(block.lead + " ", bold=True) if block.lead else ""
                yield markup.paragraph(block.style, lead + markup.run(block.text))
            case Fact():
                yield markup.paragraph("Fact", markup.run(block.label, bold=True) + markup.run("\t" + block.value))
            case Passage():
                yield from walk(block.text, self.lists, lead=block.lead)
            case Grid():
                yield self._grid(block)

    def _heading(self, heading: Heading) -> str:
        words = markup.run(f"{heading.number}  {heading.text}" if heading.number else heading.text)
        if heading.level == 1:
            self.bookmarks += 1
            words = markup.bookmark(self.bookmarks, bookmark_name(self.bookmarks), words)
        return markup.paragraph(f"Heading{heading.level}", words, new_page=heading.new_page)

    def _grid(self, grid: Grid) -> str:
        whole = sum(grid.widths)
        widths = [round(TEXT_WIDTH * share / whole) for share in grid.widths]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        header = "".join(
            _cell(width, markup.paragraph("TableHeading", markup.run(text)))
            for width, text in zip(widths, grid.header, strict=True)
        )
        rows = "".join(self._row(row, widths) for row in grid.rows)
        return (
            f"<w:tbl>{_table_properties(grid)}<w:tblGrid>{columns}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>{rows}</w:tbl>"
            + markup.paragraph("AfterTable", "")
        )

    def _row(self, row: tuple[CellText, ...], widths: list[int]) -> str:
        cells = "".join(_cell(width, self._words(text)) for width, text in zip(widths, row, strict=True))
        together = "<w:trPr><w:cantSplit/></w:trPr>" if stays_together(row) else ""
        return f"<w:tr>{together}{cells}</w:tr>"

    def _words(self, text: CellText) -> str:
        if isinstance(text, str):
            return markup.paragraph("TableText", markup.run(text), right_to_left=markup.reads_right_to_left(text))
        return "".join(walk(text, self.lists, in_cell=True)) or markup.paragraph("TableText", "")


def bookmark_name(number: int) -> str:
    """The name of the bookmark of the nth main heading."""
    return f"part_{number}"


def _cell(width: int, inner: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _table_properties(grid: Grid) -> str:
    title = markup.attribute(grid.title)
    return (
        '<w:tblPr><w:tblStyle w:val="RecordTable"/>'
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"06A0" if grid.row_heads else "0620"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(grid.row_heads)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{title}"/></w:tblPr>'
    )
