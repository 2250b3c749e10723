"""Dates and times to type; a calendar opens with F4, Alt+Down or the chevron."""

from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.theme import colour, icon, pixmap, px
from ui.widgets import paint
from ui.widgets.dates import date_words, month_later, read_date, read_time, time_words
from ui.widgets.focus import parts
from ui.widgets.line_field import LineField

CHEVRON = 14
ROOM = CHEVRON + 16
_DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_MONTHS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class DateField(LineField):
    """A day or nothing: `value()` is a date or None. Shows "Fri 19 Dec 2025", reads "19/12/25", "19 Dec", "today".

    Up and Down go by a day, Page Up and Page Down by a month. `problem()` is the sentence for words that are no day.
    `today` is the day that "today" means; the demonstration has its own.
    """

    def __init__(self, today: date | None = None, placeholder: str = "19 Dec 2025", parent: QWidget | None = None):
        self._today = today or date.today()
        self._calendar: _Calendar | None = None
        super().__init__(placeholder, parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        """The day, or None when nothing, or nothing readable, is written."""
        return read_date(self.text(), self._today)

    def set_value(self, value: date | None) -> None:
        """Show a day or nothing."""
        super().set_value(date_words(value) if value else "")

    def problem(self) -> str:
        """What is wrong with what was typed, or ""."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return "Write the day like 19 Dec 2025 or 19/12/2025."

    def set_today(self, today: date) -> None:
        """The day that "today" means now."""
        self._today = today

    def open_calendar(self) -> None:
        """Show the month under the field."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.picked.connect(self._pick)
        self._calendar.open_at(self.mapToGlobal(QPoint(0, self.height() + px(2))), self.value() or self._today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_calendar()
        elif key in _DAYS or key in _MONTHS:
            day = self.value() or self._today
            moved = day + timedelta(days=_DAYS[key]) if key in _DAYS else month_later(day, _MONTHS[key])
            self._pick(moved if self.value() else self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - px(ROOM):
            self.open_calendar()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at = QPoint(self.width() - px(CHEVRON + 9), (self.height() - px(CHEVRON)) // 2)
        paint.picture(QPainter(self), at, pixmap("chevron-down", CHEVRON, "ink2"))

    def _measure(self) -> None:
        super()._measure()
        self.setTextMargins(0, 0, px(ROOM - 9), 0)
        self.setMinimumWidth(paint.text_width(self.font(), "Wed 30 Nov 2025") + px(ROOM + 20))

    def _pick(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()

    def _tidy(self) -> None:
        if (day := self.value()) is not None:
            self.set_value(day)


class TimeField(LineField):
    """A time of day or nothing: `value()` is a time or None. Shows "14:05", reads "1405", "2pm"."""

    def __init__(self, placeholder: str = "14:00", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        """The time, or None when nothing, or nothing readable, is written."""
        return read_time(self.text())

    def set_value(self, value: time | None) -> None:
        """Show a time or nothing."""
        super().set_value(time_words(value) if value else "")

    def problem(self) -> str:
        """What is wrong with what was typed, or ""."""
        return "" if not self.text().strip() or self.value() is not None else "Write the time like 14:05."

    def _measure(self) -> None:
        super()._measure()
        self.setMinimumWidth(paint.text_width(self.font(), "00:00") + px(30))

    def _tidy(self) -> None:
        if (clock := self.value()) is not None:
            self.set_value(clock)


class _Calendar(QFrame):
    """The month in a popup; arrow keys move, Enter takes the day, Esc closes."""

    picked = Signal(date)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._month = QCalendarWidget()
        self._month.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._name_parts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(4), px(4), px(4), px(4))
        layout.addWidget(self._month)
        self._month.activated.connect(self._take)
        self._month.clicked.connect(self._take)

    def open_at(self, corner: QPoint, day: date) -> None:
        """Show the month of a day with its corner at a point of the screen, kept on the screen."""
        self._dress()
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        screen = self.screen().availableGeometry()
        area = QRect(corner, self.size())
        area.moveRight(min(area.right(), screen.right()))
        area.moveBottom(min(area.bottom(), screen.bottom()))
        self.move(area.topLeft())
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), 0, "surface", "ctl")

    def _name_parts(self) -> None:
        """Qt leaves the parts of its calendar without names."""
        self._month.setAccessibleName("Calendar")
        names = {
            "qt_calendar_calendarview": "Days of the month",
            "qt_calendar_prevmonth": "Month before",
            "qt_calendar_nextmonth": "Month after",
            "qt_calendar_monthbutton": "Month",
            "qt_calendar_yearbutton": "Year",
            "qt_calendar_yearedit": "Year",
        }
        for part in parts(self._month):
            if part.objectName() in names:
                part.setAccessibleName(names[part.objectName()])

    def _dress(self) -> None:
        """The theme of now: no red at week-ends, our arrows, cells of 32 px."""
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(colour("ink"))
        quiet.setForeground(colour("ink2"))
        quiet.setBackground(colour("surface"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, plain)
        self._month.setHeaderTextFormat(quiet)
        for name, arrow in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self._month.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(arrow, 16))
                button.setToolTip(button.accessibleName())
        self._month.setMinimumSize(px(7 * 36), px(7 * 32 + 36))

    def _take(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))
