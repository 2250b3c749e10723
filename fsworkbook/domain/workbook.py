"""Entries of the workbook: answers, panels, contributions and summaries; their drafts and versions (domain.md 2.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from fsworkbook.domain.richtext import Paragraph, RichText
from fsworkbook.domain.sharing import SharingClass

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"

BODY = "body"
"""The slot of an entry that has one text."""

NOT_ASKED = "not_asked"
"""The slot whose text closes a question: "not asked, because…" (domain.md 0.2)."""


WHO_COULD_BE_HARMED = "who_could_be_harmed"
"""The slot of the answers to that question where a paragraph became wider (domain.md 1.5). They are no part of what the
entry says: they stand with the version's reason, for those who may read them."""


class EntryKind(StrEnum):
    """An ANSWER is one per family, field and subjects; a PANEL one per family, module, discipline and author; a SUMMARY
    one per session and author; a CONTRIBUTION one of many, dated."""

    ANSWER = "ANSWER"
    PANEL = "PANEL"
    CONTRIBUTION = "CONTRIBUTION"
    SUMMARY = "SUMMARY"


@dataclass(frozen=True, slots=True)
class EntryKey:
    """Which entry is meant, before or after it exists.

    `key` is a field key, a panel key, `summary`, or for a contribution `contribution.<section>`. `subjects` are person
    ids in a fixed order (adult first). `author_id` is None for answers, whose versions may have several authors.
    `owner` is the session id of a summary and the contribution's own id; else empty.
    """

    family_id: str
    kind: EntryKind
    key: str
    subjects: tuple[str, ...] = ()
    author_id: str | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says: a text per slot and a plain value per slot (a choice, a date, a ruler's number)."""

    texts: Mapping[str, RichText] = field(default_factory=dict)
    values: Mapping[str, Json] = field(default_factory=dict)
    values_class: SharingClass = SharingClass.SHAREABLE

    @property
    def body(self) -> RichText:
        """The text of an entry that has one."""
        return self.texts.get(BODY, RichText())

    def text(self, slot: str) -> RichText:
        """The text of one slot; empty where nobody wrote."""
        return self.texts.get(slot, RichText())

    def __bool__(self) -> bool:
        return any(bool(text) for text in self.texts.values()) or any(
            value not in (None, "", [], {}) for value in self.values.values()
        )

    @classmethod
    def of(cls, body: RichText) -> "Content":
        """Content of one text."""
        return cls({BODY: body})


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph with its place: which slot, and where in it. Positions of other classes may lie between."""

    slot: str
    position: int
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class TextPart:
    """The part of a version that one permission object, class and protected person share: what one row holds."""

    object: str
    sharing_class: SharingClass
    protects: str | None
    placed: tuple[Placed, ...]
    values: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """A finalised version: dated, signed, frozen. `content` holds what its reader may read."""

    id: str
    entry_id: str
    key: EntryKey
    number: int
    author_id: str
    discipline: str
    finalised_at: datetime
    content: Content
    occurred_on: date | None = None
    contribution_kind: str = ""
    significant: bool = False
    still_true_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An author's own unfinished text; nobody else reads it. `base` is the version number it began from, 0 = none."""

    id: str
    key: EntryKey
    author_id: str
    discipline: str
    content: Content
    base: int
    begun_at: datetime
    saved_at: datetime
    occurred_on: date | None = None
    contribution_kind: str = ""
    significant: bool = False


@dataclass(frozen=True, slots=True)
class DraftTrace:
    """That a draft of somebody else exists: who, which entry, since when. Never its text."""

    key: EntryKey
    author_id: str
    discipline: str
    begun_at: datetime


def split(content: Content, object_of: Mapping[str, str], default_object: str) -> tuple[TextPart, ...]:
    """The rows a version is stored as: one per permission object, class and protected person (data.md 3).

    `object_of` names the permission object of slots that have one of their own (a confidential note).
    """
    parts: dict[tuple[str, SharingClass, str | None], list[Placed]] = {}
    for slot, text in content.texts.items():
        for position, paragraph in enumerate(text):
            protects = paragraph.protects[0] if paragraph.protects else None
            where = (object_of.get(slot, default_object), paragraph.sharing_class, protects)
            parts.setdefault(where, []).append(Placed(slot, position, paragraph))
    values_at = (default_object, content.values_class, None)
    if content.values:
        parts.setdefault(values_at, [])
    return tuple(
        TextPart(where[0], where[1], where[2], tuple(placed), content.values if where == values_at else {})
        for where, placed in parts.items()
    )


def weave(parts: Iterable[TextPart]) -> Content:
    """The content a reader gets from the rows that reached them: paragraphs by position, nothing telling of others."""
    slots: dict[str, list[Placed]] = {}
    values: dict[str, Json] = {}
    values_class = SharingClass.SHAREABLE
    for part in parts:
        for placed in part.placed:
            slots.setdefault(placed.slot, []).append(placed)
        if part.values:
            values.update(part.values)
            values_class = part.sharing_class
    texts = {
        slot: RichText(tuple(item.paragraph for item in sorted(placed, key=lambda item: item.position)))
        for slot, placed in slots.items()
    }
    return Content(texts, values, values_class)
