"""A small form in place: labelled fields, what is wrong said at its field, one act. Used where facts are recorded."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.app import App
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import PanelFrame
from ui.widgets.fields import LabelledField
from ui.widgets.labels import second, strong
from ui.widgets.layout import STRETCH, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.refusal import show_refusal
from ui.widgets.scroll import FlowLayout

Job = Callable[[Any], Any]


class FormCard(QWidget):
    """`job(values)` gives the job for `app.run`. `fields` by the name a WorkbookError uses. `done()`, `closed()`."""

    done = Signal(object)
    closed = Signal()

    def __init__(
        self,
        app: App,
        title: str,
        fields: Mapping[str, LabelledField],
        act: str,
        job: Callable[[Mapping[str, Any]], Job],
        note: str = "",
    ) -> None:
        super().__init__()
        self._app = app
        self._job = job
        self.fields = dict(fields)
        self.trouble = NoticeBar("plum", "circle-alert", "")
        self.act = PrimaryButton(act, small=True)
        self.cancel = QuietButton("Not now", small=True)
        flow = in_widget(FlowLayout(*fields.values(), spacing=14))
        words = [second(note)] if note else []
        buttons = hbox(STRETCH, self.cancel, self.act)
        inner = vbox(strong(title, wrap=True), *words, flow, self.trouble, buttons, margins=(15, 11), spacing=10)
        self.setLayout(vbox(PanelFrame(inner, own=True)))
        self.setAccessibleName(title)
        self.trouble.hide()
        self.act.clicked.connect(self.save)
        self.cancel.clicked.connect(self.closed)

    def give_focus(self) -> None:
        """The keyboard into the first field."""
        first = next(iter(self.fields.values()))
        first.field.setFocus()

    def save(self) -> None:
        """Do the act, unless a day cannot be read."""
        for field in self.fields.values():
            problem = getattr(field.field, "problem", None)
            if problem is not None and problem():
                field.show_error(problem())
                return
        values = {name: field.value() for name, field in self.fields.items()}
        try:
            job = self._job(values)
        except WorkbookError as error:
            self._refuse(error)
            return
        self._app.run(self, job, self._saved, failed=self._refuse, once=self.act)

    def _saved(self, result: object) -> None:
        self._app.saves.say()
        self.done.emit(result)

    def _refuse(self, error: WorkbookError) -> None:
        show_refusal(error, self.fields, self.trouble, self.act)
