"""How texts are written in the demonstration's files, and made `RichText`.

A blank line ends a paragraph. "- " begins a bullet, "> " a child's own words. A paragraph may begin with words in
square brackets: its sharing class, its basis (FACT, REPORTED, OPINION), whom it is about, as in "[OWN_COPY Mia FACT]".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText, Run
from fsworkbook.domain.sharing import SharingClass

_MARKS = re.compile(r"^\[([A-Za-z_ ]+)\]\s+")
_BEGINNINGS = {"- ": ParagraphKind.BULLET, "> ": ParagraphKind.QUOTE}

PersonId = Callable[[str], str]
"""The id of a person of the family by first name."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the words in brackets say; what they leave out is as the entry has it."""

    sharing_class: SharingClass
    basis: Basis | None
    about: tuple[str, ...]


def rich_text(
    text: str, sharing_class: SharingClass, about: tuple[str, ...] = (), person_id: PersonId = str
) -> RichText:
    """The text as paragraphs. `about` are person ids where a paragraph names nobody itself."""
    paragraphs = []
    for block in re.split(r"\n\s*\n", text.strip()):
        for line in _lines(block):
            marks, words = _marked(line, sharing_class, about, person_id)
            kind = next((kind for start, kind in _BEGINNINGS.items() if words.startswith(start)), ParagraphKind.TEXT)
            paragraphs.append(
                Paragraph(
                    new_id(),
                    (Run(words if kind is ParagraphKind.TEXT else words[2:].strip()),),
                    kind,
                    marks.sharing_class,
                    about=marks.about,
                    basis=marks.basis,
                )
            )
    return RichText(tuple(paragraphs))


def _lines(block: str) -> list[str]:
    """A block of bullets is one paragraph each; any other block is one paragraph."""
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if all(line[:2] in _BEGINNINGS for line in lines):
        return lines
    return [" ".join(lines)] if lines else []


def _marked(line: str, sharing_class: SharingClass, about: tuple[str, ...], person_id: PersonId) -> tuple[Marks, str]:
    found = _MARKS.match(line)
    words = found.group(1).split() if found else []
    classes = [SharingClass(word) for word in words if word in set(SharingClass)]
    bases = [Basis(word) for word in words if word in set(Basis)]
    named = tuple(person_id(word) for word in words if word not in {*SharingClass, *Basis})
    marks = Marks(classes[0] if classes else sharing_class, bases[0] if bases else None, named or about)
    return marks, line[found.end() :] if found else line
