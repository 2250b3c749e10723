"""Who sits here: initials, name and role in the top bar, and the menu behind them."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from ui.app import App
from ui.panels.look_menus import size_menu, theme_menu
from ui.theme import font, px, theme, tokens
from ui.widgets import paint
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button


class PersonButton(Button):
    """`left()`: the person signs out. Narrow shows the initials alone."""

    kind = "quiet"
    left = Signal()

    def __init__(self, app: App) -> None:
        self._avatar = Avatar("")
        self._lines = ("", "")
        self._narrow = False
        super().__init__()
        self._avatar.setParent(self)
        menu = QMenu(self)
        menu.setAccessibleName("You and this window")
        menu.addMenu(size_menu(app, menu))
        menu.addMenu(theme_menu(app, menu))
        menu.addSeparator()
        menu.addAction("Sign out", self.left.emit)
        self.setMenu(menu)
        theme().resized.connect(self._place)

    def set_person(self, name: str, role: str) -> None:
        """Who it is now."""
        self._lines = (name, role)
        self._avatar.set_person(name)
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(f"{name}, {role}")
        self._place()

    def set_narrow(self, narrow: bool) -> None:
        """Only the initials."""
        self._narrow = narrow
        self._place()

    def sizeHint(self) -> QSize:
        side = px(tokens().control["avatar"])
        width = side + px(8) + (0 if self._narrow else self._words_width() + px(8))
        return QSize(width, px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            paint.box(painter, self.rect(), px(tokens().radius["control"]), "accent_tint")
        if self._narrow:
            return
        left = px(tokens().control["avatar"] + 4 + 8)
        middle = self.height() // 2
        line = px(16)
        name, role = self._lines
        paint.words(painter, QRect(left, middle - line, self.width(), line), name, font("small", "semibold"), "ink")
        paint.words(painter, QRect(left, middle, self.width(), line), role, font("caption"), "ink2")

    def _words_width(self) -> int:
        name, role = self._lines
        return max(
            paint.text_width(font("small", "semibold"), name),
            paint.text_width(font("caption"), role),
        )

    def _place(self) -> None:
        self._avatar.resize(self._avatar.sizeHint())
        self._avatar.move(QPoint(px(4), (self.sizeHint().height() - self._avatar.height()) // 2))
        self.updateGeometry()
        self.update()
