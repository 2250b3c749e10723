"""What can be done to the paragraphs at a cursor. Each act is one step of undo."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import Paragraph, ParagraphKind, Run
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES
from ui.widgets.paste import Pasted
from ui.widgets.sharing_words import stricter
from ui.widgets.text_document import Mark, block_format, id_of, insert_runs, kind_of, mark_of, paragraph_of


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The paragraphs a selection touches, or the one the cursor is in."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    blocks = [block]
    while block != last:
        block = block.next()
        blocks.append(block)
    return blocks


def set_kind(cursor: QTextCursor, kind: ParagraphKind, default: Mark) -> None:
    """Make the paragraphs text, bullets, numbers or a child's words."""
    cursor.beginEditBlock()
    for block in selected_blocks(cursor):
        _reformat(block, mark_of(block, default), kind)
    cursor.endEditBlock()


def set_readers(cursor: QTextCursor, readers: Mark, default: Mark) -> None:
    """Give the paragraphs the class and persons of `readers`; what they are about stays."""
    cursor.beginEditBlock()
    for block in selected_blocks(cursor):
        _reformat(block, _read_as(mark_of(block, default), readers), kind_of(block))
    cursor.endEditBlock()


def new_paragraph(cursor: QTextCursor, default: Mark) -> None:
    """Enter: a paragraph of the same kind and class; on an empty bullet, number or quote the list ends."""
    _empty_selection_and_begin(cursor)
    block = cursor.block()
    if kind_of(block) is not ParagraphKind.TEXT and not block.text():
        _reformat(block, mark_of(block, default), ParagraphKind.TEXT)
    else:
        cursor.insertBlock()
    cursor.endEditBlock()


def delete_before(cursor: QTextCursor) -> None:
    """Backspace: the selection, or the character before; joining two paragraphs is one step with what is mended."""
    joins = cursor.hasSelection() or cursor.atBlockStart()
    if joins:
        cursor.beginEditBlock()
    cursor.deletePreviousChar()
    if joins:
        cursor.endEditBlock()


def insert_pasted(cursor: QTextCursor, pasted: list[Pasted], default: Mark) -> None:
    """Write paragraphs at the cursor, in place of the selection.

    None is read by more people than the editor's default allows, nor than the paragraph it lands in, nor than the one
    it was copied from; what was copied from a class of its own stays a paragraph of its own.
    """
    _empty_selection_and_begin(cursor)
    around = mark_of(cursor.block(), default)
    around_kind = kind_of(cursor.block())
    has_tail = not cursor.atBlockEnd()
    landed = around
    for number, paragraph in enumerate(pasted):
        landed = _landing(around, paragraph.mark, default)
        block = cursor.block()
        own = paragraph.mark is not None and landed.readers != around.readers
        if not number and own and block.text() and cursor.atBlockStart():
            cursor.insertBlock()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.setBlockFormat(block_format(new_id(), landed, paragraph.kind))
            has_tail = False
        elif number or (own and block.text()):
            cursor.insertBlock(block_format(new_id(), landed, paragraph.kind))
        else:
            _reformat(block, landed, kind_of(block) if block.text() else paragraph.kind)
        insert_runs(cursor, paragraph.runs)
    if has_tail and landed.readers != around.readers:
        here = cursor.position()
        cursor.insertBlock(block_format(new_id(), around, around_kind))
        cursor.setPosition(here)
    cursor.endEditBlock()


def selected_paragraphs(cursor: QTextCursor, default: Mark) -> list[Paragraph]:
    """The selection as values, the first and last paragraph cut to what is selected."""
    paragraphs = []
    for block in selected_blocks(cursor):
        start = max(0, cursor.selectionStart() - block.position())
        end = min(block.length() - 1, cursor.selectionEnd() - block.position())
        paragraph = paragraph_of(block, default)
        text = block.text()
        runs = tuple(_cut(paragraph.runs, _characters(text, start), _characters(text, end)))
        if runs:
            paragraphs.append(replace(paragraph, runs=runs))
    return paragraphs


def _empty_selection_and_begin(cursor: QTextCursor) -> None:
    """Remove the selection as an edit of its own, so that the keeper mends it before anything else is written there;
    what follows joins it as one step of undo."""
    had_selection = cursor.hasSelection()
    cursor.removeSelectedText()
    if had_selection:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()


def _reformat(block: QTextBlock, mark: Mark, kind: ParagraphKind) -> None:
    wanted = block_format(id_of(block), mark, kind)
    wanted.setTopMargin(block.blockFormat().topMargin())
    QTextCursor(block).setBlockFormat(wanted)


def _read_as(mark: Mark, readers: Mark) -> Mark:
    return replace(mark, sharing_class=readers.sharing_class, protects=readers.protects, kept_from=readers.kept_from)


def _landing(around: Mark, own: Mark | None, default: Mark) -> Mark:
    """Who may read what lands in a paragraph of `around`."""
    if own is not None and own.sharing_class in CONFIDENTIAL_CLASSES:
        return _read_as(around, own)
    mark = around
    for other in (default, own):
        if other is not None and stricter(mark.sharing_class, other.sharing_class) != mark.sharing_class:
            mark = _read_as(mark, other)
    return mark


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        words = run.text[max(0, start - at) : max(0, end - at)]
        if words:
            yield Run(words, run.bold, run.italic, run.underline)
        at += len(run.text)


def _characters(text: str, units: int) -> int:
    """How many characters the first UTF-16 units of a text are; Qt counts in units."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))
