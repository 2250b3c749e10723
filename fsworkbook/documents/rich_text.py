"""The walker from `RichText` to Word: paragraphs, bullets, numbered lists that each begin at 1, and quotations."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fsworkbook.documents import markup
from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText

BULLETS = 1
"""The list that all bullets share (resources/word/numbering.xml)."""

STYLES = {
    ParagraphKind.TEXT: "Normal",
    ParagraphKind.BULLET: "ListBullet",
    ParagraphKind.NUMBER: "ListNumber",
    ParagraphKind.QUOTE: "Quote",
}
CELL_STYLES = {
    ParagraphKind.TEXT: "TableText",
    ParagraphKind.BULLET: "TableBullet",
    ParagraphKind.NUMBER: "TableNumber",
    ParagraphKind.QUOTE: "TableQuote",
}
BASIS = {Basis.REPORTED: "Reported:", Basis.OPINION: "Opinion:"}
"""What a paragraph stands on is printed before it; a fact needs no label (domain.md 9.7)."""


@dataclass(slots=True)
class Lists:
    """Gives each numbered list of a document a number of its own, so that it begins at 1."""

    first: int = 3
    made: list[int] = field(default_factory=list)

    def begin(self) -> int:
        """The number of a new list."""
        self.made.append(self.first + len(self.made))
        return self.made[-1]


def walk(text: RichText, lists: Lists, *, in_cell: bool = False, lead: str = "") -> Iterator[str]:
    """The paragraphs that hold a word, in order. `lead` stands in bold before the first."""
    styles = CELL_STYLES if in_cell else STYLES
    current: int | None = None
    for paragraph in text:
        words = paragraph.plain
        if not words.strip():
            continue
        if paragraph.kind is not ParagraphKind.NUMBER:
            current = None
        elif current is None:
            current = lists.begin()
        yield _paragraph(paragraph, styles[paragraph.kind], current, lead)
        lead = ""


def _paragraph(paragraph: Paragraph, style: str, numbered: int | None, lead: str) -> str:
    numbering = BULLETS if paragraph.kind is ParagraphKind.BULLET else numbered
    before = " ".join(filter(None, (lead, BASIS.get(paragraph.basis) if paragraph.basis else None)))
    inner = (markup.run(before + " ", bold=True) if before else "") + markup.runs(paragraph.runs)
    return markup.paragraph(style, inner, numbering, right_to_left=markup.reads_right_to_left(paragraph.plain))
