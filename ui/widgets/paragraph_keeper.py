"""Keeps the paragraphs of an editor what they are, whatever is done to them.

After every change, within the same step of undo: each paragraph has an id of its own; a split one inherits everything
but the id; a joined one is read by no more people than either part was; two confidential classes never share a
paragraph. A state that undo brings back was kept before, so undo and redo are left alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES
from ui.theme import px
from ui.widgets.sharing_words import stricter
from ui.widgets.text_document import (
    ID,
    MARK,
    ROOM_FOR_MARK,
    Mark,
    block_format,
    id_of,
    kind_of,
    mark_of,
    packed,
    write,
)


class _Place(NamedTuple):
    """A paragraph as it was: its first position, its length without the separator, and what it was."""

    start: int
    length: int
    id: str
    mark: Mark
    block_format: QTextBlockFormat


class ParagraphKeeper(QObject):
    """Watches one document. `default` is the mark of a paragraph that has no other to inherit from."""

    def __init__(self, document: QTextDocument, default: Mark) -> None:
        super().__init__(document)
        self.default = default
        self._document = document
        self._change: tuple[int, int, int] | None = None
        self._busy = False
        self._before: list[_Place] = []
        self.put_in(RichText())
        document.contentsChange.connect(self._note)
        document.contentsChanged.connect(self.keep)

    def put_in(self, text: RichText) -> None:
        """Put a new text into the document, leave room for its marks and remember it as it is."""
        self._busy = True
        write(self._document, text, self.default)
        self._document.setUndoRedoEnabled(False)
        self._repair(join=False)
        self._document.setUndoRedoEnabled(True)
        self._busy = False
        self._remember()

    def keep(self) -> None:
        """Mend what the last change broke."""
        if self._busy:
            return
        if not self._document.availableRedoSteps():
            self._busy = True
            self._part_or_tighten()
            self._repair(join=True)
            self._busy = False
        self._change = None
        self._remember()

    def _note(self, position: int, removed: int, added: int) -> None:
        if not self._busy:
            self._change = (position, removed, added)

    def _remember(self) -> None:
        self._before = [
            _Place(
                block.position(), block.length() - 1, id_of(block), mark_of(block, self.default), block.blockFormat()
            )
            for block in _blocks(self._document)
        ]

    def _part_or_tighten(self) -> None:
        """Where separators went, the words left of the hole and those right of it may now share a paragraph."""
        if self._change is None:  # an empty step tells that contents changed, too
            return
        position, removed, added = self._change
        head = self._place_at(position)
        tail = self._place_at(position + removed)
        if head is None or tail is None or head.id == tail.id:
            return
        junction = min(position + added, self._document.characterCount() - 1)
        has_head = position > head.start
        has_tail = position + removed < tail.start + tail.length
        last = self._document.findBlock(junction)
        first = self._document.findBlock(position)
        if id_of(first) == head.id and id_of(last) == tail.id and first != last:
            return
        if first == last:
            self._join(first, head if has_head else None, tail if has_tail else None, junction)
            return
        if has_head:
            self._tighten(first, head.mark)
        if has_tail:
            self._tighten(last, tail.mark)

    def _join(self, block: QTextBlock, head: _Place | None, tail: _Place | None, junction: int) -> None:
        """One paragraph holds what was left of two; either may have lost all its words."""
        if head is not None and tail is not None:
            if _may_not_mix(head.mark, tail.mark):
                self._part(junction, tail)
            else:
                self._set(block, head.id, head.mark)
                self._tighten(block, tail.mark)
        elif head is not None or tail is not None:
            left = head or tail
            assert left is not None
            self._set(block, left.id, left.mark)

    def _part(self, junction: int, tail: _Place) -> None:
        cursor = QTextCursor(self._document)
        cursor.joinPreviousEditBlock()
        cursor.setPosition(junction)
        cursor.insertBlock(tail.block_format)
        cursor.endEditBlock()

    def _tighten(self, block: QTextBlock, other: Mark) -> None:
        mark = mark_of(block, self.default)
        tighter = stricter(mark.sharing_class, other.sharing_class) != mark.sharing_class
        if tighter or other.sharing_class in CONFIDENTIAL_CLASSES:
            readers = other.readers
            mark = replace(mark, sharing_class=readers[0], protects=readers[1], kept_from=readers[2])
            self._set(block, id_of(block), mark)

    def _repair(self, join: bool) -> None:
        """Ids that are missing or doubled, marks that are missing, room for marks that changed."""
        keeps = self._keepers_of_ids()
        above: Mark | None = None
        for block in list(_blocks(self._document)):
            identity = id_of(block)
            if not identity or keeps[identity] != block.blockNumber():
                identity = new_id()
            mark = mark_of(block, self.default)
            marked = is_marked(mark, above, self.default)
            room = px(ROOM_FOR_MARK) if marked else 0
            same = block.blockFormat().property(MARK) and block.blockFormat().topMargin() == room
            if identity != id_of(block) or not same:
                self._set(block, identity, mark, marked, join)
            above = mark
        self._make_room_above(join)

    def _make_room_above(self, join: bool) -> None:
        """Qt keeps no room above the first paragraph: what is said over it stands in the margin of the page."""
        first = self._document.begin()
        marked = is_marked(mark_of(first, self.default), None, self.default) and not self._document.isEmpty()
        frame = self._document.rootFrame()
        wanted = frame.frameFormat()
        wanted.setTopMargin(self._document.documentMargin() + (px(ROOM_FOR_MARK) if marked else 0))
        if wanted.topMargin() == frame.frameFormat().topMargin():
            return
        cursor = QTextCursor(self._document)
        if join:
            cursor.joinPreviousEditBlock()
        frame.setFrameFormat(wanted)
        if join:
            cursor.endEditBlock()

    def _keepers_of_ids(self) -> dict[str, int]:
        """For each id the block that keeps it: of a split paragraph the first part that has words."""
        keeps: dict[str, tuple[int, bool]] = {}
        for block in _blocks(self._document):
            has_words = bool(block.text())
            if id_of(block) not in keeps or (has_words and not keeps[id_of(block)][1]):
                keeps[id_of(block)] = (block.blockNumber(), has_words)
        return {identity: number for identity, (number, _) in keeps.items()}

    def _set(self, block: QTextBlock, identity: str, mark: Mark, marked: bool | None = None, join: bool = True) -> None:
        wanted = block.blockFormat()
        if not wanted.property(MARK):
            wanted = block_format(identity, mark, kind_of(block))
        wanted.setProperty(ID, identity)
        wanted.setProperty(MARK, packed(mark))
        if marked is not None:
            wanted.setTopMargin(px(ROOM_FOR_MARK) if marked else 0)
        if wanted == block.blockFormat():
            return
        cursor = QTextCursor(block)
        if join:
            cursor.joinPreviousEditBlock()
        cursor.setBlockFormat(wanted)
        if join:
            cursor.endEditBlock()

    def _place_at(self, position: int) -> _Place | None:
        for place in self._before:
            if place.start <= position <= place.start + place.length:
                return place
        return self._before[-1] if self._before else None


def is_marked(mark: Mark, above: Mark | None, default: Mark) -> bool:
    """Words above a paragraph: its readers are not the usual ones, nor the same as just above it."""
    if mark.sharing_class == default.sharing_class:
        return False
    return above is None or above.sharing_class != mark.sharing_class


def _may_not_mix(one: Mark, other: Mark) -> bool:
    return {one.sharing_class, other.sharing_class} <= CONFIDENTIAL_CLASSES and one.readers != other.readers


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
