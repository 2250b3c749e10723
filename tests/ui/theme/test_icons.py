"""Icons are recoloured, sharp, and follow the theme."""

import gc

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from fsworkbook import resources
from ui.theme import colour, icon, pixmap, theme


def inks(image: QImage) -> set[str]:
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in places if image.pixelColor(x, y).alpha() == 255}


def test_twice_as_sharp_as_asked(qapp: QApplication) -> None:
    drawn = pixmap("lock", 16)
    assert drawn.width() == 32
    assert drawn.devicePixelRatio() == 2


def test_in_the_colour_of_its_role(qapp: QApplication) -> None:
    assert inks(pixmap("minus", 16, "accent").toImage()) == {colour("accent").name()}


def test_an_icon_follows_the_theme_and_outlives_its_maker(qapp: QApplication) -> None:
    made = icon("minus", 16, "ink")
    gc.collect()
    light = inks(made.pixmap(16, 16).toImage())
    theme().set_theme("dark")
    assert light != inks(made.pixmap(16, 16).toImage()) == {colour("ink").name()}


def test_it_grows_with_the_text(qapp: QApplication) -> None:
    theme().set_text_size(1.5)
    assert pixmap("lock", 16).width() == 48


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


@pytest.mark.parametrize("file", sorted(resources.path("icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws_something(qapp: QApplication, file) -> None:
    assert inks(pixmap(file.stem, 24, "ink").toImage())
