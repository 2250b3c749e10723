"""One question of a section for the persons it is about: what is asked and why, what stands, and writing in place.

Built when it comes into view, the editor when somebody writes (budgets.md 2).
"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import FieldKind
from fsworkbook.domain.workbook import Content, Draft, Version
from fsworkbook.services import entries
from fsworkbook.services.sections import Question
from ui.panels.entry_setting import Setting
from ui.panels.family_words import day, her
from ui.panels.field_editors import Asked
from ui.panels.field_views import AnswerView
from ui.panels.question_editor import QuestionEditor
from ui.panels.text_editor import TextRules
from ui.panels.write_place import WritePlace
from ui.panels.writing_panel import WritingPanel, begin
from ui.theme import px
from ui.widgets.buttons import QuietButton
from ui.widgets.card import empty
from ui.widgets.chips import Chip
from ui.widgets.focus import keyboard_stays
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, caption, group, second, strong
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, vbox

TOP = Qt.AlignmentFlag.AlignTop
UNSEEN = 130
"""The height of a question that nobody has seen yet, design px."""

WORDS = frozenset({FieldKind.RICH, FieldKind.LINE})
"""Kinds with a text to write; others are answered at once, without opening an editor first."""


class QuestionPanel(QWidget):
    """Signals: `finalised(version)`; `began()`; `versions_asked(panel)`. `draft_changed()`: one came or went."""

    finalised = Signal(object)
    began = Signal(object)
    versions_asked = Signal(object)
    draft_changed = Signal()

    def __init__(self, setting: Setting, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self.question = question
        self.writing: WritingPanel | None = None
        self._built = False
        self._why_words = second(question.field.why)
        self._body = vbox(spacing=8)
        self.setMinimumHeight(px(UNSEEN))
        self.setAccessibleName(question.title)

    @property
    def name(self) -> str:
        """What the question is called, for the ear and for the versions."""
        return self.question.title

    def build(self) -> None:
        """Make the text: called when the panel comes into view."""
        if not self._built:
            self._built = True
            self.setMinimumHeight(0)
            self.setLayout(vbox(self._head(), self._why_words, self._body, spacing=6, margins=(0, 0, 0, 10)))
            self._why_words.hide()
            self._fill()

    def show_question(self, question: Question) -> None:
        """What stands now; an editor in use is left as it is, unless its words were just finalised from elsewhere."""
        newer = question.version is not None and question.version != self.question.version
        if self.writing is not None and newer and question.draft is None and not self.writing.saver.touched:
            self.writing = None
        self.question = question
        if self._built and self.writing is None:
            self._fill()

    def write(self, first_letters: str = "") -> None:
        """Open the editor in place with the draft, or the last version, or nothing."""
        self.build()
        if self.writing is None and self.question.may_write:
            self._open_editor()
            self.began.emit(self)
        if self.writing is not None:
            self.writing.editor.give_focus()
            if first_letters and isinstance(self.writing.editor, QuestionEditor):
                self.writing.editor.type_in(first_letters)

    def flush(self) -> None:
        """Save what is in hand."""
        if self.writing is not None:
            self.writing.flush()

    def _head(self) -> QWidget:
        field = self.question.field
        prompt = Label(prompt_words(self.question), "reading", weight="medium", wrap=True)
        why = self._button("Why we ask", self._toggle_why) if field.why else None
        glyph = Glyph("message-square-quote", 18, "accent")
        row = hbox(at(glyph, TOP), grow(prompt), at(why, TOP) if why else None, spacing=10)
        return in_widget(vbox(group(self.question.title), row, spacing=4))

    def _fill(self) -> None:
        with keyboard_stays(self):
            self._make_body()

    def _make_body(self) -> None:
        empty(self._body)
        question = self.question
        if question.trace is not None:
            name = self._setting.given(question.trace.author_id)
            also = f"{name} is also writing here. You can both type; nothing is lost."
            alone = f"{name} is writing. You will see the text when {name} finalises it."
            self._body.put(second(also if question.may_write else alone))
        if question.draft is not None:
            self._body.put(self._state(None))
            self._body.put(self._view(question.draft.content))
        elif question.version is not None:
            self._body.put(self._state(question.version))
            self._body.put(self._view(question.version.content))
        elif question.field.kind is FieldKind.CHRONOLOGY:
            self._body.put(second("Significant events stand in the tab Chronology."))
            return
        if question.may_write:
            self._put_controls()
        elif question.version is None:
            self._body.put(second("Not answered yet."))

    def _view(self, content: Content) -> QWidget:
        return AnswerView(self.question.field, content, self._setting.people, self._setting.today)

    def _state(self, version: Version | None) -> QWidget:
        setting, draft = self._setting, self.question.draft
        if version is None:
            assert draft is not None
            mark = Chip("Draft, only you can read it", icon="pen-line", bare=True)
            return in_widget(
                hbox(strong("Your draft"), STRETCH, mark, caption(setting.draft_moment(draft)), spacing=10)
            )
        mark = Chip(setting.finalised_words(version), icon="circle-check", bare=True)
        author = second(setting.author(version), wrap=False)
        return in_widget(hbox(author, STRETCH, mark, caption(setting.finalised_day(version)), spacing=10))

    def _put_controls(self) -> None:
        question = self.question
        if question.draft is None and question.version is None:
            if question.field.kind not in WORDS:
                self._open_editor()
                return
            place = WritePlace(question.title)
            place.opened.connect(self.write)
            self._body.put(place)
            self._body.put(hbox(STRETCH, self._button("Not asked, because…", self._not_asked)))
            return
        parts = [self._button("Carry on writing" if question.draft else "Write a new version", self.write, "pen-line")]
        if question.draft is not None:
            parts.append(self._button("Throw my draft away", self._discard))
        if question.version is not None:
            parts.append(self._button("Earlier versions", self._ask_versions, "history"))
            if self._could_confirm(question.version):
                parts.append(self._button(f"Still true on {day(self._setting.today)[:-5]}", self._still_true, "check"))
        self._body.put(hbox(*parts, STRETCH, spacing=4))

    def _could_confirm(self, version: Version) -> bool:
        today = self._setting.today
        mine = version.author_id == self._setting.app.ctx.user.id
        return mine and self.question.draft is None and version.finalised_at.date() < today != version.still_true_on

    def _button(self, words: str, act, icon: str | None = None) -> QuietButton:
        button = QuietButton(words, icon, small=True)
        button.setAccessibleName(f"{words}: {self.question.title}")
        button.clicked.connect(act)
        return button

    def _open_editor(self) -> None:
        question = self.question
        rules = TextRules(
            question.field.default_class,
            question.field.least_class,
            question.protects,
            question.kept_from,
            her(question.subjects[0] if question.subjects else None),
        )
        editor = QuestionEditor(Asked(question.field, question.title, rules, self._setting.today))
        not_asked = self._button("Not asked, because…", self._toggle_not_asked)
        writing = WritingPanel(self._setting, question.key, editor, "Finalise this answer", extras=[not_asked])
        for button in (writing.finalise_button, writing.close_button):
            button.setAccessibleName(f"{button.text()}: {question.title}")
        begin(writing, question.draft, question.version)
        writing.close_button.setVisible(question.field.kind in WORDS or bool(question.version or question.draft))
        writing.finalised.connect(self._finalised)
        writing.closed.connect(self._close)
        writing.kept.connect(self._kept)
        empty(self._body)
        if question.trace is not None:
            name = self._setting.given(question.trace.author_id)
            self._body.put(second(f"{name} is also writing here. You can both type; nothing is lost."))
        self._body.put(writing)
        writing.show()  # a layout shows it later; the keyboard comes now
        self.writing = writing

    def _not_asked(self) -> None:
        self.write()
        self._toggle_not_asked()

    def _toggle_not_asked(self) -> None:
        assert self.writing is not None
        editor = self.writing.editor
        assert isinstance(editor, QuestionEditor)
        editor.close_question(not editor.closes)
        editor.give_focus()

    def _kept(self, draft: Draft | None) -> None:
        had = self.question.draft is not None
        self.question = with_draft(self.question, draft)
        if had != (draft is not None):
            self.draft_changed.emit()

    def _close(self) -> None:
        self.writing = None
        self._fill()

    def _finalised(self, version: Version) -> None:
        self.writing = None
        self.finalised.emit(version)

    def _discard(self) -> None:
        key = self.question.key
        self._setting.app.run(self, lambda ctx: entries.discard_draft(ctx, key), self._discarded)

    def _discarded(self, _nothing: None) -> None:
        self.question = with_draft(self.question, None)
        self._fill()
        self.draft_changed.emit()

    def _still_true(self) -> None:
        version = self.question.version
        assert version is not None
        self._setting.app.run(
            self, lambda ctx: entries.still_true(ctx, version.id), lambda _: self.finalised.emit(version)
        )

    def _ask_versions(self) -> None:
        self.versions_asked.emit(self)

    def _toggle_why(self) -> None:
        self._why_words.setVisible(self._why_words.isHidden())


def prompt_words(question: Question) -> str:
    """The prompt with the child's name in it."""
    child = next((person for person in question.subjects if person.is_child), None)
    return question.field.prompt.replace("[child]", child.short_name if child else "the child")


def with_draft(question: Question, draft: Draft | None) -> Question:
    """The question with another draft of one's own."""
    return replace(question, draft=draft)
