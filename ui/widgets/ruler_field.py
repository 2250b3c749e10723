"""The scaling question: a step from 0 to 10, and its two follow-up questions (domain.md 4.5).

A number alone is incomplete: `is_complete()` is False until the follow-ups that can be asked are answered.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.labelled import LabelledField
from ui.widgets.labels import second
from ui.widgets.layout import STRETCH, hbox, vbox
from ui.widgets.line_field import LineField

STEPS = range(11)


@dataclass(frozen=True, slots=True)
class RulerAnswer:
    """What was said: 0 to 10 or nothing, and the words of both follow-ups."""

    step: int | None = None
    why_not_lower: str = ""
    what_for_one_higher: str = ""


class RulerRow(ChoiceRow):
    """Eleven boxes in a row."""

    def __init__(self, subject: str = "", parent: QWidget | None = None) -> None:
        super().__init__([(step, str(step)) for step in STEPS], subject, parent)

    def choice_size(self, choice: Choice) -> QSize:
        return QSize(max(px(30), super().choice_size(choice).width() - px(14)), self.row_height())


class RulerField(QWidget):
    """`value()` is a RulerAnswer. At 0 nothing is lower and at 10 nothing is higher: that question is not asked."""

    edited = Signal()

    def __init__(self, low: str = "", high: str = "", subject: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = RulerRow(subject)
        self.low, self.high = second(low, wrap=False), second(high, wrap=False)
        self.why_not_lower = LabelledField("Why not lower?", LineField())
        self.what_for_one_higher = LabelledField("What would make it one higher?", LineField())

        ends = hbox(self.low, STRETCH, self.high)
        boxes = hbox(vbox(self.row, ends if low or high else None, spacing=2), STRETCH)
        self.setLayout(vbox(boxes, self.why_not_lower, self.what_for_one_higher, spacing=8))

        for part in (self.row, self.why_not_lower, self.what_for_one_higher):
            part.edited.connect(self._change)
        self.set_subject(subject)
        self._ask()

    def value(self) -> RulerAnswer:
        """The step and the follow-ups that were asked."""
        step = self.row.value()
        assert step is None or isinstance(step, int)
        lower = self.why_not_lower.value() if step not in (None, 0) else ""
        higher = self.what_for_one_higher.value() if step not in (None, STEPS[-1]) else ""
        return RulerAnswer(step, lower, higher)

    def set_value(self, value: RulerAnswer | None) -> None:
        """Show an answer; None is nothing chosen."""
        answer = value or RulerAnswer()
        self.row.set_value(answer.step)
        self.why_not_lower.set_value(answer.why_not_lower)
        self.what_for_one_higher.set_value(answer.what_for_one_higher)
        self._ask()

    def is_complete(self) -> bool:
        """A step, and every follow-up that can be asked."""
        answer = self.value()
        if answer.step is None:
            return False
        lower = bool(answer.why_not_lower) or answer.step == 0
        return lower and (bool(answer.what_for_one_higher) or answer.step == STEPS[-1])

    def set_subject(self, subject: str) -> None:
        """What the ruler measures, for the ear."""
        self.setAccessibleName(subject)
        self.row.set_subject(subject)
        for field in (self.why_not_lower, self.what_for_one_higher):
            name = field.label.text()
            field.field.setAccessibleName(f"{name} {subject}".strip())

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error around the boxes."""
        self.row.set_wrong(wrong)

    def _change(self) -> None:
        self._ask()
        self.edited.emit()

    def _ask(self) -> None:
        step = self.row.value()
        self.why_not_lower.setVisible(step not in (None, 0))
        self.what_for_one_higher.setVisible(step not in (None, STEPS[-1]))
