"""Stored rows of supervisions read as values: sessions, cells, quoted summaries, actions (domain.md 3).

Every read goes through the reader's own filter, so a value holds what this reader may read and nothing tells of more.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.domain.change_stage import in_documents
from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import (
    ActionItem,
    ActionProgress,
    Cell,
    PastRating,
    QuotedSummary,
    Session,
    SessionKind,
    SessionState,
    StageEntry,
)
from fsworkbook.services.values import everybody
from fsworkbook.storage.remembering import FACTS, once, remembered
from fsworkbook.storage.supervision_facts import action_facts
from fsworkbook.storage.tables.supervision import (
    ActionProgressRow,
    RatingRow,
    SessionCellRow,
    SessionRow,
    SessionSummaryRow,
    SessionTypistRow,
    StageRow,
)

SAME_COLUMNS = tuple(name for name in Session.__dataclass_fields__ if name not in ("kind", "state", "typists"))

HELD = (SessionState.IN_SESSION, SessionState.RECORDED, SessionState.FINALISED)
"""The states of a supervision that took place, or is taking place."""

NO_SESSION = "This supervision does not exist, or is not yours to open."

BEHAVIOUR_OF_FACTOR = {
    "ALCOHOL": "ALCOHOL",
    "DRUGS": "DRUGS",
    "DOMESTIC_ABUSE_PERPETRATOR": "ABUSIVE_BEHAVIOUR",
    "MENTAL_HEALTH": "MENTAL_HEALTH_TREATMENT",
    "NEGLECT": "NEGLECTFUL_CARE",
}
"""The behaviour to change that a need factor of an adult points to; others are added where somebody stages them."""


def session_value(db: Db, row: SessionRow) -> Session:
    """The shell of one supervision, with those whom the chair named to type."""
    return _session(row, _typists(db, row.id))


def session_row(db: Db, session_id: str) -> SessionRow:
    """The row of one supervision; NotFound where it does not exist for this reader."""
    row = db.scalars(select(SessionRow).where(SessionRow.id == session_id)).one_or_none()
    if row is None:
        raise NotFound(NO_SESSION)
    return row


def session_of(db: Db, session_id: str) -> Session:
    """One supervision; NotFound where it does not exist for this reader."""
    return session_value(db, session_row(db, session_id))


def sessions_of(db: Db, family_ids: Sequence[str]) -> Mapping[str, tuple[Session, ...]]:
    """The supervisions of these families by family, in the order of their numbers."""
    asked = sorted(set(family_ids))
    return remembered(db, FACTS, (sessions_of, *asked), lambda: _sessions(db, asked))


def _sessions(db: Db, family_ids: Sequence[str]) -> dict[str, tuple[Session, ...]]:
    rows = db.scalars(
        select(SessionRow).where(SessionRow.family_id.in_(family_ids)).order_by(SessionRow.family_id, SessionRow.number)
    ).all()
    typists: dict[str, set[str]] = {}
    for typist in db.scalars(select(SessionTypistRow).where(SessionTypistRow.session_id.in_([row.id for row in rows]))):
        typists.setdefault(typist.session_id, set()).add(typist.staff_id)
    found: dict[str, list[Session]] = {family_id: [] for family_id in family_ids}
    for row in rows:
        found[row.family_id].append(_session(row, typists.get(row.id, ())))
    return {family_id: tuple(items) for family_id, items in found.items()}


def team_managers(db: Db, team_id: str, day: date) -> frozenset[str]:
    """The managers of a team who work here that day."""
    managers = (person for person in everybody(db).values() if person.discipline == "TEAM_MANAGER")
    return frozenset(person.id for person in managers if person.team_id == team_id and person.active_on(day))


def cell_value(row: SessionCellRow) -> Cell:
    """One piece of a record."""
    value, sharing_class = json.loads(row.value), SharingClass(row.sharing_class)
    return Cell(row.item, row.subject, value, row.version, sharing_class, row.protects, row.by_id, row.at)


@once
def cells_of(db: Db, session_id: str) -> tuple[Cell, ...]:
    """The cells of one session that this reader may read, in the order in which they were first typed.

    A cell that was taken out again holds nothing and is left out.
    """
    rows = select(SessionCellRow).where(SessionCellRow.session_id == session_id).order_by(SessionCellRow.id)
    return tuple(cell for cell in map(cell_value, db.scalars(rows)) if cell.value)


@once
def summaries_of(db: Db, session_id: str) -> tuple[QuotedSummary, ...]:
    """Whom the session expected and what each gave, as stored when it started."""
    rows = select(SessionSummaryRow).where(SessionSummaryRow.session_id == session_id).order_by(SessionSummaryRow.id)
    return tuple(QuotedSummary(row.staff_id, row.discipline, row.version_id, row.expected) for row in db.scalars(rows))


@once
def actions_of(db: Db, family_id: str) -> tuple[ActionItem, ...]:
    """The actions of a family in words, from the moment they are typed, the oldest session first; those alone whose
    words this reader may read."""
    words = {
        cell.subject: str(json.loads(cell.value).get("text") or "")
        for cell in db.scalars(
            select(SessionCellRow).where(SessionCellRow.family_id == family_id, SessionCellRow.item == "action")
        )
    }
    items = (fact.item for fact in action_facts(db, [family_id]))
    return tuple(replace(item, text=words[item.id]) for item in items if item.id in words)


@once
def progress_of(db: Db, family_id: str) -> Mapping[str, tuple[ActionProgress, ...]]:
    """What became of the actions of a family, with the notes, by action id, the oldest first."""
    found: dict[str, list[ActionProgress]] = {}
    query = select(ActionProgressRow).where(ActionProgressRow.family_id == family_id)
    for row in db.scalars(query.order_by(ActionProgressRow.at, ActionProgressRow.id)):
        found.setdefault(row.action_id, []).append(ActionProgress(row.action_id, row.on, row.by_id, row.kind, row.note))
    return {action_id: tuple(items) for action_id, items in found.items()}


@once
def previous_session(db: Db, session: Session) -> Session | None:
    """The last supervision of the family that was finalised before this one."""
    earlier = (
        item
        for item in sessions_of(db, [session.family_id])[session.family_id]
        if item.state in (SessionState.RECORDED, SessionState.FINALISED)
        and item.starts_at < session.starts_at
        and item.id != session.id
    )
    return max(earlier, key=lambda item: item.starts_at, default=None)


@once
def ratings_before(db: Db, session: Session) -> Mapping[str, tuple[PastRating, ...]]:
    """The colours of each child at earlier finalised sessions with the reasons this reader may read, the newest first.

    The case rating stands under the empty id.
    """
    reasons = {
        (cell.session_id, cell.subject): str(json.loads(cell.value).get("reason") or "")
        for cell in db.scalars(
            select(SessionCellRow).where(SessionCellRow.family_id == session.family_id, SessionCellRow.item == "rating")
        )
    }
    query = (
        select(RatingRow, SessionRow)
        .join(SessionRow, SessionRow.id == RatingRow.session_id)
        .where(RatingRow.family_id == session.family_id, SessionRow.starts_at < session.starts_at)
        .order_by(SessionRow.starts_at.desc())
    )
    found: dict[str, list[PastRating]] = {}
    for rating, held in db.execute(query):
        reason = reasons.get((held.id, rating.child_id), "")
        found.setdefault(rating.child_id, []).append(PastRating(held.number, rating.on, rating.colour, reason))
    return {child_id: tuple(items) for child_id, items in found.items()}


@once
def stages_before(db: Db, session: Session) -> tuple[StageEntry, ...]:
    """The last stage of each adult and behaviour that an earlier supervision agreed (domain.md 4.2)."""
    last: dict[tuple[str, str], StageEntry] = {}
    query = (
        select(StageRow, SessionRow)
        .join(SessionRow, SessionRow.id == StageRow.session_id)
        .where(StageRow.family_id == session.family_id, SessionRow.starts_at < session.starts_at)
        .order_by(SessionRow.starts_at)
    )
    for row, _ in db.execute(query):
        last[row.adult_id, row.behaviour] = StageEntry(
            row.adult_id, row.behaviour, row.stage, row.on, row.lapse_on, by_id=row.by_id
        )
    return in_documents(last.values())


def adults_of(people: Iterable[Person]) -> tuple[Person, ...]:
    """The adults of a family, in order."""
    return tuple(person for person in people if person.kind is PersonKind.ADULT)


@once
def _typists(db: Db, session_id: str) -> tuple[str, ...]:
    return tuple(db.scalars(select(SessionTypistRow.staff_id).where(SessionTypistRow.session_id == session_id)))


def _session(row: SessionRow, typists: Iterable[str]) -> Session:
    same = {name: getattr(row, name) for name in SAME_COLUMNS}
    return Session(kind=SessionKind(row.kind), state=SessionState(row.state), typists=frozenset(typists), **same)
