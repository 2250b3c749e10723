"""The keys of the editor. Ctrl+Shift+8 is an asterisk to Qt on most keyboards, so the sign counts like the key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from fsworkbook.domain.richtext import ParagraphKind

KEY_WORDS = {
    "bold": "Ctrl+B",
    "italic": "Ctrl+I",
    "underline": "Ctrl+U",
    ParagraphKind.BULLET.value: "Ctrl+Shift+8",
    ParagraphKind.NUMBER.value: "Ctrl+Shift+7",
    ParagraphKind.QUOTE.value: "Ctrl+Shift+Q",
}
_PLAIN = {Qt.Key.Key_B: "bold", Qt.Key.Key_I: "italic", Qt.Key.Key_U: "underline"}
_SHIFTED = {
    Qt.Key.Key_8: ParagraphKind.BULLET,
    Qt.Key.Key_Asterisk: ParagraphKind.BULLET,
    Qt.Key.Key_7: ParagraphKind.NUMBER,
    Qt.Key.Key_Ampersand: ParagraphKind.NUMBER,
    Qt.Key.Key_Q: ParagraphKind.QUOTE,
}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_CONTROL_SHIFT = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_STEPS_OF_THEIR_OWN = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
)
_PAD = Qt.KeyboardModifier.KeypadModifier


def act_of(event: QKeyEvent) -> str:
    """The act a key asks for ("bold", "BULLET" ...), or ""."""
    modifiers = event.modifiers() & ~_PAD
    key = Qt.Key(event.key())
    if modifiers == _CONTROL:
        return _PLAIN.get(key, "")
    if modifiers == _CONTROL_SHIFT and key in _SHIFTED:
        return _SHIFTED[key].value
    return ""


def may_join(event: QKeyEvent, cursor: QTextCursor) -> bool:
    """Whether a key may make one paragraph of two: it then has to be one step of undo with what the keeper mends."""
    if any(event.matches(key) for key in _STEPS_OF_THEIR_OWN):
        return False
    if cursor.hasSelection():
        document = cursor.document()
        return document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd())
    if event.key() == Qt.Key.Key_Backspace:
        return cursor.atBlockStart() or event.modifiers() != Qt.KeyboardModifier.NoModifier
    if event.key() == Qt.Key.Key_Delete:
        return cursor.atBlockEnd() or event.modifiers() != Qt.KeyboardModifier.NoModifier
    deletes = (QKeySequence.StandardKey.DeleteEndOfLine, QKeySequence.StandardKey.DeleteCompleteLine)
    return any(event.matches(key) for key in deletes)
