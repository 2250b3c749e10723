"""The paragraphs that stay out of a copy unless the key worker adds them for its reader (domain.md 1.5)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.panels.choice_list import ChoiceList
from ui.panels.choice_rows import TextRow
from ui.panels.copy_choices import Addable
from ui.panels.family_words import count
from ui.theme import colour
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Frame
from ui.widgets.labels import heading2, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll
from ui.widgets.sharing_words import sharing_words

WORDS = "These stay out of a copy for this reader unless you add them. Add what the purpose needs, and say why."


class AddingPanel(QWidget):
    """`done(keys)`: these paragraphs are added; `left()`: as it was."""

    done = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = heading2("Add paragraphs")
        self.back = QuietButton("Back", "chevron-left", small=True)
        self.list = ChoiceList("Paragraphs to add", ("Stays out", "Put in"))
        self.number = second("")
        self.finish = PrimaryButton("Done")

        head = hbox(grow(vbox(self.heading, second(WORDS), spacing=2)), self.back, spacing=12)
        foot = Frame(vbox(hbox(self.number, STRETCH, self.finish, spacing=12), margins=(16, 10)))
        body = Frame(vbox(grow(self.list), margins=(2, 4)), radius="panel")
        column = sized(in_widget(vbox(head, grow(body), foot, spacing=10)), max_width=1040)
        page = in_widget(hbox(grow(column, 100), STRETCH, margins=(40, 16, 24, 16)))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))

        self.back.clicked.connect(self.left)
        self.finish.clicked.connect(self._finish)
        self.list.edited.connect(self._count)

    def show_paragraphs(self, label: str, found: Sequence[Addable], added: frozenset[str]) -> None:
        """What can be added for this reader, and what is."""
        self.heading.setText(f"Add paragraphs: {label}")
        self.list.choose(self.list.chosen, second=False)
        self.list.choose(added)
        self.list.show_rows([_row(item) for item in found])
        self._count()
        self.list.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    def _count(self) -> None:
        self.number.setText(f"{count(len(self.list.chosen), 'paragraph', 'paragraphs')} added")

    def _finish(self) -> None:
        self.done.emit(self.list.chosen)


def _row(item: Addable) -> TextRow:
    read_by = sharing_words(item.paragraph.sharing_class, "their")
    return TextRow(item.paragraph.id, item.paragraph.plain.strip(), lead=f"{item.where}. {read_by}")
