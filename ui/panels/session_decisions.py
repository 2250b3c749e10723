"""Decisions and why, what else was considered, and what happens next (domain.md 3.7, 3.9)."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.workbook import Json
from ui.panels.session_against import AgainstField
from ui.panels.session_cells import Value
from ui.panels.session_part import CardPart
from ui.panels.session_parts import TOP, Bound, captioned, text_part, words_part
from ui.panels.session_rows import RowsPart
from ui.panels.session_words import full_name
from ui.panels.session_writing import SessionWriting
from ui.widgets.buttons import IconButton
from ui.widgets.card import Frame
from ui.widgets.choice_row import SegmentedChoice
from ui.widgets.combo import Combo
from ui.widgets.focus import parts
from ui.widgets.labels import Label, second
from ui.widgets.layout import Box, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.tab_order import comes_last

HINTS = {"CHANGE_CONTACT": "By agreement, order, bail or protection order: which?"}


class ThresholdPart(CardPart):
    """Were steps up or down considered? One line for the family (domain.md 3.7)."""

    number = 8
    items = ("threshold",)

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__(writing, "What else was considered", "for the family")
        self._questions = catalogue.options["threshold_question"]
        self._answers = [(option.code, option.label) for option in catalogue.options["threshold_answer"]]

    def fill(self) -> None:
        for option in self._questions:
            question = Label(option.label, "body", wrap=True)
            short = option.label.removeprefix("Was ").removeprefix("a ").removesuffix(" considered?")
            decided = text_part(self.writing, "threshold", option.code, f"What the team decided, {short}",
                                "What did the team decide?", part="decided", quiet=True)  # fmt: skip
            if self.writing.writes:
                answer: QWidget = SegmentedChoice(self._answers, short)
                Bound(self.writing, answer, "threshold", option.code, "answer")  # type: ignore[arg-type]
            else:
                answer = words_part(self.writing, "threshold", option.code, self._words)
            top = hbox(grow(question), at(answer, TOP), spacing=12)
            self.row(in_widget(vbox(top, decided, margins=(0, 6), spacing=2)))

    def place_of(self, item: str, subject: str) -> QWidget | None:
        """The first question without an answer: what the team decided is written by who wants to."""
        self.build()
        answers = [field for field in parts(self) if str(field.property("cellPlace") or "").endswith("|answer")]
        empty = [field for field in answers if not field.value()]  # type: ignore[attr-defined]
        return next(iter(empty or answers), None) if not subject else super().place_of(item, subject)

    def _words(self, value: Value) -> str:
        return dict(self._answers).get(str(value.get("answer") or ""), "")


class DecisionsPart(RowsPart):
    """Item 8: a card for each decision."""

    number = 8
    items = ("decision", "plan")
    item = "decision"
    gap = 10

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__(writing, "Decisions", "each with its why", "Add a decision")
        self._catalogue = catalogue

    def arrange(self, rows: Box) -> None:
        plan = text_part(self.writing, "plan", "", "What happens next", "What happens next?", quiet=True)
        self._plan = Frame(vbox(captioned("What happens next", plan, 126), margins=(16, 6)))
        self.body.put(rows)
        self.body.put(self._plan)

    def make_row(self, subject: str) -> "DecisionCard":
        return DecisionCard(self.writing, self._catalogue, subject)

    def new_parts(self) -> dict[str, Json]:
        return {"by": self.writing.page.session.deputy_id or self.writing.page.session.chair_id}

    def show_around(self) -> None:
        self._plan.setVisible(self.writing.writes or bool(self.writing.text("plan")))


class DecisionCard(Frame):
    """One decision: text, kind, why, considered, who was against. `taken_out(subject)`."""

    taken_out = Signal(str)

    def __init__(self, writing: SessionWriting, catalogue: Catalogue, subject: str) -> None:
        self._writing, self._catalogue, self._subject = writing, catalogue, subject
        self.number = sized(Label("", "body", "ink2", weight="semibold"), width=16)
        self.text = text_part(writing, "decision", subject, "", "What was decided?", quiet=True, weight="semibold")
        self.why = text_part(writing, "decision", subject, "", "Because…", part="why", quiet=True)
        self.considered = text_part(
            writing, "decision", subject, "", "What else was possible?", part="considered", quiet=True
        )
        self.against = AgainstField(writing.page, writing.app.ctx.today) if writing.writes else None
        rows = [captioned("Why", self.why), captioned("Considered", self.considered)]
        if self.against is not None:
            Bound(writing, self.against, "decision", subject, "against")
            rows.append(captioned("Against", self.against))
            rows.append(captioned("Kind", in_widget(hbox(self._kind(), grow(self._hint_label()), spacing=10))))
        else:
            rows.append(captioned("Against", words_part(writing, "decision", subject, self._against_words)))
        head = hbox(
            at(vbox(7, self.number, spacing=0) if writing.writes else self.number, TOP), grow(self.text), spacing=6
        )
        self.remove: IconButton | None = None
        if writing.writes:
            self.remove = IconButton("x", "")
            self.remove.clicked.connect(self._take_out)
            head.put(at(self.remove, TOP))
        else:
            head.put(at(words_part(writing, "decision", subject, self._kind_words), TOP))
        inner = vbox(*rows, margins=(22, 0, 4, 0), spacing=3)
        super().__init__(vbox(head, inner, margins=(12, 8), spacing=3))
        if self.remove is not None and self.against is not None:
            comes_last(self.remove)
            self._show_hint()

    def begin(self) -> None:
        """The keyboard into its text."""
        self.text.setFocus()

    def set_number(self, number: int) -> None:
        """Its place in the list, in every name that is spoken."""
        self.number.setText(str(number))
        names = {self.text: "Decision", self.why: "Why, decision", self.considered: "Considered, decision"}
        for field, name in names.items():
            field.setAccessibleName(f"{name} {number}")
        if self.remove is not None and self.against is not None:
            self.kind.setAccessibleName(f"Kind of decision {number}")
            self.remove.setAccessibleName(f"Remove decision {number}")
            self.against.set_subject(f"decision {number}")

    def _kind(self) -> Combo:
        choices = [(option.code, option.label) for option in self._catalogue.options["decision_type"]]
        self.kind = Combo(choices, "Which kind?", small=True)
        Bound(self._writing, self.kind, "decision", self._subject, "type")
        self.kind.edited.connect(self._show_hint)
        return self.kind

    def _hint_label(self) -> Label:
        self.hint = second("")
        return self.hint

    def _show_hint(self) -> None:
        words = HINTS.get(str(self.kind.value() or ""), "")
        self.hint.setText(words)

    def _take_out(self) -> None:
        self.taken_out.emit(self._subject)

    def _kind_words(self, value: Value) -> str:
        return self._catalogue.label("decision_type", str(value["type"])) if value.get("type") else ""

    def _against_words(self, value: Value) -> str:
        voices = value.get("against")
        lines = (
            [_voice(self._writing, voice) for voice in voices if isinstance(voice, Mapping)]
            if isinstance(voices, list)
            else []
        )
        return "\n".join(lines) or "No one"


def _voice(writing: SessionWriting, voice: Mapping[str, Json]) -> str:
    return f"{full_name(writing.page, voice.get('name'))}: “{voice.get('words') or ''}”"
