"""Layouts as expressions: `vbox(title, hbox(name, STRETCH, button), 12, text, margins=16, spacing=8)`.

A part is a widget, a layout, STRETCH, an int (so many px more than the spacing), or one of these wrapped: `grow(part)`
takes what is left, `at(part, Qt.AlignmentFlag...)` is aligned, `None` is left out. Sizes are design px; they follow the
text size.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QSizePolicy, QSpacerItem, QWidget

from ui.theme import px, theme

Margins = int | tuple[int, int] | tuple[int, int, int, int]
"""All sides; across and down; or left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Room that takes what is left."""

    factor: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with its stretch and alignment."""

    part: QWidget | QLayout
    stretch: int = 0
    alignment: Qt.AlignmentFlag | None = None


STRETCH = Stretch()
Widget = TypeVar("Widget", bound=QWidget)
Part = QWidget | QLayout | Stretch | Placed | int | None


def vbox(*parts: Part, margins: Margins = 0, spacing: int = 8) -> "Box":
    """The parts from top to bottom."""
    return Box(QBoxLayout.Direction.TopToBottom, parts, margins, spacing)


def hbox(*parts: Part, margins: Margins = 0, spacing: int = 8) -> "Box":
    """The parts from left to right."""
    return Box(QBoxLayout.Direction.LeftToRight, parts, margins, spacing)


def grid(*rows: Iterable[Part], margins: Margins = 0, spacing: int = 8, grow_column: int | None = None) -> "Grid":
    """The rows, each an iterable of cells; None is an empty cell. `grow_column` takes the width that is left."""
    return Grid(rows, margins, spacing, grow_column)


def grow(part: QWidget | QLayout, factor: int = 1) -> Placed:
    """The part takes what is left."""
    return Placed(part, stretch=factor)


def at(part: QWidget | QLayout, alignment: Qt.AlignmentFlag) -> Placed:
    """The part keeps its size and stands at the top, right, centre..."""
    return Placed(part, alignment=alignment)


def in_widget(layout: QLayout) -> QWidget:
    """A plain widget around a layout, to hide, size or scroll it as one."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


class Box(QBoxLayout):
    """A row or column whose margins and gaps follow the text size."""

    def __init__(self, direction: QBoxLayout.Direction, parts: Iterable[Part], margins: Margins, spacing: int) -> None:
        super().__init__(direction)
        self._sizes = (margins, spacing)
        self._gaps: list[tuple[QSpacerItem, int]] = []
        for part in parts:
            self.put(part)
        self._measure()
        theme().resized.connect(self._measure)

    def put(self, part: Part) -> None:
        """Add one more part at the end."""
        if isinstance(part, Stretch):
            self.addStretch(part.factor)
        elif isinstance(part, Placed):
            self._put_placed(part)
        elif isinstance(part, QWidget):
            self.addWidget(part)
        elif isinstance(part, QLayout):
            self.addLayout(part)
        elif part is not None:
            gap = QSpacerItem(0, 0)
            self._gaps.append((gap, part))
            self._size_gap(gap, part)
            self.addSpacerItem(gap)

    def _put_placed(self, placed: Placed) -> None:
        if isinstance(placed.part, QWidget):
            self.addWidget(placed.part, placed.stretch)
        else:
            self.addLayout(placed.part, placed.stretch)
        if placed.alignment is not None:
            item = self.itemAt(self.count() - 1)
            assert item is not None
            item.setAlignment(placed.alignment)

    def _measure(self) -> None:
        margins, spacing = self._sizes
        self.setContentsMargins(*_four(margins))
        self.setSpacing(px(spacing))
        for gap, size in self._gaps:
            self._size_gap(gap, size)
        self.invalidate()

    def _size_gap(self, gap: QSpacerItem, size: int) -> None:
        down = self.direction() == QBoxLayout.Direction.TopToBottom
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        if down:
            gap.changeSize(0, px(size), free, fixed)
        else:
            gap.changeSize(px(size), 0, fixed, free)


class Grid(QGridLayout):
    """Cells in rows and columns whose margins and gaps follow the text size."""

    def __init__(self, rows: Iterable[Iterable[Part]], margins: Margins, spacing: int, grow_column: int | None) -> None:
        super().__init__()
        self._sizes = (margins, spacing)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._put(cell, row, column)
        if grow_column is not None:
            self.setColumnStretch(grow_column, 1)
        self._measure()
        theme().resized.connect(self._measure)

    def _put(self, cell: Part, row: int, column: int) -> None:
        alignment = Qt.AlignmentFlag(0)
        if isinstance(cell, Placed):
            alignment = cell.alignment or alignment
            cell = cell.part
        if isinstance(cell, QWidget):
            self.addWidget(cell, row, column, alignment)
        elif isinstance(cell, QLayout):
            self.addLayout(cell, row, column, alignment)
        elif cell is not None:
            raise TypeError(f"a cell is a widget, a layout or None, not {cell!r}")

    def _measure(self) -> None:
        margins, spacing = self._sizes
        self.setContentsMargins(*_four(margins))
        self.setSpacing(px(spacing))
        self.invalidate()


class _Sizes(QObject):
    """Keeps a widget's fixed and least sizes in step with the text size."""

    def __init__(self, widget: QWidget, wanted: dict[str, int]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wanted = wanted
        self._measure()
        theme().resized.connect(self._measure)

    def _measure(self) -> None:
        for name, size in self._wanted.items():
            getattr(self._widget, name)(px(size))


def sized(
    widget: Widget,
    *,
    width: int | None = None,
    height: int | None = None,
    min_width: int | None = None,
    max_width: int | None = None,
    min_height: int | None = None,
) -> Widget:
    """The widget with sizes in design px that follow the text size."""
    wanted = {
        "setFixedWidth": width,
        "setFixedHeight": height,
        "setMinimumWidth": min_width,
        "setMaximumWidth": max_width,
        "setMinimumHeight": min_height,
    }
    _Sizes(widget, {name: size for name, size in wanted.items() if size is not None})
    return widget


def _four(margins: Margins) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in screen px."""
    if isinstance(margins, int):
        margins = (margins, margins, margins, margins)
    elif len(margins) == 2:
        margins = (*margins, *margins)
    left, top, right, bottom = (px(size) for size in margins)
    return left, top, right, bottom
