"""RichText as a QTextDocument and back. What a paragraph is stands in its block's format, not beside it.

Qt's undo keeps and restores block formats, splits copy them and the clipboard forgets them; block user data would be
lost with the first undo. `paragraph_keeper.py` sees to it that ids stay unique and classes never loosen by themselves.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText, Run
from fsworkbook.domain.sharing import SharingClass
from ui.theme import px, tokens

_FIRST = QTextFormat.Property.UserProperty.value
ID, MARK, KIND = _FIRST + 1, _FIRST + 2, _FIRST + 3
LINE_BREAK = "\u2028"
BOLD = QFont.Weight.DemiBold.value
GAP_BELOW = 6
ROOM_FOR_MARK = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """What a paragraph knows of itself besides its words: who may read it, about whom, on what basis."""

    sharing_class: SharingClass = SharingClass.PROFESSIONALS_ONLY
    protects: tuple[str, ...] = ()
    kept_from: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    basis: Basis | None = None

    @property
    def readers(self) -> tuple[SharingClass, tuple[str, ...], tuple[str, ...]]:
        """What decides who may read."""
        return self.sharing_class, self.protects, self.kept_from


def packed(mark: Mark) -> str:
    """A mark as a string that Qt can compare."""
    return json.dumps([mark.sharing_class, mark.protects, mark.kept_from, mark.about, mark.basis])


@lru_cache(maxsize=512)
def unpacked(text: str) -> Mark:
    """The mark of such a string."""
    sharing_class, protects, kept_from, about, basis = json.loads(text)
    return Mark(
        SharingClass(sharing_class), tuple(protects), tuple(kept_from), tuple(about), Basis(basis) if basis else None
    )


def id_of(block: QTextBlock) -> str:
    """The paragraph's id, or ""."""
    return str(block.blockFormat().property(ID) or "")


def mark_of(block: QTextBlock, default: Mark) -> Mark:
    """The paragraph's mark; `default` for a block that has none yet."""
    text = block.blockFormat().property(MARK)
    return unpacked(text) if text else default


def kind_of(block: QTextBlock) -> ParagraphKind:
    """What the paragraph is on the page."""
    return ParagraphKind(block.blockFormat().property(KIND) or ParagraphKind.TEXT)


def block_format(identity: str, mark: Mark, kind: ParagraphKind, marked: bool = False) -> QTextBlockFormat:
    """The format of a paragraph; `marked` leaves room above it for the words that say who may read."""
    made = QTextBlockFormat()
    made.setProperty(ID, identity)
    made.setProperty(MARK, packed(mark))
    made.setProperty(KIND, kind.value)
    height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    made.setLineHeight(tokens().type["reading"].line_percent, height)
    made.setTopMargin(px(ROOM_FOR_MARK) if marked else 0)
    made.setBottomMargin(px(GAP_BELOW))
    made.setIndent(0 if kind is ParagraphKind.TEXT else 1)
    return made


def char_format(run: Run) -> QTextCharFormat:
    """The format of a run."""
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(BOLD)
    if run.italic:
        made.setFontItalic(True)
    if run.underline:
        made.setFontUnderline(True)
    return made


def write(document: QTextDocument, text: RichText, default: Mark) -> None:
    """Put a text into a document in place of what is there; this cannot be undone and empties the undo history."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    paragraphs = text.paragraphs or (Paragraph(new_id(), ()),)
    for number, paragraph in enumerate(paragraphs):
        mark = mark_from(paragraph) if text.paragraphs else default
        if number:
            cursor.insertBlock()
        cursor.setBlockFormat(block_format(paragraph.id, mark, paragraph.kind))
        insert_runs(cursor, paragraph.runs)
    document.setUndoRedoEnabled(True)


def insert_runs(cursor: QTextCursor, runs: tuple[Run, ...]) -> None:
    """Write runs at a cursor; a line break within a paragraph stays within it."""
    for run in runs:
        cursor.insertText(run.text.replace("\n", LINE_BREAK), char_format(run))


def read(document: QTextDocument, default: Mark) -> RichText:
    """The document as a value. Paragraphs without a word are left out."""
    paragraphs = []
    block = document.begin()
    while block.isValid():
        if block.text().strip():
            paragraphs.append(paragraph_of(block, default))
        block = block.next()
    return RichText(tuple(paragraphs))


def paragraph_of(block: QTextBlock, default: Mark) -> Paragraph:
    """One block as a value."""
    mark = mark_of(block, default)
    return Paragraph(
        id_of(block),
        tuple(_runs(block)),
        kind_of(block),
        mark.sharing_class,
        mark.protects,
        mark.kept_from,
        mark.about,
        mark.basis,
    )


def mark_from(paragraph: Paragraph) -> Mark:
    """The mark of a paragraph's value."""
    return Mark(paragraph.sharing_class, paragraph.protects, paragraph.kept_from, paragraph.about, paragraph.basis)


def _runs(block: QTextBlock) -> list[Run]:
    text = block.text().replace(LINE_BREAK, "\n")
    runs: list[Run] = []
    for piece in block.textFormats():
        style = piece.format
        words = _utf16_slice(text, piece.start, piece.length)
        run = Run(words, style.fontWeight() >= BOLD, style.fontItalic(), style.fontUnderline())
        if runs and (run.bold, run.italic, run.underline) == (runs[-1].bold, runs[-1].italic, runs[-1].underline):
            runs[-1] = Run(runs[-1].text + run.text, run.bold, run.italic, run.underline)
        elif words:
            runs.append(run)
    return runs


def _utf16_slice(text: str, start: int, length: int) -> str:
    """Qt counts in UTF-16 units, Python in characters: an emoji is two there and one here."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return text[start : start + length]
    units = text.encode("utf-16-le")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le")
