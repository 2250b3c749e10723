"""Each test begins in the light theme, Inter, 100 %."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import theme


@pytest.fixture(autouse=True)
def plain_theme(qapp: QApplication) -> Iterator[None]:
    theme().set_theme("light")
    yield
    theme().set_font("Inter")
    theme().set_text_size(1.0)
    theme().set_theme("light")
