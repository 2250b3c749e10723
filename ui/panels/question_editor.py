"""The editor of one question: the field's own, or "Not asked, because…" in its place (domain.md 0.2)."""

from fsworkbook.domain.workbook import NOT_ASKED, Content
from ui.panels.field_editors import Asked, FieldEditor, LineEditor, RichEditor, make_editor, one_line
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.layout import vbox


class QuestionEditor(FieldEditor):
    """`close_question(True)` asks why it is not asked; what was written stays until it is finalised so."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.answer = make_editor(asked)
        self.because = LabelledField(
            "Not asked, because…", LineField("such as: she was not asked, her sister was there")
        )
        self.because.field.setAccessibleName(f"Not asked, because: {asked.name}")
        self._before = Content()
        self.setLayout(vbox(self.answer, self.because))
        self.because.hide()

        self.answer.edited.connect(self.edited)
        self.because.edited.connect(self.edited)

    @property
    def closes(self) -> bool:
        """Whether "not asked" is being written."""
        return not self.because.isHidden()

    def close_question(self, closes: bool) -> None:
        """Show the one or the other."""
        self.because.setVisible(closes)
        self.answer.setVisible(not closes)

    def content(self) -> Content:
        if not self.closes:
            return self.answer.content()
        because = one_line(self.because.value(), self._before.text(NOT_ASKED), self.asked.rules)
        return Content({NOT_ASKED: because} if because else {})

    def set_content(self, content: Content) -> None:
        self._before = content
        self.answer.set_content(content)
        self.because.set_value(content.text(NOT_ASKED).plain)
        self.close_question(bool(content.text(NOT_ASKED)))

    def give_focus(self) -> None:
        if self.closes:
            self.because.field.setFocus()
        else:
            self.answer.give_focus()

    def type_in(self, letters: str) -> None:
        """Letters that were typed before the editor was there."""
        if isinstance(self.answer, RichEditor):
            self.answer.text.type_in(letters)
        elif isinstance(self.answer, LineEditor):
            self.answer.line.insert(letters)
            self.edited.emit()

    def problem(self) -> str:
        return "" if self.closes else self.answer.problem()
