"""The agenda beside the record, which jumps and hides nothing; below it who is in the room, on the link, not here."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from fsworkbook.domain.supervision import PRESENT, AttendanceMode
from fsworkbook.services.session_page import SessionPage
from ui.panels.session_parts import MIDDLE
from ui.panels.session_words import AgendaItem
from ui.theme import colour, font, pixmap, px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import IconButton
from ui.widgets.card import Rule, empty
from ui.widgets.combo import Combo
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll

NUMBER = 22


class AgendaButton(QAbstractButton):
    """One item: a tick or its number, its title, its minutes."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__()
        self.item = item
        self._done = self._here = False
        self.setText(item.title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measure()
        theme().resized.connect(self._measure)

    def show_state(self, done: bool, here: bool) -> None:
        """Whether it is done, and whether one is there."""
        self._done, self._here = done, here
        state = ", done" if done else ""
        self.setAccessibleName(f"{self.item.number} {self.item.title}{state}")
        self.setAccessibleDescription("You are here" if here else f"{self.item.minutes} minutes")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        area = self.fontMetrics().boundingRect(
            0, 0, self._room(width), 1000, int(Qt.TextFlag.TextWordWrap), self.text()
        )
        return max(px(32), area.height() + px(14))

    def sizeHint(self) -> QSize:
        return QSize(px(194), self.heightForWidth(px(194)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._here or self.underMouse():
            paint.box(painter, self.rect(), px(5), "accent_tint" if self._here else "sunken")
        pad = px(8)
        if self._done and not self._here:
            painter.drawPixmap(pad, px(8), pixmap("check", 14, "ink2"))
        else:
            role = "accent" if self._here else "ink2"
            area = self.rect().adjusted(pad, px(7), 0, 0)
            painter.setFont(self._letters())
            painter.setPen(colour(role))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignTop), str(self.item.number))
        painter.setFont(self._letters())
        painter.setPen(colour("ink2" if self._done and not self._here else "ink"))
        left = pad + px(NUMBER)
        area = self.rect().adjusted(left, px(7), 0, 0)
        area.setWidth(self._room(self.width()))
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self.text())
        minutes = self.rect().adjusted(0, px(8), -pad, 0)
        painter.setFont(font("caption"))
        painter.setPen(colour("ink2"))
        painter.drawText(
            minutes, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), f"{self.item.minutes} min"
        )

    def _letters(self) -> QFont:
        return font("body", "semibold" if self._here else "regular")

    def _room(self, width: int) -> int:
        return max(px(40), width - px(8 + NUMBER + 8) - paint.text_width(font("caption"), "12 min") - px(4))

    def _measure(self) -> None:
        self.setFont(font("body", "semibold"))
        self.updateGeometry()


class AgendaPanel(QFrame):
    """`jumped(number)`. The rail for wide and medium windows."""

    jumped = Signal(int)

    def __init__(self, items: Sequence[AgendaItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Agenda")
        self.buttons = [AgendaButton(item) for item in items]
        self._people = vbox(spacing=2)
        self._short = False
        total = second(f"{sum(item.minutes for item in items)} min", wrap=False)
        title = Label("Agenda", "small", "ink2", weight="semibold")
        head = hbox(title, STRETCH, total, margins=(8, 6))
        column = vbox(
            head, *self.buttons, 6, Rule(), 4, hbox(8, grow(self._people), spacing=0), STRETCH, margins=8, spacing=1
        )
        self.setLayout(vbox(VerticalScroll(in_widget(column)), spacing=0))
        sized(self, width=tokens().layout["agenda"])
        for button in self.buttons:
            button.clicked.connect(self._jump)

    def show_state(self, done: frozenset[int], here: int) -> None:
        """Which items are done, and where one is."""
        for button in self.buttons:
            button.show_state(button.item.number in done, button.item.number == here)

    def show_people(self, page: SessionPage, short: bool) -> None:
        """Who takes part; `short` says only how many."""
        empty(self._people)
        modes = page.record.attendance
        here = [staff_id for staff_id, mode in modes.items() if mode in PRESENT]
        if short and modes:
            away = len(modes) - len(here)
            self._people.put(second(f"{len(here)} here{f', {away} absent' if away else ''}"))
            return
        groups = (("In the room", AttendanceMode.IN_ROOM), ("On the link", AttendanceMode.REMOTE), ("Not here", None))
        for title, wanted in groups:
            ids = [key for key, mode in modes.items() if mode is wanted or (wanted is None and mode not in PRESENT)]
            if ids:
                self._people.put(Label(title, "small", "ink2", weight="semibold"))
                for staff_id in ids:
                    self._people.put(Label(_person(page, staff_id), "small", wrap=True))
                self._people.put(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        paint.line(painter, self.rect().topRight(), self.rect().bottomRight(), "line")

    def _jump(self) -> None:
        button = self.sender()
        assert isinstance(button, AgendaButton)
        self.jumped.emit(button.item.number)


class AgendaMenu(QFrame):
    """The agenda of a narrow window: a menu with previous and next. `jumped(number)`."""

    jumped = Signal(int)

    def __init__(self, items: Sequence[AgendaItem], right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minutes = {item.number: item.minutes for item in items}
        self.menu = Combo([(item.number, f"{item.number}  {item.title}") for item in items])
        self.menu.setAccessibleName("Agenda item")
        self.before, self.after = IconButton("chevron-left", "Previous item"), IconButton("chevron-right", "Next item")
        self.minutes = second("", wrap=False)
        parts = (at(part, MIDDLE) for part in (self.menu, self.before, self.after, self.minutes))
        self.setLayout(hbox(*parts, STRETCH, at(right, MIDDLE), margins=(16, 6), spacing=8))
        self.menu.edited.connect(self._tell)
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)

    def show_state(self, here: int) -> None:
        """Where one is."""
        self.menu.set_value(here)
        self.minutes.setText(f"{self._minutes[here]} min")
        self.before.setEnabled(here > 1)
        self.after.setEnabled(here < len(self._minutes))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        paint.line(painter, self.rect().bottomLeft(), self.rect().bottomRight(), "line")

    def _tell(self) -> None:
        self.jumped.emit(int(str(self.menu.value())))

    def _back(self) -> None:
        self.jumped.emit(int(str(self.menu.value())) - 1)

    def _on(self) -> None:
        self.jumped.emit(int(str(self.menu.value())) + 1)


def _person(page: SessionPage, staff_id: str) -> str:
    session, staff, value = page.session, page.staff.get(staff_id), page.record.value("attendance", staff_id)
    if staff is None:
        return ""
    roles = []
    if staff_id == (session.deputy_id or session.chair_id):
        roles.append("chair")
    if staff_id == session.case_holder_id:
        roles.append("case holder")
    if staff_id == session.minute_taker_id:
        roles.append("minutes")
    if value.get("guest"):
        roles.append("guest" if staff.confidentiality_signed_on else "guest, has not signed for confidentiality")
    if value.get("mode") == AttendanceMode.REMOTE.value:
        roles.append("alone, not recording" if value.get("undisturbed") else "not yet said to be alone")
    if value.get("reason"):
        roles.append(str(value["reason"]))
    if value.get("mode") == AttendanceMode.ABSENT_SUMMARY.value:
        roles.append("summary read")
    return ", ".join((staff.name, *roles))
