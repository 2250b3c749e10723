"""The window as a person has it: no screen, a home of its own, closed after the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.services import signing_in
from fsworkbook.settings import HOME, Settings
from fsworkbook.storage.sqlite.key_slots import Cost
from tests.small_family import SmallFamily, make_small_family
from tests.ui.shell import PASSPHRASE, settle
from ui.app import App
from ui.main_window import MainWindow
from ui.theme import theme
from ui.widgets import labelled, refusal
from ui.widgets.focus_ring import FocusRings, install_focus_rings
from ui.widgets.prepared_answers import PreparedAnswers


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, log and demonstration of this test alone."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def window(qapp: QApplication, home: Path) -> Iterator[MainWindow]:
    """The window at its first start, 1440 x 900."""
    if qapp.findChild(FocusRings) is None:
        install_focus_rings(qapp)
    theme().set_theme("light")
    app = App(Settings(data_folder=str(home)))
    window = MainWindow(app)
    window.resize(1440, 900)
    app.go("start")
    window.show()
    window.activateWindow()
    settle(window)
    yield window
    app.saves.give_up()
    theme().set_text_size(1.0)
    theme().set_theme("light")
    app.dialogs = PreparedAnswers(True)  # a new workbook asks before it closes without its key
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


@pytest.fixture
def small_file(tmp_path: Path) -> SmallFamily:
    """The small family; the window closes its file."""
    return make_small_family(tmp_path)


@pytest.fixture
def signed_in(window: MainWindow, small_file: SmallFamily) -> Callable[[str], MainWindow]:
    """Somebody of the small family sits at the window: `signed_in("TM")`."""

    def enter(who: str) -> MainWindow:
        window.app.enter(small_file.as_[who])
        settle(window)
        return window

    return enter


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that cost a test nothing."""
    monkeypatch.setattr(signing_in, "Cost", lambda: Cost(memory_kib=64, passes=1, lanes=1))


@pytest.fixture
def workbook(tmp_path: Path, cheap: None) -> tuple[Path, str]:
    """A workbook on this PC and its recovery key; Priya Nair signs in as priya.nair."""
    said = signing_in.Installation(signing_in.WORKBOOK, "Brookmere Council", "ENGLAND", "Brookmere case system")
    path = tmp_path / "brookmere.fsw"
    made = signing_in.create_workbook(path, said, "Canal Team", "Priya Nair", "priya.nair", PASSPHRASE)
    made.context.store.close()
    return path, made.recovery_key


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would be told of refusals."""
    found: list[str] = []
    for module in (refusal, labelled):
        monkeypatch.setattr(module, "announce", lambda _widget, text, at_once=False: found.append(text))
    return found


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[list[str]]:
    """Windows that appeared beside the main window: a widget shown before it has a parent is one for a moment."""
    found: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
            if shown and not isinstance(watched, MainWindow):
                found.append(f"{type(watched).__name__} {watched.accessibleName()}")
            return False

    watch: Any = Watch()
    qapp.installEventFilter(watch)
    yield found
    qapp.removeEventFilter(watch)
