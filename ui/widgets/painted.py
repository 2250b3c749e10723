"""What is read and not clicked: a label that paints itself. Its words are its text, so every screen reader has them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import theme


class Painted(QLabel):
    """A picture with words. Subclasses give `sizeHint` from font metrics and `paintEvent`."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.say(words)
        theme().resized.connect(self.updateGeometry)

    def say(self, words: str) -> None:
        """The words that stand for the picture: what is read aloud."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self):
        return self.sizeHint()
