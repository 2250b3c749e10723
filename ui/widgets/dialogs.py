"""Questions that stop the work for a moment, in the design's look; and the one port through which screens ask them.

A screen gets a `Dialogs` and never builds a dialog for a plain question, so that tests answer with `PreparedAnswers`
(`prepared_answers.py`) and no screen.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QSizePolicy, QWidget

from ui.theme import px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import Button, PlainButton, PrimaryButton
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.labels import Label, heading2
from ui.widgets.layout import STRETCH, grow, hbox, vbox
from ui.widgets.tab_order import move


class WorkbookDialog(QDialog):
    """Title, sentences, a body if any, buttons. Modal to its window; the keyboard starts on the safe button.

    `buttons` are (key, words) from left to right; `primary` names the one drawn in blue, `safe` the one that Esc and
    closing mean. After `exec()` the key that was pressed is in `answer`. Override `may_finish(key)` to keep it open.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentences: Sequence[str] = (),
        buttons: Sequence[tuple[str, str]] = (("close", "Close"),),
        safe: str = "",
        primary: str = "",
        body: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.safe = safe or buttons[0][0]
        self.answer = self.safe
        self.setWindowTitle("FS Workbook")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.title = heading2(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(sentences))
        self.buttons = {key: self._button(key, words, primary) for key, words in buttons}
        texts = [Label(sentence, "body", "ink2", wrap=True) for sentence in sentences]
        foot = hbox(STRETCH, *self.buttons.values(), spacing=8)
        inner = None if body is None else grow(body)  # what room is left over is the body's
        self.setLayout(vbox(self.title, *texts, inner, 8, foot, margins=24, spacing=10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._measure()
        theme().resized.connect(self._measure)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move(self, forward)

    def may_finish(self, key: str) -> bool:
        """Whether the dialog may close with this answer; a subclass shows an error and says no."""
        return True

    def press(self, key: str) -> None:
        """Answer with a button's key."""
        if self.may_finish(key):
            self.answer = key
            if key == self.safe:
                self.reject()
            else:
                self.accept()

    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the safe button, unless a subclass has a field to fill in."""
        return self.buttons[self.safe]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        paint.box(painter, self.rect(), 0, None, "ctl")

    def _button(self, key: str, words: str, primary: str) -> Button:
        button = PrimaryButton(words) if key == primary else PlainButton(words)
        button.setProperty("answer", key)
        button.setAutoDefault(True)
        button.clicked.connect(self._pressed)
        return button

    def _pressed(self) -> None:
        self.press(str(self.sender().property("answer")))

    def _measure(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """As wide as the design says, as high as the words need at that width."""
        holder = self.parentWidget()
        room = holder.window().width() if holder is not None else px(tokens().layout["dialog"])
        width = max(self.minimumSizeHint().width(), min(px(tokens().layout["dialog"]), room - px(32)))
        layout = self.layout()
        if layout is not None:
            self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))


class ReasonDialog(WorkbookDialog):
    """Asks for one line of words before an act; the act's button needs them."""

    def __init__(
        self, parent: QWidget | None, title: str, sentences: Sequence[str], label: str, act: str, missing: str
    ) -> None:
        self.field = LabelledField(label, LineField())
        self._missing = missing
        buttons = (("no", "Not now"), ("yes", act))
        super().__init__(parent, title, sentences, buttons, safe="no", primary="yes", body=self.field)
        self.buttons["yes"].setDefault(True)  # Enter in the field is the act; else Qt takes the first button, Not now

    def may_finish(self, key: str) -> bool:
        if key == "yes" and not self.field.value():
            self.field.show_error(self._missing)
            self._fit()
            return False
        return True

    def first_focus(self) -> QWidget:
        return self.field.field


class Dialogs:
    """The port: every question a screen may ask. This one asks on the screen."""

    def confirm(self, parent: QWidget, title: str, sentences: Sequence[str], act: str, leave: str = "Not now") -> bool:
        """Whether to do `act`, the verb of the button that was pressed; the keyboard starts on `leave`."""
        dialog = WorkbookDialog(parent, title, sentences, (("no", leave), ("yes", act)), safe="no", primary="yes")
        return self._ask(dialog) == "yes"

    def choose(
        self, parent: QWidget, title: str, sentences: Sequence[str], choices: Sequence[tuple[str, str]], safe: str
    ) -> str:
        """One of several buttons, by key; `safe` when it was closed."""
        return self._ask(WorkbookDialog(parent, title, sentences, choices, safe=safe))

    def reason(
        self,
        parent: QWidget,
        title: str,
        sentences: Sequence[str],
        label: str,
        act: str,
        missing: str = "Write the reason: it stands in the record.",
    ) -> str | None:
        """One line of words for an act, or None when it was left."""
        dialog = ReasonDialog(parent, title, sentences, label, act, missing)
        return dialog.field.value() if self._ask(dialog) == "yes" else None

    def tell(self, parent: QWidget, title: str, sentences: Sequence[str]) -> None:
        """Something to know before going on."""
        self._ask(WorkbookDialog(parent, title, sentences))

    def save_path(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        """Where to write a file; `kinds` as "Word document (*.docx)"."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), kinds)
        return Path(chosen) if chosen else None

    def open_path(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        """A file to open, or None."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        """A folder to write into, or None."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(chosen) if chosen else None

    def _ask(self, dialog: WorkbookDialog) -> str:
        dialog.exec()
        dialog.deleteLater()
        return dialog.answer
