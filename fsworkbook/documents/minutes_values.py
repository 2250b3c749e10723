"""What the minutes of one supervision are made of, for one reader: values that `services/exporting.py` fills."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fsworkbook.domain.people import Person
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.supervision import ActionItem, PastRating, Record, Session


@dataclass(frozen=True, slots=True)
class Quoted:
    """A child's words or an observation, quoted by reference from the workbook."""

    on: date | None
    to_whom: str
    text: RichText


@dataclass(frozen=True, slots=True)
class SummaryText:
    """A summary as the session read it. `texts` are its boxes, each with its title. Never when it came in."""

    author: str
    discipline: str
    on: date | None
    texts: tuple[tuple[str, RichText], ...]
    absent: bool = False
    still_true_on: date | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """A significant event since the last supervision."""

    on: date
    text: RichText


@dataclass(frozen=True, slots=True)
class Minutes:
    """What one reader may read of a finalised supervision. `names` are of staff and persons by id, `roles` the
    disciplines in words by staff id; `answered` says which pieces of the record exist at all, so that a piece which is
    not for this reader is never printed as "Not yet recorded"."""

    reference: str
    team: str
    session: Session
    record: Record
    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    names: Mapping[str, str]
    roles: Mapping[str, str]
    summaries: tuple[SummaryText, ...]
    legal_record: str
    made_at: datetime
    answered: frozenset[tuple[str, str]] = frozenset()
    quotes: Mapping[str, tuple[Quoted, ...]] = field(default_factory=dict)
    past_ratings: Mapping[str, PastRating] = field(default_factory=dict)
    last_stages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    last_actions: tuple[ActionItem, ...] = ()
    events: tuple[EventLine, ...] = ()
    demonstration: date | None = None
