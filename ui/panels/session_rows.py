"""Lists of the record that grow while people talk: decisions, actions, who tells whom."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.ids import new_id
from ui.panels.session_part import ListPart
from ui.panels.session_writing import SessionWriting
from ui.widgets.focus_ring import bring_into_sight
from ui.widgets.layout import Box, vbox


class RowsPart(ListPart):
    """A row for each cell of `item`. `begin()` adds one and puts the keyboard into it.

    A row has `set_number(number)`, `begin()` for the keyboard, and `taken_out(subject)`.
    """

    item: ClassVar[str] = ""
    gap: ClassVar[int] = 0
    """Design px between the rows."""

    def __init__(self, writing: SessionWriting, title: str, second: str = "", add: str = "") -> None:
        super().__init__(writing, title, second, add)
        self.rows: dict[str, Any] = {}
        self._order: tuple[str, ...] = ()

    def fill(self) -> None:
        self._list = vbox(spacing=self.gap)
        self.arrange(self._list)
        if self.add is not None:
            self.add.clicked.connect(self.begin)
        self.writing.refreshed.connect(self._refresh)
        self._refresh()

    def arrange(self, rows: Box) -> None:
        """Put the rows, and what stands around them, into `body`."""
        self.body.put(rows)

    def make_row(self, subject: str) -> Any:
        """The widget of one cell; each list has its own."""

    def new_parts(self) -> dict[str, Any]:
        """What a new row holds from the start."""
        return {}

    def show_around(self) -> None:
        """Show or hide what stands around the rows, after they changed."""

    def begin(self) -> None:
        """A new row; the keyboard is in its first field."""
        self.build()
        subject = new_id()
        self.writing.put(self.item, subject, position=self.writing.next_position(self.item), **self.new_parts())
        self._refresh()
        self.rows[subject].begin()
        QTimer.singleShot(0, self.rows[subject], partial(bring_into_sight, self.rows[subject]))  # once it has its place

    def place_of(self, item: str, subject: str) -> QWidget | None:
        self.build()
        if item == self.item and not self.rows and self.writing.writes:
            self.begin()
        return super().place_of(item, subject)

    def _refresh(self) -> None:
        subjects = self.writing.all(self.item)
        for subject in tuple(self.rows):
            if subject not in subjects:
                self.rows.pop(subject).deleteLater()
        for number, subject in enumerate(subjects, 1):
            if subject not in self.rows:
                row = self.rows[subject] = self.make_row(subject)
                row.taken_out.connect(self._take_out)
                self._list.put(row)
            self.rows[subject].set_number(number)
        if subjects != self._order and set(subjects) == set(self._order):
            for place, subject in enumerate(subjects):
                self._list.insertWidget(place, self.rows[subject])
        self._order = subjects
        self.show_around()

    def _take_out(self, subject: str) -> None:
        self.writing.remove(self.item, subject)
        if self.add is not None:
            self.add.setFocus()
