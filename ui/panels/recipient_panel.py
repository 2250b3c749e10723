"""A parenting assessment: for whom, for what, what the key worker adds, and what a final one still needs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from fsworkbook.domain.completeness import Question
from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services.export_assessment import AssessmentRequest, RecipientChoice
from ui.panels.copy_choices import ForFinal
from ui.panels.family_words import count
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Card, empty
from ui.widgets.fields import ChoiceField, LabelledField, LineField
from ui.widgets.labels import second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.refusal import show_refusal
from ui.widgets.scroll import FlowLayout

AGENCY_HELP = "Name the agency, and say in a sentence what it needs this for. It stands in the export log."
ADDED_HELP = "Say in a sentence why this copy needs the paragraphs you added. It stands in the export log."
NO_READER = "Choose who it is for."
DRAFT = "This copy is a draft until the social worker has signed."
NEXT = "Next you look through every name, place, time, telephone number and school in it. No file is written before."
MOST = 6
"""Open questions that are named; the rest is counted."""

Key = tuple[RecipientKind, str | None]


class RecipientPanel(Card):
    """`look_asked(AssessmentRequest)`; `reader_chosen()`; `adding_asked()`; `question_asked(section, Question)`."""

    look_asked = Signal(object)
    reader_chosen = Signal()
    adding_asked = Signal()
    question_asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("Parenting assessment", "a Word copy for one reader")
        self._family_id = ""
        self._added: frozenset[str] = frozenset()
        self._labels: dict[Key, str] = {}
        self.readers = ChoiceField()
        self.who = LabelledField("Who it is for", self.readers)
        self.purpose_line = LineField()
        self.purpose = LabelledField("What it is for", self.purpose_line, AGENCY_HELP)
        self.adding = QuietButton("Add paragraphs", "plus", small=True)
        self.adding_words = second("")
        self.trouble = NoticeBar("plum", "circle-alert", "")
        self.look = PrimaryButton("Look through it", "search")
        self.draft = NoticeBar("neutral", "file-pen", DRAFT)
        self.missing_words = second("")
        self._missing_flow = FlowLayout(spacing=4)
        self._missing = in_widget(vbox(self.missing_words, self._missing_flow, spacing=4))
        self._adding_row = in_widget(hbox(self.adding, grow(self.adding_words), spacing=10))
        self._lay_out()
        self._connect()

    def show_choices(self, family_id: str, choices: Sequence[RecipientChoice]) -> None:
        """For whom a copy can be made; what was chosen stays, unless it is another family."""
        if family_id != self._family_id:
            self._family_id = family_id
            self.who.set_value(None)
            self.purpose.set_value("")
            self.show_addable(0)
            self.show_added(frozenset())
        self._labels = {(choice.kind, choice.person_id): choice.label for choice in choices}
        self.readers.set_choices(self._labels.items())
        self._show_purpose()

    def show_final(self, state: ForFinal) -> None:
        """What a final copy still needs, each with a way to get there."""
        empty(self._missing_flow)
        self.draft.setVisible(state.draft)
        self._missing.setVisible(state.draft and bool(state.missing))
        asked = count(len(state.missing), "question needs an answer", "questions need an answer")
        self.missing_words.setText(f"Before that, {asked}{', these first' if len(state.missing) > MOST else ''}:")
        for section, question in state.missing[:MOST]:
            button = QuietButton(question.title, small=True)
            button.setAccessibleName(f"Answer: {question.title}")
            button.clicked.connect(partial(self._ask_question, section, question))
            self._missing_flow.addWidget(button)

    def show_addable(self, number: int) -> None:
        """How many paragraphs the key worker could add for this reader; without any, nothing tells of it."""
        self._adding_row.setVisible(bool(number))
        self._show_added_words()

    def show_added(self, added: frozenset[str]) -> None:
        """Which paragraphs were added."""
        self._added = added
        self._show_added_words()
        self._show_purpose()

    def show_error(self, error: WorkbookError) -> None:
        """Say what is wrong at its field, else in place."""
        show_refusal(error, {"person_id": self.who, "purpose": self.purpose}, self.trouble, self.look)

    @property
    def reader(self) -> Key | None:
        """Who is chosen."""
        value = self.who.value()
        return value if isinstance(value, tuple) else None

    @property
    def added(self) -> frozenset[str]:
        """The paragraphs that were added."""
        return self._added

    @property
    def label(self) -> str:
        """Who is chosen, in words."""
        return self._labels.get(self.reader, "") if self.reader else ""

    @property
    def asks_purpose(self) -> bool:
        """Whether a sentence on what it is for is needed."""
        return bool(self._added) or (self.reader is not None and self.reader[0] is RecipientKind.AGENCY)

    def ask_look(self) -> None:
        """Look through what would leave."""
        self.trouble.hide()
        if self.reader is None:
            self.who.show_error(NO_READER)
            return
        kind, person_id = self.reader
        purpose = self.purpose.value() if self.asks_purpose else ""
        self.look_asked.emit(AssessmentRequest(self._family_id, kind, person_id, purpose, self._added))

    def _lay_out(self) -> None:
        sized(self.who, max_width=420)
        foot = hbox(grow(second(NEXT)), self.look, spacing=16)
        self.add(
            vbox(
                hbox(grow(self.who), STRETCH),
                self.purpose,
                self._adding_row,
                self.trouble,
                foot,
                self.draft,
                self._missing,
                spacing=12,
            )
        )
        for part in (self.purpose, self._adding_row, self.trouble, self.draft, self._missing):
            part.hide()

    def _connect(self) -> None:
        self.who.edited.connect(self._choose_reader)
        self.purpose_line.returnPressed.connect(self.ask_look)
        self.adding.clicked.connect(self.adding_asked)
        self.look.clicked.connect(self.ask_look)

    def _choose_reader(self) -> None:
        self.trouble.hide()
        self.show_addable(0)
        self.show_added(frozenset())
        self.reader_chosen.emit()

    def _show_purpose(self) -> None:
        self.purpose.setVisible(self.asks_purpose)
        self.purpose.help.setText(ADDED_HELP if self._added else AGENCY_HELP)

    def _show_added_words(self) -> None:
        number = len(self._added)
        self.adding.setText("Change what is added" if number else "Add paragraphs")
        self.adding_words.setText(f"{count(number, 'paragraph', 'paragraphs')} added." if number else "")

    def _ask_question(self, section: str, question: Question) -> None:
        self.question_asked.emit(section, question)
