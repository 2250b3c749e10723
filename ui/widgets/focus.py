"""Where the keyboard goes when it is sent to a widget made of others.

`nextInFocusChain()` is never asked: PySide hands the widget it returns to the one it was asked of, as if that were its
parent; a screen then belongs to one of its own buttons and is collected as garbage while it is shown.
`findChildren(QWidget)` does the same with what it finds, and a viewport's `focusProxy()` with its scroll area; `parts`
does not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, overload

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)


def first_target(widget: QWidget) -> QWidget:
    """The widget itself if it takes focus, else its first part that does, in the order of the page."""
    proxy = widget.focusProxy()
    if proxy is not None:
        return proxy
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return widget
    return next((part for part in parts(widget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus), widget)


@contextmanager
def keyboard_stays(panel: QWidget) -> Iterator[None]:
    """While its parts are made anew: if the keyboard was in one of them, it goes to the first of the new ones."""
    focus = QApplication.focusWidget()
    inside = focus is not None and (focus is panel or panel.isAncestorOf(focus))
    yield
    target = first_target(panel)
    if inside and target is not panel:
        target.show()  # a layout shows it later; the keyboard comes now
        target.setFocus()


@overload
def parts(widget: QWidget) -> list[QWidget]: ...
@overload
def parts(widget: QWidget, kind: type[W]) -> list[W]: ...
def parts(widget: QWidget, kind: type[QWidget] = QWidget) -> list[Any]:
    """Every widget of that kind inside this one, each before its own parts."""
    return list(_inside(widget, kind))


def _inside(widget: QWidget, kind: type[W]) -> Iterator[W]:
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            if isinstance(child, kind):
                yield child
            yield from _inside(child, kind)
