"""Who was against a decision: the name and the words, or no one (domain.md 3.9: kept verbatim with the name)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.services.session_page import SessionPage
from ui.panels.session_parts import TOP
from ui.panels.session_people import PersonCombo, staff_choices
from ui.panels.session_text import GrowingText
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, at, grow, hbox, sized, vbox

Voices = list[dict[str, str]]


class AgainstField(QWidget):
    """`value()` is a list of {name, words}; "No one" while it is empty. `edited()`."""

    edited = Signal()

    def __init__(self, page: SessionPage, today: date) -> None:
        super().__init__()
        self._choices = staff_choices(page, today)
        self._subject = ""
        self._voices: list[VoiceRow] = []
        self.none = Label("No one", "body", "ink2")
        self.more = QuietButton("Somebody was against", "plus", small=True)
        self._rows = vbox(spacing=4)
        self.setLayout(vbox(self._rows, hbox(self.none, self.more, STRETCH, spacing=12), spacing=4))
        self.more.clicked.connect(self._begin)

    def value(self) -> Voices:
        """Who, and in which words."""
        return [voice.value() for voice in self._voices if any(voice.value().values())]

    def set_value(self, voices: object) -> None:
        """Show these voices; no signal."""
        for voice in self._voices:
            voice.deleteLater()
        self._voices = []
        for voice in voices if isinstance(voices, Sequence) and not isinstance(voices, str) else ():
            self._add().set_value(voice)
        self._follow()

    def set_wrong(self, wrong: bool) -> None:
        """Nothing here can be wrong."""

    def set_subject(self, subject: str) -> None:
        """What the voices are about, for the ear."""
        self._subject = subject
        self.more.setAccessibleName(f"Somebody was against {subject}")
        for number, voice in enumerate(self._voices, 1):
            voice.set_names(subject, number)

    def _begin(self) -> None:
        self._add().who.setFocus()
        self._follow()

    def _add(self) -> "VoiceRow":
        voice = VoiceRow(self._choices)
        voice.edited.connect(self.edited)
        voice.taken_out.connect(self._take_out)
        self._voices.append(voice)
        self._rows.put(voice)
        voice.set_names(self._subject, len(self._voices))
        return voice

    def _take_out(self) -> None:
        voice = self.sender()
        assert isinstance(voice, VoiceRow)
        self._voices.remove(voice)
        voice.hide()
        voice.deleteLater()
        self._follow()
        self.edited.emit()
        self.more.setFocus()

    def _follow(self) -> None:
        self.none.setVisible(not self._voices)


class VoiceRow(QWidget):
    """One who was against, and the words."""

    edited = Signal()
    taken_out = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.who = sized(PersonCombo(choices, "Who?"), max_width=160)
        self.words = GrowingText("", "In their words")
        self.remove = IconButton("x", "")
        self.setLayout(hbox(at(self.who, TOP), grow(self.words), at(self.remove, TOP), spacing=6))
        self.who.edited.connect(self.edited)
        self.words.edited.connect(self.edited)
        self.remove.clicked.connect(self.taken_out)

    def value(self) -> dict[str, str]:
        """Name (a staff id) and words."""
        return {"name": str(self.who.value() or ""), "words": self.words.value()}

    def set_value(self, voice: object) -> None:
        """Show a voice."""
        found = voice if isinstance(voice, dict) else {}
        self.who.set_value(found.get("name"))
        self.words.set_value(found.get("words"))

    def set_names(self, subject: str, number: int) -> None:
        """The spoken names."""
        self.who.setAccessibleName(f"Who was against {subject}, {number}")
        self.words.setAccessibleName(f"Words against {subject}, {number}")
        self.remove.setAccessibleName(f"Take out voice {number} against {subject}")
