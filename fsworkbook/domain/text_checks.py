"""What is looked for in a text before it is finalised: rules R8 and R10 of domain.md 2.12, and placeholder words."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[\w’']+", re.UNICODE)
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?\s+(?:[A-Z][\w’']+\s+){1,3}"
    r"(?:Street|Road|Lane|Avenue|Close|Drive|Way|Court|Place|Terrace|Gardens|Crescent|Row|Square|Hill)\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)")
_PLACEHOLDER = re.compile(r"\b(?:lorem ipsum|tbc|tbd|xxx+)\b|\[(?:name|date|child|insert)[^\]]*\]", re.IGNORECASE)


def name_parts(display_name: str) -> frozenset[str]:
    """The surnames in a family's label: "Hartley-Osei" is Hartley and Osei."""
    return frozenset(part for part in re.split(r"[-\s]+", display_name) if len(part) > 2)


def names_of_others(text: str, other_families: Iterable[str], names_here: Iterable[str]) -> tuple[str, ...]:
    """Surnames of other families that the text holds (R8). A name that also belongs here does not count."""
    here = {word.casefold() for name in names_here for word in _WORD.findall(name)}
    words = set(_WORD.findall(text.replace("-", " ")))
    possessive = {word[:-2] for word in words if word.endswith(("'s", "’s"))}
    found = {
        part
        for family in other_families
        for part in name_parts(family)
        if part.casefold() not in here and part in words | possessive
    }
    return tuple(sorted(found))


def address_like(text: str) -> tuple[str, ...]:
    """What looks like an address, a postcode or a telephone number (R10's hint for everybody)."""
    found = (match.group() for pattern in (_ADDRESS, _POSTCODE, _TELEPHONE) for match in pattern.finditer(text))
    return tuple(dict.fromkeys(found))


def placeholders(text: str) -> tuple[str, ...]:
    """Words that stand for words still to come."""
    return tuple(dict.fromkeys(match.group() for match in _PLACEHOLDER.finditer(text)))


def holds_value(text: str, value: str) -> bool:
    """Whether a contact point's value stands in the text, whatever the spaces and capitals (R10)."""
    squeezed = re.sub(r"[\s,-]+", "", value).casefold()
    return len(squeezed) > 3 and squeezed in re.sub(r"[\s,-]+", "", text).casefold()
