"""The regions of a window, for F6: where the keyboard goes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.focus import parts


def next_region(regions: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Put the keyboard into the next region (`step` 1) or the one before (-1), round and round."""
    reachable = [region for region in regions if region.isVisible() and first_stop(region) is not None]
    if not reachable:
        return
    here = [number for number, region in enumerate(reachable) if focus and _holds(region, focus)]
    there = (here[-1] + step) % len(reachable) if here else (0 if step > 0 else -1)
    stop = first_stop(reachable[there])
    assert stop is not None
    stop.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(region: QWidget, focus: QWidget) -> bool:
    return region is focus or region.isAncestorOf(focus)


def first_stop(region: QWidget) -> QWidget | None:
    """The first widget in a region that Tab reaches, in the order of the page."""
    if is_stop(region):
        return region
    return next((part for part in parts(region) if is_stop(part)), None)


def is_stop(widget: QWidget) -> bool:
    """Whether Tab stops here."""
    reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(reached) and widget.isVisible() and widget.isEnabled()
