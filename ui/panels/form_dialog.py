"""A small form in a dialog: it stays open until the service has taken what was given, and shows refusals in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from ui.app import App
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.fields import LabelledField
from ui.widgets.layout import in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.refusal import show_refusal

Job = Callable[[Any, dict[str, Any]], Any]


class FormDialog(WorkbookDialog):
    """`job(ctx, values)` runs off the GUI thread when the act's button is pressed; `finished_with(result)` when taken.

    `needed` names the sentence for each field that must be answered; `read` may turn the fields' values into others
    and raise WorkbookError.
    """

    finished_with = Signal(object)

    def __init__(
        self,
        app: App,
        parent: QWidget,
        title: str,
        sentences: Sequence[str],
        act: str,
        fields: Mapping[str, LabelledField],
        needed: Mapping[str, str],
        job: Job,
        read: Callable[[Mapping[str, LabelledField]], dict[str, Any]] | None = None,
    ) -> None:
        self.fields = dict(fields)
        self._app, self._needed, self._job, self._read = app, needed, job, read
        self._failure = NoticeBar("plum", "circle-alert", "")
        body = in_widget(vbox(*fields.values(), self._failure, spacing=12))
        super().__init__(parent, title, sentences, (("no", "Not now"), ("yes", act)), "no", "yes", body)
        self._failure.hide()
        self.finished.connect(self.deleteLater)
        self.buttons["yes"].setDefault(True)  # Enter in a field is the act; else Qt takes the first button, Not now

    def press(self, key: str) -> None:
        """The act's button asks the service; the other closes."""
        if key != "yes":
            super().press(key)
            return
        try:
            values = self.values()
        except WorkbookError as error:
            self.show_error(error)
            return
        act = self.buttons["yes"]
        self._app.run(self, lambda ctx: self._job(ctx, values), self._finish, failed=self.show_error, once=act)

    def values(self) -> dict[str, Any]:
        """What was given; WorkbookError names the first field that still needs an answer."""
        found = {name: field.value() for name, field in self.fields.items()}
        for name, sentence in self._needed.items():
            if found[name] in (None, ""):
                raise WorkbookError(sentence, name)
        return self._read(self.fields) if self._read else found

    def show_error(self, error: WorkbookError) -> None:
        """Under its field, or above the buttons."""
        show_refusal(error, self.fields, self._failure, self.buttons["yes"])
        self._fit()

    def first_focus(self) -> QWidget:
        """The first field."""
        first: Any = next(iter(self.fields.values())).field
        return first

    def _finish(self, result: Any) -> None:
        self.answer = "yes"
        self.accept()
        self.finished_with.emit(result)
