"""What was answered can be read, whatever kind of question it was."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from fsworkbook.domain.catalogue import FieldKind
from fsworkbook.domain.workbook import BODY, Content
from tests.demonstration_files import catalogue
from ui.panels.field_views import AnswerView
from ui.widgets.focus import parts


@pytest.mark.parametrize("kind", [FieldKind.LINE, FieldKind.YES_NO, FieldKind.DATE])
def test_a_value_stands_in_words(qtbot, kind: FieldKind) -> None:
    value, words = {
        FieldKind.LINE: ("Read together at home", "Read together at home"),
        FieldKind.YES_NO: (True, "Yes"),
        FieldKind.DATE: ("2025-12-05", "Fri 5 Dec"),
    }[kind]
    field = next(field for section in catalogue().sections for field in section.fields if field.kind is kind)
    view = AnswerView(field, Content(values={BODY: value}), {}, date(2025, 12, 16))
    qtbot.addWidget(view)
    assert words in [label.text() for label in parts(view, QLabel)]
