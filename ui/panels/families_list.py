"""The families as rows: name and reference, children with their ratings, key worker and plan, the next supervision."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fsworkbook.services.families import FamilyLine
from ui.panels.family_words import age, moment
from ui.theme import font, px, theme, tokens
from ui.widgets import paint, rating_shapes
from ui.widgets.scroll import ItemRows, RowsView

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
SHAPE = 14
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FamiliesModel(QAbstractListModel):
    """The lines that match the filter; filtered in Python over what was read once."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._all: tuple[FamilyLine, ...] = ()
        self._shown: list[FamilyLine] = []
        self._words = ""

    def show_lines(self, lines: Sequence[FamilyLine]) -> None:
        """Other families; the filter stays."""
        self._all = tuple(lines)
        self.filter(self._words)

    def filter(self, words: str) -> None:
        """Only families in which every word is found: in name, reference, child or key worker."""
        self._words = words
        wanted = words.casefold().split()
        self.beginResetModel()
        self._shown = [line for line in self._all if all(word in searched(line) for word in wanted)]
        self.endResetModel()

    def line(self, index: Index) -> FamilyLine:
        """What stands in a row."""
        return self._shown[index.row()]

    @property
    def total(self) -> int:
        """How many there are without the filter."""
        return len(self._all)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._shown[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.family.display_name
        return spoken(line, self._today()) if role == Qt.ItemDataRole.AccessibleTextRole else None


class FamilyRows(ItemRows):
    """Draws a row: four columns, or two lines where there is little room."""

    row_height = 54
    columns = ((0.0, 0.24), (0.24, 0.63), (0.63, 0.82), (0.82, 1.0))

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today

    def draw_row(self, painter: QPainter, area: QRect, index: Index) -> None:
        line: FamilyLine = index.data(LINE)
        narrow = theme().effective_width(area.width()) < tokens().breakpoints["medium"]
        columns = ((0.0, 0.36), (0.36, 1.0)) if narrow else self.columns
        parts = [part(area, *column) for column in columns]
        restricted = " (restricted)" if line.family.restricted else ""
        pair(painter, parts[0], line.family.display_name, f"{line.family.ref}{restricted}", "medium")
        self._children(painter, parts[1], line, lower=narrow)
        following = moment(line.next_session_at, self._today()) if line.next_session_at else "not planned"
        if narrow:
            words = f"{line.key_worker or 'No key worker'}. Supervision {following}"
            elided(painter, lower(parts[1]), words, "ink2")
        else:
            pair(painter, parts[2], line.key_worker or "No key worker", line.plan)
            pair(painter, parts[3], following, "")

    def _children(self, painter: QPainter, area: QRect, line: FamilyLine, lower: bool) -> None:
        left, right = area.left(), area.right()
        middle = area.top() + (area.height() // 4 if lower else area.height() // 2)
        for number, (child, colour) in enumerate(line.children):
            code = (colour or "N")[0]
            name = age(child, self._today()).replace(",", "")
            width = self._width(name, code)
            rest = len(line.children) - number
            if left + width > right and rest:
                words = QRect(left, middle - px(10), right - left, px(20))
                elided(painter, words, f"and {rest} more", "ink2")
                return
            left = self._child(painter, left, middle, name, code)

    def _width(self, name: str, code: str) -> int:
        word = paint.text_width(font("small", "semibold"), rating_shapes.word(code))
        return paint.text_width(font("small"), name) + px(SHAPE + 5 + 5 + 16) + word

    def _child(self, painter: QPainter, left: int, middle: int, name: str, code: str) -> int:
        name_width = paint.text_width(font("small"), name)
        line = QRect(left, middle - px(10), name_width, px(20))
        paint.words(painter, line, name, font("small"), "ink2")
        left += name_width + px(5)
        rating_shapes.draw(painter, code, left, middle, px(SHAPE))
        left += round(rating_shapes.shape_width(code, px(SHAPE))) + px(5)
        word = rating_shapes.word(code)
        width = paint.text_width(font("small", "semibold"), word)
        ground = QRect(left, middle - px(10), width, px(20))
        paint.words(painter, ground, word, font("small", "semibold"), rating_shapes.ink(code))
        return left + width + px(16)


class FamiliesList(RowsView):
    """`opened(family_id)`: Enter or a click on a row."""

    opened = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("List of families")
        self.setItemDelegate(FamilyRows(today, self))
        self.lines = FamiliesModel(today, self)
        self.lines.modelReset.connect(self.updateGeometry)
        self.setModel(self.lines)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(px(400), px(FamilyRows.row_height) * max(1, self.lines.rowCount()) + px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), min(self.sizeHint().height(), px(FamilyRows.row_height) * 3))

    def _open(self, index: Index) -> None:
        self.opened.emit(self.lines.line(index).family.id)


def searched(line: FamilyLine) -> str:
    """The words a row is found by."""
    children = " ".join(child.name for child, _ in line.children)
    return f"{line.family.display_name} {line.family.ref} {children} {line.key_worker}".casefold()


def spoken(line: FamilyLine, today: date) -> str:
    """A row for the ear: the children first."""
    rated = [(age(child, today), rating_shapes.word((colour or "N")[0])) for child, colour in line.children]
    children = "; ".join(f"{who}, {word}" for who, word in rated)
    following = (
        f"supervision {moment(line.next_session_at, today)}" if line.next_session_at else "no supervision planned"
    )
    parts = (line.family.display_name, line.family.ref, children, line.plan, line.key_worker, following)
    return ", ".join(words for words in parts if words)


def part(area: QRect, start: float, end: float) -> QRect:
    """A column of a row, with a gap to the next."""
    left, right = round(area.width() * start), round(area.width() * end)
    return QRect(area.left() + left, area.top(), right - left - px(12), area.height())


def lower(area: QRect) -> QRect:
    """The second line of two."""
    return area.adjusted(0, area.height() // 2, 0, 0)


def pair(painter: QPainter, area: QRect, first: str, second: str, weight: str = "") -> None:
    """A title over a quiet second line, or alone in the middle."""
    letters = font("body", weight) if weight else font("body")
    if not second:
        elided(painter, area, first, "ink", "body")
        return
    top = area.adjusted(0, 0, 0, -area.height() // 2)
    painter.setFont(letters)
    paint.words(
        painter, top, painter.fontMetrics().elidedText(first, Qt.TextElideMode.ElideRight, top.width()), letters, "ink"
    )
    elided(painter, lower(area), second, "ink2")


def elided(painter: QPainter, area: QRect, text: str, role: str, size: str = "small") -> None:
    """A line that ends in … where it does not fit; its whole is in the spoken row."""
    letters = font(size)
    painter.setFont(letters)
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    paint.words(painter, area, words, letters, role)
