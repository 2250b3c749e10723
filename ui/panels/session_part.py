"""A part of the record: what one item of the agenda holds, in the order of the minutes. Built when it is first seen."""

from PySide6.QtWidgets import QWidget

from ui.panels.session_parts import MIDDLE
from ui.panels.session_writing import SessionWriting
from ui.theme import px
from ui.widgets.buttons import Button, PlainButton
from ui.widgets.card import Card, Rule
from ui.widgets.focus import first_target, parts
from ui.widgets.labels import Label, heading3
from ui.widgets.layout import STRETCH, at, hbox, in_widget, vbox

GUESS = 140
"""Design px that a part takes until it is built."""


class RecordPart(QWidget):
    """`items` are the cells it holds, `number` its item of the agenda. `fill()` makes what is inside, once."""

    number = 0
    items: tuple[str, ...] = ()

    def __init__(self, writing: SessionWriting, title: str, second: str = "", add: str = "") -> None:
        super().__init__()
        self.writing = writing
        self.title = title
        self.add: Button | None = PlainButton(add, "plus", small=False) if add and writing.writes else None
        self.body = vbox(spacing=10)
        self._built = False
        self.setAccessibleName(f"Item {self.number}: {title}")
        self.setMinimumHeight(px(GUESS))

    @property
    def built(self) -> bool:
        """Whether its widgets are made."""
        return self._built

    def build(self) -> None:
        """Make what is inside; a second call does nothing."""
        if not self._built:
            self._built = True
            self.setMinimumHeight(0)
            self.fill()

    def fill(self) -> None:
        """Make what is inside."""

    def place_of(self, item: str, subject: str) -> QWidget | None:
        """The field of a cell in which the next thing is missing; the first one where nothing is."""
        self.build()
        fields = [field for field in parts(self) if _is_of(field, item, subject)]
        shown = [field for field in fields if field.isVisibleTo(self)]
        empty = [field for field in shown if not field.value()]  # type: ignore[attr-defined]
        return next(iter(empty or shown or fields), None)

    def go_to(self, item: str, subject: str) -> None:
        """Put the keyboard where a cell is typed."""
        place = self.place_of(item, subject)
        if place is not None:
            first_target(place).setFocus()


class CardPart(RecordPart):
    """A part that is one card."""

    def __init__(self, writing: SessionWriting, title: str, second: str = "") -> None:
        super().__init__(writing, title, second)
        self.card = Card(title, second)
        self.setLayout(vbox(self.card, spacing=0))

    def row(self, row: QWidget) -> None:
        """One more row, divided from what is above."""
        put_row(self.card, row)


class ListPart(RecordPart):
    """A part that is a heading and cards under it, to which more are added."""

    def __init__(self, writing: SessionWriting, title: str, second: str = "", add: str = "") -> None:
        super().__init__(writing, title, second, add)
        quiet = Label(second, "body", "ink2")
        head = hbox(at(heading3(title), MIDDLE), at(quiet, MIDDLE), STRETCH, self.add, margins=(2, 4, 2, 0), spacing=10)
        self.setLayout(vbox(in_widget(head), self.body, spacing=8))


def put_row(card: Card, row: QWidget) -> None:
    """A row of a card, with a line above it that begins where the words do."""
    card.content.put(in_widget(vbox(Rule(), row, margins=(16, 0), spacing=0)))


def _is_of(field: QWidget, item: str, subject: str) -> bool:
    place = str(field.property("cellPlace") or "")
    return place.startswith(f"{item}|{subject}|" if subject else f"{item}|")
