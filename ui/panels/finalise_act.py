"""Finalising a text, in place: what the author has to answer first stands under the text, never in a box over it.

R8 asks about another family's name; a wider class asks who could be harmed; a quoted version wants its reason; a newer
version by somebody else is shown beside one's own, both kept. Whatever happens, the text stays as a draft until it is
finalised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import Stale, WorkbookError
from fsworkbook.domain.people import Person
from fsworkbook.domain.workbook import EntryKey, Version
from fsworkbook.services import entries
from fsworkbook.services.text_rules import NeedsAnswer
from ui.app import App
from ui.panels.field_views import AnswerView
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Frame, empty
from ui.widgets.fields import LabelledField, LineField
from ui.widgets.labels import Label, strong
from ui.widgets.layout import STRETCH, hbox, vbox
from ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from fsworkbook.context import Context


@dataclass(frozen=True, slots=True)
class Finalising:
    """One attempt: the entry, whose draft is in the file, and what was answered on the way."""

    key: EntryKey
    reason: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    having_read: int | None = None


class FinaliseAct(Frame):
    """Hidden until something has to be answered. Signals: `finalised(version)`; `stopped()`: the author goes on."""

    finalised = Signal(object)
    stopped = Signal()

    def __init__(self, app: App, people: Mapping[str, Person], words: str, parent: QWidget | None = None) -> None:
        self._parts = vbox(spacing=8)
        super().__init__(vbox(self._parts, margins=(14, 12)), "alert_tint", "alert_line", "panel", parent)
        self._app = app
        self._people = people
        self._words = words
        self._trying: Finalising | None = None
        self._answers: dict[str, LabelledField] = {}
        self.hide()

    def start(self, key: EntryKey, answers: Mapping[str, str]) -> None:
        """Finalise the draft of this entry; `answers` are those given while writing."""
        self._try(Finalising(key, answers=answers))

    def _try(self, trying: Finalising) -> None:
        self._trying = trying
        self._app.run(self, partial(finalise, trying), self._done, failed=self._ask, once=self)

    def _done(self, version: Version) -> None:
        self.hide()
        self._app.saves.say()
        self.finalised.emit(version)

    def _ask(self, error: WorkbookError) -> None:
        assert self._trying is not None
        empty(self._parts)
        self._answers = {}
        if isinstance(error, NeedsAnswer):
            for question in error.questions:
                self._add_field(question.code, question.sentence, "Your answer")
        elif isinstance(error, Stale):
            self._app.run(self, partial(entries_newest, self._trying.key), partial(self._show_newer, error.message))
            return
        elif error.field == "reason":
            self._add_field("reason", error.message, "Why the text changes")
        else:
            self._parts.put(NoticeBar("plum", "circle-alert", error.message))
        self._show_buttons(f"{self._words} with this" if self._answers else "")

    def _add_field(self, code: str, sentence: str, label: str) -> None:
        self._parts.put(Label(sentence, "body", weight="medium", wrap=True))
        line = LineField()
        answer = LabelledField(label, line)
        line.setAccessibleName(f"{label}: {sentence}")
        line.returnPressed.connect(self._again)
        self._answers[code] = answer
        self._parts.put(answer)

    def _show_newer(self, sentence: str, newer: Version | None) -> None:
        assert self._trying is not None
        self._parts.put(Label(sentence, "body", weight="medium", wrap=True))
        if newer is not None:
            self._parts.put(strong("The newer version"))
            self._parts.put(AnswerView(None, newer.content, self._people, self._app.ctx.today))
            self._trying = replace(self._trying, having_read=newer.number)
        self._show_buttons("I have read it, finalise mine as the next")

    def _show_buttons(self, words: str) -> None:
        go_on = QuietButton("Not yet" if words else "Go on writing", small=True)
        go_on.clicked.connect(self._stop)
        again = PrimaryButton(words, small=True)
        again.clicked.connect(self._again)
        if not words:
            again.hide()
        self._parts.put(hbox(STRETCH, go_on, again))
        self.show()
        first = next(iter(self._answers.values()), None)
        (first.field if first else again if words else go_on).setFocus()

    def _again(self) -> None:
        assert self._trying is not None
        for answer in self._answers.values():
            if not answer.value():
                answer.show_error("Answer in a few words, then finalise.")
                return
        given = {code: answer.value() for code, answer in self._answers.items()}
        reason = given.pop("reason", self._trying.reason)
        self._try(replace(self._trying, reason=reason, answers={**self._trying.answers, **given}))

    def _stop(self) -> None:
        self.hide()
        self.stopped.emit()


def finalise(trying: Finalising, ctx: "Context") -> Version:
    """The job."""
    return entries.finalise(
        ctx, trying.key, reason=trying.reason, answers=trying.answers, having_read=trying.having_read
    )


def entries_newest(key: EntryKey, ctx: "Context") -> Version | None:
    """The job: the newest version that this author may read."""
    found = entries.versions(ctx, key)
    return found[0] if found else None
