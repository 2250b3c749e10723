"""The page of one section: its questions for the persons chosen, one's own panel, the others' panels, the notes.

Who may write the core text has it first; who may not has the own panel first. Nothing in hand is lost when the page
changes: everything is saved before it goes.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.workbook import EntryKey, Version
from fsworkbook.services import entries
from fsworkbook.services.sections import Question, SectionPage
from ui.app import App
from ui.panels.contribution_panel import ContributionPanel
from ui.panels.entry_setting import Setting
from ui.panels.family_words import count
from ui.panels.other_panel import OtherPanel
from ui.panels.own_panel import OwnPanel
from ui.panels.person_choice import PersonChoice
from ui.panels.question_panel import QuestionPanel
from ui.panels.seen_scroll import SeenPage, SeenScroll
from ui.panels.versions_dialog import VersionsDialog
from ui.theme import colour, tokens
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Frame, Rule, empty
from ui.widgets.labels import Label, group, heading2, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox

if TYPE_CHECKING:
    from fsworkbook.context import Context


class ModulePagePanel(QWidget):
    """`show_page(setting, page)`. Signals: `person_shown(adult or None)`, `writing_began(name, key)`."""

    person_shown = Signal(object)
    writing_began = Signal(str, object)

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._setting: Setting | None = None
        self._narrow = False
        self.page: SectionPage | None = None
        self.questions: list[QuestionPanel] = []
        self.own: OwnPanel | None = None
        self.notes: ContributionPanel | None = None
        self._others: list[OtherPanel] = []
        self._others_box = vbox(spacing=12)

        self.number = group("")
        self.title = heading2("")
        self.persons = PersonChoice()
        self.lead = vbox(spacing=12)
        self._column = vbox(spacing=14)
        self._questions_part = in_widget(vbox(hbox(self.persons, STRETCH), Rule(), self._column, spacing=8))
        parts = (self.number, self.title, self.lead, self._questions_part, STRETCH)
        content = in_widget(vbox(*parts, spacing=8))
        sized(content, max_width=tokens().reading_measure + 28)
        self.view = SeenScroll(SeenPage(hbox(grow(content, 100), STRETCH, margins=(40, 14, 24, 40))))
        self._drafts = Label("", "body", wrap=True)
        self.finalise_button = PrimaryButton("Finalise my answers", small=True)
        self._foot = Frame(
            hbox(grow(self._drafts), self.finalise_button, margins=(40, 8)), "accent_tint", "accent_line", "shape"
        )
        self.setLayout(vbox(grow(self.view), self._foot, spacing=0))
        self._foot.hide()
        self.persons.chosen.connect(self._show_persons)
        self.finalise_button.clicked.connect(self.finalise_answers)

    def show_page(self, setting: Setting, page: SectionPage) -> None:
        """A section, or what changed in the one shown; texts in hand stay as they are."""
        same = self._is_same(setting.family_id, page)
        self._setting = setting
        self.page = page
        self.persons.show_questions(page.questions)
        if same:
            self._renew(page)
        else:
            self._build(page)
        self._show_persons()
        self._count_drafts()

    def fit(self, effective: float) -> None:
        """In a narrow window the menu above names the module already."""
        self._narrow = effective < tokens().breakpoints["medium"]
        self.title.setVisible(not self._narrow)
        self.number.setVisible(not self._narrow and bool(self.number.text()))

    def take_down(self) -> None:
        """Save what is in hand and let the page go."""
        self.flush()
        self.page = None
        self.questions, self.own, self.notes, self._others = [], None, None, []
        self.view.watch([])
        empty(self._column)

    def flush(self) -> None:
        """Save what is in hand."""
        for part in (*self.questions, self.own, self.notes):
            if part is not None:
                part.flush()

    def jump(self, key: str, subjects: Iterable[str] = ()) -> None:
        """Go to a question, for these persons if any are named, and open it for writing where that is allowed."""
        wanted = tuple(subjects)
        for panel in self.questions:
            ids = tuple(person.id for person in panel.question.subjects)
            if panel.question.field.key == key and (not wanted or ids == wanted):
                self.persons.choose(ids)
                self._show_persons()
                self.view.reveal(panel)
                panel.write()
                return
        if self.own is not None and key == self.own.panel.prompt.key:
            self.view.reveal(self.own)
            self.own.write()

    def show_questions(self, shown: bool) -> None:
        """Key information shows its questions as one of its parts."""
        self._questions_part.setVisible(shown)
        self.view.look()

    def finalise_answers(self) -> None:
        """All one's drafts of answers in this section, in one act (domain.md 2.1)."""
        assert self.page is not None
        assert self._setting is not None
        self.flush()
        keys = [panel.question.key for panel in self.questions if panel.question.draft is not None]
        job = partial(finalise_answers, self._setting.family_id, self.page.section.code, keys)
        self._app.run(self, job, self._answers_done)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("surface"))

    def _is_same(self, family_id: str, page: SectionPage) -> bool:
        if self.page is None or self._setting is None or self._setting.family_id != family_id:
            return False
        shape = [item.key for item in page.questions]
        return page.section.code == self.page.section.code and shape == [item.question.key for item in self.questions]

    def _build(self, page: SectionPage) -> None:
        self.flush()
        section = page.section
        self.number.setText(f"Module {section.number}" if section.number else "")
        self.number.setVisible(bool(section.number) and not self._narrow)
        self.title.setText(section.title)
        empty(self._column)
        self._others = []
        assert self._setting is not None
        self.questions = [self._question(item) for item in page.questions]
        self.own = self._own_panel(page)
        writes_core = any(item.may_write for item in page.questions)
        own_parts = [self.own] if self.own is not None else []
        first = [*self.questions, *own_parts] if writes_core else [*own_parts, *self.questions]
        for part in first:
            self._column.put(part)
        self._others_box = vbox(spacing=12)
        self._column.put(in_widget(self._others_box))
        self.notes = ContributionPanel(self._setting, page)
        self._column.put(self.notes)
        if not first and not page.other_panels and not page.contributions:
            self._column.put(second("Nobody has written here yet."))
        self._fill_others(page)
        self.view.verticalScrollBar().setValue(0)

    def _renew(self, page: SectionPage) -> None:
        for panel, question in zip(self.questions, page.questions, strict=True):
            panel.show_question(question)
        if self.own is not None and page.own_panel is not None:
            self.own.show_panel(page.own_panel)
        assert self.notes is not None
        self.notes.show_page(page)
        self._fill_others(page)

    def _fill_others(self, page: SectionPage) -> None:
        assert self._setting is not None
        assert self.notes is not None
        empty(self._others_box)
        self._others = [OtherPanel(self._setting, panel) for panel in page.other_panels]
        if self._others:
            self._others_box.put(group("Other panels"))
        for panel in self._others:
            self._others_box.put(panel)
        self.view.watch([*self.questions, *self._others, *self.notes.notes])

    def _question(self, question: Question) -> QuestionPanel:
        assert self._setting is not None
        panel = QuestionPanel(self._setting, question)
        panel.began.connect(self._began)
        panel.versions_asked.connect(self._ask_versions)
        panel.draft_changed.connect(self._count_drafts)
        return panel

    def _own_panel(self, page: SectionPage) -> OwnPanel | None:
        assert self._setting is not None
        if page.own_panel is None:
            return None
        panel = OwnPanel(self._setting, page.own_panel)
        panel.began.connect(self._began)
        panel.versions_asked.connect(self._ask_versions)
        return panel

    def _show_persons(self) -> None:
        for panel in self.questions:
            panel.setVisible(self.persons.shows(panel.question))
        self.view.look()
        self.person_shown.emit(self.persons.adult)

    def _count_drafts(self) -> None:
        drafts = sum(panel.question.draft is not None for panel in self.questions)
        self._foot.setVisible(drafts > 0)
        words = count(drafts, "answer here is a draft", "answers here are drafts")
        self._drafts.setText(f"{words}. Only you can read {'it' if drafts == 1 else 'them'} until you finalise.")

    def _began(self, panel: QuestionPanel | OwnPanel) -> None:
        key = panel.question.key if isinstance(panel, QuestionPanel) else panel.panel.key
        self.writing_began.emit(panel.name, key)

    def _ask_versions(self, panel: QuestionPanel | OwnPanel) -> None:
        key = panel.question.key if isinstance(panel, QuestionPanel) else panel.panel.key
        field = panel.question.field if isinstance(panel, QuestionPanel) else None
        self._app.run(self, lambda ctx: entries.versions(ctx, key), partial(self._show_versions, panel.name, field))

    def _show_versions(self, name: str, field, versions: tuple[Version, ...]) -> None:
        assert self._setting is not None
        VersionsDialog(self._setting, name, field, versions, self.window()).open()

    def _answers_done(self, stopped_at: EntryKey | None) -> None:
        """The page is renewed by the change itself; where one answer is asked about, it opens with the question."""
        for panel in self.questions:
            if stopped_at is not None and panel.question.key == stopped_at:
                self.persons.choose(stopped_at.subjects)
                self._show_persons()
                self.view.reveal(panel)
                panel.write()
                assert panel.writing is not None
                panel.writing.finalise()


def finalise_answers(family_id: str, code: str, keys: list[EntryKey], ctx: "Context") -> EntryKey | None:
    """The job: all drafts in one act; where one wants an answer first, the others, and the key of that one."""
    try:
        entries.finalise_section(ctx, family_id, code)
    except WorkbookError:
        return next((key for key in keys if not _finalises(ctx, key)), None)
    return None


def _finalises(ctx: "Context", key: EntryKey) -> bool:
    try:
        entries.finalise(ctx, key)
    except WorkbookError:
        return False
    return True
