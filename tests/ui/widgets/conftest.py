"""Each test begins in the light theme, Inter, 100 %; windows are shown without a screen and closed after."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme


@pytest.fixture(autouse=True)
def plain_theme(qapp: QApplication) -> Iterator[None]:
    yield
    theme().set_font("Inter")
    theme().set_text_size(1.0)
    theme().set_theme("light")


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Callable[..., QWidget]:
    """Show a widget in a window of its own (or as one) and let it lay itself out."""

    def show(widget: QWidget, width: int = 700, height: int = 500) -> QWidget:
        window = widget.window()
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        settle()
        return widget

    return show


def settle() -> None:
    """Let posted layout and zero timers happen; until two rounds bring nothing new."""
    for _ in range(6):
        QApplication.processEvents()
