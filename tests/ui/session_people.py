"""The small family's supervision at the window: planned or running, with somebody at the keyboard."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.supervision import Session
from fsworkbook.services.session_page import SessionPage
from tests.supervised_family import SESSION_1, SupervisedFamily
from tests.ui.shell import settle
from ui.main_window import MainWindow
from ui.screens.session import SessionScreen
from ui.tour.hands import Hands


@dataclass
class AtSession:
    """The window, whose family it is, and one person's hands on the real widgets."""

    window: MainWindow
    supervised: SupervisedFamily
    session: Session
    hands: Hands

    @property
    def screen(self) -> SessionScreen:
        """The screen of the supervision."""
        shown = self.window.screen
        assert isinstance(shown, SessionScreen)
        return shown

    def sit(self, who: str) -> "AtSession":
        """Somebody sits down and opens the supervision."""
        self.window.app.enter(self.supervised.small.as_[who])
        self.window.app.go("session", session_id=self.session.id)
        self.settle()
        return self

    def settle(self) -> None:
        """Everything typed is saved and the page is read again."""
        self.window.app.flush()
        settle(self.window)
        while self.screen.waits:
            settle(self.window)

    def write(self, name: str, words: str) -> QWidget:
        """Click into the field of that name and type."""
        field = self.hands.find(name)
        self.hands.write(field, words)
        return field

    def page(self, who: str) -> SessionPage:
        """What the file holds, as somebody reads it."""
        self.settle()
        return self.supervised.page(who, self.session)


def at_session(window: MainWindow, supervised: SupervisedFamily, session: Session) -> AtSession:
    """The supervision at the window; nobody has opened it yet."""
    supervised.small.at(SESSION_1)
    return AtSession(window, supervised, session, Hands(lambda: settle(window)))


def tab() -> QWidget:
    """Tab, and where the keyboard is then."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus
