"""A status with the day it began; earlier ones stay listed under it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.card import empty
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.dates import date_words
from ui.widgets.labels import second
from ui.widgets.layout import STRETCH, hbox, vbox


@dataclass(frozen=True, slots=True)
class DatedStatus:
    """A status and the day it began; None where the day is not known."""

    code: Hashable
    since: date | None = None


class StatusField(QWidget):
    """Choose a status and from when. `value()` is a DatedStatus or None; `set_history` lists earlier ones."""

    edited = Signal()

    def __init__(
        self, choices: Iterable[tuple[Hashable, str]] = (), today: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = dict(choices)
        self.status = ChoiceField(self._words.items())
        self.since = DateField(today, placeholder="from which day")
        self._history = vbox(spacing=2)

        self.setLayout(
            vbox(hbox(self.status, second("since", wrap=False), self.since, STRETCH), self._history, spacing=4)
        )
        self.since.setMaximumWidth(px(240))
        self.status.edited.connect(self._tell)
        self.since.edited.connect(self._tell)

    def set_choices(self, choices: Iterable[tuple[Hashable, str]]) -> None:
        """Other statuses."""
        self._words = dict(choices)
        self.status.set_choices(self._words.items())

    def value(self) -> DatedStatus | None:
        """The status and its day, or None while no status is chosen."""
        code = self.status.value()
        return None if code is None else DatedStatus(code, self.since.value())

    def set_value(self, value: DatedStatus | None) -> None:
        """Show a status and its day."""
        self.status.set_value(value.code if value else None)
        self.since.set_value(value.since if value else None)

    def set_history(self, earlier: Sequence[DatedStatus]) -> None:
        """List earlier statuses, newest first."""
        empty(self._history)
        for status in earlier:
            since = f", since {date_words(status.since)}" if status.since else ""
            self._history.put(second(f"Before: {self._words.get(status.code, str(status.code))}{since}"))

    def set_subject(self, subject: str) -> None:
        """What the status is of, for the ear."""
        self.setAccessibleName(subject)
        self.status.setAccessibleName(subject)
        self.since.setAccessibleName(f"{subject}, since")

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self.status.set_wrong(wrong)
        self.since.set_wrong(wrong)

    def _tell(self) -> None:
        self.edited.emit()
