"""The tabs of a family; in a narrow window two menus with previous and next (ui.md 4.3)."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from fsworkbook.services.sections import SectionLine
from ui.panels.module_list import progress_words
from ui.theme import colour, tokens
from ui.widgets import paint
from ui.widgets.buttons import IconButton, PlainButton, QuietButton
from ui.widgets.combo import Combo
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.progress import Progress
from ui.widgets.tabs import TabRow


class FamilyTabsPanel(QFrame):
    """Signals: `chosen(tab)`, `section_chosen(code)`, `stepped(-1 or 1)`, `prompts_asked()`."""

    chosen = Signal(str)
    section_chosen = Signal(str)
    stepped = Signal(int)
    prompts_asked = Signal()

    def __init__(self, tabs: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName("Tabs")
        self.tabs = tuple(tabs)
        self.row = TabRow(tabs.items(), "parts of this family")
        self.tab_menu = Combo(tabs.items())
        self.tab_menu.setAccessibleName("Tab")
        self.section_menu = Combo()
        self.section_menu.setAccessibleName("Module")
        self.section_menu.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.before, self.after = (
            IconButton("chevron-left", "Previous module"),
            IconButton("chevron-right", "Next module"),
        )
        self.progress = Progress(meter_first=False)
        self.prompts = PlainButton("Prompts", "message-circle")
        self.quiet_prompts = QuietButton("Prompts", "message-circle", small=True)

        wide = hbox(self.row, STRETCH, self.quiet_prompts, margins=(8, 0, 16, 0), spacing=4)
        self._wide = sized(in_widget(wide), height=tokens().control["tab_row"])
        self._section_parts = in_widget(
            hbox(self.before, grow(self.section_menu), self.after, self.progress, spacing=8)
        )
        narrow = hbox(self.tab_menu, grow(self._section_parts), self.prompts, margins=(16, 6), spacing=10)
        self._narrow = in_widget(narrow)
        self.setLayout(vbox(self._wide, self._narrow, spacing=0))
        self._connect()
        self.fit(tokens().breakpoints["wide"])

    def fit(self, effective: float) -> None:
        """Tabs, or menus below the medium width."""
        narrow = effective < tokens().breakpoints["medium"]
        self._wide.setVisible(not narrow)
        self._narrow.setVisible(narrow)
        self.progress.setVisible(effective >= tokens().breakpoints["small"])

    def show_tab(self, tab: str, has_sections: bool) -> None:
        """Mark a tab; without sections the module menu goes."""
        self.row.set_value(tab)
        self.tab_menu.set_value(tab)
        self._section_parts.setVisible(has_sections)
        self.prompts.setVisible(has_sections)

    def current(self) -> QWidget:
        """The tab that is chosen; narrow, the menu of them."""
        chosen = (choice for choice in self.row.choices if choice.isChecked())
        return self.tab_menu if self._wide.isHidden() else next(chosen, self.row)

    def show_drawer(self, is_open: bool, has_sections: bool) -> None:
        """The button Prompts stands there while the drawer is closed."""
        self.quiet_prompts.setVisible(has_sections and not is_open)

    def show_sections(self, lines: Sequence[SectionLine], code: str) -> None:
        """The module menu with its progress."""
        self.section_menu.set_choices([(line.code, _words(line)) for line in lines])
        self.section_menu.set_value(code)
        for line in lines:
            if line.code == code:
                self.progress.set_progress(line.answered, max(1, line.asked), progress_words(line))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        paint.line(painter, self.rect().bottomLeft(), self.rect().bottomRight(), "line")

    def _connect(self) -> None:
        self.row.chosen.connect(self._choose)
        self.tab_menu.edited.connect(self._choose_tab)
        self.section_menu.edited.connect(self._choose_section)
        self.before.clicked.connect(partial(self.stepped.emit, -1))
        self.after.clicked.connect(partial(self.stepped.emit, 1))
        self.prompts.clicked.connect(self.prompts_asked)
        self.quiet_prompts.clicked.connect(self.prompts_asked)

    def _choose(self, tab: object) -> None:
        self.chosen.emit(str(tab))

    def _choose_tab(self) -> None:
        self.chosen.emit(str(self.tab_menu.value()))

    def _choose_section(self) -> None:
        self.section_chosen.emit(str(self.section_menu.value()))


def _words(line: SectionLine) -> str:
    return f"{line.number}  {line.title}" if line.number else line.title
