"""The one window: what is shown before sign-in, the places behind the top bar, and the lock in front of everything."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget

from fsworkbook.settings import load
from ui.app import App
from ui.bugs import SENTENCE, log_folder, log_to
from ui.panels.demonstration_button import DemonstrationButton
from ui.panels.idle_watch import IdleWatch
from ui.panels.inside import InsidePanel
from ui.panels.look_menus import apply_look
from ui.panels.outside import OutsidePanel
from ui.panels.place_stack import PlaceStack
from ui.panels.regions import next_region
from ui.screens import MAIN, OUTSIDE, SCREENS, screen_class
from ui.theme import tokens
from ui.widgets.focus_ring import install_focus_rings
from ui.widgets.tab_order import move

NAME = "FS Workbook"
FIRST_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Shows the place that `app.go` names. `painted` comes once, when the first picture is on the screen."""

    painted = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._waits_for_paint = True
        self._places = PlaceStack(app, screen_class)
        self._outside = OutsidePanel(app, PlaceStack(app, screen_class))
        self._inside = InsidePanel(app, self._places, {place: MAIN[place] for place in MAIN if place in SCREENS})
        self.idle = IdleWatch(app, self)
        self._lock: QWidget | None = None

        self._pages = QStackedWidget()
        for page in (self._outside, self._inside):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._fit()

        self._connect()
        self._name_window()

    @property
    def screen(self) -> QWidget | None:  # type: ignore[override]
        """The screen now shown, before or after sign-in; None behind the lock."""
        if self._pages.currentWidget() is self._outside:
            return self._outside.places.shown
        return self._places.shown if self._pages.currentWidget() is self._inside else None

    @property
    def notice_text(self) -> str:
        """The sentence in the notice line, or nothing."""
        return self._inside.notice.text

    @property
    def demonstration_button(self) -> DemonstrationButton:
        """The permanent button of a demonstration, in the top bar."""
        return self._inside.top_bar.demonstration

    @property
    def locked(self) -> bool:
        """Whether the lock is in front of everything."""
        return self._lock is not None

    def show_place(self, place: str, what: dict[str, Any]) -> None:
        """Show a place. Behind the lock it is there when the lock has gone."""
        page = self._outside if place in OUTSIDE else self._inside
        page.show_place(place, what)
        if not self.locked:
            self._pages.setCurrentWidget(page)
        self._name_window()

    def lock(self, why: str = "") -> None:
        """Cover the window; what is under it stays as it is, and what was typed is handed in first."""
        if self.locked or self._pages.currentWidget() is not self._inside:
            return
        self.idle.stop()
        from ui.screens.lock import LockScreen

        lock = LockScreen(self.app, why)
        lock.unlocked.connect(self.unlock)
        self._lock = lock
        self._pages.addWidget(lock)
        self._pages.setCurrentWidget(lock)
        self._name_window()
        self._close_dialogs()
        lock.begin()

    def unlock(self) -> None:
        """Take the lock away and show what was under it."""
        if self._lock is not None:
            lock, self._lock = self._lock, None
            self._pages.setCurrentWidget(self._inside if self.app.signed_in else self._outside)
            self._pages.removeWidget(lock)
            lock.deleteLater()
            self._name_window()
            self._inside.notice.close_notice()
            self._inside.give_focus()
            self.idle.begin()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint is told once it is done: only then is anything heavy imported (budgets.md 2)."""
        super().paintEvent(event)
        if self._waits_for_paint:
            self._waits_for_paint = False
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.fit(self.width())
        self._outside.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand in what was typed and close the file; when something could not be saved, say so and stay."""
        may_close = getattr(self.screen, "may_close", None)
        if may_close is not None and not may_close():
            event.ignore()
            return
        if not self.app.may_go():
            event.ignore()
            return
        self.app.close()
        event.accept()

    def _connect(self) -> None:
        app = self.app
        app.went.connect(self.show_place)
        app.entered.connect(self._enter)
        app.left.connect(self._leave)
        app.lock_asked.connect(self.lock)
        app.resumed.connect(self._places.show_again)
        app.settled.connect(self._name_window)
        app.retitled.connect(self._name_window)
        app.bugs.met.connect(self._tell_bug)
        app.theme.resized.connect(self._fit)
        self.idle.warned.connect(self._warn)
        self.idle.stayed.connect(self._inside.notice.close_notice)
        self.idle.idle.connect(self.lock)
        self.idle.locked.connect(self.lock)
        self._inside.notice.acted.connect(self.idle.touch)
        keys = {"Ctrl+L": self.lock, "Ctrl+S": self._say_where, "F6": self._region, "Shift+F6": self._region_before}
        keys["F11"] = self._full_screen
        for sequence, slot in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(slot)
        for number, place in enumerate(self._inside.main_places, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.setObjectName(place)
            shortcut.activated.connect(self._go_main)

    def _warn(self, sentence: str) -> None:
        self._inside.notice.show_notice(sentence, button="Stay")

    def _close_dialogs(self) -> None:
        """Nothing of a family stays in front of the lock."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and isinstance(window, QDialog | QMenu):
                window.close()

    def _go_main(self) -> None:
        if self.app.signed_in and not self.locked:
            self.app.go(self.sender().objectName())

    def _enter(self) -> None:
        self._places.forget()
        self._inside.fill()
        self.app.go("today")
        self.unlock()
        self.idle.begin()

    def _leave(self) -> None:
        self._places.forget()
        self.app.go("start")
        self.unlock()
        self.idle.stop()

    def _say_where(self) -> None:
        if self.app.signed_in and not self.locked:
            self.app.flush()
            self._inside.say_where()

    def _tell_bug(self, reference: str) -> None:
        self.app.notice(SENTENCE.format(reference), "plum")

    def _region(self) -> None:
        next_region(self._regions(), QApplication.focusWidget(), 1)

    def _region_before(self) -> None:
        next_region(self._regions(), QApplication.focusWidget(), -1)

    def _regions(self) -> list[QWidget]:
        page = self._pages.currentWidget()
        return page.regions() if isinstance(page, InsidePanel | OutsidePanel) else []

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _name_window(self) -> None:
        title = getattr(self.screen, "title", None)
        words = title() if title else ""
        ending = f"{NAME}, Demonstration" if self.app.demonstration else NAME
        self.setWindowTitle(f"{words}, {ending}" if words else ending)

    def _fit(self) -> None:
        least = tokens().breakpoints["minimum_window"]
        self.setMinimumSize(least["w"], least["h"])
        self._inside.fit(self.width())
        self._outside.fit(self.width())


def started(place: str = "", what: dict[str, Any] | None = None) -> MainWindow:
    """The window at a place, with the look, the log and the handler of bugs of this process. Needs the QApplication.

    Without a place: where one signs in to the workbook used last, else the first start.
    """
    app = App(load())
    apply_look(app)
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    install_focus_rings(qt)
    log_to(log_folder())
    app.bugs.install()
    window = MainWindow(app)
    window.resize(*first_size())
    recent = [file for file in app.settings.recent_files if Path(file).is_file()]
    if place:
        app.go(place, **(what or {}))
    elif recent:
        app.go("sign in", path=recent[0])
    else:
        app.go("start")
    window.painted.connect(app.warm_up)
    return window


def first_size() -> tuple[int, int]:
    """The window's size at its first start: as drawn, or what the screen has room for."""
    room = QApplication.primaryScreen().availableGeometry()
    return min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height())
