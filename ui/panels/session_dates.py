"""A day in a record: shown without its year where that is the nearest one, so that a table stays narrow."""

from datetime import date

from ui.theme import px
from ui.widgets import paint
from ui.widgets.date_field import ROOM, DateField
from ui.widgets.dates import date_words, read_date
from ui.widgets.layout import sized

WIDTH = 122


class DayField(DateField):
    """A DateField that shows "Fri 19 Dec"; the year stands there where it would not be meant otherwise."""

    def __init__(self, today: date, placeholder: str = "Which day?", name: str = "") -> None:
        super().__init__(today, placeholder)
        if name:
            self.setAccessibleName(name)
        sized(self, width=WIDTH)

    def set_value(self, value: date | None) -> None:
        """Show a day or nothing."""
        super().set_value(value)
        if value is not None:
            short = date_words(value).rsplit(" ", 1)[0]
            if read_date(short, self._today) == value:
                self.setText(short)
                self.setCursorPosition(0)
            self.setToolTip(date_words(value))

    def _measure(self) -> None:
        super()._measure()
        least = paint.text_width(self.font(), "Wed 30 Nov") + px(ROOM + 10)
        self.setMinimumWidth(min(least, self.maximumWidth()))
