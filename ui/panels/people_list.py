"""People with what they do, as a list: the arrow keys move, Enter or a click chooses."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Staff
from ui.theme import font, px, theme
from ui.widgets import paint
from ui.widgets.scroll import ItemRows, RowsView

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractListModel):
    """Rows of (person, second line)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Staff, str]] = []

    def show_people(self, rows: Sequence[tuple[Staff, str]]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def person(self, index: Index) -> Staff:
        """Who stands in a row."""
        return self._rows[index.row()][0]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person, words = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == ROLE:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name}, {words}"
        return None


class PersonRows(ItemRows):
    """Name at the left, what they do at the right."""

    row_height = 38

    def draw_row(self, painter: QPainter, area: QRect, index: Index) -> None:
        name, words = str(index.data()), str(index.data(ROLE))
        left = QRect(area.left(), area.top(), area.width() * 2 // 5, area.height())
        right = area.adjusted(left.width() + px(8), 0, 0, 0)
        paint.words(painter, left, name, font("body", "medium"), "ink")
        paint.words(painter, right, words, font("small"), "ink2")


class PeopleList(RowsView):
    """`chosen(staff)` by Enter or click, `reached(staff)` also by the arrow keys. As high as its rows, up to `most`."""

    chosen = Signal(object)
    reached = Signal(object)
    most = 12

    def __init__(self, name: str) -> None:
        super().__init__(name, PersonRows())
        self.itemDelegate().setParent(self)
        self._model = PeopleModel(self)
        self.setModel(self._model)
        self.clicked.connect(self._choose)

    def show_people(self, rows: Sequence[tuple[Staff, str]]) -> None:
        """Other people; the first is where the keyboard begins."""
        self._model.show_people(rows)
        if rows:
            self.setCurrentIndex(self._model.index(0))
        self.updateGeometry()

    def reach(self, staff_id: str) -> None:
        """Put the keyboard's place on somebody."""
        for row in range(self._model.rowCount()):
            if self._model.person(self._model.index(row)).id == staff_id:
                self.setCurrentIndex(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is taken here: Qt's own signal for it comes for a double click too, which would choose twice."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the keyboard is."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.reached.emit(self._model.person(current))

    def sizeHint(self) -> QSize:
        rows = min(max(4, round(self.most / theme().text_size)), self._model.rowCount())
        return QSize(px(400), px(PersonRows.row_height) * rows + px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), min(self.sizeHint().height(), px(PersonRows.row_height) * 4))

    def _choose(self, index: Index) -> None:
        self.chosen.emit(self._model.person(index))
