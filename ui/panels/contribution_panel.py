"""Dated notes of a section: visits, sessions, calls. A new one is written at the top, the newest stand first."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.workbook import Draft, EntryKey, Version
from fsworkbook.services import entries
from fsworkbook.services.sections import SectionPage
from ui.panels.entry_setting import Setting
from ui.panels.family_words import count, day, her
from ui.panels.field_views import AnswerView
from ui.panels.own_text import PanelEditor
from ui.panels.text_editor import TextRules
from ui.panels.writing_panel import WritingPanel
from ui.theme import px
from ui.widgets.buttons import QuietButton
from ui.widgets.card import PanelFrame, empty
from ui.widgets.check_box import CheckBox
from ui.widgets.chips import Chip
from ui.widgets.fields import ChoiceField, DateField, LabelledField
from ui.widgets.labels import caption, group, second, strong
from ui.widgets.layout import STRETCH, hbox, in_widget, vbox


class NotePanel(QWidget):
    """One finalised note. Built when it comes into view."""

    def __init__(self, setting: Setting, version: Version) -> None:
        super().__init__()
        self._setting = setting
        self._version = version
        self._built = False
        kind = setting.app.ctx.catalogue.label("contribution_kind", version.contribution_kind)
        on = day(version.occurred_on or version.finalised_at.date(), setting.today)
        marks = [Chip("Significant", icon="calendar-days")] if version.significant else []
        head = hbox(strong(f"{kind}, {on}"), second(setting.author(version), wrap=False), STRETCH, *marks, spacing=10)
        self._body = vbox(spacing=6)
        self.setLayout(vbox(PanelFrame(vbox(head, self._body, margins=(15, 11, 15, 13), spacing=6))))
        self.setMinimumHeight(px(70))

    def build(self) -> None:
        """Make the words, and how long after the day they were written down."""
        if self._built:
            return
        self._built = True
        self.setMinimumHeight(0)
        version = self._version
        self._body.put(AnswerView(None, version.content, self._setting.people, self._setting.today))
        if version.occurred_on is not None:
            days = (version.finalised_at.date() - version.occurred_on).days
            later = "the same day" if days <= 0 else f"{count(days, 'day', 'days')} later"
            self._body.put(caption(f"Recorded {later}"))


class NewNotePanel(QWidget):
    """A note being written: kind, day, text, sharing, significant. `finalised(version)`, `closed()`."""

    finalised = Signal(object)
    closed = Signal()

    def __init__(self, setting: Setting, key: EntryKey, page: SectionPage, draft: Draft | None) -> None:
        super().__init__()
        self._setting = setting
        catalogue = setting.app.ctx.catalogue
        kinds = [(option.code, option.label) for option in catalogue.options["contribution_kind"]]
        self.kind = LabelledField("Kind", ChoiceField(kinds))
        self.on = LabelledField("Day", DateField(setting.today))
        self.significant = CheckBox("Significant: add to chronology")
        own, mine = page.own_panel, setting.my_people
        named = (own.protects, own.kept_from) if own else ((), ())
        default = catalogue.discipline(setting.app.ctx.user.discipline).note_default_class
        self.editor = PanelEditor(
            "The note",
            TextRules(
                default, TextRules().least_class, *named, her(setting.people.get(mine[0]) if len(mine) == 1 else None)
            ),
        )
        self.writing = WritingPanel(
            setting,
            key,
            self.editor,
            "Finalise this note",
            extras=[self.editor.text.picker, self.significant],
            more=self._more,
        )
        fields = hbox(self.kind, self.on, STRETCH, spacing=12)
        inner = vbox(strong("New note"), fields, self.writing, margins=(15, 11, 15, 11), spacing=8)
        self.setLayout(vbox(PanelFrame(inner, own=True)))
        self._show(draft)
        for field in (self.kind, self.on, self.significant):
            field.edited.connect(self.writing.saver.touch)
        self.writing.finalised.connect(self.finalised)
        self.writing.closed.connect(self.closed)

    def flush(self) -> None:
        """Save what is in hand."""
        self.writing.flush()

    def give_focus(self) -> None:
        """The keyboard into the text: kind and day have their defaults."""
        self.editor.give_focus()

    def _show(self, draft: Draft | None) -> None:
        self.kind.set_value(draft.contribution_kind if draft else "VISIT")
        self.on.set_value(draft.occurred_on if draft else self._setting.today)
        self.significant.set_value(bool(draft and draft.significant))
        if draft is not None:
            self.writing.show_content(draft.content, draft)

    def _more(self) -> dict[str, Any]:
        on = self.on.value()
        assert on is None or isinstance(on, date)
        return {
            "occurred_on": on or self._setting.today,
            "contribution_kind": str(self.kind.value() or "VISIT"),
            "significant": self.significant.value(),
        }


class ContributionPanel(QWidget):
    """The notes of one section. Signal `finalised(version)`."""

    finalised = Signal(object)

    def __init__(self, setting: Setting, page: SectionPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._page = page
        self._new: NewNotePanel | None = None
        self.notes: list[NotePanel] = []
        self.add = QuietButton("New note", "plus", small=True)
        self._top = vbox(spacing=10)
        self._list = vbox(spacing=12)
        head = in_widget(hbox(group("Notes"), STRETCH, self.add))
        self.setLayout(vbox(head, self._top, self._list, spacing=10))
        self.add.setVisible(page.may_contribute)
        self.add.clicked.connect(self.new_note)
        self.show_page(page)

    def show_page(self, page: SectionPage) -> None:
        """The notes as they stand; one being written stays as it is."""
        self._page = page
        if not (page.may_contribute or page.contributions or page.my_notes):
            self.hide()
        elif self.parent() is not None:
            self.show()
        empty(self._list)
        for draft in page.my_notes:
            if self._new is None or draft.key != self._new.writing.saver.key:
                self._list.put(self._draft_row(draft))
        self.notes = [NotePanel(self._setting, version) for version in page.contributions]
        for note in self.notes:
            self._list.put(note)

    def new_note(self) -> None:
        """Begin a note; a second press goes on with the one begun."""
        if self._new is None:
            key = entries.new_contribution_key(self._setting.app.ctx, self._setting.family_id, self._page.section.code)
            self._open(key, None)
        else:
            self._new.give_focus()

    def flush(self) -> None:
        """Save what is in hand."""
        if self._new is not None:
            self._new.flush()

    def _open(self, key: EntryKey, draft: Draft | None) -> None:
        empty(self._top)
        self._new = NewNotePanel(self._setting, key, self._page, draft)
        self._new.finalised.connect(self._finalised)
        self._new.closed.connect(self._close)
        self._new.writing.kept.connect(partial(self._kept, key))
        self._top.put(self._new)
        self._new.show()
        self._new.give_focus()
        self.show_page(self._page)

    def _kept(self, key: EntryKey, draft: Draft | None) -> None:
        others = tuple(item for item in self._page.my_notes if item.key != key)
        self._page = replace(self._page, my_notes=(*others, draft) if draft is not None else others)

    def _draft_row(self, draft: Draft) -> QWidget:
        kind = self._setting.app.ctx.catalogue.label("contribution_kind", draft.contribution_kind or "VISIT")
        on = f", {day(draft.occurred_on, self._setting.today)}" if draft.occurred_on else ""
        carry_on = QuietButton("Carry on writing", "pen-line", small=True)
        carry_on.clicked.connect(lambda: self._carry_on(draft))
        mark = Chip("Draft, only you can read it", icon="pen-line", bare=True)
        return PanelFrame(hbox(strong(f"{kind}{on}"), mark, STRETCH, carry_on, margins=(15, 8)))

    def _carry_on(self, draft: Draft) -> None:
        if self._new is None:
            self._open(draft.key, draft)
        else:  # the one in hand is in the file first
            self._new.writing.saver.hand_in(partial(self._open, draft.key, draft))

    def _finalised(self, version: Version) -> None:
        self._kept(version.key, None)
        self._close()
        self.finalised.emit(version)

    def _close(self) -> None:
        self._new = None
        empty(self._top)
        self.show_page(self._page)
        self.add.setFocus()
