"""Making one Word copy: where it goes, how far it is, Cancel, and what came of it. Errors stand in place.

Nothing here says what a copy goes without; that is the export log's alone.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.services import exporting
from fsworkbook.services.exporting import Exported, Request, Stopped
from fsworkbook.services.writing_files import NO_PLACE
from ui.app import App
from ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from ui.widgets.labels import second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.progress import Progress
from ui.widgets.speech import announce
from ui.work import Task

if TYPE_CHECKING:
    from fsworkbook.context import Context

Check = Callable[["Context"], None]


class CopyMakingPanel(QWidget):
    """`asked()`: the button was pressed; answer with `make(request)`. `made(Exported)`; `refused(WorkbookError)`."""

    asked = Signal()
    made = Signal(object)
    refused = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._task: Task | None = None
        self.folder = second("")
        self.other_folder = QuietButton("Another folder", "folder-open", small=True)
        self.act = PrimaryButton("Make the copy", "file-text")
        self.progress = Progress(0, 100, "Writing the copy")
        self.cancel = PlainButton("Cancel")
        self.trouble = NoticeBar("plum", "circle-alert", "", button="Another folder")
        self.trouble.button.setAccessibleName("Choose another folder")

        self._begin = in_widget(hbox(grow(self.folder), self.other_folder, self.act, spacing=10))
        self._running = in_widget(hbox(self.progress, STRETCH, self.cancel, spacing=10))
        self.setLayout(vbox(self.trouble, self._begin, self._running, spacing=8))
        self.clear()

        self.act.clicked.connect(self.asked)
        self.other_folder.clicked.connect(self._choose_folder)
        self.trouble.acted.connect(self._choose_folder)
        self.cancel.clicked.connect(self._cancel)

    @property
    def place(self) -> Path:
        """The folder into which copies go: the last one, else the one where workbooks are offered a place."""
        return Path(self._app.settings.copies_folder or self._app.settings.data_folder)

    def clear(self) -> None:
        """As before anything was made."""
        self._running.hide()
        self._begin.show()
        self.trouble.hide()
        self.folder.setText(f"It goes into {QDir.toNativeSeparators(str(self.place))}")

    def let_go(self) -> None:
        """Something else is shown here now: a copy that is still being made ends in the window's own line."""
        self._task = None
        self.clear()

    def make(self, request: Request, check: Check | None = None) -> None:
        """Make the copy off the GUI thread, after `check` has found nothing against it."""
        task = self._task = Task(self)
        task.progressed.connect(partial(self._show_progress, task))
        self.trouble.hide()
        self._show_progress(task, 0, 100)
        self._running.show()
        self.cancel.setFocus()
        self._begin.hide()
        first = "" if self._app.settings.copies_folder else self._app.settings.data_folder
        job = partial(_make, request, self.place, first, check, task)
        made, failed = partial(self._show_made, task), partial(self._refuse, task)
        self._app.run(self, job, made, failed=failed, slow=True)

    def show_trouble(self, error: WorkbookError) -> None:
        """Say what is wrong, in place; a folder can be changed right there."""
        self.trouble.button.setVisible(error.field == "folder")
        self.trouble.set_notice(error.message)
        self.trouble.show()
        announce(self.trouble, error.message, at_once=True)

    def _choose_folder(self) -> None:
        chosen = self._app.dialogs.folder(self, "Where the copy goes", self.place)
        if chosen is not None:
            self._app.keep_settings(replace(self._app.settings, copies_folder=str(chosen)))
            self.clear()
            self.act.setFocus()

    def _show_progress(self, task: Task, done: int, all_of: int) -> None:
        if task is self._task:
            self.progress.set_progress(done, max(all_of, 1), "Writing the copy")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_made(self, task: Task, exported: Exported) -> None:
        self._app.keep_settings(replace(self._app.settings, copies_folder=str(exported.path.parent)))
        self._app.saves.say()
        if task is not self._task:
            self._app.notice(f"{exported.path.name} {place_words(exported)}")
            return
        self.clear()
        self.made.emit(exported)

    def _refuse(self, task: Task, error: WorkbookError) -> None:
        if task is not self._task:
            self._app.notice(error.message, "plum")
            return
        self.clear()
        if isinstance(error, Stopped):
            self.folder.setText(f"{error.message} {self.folder.text()}")
        else:
            self.show_trouble(error)
        self.act.setFocus()
        self.refused.emit(error)


class CopyMadePanel(NoticeBar):
    """ "FS-0001_assessment_2025-12-19_A.docx is in …", with Open folder."""

    def __init__(self) -> None:
        super().__init__("blue", "circle-check", "", button="Open folder")
        self._folder = Path()
        self.hide()
        self.acted.connect(self._open)

    def show_made(self, exported: Exported) -> None:
        """Say where the copy is; the keyboard goes to Open folder."""
        self._folder = exported.path.parent
        self.set_notice(place_words(exported), exported.path.name)
        self.show()
        self.button.setFocus()
        announce(self, self.text.text())

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            folder = QDir.toNativeSeparators(str(self._folder))
            self.set_notice(f"This computer did not open the folder. It is {folder}.")


def place_words(exported: Exported) -> str:
    """Where the copy is."""
    return f"is in {QDir.toNativeSeparators(str(exported.path.parent))}."


def _make(request: Request, folder: Path, first: str, check: Check | None, task: Task, ctx: "Context") -> Exported:
    """The copy, once `check` agrees. The folder offered first is made if it is not there yet; no other ever is."""
    if check is not None:
        check(ctx)
    if first and folder == Path(first):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkbookError(NO_PLACE, "folder") from error
    return exporting.export(ctx, request, folder, task.progress, task.cancelled)
