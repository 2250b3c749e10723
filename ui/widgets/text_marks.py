"""What is drawn beside the words of a text: bullets, numbers, the bar of a child's words, who may read a paragraph."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QTextBlock, QTextDocument

from fsworkbook.domain.richtext import ParagraphKind
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass
from ui.theme import colour, font, pixmap, px
from ui.widgets import paint
from ui.widgets.paragraph_keeper import is_marked
from ui.widgets.text_document import ROOM_FOR_MARK, Mark, kind_of, mark_of

INDENT = 24
ICON = 12


def paint_kinds(painter: QPainter, document: QTextDocument, seen: QRectF) -> None:
    """Bullets, numbers and bars of the blocks that can be seen; `seen` in the document's coordinates."""
    number = 0
    block = document.begin()
    while block.isValid():
        kind = kind_of(block)
        number = number + 1 if kind is ParagraphKind.NUMBER else 0
        area = document.documentLayout().blockBoundingRect(block)
        area.setLeft(document.documentMargin() + px(INDENT))
        if kind is not ParagraphKind.TEXT and area.intersects(seen):
            if kind is ParagraphKind.QUOTE:
                _bar(painter, area, block)
            else:
                _sign(painter, area, block, "•" if kind is ParagraphKind.BULLET else f"{number}.")
        block = block.next()


def paint_readers(
    painter: QPainter, document: QTextDocument, default: Mark, words: Callable[[SharingClass], str]
) -> None:
    """Above and beside each paragraph whose readers are not the usual ones: who may read it, and a line."""
    margin = document.documentMargin()
    above: Mark | None = None
    block = document.begin()
    while block.isValid():
        mark = mark_of(block, default)
        if mark.sharing_class != default.sharing_class:
            role = "alert" if mark.sharing_class in CONFIDENTIAL_CLASSES else "ink2"
            area = document.documentLayout().blockBoundingRect(block)
            painter.fillRect(QRectF(0, area.top(), px(2), area.height()), colour(role))
            if is_marked(mark, above, default) and not document.isEmpty():
                _who(painter, QPointF(margin, area.top() - px(ROOM_FOR_MARK - 4)), words(mark.sharing_class), role)
        above = mark
        block = block.next()


def _who(painter: QPainter, corner: QPointF, words: str, role: str) -> None:
    height = px(ROOM_FOR_MARK - 4)
    left, top = round(corner.x()), round(corner.y())
    icon = "lock" if role == "alert" else "eye"
    paint.picture(painter, QPoint(left, top + (height - px(ICON)) // 2), pixmap(icon, ICON, role))
    left += px(ICON + 5)
    width = paint.text_width(font("caption", "medium"), words)
    paint.words(painter, QRect(left, top, width, height), words, font("caption", "medium"), role)


def _bar(painter: QPainter, area: QRectF, block: QTextBlock) -> None:
    bar = QRectF(area.left() - px(INDENT - 8), area.top() - px(2), px(3), area.height() + px(4))
    following = block.next()
    if following.isValid() and kind_of(following) is ParagraphKind.QUOTE and not following.blockFormat().topMargin():
        bar.setBottom(area.bottom() + block.blockFormat().bottomMargin())
    painter.fillRect(bar, colour("line2"))


def _sign(painter: QPainter, area: QRectF, block: QTextBlock, sign: str) -> None:
    lines = block.layout()
    if not lines.lineCount():
        return
    line = lines.lineAt(0)
    baseline = lines.position().y() + line.y() + line.ascent()
    painter.setFont(font("reading"))
    painter.setPen(colour("ink2"))
    width = paint.text_width(font("reading"), sign)
    left = area.left() - px(8) - width
    painter.drawText(QPointF(left, baseline), sign)
