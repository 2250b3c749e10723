"""An act that needs a reason, asked in place: the sentence, a new time or a person if the act has one, the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.theme import px
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Frame
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.refusal import show_refusal


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered; `at` only where the act moves something to another time, `who` where it names somebody."""

    reason: str
    at: datetime | None = None
    who: str = ""


class ReasonPanel(Frame):
    """Hidden until `ask`. Signals: `given(Given)`; `stopped()`. `show_error` keeps it open with what is wrong."""

    given = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.sentence = Label("", "body", weight="medium", wrap=True)
        self.date = LabelledField("New date", DateField())
        self.time = LabelledField("New time", TimeField())
        self.people = ChoiceField()
        self.person = LabelledField("Who", self.people)
        self.why = LineField()
        self.reason = LabelledField("Reason", self.why)
        self.trouble = NoticeBar("plum", "circle-alert", "")
        self.go = PrimaryButton("Go on", small=True)
        self.stop = QuietButton("Not now", small=True)
        self._when = in_widget(hbox(self.date, self.time, STRETCH))
        buttons = hbox(STRETCH, self.stop, self.go)
        super().__init__(
            vbox(
                self.sentence, self._when, self.person, hbox(grow(self.reason)), self.trouble, buttons, margins=(14, 12)
            ),
            "accent_tint",
            "accent_line",
            "panel",
            parent,
        )
        self.date.setMaximumWidth(px(220))
        self.time.setMaximumWidth(px(120))
        self.person.setMaximumWidth(px(360))
        self.why.returnPressed.connect(self._give)
        self.go.clicked.connect(self._give)
        self.stop.clicked.connect(self._stop)
        self.trouble.hide()
        self.hide()

    def ask(self, sentence: str, act: str, at: datetime | None = None, people: Sequence[tuple[str, str]] = ()) -> None:
        """Ask; `act` is the verb on the button, `at` the present time of what is to be moved, `people` (id, words) one
        of whom is to be named."""
        self.sentence.setText(sentence)
        self.go.setText(act)
        self._when.setVisible(at is not None)
        self.person.setVisible(bool(people))
        self.people.set_choices(people)
        self.person.set_value(None)
        if at is not None:
            self.date.set_value(at.date())
            self.time.set_value(at.time())
        self.reason.set_value("")
        self.trouble.hide()
        self.show()
        (self.date if at is not None else self.person if people else self.reason).field.setFocus()

    def show_error(self, error: WorkbookError) -> None:
        """Say what is wrong where it can be mended."""
        fields = {"reason": self.reason} | ({"starts_at": self.date} if self._when.isVisible() else {})
        show_refusal(error, fields, self.trouble, self.go)

    def _give(self) -> None:
        at = None
        if self._when.isVisible():
            day, time = self.date.value(), self.time.value()
            if day is None or time is None:
                (self.date if day is None else self.time).show_error("Give the new day and time.")
                return
            at = datetime.combine(day, time)
        if self.person.isVisible() and not self.person.value():
            self.person.show_error("Choose a person.")
            return
        if not self.reason.value():
            self.reason.show_error("Say why, in a few words. It stands in the record.")
            return
        self.given.emit(Given(self.reason.value(), at, str(self.person.value() or "")))

    def _stop(self) -> None:
        self.hide()
        self.stopped.emit()
