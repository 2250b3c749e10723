"""On which page each main heading stands, computed before any program lays the pages out.

The contents are read in Word before Word has renewed its fields, so their numbers must be there already. Lines are
broken with the widths of Arial and put on A4 pages with the spacings of `resources/word/styles.xml`; Word and
LibreOffice renew the numbers when they print or make a PDF, so an error of a line here is mended there.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from fsworkbook.documents import arial, package
from fsworkbook.documents.pages import (
    Block,
    CellText,
    Document,
    Fact,
    Grid,
    Heading,
    Line,
    Passage,
    Print,
    stays_together,
)
from fsworkbook.documents.rich_text import BASIS, CELL_STYLES, STYLES
from fsworkbook.domain.richtext import Paragraph, RichText

TEXT_HEIGHT = 698.0
TEXT_WIDTH = 451.3
"""Points of an A4 page between margins of 2.54 cm."""

CELL_MARGINS = 10.5
ROW_EDGES = 3.3
Words: TypeAlias = tuple[tuple[str, bool], ...]
"""Stretches of text, each bold or not."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a style does to the height of its text, in points; `size` and `line` of 0 are the document's own."""

    size: float = 0
    line: float = 0
    exact: float = 0
    bold: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0
    keeps_next: bool = False
    keeps_lines: bool = False
    contextual: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines that follow one another on the page."""

    lines: int
    height: float
    setting: Setting
    style: str
    heading: bool = False
    new_page: bool = False
    repeated: float = 0

    @property
    def whole(self) -> bool:
        """Whether it may not be divided: headings, and up to three lines (no widow, no orphan)."""
        return self.setting.keeps_lines or self.lines <= 3


def page_of_each_heading(document: Document) -> tuple[int, ...]:
    """The page number of each main heading of the body, in order."""
    pieces = [*_front(document), *(piece for block in document.body for piece in _pieces(block, document.print))]
    pages = _Pages()
    for at, piece in enumerate(pieces):
        pages.put(piece, _kept_with(pieces, at))
    return tuple(pages.headings)


def _kept_with(pieces: list[Piece], at: int) -> float:
    """How many points must fit below a piece: a heading keeps with what follows, up to the first two lines of text."""
    height = 0.0
    while pieces[at].setting.keeps_next and at + 1 < len(pieces):
        here, following = pieces[at], pieces[at + 1]
        lines = following.lines if following.whole else 2
        height += max(here.setting.after, following.setting.before) + following.height * lines
        at += 1
    return height


class _Pages:
    """Pages being filled from top to bottom."""

    def __init__(self) -> None:
        self.page, self.at, self.last = 1, 0.0, Piece(0, 0, Setting(), "")
        self.headings: list[int] = []

    def put(self, piece: Piece, kept_below: float) -> None:
        """Lay one piece on the page, or on the next where it or what it must keep with does not fit."""
        gap = max(self.last.setting.after, piece.setting.before) if self.at else 0.0
        if piece.setting.contextual and self.last.style == piece.style:
            gap = 0.0
        needed = piece.height * (piece.lines if piece.whole else 2) + kept_below
        if (piece.new_page and self.at) or self.at + gap + needed > TEXT_HEIGHT + 0.5:
            self._turn(piece)
            gap = piece.setting.before if piece.new_page else 0.0
        self.at += gap
        if piece.heading:
            self.headings.append(self.page)
        self._lay(piece)
        self.last = piece

    def _lay(self, piece: Piece) -> None:
        left = piece.lines
        while left:
            fits = min(left, int((TEXT_HEIGHT + 0.5 - self.at) // piece.height) if piece.height else left)
            if left - fits == 1 and fits > 2:
                fits -= 1
            self.at += fits * piece.height
            left -= fits
            if left:
                self._turn(piece)

    def _turn(self, piece: Piece) -> None:
        self.page, self.at = self.page + 1, piece.repeated


def _front(document: Document) -> Iterator[Piece]:
    yield _piece("Title", document.heading or document.title, document.print)
    if document.subtitle:
        yield _piece("Subtitle", document.subtitle, document.print)
    for block in document.front:
        for piece in _pieces(block, document.print):
            yield replace(piece, heading=False)
    if document.print.contents:
        yield _piece("TOCHeading", "Contents", document.print)
        for block in document.body:
            if isinstance(block, Heading) and block.level == 1:
                yield _piece("TOC1", block.text, document.print)


def _pieces(block: Block, printed: Print) -> Iterator[Piece]:
    match block:
        case Heading():
            words = f"{block.number}  {block.text}".strip()
            piece = _piece(f"Heading{block.level}", words, printed)
            yield replace(piece, heading=block.level == 1, new_page=block.new_page)
        case Line():
            yield _piece(block.style, f"{block.lead} {block.text}".strip(), printed)
        case Fact():
            yield _piece("Fact", block.value or " ", printed)
        case Passage():
            lead: Words = ((f"{block.lead} ", True),) if block.lead else ()
            for paragraph in block.text:
                if paragraph.plain.strip():
                    yield _piece(STYLES[paragraph.kind], (*lead, *_styled(paragraph)), printed)
                    lead = ()
        case Grid():
            yield from _rows(block, printed)


def _rows(grid: Grid, printed: Print) -> Iterator[Piece]:
    whole = sum(grid.widths)
    columns = [TEXT_WIDTH * share / whole - CELL_MARGINS for share in grid.widths]
    header = max(
        _height(text, width, printed, "TableHeading") for text, width in zip(grid.header, columns, strict=True)
    )
    line = _line_height("TableText", printed)
    yield Piece(1, header + ROW_EDGES, Setting(keeps_next=True, keeps_lines=True), "Row")
    for row in grid.rows:
        height = max(_height(text, width, printed) for text, width in zip(row, columns, strict=True)) + ROW_EDGES
        lines = max(1, round(height / line))
        kept = Setting(keeps_lines=stays_together(row))
        yield Piece(lines, height / lines, kept, "Row", repeated=header + ROW_EDGES)
    yield _piece("AfterTable", "", printed)


def _height(text: CellText, width: float, printed: Print, style: str = "TableText") -> float:
    if isinstance(text, RichText):
        parts = [(CELL_STYLES[paragraph.kind], _styled(paragraph)) for paragraph in text if paragraph.plain.strip()]
    else:
        parts = [(style, ((text, False),))]
    height = 0.0
    for name, words in parts:
        piece = _piece(name, words, printed, width)
        height += piece.lines * piece.height + piece.setting.before + piece.setting.after
    return height or _line_height("TableText", printed)


def _styled(paragraph: Paragraph) -> Words:
    label = BASIS.get(paragraph.basis) if paragraph.basis else None
    return (((f"{label} ", True),) if label else ()) + tuple((run.text, run.bold) for run in paragraph.runs)


def _piece(style: str, words: str | Words, printed: Print, width: float = TEXT_WIDTH) -> Piece:
    setting = settings()[style]
    size = setting.size or printed.size
    styled = ((words, False),) if isinstance(words, str) else words
    if setting.bold:
        styled = tuple((text, True) for text, _ in styled)
    return Piece(arial.lines(styled, width - setting.indent, size), _line_height(style, printed), setting, style)


def _line_height(style: str, printed: Print) -> float:
    setting = settings()[style]
    return setting.exact or (setting.size or printed.size) * arial.LINE * (setting.line or printed.line)


@cache
def settings() -> dict[str, Setting]:
    """What each style of `resources/word/styles.xml` does to the height of its text."""
    root = ElementTree.fromstring(package.part("styles"))  # noqa: S314  # our own file, never somebody's
    found: dict[str, Setting] = {"": Setting()}
    for style in root.iter(f"{_W}style"):
        if style.get(f"{_W}type") == "paragraph":
            based = style.find(f"{_W}basedOn")
            inherited = found["" if based is None else str(based.get(f"{_W}val"))]
            found[str(style.get(f"{_W}styleId"))] = _setting(style, inherited)
    return found


def _setting(style: ElementTree.Element, inherited: Setting) -> Setting:
    """A style's own setting over the one it is based on; Normal's size and line are the document's (word.py)."""

    def number(element: str, attribute: str) -> float | None:
        found = style.find(f".//{_W}{element}")
        value = None if found is None else found.get(f"{_W}{attribute}")
        return None if value is None else float(value)

    own: dict[str, float | bool | None] = {
        "before": _points(number("spacing", "before")),
        "after": _points(number("spacing", "after")),
        "keeps_next": style.find(f".//{_W}keepNext") is not None or None,
        "keeps_lines": style.find(f".//{_W}keepLines") is not None or None,
        "contextual": style.find(f".//{_W}contextualSpacing") is not None or None,
        "bold": style.find(f".//{_W}b") is not None or None,
    }
    left, right = number("ind", "left"), number("ind", "right")
    if left is not None:
        own["indent"] = (left + (right or 0)) / 20
    if style.get(f"{_W}styleId") != "Normal":
        size, line, rule = number("sz", "val"), number("spacing", "line"), style.find(f".//{_W}spacing")
        own["size"] = None if size is None else size / 2
        exact = rule is not None and rule.get(f"{_W}lineRule") == "exact"
        own["exact" if exact else "line"] = None if line is None else line / (20 if exact else 240)
    return replace(inherited, **{name: value for name, value in own.items() if value is not None})  # type: ignore[arg-type]


def _points(twentieths: float | None) -> float | None:
    return None if twentieths is None else twentieths / 20
