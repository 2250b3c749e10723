"""Switching theme, text size and typeface changes what live windows show, and nothing else."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import colour, font, px, set_role, theme, tokens
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.fields import CheckBox, LineField
from ui.widgets.labels import body, second
from ui.widgets.layout import vbox


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    card = Card("Your drafts", "only you")
    card.add(vbox(body("Words"), second("More"), LineField("placeholder"), QLineEdit("plain Qt"), CheckBox("Tick")))
    made.setLayout(vbox(card, PrimaryButton("Go")))
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


ROOT = Path(__file__).resolve().parents[3]


def pixels(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def colours_of(image: QImage, often: int = 1) -> set[str]:
    """The colours seen at least so often; a blend at a rounded corner may be any colour once."""
    met = Counter(image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()))
    return {name for name, times in met.items() if times >= often}


def named(theme_name: str) -> set[str]:
    return {value.lower() for value in tokens().colours[theme_name].values()}


def test_every_colour_of_the_old_theme_goes(window: QWidget) -> None:
    light, dark = named("light"), named("dark")
    assert colours_of(pixels(window)) & light
    theme().set_theme("dark")
    left = (colours_of(pixels(window), often=9) & light) - dark
    assert not left, "half the window stayed light"


def test_going_there_and_back_is_the_same_picture(window: QWidget) -> None:
    before = pixels(window)
    for name in ("dark", "high-contrast", "light"):
        theme().set_theme(name)
        pixels(window)
    assert pixels(window) == before


def test_switched_window_equals_one_built_in_that_theme(window: QWidget, qtbot: QtBot) -> None:
    theme().set_theme("dark")
    switched = pixels(window.findChild(QLineEdit))
    fresh = LineField("placeholder")
    qtbot.addWidget(fresh)
    fresh.resize(window.findChild(QLineEdit).size())
    fresh.show()
    assert colours_of(pixels(fresh)) <= colours_of(switched) | colours_of(pixels(fresh))
    assert pixels(fresh).pixelColor(10, 10) == switched.pixelColor(10, 10)


def test_a_hidden_window_follows_when_it_is_shown(window: QWidget) -> None:
    window.hide()
    theme().set_theme("dark")
    window.show()
    assert pixels(window).pixelColor(1, 1) == colour("canvas")
    assert not (colours_of(pixels(window)) & {tokens().colours["light"]["surface"].lower()})


def test_a_theme_switch_does_not_rebuild_the_sheet(qapp: QApplication) -> None:
    sheet = qapp.styleSheet()
    theme().set_theme("dark")
    assert qapp.styleSheet() == sheet
    assert "#" not in sheet.replace("#qt_calendar", ""), "the sheet names a colour"


def test_text_size_lays_live_windows_out_again(window: QWidget, qtbot: QtBot) -> None:
    before = window.sizeHint()
    field = window.findChild(LineField)
    height = field.height()
    with qtbot.waitSignals([theme().resized, theme().changed]):
        theme().set_text_size(2.0)
    QApplication.processEvents()
    assert px(16) == 32
    assert window.sizeHint().height() > before.height() * 1.7
    assert field.height() >= height * 1.8


def test_fonts_are_in_points_and_unhinted() -> None:
    made = font("body")
    assert made.pixelSize() == -1
    assert made.pointSizeF() == pytest.approx(10.5)
    assert made.family() == "Inter"
    theme().set_text_size(1.5)
    assert font("body").pointSizeF() == pytest.approx(15.75)


def test_atkinson_medium_is_drawn_as_semibold() -> None:
    theme().set_font("Atkinson Hyperlegible Next")
    assert font("body", "medium").weight() == 600
    assert font("body").family() == "Atkinson Hyperlegible Next"


@pytest.mark.parametrize("wrong", ["blue", ""])
def test_an_unknown_theme_is_refused(wrong: str) -> None:
    with pytest.raises(KeyError):
        theme().set_theme(wrong)


def test_an_unknown_size_or_font_is_refused() -> None:
    with pytest.raises(KeyError):
        theme().set_text_size(1.1)
    with pytest.raises(KeyError):
        theme().set_font("Comic")


def test_system_is_light_where_the_system_says_nothing() -> None:
    theme().set_theme("dark")
    theme().set_theme("system")
    assert theme().name == "light"
    assert theme().chosen == "system"


def test_effective_width_is_the_width_by_the_text_size() -> None:
    theme().set_text_size(1.5)
    assert theme().effective_width(1366) == pytest.approx(910.67, abs=0.01)


def test_high_contrast_has_edges_of_two() -> None:
    assert theme().line_width() == 1
    theme().set_theme("high-contrast")
    assert theme().line_width() == 2


def test_there_is_one_theme() -> None:
    assert theme() is theme()


def test_placeholder_keeps_its_full_contrast(qtbot: QtBot) -> None:
    """ui.md 6.6: a sheet with `color` halves the placeholder, unless it names the placeholder's colour too."""
    field = LineField("MMMMMMMM")
    qtbot.addWidget(field)
    field.resize(200, 32)
    field.show()
    darkest = min((QColor(name).lightness() for name in colours_of(pixels(field))), default=255)
    assert darkest <= colour("ink3").lightness() + 12


def test_menus_are_polished_too(qtbot: QtBot) -> None:
    menu = QMenu()
    menu.addAction("Withdraw from view")
    qtbot.addWidget(menu)
    theme().set_theme("dark")
    menu.show()
    assert pixels(menu).pixelColor(5, 5) == colour("surface")


def test_a_label_follows_by_its_role(qtbot: QtBot) -> None:
    label = second("quiet")
    qtbot.addWidget(label)
    set_role(label, "alert")
    theme().set_theme("dark")
    label.show()
    assert label.palette().color(label.foregroundRole()) == colour("alert")


def test_the_first_theme_may_come_after_the_first_widget() -> None:
    """A field made before anything asked for the theme: dressing the program measures it, and that asks again."""
    script = (
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from ui.widgets.fields import ChoiceField\n"
        "print(ChoiceField([('v', 'Visit')]).sizeHint().height())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["32"]
