"""Where Tab goes: through a window as one reads it, by its layouts (accessibility.md 5; WCAG 2.4.3).

Qt keeps a chain in the order in which widgets were made; ours are made when they come into view, and a card that is
added in the middle would stand at the end. So the chain is not asked: the next control is looked for from where the
keyboard is.
"""

import sys
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLayout,
    QLineEdit,
    QWidget,
)

WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit)
"""Qt's own widgets that take the keyboard for their parts."""

LOOSE = (sys.maxsize,)
COMES_LAST = "tabComesLast"


def move(window: QWidget, forward: bool) -> bool:
    """What a window's `focusNextPrevChild` does; False where nothing in it takes the keyboard."""
    found = next_stop(window, forward)
    if found is None:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def comes_last(*controls: QWidget) -> None:
    """Tab comes to these after all that stands beside them: a cross that removes a row, say."""
    for control in controls:
        control.setProperty(COMES_LAST, True)


def next_stop(window: QWidget, forward: bool) -> QWidget | None:
    """The control after the one that has the keyboard, or before it; after the last comes the first."""
    here = QApplication.focusWidget()
    if here is None or not window.isAncestorOf(here):
        return _first_in(window, forward)
    found = _first_in(here, forward) if forward else None
    for around in _around(here, window):
        if found is not None:
            return found
        found = _beside(around, here, forward)
        if found is None and not forward and around is not window and _is_stop(around):
            found = around
        here = around
    return found or _first_in(window, forward)


def _around(widget: QWidget, window: QWidget) -> Iterator[QWidget]:
    """What holds the widget, from the nearest to the window."""
    holder = widget.parentWidget()
    while holder is not None:
        yield holder
        holder = holder.parentWidget() if holder is not window else None


def _beside(around: QWidget, here: QWidget, forward: bool) -> QWidget | None:
    parts = _as_read(around, forward)
    for part in parts:
        if part is here:
            break
    return _first_of(parts, forward)


def _first_in(widget: QWidget, forward: bool) -> QWidget | None:
    return None if isinstance(widget, WHOLE) else _first_of(iter(_as_read(widget, forward)), forward)


def _first_of(parts: Iterator[QWidget], forward: bool) -> QWidget | None:
    for part in parts:
        if part.isWindow() or not part.isVisible() or not part.isEnabled():
            continue
        inside = None if forward and _is_stop(part) else _first_in(part, forward)
        if inside is not None or _is_stop(part):
            return inside or part
    return None


def _is_stop(widget: QWidget) -> bool:
    """A viewport is none, and is not asked for its proxy: see `ui.widgets.focus`."""
    if isinstance(widget.parentWidget(), QAbstractScrollArea):
        return False
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def _as_read(widget: QWidget, forward: bool) -> Iterator[QWidget]:
    """The direct parts: those of the layout in its order, then what stands in none or wants to come last."""
    children = [child for child in widget.children() if isinstance(child, QWidget)]
    layout = widget.layout()
    places = dict(_places(layout, children)) if layout is not None else {}
    children.sort(key=lambda child: (bool(child.property(COMES_LAST)), places.get(child, LOOSE)))
    return iter(children) if forward else reversed(children)


def _places(layout: QLayout, children: list[QWidget]) -> Iterator[tuple[QWidget, tuple[int, ...]]]:
    """Where each child stands: its index, after those of the layouts around it.

    The layout is never asked for its items: PySide would hand the widgets it returns over to it.
    """
    for child in children:
        index = layout.indexOf(child)
        if index >= 0:
            yield child, (index,)
    for inner in layout.children():
        if isinstance(inner, QLayout):
            index = layout.indexOf(inner)
            for child, place in _places(inner, children):
                yield child, (index, *place)
