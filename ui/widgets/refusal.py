"""What was refused, said in one way everywhere: at its field, else in a bar; spoken, with the keyboard at the cure."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.widgets.labelled import LabelledField
from ui.widgets.notice import NoticeBar
from ui.widgets.speech import announce


def show_refusal(error: WorkbookError, fields: Mapping[str, LabelledField], bar: NoticeBar, act: QWidget) -> None:
    """At the field that the error names; else in `bar`, the keyboard at `act` to try again (accessibility.md 15)."""
    field = fields.get(error.field or "")
    bar.setVisible(field is None)
    if field is not None:
        field.show_error(error.message)
        return
    bar.set_notice(error.message)
    announce(bar, error.message, at_once=True)
    act.setFocus()
