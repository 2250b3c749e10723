"""What every screen must pass (ui.md 6.16, accessibility.md): each check gives its breaches, a sentence each."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from ui.theme import px
from ui.widgets.focus import parts

INTERACTIVE = (QAbstractButton, QComboBox, QLineEdit, QTextEdit, QAbstractItemView)
FITTED = (QLabel, QAbstractButton, QComboBox, QTextEdit)


def seen(window: QWidget) -> Iterator[QWidget]:
    """Every visible widget of a window."""
    for widget in (window, *parts(window)):
        if widget.isVisible() and widget.window() is window:
            yield widget


def unnamed(window: QWidget) -> Iterator[str]:
    """A widget that takes focus has a name."""
    for widget in seen(window):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollBar)
        if takes_focus and widget.focusProxy() is None and not _name(widget):
            yield f"{_told(widget)} has no name"


def doubled(window: QWidget) -> Iterator[str]:
    """No two controls share a name."""
    met: dict[str, QWidget] = {}
    for widget in seen(window):
        if isinstance(widget, INTERACTIVE) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = _name(widget)
            if name in met:
                yield f"{_told(widget)} and {_told(met[name])} are both named {name!r}"
            met[name] = widget


def without_role(window: QWidget) -> Iterator[str]:
    """What takes focus tells a screen reader what it is."""
    for widget in seen(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QAbstractSlider):
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface.role() in (QAccessible.Role.Client, QAccessible.Role.NoRole):
                yield f"{_told(widget)} has no role"


def small(window: QWidget) -> Iterator[str]:
    """A target is at least 24 by 24 px."""
    least = px(24)
    for widget in seen(window):
        if isinstance(widget, INTERACTIVE) and widget.isEnabled() and min(widget.width(), widget.height()) < least:
            yield f"{_told(widget)} is {widget.width()} x {widget.height()}"


def clipped(window: QWidget) -> Iterator[str]:
    """Nothing is cut: labels, buttons and fields have the room they ask for, a page fits its scroll area."""
    for widget in seen(window):
        if isinstance(widget, FITTED) and not widget.visibleRegion().isEmpty():
            wanted = widget.minimumSizeHint() if widget.hasHeightForWidth() else widget.sizeHint()
            if widget.width() < wanted.width():
                yield f"{_told(widget)} is {widget.width()} wide and needs {wanted.width()}"
            height = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else wanted.height()
            if widget.height() < height:
                yield f"{_told(widget)} is {widget.height()} high and needs {height}"
        if isinstance(widget, QScrollArea) and widget.widget() is not None:
            page = widget.widget()
            off = widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if off and page.width() > widget.viewport().width():
                yield f"{_told(page)} is {page.width()} wide in {widget.viewport().width()}"


def outside(window: QWidget) -> Iterator[str]:
    """No part reaches beyond its parent, where it would be cut without a sign."""
    for widget in seen(window):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or not isinstance(widget, FITTED):
            continue
        if widget.geometry().right() > parent.rect().right() or widget.x() < 0:
            yield f"{_told(widget)} reaches beyond {_told(parent)}"


ALL = (unnamed, doubled, without_role, small, clipped, outside)


def breaches(window: QWidget) -> list[str]:
    """What is wrong with a window that is shown and laid out."""
    return [breach for check in ALL for breach in check(window)]


def _name(widget: QWidget) -> str:
    if isinstance(widget, QComboBox | QTextEdit | QLineEdit):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def _told(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {str(words)[:40]!r}"
