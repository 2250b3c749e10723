"""A document as values: what stands on its pages, before anybody knows that it will be Word.

`minutes.py` and `assessment.py` make a `Document`; `word.py` writes it. Everything a reader sees is in here, so a test
or the last look reads these values and never has to open a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from fsworkbook.domain.richtext import RichText


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3. `number` is printed before level 1; `new_page` begins a page with it."""

    level: int
    text: str
    number: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the program's own words, in a named style; `lead` stands before it in bold."""

    text: str
    style: str = "Normal"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text somebody wrote, paragraph by paragraph."""

    text: RichText
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value on one line: "Chair", "Priya Nair"."""

    label: str
    value: str


CellText: TypeAlias = str | RichText


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row that repeats on each page.

    `widths` are shares of the text width; `title` is its alternative text; `row_heads` makes the first column the heads
    of the rows.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[CellText, ...], ...]
    widths: tuple[float, ...]
    title: str
    row_heads: bool = False


SHORT = 500
"""Characters: a row of which no cell is longer stays on one page."""


def stays_together(row: tuple[CellText, ...]) -> bool:
    """Whether a row is short enough to be kept on one page without leaving a hole above it."""
    return all(len(cell if isinstance(cell, str) else cell.plain) <= SHORT for cell in row)


Block: TypeAlias = Heading | Line | Passage | Fact | Grid


@dataclass(frozen=True, slots=True)
class Print:
    """How a kind of document is set: body size in points, line spacing, and whether it has a cover page and contents.

    A statement for the family court is read on paper and marked by hand: 12 point, one and a half lines (practice
    of the family court's bundles, [K]). Minutes are read on a screen and kept short.
    """

    size: float = 12
    line: float = 1.5
    cover: bool = True
    contents: bool = True


MINUTES = Print(size=11, line=1.15, cover=False, contents=False)
ASSESSMENT = Print()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `title` goes into the file's properties: it holds the reference and never a name.

    `header` stands at the head of each page; `legal_record` answers "Which system is the legal record?" (domain.md
    3.14); `draft` draws the word DRAFT over each page; `demonstration` is the demonstration's own date, or None.
    """

    title: str
    reference: str
    made_at: datetime
    header: str
    legal_record: str
    front: tuple[Block, ...]
    body: tuple[Block, ...]
    print: Print = ASSESSMENT
    heading: str = ""
    subtitle: str = ""
    draft: bool = False
    demonstration: date | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything on the pages, in order."""
        return self.front + self.body

    @property
    def plain(self) -> str:
        """Every word on the pages, a line a paragraph or cell: what a reader could read."""
        return "\n".join(filter(None, (self.heading, self.subtitle, *self._words(), self.legal_record, self.header)))

    def _words(self) -> Iterator[str]:
        for block in self.blocks:
            match block:
                case Heading():
                    yield f"{block.number} {block.text}".strip()
                case Line():
                    yield " ".join(filter(None, (block.lead, block.text)))
                case Passage():
                    yield from filter(None, (block.lead, block.text.plain))
                case Fact():
                    yield f"{block.label} {block.value}"
                case Grid():
                    yield from block.header
                    yield from (cell if isinstance(cell, str) else cell.plain for row in block.rows for cell in row)
