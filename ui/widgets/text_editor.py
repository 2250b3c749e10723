"""Writing and reading the texts of the workbook: RichTextEditor here, RichTextView in `text_view.py`."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.richtext import ParagraphKind, RichText
from fsworkbook.domain.sharing import SharingClass
from ui.theme import theme
from ui.widgets import text_acts, text_document
from ui.widgets.combo import field_frame
from ui.widgets.layout import STRETCH, vbox
from ui.widgets.paragraph_keeper import ParagraphKeeper
from ui.widgets.paste import copy_into, pasted_from
from ui.widgets.sharing_words import sharing_words
from ui.widgets.text_area import TextArea
from ui.widgets.text_document import BOLD, Mark
from ui.widgets.text_keys import act_of
from ui.widgets.text_marks import paint_readers
from ui.widgets.text_toolbar import TextToolbar
from ui.widgets.text_view import RichTextView

__all__ = ["RichTextEditor", "RichTextView"]
HIDE_TOOLBAR_MS = 120


class RichTextEditor(QWidget):
    """Edits a RichText. `value()`, `set_value(text)`, `edited()`; `cursor_class_changed(SharingClass)`.

    `default` is the class of a new text, `person_word` ("her", "his", a name) is for its words in the margin;
    `framed` draws the edge of a field, for an editor that stands in no panel. Keys: Ctrl+B, I, U; Ctrl+Shift+8 list,
    Ctrl+Shift+7 numbers, Ctrl+Shift+Q a child's words; Tab leaves.
    """

    edited = Signal()
    cursor_class_changed = Signal(object)

    def __init__(
        self,
        subject: str = "",
        default: SharingClass = SharingClass.PROFESSIONALS_ONLY,
        placeholder: str = "",
        person_word: str = "her",
        framed: bool = False,
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.default = Mark(default)
        self._person_word = person_word
        self._framed = framed
        self._wrong = False
        self._loading = False
        self._shown_class = default
        self.area = TextArea(self, lines)
        self.area.setPlaceholderText(placeholder)
        self.toolbar = TextToolbar()
        self._away = QTimer(self, interval=HIDE_TOOLBAR_MS, singleShot=True)
        self._keeper = ParagraphKeeper(self.area.document(), self.default)

        self.setLayout(vbox(self.area, self.toolbar, STRETCH, margins=(5, 4) if framed else 0, spacing=4))
        self.setFocusProxy(self.area)
        self.set_subject(subject)
        self.toolbar.hide()

        self.area.textChanged.connect(self._change)
        self.area.cursorPositionChanged.connect(self._show_place)
        self.area.focused.connect(self._come_and_go)
        self.toolbar.pressed.connect(self.do)
        self._away.timeout.connect(self._put_toolbar_away)
        theme().resized.connect(self._measure)

    def value(self) -> RichText:
        """The text as it stands; paragraphs without a word are left out."""
        return text_document.read(self.area.document(), self.default)

    def set_value(self, text: RichText | None) -> None:
        """Show a text; it cannot be undone and `edited` is not told."""
        self._loading = True
        self._keeper.put_in(text or RichText())
        self._loading = False
        self._show_place()

    def set_subject(self, subject: str) -> None:
        """The spoken name."""
        self.area.setAccessibleName(subject)

    def set_default(
        self,
        sharing_class: SharingClass,
        protects: Iterable[str] = (),
        kept_from: Iterable[str] = (),
        about: Iterable[str] = (),
        person_word: str | None = None,
    ) -> None:
        """What a new text begins with, from the field and the discipline. An empty text takes it at once."""
        self.default = Mark(sharing_class, tuple(protects), tuple(kept_from), tuple(about))
        self._keeper.default = self.default
        self._person_word = person_word or self._person_word
        self.set_value(self.value())

    def class_at_cursor(self) -> SharingClass:
        """The class of the paragraph the cursor is in."""
        return text_document.mark_of(self.area.textCursor().block(), self.default).sharing_class

    def ids_of_current(self) -> list[str]:
        """The ids of the paragraphs of the cursor or selection."""
        return [text_document.id_of(block) for block in text_acts.selected_blocks(self.area.textCursor())]

    def set_class_of_current(
        self, sharing_class: SharingClass, protects: Iterable[str] = (), kept_from: Iterable[str] = ()
    ) -> None:
        """Who may read the paragraphs of the cursor or selection; can be undone."""
        readers = Mark(sharing_class, tuple(protects), tuple(kept_from))
        text_acts.set_readers(self.area.textCursor(), readers, self.default)
        self._show_place()
        self.area.viewport().update()

    def do(self, act: str) -> None:
        """One act of the toolbar: bold, italic, underline, BULLET, NUMBER or QUOTE; the second time takes it back."""
        style = self.area.currentCharFormat()
        if act == "bold":
            self.area.setFontWeight(400 if style.fontWeight() >= BOLD else BOLD)
        elif act == "italic":
            self.area.setFontItalic(not style.fontItalic())
        elif act == "underline":
            self.area.setFontUnderline(not style.fontUnderline())
        else:
            kind = ParagraphKind(act)
            self._set_kind(ParagraphKind.TEXT if self._kind_here() is kind else kind)
        self._show_place()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self._wrong = wrong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framed or self._wrong:
            field_frame(QPainter(self), self, self._wrong)

    def key_was_for_editor(self, event: QKeyEvent) -> bool:
        """Keys of the editor itself: styles, kinds, Enter, and Backspace that takes a bullet away."""
        cursor = self.area.textCursor()
        if act := act_of(event):
            self.do(act)
            return True
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            text_acts.new_paragraph(cursor, self.default)
            self.area.setTextCursor(cursor)
            return True
        if event.key() == Qt.Key.Key_Backspace and not control:
            self._backspace()
            return True
        return False

    def paste(self, mime: QMimeData) -> None:
        """Take in paragraphs, bold, italic, underline and lists; never in a looser class than the default."""
        pasted = pasted_from(mime)
        if pasted:
            cursor = self.area.textCursor()
            text_acts.insert_pasted(cursor, pasted, self.default)
            self.area.setTextCursor(cursor)

    def copy_into(self, mime: QMimeData) -> None:
        """The selection, with its readers for another editor of this program."""
        copy_into(mime, text_acts.selected_paragraphs(self.area.textCursor(), self.default))

    def paint_readers(self, painter: QPainter) -> None:
        """Who may read the paragraphs that differ from the default."""
        paint_readers(painter, self.area.document(), self.default, self._words_of)

    def _words_of(self, sharing_class: SharingClass) -> str:
        return sharing_words(sharing_class, self._person_word)

    def _kind_here(self) -> ParagraphKind:
        return text_document.kind_of(self.area.textCursor().block())

    def _set_kind(self, kind: ParagraphKind) -> None:
        text_acts.set_kind(self.area.textCursor(), kind, self.default)

    def _backspace(self) -> None:
        """Not Qt's own: with a selection that ends in a list it would give all its paragraphs one format."""
        cursor = self.area.textCursor()
        at_start = cursor.atBlockStart() and not cursor.hasSelection()
        if at_start and self._kind_here() is not ParagraphKind.TEXT:
            self._set_kind(ParagraphKind.TEXT)
            return
        text_acts.delete_before(cursor)
        self.area.setTextCursor(cursor)

    def _change(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _show_place(self) -> None:
        style = self.area.currentCharFormat()
        here = {self._kind_here().value}
        here |= {"bold"} if style.fontWeight() >= BOLD else set()
        here |= {"italic"} if style.fontItalic() else set()
        here |= {"underline"} if style.fontUnderline() else set()
        self.toolbar.show_on(here)
        if self.class_at_cursor() != self._shown_class:
            self._shown_class = self.class_at_cursor()
            self.cursor_class_changed.emit(self._shown_class)

    def _come_and_go(self, here: bool) -> None:
        if here:
            self._away.stop()
            self.toolbar.show()
        else:
            self._away.start()

    def _put_toolbar_away(self) -> None:
        """Not while a mouse button is down: what it was pressed on must not move before it is let go."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._away.start()
        elif not self.area.hasFocus():
            self.toolbar.hide()

    def _measure(self) -> None:
        text, place = self.value(), self.area.textCursor().position()
        self.area.measure()
        self.set_value(text)
        cursor = self.area.textCursor()
        cursor.setPosition(min(place, self.area.document().characterCount() - 1))
        self.area.setTextCursor(cursor)
