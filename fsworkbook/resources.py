"""The only door to resources/: fonts, icons, catalogue, words. The folder stands beside `fsworkbook/` in every form.

That one rule holds in the source tree, in a wheel and in the frozen build, where PyInstaller keeps the same places.
"""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "resources"


def path(*parts: str) -> Path:
    """Where a resource lies, as `path("fonts", "Inter-Regular.ttf")`. It need not exist: the folder may be listed."""
    return _FOLDER.joinpath(*parts)


def text(*parts: str) -> str:
    """The words of a resource, UTF-8. Raises FileNotFoundError when the build left it out."""
    return path(*parts).read_text(encoding="utf-8")
