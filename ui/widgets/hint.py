"""A few words that float under a field while it has the keyboard or the pointer; they never take either."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import px, tokens
from ui.widgets import paint
from ui.widgets.labels import Label
from ui.widgets.layout import vbox

WIDTH = 400


class Hint(QWidget):
    """`Hint(field, text)` watches the field. Its text is the field's spoken description as well."""

    def __init__(self, field: QWidget, text: str) -> None:
        super().__init__(field)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = Label(text, "small", wrap=True)
        self.setLayout(vbox(self.label, margins=(10, 6)))
        self.hide()
        field.setAccessibleDescription(text)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter):
                self._show()
            elif event.type() == QEvent.Type.Hide or (
                event.type() in (QEvent.Type.FocusOut, QEvent.Type.Leave) and not self._is_wanted(event)
            ):
                self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), px(tokens().radius["control"]), "surface", "ctl")

    def _is_wanted(self, event: QEvent) -> bool:
        left = event.type() == QEvent.Type.Leave
        return self._field.hasFocus() if left else self._field.underMouse()

    def _show(self) -> None:
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        width = min(px(WIDTH), window.width() - px(16))
        height = self.label.heightForWidth(width - px(20)) + px(12)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + px(6)))
        if corner.y() + height > window.height():
            corner.setY(self._field.mapTo(window, QPoint(0, 0)).y() - height - px(4))
        corner.setX(max(px(8), min(corner.x(), window.width() - width - px(8))))
        self.setGeometry(corner.x(), max(0, corner.y()), width, height)
        self.show()
        self.raise_()
