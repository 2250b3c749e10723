"""From a field's kind to the widget that answers it, and between what the widget holds and a Content.

How each kind is kept: rich and line in the text `body`; date, choice, choices and yes or no in the value `body`; a
ruler's number there too with its two reasons as texts; a status as {"code", "from"}.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Field, FieldKind
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import Paragraph, RichText, Run
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import BODY, Content
from ui.panels.text_editor import TextRules, TextWithSharing
from ui.theme import px
from ui.widgets.choice_fields import ChoiceField, ChoicesField, YesNoField
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.date_field import DateField
from ui.widgets.focus import first_target, parts
from ui.widgets.layout import STRETCH, hbox, vbox
from ui.widgets.line_field import LineField
from ui.widgets.ruler_field import RulerAnswer, RulerField
from ui.widgets.status_field import DatedStatus, StatusField

FEW = 4
"""Up to so many short choices stand side by side; more are a list to open."""

REASONS = ("why_not_lower", "one_higher")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor needs to know of its question: the field, its name for the ear, the text rules, the day."""

    field: Field
    name: str
    rules: TextRules
    today: date


class FieldEditor(QWidget):
    """An answer being given. `edited()` on an act of the person; `content()` what was answered so far."""

    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked

    def content(self) -> Content:
        """What was answered so far; empty where nothing was."""
        raise AssertionError("each kind gives its own")

    def set_content(self, content: Content) -> None:
        """Show an answer; no `edited`."""

    def answers(self) -> dict[str, str]:
        """What was answered while writing, by the code of the question that finalising would ask."""
        texts = parts(self, TextWithSharing)
        return {code: said for text in texts for code, said in text.answers().items()}

    def give_focus(self) -> None:
        """The keyboard into the first part."""
        first_target(self).setFocus()

    def problem(self) -> str:
        """What cannot be read as an answer, in words; empty where all is well."""
        return ""


class RichEditor(FieldEditor):
    """A text with its sharing picker."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.text = TextWithSharing(asked.name, asked.rules)
        self.setLayout(vbox(self.text))
        self.text.edited.connect(self.edited)

    def content(self) -> Content:
        return Content.of(self.text.value())

    def set_content(self, content: Content) -> None:
        self.text.set_value(content.body)

    def give_focus(self) -> None:
        self.text.give_focus()


class LineEditor(FieldEditor):
    """One line, kept as one paragraph."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._before = RichText()
        self.line = LineField()
        self.line.setAccessibleName(asked.name)
        self.setLayout(vbox(self.line))
        self.line.edited.connect(self.edited)

    def content(self) -> Content:
        return Content.of(one_line(self.line.value(), self._before, self.asked.rules))

    def set_content(self, content: Content) -> None:
        self._before = content.body
        self.line.set_value(content.body.plain)


class ValueEditor(FieldEditor):
    """A plain value: subclasses give the widget and how its value is written down."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.field = self.widget()
        self.setLayout(self.placed())
        name = getattr(self.field, "set_subject", self.field.setAccessibleName)
        name(asked.name)
        self.field.edited.connect(self.edited)

    def widget(self):
        """The field."""
        raise AssertionError("each kind gives its own")

    def placed(self):
        """A row that keeps the field as wide as it asks."""
        return hbox(self.field, STRETCH)

    def content(self) -> Content:
        value = self.field.value()
        return Content() if value is None else Content(values={BODY: value})

    def set_content(self, content: Content) -> None:
        self.field.set_value(content.values.get(BODY))


class DateEditor(ValueEditor):
    """A day, kept as "2025-09-22"."""

    def widget(self):
        field = DateField(self.asked.today)
        field.setMaximumWidth(px(240))
        return field

    def content(self) -> Content:
        value = self.field.value()
        return Content(values={BODY: value.isoformat()}) if value else Content()

    def set_content(self, content: Content) -> None:
        value = content.values.get(BODY)
        self.field.set_value(date.fromisoformat(str(value)) if value else None)

    def problem(self) -> str:
        return self.field.problem()


class ChoiceEditor(ValueEditor):
    """One code of the options."""

    def widget(self):
        choices = [(option.code, option.label) for option in self.asked.field.options]
        few = len(choices) <= FEW and sum(len(label) for _, label in choices) < 60
        return ChoiceRow(choices, self.asked.name) if few and choices else ChoiceField(choices, clearable=True)


class ChoicesEditor(ValueEditor):
    """Several codes of the options; none of them is an answer too once some were given."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._were_some = False

    def widget(self):
        return ChoicesField([(option.code, option.label) for option in self.asked.field.options])

    def placed(self):
        return vbox(self.field)

    def content(self) -> Content:
        chosen = list(self.field.value())
        return Content(values={BODY: chosen}) if chosen or self._were_some else Content()

    def set_content(self, content: Content) -> None:
        self._were_some = BODY in content.values
        super().set_content(content)


class YesNoEditor(ValueEditor):
    """Yes or no."""

    def widget(self):
        return YesNoField(subject=self.asked.name)


class StatusEditor(ValueEditor):
    """A status and since when: today, to be seen and changed, unless another day is given."""

    def widget(self):
        choices = [(option.code, option.label) for option in self.asked.field.options]
        return StatusField(choices, self.asked.today)

    def placed(self):
        return vbox(self.field)

    def content(self) -> Content:
        value = self.field.value()
        if value is None:
            return Content()
        if value.since is None and not self.field.since.text():
            self.field.since.set_value(self.asked.today)
        since = self.field.since.value() or self.asked.today
        return Content(values={BODY: {"code": str(value.code), "from": since.isoformat()}})

    def set_content(self, content: Content) -> None:
        value = content.values.get(BODY)
        if isinstance(value, dict):
            self.field.set_value(DatedStatus(str(value["code"]), date.fromisoformat(str(value["from"]))))
        else:
            self.field.set_value(None)

    def problem(self) -> str:
        return self.field.since.problem()


class RulerEditor(ValueEditor):
    """0 to 10 with its two reasons."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._before = Content()

    def widget(self):
        return RulerField(subject=self.asked.name)

    def placed(self):
        return vbox(self.field)

    def content(self) -> Content:
        answer = self.field.value()
        words = dict(zip(REASONS, (answer.why_not_lower, answer.what_for_one_higher), strict=True))
        texts = {
            slot: one_line(said, self._before.text(slot), self.asked.rules) for slot, said in words.items() if said
        }
        return Content(texts, {} if answer.step is None else {BODY: answer.step})

    def set_content(self, content: Content) -> None:
        self._before = content
        step = content.values.get(BODY)
        reasons = (content.text(slot).plain for slot in REASONS)
        self.field.set_value(RulerAnswer(step if isinstance(step, int) else None, *reasons))


EDITORS: Mapping[FieldKind, type[FieldEditor]] = {
    FieldKind.RICH: RichEditor,
    FieldKind.LINE: LineEditor,
    FieldKind.DATE: DateEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.CHOICES: ChoicesEditor,
    FieldKind.YES_NO: YesNoEditor,
    FieldKind.RULER: RulerEditor,
    FieldKind.STATUS: StatusEditor,
}


def make_editor(asked: Asked) -> FieldEditor:
    """The editor of a field's kind. Raises KeyError for a kind that is shown but not an entry (the chronology)."""
    return EDITORS[asked.field.kind](asked)


def one_line(words: str, before: RichText, rules: TextRules) -> RichText:
    """A text of one paragraph: the first one before keeps its id and class, a new one takes the default."""
    if not words.strip():
        return RichText()
    if before.paragraphs:
        return RichText((replace(before.paragraphs[0], runs=(Run(words),)),))
    new = RichText((Paragraph(new_id(), (Run(words),)),))
    confidential = rules.default_class is SharingClass.VICTIM_CONFIDENTIAL
    named = (rules.protects, rules.kept_from) if confidential else ()
    return new.with_class(rules.default_class, *named)
