"""Watches whether anybody is at the keyboard: warns a minute before the window locks (domain.md 9.4)."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from ui.app import App

MINUTES, MINUTES_IN_SESSION = 10, 30
LOCKS = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
WARNED_BEFORE = 60.0
LOOKS_EVERY = 10_000
ACTS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
WARNING = "This window locks in a minute, because nothing was typed for {} minutes."
WHY = "because nothing was typed for {} minutes"


class IdleWatch(QObject):
    """`warned(sentence)`, `stayed()` when somebody is back before the lock, `idle(why)` when it is time to lock;
    `locked()` for Ctrl+L in a dialog.

    It listens at the windows, where there is one event for each act, not at every widget.
    """

    warned = Signal(str)
    stayed = Signal()
    idle = Signal(str)
    locked = Signal()

    def __init__(self, app: App, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._app = app
        self._clock = clock
        self._last = clock()
        self._has_warned = False
        self._timer = QTimer(self, interval=LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        gui = QGuiApplication.instance()
        assert isinstance(gui, QGuiApplication)
        gui.focusWindowChanged.connect(self._watch)

    def begin(self) -> None:
        """Somebody is here and the window is open."""
        self.touch()
        self._timer.start()

    def stop(self) -> None:
        """The window is locked, or nobody is signed in."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody did something."""
        self._last = self._clock()
        if self._has_warned:
            self._has_warned = False
            self.stayed.emit()

    def look(self) -> None:
        """Whether it is time to warn or to lock."""
        minutes = MINUTES_IN_SESSION if self._app.session_running else MINUTES
        quiet = self._clock() - self._last
        if quiet >= minutes * 60:
            self._has_warned = False
            self.idle.emit(WHY.format(minutes))
        elif quiet >= minutes * 60 - WARNED_BEFORE and not self._has_warned:
            self._has_warned = True
            self.warned.emit(WARNING.format(minutes - 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTS:
            self.touch()
        if event.type() == QEvent.Type.KeyPress and QApplication.activeModalWidget() is not None:
            return self._locks_from_dialog(event)
        return False

    def _locks_from_dialog(self, event: QEvent) -> bool:
        """A dialog keeps the window's own shortcut from it."""
        if isinstance(event, QKeyEvent) and event.keyCombination() == LOCKS:
            self.locked.emit()
            return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
