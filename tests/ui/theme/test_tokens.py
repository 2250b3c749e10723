"""The tokens are read whole, and every pair of colours has the contrast it says and needs."""

import pytest

from ui.theme.tokens import Tokens, read, tokens

EDGES = {"amber_line", "ctl", "focus", "green_line", "red_line", "stage"}
PAIRS = [(name, pair, ratio) for name, pairs in tokens().contrasts.items() for pair, ratio in pairs.items()]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "pair", "ratio"), PAIRS, ids=lambda value: str(value))
def test_contrast(name: str, pair: str, ratio: float) -> None:
    ink, ground = pair.split(" on ")
    colours = tokens().colours[name]
    assert contrast(colours[ink], colours[ground]) == pytest.approx(ratio, abs=0.01)
    assert ratio >= (3.0 if ink in EDGES else 4.5)


def test_themes_have_the_same_roles() -> None:
    roles = {name: set(colours) for name, colours in tokens().colours.items()}
    assert roles["light"] == roles["dark"] == roles["high-contrast"]


def test_type_roles_have_weight_and_line() -> None:
    assert tokens().type["heading3"].weight == 600
    assert tokens().type["reading"].line_percent == 148
    assert tokens().reading_measure == 760


def test_a_file_without_a_table_is_refused() -> None:
    with pytest.raises(KeyError):
        read("[font]\ndefault = 'Inter'")


def test_tokens_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        tokens().space["s1"] = 3  # type: ignore[index]
    assert isinstance(tokens(), Tokens)
