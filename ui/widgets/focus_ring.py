"""The ring around what has the keyboard: one overlay in each window, above everything, the same for every widget.

It shows when the keyboard brought the focus there, and in text fields always (ui.md 2.4, 6.14). It keeps what it
surrounds in sight, and never draws outside the scroll area that holds it.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.theme import px, theme, tokens
from ui.widgets import paint

REACH_ASIDE = 10
"""How far a ring may reach out of a scroll area at its sides, design px; never above or below."""

_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide}


def install_focus_rings(app: QApplication) -> "FocusRings":
    """Follow the keyboard in every window of the program; once, at its start."""
    return FocusRings(app)


class FocusRings(QObject):
    """Follows `focusChanged` and gives each window its ring when it first needs one."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._watched: list[QWidget] = []
        self._parting: list[QWidget] = []
        self._focused: QWidget | None = None
        self._ring: Ring | None = None
        self._by_keyboard = False
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._place)
        app.focusChanged.connect(self._follow)
        theme().changed.connect(self._later.start)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._parting = self._watched  # let go of later: Qt is still telling of the one that loses the focus
        self._watched = []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()  # kept, not looked for: a window that just closed may be half gone by now
        self._focused = new
        if new is None or new.window().windowType() == Qt.WindowType.Popup:
            self._focused = None
            self._later.start()
            return
        self._by_keyboard = QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        widget: QWidget | None = new
        while widget is not None:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget() if not widget.isWindow() else None
        if self._by_keyboard:
            bring_into_sight(new)
        self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _FOLLOWED:
            self._later.start()
        elif kind == QEvent.Type.KeyPress and watched is self._focused:
            self._by_keyboard = True
            self._later.start()
        return False

    def _place(self) -> None:
        self._parting = []
        focused = self._focused
        if focused is None or not isValid(focused):
            return
        window = focused.window()
        ring = self._ring = _ring_in(window) or Ring(window)
        shown = focused.isVisible() and (self._by_keyboard or is_text_field(focused))
        if shown:
            ring.surround(*ring_place(focused))
        ring.setVisible(shown and not ring.size().isEmpty())


class Ring(QWidget):
    """The ring itself: see-through, out of the mouse's way."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._area = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def surround(self, area: QRect, room: QRect) -> None:
        """Draw around `area`, but only inside `room`; both in the window's coordinates."""
        reach = px(tokens().focus_ring["gap"]) + self._width()
        outside = area.adjusted(-reach, -reach, reach, reach)
        seen = outside.intersected(room)
        self._area = outside.translated(-seen.topLeft())
        self.setGeometry(seen)
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        radius = px(tokens().focus_ring["radius"])
        paint.box(QPainter(self), self._area, radius, None, "focus", self._width())

    def _width(self) -> int:
        return round(px(tokens().focus_ring["width_high_contrast" if theme().high_contrast else "width"]) + 0.01)


def is_text_field(widget: QWidget) -> bool:
    """A place to write in, or a field with a list: its ring shows after a click too."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def ring_place(widget: QWidget) -> tuple[QRect, QRect]:
    """What the ring surrounds and the room it may be drawn in, in the window's coordinates.

    An own panel is surrounded as a whole while its text is written in (`ringForText`); in a list it is the row.
    """
    window = widget.window()
    target, area = widget, widget.rect()
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        area = widget.visualRect(widget.currentIndex())
        target = widget.viewport()
    elif is_text_field(widget):
        target = _whole_of(widget)
        area = target.rect()
    corner = target.mapTo(window, QPoint(0, 0))
    room = window.rect()
    holder = target.parentWidget()
    while holder is not None and holder is not window:
        if isinstance(holder.parentWidget(), QScrollArea | QAbstractItemView) and target is not holder:
            seen = QRect(holder.mapTo(window, QPoint(0, 0)), holder.size())
            room = room.intersected(seen.adjusted(-px(REACH_ASIDE), 0, px(REACH_ASIDE), 0))
        holder = holder.parentWidget()
    return area.translated(corner), room


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every scroll area around a widget until it is seen, with room for its ring."""
    margin = px(tokens().space["s6"])
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget, 0, margin)
        holder = holder.parentWidget()


def _whole_of(field: QWidget) -> QWidget:
    widget = field.parentWidget()
    whole = field
    while widget is not None and not widget.isWindow():
        if isinstance(field, QTextEdit) and not _is_viewport(widget) and widget.focusProxy() is field:
            whole = widget
        if widget.property("ringForText"):
            return widget
        widget = widget.parentWidget()
    return whole


def _is_viewport(widget: QWidget) -> bool:
    """Whether its focus proxy is the scroll area around it: asked for that, PySide would own the area by its part."""
    return isinstance(widget.parentWidget(), QAbstractScrollArea)


def _ring_in(window: QWidget) -> Ring | None:
    return window.findChild(Ring, options=Qt.FindChildOption.FindDirectChildrenOnly)
