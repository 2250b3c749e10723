"""The same through the real widgets: keys pressed in a panel or in a supervision, one after another, until killed."""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.services.session_page import session_page
from tests.small_family import SmallFamily
from tests.trust.dying import stand_still_at, told, words
from tests.trust.files import first_session, opened
from ui.app import App
from ui.panels import draft_saver, session_writing
from ui.panels.session_text import GrowingText
from ui.panels.write_place import WritePlace
from ui.screens.family import FamilyScreen
from ui.screens.session import SessionScreen
from ui.widgets.focus import parts

OFTEN = 150
"""Milliseconds between saves instead of a second: the kill comes after several."""

KEYS = words(500)
WITHOUT_A_SCREEN = "This plugin does not support"
"""What Qt says of windows without a screen (pyproject.toml)."""


def main(place: str, file: Path, stop: list[str]) -> None:
    """Type at a place ("panel", "finalise", "cell") until killed."""
    draft_saver.EVERY = session_writing.EVERY = OFTEN
    qInstallMessageHandler(lambda _kind, _where, words: words.startswith(WITHOUT_A_SCREEN) or sys.stderr.write(words))
    qt = QApplication(sys.argv[:1])
    small = opened(file)
    app = App()
    app.enter(small.as_["BS" if place == "cell" else "SW"])
    screen = SessionScreen(app) if place == "cell" else FamilyScreen(app)
    screen.resize(1366, 768)
    screen.show()
    screen.activateWindow()
    if isinstance(screen, SessionScreen):
        screen.show_for(session_id=first_session(small).id)
    else:
        screen.show_for(family_id=small.family.id, section="m3")
    for _ in range(3):
        app.wait()
        qt.processEvents()
    told(ready=True)
    if stop:
        stand_still_at(stop[0], int(stop[1]), small)
    {"panel": type_panel, "finalise": finalise_panel, "cell": type_cell}[place](app, small, screen)
    qt.exec()


def type_panel(_app: App, _small: SmallFamily, screen: Any) -> None:
    """The own panel, word after word."""
    field = _own_panel(screen)
    screen.place.page.own.writing.kept.connect(lambda draft: told(draft=draft.content.body.plain))
    _keep_typing(screen, lambda: field)


def finalise_panel(app: App, _small: SmallFamily, screen: Any) -> None:
    """The own panel, finalised by its key."""
    field = _own_panel(screen)
    QTest.keyClicks(field, words(6))
    app.flush()
    told(draft=words(6))
    screen.place.page.own.finalised.connect(lambda version: told(version=version.number, text=words(6)))
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def type_cell(app: App, small: SmallFamily, screen: Any) -> None:
    """What everybody may be missing, in a record that runs."""
    screen.room.record.go_to("reflection", "")
    field = next(item for item in parts(screen, GrowingText) if item.property("cellPlace") == "reflection||text")
    session = first_session(small)

    def in_the_file() -> None:
        text = session_page(small.as_["TM"], session.id).record.text("reflection", "", "text")
        told(reflection=text)

    app.saved.connect(in_the_file)
    _keep_typing(screen, lambda: field)


def _own_panel(screen: Any) -> QWidget:
    place = screen.place.page.own.findChild(WritePlace)
    place.setFocus()
    QTest.keyClick(place, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    return field


def _keep_typing(screen: QWidget, field: Callable[[], QWidget]) -> None:
    """A letter in each turn of the event loop."""
    at = count()
    timer = QTimer(screen, interval=5)
    timer.timeout.connect(lambda: QTest.keyClicks(field(), KEYS[next(at)]))
    timer.start()
