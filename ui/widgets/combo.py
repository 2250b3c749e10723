"""The field with a list: drawn from the tokens, rows with pictures, the wheel never changes it by accident."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import font, pixmap, px, theme, tokens
from ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
CHEVRON = 14
PADDING = 9


class Combo(QComboBox):
    """Choices as (key, words); `value()` is the key or None. Signal `edited()` on an act of the person only.

    Subclasses may draw a picture before the words: `picture_width`, `draw_picture`.
    """

    edited = Signal()

    def __init__(
        self,
        choices: Iterable[tuple[Hashable, str]] = (),
        placeholder: str = "Choose…",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small = small
        self._wrong = False
        self._keys: list[Hashable] = []
        self.setPlaceholderText(placeholder)
        self.setItemDelegate(_Rows(self))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(self._tell)
        theme().resized.connect(self._measure)
        self._measure()

    def set_choices(self, choices: Iterable[tuple[Hashable, str]]) -> None:
        """Other choices; the value is kept if it is among them."""
        kept = self.value()
        self.clear()
        self._keys = []
        for key, text in choices:
            self._keys.append(key)
            self.addItem(text)
        self.set_value(kept)
        self.updateGeometry()

    def value(self) -> Hashable | None:
        """The key chosen, or None."""
        here = self.currentIndex()
        return self._keys[here] if 0 <= here < len(self._keys) else None

    def set_value(self, key: Hashable | None) -> None:
        """Show a key; nothing when it is None or not among the choices. No signal."""
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else -1)

    def key_at(self, row: int) -> Hashable:
        """The key of a row of the list."""
        return self._keys[row]

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self._wrong = wrong
        self.update()

    def picture_width(self) -> int:
        """The room before the words, screen px."""
        return 0

    def draw_picture(self, painter: QPainter, key: Hashable, left: int, middle: int) -> None:
        """Draw what stands before the words."""

    def words_font(self) -> QFont:
        """The font in the field and in its list."""
        return font("small" if self._small else "body")

    def sizeHint(self) -> QSize:
        texts = [self.itemText(row) for row in range(self.count())] + [self.placeholderText()]
        widest = max(paint.text_width(self.words_font(), text) for text in texts)
        width = widest + self.picture_width() + px(2 * PADDING + CHEVRON + 8)
        control = tokens().control["field_small" if self._small else "field"]
        return QSize(width, max(px(control), paint.text_height(self.words_font()) + px(10)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        field_frame(painter, self, self._wrong)
        middle = self.height() // 2
        left, right = px(PADDING), self.width() - px(PADDING + CHEVRON)
        key = self.value()
        if key is not None and self.picture_width():
            self.draw_picture(painter, key, left, middle)
            left += self.picture_width()
        role = "ink" if key is not None and self.isEnabled() else "ink3"
        text = self.currentText() if key is not None else self.placeholderText()
        paint.words(painter, QRect(left, 0, right - left, self.height()), text, self.words_font(), role)
        paint.picture(painter, QPoint(right, middle - px(CHEVRON) // 2), pixmap("chevron-down", CHEVRON, "ink2"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _tell(self) -> None:
        self.edited.emit()

    def _measure(self) -> None:
        self.setFont(self.words_font())
        self.updateGeometry()


def field_frame(painter: QPainter, field: QWidget, wrong: bool) -> None:
    """The ground and edge of a field: `ctl`, or 2 px of plum when it is wrong."""
    radius = px(tokens().radius["control"])
    if wrong:
        paint.box(painter, field.rect(), radius, "alert_tint", "alert", px(tokens().stroke["error"]))
    else:
        on = field.isEnabled()
        paint.box(painter, field.rect(), radius, "surface" if on else "surface2", "ctl" if on else "line2")


class _Rows(QStyledItemDelegate):
    """A row of the list: picture and words, the row under the keyboard in the selection colour."""

    def __init__(self, combo: Combo) -> None:
        super().__init__(combo)
        self._combo = combo

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = paint.text_width(self._combo.words_font(), str(index.data()))
        return QSize(words + self._combo.picture_width() + px(2 * PADDING), px(tokens().control["field"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect
        painter.save()
        if here:
            paint.box(painter, area, px(tokens().radius["chip"]), "accent_tint", "accent_line")
        left = area.left() + px(PADDING)
        if self._combo.picture_width():
            self._combo.draw_picture(painter, self._combo.key_at(index.row()), left, area.center().y())
            left += self._combo.picture_width()
        room = QRect(left, area.top(), area.right() - left, area.height())
        paint.words(painter, room, str(index.data()), self._combo.words_font(), "ink")
        painter.restore()
