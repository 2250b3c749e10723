"""How wide words are in Arial, for the page numbers of the contents (page_numbers.py)."""

import re
from collections.abc import Iterable
from functools import lru_cache

# Advance widths of the characters from space to tilde, in thousandths of the size. Arial, Helvetica and Liberation
# Sans share them.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 "
    "667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 "
    "833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 "
    "611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 "
    "611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
_OTHERS = {"‘": 222, "’": 222, "“": 333, "”": 333, "•": 350, "—": 1000, "…": 1000, "\u00a0": 278}
_WIDTHS = tuple(
    {chr(at): int(width) for at, width in enumerate(widths.split(), 32)} | _OTHERS for widths in (_REGULAR, _BOLD)
)
_BREAKABLE = re.compile("[^ -]*-|[^ -]+")
"""Lines are broken at spaces and after hyphens."""

USUAL = 556
"""The width of a letter the tables do not hold."""

LINE = 1.15
"""The height of a single line, in sizes."""


@lru_cache(maxsize=20_000)
def width(word: str, bold: bool = False) -> int:
    """How wide a word is, in thousandths of the size."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, USUAL) for letter in word)


def lines(styled: Iterable[tuple[str, bool]], points: float, size: float) -> int:
    """How many lines stretches of text, each bold or not, take in a column of that many points."""
    room, count, at = points * 1000 / size, 1, 0.0
    for text, bold in styled:
        between = _WIDTHS[bold][" "]
        for number, line in enumerate(text.split("\n")):
            if number:
                count, at = count + 1, 0.0
            for word in _BREAKABLE.findall(line):
                wide, space = width(word, bold), 0 if word.endswith("-") else between
                if at and at + wide > room:
                    count, at = count + 1, 0.0
                over = int((at + wide) // (room + 0.001))
                count, at = count + over, at + wide + space - over * room
    return count
