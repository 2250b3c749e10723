"""Text as a value: paragraphs of runs, never HTML (architecture.md 4).

Each paragraph has its own id, sharing class and persons, so that a reader can be given some paragraphs and not others
without anything telling that there are others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.sharing import SharingClass


class ParagraphKind(StrEnum):
    """What a paragraph is on the page; QUOTE is a child's own words."""

    TEXT = "TEXT"
    BULLET = "BULLET"
    NUMBER = "NUMBER"
    QUOTE = "QUOTE"


class Basis(StrEnum):
    """What a paragraph stands on (domain.md 9.7)."""

    FACT = "FACT"
    REPORTED = "REPORTED"
    OPINION = "OPINION"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `about` names persons by id; empty means: the persons its entry is about, else the family.

    `protects` and `kept_from` are person ids and only mean something for VICTIM_CONFIDENTIAL (domain.md 1.5).
    """

    id: str
    runs: tuple[Run, ...]
    kind: ParagraphKind = ParagraphKind.TEXT
    sharing_class: SharingClass = SharingClass.PROFESSIONALS_ONLY
    protects: tuple[str, ...] = ()
    kept_from: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    basis: Basis | None = None

    @property
    def plain(self) -> str:
        """The words without style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class RichText:
    """A text of paragraphs in order. Empty when no paragraph holds a word."""

    paragraphs: tuple[Paragraph, ...] = ()

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs)

    def __bool__(self) -> bool:
        return any(paragraph.plain.strip() for paragraph in self.paragraphs)

    @property
    def plain(self) -> str:
        """The words, a line a paragraph."""
        return "\n".join(paragraph.plain for paragraph in self.paragraphs)

    def with_class(
        self,
        sharing_class: SharingClass,
        protects: Iterable[str] = (),
        kept_from: Iterable[str] = (),
    ) -> "RichText":
        """The same text with every paragraph in one class."""
        return RichText(
            tuple(
                replace(paragraph, sharing_class=sharing_class, protects=tuple(protects), kept_from=tuple(kept_from))
                for paragraph in self.paragraphs
            )
        )

    @classmethod
    def from_plain(cls, text: str, sharing_class: SharingClass = SharingClass.PROFESSIONALS_ONLY) -> "RichText":
        """A text of unstyled paragraphs, one for each line that holds a word."""
        return cls(
            tuple(
                Paragraph(new_id(), (Run(line.strip()),), sharing_class=sharing_class)
                for line in text.splitlines()
                if line.strip()
            )
        )
