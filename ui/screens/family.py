"""A family: the strip over everything, the tabs, and the tab's page (ui.md 4.3)."""

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from fsworkbook.domain.change import Change
from fsworkbook.domain.people import Person
from fsworkbook.domain.workbook import EntryKey
from fsworkbook.services import entries
from fsworkbook.services.sections import SectionLine, SectionPage
from ui.app import App
from ui.panels.chronology_page import ChronologyPanel
from ui.panels.entry_setting import Setting
from ui.panels.family_reading import Opened, opened, section_page, setting_of
from ui.panels.family_strip import FamilyStripPanel
from ui.panels.family_tabs import FamilyTabsPanel
from ui.panels.key_information import FACTS, KeyInformationPanel
from ui.panels.section_place import SectionPlace
from ui.panels.supervision_list import SupervisionListPanel
from ui.screens import SCREENS
from ui.theme import px
from ui.widgets.layout import grow, vbox

TABS: Mapping[str, str] = {
    "summary": "Summary",
    "key": "Key information",
    "workbook": "Workbook",
    "supervision": "Supervision",
    "chronology": "Chronology",
    "documents": "Documents",
}
SECTION_TABS = {"cws": "summary", "ki": "key"}
WITH_SECTIONS = ("summary", "key", "workbook")
DOCUMENTS = "ui.panels.documents_panel"
KEPT_TO_ONESELF = frozenset({"draft saved", "draft discarded"})


class FamilyScreen(QWidget):
    """`show_for(family_id=…, tab=…, section=…, question=…)`; `subjects` name whose question."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._family_id = ""
        self._opened: Opened | None = None
        self._code = ""
        self._tab = ""
        self._jump: tuple[str, tuple[str, ...]] | None = None
        self._stale = False

        tabs = {tab: words for tab, words in TABS.items() if tab != "documents" or find_spec(DOCUMENTS)}
        self.strip = FamilyStripPanel(app)
        self.tab_row = FamilyTabsPanel(tabs)
        self.place = SectionPlace(app)
        self.key_information = KeyInformationPanel(app)
        self.place.page.lead.put(self.key_information)
        self.supervision = SupervisionListPanel(app, frozenset(SCREENS))
        self.chronology = ChronologyPanel(app)
        self.documents: Any = None
        self._stack = QStackedWidget()
        for page in (self.place, self.supervision, self.chronology):
            self._stack.addWidget(page)
        layout = vbox(self.strip, self.tab_row, grow(self._stack), spacing=0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(layout)
        self._connect()

    def show_for(self, family_id: str = "", tab: str = "", section: str = "", question: str = "", **more: Any) -> None:
        """Open a family at a tab, a section or a question; without them where one was, else at the summary."""
        if family_id and family_id != self._family_id:
            self._let_go()
            self._family_id = family_id
        if question:
            self._jump = (question, tuple(more.get("subjects", ())))
            section = section or question.split(".")[0]
        if section:
            self._code = section
            tab = tab or SECTION_TABS.get(section, "workbook")
        self.key_information.choose(more.get("part", "") or self.key_information.part)
        self._tab = tab or self._tab or "summary"
        self.tab_row.show_tab(self._tab, self._tab in WITH_SECTIONS)
        self._open()

    def begins_at(self) -> QWidget:
        """The tab one comes to."""
        return self.tab_row.current()

    def title(self) -> str:
        """ "Hartley-Osei, Module 3"; a restricted family by its reference alone."""
        if self._opened is None:
            return ""
        family = self._opened.facts.page.family
        line = self._line() if self._tab in WITH_SECTIONS else None
        place = f"Module {line.number}" if line and line.number else line.title if line else TABS[self._tab]
        return family.shown_name if family.restricted else f"{family.shown_name}, {place}"

    def regions(self) -> list[QWidget]:
        """Where F6 goes: strip, tabs, list, page, drawer."""
        place = [self.place.list, self.place.page, self.place.drawer]
        return [self.strip, self.tab_row, *(place if self._page_of_tab() is self.place else [self._page_of_tab()])]

    def minimumSizeHint(self) -> QSize:
        """Small: the layout follows the width that the window has, not the other way round."""
        return QSize(px(320), px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """After the lock nothing of the family may be read until it is opened again; nor what changed meanwhile."""
        super().showEvent(event)
        if self._stale and self._family_id:
            self._open()

    def _connect(self) -> None:
        self.tab_row.chosen.connect(self.show_tab)
        self.tab_row.section_chosen.connect(self.show_section)
        self.tab_row.stepped.connect(self.step)
        self.tab_row.prompts_asked.connect(self.toggle_drawer)
        self.place.list.chosen.connect(self.show_section)
        self.place.list.missing_chosen.connect(self._go_missing)
        self.place.drawer.closed.connect(self._show_drawer_button)
        self.key_information.part_chosen.connect(self.place.page.show_questions)
        self.place.page.person_shown.connect(self._show_person)
        self.place.page.writing_began.connect(self._show_last)
        self._app.changed.connect(self._changed)
        self._app.flushing.connect(self._note_closing)
        self._app.theme.resized.connect(self._fit)
        keys = {
            "Ctrl+PgDown": partial(self.step, 1),
            "Ctrl+PgUp": partial(self.step, -1),
            "Ctrl+Tab": partial(self.step_tab, 1),
            "Ctrl+Shift+Tab": partial(self.step_tab, -1),
            "F9": self.toggle_drawer,
        }
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_tab(self, tab: str) -> None:
        """Another tab; the Workbook opens at the module that was open last, else at the first."""
        self.place.page.flush()
        self._tab = tab
        if tab == "workbook" and self._code in SECTION_TABS:
            self._code = ""
        self._show()

    def show_section(self, code: str) -> None:
        """A section of the list."""
        self.place.page.flush()
        self._code = code
        self._tab = SECTION_TABS.get(code, "workbook")
        self._show()

    def step(self, by: int) -> None:
        """The next or the previous section."""
        if self._opened is None or self._tab not in WITH_SECTIONS:
            return
        codes = [line.code for line in self._opened.lines]
        if self._code in codes:
            self.show_section(codes[(codes.index(self._code) + by) % len(codes)])

    def step_tab(self, by: int) -> None:
        """The next or the previous tab."""
        tabs = self.tab_row.tabs
        self.show_tab(tabs[(tabs.index(self._tab) + by) % len(tabs)])

    def toggle_drawer(self) -> None:
        """F9."""
        self.place.toggle_drawer()
        self._show_drawer_button()

    def _let_go(self) -> None:
        """Nothing of the family that was shown stays, also when the next one cannot be read."""
        self._opened, self._code, self._tab = None, "", ""
        self.place.page.take_down()
        self.strip.hide()
        for panel in (self.key_information, self.supervision, self.chronology, self.documents):
            if panel is not None:
                panel.clear()

    def _open(self) -> None:
        self._stale = False
        self._app.run(self, partial(opened, self._family_id), self._show_opened)

    def _show_opened(self, opened_family: Opened) -> None:
        if opened_family.facts.page.family.id == self._family_id:
            self._opened = opened_family
            self.strip.show_facts(opened_family.facts)
            self.strip.show()
            self._fit()
            self._show()

    def _show(self) -> None:
        """The tab as it is chosen, from what is read already; its content follows."""
        if self._opened is None:
            return
        has_sections = self._tab in WITH_SECTIONS
        self._code = self._code_of_tab() if has_sections else self._code
        self.tab_row.show_tab(self._tab, has_sections)
        self._show_drawer_button()
        self._stack.setCurrentWidget(self._page_of_tab())
        facts = self._opened.facts
        if has_sections:
            self._show_lines()
            self._app.run(self, partial(section_page, self._family_id, self._code), self._show_section_page)
        elif self._tab == "supervision":
            self.supervision.show_family(facts.page, facts.owed)
        else:
            (self.chronology if self._tab == "chronology" else self.documents).show_family(facts.page)

    def _page_of_tab(self) -> QWidget:
        if self._tab == "documents" and self.documents is None:
            self.documents = import_module(DOCUMENTS).DocumentsPanel(self._app)
            self._stack.addWidget(self.documents)
        pages = {"supervision": self.supervision, "chronology": self.chronology, "documents": self.documents}
        return pages.get(self._tab, self.place)

    def _code_of_tab(self) -> str:
        fixed = {tab: code for code, tab in SECTION_TABS.items()}
        if self._tab in fixed:
            return fixed[self._tab]
        assert self._opened is not None
        modules = [line.code for line in self._opened.lines if line.number]
        return self._code if self._code in modules else modules[0] if modules else "cws"

    def _show_lines(self) -> None:
        assert self._opened is not None
        self.place.list.show_lines(self._opened.lines, self._code)
        self.tab_row.show_sections(self._opened.lines, self._code)

    def _show_section_page(self, page: SectionPage) -> None:
        if self._opened is None or page.section.code != self._code:
            return
        self._opened = self._opened.with_counts(page)
        self._show_lines()
        is_key = page.section.code == "ki"
        self.key_information.setVisible(is_key)
        if is_key:
            self.key_information.show_family(self._opened.facts.page)
            if self._jump is not None:
                self.key_information.choose(FACTS)
        self.place.page.show_questions(not is_key or self.key_information.shows_facts)
        self.place.page.show_page(self._setting(), page)
        number = page.section.number
        self.place.list.show_missing(f" in Module {number}" if number else "", page.progress.missing)
        self._app.retitled.emit()
        if self._jump is not None:
            where, self._jump = self._jump, None
            self.place.page.jump(*where)

    def _go_missing(self, question: Any) -> None:
        if self._code == "ki":
            self.key_information.choose(FACTS)
        self.place.page.jump(question.field.key, question.subjects)

    def _show_person(self, adult: Person | None) -> None:
        if self._opened is not None and self.place.page.page is not None:
            mine = next((item for item in self._opened.facts.page.header.adults if item.person == adult), None)
            self.place.drawer.show_person(self._app.ctx.catalogue, self.place.page.page.section, adult, mine)

    def _show_last(self, name: str, key: EntryKey) -> None:
        show = partial(self.place.drawer.show_last, self._setting(), name)
        self._app.run(self, lambda ctx: entries.versions(ctx, key), show)

    def _setting(self) -> Setting:
        assert self._opened is not None
        return setting_of(self._app, self._opened.facts.page)

    def _changed(self, changes: list[Change]) -> None:
        if any(item.family_id == self._family_id and item.what not in KEPT_TO_ONESELF for item in changes):
            self._stale = True
            if self._opened is not None and self.isVisible():
                self._open()

    def _note_closing(self) -> None:
        self._stale = True

    def _show_drawer_button(self) -> None:
        self.tab_row.show_drawer(self.place.drawer_open, self._tab in WITH_SECTIONS)

    def _line(self) -> SectionLine | None:
        assert self._opened is not None
        return next((line for line in self._opened.lines if line.code == self._code), None)

    def _fit(self) -> None:
        effective = self._app.theme.effective_width(self.width())
        self.strip.fit(effective)
        self.tab_row.fit(effective)
        self.place.fit(effective)
        self._show_drawer_button()
