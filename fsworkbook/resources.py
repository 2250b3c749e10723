"""The only door to `resources/`: from the source tree, from a wheel and from a frozen build."""

import sys
from pathlib import Path


def path(*parts: str) -> Path:
    """The path of a resource, such as `path("catalogue", "stages.toml")`."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def text(*parts: str) -> str:
    """The text of a resource."""
    return path(*parts).read_text(encoding="utf-8")
