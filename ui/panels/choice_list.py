"""A list of texts, each with one of two answers: "Keep" or "Take out", "Stays out" or "Put in".

An item view: one stop for Tab, arrow keys from row to row, Left and Right or Space for the answer. A row is read aloud
with its answer. What was found stands in bold in its sentence; what is taken out is struck through.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.panels.choice_rows import ChoiceRows, TextRow
from ui.widgets.layout import sized
from ui.widgets.scroll import RowsView
from ui.widgets.speech import announce

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
CHOSEN = Qt.ItemDataRole.UserRole + 1
AT_ONCE = 24
LEAST_HEIGHT = 160
"""Design px; a page with less room than that scrolls as a whole."""


class ChoiceModel(QAbstractListModel):
    """The rows that are shown, and which of all of them have the second answer."""

    def __init__(self, answers: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.answers = answers
        self.rows: list[TextRow] = []
        self.chosen: set[str] = set()

    def show_rows(self, rows: Iterable[TextRow]) -> None:
        """Other rows; the answers stay."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def choose(self, keys: Iterable[str], second: bool) -> None:
        """Give these rows an answer."""
        self.chosen = self.chosen | set(keys) if second else self.chosen - set(keys)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == CHOSEN:
            return row.key in self.chosen
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None

    def _spoken(self, row: TextRow) -> str:
        answer = self.answers[row.key in self.chosen]
        found = f"{', '.join(row.marked)}: " if row.marked else ""
        return " ".join(filter(None, (f"{answer}.", row.warning, row.lead, f"{found}{row.text}")))


class ChoiceList(RowsView):
    """`show_rows(rows)`, `chosen` keys with the second answer; `edited()` when a person gave one."""

    edited = Signal()

    def __init__(self, name: str, answers: tuple[str, str]) -> None:
        super().__init__(name)
        self.rows = ChoiceRows(answers, ROW, CHOSEN, self)
        self.lines = ChoiceModel(answers, self)
        self.setItemDelegate(self.rows)
        self.setUniformItemSizes(False)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # long lists are measured a few rows at a time
        self.setBatchSize(AT_ONCE)
        sized(self, min_height=LEAST_HEIGHT)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setModel(self.lines)
        self.setAccessibleDescription(f"Left is {answers[0]}, Right is {answers[1]}, Space changes it.")

    def show_rows(self, rows: Sequence[TextRow]) -> None:
        """Other rows, the first one under the keyboard."""
        self.rows.forget()
        self.lines.show_rows(rows)
        if rows:
            self.setCurrentIndex(self.lines.index(0))

    @property
    def chosen(self) -> frozenset[str]:
        """The keys that have the second answer."""
        return frozenset(self.lines.chosen)

    def choose(self, keys: Iterable[str], second: bool = True) -> None:
        """Give rows an answer; no signal."""
        self.lines.choose(keys, second)

    def answer(self, index: Index, second: bool) -> None:
        """A person gave a row an answer."""
        row: TextRow = index.data(ROW)
        if (row.key in self.lines.chosen) != second:
            self.lines.choose([row.key], second)
            announce(self, self.lines.answers[second])
            self.edited.emit()

    def answer_rect(self, row: int, second: bool) -> QRect:
        """Where one clicks to answer, in the viewport: for the mouse, the tour and tests."""
        return self.rows.answer_rect(self.visualRect(self.lines.index(row)), second)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        answers = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        if index.isValid() and event.key() in answers:
            self.answer(index, answers[Qt.Key(event.key())])
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self.answer(index, not index.data(CHOSEN))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._click(event.position().toPoint())

    def _click(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid():
            for second in (False, True):
                if self.answer_rect(index.row(), second).contains(where):
                    self.answer(index, second)
