"""All fields by name. Each is a widget with `value()`, `set_value(v)`, `set_wrong(bool)` and the signal `edited()`.

Put it under a label with `LabelledField("Owner", LineField())`, which names it for the ear and shows errors.
"""

from ui.widgets.check_box import CheckBox
from ui.widgets.choice_fields import ChoiceField, ChoicesField, YesNoField
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.labelled import LabelledField
from ui.widgets.line_field import Field, LineField
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.ruler_field import RulerAnswer, RulerField
from ui.widgets.status_field import DatedStatus, StatusField

__all__ = [
    "CheckBox",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "DatedStatus",
    "Field",
    "LabelledField",
    "LineField",
    "PassphraseField",
    "RulerAnswer",
    "RulerField",
    "StatusField",
    "TimeField",
    "YesNoField",
]
