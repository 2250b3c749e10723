"""Before you finish: what is needed to record, each a way to its place; what is worth a look; what is done."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.supervision_rules import Missing
from fsworkbook.services.session_page import SessionPage
from ui.panels.session_parts import MIDDLE, TOP
from ui.panels.session_words import called
from ui.theme import colour, font, pixmap, px, theme
from ui.widgets import paint
from ui.widgets.buttons import Button, PlainButton, PrimaryButton, QuietButton
from ui.widgets.card import Rule, empty
from ui.widgets.focus import parts
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, group, heading3, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, vbox
from ui.widgets.scroll import VerticalScroll

LATER = "Then the text cannot change; corrections stand below it."


class JumpRow(QAbstractButton):
    """A sentence with its mark; pressed, it leads to its place."""

    def __init__(self, missing: Missing, needed: bool) -> None:
        super().__init__()
        self.missing = missing
        self._icon = ("circle-alert", "alert") if needed else ("circle", "ink2")
        self._weight = "medium" if needed else "regular"
        self.setText(missing.sentence)
        self.setAccessibleName(f"Go to: {missing.sentence}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measure()
        theme().resized.connect(self._measure)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(px(40), width - px(32))
        area = self.fontMetrics().boundingRect(0, 0, room, 2000, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(px(26), area.height() + px(9))

    def sizeHint(self) -> QSize:
        return QSize(px(220), self.heightForWidth(px(220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            paint.box(painter, self.rect(), px(5), "accent_tint")
        painter.drawPixmap(px(3), px(5), pixmap(self._icon[0], 16, self._icon[1]))
        painter.setFont(self.font())
        painter.setPen(colour("ink"))
        area = self.rect().adjusted(px(28), px(4), -px(4), 0)
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self.text())

    def _measure(self) -> None:
        self.setFont(font("body", self._weight))
        self.updateGeometry()


class NeededPanel(QFrame):
    """`jumped(item, subject)`, `recorded()`, `finalise_asked()`. Only what this person can do is there."""

    jumped = Signal(str, str)
    recorded = Signal()
    finalise_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Before you finish")
        self.title = heading3("Before you finish")
        self.count = Label("", "body", "alert", weight="semibold", wrap=True)
        self._rows = vbox(spacing=1)
        self.foot_words = second("")
        self._foot = vbox(spacing=8)
        self.buttons = FinishButtons()
        column = vbox(self._rows, STRETCH, margins=(13, 2, 10, 8))
        head = in_widget(vbox(self.title, self.count, margins=(16, 12, 12, 4), spacing=6))
        self.head = head
        words = hbox(at(Glyph("info", 16), TOP), grow(self.foot_words), spacing=10)
        foot = in_widget(vbox(Rule(), words, self.buttons, margins=(16, 4, 14, 12), spacing=10))
        self.setLayout(vbox(head, grow(VerticalScroll(in_widget(column))), foot, spacing=0))
        self._shown: tuple[object, ...] = ()
        self.buttons.recorded.connect(self.recorded)
        self.buttons.finalise_asked.connect(self.finalise_asked)

    def show_page(self, page: SessionPage, me: str) -> None:
        """What this person still has to do."""
        recorded = page.session.state is SessionState.RECORDED
        self.title.setText("Before you finalise" if recorded else "Before you finish")
        needed = "to finalise" if recorded else "to record"
        self.count.setText(things(len(page.missing), needed) if page.may_type else "")
        self.count.set_colour("alert" if page.missing else "ink2")
        self.count.setVisible(page.may_type)
        self.foot_words.setText(what_next(page, me))
        self.buttons.show_page(page, me)
        shown = (page.missing, page.worth_a_look, page.done, page.may_type)
        if shown != self._shown:
            self._shown = shown
            self._build(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        paint.line(painter, self.rect().topLeft(), self.rect().bottomLeft(), "line")

    def _build(self, page: SessionPage) -> None:
        had = self.focusWidget()
        sentence = had.text() if isinstance(had, JumpRow) and had.hasFocus() else ""
        empty(self._rows)
        if not page.may_type:
            return
        self._jumps(page.missing, needed=True)
        if page.worth_a_look:
            self._rows.put(8 if page.missing else 0)
            self._rows.put(hbox(3, group("Worth a look"), spacing=0))
            self._jumps(page.worth_a_look, needed=False)
        if page.done:
            self._rows.put(8)
            self._rows.put(hbox(3, group("Done"), spacing=0))
            for words in page.done:
                line = hbox(
                    at(Glyph("circle-check", 16), TOP),
                    grow(Label(words, "body", "ink2", wrap=True)),
                    margins=(3, 4),
                    spacing=9,
                )
                self._rows.put(in_widget(line))
        if sentence:
            again = next((row for row in parts(self, JumpRow) if row.text() == sentence and not row.isHidden()), None)
            if again is not None:
                again.setFocus()

    def _jumps(self, missing: Sequence[Missing], needed: bool) -> None:
        for item in missing:
            row = JumpRow(item, needed)
            row.clicked.connect(self._jump)
            self._rows.put(row)

    def _jump(self) -> None:
        row = self.sender()
        assert isinstance(row, JumpRow)
        self.jumped.emit(row.missing.item, row.missing.subject)


class FinishButtons(QWidget):
    """The acts that end a supervision: record and send; finalise, also in the room."""

    recorded = Signal()
    finalise_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(spacing=6)
        self.setLayout(self._column)
        self._shown: tuple[object, ...] = ()
        self.record: Button | None = None
        self.finalise: Button | None = None

    def show_page(self, page: SessionPage, me: str) -> None:
        """Build the buttons that this person has now."""
        running = page.session.state is SessionState.IN_SESSION
        shown = (page.session.state, page.may_record, page.may_finalise, bool(page.missing))
        if shown == self._shown:
            return
        focused = any(button.hasFocus() for button in parts(self, Button))
        self._shown = shown
        empty(self._column)
        self.record = self.finalise = None
        if running and page.may_record:
            self.record = (PlainButton if page.missing else PrimaryButton)(record_words(page, me))
            self.record.clicked.connect(self.recorded)
            self._column.put(self.record)
        if page.may_finalise:
            words = "Finalise now, in the room" if running else "Finalise the supervision"
            self.finalise = (QuietButton if running else PlainButton if page.missing else PrimaryButton)(words)
            self.finalise.clicked.connect(self.finalise_asked)
            self._column.put(self.finalise)
        if focused and (first := self.record or self.finalise):
            first.setFocus()


class NeededBar(QFrame):
    """The same at the foot of a narrow window. `shown()`: Show them was pressed."""

    shown = Signal()
    recorded = Signal()
    finalise_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Before you finish")
        self.glyph = Glyph("circle-alert", 18, "alert")
        self.count = Label("", "body", "alert", weight="semibold")
        self.show_them = QuietButton("Show them", small=True)
        self.buttons = FinishButtons()
        parts = [at(part, MIDDLE) for part in (self.glyph, self.count, self.show_them)]
        self.setLayout(hbox(*parts, STRETCH, at(self.buttons, MIDDLE), margins=(16, 8), spacing=10))
        self.show_them.clicked.connect(self.shown)
        self.buttons.recorded.connect(self.recorded)
        self.buttons.finalise_asked.connect(self.finalise_asked)

    def show_page(self, page: SessionPage, me: str) -> None:
        """How much is needed, and the acts."""
        needed = "to finalise" if page.session.state is SessionState.RECORDED else "to record"
        self.count.setText(things(len(page.missing), needed))
        self.count.set_colour("alert" if page.missing else "ink2")
        self.glyph.set_icon(*(("circle-alert", "alert") if page.missing else ("circle-check", "ink2")))
        self.show_them.setText("Show them" if page.missing else "Worth a look")
        self.show_them.setVisible(bool(page.missing or page.worth_a_look))
        self.buttons.show_page(page, me)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        paint.line(painter, self.rect().topLeft(), self.rect().topRight(), "line")


def things(number: int, needed: str) -> str:
    """ "3 things needed to record"."""
    if not number:
        return "Nothing is missing"
    return f"{number} {'thing' if number == 1 else 'things'} needed {needed}"


def record_words(page: SessionPage, me: str) -> str:
    """ "Record and send to Priya"."""
    chair = page.session.deputy_id or page.session.chair_id
    return "Record the supervision" if me == chair else f"Record and send to {called(page, chair)}"


def what_next(page: SessionPage, me: str) -> str:
    """What happens after it, in a sentence."""
    chair = page.session.deputy_id or page.session.chair_id
    who = "You finalise" if me == chair else f"{called(page, chair)} finalises"
    if page.session.state is SessionState.RECORDED:
        return f"{who} the supervision. {LATER}"
    return f"{who} the supervision, now in the room or later. {LATER}"
