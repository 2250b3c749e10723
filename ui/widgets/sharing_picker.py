"""Who reads this paragraph, in words. Wider asks who could be harmed; tighter asks nothing, at any time."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.sharing import SharingClass, is_wider
from ui.widgets.buttons import PlainButton, QuietButton
from ui.widgets.combo import Combo
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.hint import Hint
from ui.widgets.layout import STRETCH, hbox, in_widget, vbox
from ui.widgets.sharing_words import HINT, QUESTION, classes_from, sharing_words

Ask = Callable[[str], str | None]
NO_ANSWER = "Write who could be harmed, or “No one”, with your reason."


class SharingPicker(QWidget):
    """`SharingPicker("her", default, least_class)`. Signal `chosen(SharingClass)` once it holds.

    `least_class` is the widest an author may choose here; `options` replaces what follows from it. Widening opens the
    question in place, or asks `ask(question)` if given: an answer, or None to leave it. `reason` keeps the answer to
    the last widening. `person_word`: "her", "his", "their" or a name.
    """

    chosen = Signal(object)
    edited = Signal()

    def __init__(
        self,
        person_word: str = "her",
        default: SharingClass = SharingClass.PROFESSIONALS_ONLY,
        least_class: SharingClass = SharingClass.SHAREABLE,
        options: Iterable[SharingClass] | None = None,
        ask: Ask | None = None,
        subject: str = "Who reads this",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.reason = ""
        self._person_word = person_word
        self._ask = ask
        self._held = default
        self._options = tuple(options or classes_from(least_class))
        self.combo = Combo(small=True)
        self.hint = Hint(self.combo, HINT)
        self.question = LabelledField(QUESTION, LineField())
        self.widen, self.keep = PlainButton("Let them read it", small=True), QuietButton("Leave it", small=True)
        self._asking = in_widget(vbox(self.question, hbox(self.widen, self.keep, STRETCH), margins=(0, 6, 0, 0)))

        self.setLayout(vbox(hbox(self.combo, STRETCH), self._asking, spacing=0))
        self.setFocusProxy(self.combo)
        self.set_subject(subject)
        self._asking.hide()
        self._show_words()

        self.combo.edited.connect(self._choose)
        self.widen.clicked.connect(self._answer)
        self.keep.clicked.connect(self._leave)

    def value(self) -> SharingClass:
        """The class that holds."""
        return self._held

    def set_value(self, sharing_class: SharingClass) -> None:
        """Show a class; a question that was open is dropped. No signal."""
        self._held = sharing_class
        self._asking.hide()
        self._show_words()

    def set_subject(self, subject: str) -> None:
        """The spoken name."""
        self.combo.setAccessibleName(subject)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of an error."""
        self.combo.set_wrong(wrong)

    def is_asking(self) -> bool:
        """Whether the question is open."""
        return not self._asking.isHidden()

    def _show_words(self) -> None:
        shown = self._options if self._held in self._options else (self._held, *self._options)
        self.combo.set_choices((option, sharing_words(option, self._person_word)) for option in shown)
        self.combo.set_value(self._held)

    def _choose(self) -> None:
        wanted = self.combo.value()
        assert isinstance(wanted, SharingClass)
        self._asking.hide()
        if not is_wider(wanted, self._held):
            self._hold(wanted)
        elif self._ask is not None:
            self._take(self._ask(QUESTION))
        else:
            self.question.set_value("")
            self._asking.show()
            self.question.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        answer = self.question.value()
        if answer:
            self._take(answer)
        else:
            self.question.show_error(NO_ANSWER)

    def _leave(self) -> None:
        self._take(None)

    def _take(self, answer: str | None) -> None:
        self._asking.hide()
        wanted = self.combo.value()
        if answer and isinstance(wanted, SharingClass):
            self.reason = answer
            self._hold(wanted)
        else:
            self.combo.set_value(self._held)
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, sharing_class: SharingClass) -> None:
        if sharing_class != self._held:
            self._held = sharing_class
            self.chosen.emit(sharing_class)
            self.edited.emit()
