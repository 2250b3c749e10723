"""Where the keyboard goes when it is sent to a widget made of others."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def first_target(widget: QWidget) -> QWidget:
    """The widget itself if it takes focus, else its first part that does, in the order of the page."""
    proxy = widget.focusProxy()
    if proxy is not None:
        return proxy
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return widget
    candidate = widget.nextInFocusChain()
    while candidate is not None and candidate is not widget:
        if widget.isAncestorOf(candidate) and candidate.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return candidate
        candidate = candidate.nextInFocusChain()
    return widget
