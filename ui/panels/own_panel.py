"""The reader's own panel of a module: written in place under its question, finalised by its author, confirmed by tick.

White with a blue edge; the others' panels stand under it, quiet and without controls.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.workbook import Draft, Version
from fsworkbook.services import entries, sections
from ui.panels.entry_setting import Setting
from ui.panels.family_words import day, her
from ui.panels.field_views import AnswerView
from ui.panels.own_text import PanelEditor
from ui.panels.text_editor import TextRules
from ui.panels.write_place import WritePlace
from ui.panels.writing_panel import WritingPanel, begin
from ui.widgets.buttons import QuietButton
from ui.widgets.card import PanelFrame, Rule, empty
from ui.widgets.check_box import CheckBox
from ui.widgets.chips import Chip
from ui.widgets.focus import keyboard_stays
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, caption, second, strong
from ui.widgets.layout import STRETCH, at, grow, hbox, vbox
from ui.widgets.save_light import SaveLight


class OwnPanel(QWidget):
    """Signals: `finalised(version)`, `began(panel)`, `versions_asked(panel)`."""

    finalised = Signal(object)
    began = Signal(object)
    versions_asked = Signal(object)

    def __init__(self, setting: Setting, panel: sections.OwnPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self.panel = panel
        self.writing: WritingPanel | None = None
        self.significant = CheckBox("Significant: add to chronology")
        self.light = SaveLight()
        self._state = hbox(spacing=10)
        self._author = second(setting.app.ctx.user.name, wrap=False)
        self._body = vbox(spacing=8)

        catalogue, user = setting.app.ctx.catalogue, setting.app.ctx.user
        title = catalogue.discipline(user.discipline)
        head = hbox(
            strong(f"{title.panel_title or title.title}, your panel", wrap=True),
            self._author,
            STRETCH,
            self._state,
            self.light,
            spacing=10,
        )
        prompt = hbox(
            at(Glyph("message-circle", 16), Qt.AlignmentFlag.AlignTop),
            grow(Label(panel.prompt.prompt, "body", "ink2", wrap=True)),
        )
        inner = vbox(head, prompt, Rule(), self._body, margins=(15, 11, 15, 11), spacing=8)
        self.setLayout(vbox(PanelFrame(inner, own=True)))
        self.setAccessibleName("Your panel")
        self._fill()

    @property
    def name(self) -> str:
        """What it is called, for the ear and for the versions."""
        return "Your panel"

    @property
    def key(self):
        """The entry."""
        return self.panel.key

    def show_panel(self, panel: sections.OwnPanel) -> None:
        """What stands now; an editor in use is left as it is."""
        self.panel = panel
        if self.writing is None:
            self._fill()

    def write(self, first_letters: str = "") -> None:
        """Open the editor with the draft, or the last version, or nothing."""
        if self.writing is None:
            self._open_editor()
            self.began.emit(self)
        assert self.writing is not None
        self.writing.editor.give_focus()
        if first_letters and isinstance(self.writing.editor, PanelEditor):
            self.writing.editor.text.type_in(first_letters)

    def flush(self) -> None:
        """Save what is in hand."""
        if self.writing is not None:
            self.writing.flush()

    def _fill(self) -> None:
        with keyboard_stays(self):
            self._make_body()

    def _make_body(self) -> None:
        empty(self._body)
        panel = self.panel
        self._show_state()
        if panel.draft is None and panel.version is None:
            place = WritePlace("your panel")
            place.opened.connect(self.write)
            self._body.put(place)
        elif panel.draft is not None:
            self._body.put(AnswerView(None, panel.draft.content, self._setting.people, self._setting.today))
            carry_on = self._button("Carry on writing", self.write, "pen-line")
            self._body.put(
                hbox(carry_on, self._button("Throw my draft away", self._discard), STRETCH, *self._history())
            )
        else:
            self._fill_finalised()

    def _fill_finalised(self) -> None:
        version = self.panel.version
        assert version is not None
        self._body.put(AnswerView(None, version.content, self._setting.people, self._setting.today))
        self._body.put(Rule())
        today = self._setting.today
        parts: list[QWidget] = []
        if version.finalised_at.date() < today and version.still_true_on != today:
            tick = CheckBox(f"Still true on {day(today, None).rsplit(' ', 1)[0]}")
            tick.edited.connect(self._still_true)
            parts.append(tick)
        new = self._button("Write a new version", self.write, "pen-line")
        self._body.put(hbox(*parts, STRETCH, *self._history(), new, spacing=10))

    def _show_state(self) -> None:
        layout = self._state
        empty(layout)
        panel, setting = self.panel, self._setting
        self.light.setVisible(self.writing is not None)
        self._author.setVisible(self.writing is None)
        if panel.draft is not None:
            layout.put(Chip("Draft, only you can read it", icon="pen-line", bare=True))
            if self.writing is None:
                layout.put(caption(setting.draft_moment(panel.draft)))
        elif panel.version is not None and self.writing is None:
            layout.put(Chip(setting.finalised_words(panel.version), icon="circle-check", bare=True))
            layout.put(caption(setting.finalised_day(panel.version)))

    def _open_editor(self) -> None:
        panel = self.panel
        rules = TextRules(
            panel.prompt.default_class, panel.prompt.least_class, panel.protects, panel.kept_from, self._whose()
        )
        editor = PanelEditor(self.name, rules)
        self.significant = CheckBox("Significant: add to chronology")
        self.significant.set_value(bool(panel.draft and panel.draft.significant))
        writing = WritingPanel(
            self._setting,
            panel.key,
            editor,
            "Finalise my panel",
            primary=True,
            extras=[editor.text.picker, self.significant, *self._history()],
            more=self._more,
            light=self.light,
        )
        writing.close_button.hide()
        begin(writing, panel.draft, panel.version)
        self.significant.edited.connect(writing.saver.touch)
        writing.finalised.connect(self._finalised)
        writing.closed.connect(self._close)
        writing.kept.connect(self._kept)
        empty(self._body)
        self._body.put(writing)
        writing.show()  # a layout shows it later; the keyboard comes now
        self.writing = writing
        self._show_state()

    def _more(self):
        return {"significant": self.significant.value()}

    def _whose(self) -> str:
        """ "her", "his" or "their": of the one person this author works with."""
        mine = self._setting.my_people
        return her(self._setting.people.get(mine[0]) if len(mine) == 1 else None)

    def _history(self) -> list[QWidget]:
        if self.panel.version is None:
            return []
        return [self._button("Earlier versions", self._ask_versions, "history")]

    def _button(self, words: str, act, icon: str | None = None) -> QuietButton:
        button = QuietButton(words, icon, small=True)
        button.clicked.connect(act)
        return button

    def _kept(self, draft: Draft | None) -> None:
        self.panel = replace(self.panel, draft=draft)
        self._show_state()

    def _close(self) -> None:
        self.writing = None
        self._fill()

    def _finalised(self, version: Version) -> None:
        self.writing = None
        self.panel = replace(self.panel, draft=None, version=version)
        self._fill()
        self.finalised.emit(version)

    def _discard(self) -> None:
        key = self.panel.key
        self._setting.app.run(self, lambda ctx: entries.discard_draft(ctx, key), self._discarded)

    def _discarded(self, _nothing: None) -> None:
        self.panel = replace(self.panel, draft=None)
        self._fill()

    def _still_true(self) -> None:
        version = self.panel.version
        assert version is not None
        self._setting.app.run(self, lambda ctx: entries.still_true(ctx, version.id), self._confirmed)

    def _confirmed(self, _nothing: None) -> None:
        assert self.panel.version is not None
        version = replace(self.panel.version, still_true_on=self._setting.today)
        self.panel = replace(self.panel, version=version)
        self._fill()
        self.finalised.emit(version)

    def _ask_versions(self) -> None:
        self.versions_asked.emit(self)
