"""A page whose parts are built when they come into view (budgets.md 2: sixty panels open as fast as five)."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from ui.theme import px
from ui.widgets.scroll import VerticalScroll

AHEAD = 240
"""Design px below and above the view in which parts are built already."""


class Part(Protocol):
    """A panel that is built late; it is a QWidget."""

    def build(self) -> None:
        """Make what is shown; a second call does nothing."""


class SeenPage(QWidget):
    """The page itself: as high as its width needs, never as high as its narrowest form would be (ui.md 6.20)."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class SeenScroll(VerticalScroll):
    """`watch(parts)`: each is built once when it first comes into view. `reveal(widget)` scrolls to one."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: list[QWidget] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._build_seen)
        self.verticalScrollBar().valueChanged.connect(self.look)

    def watch(self, parts: Sequence[QWidget]) -> None:
        """These come later, as they are seen."""
        self._waiting = list(parts)
        self._soon.start()

    def look(self, _value: int = 0) -> None:
        """Something was shown or hidden: look again."""
        self._soon.start()

    def reveal(self, widget: QWidget) -> None:
        """Bring a widget to the top third of the view; what it holds is built first, so that it stays there."""
        build = getattr(widget, "build", None)
        if build is not None:
            build()
        page = self._page
        page.adjustSize()
        layout = page.layout()
        if layout is not None:
            layout.activate()
        top = widget.mapTo(page, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(max(0, top - px(72)))
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def _build_seen(self) -> None:
        if not self.isVisible() or not self._waiting:
            return
        page, view = self._page, self.viewport().rect().adjusted(0, -px(AHEAD), 0, px(AHEAD))
        seen = [part for part in self._waiting if part.isVisible() and view.intersects(_place(part, page, self))]
        for part in seen:
            self._waiting.remove(part)
            part.build()  # type: ignore[attr-defined]
        if seen:
            self._soon.start()


def _place(part: QWidget, page: QWidget, scroll: VerticalScroll) -> QRect:
    corner = part.mapTo(page, QPoint(0, 0)) - QPoint(0, scroll.verticalScrollBar().value())
    return QRect(corner, part.size())
