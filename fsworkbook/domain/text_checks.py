"""What is looked for in a text before it is finalised: rules R8 and R10 of domain.md 2.12, and placeholder words."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`′", "'"))
_ENDINGS = ("'s", "es", "s")
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?\s+(?:[A-Z][\w’']+\s+){1,3}"
    r"(?:Street|Road|Lane|Avenue|Close|Drive|Way|Court|Place|Terrace|Gardens|Crescent|Row|Square|Hill)\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)")
_PLACEHOLDER = re.compile(r"\b(?:lorem ipsum|tbc|tbd|xxx+)\b|\[(?:name|date|child|insert)[^\]]*\]", re.IGNORECASE)


def name_parts(display_name: str) -> frozenset[str]:
    """The surnames in a family's label: "Hartley-Osei" is Hartley and Osei."""
    return frozenset(part for part in _words(display_name) if len(part) > 1)


def names_of_others(text: str, other_families: Iterable[str], names_here: Iterable[str]) -> tuple[str, ...]:
    """Surnames of other families that the text holds, in capitals, in the plural or in quotation marks too (R8). A name
    that also belongs here does not count."""
    here = {word.casefold() for name in names_here for word in _words(name)}
    # A name is written with a capital: "a long day" says nothing of the family Long, and who is asked in every text
    # stops reading the question.
    written = {word.casefold() for word in _words(text) if word[0].isupper()} - here
    meant = written | {word.removesuffix(ending) for word in written for ending in _ENDINGS}
    parts = {part for family in other_families for part in name_parts(family)}
    return tuple(sorted(part for part in parts if part.casefold() in meant - here))


def address_like(text: str) -> tuple[str, ...]:
    """What looks like an address, a postcode or a telephone number (R10's hint for everybody)."""
    found = (match.group() for pattern in (_ADDRESS, _POSTCODE, _TELEPHONE) for match in pattern.finditer(text))
    return tuple(dict.fromkeys(found))


def placeholders(text: str) -> tuple[str, ...]:
    """Words that stand for words still to come."""
    return tuple(dict.fromkeys(match.group() for match in _PLACEHOLDER.finditer(text)))


def holds_value(text: str, value: str) -> bool:
    """Whether a contact point's value stands in the text, whatever the spaces and capitals (R10)."""
    squeezed = _squeezed(value)
    return len(squeezed) > 3 and squeezed in _squeezed(text)


def _words(text: str) -> Iterable[str]:
    """The words, hyphens parting them; every apostrophe is the same one."""
    return _WORD.findall(text.translate(_APOSTROPHES))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,-]+", "", text.translate(_APOSTROPHES)).casefold()
