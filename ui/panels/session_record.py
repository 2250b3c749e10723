"""The record: the minutes as they will read, a part for each item of the agenda, all in one scroll."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.supervision import SessionState
from fsworkbook.services.session_page import NewSince, SessionPage
from ui.panels.family_words import day
from ui.panels.seen_scroll import SeenScroll
from ui.panels.session_actions import ActionsPart
from ui.panels.session_attendance import AttendancePart
from ui.panels.session_children import ChildrenPart
from ui.panels.session_decisions import DecisionsPart, ThresholdPart
from ui.panels.session_ending import NextPart, WordsPart
from ui.panels.session_part import RecordPart
from ui.panels.session_ratings import RatingsPart
from ui.panels.session_stages import StagesPart
from ui.panels.session_tells import TellsPart
from ui.panels.session_thinking import DisciplinesPart, LastActionsPart, NotSeeingPart, ParentsPart
from ui.panels.session_words import ITEM_NUMBERS, day_month, full_name
from ui.panels.session_writing import SessionWriting
from ui.theme import px
from ui.widgets.focus import parts
from ui.widgets.layout import STRETCH, grow, in_widget, sized, vbox
from ui.widgets.notice import NoticeBar

MARGIN = 16
WIDEST = 900
_LINE = 96
"""Design px below the top of the view: what stands there is where one is."""


class RecordPanel(QWidget):
    """`went(number)`: one is at another item of the agenda."""

    went = Signal(int)

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__()
        self._writing = writing
        self._catalogue = catalogue
        self.here = 1
        self._held = False
        self._target: RecordPart | None = None
        self.fact = NoticeBar("neutral", "circle-check", "")
        self.news = NoticeBar("blue", "info", "")
        self.actions_part, self.decisions_part = ActionsPart(writing), DecisionsPart(writing, catalogue)
        self.tells_part, self.children_part = TellsPart(writing), ChildrenPart(writing)
        self.parts: tuple[RecordPart, ...] = (
            AttendancePart(writing, catalogue),
            self.children_part,
            LastActionsPart(writing, catalogue),
            DisciplinesPart(writing, catalogue),
            ParentsPart(writing),
            NotSeeingPart(writing),
            StagesPart(writing),
            RatingsPart(writing),
            ThresholdPart(writing, catalogue),
            self.decisions_part,
            self.actions_part,
            self.tells_part,
            NextPart(writing, catalogue),
            WordsPart(writing),
        )
        for part in self.parts:
            sized(part, max_width=WIDEST)
        column = vbox(self.fact, self.news, *self.parts, STRETCH, margins=(MARGIN, 12, MARGIN, 32), spacing=12)
        self.area = SeenScroll(in_widget(column))
        self.setLayout(vbox(grow(self.area), spacing=0))
        self.setAccessibleName("Record")
        self.area.watch(list(self.parts))
        self._settle = QTimer(self, singleShot=True, interval=60)
        self._settle.timeout.connect(self._let_go)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.show_page(writing.page)

    def show_page(self, page: SessionPage) -> None:
        """What stands above the parts."""
        sentence = fact_of(page)
        self.fact.setVisible(bool(sentence))
        self.fact.set_notice(sentence)
        news = "; ".join(self._news(item) for item in page.new_since)
        self.news.setVisible(bool(news))
        self.news.set_notice(f"{news}.", "New since the summaries:")

    def jump_to(self, number: int) -> None:
        """Scroll to an item of the agenda; the keyboard goes to its first field that waits for something."""
        part = next((part for part in self.parts if part.number == number), None)
        if part is not None:
            self._reveal(part)
            self._be_at(number)
            first = part.place_of(part.items[0], "") if part.items and self._writing.writes and number != 9 else None
            if number == 9 and self.actions_part.add is not None:
                self.actions_part.add.setFocus()
            elif first is not None:
                (first.focusProxy() or first).setFocus()

    def go_to(self, item: str, subject: str) -> None:
        """Scroll to a cell and put the keyboard into its field."""
        part = next((part for part in self.parts if item in part.items), None)
        if part is not None:
            self._reveal(part)
            part.go_to(item, subject)
            self._be_at(ITEM_NUMBERS.get(item, self.here))
            focus = QApplication.focusWidget()
            if focus is not None and part.isAncestorOf(focus):
                self.area.ensureWidgetVisible(focus, px(24), px(96))

    def go_to_part(self, item: str, subject: str, name: str) -> None:
        """The same for one part of a cell, filled or not."""
        part = next((part for part in self.parts if item in part.items), None)
        if part is not None:
            self._reveal(part)
            wanted = f"{item}|{subject}|{name}"
            found = next((field for field in parts(part) if field.property("cellPlace") == wanted), None)
            if found is not None:
                found.setFocus()

    def _reveal(self, part: RecordPart) -> None:
        """Everything above is built first, so that the place stays where it is."""
        self._held = True
        for before in self.parts:
            before.build()
            if before is part:
                break
        self.area.reveal(part)
        self._target = part
        self._settle.start()

    def _let_go(self) -> None:
        """The parts above have their heights now: see once more to it that the place is in view."""
        target, self._target = self._target, None
        if target is not None:
            self.area.reveal(target)
            focus = QApplication.focusWidget()
            if focus is not None and target.isAncestorOf(focus):
                self.area.ensureWidgetVisible(focus, px(24), px(96))
            self._settle.start()
            return
        self._held = False

    def _scrolled(self) -> None:
        if self._held or not self.isVisible():
            return
        top = self.area.verticalScrollBar().value() + px(_LINE)
        passed = [part for part in self.parts if part.y() <= top]
        if passed:
            self._be_at(passed[-1].number)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            part = next((part for part in self.parts if part.isAncestorOf(new)), None)
            if part is not None:
                self._held = True
                self._settle.start()
                self._be_at(part.number)

    def _be_at(self, number: int) -> None:
        if number != self.here:
            self.here = number
            self.went.emit(number)

    def _news(self, item: NewSince) -> str:
        page, today = self._writing.page, self._writing.app.ctx.today
        when = day(item.at, today)
        if item.what == "summary missing":
            return f"no summary from {full_name(page, item.staff_id)}"
        if item.what == "summary changed":
            return f"{full_name(page, item.staff_id)} changed a summary, {when}"
        kind = self._catalogue.label("chronology_kind", item.what)
        return f"{when}, {kind[:1].lower()}{kind[1:]}"


def fact_of(page: SessionPage) -> str:
    """What is true of this record as a whole: who finalised it and when, why it was broken off."""
    session = page.session
    if session.state is SessionState.FINALISED and session.finalised_at:
        by = full_name(page, session.finalised_by)
        return f"Finalised by {by}, {day_month(session.finalised_at.date())}. The text cannot change."
    if session.state is SessionState.RECORDED and session.recorded_at and not page.may_type:
        by, chair = full_name(page, session.recorded_by), full_name(page, session.deputy_id or session.chair_id)
        return f"Recorded by {by}, {day_month(session.recorded_at.date())}. {chair} finalises it."
    if session.state is SessionState.ABANDONED:
        return f"Broken off: {session.ended_reason}"
    if session.state is SessionState.CANCELLED:
        return f"Called off: {session.ended_reason}"
    return f"Opened with a summary missing: {session.override_reason}" if session.override_reason else ""
