"""The drawer at the right: where this person is with changing, what fits that stage, and the last version of a text.

For the worker's own use: nothing here is part of the record. A person who is harmed is never staged about it, so a
stage stands here only for behaviours that the header may show.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from fsworkbook.domain.catalogue import Catalogue, Section
from fsworkbook.domain.people import Person
from fsworkbook.domain.workbook import Version
from fsworkbook.services.family_header import AdultStages
from ui.panels.entry_setting import Setting
from ui.panels.family_strip import behaviour_words
from ui.panels.field_views import AnswerView
from ui.theme import colour, tokens
from ui.widgets import paint
from ui.widgets.buttons import IconButton
from ui.widgets.card import Frame, Rule, empty
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, heading3, second, strong
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll
from ui.widgets.stages import StageChip
from ui.widgets.tabs import TabRow

WAYS_TO_ASK = (
    ("Open question", "What would be different for the children if this changed?"),
    ("Affirmation", "You noticed it yourself, and you said so. That takes courage."),
    ("Reflection", "Part of you is tired of this, and part of you does not want to give it up."),
)
"""Three of the skills of motivational interviewing (domain.md 4.3); the examples are ours."""


class PromptsDrawerPanel(QFrame):
    """`show_person(...)`, `show_last(...)`. Signal `closed()`."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Prompts")
        self.tabs = TabRow([("prompts", "Prompts"), ("last", "Last version")], "drawer")
        self.close_button = IconButton("x", "Close prompts")
        self._prompts = vbox(spacing=12)
        self._last = vbox(spacing=10)
        self._prompts_page = in_widget(self._prompts)
        self._last_page = in_widget(self._last)

        page = in_widget(vbox(self._prompts_page, self._last_page, STRETCH, margins=(16, 4, 12, 16)))
        head = hbox(self.tabs, STRETCH, self.close_button, margins=(6, 0, 10, 6))
        foot = hbox(Glyph("eye-off", 16), grow(second("For you only, not part of the record")), margins=(16, 8))
        self.setLayout(vbox(head, grow(VerticalScroll(page)), Rule(), foot, spacing=0))
        sized(self, width=tokens().layout["drawer"])
        self.tabs.chosen.connect(self._turn)
        self.close_button.clicked.connect(self.closed)
        self.show_last(None, "", None)
        self._turn("prompts")

    def show_person(
        self, catalogue: Catalogue, section: Section, adult: Person | None, stages: AdultStages | None
    ) -> None:
        """What fits where this adult is, behaviour by behaviour; without a stage only the ways to ask."""
        empty(self._prompts)
        entries = stages.stages if stages else ()
        if adult is not None and entries:
            self._prompts.put(heading3(f"Where {adult.short_name} is"))
            for entry in entries:
                self._prompts.put(_stage_card(catalogue, behaviour_words(catalogue, entry.behaviour), entry.stage))
        self._prompts.put(heading3("What this is for"))
        self._prompts.put(Label(section.purpose, "body", "ink2", wrap=True))
        self._prompts.put(heading3("Ways to ask"))
        for skill, words in WAYS_TO_ASK:
            self._prompts.put(vbox(strong(skill), Label(words, "body", "ink2", wrap=True), spacing=2))

    def show_last(self, setting: Setting | None, name: str, versions: Sequence[Version] | None) -> None:
        """The version before, of the text that is being written."""
        empty(self._last)
        if setting is None or versions is None:
            self._last.put(second("Write in a text, and the version before stands here."))
            return
        self._last.put(heading3(name))
        if not versions:
            self._last.put(second("No version is finalised yet."))
            return
        last = versions[0]
        self._last.put(second(f"Version {last.number}, {setting.author(last)}, {setting.finalised_day(last)}"))
        self._last.put(AnswerView(None, last.content, setting.people, setting.today))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        paint.line(painter, self.rect().topLeft(), self.rect().bottomLeft(), "line")

    def _turn(self, page: object) -> None:
        self._prompts_page.setVisible(page == "prompts")
        self._last_page.setVisible(page == "last")


def _stage_card(catalogue: Catalogue, behaviour: str, code: str) -> QWidget:
    stage = catalogue.stage(code)
    return Frame(
        vbox(
            hbox(second(behaviour, wrap=False), StageChip(code), STRETCH, spacing=10),
            Label(stage.meaning, "body", "ink2", wrap=True),
            Label(stage.task, "body", wrap=True),
            Label(stage.do_not, "body", "ink2", wrap=True, lead="Do not:"),
            margins=(12, 10),
            spacing=6,
        )
    )
