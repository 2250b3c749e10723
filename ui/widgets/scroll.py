"""Room that scrolls: a page as wide as its window, a row that wraps, and the ground for lists that are item views."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import font, px, theme, tokens
from ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex


class VerticalScroll(QScrollArea):
    """Scrolls up and down only; the page is as wide as the viewport and as high as that width needs. Takes no focus."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(page)
        page.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        page = self.widget()
        least = page.minimumSizeHint().width() if page is not None else 0
        return QSize(least + self.verticalScrollBar().sizeHint().width(), px(64))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class FlowLayout(QLayout):
    """Parts side by side, on to the next line where the width ends: chips, check boxes, buttons."""

    def __init__(self, *parts: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)
        theme().resized.connect(self.invalidate)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + px(self._gap) * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in shown), default=0)
        return QSize(widest, max((size.height() for size in shown), default=0))

    def _place(self, rect: QRect, move: bool) -> int:
        gap = px(self._gap)
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint()
            width = min(wanted.width(), max(rect.width(), item.minimumSize().width()))
            if x > rect.x() and x + width > rect.x() + rect.width():
                x, y, row = rect.x(), y + row + gap, 0
            height = item.heightForWidth(width) if item.hasHeightForWidth() else wanted.height()
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + gap
            row = max(row, height)
        return y + row - rect.y()


class ItemRows(QStyledItemDelegate):
    """The ground of a list's rows: selection, the line below, the padding. Subclasses draw in `draw_row`."""

    row_height = 52

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), px(self.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            paint.box(painter, area, 0, "accent_tint")
        paint.line(painter, area.bottomLeft(), area.bottomRight(), "line")
        across, down = px(tokens().space["row_padding_h"]), px(tokens().space["row_padding_v"])
        self.draw_row(painter, area.adjusted(across, down, -across, -down), index)
        painter.restore()

    def draw_row(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Draw the words of one row inside its padding."""
        paint.words(painter, area, str(index.data()), font("body", "medium"), "ink")


class RowsView(QListView):
    """A list as an item view: arrow keys, reading by ear, no frame; rows keep their height when the text grows."""

    def __init__(self, name: str, rows: ItemRows | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(rows or ItemRows(self))
        theme().resized.connect(self.doItemsLayout)
