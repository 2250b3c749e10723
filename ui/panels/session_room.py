"""How a supervision is laid out: agenda, what the team wrote, the record, what is needed; by the window's width."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.supervision import SessionState
from fsworkbook.services.session_page import SessionPage
from ui.panels.session_agenda import AgendaMenu, AgendaPanel
from ui.panels.session_agreed import AgreedPanel
from ui.panels.session_clash import ClashPanel
from ui.panels.session_done import done_items
from ui.panels.session_needed import NeededBar, NeededPanel
from ui.panels.session_record import RecordPanel
from ui.panels.session_start import StartPanel
from ui.panels.session_summaries import SummariesPanel
from ui.panels.session_words import DECISIONS, agenda
from ui.panels.session_writing import LISTED, SessionWriting
from ui.theme import colour, px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import IconButton, PlainButton
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.scroll import VerticalScroll
from ui.widgets.tabs import TabRow

TABBED = 316
"""Width of the right column where it holds two tabs."""

OVER = (SessionState.FINALISED, SessionState.CANCELLED, SessionState.ABANDONED)


class Drawer(QFrame):
    """What slides over a narrow page from the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.close_button = IconButton("x", "Close")
        self.pages = QStackedWidget()
        self.setLayout(vbox(hbox(STRETCH, self.close_button, margins=(8, 8, 8, 0)), grow(self.pages), spacing=0))
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), 0, "surface2", "ctl")


class SessionRoom(QWidget):
    """The parts of one supervision for one reader. `start` is there while it is planned, else the record."""

    def __init__(self, writing: SessionWriting, catalogue: Catalogue, may_start: bool) -> None:
        super().__init__()
        self._writing = writing
        page, self._mode = writing.page, ""
        planned = page.session.state is SessionState.PLANNED
        items = agenda(catalogue, page)
        self.agenda = AgendaPanel(items)
        self.team_button = PlainButton("What the team wrote", "panel-right-close")
        self.menu = AgendaMenu(items, self.team_button)
        self.summaries, self.agreed = SummariesPanel(catalogue), AgreedPanel(writing)
        self.team = QStackedWidget()
        for part in (self.summaries, self.agreed):
            self.team.addWidget(part)
        self.needed, self.bar = NeededPanel(), NeededBar()
        self.tabs = TabRow([("needed", "Before you finish"), ("team", "What the team wrote")], "right column")
        self.undo = NoticeBar("neutral", "undo-2", "Removed.", button="Undo")
        self.clash = ClashPanel(writing)
        self.start = StartPanel(catalogue, page, writing.app.ctx.today, may_start) if planned else None
        self.record = None if planned else RecordPanel(writing, catalogue)
        self._removed: tuple[str, str, dict] | None = None
        self._lay_out()
        self._connect()
        self.show_page(page)

    def show_page(self, page: SessionPage) -> None:
        """Another reading of the same record."""
        me = self._writing.app.ctx.user.id
        self.summaries.show_page(page)
        self.needed.show_page(page, me)
        self.bar.show_page(page, me)
        self.agenda.show_people(page, short=self._mode == "medium")
        if self.record is not None:
            self.record.show_page(page)
        self._show_place()
        self._show_columns()

    def fit(self, width: int) -> None:
        """Wide, medium or narrow, by the effective width (ui.md 3)."""
        effective = theme().effective_width(width)
        mode = "wide" if effective >= tokens().breakpoints["wide"] else "medium"
        mode = mode if effective >= tokens().breakpoints["medium"] else "narrow"
        self.right.setFixedWidth(px(TABBED if mode == "medium" else tokens().layout["before_you_finish"]))
        if mode != self._mode:
            self._mode = mode
            self._place_team()
            self._show_columns()
            self.agenda.show_people(self._writing.page, short=mode == "medium")

    @property
    def mode(self) -> str:
        """Wide, medium or narrow."""
        return self._mode

    def regions(self) -> list[QWidget]:
        """For F6."""
        return [self.menu, self.agenda, self.team, self.centre, self.drawer, self.right, self.bar]

    def close_drawer(self) -> None:
        """Esc."""
        self.drawer.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def _lay_out(self) -> None:
        self._left_slot = vbox(spacing=0)
        self.left = Column(self._left_slot, "right")
        self._right_slot = QStackedWidget()
        self._right_slot.addWidget(self.needed)
        self.right = Column(vbox(self.tabs, grow(self._right_slot), spacing=0), "left")
        sized(self.left, width=tokens().layout["summaries"])
        if self.start is not None:
            sized(self.start, max_width=860)
            page = in_widget(vbox(hbox(grow(self.start, 100), STRETCH), STRETCH, margins=(20, 16)))
            middle: QWidget = VerticalScroll(page)
        else:
            assert self.record is not None
            middle = self.record
        notices = in_widget(vbox(self.clash, self.undo, margins=(16, 8, 16, 0), spacing=8))
        self._notices = notices
        self.centre = in_widget(vbox(notices, grow(middle), spacing=0))
        self.centre.setAccessibleName("Record")
        self.right.setAccessibleName("Before you finish")
        columns = hbox(self.agenda, self.left, grow(self.centre), self.right, spacing=0)
        self.setLayout(vbox(self.menu, grow(columns), self.bar, spacing=0))
        self.drawer = Drawer(self)
        self.undo.hide()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._turn)
        self.tabs.set_value("needed")
        self.team_button.clicked.connect(self._open_team)
        self.bar.shown.connect(self._open_needed)
        self.undo.acted.connect(self._put_back)
        self._writing.removed.connect(self._was_removed)
        self._writing.clashed.connect(self._show_columns)
        self._writing.refreshed.connect(self._follow)
        self._writing.typed.connect(self._typed)
        if self.record is not None:
            self.record.went.connect(self._moved)
            self.agenda.jumped.connect(self.record.jump_to)
            self.menu.jumped.connect(self.record.jump_to)
            self.needed.jumped.connect(self.jump)

    def jump(self, item: str, subject: str) -> None:
        """Go to a cell; an action says there what it still needs."""
        assert self.record is not None
        self.drawer.hide()
        self.record.go_to(item, subject)
        if item == "action" and subject:
            self.record.actions_part.show_missing(subject)

    def _moved(self, _number: int) -> None:
        self._removed = None
        self.undo.hide()
        self._show_place()
        self._show_columns()

    def _typed(self, item: str, _subject: str) -> None:
        if item in ("rating", "case_rating") and self.team.currentWidget() is self.agreed:
            self.agreed.refresh()

    def _follow(self) -> None:
        self.clash.refresh()
        self._show_columns()

    def _show_place(self) -> None:
        page = self._writing.page
        here = self.record.here if self.record is not None else 0
        done = done_items(page, here) if self.record is not None else frozenset()
        self.agenda.show_state(done, here)
        self.menu.show_state(max(1, here))
        agreed = here >= DECISIONS or page.session.state in OVER
        self.team.setCurrentWidget(self.agreed if agreed else self.summaries)
        if agreed:
            self.agreed.refresh()
        title = "What was agreed" if agreed else "What the team wrote"
        self.team.setAccessibleName(title)
        self.team_button.setText(title)
        recorded = page.session.state is SessionState.RECORDED
        self.tabs.choices[0].setText("Before you finalise" if recorded else "Before you finish")
        self.tabs.choices[0].setAccessibleName(self.tabs.choices[0].text())
        self.tabs.choices[1].setText(title)
        self.tabs.choices[1].setAccessibleName(title)

    def _show_columns(self) -> None:
        page = self._writing.page
        ends = page.may_type or page.may_finalise
        ends = ends and page.session.state in (SessionState.IN_SESSION, SessionState.RECORDED)
        medium, narrow = self._mode == "medium", self._mode == "narrow"
        self.agenda.setVisible(not narrow and self.record is not None)
        self.menu.setVisible(narrow)
        self.left.setVisible(self._mode == "wide")
        self.right.setVisible(not narrow and (ends or medium))
        self.tabs.setVisible(medium and ends)
        self.needed.title.setVisible(not medium)
        self.bar.setVisible(narrow and ends)
        self._notices.setVisible(not self.clash.isHidden() or not self.undo.isHidden())
        self.summaries.title.setVisible(not (medium and ends))
        if medium and not ends:
            self._right_slot.setCurrentWidget(self.team)

    def _place_team(self) -> None:
        self.drawer.hide()
        if self._mode == "wide":
            self._left_slot.addWidget(self.team)
            self.team.show()
        elif self._mode == "medium":
            self._right_slot.addWidget(self.team)
        else:
            self.drawer.pages.addWidget(self.team)
        if self._mode == "narrow":
            self.drawer.pages.addWidget(self.needed)
        else:
            self._right_slot.insertWidget(0, self.needed)
            self._turn("needed")

    def _turn(self, which: object) -> None:
        self.tabs.set_value(which)
        team = which == "team" and self._mode == "medium"
        self._right_slot.setCurrentWidget(self.team if team else self.needed)

    def _open_team(self) -> None:
        self._open(self.team)

    def _open_needed(self) -> None:
        self._open(self.needed)

    def _open(self, part: QWidget) -> None:
        self.drawer.pages.setCurrentWidget(part)
        self._place_drawer()
        self.drawer.show()
        self.drawer.raise_()
        self.drawer.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_drawer(self) -> None:
        top = self.menu.height() if not self.menu.isHidden() else 0
        width = min(self.width(), px(tokens().layout["drawer"]))
        self.drawer.setGeometry(self.width() - width, top, width, self.height() - top)

    def _was_removed(self, item: str, subject: str, value: dict) -> None:
        if item in LISTED and value.keys() - {"position", "by"}:
            self._removed = item, subject, value
            self.undo.set_notice({"decision": "Decision removed.", "action": "Action removed."}.get(item, "Removed."))
            self.undo.show()
            self._show_columns()

    def _put_back(self) -> None:
        if self._removed is not None:
            item, subject, value = self._removed
            self._removed = None
            self._writing.put_parts(item, subject, value)
            self._writing.refreshed.emit()
            if self.record is not None:
                self.record.go_to(item, subject)
        self.undo.hide()
        self._show_columns()


class Column(QFrame):
    """A column beside the record, on quiet ground with a line towards it."""

    def __init__(self, layout, line: str) -> None:
        super().__init__()
        self._line = line
        self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        box = self.rect()
        ends = (box.topLeft(), box.bottomLeft()) if self._line == "left" else (box.topRight(), box.bottomRight())
        paint.line(painter, *ends, "line")
