"""A text with the picker of who reads its paragraphs: it follows the cursor, and the field's least class holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass, is_wider
from fsworkbook.services.classes import asked_of
from ui.widgets.layout import STRETCH, hbox, vbox
from ui.widgets.sharing_picker import SharingPicker
from ui.widgets.text_editor import RichTextEditor


@dataclass(frozen=True, slots=True)
class TextRules:
    """How a text begins and how wide it may go; whom its confidential paragraphs protect and from whom; "her"."""

    default_class: SharingClass = SharingClass.PROFESSIONALS_ONLY
    least_class: SharingClass = SharingClass.SHAREABLE
    protects: tuple[str, ...] = ()
    kept_from: tuple[str, ...] = ()
    whose: str = "her"


class TextWithSharing(QWidget):
    """`value()`, `set_value(text)`, `edited()`. `picker` stands under the text, or where a panel puts it."""

    edited = Signal()

    def __init__(self, name: str, rules: TextRules, *, picker_below: bool = True) -> None:
        super().__init__()
        self._rules = rules
        self._answers: dict[str, str] = {}
        self.editor = RichTextEditor(
            name, rules.default_class, "Nothing here yet. Start typing.", rules.whose, framed=picker_below, lines=3
        )
        subject = f"Who reads this paragraph: {name}"
        self.picker = SharingPicker(rules.whose, rules.default_class, rules.least_class, subject=subject)
        below = hbox(self.picker, STRETCH) if picker_below else None
        self.setLayout(vbox(self.editor, below, spacing=8))
        self._take_default()

        self.editor.edited.connect(self.edited)
        self.editor.cursor_class_changed.connect(self.picker.set_value)
        self.picker.chosen.connect(self._set_class)

    def answers(self) -> Mapping[str, str]:
        """What was answered here to "who could be harmed?", as the finalising asks for it."""
        return self._answers

    def value(self) -> RichText:
        """The text as it stands."""
        return self.editor.value()

    def set_value(self, text: RichText) -> None:
        """Show a text; the picker shows who reads its first paragraph."""
        self._answers = {}
        self.editor.set_value(text)
        self.picker.set_value(self.editor.class_at_cursor())

    def type_in(self, letters: str) -> None:
        """Letters that were typed before the editor was there."""
        self.editor.area.insertPlainText(letters)

    def give_focus(self) -> None:
        """The keyboard into the text, the cursor behind the last word."""
        area = self.editor.area
        area.setFocus()
        cursor = area.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        area.setTextCursor(cursor)

    def _take_default(self) -> None:
        rules = self._rules
        named = self._named(rules.default_class)
        self.editor.set_default(rules.default_class, *named)
        self.picker.set_value(rules.default_class)

    def _named(self, sharing_class: SharingClass) -> tuple[tuple[str, ...], tuple[str, ...]]:
        confidential = sharing_class is SharingClass.VICTIM_CONFIDENTIAL
        return (self._rules.protects, self._rules.kept_from) if confidential else ((), ())

    def _set_class(self, sharing_class: SharingClass) -> None:
        if is_wider(sharing_class, self.editor.class_at_cursor()):
            answered = (asked_of(paragraph_id) for paragraph_id in self.editor.ids_of_current())
            self._answers |= dict.fromkeys(answered, self.picker.reason)
        self.editor.set_class_of_current(sharing_class, *self._named(sharing_class))
        self.edited.emit()
        self.editor.area.setFocus()
