"""A supervision session and its record, as values (domain.md 3). The rules are in `supervision_rules.py`.

While a session runs its record is cells: (item, subject, class, value, version). `Record` is those cells read as what
they mean; it holds what its reader may read and nothing tells of the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Json


class SessionKind(StrEnum):
    """FSCS with two or more professionals, else TRADITIONAL (domain.md 3.1)."""

    FSCS = "FSCS"
    TRADITIONAL = "TRADITIONAL"


class SessionState(StrEnum):
    """Stored states (domain.md 3.4); asked, all in, late and overdue are computed."""

    PLANNED = "PLANNED"
    IN_SESSION = "IN_SESSION"
    RECORDED = "RECORDED"
    FINALISED = "FINALISED"
    CANCELLED = "CANCELLED"
    ABANDONED = "ABANDONED"


@dataclass(frozen=True, slots=True)
class Session:
    """The shell of one supervision: when, where, who leads; no text of the family."""

    id: str
    family_id: str
    number: int
    kind: SessionKind
    state: SessionState
    starts_at: datetime
    minutes: int
    place: str
    chair_id: str
    minute_taker_id: str
    case_holder_id: str | None
    team_id: str
    typists: frozenset[str] = frozenset()
    deputy_id: str | None = None
    deputy_reason: str = ""
    started_at: datetime | None = None
    started_by: str | None = None
    override_reason: str = ""
    recorded_at: datetime | None = None
    recorded_by: str | None = None
    finalised_at: datetime | None = None
    finalised_by: str | None = None
    finalised_hash: str = ""
    ended_reason: str = ""

    @property
    def ends_at(self) -> datetime:
        """The planned end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def held_on(self) -> date:
        """The day it is dated by: that on which it was started; until then the planned one."""
        return (self.started_at or self.starts_at).date()

    @property
    def chaired_by(self) -> str:
        """Who chaired: who started it, perhaps the deputy; until then who is to."""
        return self.started_by or self.chair_id

    @property
    def finaliser_ids(self) -> frozenset[str]:
        """The chair and the deputy named for this session; the family's team manager is added by the rules."""
        return frozenset(person for person in (self.chair_id, self.deputy_id) if person)


class AttendanceMode(StrEnum):
    """How somebody took part (domain.md 3.7). The absent ones are told apart by whether a summary was in."""

    IN_ROOM = "IN_ROOM"
    REMOTE = "REMOTE"
    ABSENT_SUMMARY = "ABSENT_SUMMARY"
    ABSENT_NO_SUMMARY = "ABSENT_NO_SUMMARY"
    EXCUSED = "EXCUSED"


PRESENT = frozenset({AttendanceMode.IN_ROOM, AttendanceMode.REMOTE})


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of the running record. `object` is the permission object, `item` one of `ITEMS`."""

    item: str
    subject: str
    value: Mapping[str, Json]
    version: int = 0
    sharing_class: SharingClass = SharingClass.PROFESSIONALS_ONLY
    protects: str | None = None
    by_id: str = ""
    at: datetime | None = None


ITEMS: Mapping[str, str] = {
    "attendance": "session_record",  # subject: staff id. mode, guest, undisturbed, reason
    "day": "session_record",  # subject: child. text: a day in the life
    "view": "session_record",  # subject: child. text, on, to_whom, done; or not_known, finder, by
    "view_quote": "session_record",  # subject: child. version_id, paragraph_id: quoted by reference, never retyped
    "meaning": "session_record",  # subject: child. text: what does this mean for this child?
    "worry": "session_record",  # subject: child. text
    "working": "session_record",  # subject: child. text
    "needed": "session_record",  # subject: child. text
    "last_action": "session_record",  # subject: action id. outcome, changed
    "stage": "session_record",  # subject: adult:behaviour. stage, lapse_on, evidence, disagreement, confirmed
    "keeps_safe": "session_record",  # subject: adult harmed. text
    "gets_in_way": "session_record",  # subject: adult harmed. text
    "parent_view": "session_record",  # subject: adult. text, via
    "impact": "session_record",  # subject: child or "". text: what difference support made for the child
    "reflection": "session_record",  # subject "". text
    "rating": "rating_decision",  # subject: child. colour, reason, step_reason
    "case_rating": "rating_decision",  # subject "". colour
    "threshold": "rating_decision",  # subject: question code. answer yes/no/na, decided
    "decision": "rating_decision",  # subject: its id. position, type, text, why, considered, against, by
    "plan": "rating_decision",  # subject "". text
    "action": "rating_decision",  # subject: its id. position, text, owner_id or owner_person, due, for_children
    "tell": "rating_decision",  # subject: its id. position, whom, by, how, due, why_not_first
    "next": "rating_decision",  # subject "". on, time, place, reason; or last: True, reason
    "words": "session_record",  # subject: child. text: the chair's words to the child
    "read_back": "session_record",  # subject "". at
}
"""Every item of the record and the permission object that says who reads and types it."""


@dataclass(frozen=True, slots=True)
class QuotedSummary:
    """A summary as the session read it: a frozen version, by reference."""

    staff_id: str
    discipline: str
    version_id: str | None
    expected: bool
    read_by: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a session as one reader may read them, found by item and subject."""

    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    summaries: tuple[QuotedSummary, ...] = ()

    @classmethod
    def of(cls, cells: Iterable[Cell], summaries: Iterable[QuotedSummary] = ()) -> "Record":
        """The record of these cells."""
        return cls({(cell.item, cell.subject): cell for cell in cells}, tuple(summaries))

    def value(self, item: str, subject: str = "") -> Mapping[str, Json]:
        """What stands in one cell; an empty mapping where nothing was typed."""
        cell = self.cells.get((item, subject))
        return cell.value if cell else {}

    def text(self, item: str, subject: str = "", part: str = "text") -> str:
        """One text of a cell, stripped."""
        return str(self.value(item, subject).get(part) or "").strip()

    def all(self, item: str) -> tuple[Cell, ...]:
        """The cells of one item in the order in which people put them."""
        found = [cell for (name, _), cell in self.cells.items() if name == item]
        return tuple(sorted(found, key=lambda cell: (_position(cell), cell.subject)))

    @property
    def attendance(self) -> Mapping[str, AttendanceMode]:
        """Who took part and how, by staff id."""
        return {
            cell.subject: AttendanceMode(str(cell.value["mode"]))
            for cell in self.all("attendance")
            if cell.value.get("mode")
        }


def _position(cell: Cell) -> float:
    position = cell.value.get("position")
    return float(position) if isinstance(position, int | float) else 0.0


@dataclass(frozen=True, slots=True)
class ActionItem:
    """An action with one owner (a member of staff or of the family) and a date; frozen with its session."""

    id: str
    session_id: str
    family_id: str
    number: int
    text: str
    owner_id: str | None
    owner_person_id: str | None
    due: date
    for_children: tuple[str, ...] = ()
    priority: str = ""


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """What became of an action: append-only (domain.md 3.9)."""

    action_id: str
    on: date
    by_id: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class PastRating:
    """A child's colour at an earlier finalised session, with its reason."""

    session_number: int
    on: date
    colour: str
    reason: str


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A stage of one adult and behaviour as a session or a worker's entry set it (domain.md 4.2)."""

    adult_id: str
    behaviour: str
    stage: str
    on: date
    lapse_on: date | None = None
    evidence: str = ""
    source: str = "FSCS"
    by_id: str = ""
