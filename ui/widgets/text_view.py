"""A text as it is read: quotes with a bar, lists, and a mark above what only some may read."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.richtext import Paragraph, RichText
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass
from ui.theme import colour, font, pixmap, px, theme, tokens
from ui.widgets import paint
from ui.widgets import text_document as doc
from ui.widgets.text_area import TextSurface

ICON = 14
_MARK_LINE = doc.KIND + 1
Words = Mapping[SharingClass, str]


class RichTextView(TextSurface):
    """Shows a RichText; selected and copied by mouse, and by keyboard with `keyboard=True`.

    `mark_words` gives for each confidential class who may read it ("Josh, Leila and you"), in the words of the caller,
    who builds this only for those readers. They stand as words in the text, so they are read aloud where they belong.
    """

    def __init__(
        self,
        text: RichText | None = None,
        name: str = "Text",
        mark_words: Words | None = None,
        keyboard: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(lines=0, margin=0, parent=parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard if keyboard else flags)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if keyboard else Qt.FocusPolicy.ClickFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._text = RichText()
        self._words: Words = {}
        self.set_text(text or RichText(), mark_words)
        theme().changed.connect(self._write)
        theme().resized.connect(self.measure)

    def text(self) -> RichText:
        """What is shown."""
        return self._text

    def set_text(self, text: RichText, mark_words: Words | None = None) -> None:
        """Show another text."""
        self._text = text
        self._words = mark_words or {}
        self._write()

    def paint_under(self, painter: QPainter) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().property(_MARK_LINE):
                self._paint_mark(painter, block)
            block = block.next()

    def _write(self) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        cursor = QTextCursor(document)
        above: SharingClass | None = None
        for number, paragraph in enumerate(self._text):
            words = self._words.get(paragraph.sharing_class, "")
            marked = paragraph.sharing_class in CONFIDENTIAL_CLASSES and paragraph.sharing_class != above
            if marked and words:
                self._write_mark(cursor, number, words)
            self._write_paragraph(cursor, paragraph, new=bool(number or (marked and words)))
            above = paragraph.sharing_class
        last = cursor.blockFormat()
        last.setBottomMargin(0)
        cursor.setBlockFormat(last)
        self.updateGeometry()

    def _write_paragraph(self, cursor: QTextCursor, paragraph: Paragraph, new: bool) -> None:
        made = doc.block_format(paragraph.id, doc.mark_from(paragraph), paragraph.kind)
        if new:
            cursor.insertBlock(made, QTextCharFormat())
        else:
            cursor.setBlockFormat(made)
        doc.insert_runs(cursor, paragraph.runs)

    def _write_mark(self, cursor: QTextCursor, number: int, words: str) -> None:
        line = QTextBlockFormat()
        line.setProperty(_MARK_LINE, True)
        line.setLeftMargin(px(ICON + 13))
        line.setTopMargin(px(5 if number else 3))
        line.setBottomMargin(px(8))
        if number:
            cursor.insertBlock(line, QTextCharFormat())
        else:
            cursor.setBlockFormat(line)
        letters = QTextCharFormat()
        letters.setFont(font("caption", "medium"))
        letters.setForeground(colour("alert"))
        cursor.insertText(words, letters)

    def _paint_mark(self, painter: QPainter, block: QTextBlock) -> None:
        lines = block.layout()
        if not lines.lineCount():
            return
        words = lines.lineAt(0).naturalTextRect().translated(lines.position())
        chip = QRectF(0, words.top() - px(3), words.right() + px(8), words.height() + px(6))
        paint.box(painter, chip, px(tokens().radius["chip"]), "alert_tint", "alert_line")
        at = QPoint(px(7), round(chip.center().y() - px(ICON) / 2))
        paint.picture(painter, at, pixmap("lock", ICON, "alert"))
