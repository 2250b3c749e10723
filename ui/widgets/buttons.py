"""Buttons in the design's three weights. At most one primary in an area, two on a screen (ui.md 2.3)."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import font, pixmap, px, theme, tokens
from ui.widgets import paint

ICON = 16
ICON_GAP = 8


@dataclass(frozen=True, slots=True)
class Look:
    """The token roles of one state."""

    fill: str | None
    edge: str | None
    ink: str
    icon: str


_DISABLED = Look("surface2", "line2", "ink3", "ink3")
_LOOKS = {
    "primary": {
        "rest": Look("accent", "accent", "on_accent", "on_accent"),
        "hover": Look("accent_hover", "accent_hover", "on_accent", "on_accent"),
        "down": Look("accent_hover", "accent_hover", "on_accent", "on_accent"),
        "off": _DISABLED,
    },
    "plain": {
        "rest": Look("surface", "ctl", "ink", "ink2"),
        "hover": Look("surface2", "ink2", "ink", "ink2"),
        "down": Look("accent_tint", "accent", "accent", "accent"),
        "off": _DISABLED,
    },
    "quiet": {
        "rest": Look(None, None, "accent", "accent"),
        "hover": Look("accent_tint", None, "accent", "accent"),
        "down": Look("accent_tint", "accent_line", "accent", "accent"),
        "off": Look(None, None, "ink3", "ink3"),
    },
}


class Button(QPushButton):
    """A painted button: words, an icon before them if any, a chevron when it opens a menu. Signal: `clicked`."""

    kind = "plain"
    weight = "medium"

    def __init__(self, text: str = "", icon: str | None = None, small: bool = False, parent: QWidget | None = None):
        super().__init__(text, parent)
        self._icon = icon
        self._small = small
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self._measure()
        theme().resized.connect(self._measure)

    def setText(self, text: str) -> None:
        """New words; the accessible name follows."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        """Drawn as another kind: what waits for something else is plain, and primary when it is what comes next."""
        self.kind = kind
        self.update()

    def set_icon(self, icon: str | None) -> None:
        """Another icon of resources/icons, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        control = tokens().control
        height = px(control["button_small" if self._small else "button"])
        height = max(height, paint.text_height(self._font()) + px(10))
        return QSize(self._content_width() + 2 * self._padding(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look()
        dashed = theme().high_contrast and not self.isEnabled()  # white is all the difference there is in ink
        paint.box(painter, self.rect(), px(tokens().radius["control"]), look.fill, look.edge, dashed=dashed)
        left = max(self._padding() // 2, (self.width() - self._content_width()) // 2)
        middle = self.height() // 2
        if self._icon:
            paint.picture(painter, QPoint(left, middle - px(ICON) // 2), pixmap(self._icon, ICON, look.icon))
            left += px(ICON) + (px(ICON_GAP) if self.text() else 0)
        text_width = paint.text_width(self._font(), self.shown_text())
        paint.words(painter, QRect(left, 0, text_width, self.height()), self.shown_text(), self._font(), look.ink)
        if self.menu() is not None:
            at = QPoint(left + text_width + px(6), middle - px(14) // 2)
            paint.picture(painter, at, pixmap("chevron-down", 14, look.icon))

    def shown_text(self) -> str:
        """The words without the mark of a mnemonic."""
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _look(self) -> Look:
        looks = _LOOKS[self.kind]
        if not self.isEnabled():
            return looks["off"]
        if self.isDown() or self.isChecked():
            return looks["down"]
        return looks["hover" if self.underMouse() else "rest"]

    def _font(self) -> QFont:
        return font("small" if self._small else "body", self.weight)

    def _padding(self) -> int:
        return px(10 if self._small else 13)

    def _content_width(self) -> int:
        width = paint.text_width(self._font(), self.shown_text()) if self.text() else 0
        if self._icon:
            width += px(ICON) + (px(ICON_GAP) if self.text() else 0)
        return width + (px(6 + 14) if self.menu() is not None else 0)

    def _measure(self) -> None:
        self.setFont(self._font())
        self.updateGeometry()


class PrimaryButton(Button):
    """The one thing to do here."""

    kind = "primary"
    weight = "semibold"


class PlainButton(Button):
    """Any other act, with an edge."""


class QuietButton(Button):
    """An act beside the text: blue words without an edge."""

    kind = "quiet"


class IconButton(Button):
    """Close, previous or next: the only icons without words; the name is spoken and shown as a tooltip."""

    kind = "quiet"

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon, small=True, parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = px(tokens().control["button_small"])
        return QSize(side, side)
