"""What a parenting assessment is made of, for one recipient: values that `services/exporting.py` fills.

Nothing in here is withheld from the recipient, and nothing tells that there was more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fsworkbook.documents.answers import LABELS
from fsworkbook.domain.people import Person
from fsworkbook.domain.richtext import RichText


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, or what may leave of it: its plain value in words, and its texts, each with the words before it."""

    heading: int
    key: str
    title: str
    subjects: tuple[str, ...]
    by: str
    value: str = ""
    texts: tuple[tuple[str, RichText], ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether the question was closed with "not asked, because…" and says nothing else."""
        return not self.value and [lead for lead, _ in self.texts] == [LABELS["not_asked"]]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that nobody ever answered, whose answer could have been in this copy."""

    heading: int
    title: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelText:
    """What one worker wrote in their own panel of a module."""

    heading: int
    title: str
    by: str
    text: RichText


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person the copy is about: how they belong, who is responsible for them, under which law."""

    person: Person
    belongs: str
    responsible: str
    legal_status: str


@dataclass(frozen=True, slots=True)
class Work:
    """How often one discipline met the family for this assessment, from when to when."""

    discipline: str
    times: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class EventLine:
    """A significant event."""

    on: date
    kind: str
    text: RichText


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of one adult and behaviour as a supervision agreed it, in words."""

    adult_id: str
    behaviour: str
    on: date
    stage: str


@dataclass(frozen=True, slots=True)
class RatingLine:
    """The colour of one child on one day, by letter and word."""

    child_id: str
    on: date
    colour: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, as what, and when; `on` is None while the signature is still to come."""

    role: str
    name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A copy of the assessment. `adults` and `children` are those whom questions are asked about, `others` those of
    whom something is recorded all the same: who moved out, who died. `empty` are the headings for which the record
    holds nothing at all."""

    reference: str
    authority: str
    author: str
    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    people: tuple[PersonLine, ...]
    answers: tuple[Answered, ...]
    unanswered: tuple[Unanswered, ...]
    panels: tuple[PanelText, ...]
    work: tuple[Work, ...]
    events: tuple[EventLine, ...]
    stages: tuple[StageLine, ...]
    ratings: tuple[RatingLine, ...]
    signed: tuple[Signed, ...]
    empty: frozenset[int]
    legal_record: str
    made_at: datetime
    others: tuple[Person, ...] = ()
    final: bool = False
    demonstration: date | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """The persons this copy may name, by id."""
        return {person.id: person.name for person in (*self.adults, *self.others, *self.children)}
