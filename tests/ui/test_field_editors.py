"""What an editor holds as an answer."""

from datetime import date

from pytestqt.qtbot import QtBot

from fsworkbook.domain.workbook import BODY, Content
from tests.small_family import CATALOGUE
from ui.panels.field_editors import Asked, make_editor
from ui.panels.text_editor import TextRules

NONE_ANY_MORE = Content(values={BODY: []})


def test_several_choices_can_be_taken_back_to_none_once_some_were_given(qtbot: QtBot) -> None:
    fields = (field for section in CATALOGUE.sections for field in section.fields)
    factors = next(field for field in fields if field.key == "ki.need_factors.adult")
    editor = make_editor(Asked(factors, "Need factors", TextRules(), date(2025, 9, 3)))
    qtbot.addWidget(editor)
    assert editor.content() == Content()
    editor.set_content(Content(values={BODY: ["ALCOHOL"]}))
    editor.field.set_value([])
    assert editor.content() == NONE_ANY_MORE
    editor.set_content(NONE_ANY_MORE)
    assert editor.content() == NONE_ANY_MORE
