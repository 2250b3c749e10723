"""The Documents tab of a family: a parenting assessment for a chosen reader, minutes as Word copies, the copies made.

Three pages: what can be made; the paragraphs the key worker may add; the last look, before any file is written.
"""

from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from fsworkbook.domain.completeness import Question
from fsworkbook.domain.copies import RecipientKind
from fsworkbook.services.export_assessment import AssessmentRequest
from fsworkbook.services.exporting import Exported
from fsworkbook.services.families import FamilyPage, key_worker_id
from ui.app import App
from ui.panels.adding_panel import AddingPanel
from ui.panels.copy_choices import Addable, Documents, ForFinal, Looked, addable, documents_of, for_final, looked
from ui.panels.copy_making import CopyMadePanel
from ui.panels.export_log_panel import ExportLogPanel
from ui.panels.last_look_panel import LastLookPanel
from ui.panels.minutes_copies import MinutesCopiesPanel
from ui.panels.recipient_panel import RecipientPanel
from ui.theme import colour
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import heading2
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll

NOTHING = "There is no document for you to make here."
NOTHING_TO_DO = "The social worker and the team manager make copies of this family’s record."


class DocumentsPanel(QStackedWidget):
    """`show_family(page)`: what this person makes of that family; called again whenever its record changed."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._page: FamilyPage | None = None
        self._addable: tuple[Addable, ...] = ()
        self.result = CopyMadePanel()
        self.recipient = RecipientPanel()
        self.minutes = MinutesCopiesPanel(app)
        self.log = ExportLogPanel()
        self.nothing = EmptyState("file-text", NOTHING, NOTHING_TO_DO)
        self.look = LastLookPanel(app)
        self.adding = AddingPanel()
        self._start = self._start_page()
        for part in (self._start, self.look, self.adding):
            self.addWidget(part)
        self.setAccessibleName("Documents")
        self._connect()

    def clear(self) -> None:
        """Nothing of the family that was shown stays; a copy that is being made is told in the window's own line."""
        self._page = None
        for part in (self.result, self.recipient, self.minutes, self.log, self.nothing):
            part.hide()
        for making in (self.look.making, self.minutes.copy.making):
            making.let_go()
        self.setCurrentWidget(self._start)

    def show_family(self, page: FamilyPage) -> None:
        """Read what can be made; what is under way for this family stays."""
        if self._page is None or self._page.family.id != page.family.id:
            self.clear()
        self._page = page
        show = partial(self._show, page.family.id)
        self._app.run(self, partial(documents_of, page), show)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    def _start_page(self) -> QWidget:
        parts = (self.result, self.recipient, self.minutes, self.log, self.nothing)
        content = vbox(heading2("Documents"), *parts, STRETCH, spacing=14)
        column = sized(in_widget(content), max_width=920)
        return VerticalScroll(in_widget(hbox(grow(column, 100), STRETCH, margins=(40, 18, 24, 40))))

    def _connect(self) -> None:
        self.recipient.look_asked.connect(self._ask_look)
        self.recipient.reader_chosen.connect(self._read_addable)
        self.recipient.adding_asked.connect(self._show_adding)
        self.recipient.question_asked.connect(self._go_question)
        self.look.left.connect(self._go_back)
        self.look.made.connect(self._show_made)
        self.adding.left.connect(self._go_back)
        self.adding.done.connect(self._add)

    def _show(self, family_id: str, found: Documents) -> None:
        if self._page is None or self._page.family.id != family_id:
            return
        makes = bool(found.recipients)
        self.recipient.setVisible(makes)
        self.minutes.show_sessions(found.sessions, self._app.ctx.today)
        self.log.show_log(self._page, found.log, self._app.ctx)
        self.nothing.setVisible(not makes and not found.sessions and found.log is None)
        if makes:
            self.recipient.show_choices(family_id, found.recipients)
            self._app.run(self, partial(for_final, family_id), partial(self._show_final, family_id), slow=True)

    def _show_final(self, family_id: str, state: ForFinal) -> None:
        if self._page is not None and self._page.family.id == family_id:
            self.recipient.show_final(state)

    def _read_addable(self) -> None:
        """Only the key worker adds paragraphs, and only to copies that leave the team."""
        self._addable = ()
        reader, page = self.recipient.reader, self._page
        if page is None or reader is None or reader[0] is RecipientKind.STAFF:
            return
        if key_worker_id(page.involvements, self._app.ctx.today) == self._app.ctx.user.id:
            self._app.run(self, partial(addable, page, *reader), partial(self._show_addable, reader), slow=True)

    def _show_addable(self, reader: object, found: tuple[Addable, ...]) -> None:
        if reader == self.recipient.reader:
            self._addable = found
            self.recipient.show_addable(len(found))

    def _show_adding(self) -> None:
        self.adding.show_paragraphs(self.recipient.label, self._addable, self.recipient.added)
        self.setCurrentWidget(self.adding)
        self.adding.list.setFocus()

    def _add(self, keys: frozenset[str]) -> None:
        self.recipient.show_added(keys)
        self._go_back()

    def _ask_look(self, request: AssessmentRequest) -> None:
        self.result.hide()
        job, show = partial(looked, request), partial(self._show_look, request)
        self._app.run(self, job, show, failed=self.recipient.show_error, slow=True)

    def _show_look(self, request: AssessmentRequest, look: Looked) -> None:
        if self._page is None or self._page.family.id != request.family_id:
            return
        children = {person.id for person in self._page.children}
        self.setCurrentWidget(self.look)
        self.look.show_look(request, self.recipient.label, look, request.person_id in children)

    def _show_made(self, exported: Exported) -> None:
        self._go_back()
        self.result.show_made(exported)

    def _go_back(self) -> None:
        self.setCurrentWidget(self._start)
        self.recipient.look.setFocus()

    def _go_question(self, section: str, question: Question) -> None:
        assert self._page is not None
        self._app.go(
            "family",
            family_id=self._page.family.id,
            tab="workbook",
            section=section,
            question=question.field.key,
            subjects=question.subjects,
        )
