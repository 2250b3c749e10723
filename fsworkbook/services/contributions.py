"""What each expected contributor gave for a supervision (domain.md 3.1, 3.6): facts for the board, the start and Today.

The key worker writes no second summary: the version of `cws.what_changed` is theirs, the one that a session
quotes. The rest of the Case Worker Summary is read where it stands. It counts for a session when it was finalised, or
ticked "still true", after the session before began. Everybody else's summary is the entry owned by the session; that of
the session before counts again once its author ticks "still true" on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.contributors import SummaryActs, SummaryState, professionals, summary_state
from fsworkbook.domain.people import Staff
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.domain.workbook import EntryKey, EntryKind
from fsworkbook.domain.working_days import summary_deadline
from fsworkbook.services.families import key_worker_id
from fsworkbook.services.session_values import sessions_of
from fsworkbook.services.values import everybody, involvements_of
from fsworkbook.storage.supervision_facts import WHAT_CHANGED, SummaryFact, summary_facts
from fsworkbook.storage.tables.supervision import AskRow, ExcuseRow, SessionSummaryRow
from fsworkbook.storage.tables.workbook import DraftRow
from fsworkbook.storage.traces import draft_traces

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One expected contributor and what the board may say of their summary: who, what kind and when."""

    staff: Staff
    acts: SummaryActs
    state: SummaryState
    version_id: str | None
    still_true_on: date | None
    by_case_worker_summary: bool
    asked_at: datetime | None = None
    excused_because: str = ""
    drafted_at: datetime | None = None


def summary_key(session: Session, staff_id: str, case_holder_id: str | None) -> EntryKey:
    """The entry that is this contributor's summary for the session."""
    if staff_id == case_holder_id:
        return EntryKey(session.family_id, EntryKind.ANSWER, WHAT_CHANGED)
    return EntryKey(session.family_id, EntryKind.SUMMARY, SUMMARY, author_id=staff_id, owner=session.id)


def contributions(ctx: Context, db: Db, session: Session) -> tuple[Contribution, ...]:
    """What each expected contributor of one session gave, in the order in which they came to the family."""
    return contributions_of(ctx, db, [session])[session.id]


def contributions_of(ctx: Context, db: Db, sessions: Sequence[Session]) -> dict[str, tuple[Contribution, ...]]:
    """The same for several sessions. Expected are those of the day while PLANNED, then those stored at the start."""
    family_ids = sorted({session.family_id for session in sessions})
    facts, history = summary_facts(db, family_ids), sessions_of(db, family_ids)
    involvements = involvements_of(db, family_ids)
    people = everybody(db)
    session_ids = [session.id for session in sessions]
    drafts, stored = _drafts(db, family_ids), _stored(db, session_ids)
    asked = db.scalars(select(AskRow).where(AskRow.session_id.in_(session_ids)).order_by(AskRow.at))
    asks = {(row.session_id, row.staff_id): row.at for row in asked}
    excused = db.scalars(select(ExcuseRow).where(ExcuseRow.session_id.in_(session_ids)))
    excuses = {(row.session_id, row.staff_id): row.reason for row in excused}
    found = {}
    for session in sessions:
        day, working = session.starts_at.date(), involvements[session.family_id]
        planned = session.state is SessionState.PLANNED
        holder = key_worker_id(working, day) if planned else session.case_holder_id
        expected = professionals(ctx.catalogue, working, day) if planned else stored.get(session.id, ())
        before = before_session(history[session.family_id], session)
        found[session.id] = tuple(
            _contribution(
                session,
                people[staff_id],
                _facts_for(facts, session, before, staff_id, staff_id == holder),
                before,
                staff_id == holder,
                drafts.get((session.family_id, staff_id, "" if staff_id == holder else session.id)),
                asks.get((session.id, staff_id)),
                excuses.get((session.id, staff_id)),
            )
            for staff_id in expected
            if staff_id in people
        )
    return found


def before_session(history: Iterable[Session], session: Session) -> Session | None:
    """The supervision of the family before this one, held or still to come; a cancelled or abandoned one is none."""
    counted = [item for item in history if item.state not in (SessionState.CANCELLED, SessionState.ABANDONED)]
    earlier = [item for item in counted if item.id != session.id and item.starts_at < session.starts_at]
    return max(earlier, key=lambda item: item.starts_at, default=None)


def _contribution(
    session: Session,
    staff: Staff,
    facts: Sequence[SummaryFact],
    before: Session | None,
    is_holder: bool,
    drafted_at: datetime | None,
    asked_at: datetime | None,
    excuse: str | None,
) -> Contribution:
    since, until = (before.started_at or before.starts_at) if before else None, session.started_at
    finalised = [fact for fact in facts if _counts(fact.at, since, until) and (is_holder or fact.owner == session.id)]
    ticks = [(tick, fact) for fact in facts for tick in fact.still_true if _counts(tick, since, until)]
    first_tick = min((tick for tick, _ in ticks), default=None)
    acts = SummaryActs(
        staff.id, tuple(fact.at for fact in finalised), first_tick, drafted_at is not None, excuse is not None
    )
    last = finalised[-1] if finalised else max(ticks, key=lambda pair: pair[0])[1] if ticks else None
    return Contribution(
        staff,
        acts,
        summary_state(acts, summary_deadline(session.starts_at), session.started_at),
        last.version_id if last else None,
        max(tick for tick, _ in ticks).date() if ticks else None,
        is_holder,
        asked_at,
        excuse or "",
        drafted_at,
    )


def _facts_for(
    facts: Iterable[SummaryFact], session: Session, before: Session | None, staff_id: str, is_holder: bool
) -> tuple[SummaryFact, ...]:
    """The versions that may count: the Case Worker Summary's for who holds the case, else one's own of this session and
    of the one before."""
    owners = {""} if is_holder else {session.id, before.id if before else session.id}
    return tuple(
        fact
        for fact in facts
        if fact.family_id == session.family_id and fact.owner in owners and (is_holder or fact.author_id == staff_id)
    )


def _counts(moment: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or moment > since) and (until is None or moment <= until)


def _stored(db: Db, session_ids: Sequence[str]) -> Mapping[str, list[str]]:
    """Whom each session that was started expected, in the order in which they were stored."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(SessionSummaryRow).where(SessionSummaryRow.session_id.in_(session_ids), SessionSummaryRow.expected)
    for row in db.scalars(query.order_by(SessionSummaryRow.id)):
        found[row.session_id].append(row.staff_id)
    return found


def _drafts(db: Db, family_ids: Sequence[str]) -> Mapping[tuple[str, str, str], datetime]:
    """Since when somebody writes a summary, by family, author and session: one's own, and those one may know of."""
    mine = db.scalars(
        select(DraftRow).where(
            DraftRow.family_id.in_(family_ids), or_(DraftRow.kind == EntryKind.SUMMARY, DraftRow.key == WHAT_CHANGED)
        )
    )
    found = {(row.family_id, row.author_id, row.owner): row.begun_at for row in mine}
    for trace in draft_traces(db, family_ids):
        if trace.key.kind is EntryKind.SUMMARY or trace.key.key == WHAT_CHANGED:
            found[trace.key.family_id, trace.author_id, trace.key.owner] = trace.begun_at
    return found
