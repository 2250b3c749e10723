"""Words on a page: headings, body, quiet second lines, and reading text that wraps at 148 % line height.

A wrapped label draws its own lines: what it asks for is what it needs, so no last line is ever cut (ui.md 6.8).
"""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import font, px, set_role, theme, tokens

WIDEST_HINT = 480
NARROWEST = 96


class Label(QLabel):
    """Plain text in a type role and a colour role. With `wrap` it takes the height its width needs.

    `lead` are first words in 600, before the text: "Summaries close at 17:00." (only with `wrap`).
    """

    def __init__(
        self,
        text: str = "",
        type_role: str = "body",
        colour_role: str = "ink",
        weight: str = "",
        wrap: bool = False,
        lead: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._type_role = type_role
        self._weight = weight
        self._lead = 0
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_words(text, lead)
        set_role(self, colour_role)
        if wrap:
            self._wrap()
        self._measure()
        theme().resized.connect(self._measure)

    def set_words(self, text: str, lead: str = "") -> None:
        """Other words, with a stronger beginning if there is one."""
        self._lead = len(lead)
        self.setText(f"{lead} {text}".strip() if lead else text)

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def set_colour(self, colour_role: str) -> None:
        """Write it in another colour role, such as "alert"."""
        set_role(self, colour_role)

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        width = min(width, self.maximumWidth())  # a layout asks with all its room, and gives no more than the most
        room = width - margins.left() - margins.right()
        if room not in self._heights:  # a layout asks for the same width again and again
            self._heights[room] = self._lay_out(room)[1]
        return self._heights[room] + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        natural = max((self._width_of(line) for line in self.text().split("\n")), default=0)
        width = max(px(NARROWEST) // 2, min(natural + 1, px(WIDEST_HINT), self.maximumWidth()))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        longest = max((self._width_of(word) for word in self.text().split()), default=0)
        return QSize(min(longest + 1, px(NARROWEST) * 2), QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = self.contentsRect()
        layouts, height = self._lay_out(area.width())
        top = area.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += max(0, area.height() - height) // 2
        for layout in layouts:
            layout.draw(painter, QPointF(area.left(), top))

    def _wrap(self) -> None:
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _measure(self) -> None:
        self._heights.clear()
        self.setFont(font(self._type_role, self._weight))
        if self.wordWrap() and self._type_role == "reading":
            self.setMaximumWidth(px(tokens().reading_measure))
        self.updateGeometry()

    def _width_of(self, text: str) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(text)

    def _line_height(self) -> int:
        return round(QFontMetrics(self.font()).height() * tokens().type[self._type_role].line_percent / 100)

    def _lay_out(self, width: int) -> tuple[list[QTextLayout], int]:
        """The lines at a width, placed from the top, and how high they are together: no empty room at either end."""
        height = self._line_height()
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layouts: list[QTextLayout] = []
        lines = 0
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            if self._lead and not layouts:
                layout.setFormats([self._strong_beginning()])
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                line.setPosition(QPointF(0, lines * height))
                lines += 1
            layout.endLayout()
            layouts.append(layout)
        return layouts, (lines - 1) * height + QFontMetrics(self.font()).height()

    def _strong_beginning(self) -> QTextLayout.FormatRange:
        beginning = QTextLayout.FormatRange()
        beginning.start = 0
        beginning.length = self._lead
        beginning.format = QTextCharFormat()
        beginning.format.setFontWeight(QFont.Weight.DemiBold)
        return beginning


class ElidedLabel(Label):
    """One line that may get less room than it needs: dots say so, and the tooltip has it all."""

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), px(NARROWEST)), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._width_of(self.text()) > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, words)


def heading1(text: str = "") -> Label:
    """26 px, one per screen."""
    return Label(text, "heading1", wrap=True)


def heading2(text: str = "") -> Label:
    """20 px: family name, module title, month."""
    return Label(text, "heading2", wrap=True)


def heading3(text: str = "") -> Label:
    """16 px: card and section titles, times."""
    return Label(text, "heading3")


def body(text: str = "", wrap: bool = True) -> Label:
    """14 px, for what is said on the page."""
    return Label(text, "body", wrap=wrap)


def strong(text: str = "", wrap: bool = False) -> Label:
    """14 px, 500: a row's title."""
    return Label(text, "body", weight="medium", wrap=wrap)


def second(text: str = "", wrap: bool = True) -> Label:
    """13 px in quiet ink: the line under a title."""
    return Label(text, "small", "ink2", wrap=wrap)


def caption(text: str = "", wrap: bool = False) -> Label:
    """12 px in quiet ink: dates, counts."""
    return Label(text, "caption", "ink2", wrap=wrap)


def group(text: str = "") -> Label:
    """13 px, 600, quiet ink: the name of a group of rows."""
    return Label(text, "small", "ink2", weight="semibold", wrap=True)


def alert(text: str = "", wrap: bool = True) -> Label:
    """13 px in plum: what is overdue, missing or wrong."""
    return Label(text, "small", "alert", wrap=wrap)


def reading(text: str = "") -> Label:
    """15 px at 148 %, no wider than 760 px: texts of the workbook without styles (with styles: RichTextView)."""
    return Label(text, "reading", wrap=True)
