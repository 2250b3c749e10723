"""The panel of a colleague: what was finalised and may be read here, quiet, without controls."""

from PySide6.QtWidgets import QWidget

from fsworkbook.services import sections
from ui.panels.entry_setting import Setting
from ui.panels.field_views import AnswerView
from ui.theme import px
from ui.widgets.card import PanelFrame
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, caption, second, strong
from ui.widgets.layout import STRETCH, hbox, in_widget, vbox


class OtherPanel(QWidget):
    """Discipline, author, state and date; then the words. Built when it comes into view."""

    def __init__(self, setting: Setting, panel: sections.OtherPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._panel = panel
        self._built = False
        self._body = vbox(spacing=8)
        catalogue = setting.app.ctx.catalogue
        discipline = catalogue.discipline(panel.prompt.discipline)
        self._head = hbox(
            strong(discipline.panel_title or discipline.title),
            second(panel.author.name, wrap=False),
            STRETCH,
            self._state(),
            spacing=10,
        )
        self.setLayout(vbox(PanelFrame(vbox(self._head, self._body, margins=(15, 11, 15, 13), spacing=6))))
        self.setMinimumHeight(px(70))
        self.setAccessibleName(f"{discipline.title}, {panel.author.name}")

    def build(self) -> None:
        """Make the words."""
        if self._built:
            return
        self._built = True
        self.setMinimumHeight(0)
        version, name = self._panel.version, self._panel.author.given_name
        if version is not None:
            self._body.put(AnswerView(None, version.content, self._setting.people, self._setting.today))
            if self._panel.trace is not None:
                self._body.put(second(f"{name} is writing a new version."))
        elif self._panel.trace is not None:
            words = f"{name} is writing. You will see this panel when {name} finalises it."
            self._body.put(Label(words, "body", "ink2", wrap=True))
        else:
            self._body.put(Label(f"{self._panel.author.name} has not written here.", "body", "ink2", wrap=True))

    def _state(self) -> QWidget:
        version = self._panel.version
        if version is not None:
            mark = Chip(self._setting.finalised_words(version), icon="circle-check", bare=True)
            return in_widget(hbox(mark, caption(self._setting.finalised_day(version)), spacing=10))
        if self._panel.trace is not None:
            return Chip("Writing", "accent", "pen-line", bare=True)
        return QWidget()
