"""The design's values as one frozen dataclass, read once from resources/theme/tokens.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from fsworkbook import resources


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One size of type: px at 100 % text size, the usual weight (400-600), line height of wrapped text in percent."""

    px: float
    weight: int
    line_percent: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every value of the design. Sizes in px at 100 % text size and 96 dpi; colours "#rrggbb" by theme and role."""

    default_font: str
    readable_font: str
    weights: Mapping[str, int]
    type: Mapping[str, TypeRole]
    reading_measure: int
    space: Mapping[str, int]
    radius: Mapping[str, int]
    stroke: Mapping[str, float]
    control: Mapping[str, Any]
    layout: Mapping[str, int]
    breakpoints: Mapping[str, Any]
    focus_ring: Mapping[str, Any]
    rating: Mapping[str, Any]
    rating_size: Mapping[str, int]
    stage: Mapping[str, Any]
    save_light: Mapping[str, Any]
    connection_light: Mapping[str, Any]
    sharing_class: Mapping[str, str]
    keys: Mapping[str, str]
    palette: Mapping[str, str]
    colours: Mapping[str, Mapping[str, str]]
    contrasts: Mapping[str, Mapping[str, float]]


@cache
def tokens() -> Tokens:
    """The values, read once."""
    return read(resources.text("theme", "tokens.toml"))


def read(text: str) -> Tokens:
    """The values of one file. Raises KeyError when a table is missing: the file and the program go together."""
    raw = tomllib.loads(text)
    themes = raw["theme"]
    return Tokens(
        default_font=raw["font"]["default"],
        readable_font=raw["font"]["readable"],
        weights=_fixed(raw["font"]["weights"]),
        type=_fixed({name: _type_role(value) for name, value in raw["type"].items() if isinstance(value, dict)}),
        reading_measure=raw["type"]["reading_measure_max_px"],
        rating_size=_fixed(raw["rating"]["shape_px"]),
        **{name: _fixed(raw[name]) for name in _PLAIN_TABLES},
        colours=_fixed({name: _fixed(table["colour"]) for name, table in themes.items()}),
        contrasts=_fixed({name: _fixed(table["contrast"]) for name, table in themes.items()}),
    )


_PLAIN_TABLES = (
    "space",
    "radius",
    "stroke",
    "control",
    "layout",
    "breakpoints",
    "focus_ring",
    "rating",
    "stage",
    "save_light",
    "connection_light",
    "sharing_class",
    "keys",
    "palette",
)


def _type_role(value: Mapping[str, Any]) -> TypeRole:
    return TypeRole(value["px"], int(value["weight"].split("/")[0]), value["line_percent"])


def _fixed(table: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(table)
