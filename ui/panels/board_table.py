"""The preparation board as an item view: families down, disciplines across, "in" at the end (ui.md 4.4).

Cells are painted by a delegate; arrow keys move cell by cell and each cell is read as a sentence. No content, ever.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.contributors import SummaryState
from fsworkbook.services.board import Board, BoardCell, BoardLine
from ui.panels.family_words import short_day
from ui.theme import font, pixmap, px, theme, tokens
from ui.widgets import paint, rating_shapes

Index = QModelIndex | QPersistentModelIndex

LOOKS = {  # state: word, icon, fill, edge, dashed, ink
    SummaryState.FINALISED: ("Finalised", "circle-check", "stage_tint", "line2", False, "ink"),
    SummaryState.LATE: ("Late", "clock", "stage_tint", "line2", False, "ink"),
    SummaryState.EXCUSED: ("Excused", "circle-check", "stage_tint", "line2", False, "ink"),
    SummaryState.DRAFT: ("Draft", "pen-line", "surface", "ctl", True, "ink"),
    SummaryState.NOT_STARTED: ("Not started", "circle-dashed", "alert_tint", "alert", True, "alert"),
    SummaryState.NOT_PROVIDED: ("Not provided", "circle-alert", "alert_tint", "alert", False, "alert"),
}
FIRST, FIRST_LEAST, LAST_WIDTH, ROW, HEAD = 232, 150, 82, 122, 48
STEP = 20
"""Height of a line in the family's cell."""


def state_words(cell: BoardCell) -> str:
    """The state in a word or two."""
    if cell.still_true_on:
        return "Still true"
    if cell.changed_since_pack:
        return "Changed since"
    return LOOKS[cell.state][0]


def who_and_when(cell: BoardCell, today: date) -> str:
    """ "Owen, 17:20" today, "Owen, 12 Dec" before; "Owen, asked 9 Dec" where nothing is in."""
    if cell.at:
        return f"{cell.staff.given_name}, {_when(cell.at, today)}"
    if cell.asked_at:
        return f"{cell.staff.given_name}, asked {_when(cell.asked_at, today)}"
    return cell.staff.given_name


def _when(at: datetime, today: date) -> str:
    return f"{at:%H:%M}" if at.date() == today else short_day(at.date())


class ChildPlace(NamedTuple):
    """Where a child and the rating stand in the family's cell: px from the left, line, widths of name and word."""

    name: str
    code: str
    left: int
    line: int
    named: int
    worded: int


def children_of(line: BoardLine, room: int) -> list[ChildPlace]:
    """Every child with its rating, rated or not, in as many lines as they need."""
    found: list[ChildPlace] = []
    left = row = 0
    for person, colour in line.children:
        code = (colour or "N")[0]
        worded = paint.text_width(font("small", "semibold"), rating_shapes.word(code))
        named = min(paint.text_width(font("small"), person.short_name), room - worded - px(25))
        if left and left + named + worded + px(25) > room:
            left, row = 0, row + 1
        found.append(ChildPlace(person.short_name, code, left, row, named, worded))
        left += named + worded + px(35)
    return found


class BoardModel(QAbstractTableModel):
    """The board's lines; the display text of each cell is the sentence that is read aloud."""

    def __init__(self, catalogue: Catalogue, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.today = today
        self.board: Board | None = None

    def show_board(self, board: Board) -> None:
        """Another day."""
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def line(self, row: int) -> BoardLine:
        """The line of one row."""
        assert self.board is not None
        return self.board.lines[row]

    def cell(self, row: int, column: int) -> BoardCell | None:
        """The contributor's cell at a place; None for the family, the last column, and where nobody is involved."""
        assert self.board is not None
        if not 1 <= column <= len(self.board.disciplines):
            return None
        code = self.board.disciplines[column - 1]
        return next((cell for cell in self.line(row).cells if cell.discipline == code), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return len(self.board.lines) if self.board and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return len(self.board.disciplines) + 2 if self.board and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal or self.board is None:
            return None
        if section == 0:
            return "Family"
        if section > len(self.board.disciplines):
            return "In"
        return self._catalogue.discipline(self.board.disciplines[section - 1]).short.replace(" ", "\n", 1)

    def _sentence(self, row: int, column: int) -> str:
        line = self.line(row)
        if column == 0:
            return f"{line.session.starts_at:%H:%M} {line.family.display_name}, {line.session.place}"
        cell = self.cell(row, column)
        if cell is not None:
            return f"{cell.staff.name}: {state_words(cell)}. {who_and_when(cell, self.today())}"
        if column == self.columnCount() - 1:
            return f"{line.in_count} of {line.expected}, {'ready' if line.ready else 'not ready'}"
        return "Not involved"


class _Cells(QStyledItemDelegate):
    """Draws the family, the contributors' cells and the count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(tokens().control["board_cell"] + 56), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        model = index.model()
        assert isinstance(model, BoardModel)
        painter.save()
        view: Any = option.widget
        current = view.currentIndex()
        if current.isValid() and current.row() == index.row():
            paint.box(painter, area, 0, "accent_tint")
        paint.line(painter, area.bottomLeft(), area.bottomRight(), "line")
        cell = model.cell(index.row(), index.column())
        if index.column() == 0:
            self._family(painter, area.adjusted(px(14), px(10), -px(8), -px(8)), model.line(index.row()))
        elif cell is not None:
            high = (area.height() - px(ROW - 56)) // 2
            self._contributor(painter, area.adjusted(px(3), high, -px(3), -high), cell, model.today())
        elif index.column() == model.columnCount() - 1:
            self._count(painter, area.adjusted(px(10), px(22), 0, 0), model.line(index.row()))
        else:
            paint.words(painter, area, "not involved", font("caption"), "ink3", paint.CENTRE)
        painter.restore()

    def _family(self, painter: QPainter, area: QRect, line: BoardLine) -> None:
        step = px(STEP)
        top = QRect(area.left(), area.top(), area.width(), step)
        time = f"{line.session.starts_at:%H:%M}"
        width = paint.text_width(font("body", "semibold"), time) + px(10)
        paint.words(painter, top, time, font("body", "semibold"), "ink")
        paint.words(painter, top.adjusted(width, 0, 0, 0), line.family.display_name, font("body", "semibold"), "ink")
        paint.words(painter, top.translated(0, step), line.session.place, font("small"), "ink2")
        for child in children_of(line, area.width()):
            left, high = area.left() + child.left, area.top() + (2 + child.line) * step + px(2)
            paint.words(painter, QRect(left, high, child.named, step), child.name, font("small"), "ink2")
            left += child.named + px(5)
            rating_shapes.draw(painter, child.code, left, high + step // 2, px(14))
            left += px(20)
            letters, ink = font("small", "semibold"), rating_shapes.ink(child.code)
            paint.words(painter, QRect(left, high, child.worded, step), rating_shapes.word(child.code), letters, ink)

    def _contributor(self, painter: QPainter, area: QRect, cell: BoardCell, today: date) -> None:
        _, icon, fill, edge, dashed, ink = LOOKS[cell.state]
        paint.box(painter, area, px(tokens().radius["chip"]), fill, edge, None, dashed)
        inside = area.adjusted(px(9), px(8), -px(4), -px(8))
        half, state = inside.height() // 2, state_words(cell)
        words = QRect(inside.left(), inside.top(), inside.width(), half)
        if paint.text_width(font("small", "medium"), state) + px(21) <= inside.width():
            paint.picture(painter, QPoint(inside.left(), inside.top() + half // 2 - px(8)), pixmap(icon, 16, ink))
            words.setLeft(words.left() + px(21))
        paint.words(painter, words, state, font("small", "medium"), ink)
        below = QRect(inside.left(), inside.top() + half, inside.width(), half)
        who = who_and_when(cell, today)
        fits = paint.text_width(font("caption"), who) <= below.width()
        paint.words(painter, below, who if fits else cell.staff.given_name, font("caption"), "ink2")

    def _count(self, painter: QPainter, area: QRect, line: BoardLine) -> None:
        top = QRect(area.left(), area.top(), area.width(), px(22))
        words, ink = ("ready", "ink2") if line.ready else ("not ready", "alert")
        paint.words(painter, top, f"{line.in_count} of {line.expected}", font("body", "semibold"), "ink")
        paint.words(painter, top.translated(0, px(21)), words, font("small"), ink)


class BoardTable(QTableView):
    """Signals: `chosen(row)` when another family's row is current; `opened(row)` on Enter or a double click."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, catalogue: Catalogue, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Summaries by family and discipline")
        self.lines = BoardModel(catalogue, today, self)
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._open)
        theme().resized.connect(self._measure)

    def show_board(self, board: Board) -> None:
        """Show a day; the first family is chosen."""
        self.lines.show_board(board)
        self._measure()
        if board.lines:
            self.setCurrentIndex(self.lines.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(current.row())

    def _measure(self) -> None:
        header = self.horizontalHeader()
        header.setFont(font("small", "semibold"))
        header.setFixedHeight(px(HEAD))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        widths = self._widths() if self.lines.board else []
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        rows = [self._row_height(row, widths[0]) for row in range(self.lines.rowCount())]
        for row, height in enumerate(rows):
            self.setRowHeight(row, height)
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > self.viewport().width() else 0
        self.setFixedHeight(header.height() + sum(rows) + bar)

    def _widths(self) -> list[int]:
        """The contributors' columns share what is left, none narrower than its words; the family's gives way first."""
        least = [self._least_width(column) for column in range(1, self.lines.columnCount() - 1)]
        room = self.viewport().width() - px(LAST_WIDTH)
        first = max(px(FIRST_LEAST), min(px(FIRST), room - sum(least)))
        even = (room - first) // max(1, len(least))
        if even < max(least, default=0):
            spare = max(0, room - first - sum(least)) // len(least)
            return [first, *(width + spare for width in least), px(LAST_WIDTH)]
        return [room - even * len(least), *(even for _ in least), px(LAST_WIDTH)]

    def _least_width(self, column: int) -> int:
        cells = [self.lines.cell(row, column) for row in range(self.lines.rowCount())]
        states = [paint.text_width(font("small", "medium"), state_words(cell)) for cell in cells if cell]
        head = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
        heads = [paint.text_width(font("small", "semibold"), line) for line in head.split("\n")]
        return max(*heads, *states) + px(22)

    def _row_height(self, row: int, width: int) -> int:
        children = children_of(self.lines.line(row), width - px(22))
        return max(px(ROW), px(20) + px(STEP) * (3 + max((child.line for child in children), default=0)))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())
