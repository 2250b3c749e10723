"""The text of a panel or note: an editor whose sharing picker stands in the panel's own row."""

from datetime import date

from fsworkbook.domain.catalogue import Field, FieldKind, Required, Scope
from fsworkbook.domain.workbook import Content
from ui.panels.field_editors import Asked, FieldEditor
from ui.panels.text_editor import TextRules, TextWithSharing
from ui.widgets.layout import vbox

_TEXT = Field("panel", "", "", FieldKind.RICH, Scope.FAMILY, Required.OFFERED, "own_panel")


class PanelEditor(FieldEditor):
    """`text.picker` is left for the panel to place."""

    def __init__(self, name: str, rules: TextRules) -> None:
        super().__init__(Asked(_TEXT, name, rules, date.min))
        self.text = TextWithSharing(name, rules, picker_below=False)
        self.setLayout(vbox(self.text))
        self.text.edited.connect(self.edited)

    def content(self) -> Content:
        return Content.of(self.text.value())

    def set_content(self, content: Content) -> None:
        self.text.set_value(content.body)

    def give_focus(self) -> None:
        self.text.give_focus()
