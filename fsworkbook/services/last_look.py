"""The last look before a file is written (domain.md 2.13): every name, place, time, telephone number and school that
would leave, each with its sentence, so that the maker takes the paragraph out or goes on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fsworkbook.domain.people import ContactPoint, Person, Staff
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.text_checks import address_like, holds_value


class FoundKind(StrEnum):
    """What was found."""

    NAME = "NAME"
    PLACE = "PLACE"
    TIME = "TIME"
    TELEPHONE = "TELEPHONE"
    SCHOOL = "SCHOOL"


@dataclass(frozen=True, slots=True)
class LookLine:
    """One thing that would leave. `paragraph_id` is what to take out; `must_go`: it is the value of a contact point,
    which is in no document, so the copy is not made while it stands there."""

    found: str
    kind: FoundKind
    sentence: str
    paragraph_id: str
    must_go: bool = False


_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?!\.?\d)|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_CAPITALS = r"(?:[A-Z][\w’'&-]*\s+(?:of\s+)?){1,4}"
_SCHOOL = re.compile(rf"\b{_CAPITALS}(?:School|Academy|Nursery|College|Primary|Infants|Juniors|Preschool)\b")
_PLACE = re.compile(
    rf"\b{_CAPITALS}(?:Hospital|Surgery|Centre|Clinic|Practice|Station|Hostel|Refuge|Hotel|Library|Park|House|Street|"
    r"Road|Lane|Avenue|Close|Drive|Terrace|Gardens|Crescent|Square)\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"’)]*")
_DIGITS = re.compile(r"\d")

SCHOOLS = frozenset({"SCHOOL_OR_NURSERY"})
TELEPHONES = frozenset({"TELEPHONE"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the workbook knows by name: people of the family, staff, and the contact points that the maker may read."""

    persons: tuple[Person, ...]
    staff: tuple[Staff, ...]
    contact_points: tuple[ContactPoint, ...]

    @property
    def names(self) -> Mapping[str, str]:
        """Every way in which somebody is called, with the name to show."""
        people = ((person.given_name, person.family_name, person.known_as) for person in self.persons)
        names = [part for parts in people for part in parts if len(part) > 1]
        for worker in self.staff:
            names += [worker.name, worker.name.split()[-1], worker.given_name]
        return {name: name for name in sorted(set(names), key=len, reverse=True) if name}


def look(texts: Iterable[RichText], known: Known) -> tuple[LookLine, ...]:
    """Everything found, in the order of the text; one thing in one sentence is one line."""
    lines: dict[tuple[str, str, str], LookLine] = {}
    pattern = _names_pattern(known)
    for text in texts:
        for paragraph in text:
            for line in _in_paragraph(paragraph.plain, paragraph.id, known, pattern):
                lines.setdefault((line.paragraph_id, line.sentence, line.found), line)
    return tuple(lines.values())


def _in_paragraph(text: str, paragraph_id: str, known: Known, names: re.Pattern[str] | None) -> Iterator[LookLine]:
    for point in known.contact_points:  # first: what must go is never covered by a line of the same words that may stay
        if holds_value(text, point.value):
            yield LookLine(point.value, _kind_of(point), _sentence_with(text, point.value), paragraph_id, must_go=True)
    for sentence in (match.group().strip() for match in _SENTENCE.finditer(text)):
        for found, kind in _in_sentence(sentence, names):
            yield LookLine(found, kind, sentence, paragraph_id)


def _in_sentence(sentence: str, names: re.Pattern[str] | None) -> Iterator[tuple[str, FoundKind]]:
    for match in names.finditer(sentence) if names else ():
        yield match.group(), FoundKind.NAME
    for found in address_like(sentence):
        digits = len(_DIGITS.findall(found))
        yield found, FoundKind.TELEPHONE if digits >= 9 else FoundKind.PLACE
    schools = [match.group() for match in _SCHOOL.finditer(sentence)]
    yield from ((found, FoundKind.SCHOOL) for found in schools)
    yield from ((match.group(), FoundKind.PLACE) for match in _PLACE.finditer(sentence))
    yield from ((match.group(), FoundKind.TIME) for match in _TIME.finditer(sentence))


def _names_pattern(known: Known) -> re.Pattern[str] | None:
    names = "|".join(re.escape(name) for name in known.names)
    return re.compile(rf"\b(?:{names})\b") if names else None


def _kind_of(point: ContactPoint) -> FoundKind:
    if point.kind in TELEPHONES:
        return FoundKind.TELEPHONE
    return FoundKind.SCHOOL if point.kind in SCHOOLS else FoundKind.PLACE


def _sentence_with(text: str, value: str) -> str:
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    return next((sentence for sentence in sentences if holds_value(sentence, value)), text.strip())
