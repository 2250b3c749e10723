"""How wide words are in Arial, for the page numbers of the contents (page_numbers.py)."""

from functools import lru_cache

# Advance widths of the characters from space to tilde, in thousandths of the size. Arial, Helvetica and Liberation
# Sans share them.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 "
    "584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 "
    "667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 "
    "500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 "
    "584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 "
    "667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 "
    "556 778 556 556 500 389 280 389 584"
)
_OTHERS = {"‘": 222, "’": 222, "“": 333, "”": 333, "•": 350, "—": 1000, "…": 1000}
_WIDTHS = tuple(
    {chr(at): int(width) for at, width in enumerate(widths.split(), 32)} | _OTHERS for widths in (_REGULAR, _BOLD)
)
USUAL = 556
"""The width of a letter the tables do not hold."""

LINE = 1.15
"""The height of a single line, in sizes."""


@lru_cache(maxsize=20_000)
def width(word: str, bold: bool = False) -> int:
    """How wide a word is, in thousandths of the size."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, USUAL) for letter in word)


def lines(text: str, points: float, size: float, bold: bool = False) -> int:
    """How many lines a text takes in a column of that many points, broken between words."""
    room = points * 1000 / size
    space = _WIDTHS[bold][" "]
    return sum(_broken(line.split(" "), room, space, bold) for line in text.split("\n"))


def _broken(words: list[str], room: float, space: int, bold: bool) -> int:
    count, at = 1, 0.0
    for word in words:
        wide = width(word, bold)
        if at and at + space + wide > room:
            count, at = count + 1, 0.0
        at += wide + (space if at else 0)
        if at > room:
            more = int(at // room)
            count, at = count + more, at - more * room
    return count
