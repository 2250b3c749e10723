"""A text in hand: its editor, the light that says where the words are, and Finalise. The same for answers, own panels
and notes. Nothing typed is lost: saved within a second, when focus leaves, and when the panel goes."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.workbook import Content, Draft, EntryKey, Version
from ui.panels.draft_saver import DraftSaver
from ui.panels.entry_setting import Setting
from ui.panels.field_editors import FieldEditor
from ui.panels.finalise_act import FinaliseAct
from ui.widgets.buttons import Button, PlainButton, PrimaryButton, QuietButton
from ui.widgets.layout import at, grow, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.save_light import SaveLight
from ui.widgets.scroll import FlowLayout

BOTTOM = Qt.AlignmentFlag.AlignBottom


class WritingPanel(QWidget):
    """Signals: `finalised(version)`; `closed()`: the writer leaves it as a draft; `kept(draft)` after each save.

    `more()` gives what goes with the content (occurred_on, significant ...); `extras` stand at the left of the row.
    """

    finalised = Signal(object)
    closed = Signal()
    kept = Signal(object)

    def __init__(
        self,
        setting: Setting,
        key: EntryKey,
        editor: FieldEditor,
        words: str = "Finalise",
        *,
        primary: bool = False,
        extras: Iterable[QWidget] = (),
        more: Callable[[], dict[str, Any]] = dict,
        light: SaveLight | None = None,
    ) -> None:
        super().__init__()
        self._setting = setting
        self._more = more
        self._draft: Draft | None = None
        self.editor = editor
        self.saver = DraftSaver(setting.app, key, self.to_save, self)
        self.light = light or SaveLight()
        self.act = FinaliseAct(setting.app, setting.people, words)
        self.trouble = NoticeBar("plum", "triangle-alert", "")
        self.close_button = QuietButton("Close, keep as draft", small=True)
        self.finalise_button: Button = (PrimaryButton if primary else PlainButton)(words, small=not primary)

        own_light = None if light else self.light
        acts = hbox(own_light, self.close_button, self.finalise_button, spacing=12)
        left = in_widget(FlowLayout(*extras, spacing=12))
        self.setLayout(vbox(editor, self.trouble, self.act, hbox(grow(left), at(in_widget(acts), BOTTOM)), spacing=8))
        self.trouble.hide()
        self._connect()

    def show_content(self, content: Content, draft: Draft | None) -> None:
        """What the writer begins from: the draft, or the last version."""
        self._draft = draft
        self.editor.set_content(content)
        if draft is not None:
            self.light.show_saved(f"{draft.saved_at:%H:%M}")

    @property
    def draft(self) -> Draft | None:
        """The draft as last saved."""
        return self._draft

    def to_save(self) -> dict[str, Any]:
        """The keyword arguments of a save."""
        return {"content": self.editor.content(), **self._more()}

    def flush(self) -> None:
        """Save what is not saved yet."""
        self.saver.flush()

    def finalise(self) -> None:
        """Make it a version; what has to be answered first stands under the text."""
        problem = self.editor.problem()
        self.trouble.setVisible(bool(problem))
        if problem:
            self.trouble.set_notice(problem)
            self.editor.give_focus()
            return
        self.saver.hand_in(lambda: self.act.start(self.saver.key, self.editor.answers()))

    def close_writing(self) -> None:
        """Leave it as a draft, once it is one."""
        self.saver.hand_in(self.closed.emit)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    def _connect(self) -> None:
        self.editor.edited.connect(self.saver.touch)
        self.saver.saving.connect(self.light.show_saving)
        self.saver.kept.connect(self._show_kept)
        self.saver.failed.connect(self._show_failed)
        self.close_button.clicked.connect(self.close_writing)
        self.finalise_button.clicked.connect(self.finalise)
        self.act.finalised.connect(self.finalised)
        self.act.stopped.connect(self.editor.give_focus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.finalise)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old) and not (new is not None and self.isAncestorOf(new)):
            self.flush()

    def _show_kept(self, draft: Draft | None) -> None:
        self._draft = draft
        self.trouble.hide()
        self.light.show_saved(f"{self._setting.app.now():%H:%M}")
        self.kept.emit(draft)

    def _show_failed(self, sentence: str) -> None:
        self.light.show_failed()
        self.trouble.set_notice(f"{sentence} Your words are here; trying again.", "Not saved.")
        self.trouble.show()


def begin(writing: WritingPanel, draft: Draft | None, version: Version | None) -> None:
    """Show the draft, else the last version, else nothing."""
    content = draft.content if draft else version.content if version else Content()
    writing.show_content(content, draft)
