"""The board of a day: families down, disciplines across; who, what kind and when, never content (domain.md 3.10)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.action_status import CLOSED, ActionStatus, is_overdue, status_of
from fsworkbook.domain.contributors import GIVEN, SummaryState, all_in_at, changed_since_pack
from fsworkbook.domain.people import Family, Person, Staff
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.domain.working_days import pack_stamp, summary_deadline
from fsworkbook.services.contributions import Contribution, before_session, contributions_of
from fsworkbook.services.family_header import last_colours
from fsworkbook.services.session_values import sessions_of
from fsworkbook.services.values import everybody, family_value, people_of
from fsworkbook.storage.supervision_facts import action_facts, progress_facts
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.supervision import SessionRow
from fsworkbook.storage.tables.workbook import ChronologyRow

SHOWN = (SessionState.PLANNED, SessionState.IN_SESSION, SessionState.RECORDED, SessionState.FINALISED)


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One contributor's summary: its state, when it was given or begun, and when they were last asked."""

    discipline: str
    staff: Staff
    state: SummaryState
    at: datetime | None
    asked_at: datetime | None
    still_true_on: date | None = None
    changed_since_pack: bool = False
    excused_because: str = ""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One family's session of the day. `since` are kinds and dates of events since the session before, of which this
    person may know; `last_actions` says how the actions of the session before stand."""

    session: Session
    family: Family
    children: tuple[tuple[Person, str | None], ...]
    cells: tuple[BoardCell, ...]
    in_count: int
    expected: int
    ready: bool
    all_in_at: datetime | None
    since: tuple[tuple[date, str], ...]
    last_actions: str
    deputy: Staff | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A day of supervisions. `deadline` is the earliest of its sessions; `earlier` and `later` are days with some."""

    day: date | None
    earlier: date | None
    later: date | None
    lines: tuple[BoardLine, ...]
    disciplines: tuple[str, ...]
    deadline: datetime | None
    missing_count: int


def board(ctx: Context, day: date | None = None) -> Board:
    """The board of that day; without a day, of the next one with a supervision, else of the last."""
    with ctx.read() as db:
        rows = db.scalars(select(SessionRow).where(SessionRow.state.in_(SHOWN)).order_by(SessionRow.starts_at)).all()
        days = sorted({row.starts_at.date() for row in rows})
        chosen = day or next((item for item in days if item >= ctx.today), days[-1] if days else None)
        family_ids = [row.family_id for row in rows if row.starts_at.date() == chosen]
        of_day = {
            session.id: session
            for sessions in sessions_of(db, family_ids).values()
            for session in sessions
            if session.starts_at.date() == chosen and session.state in SHOWN
        }
        lines = lines_of(ctx, db, tuple(of_day.values()))
    codes = {cell.discipline for line in lines for cell in line.cells}
    waiting = [line for line in lines if line.session.state is SessionState.PLANNED]
    return Board(
        chosen,
        max((item for item in days if chosen and item < chosen), default=None),
        min((item for item in days if chosen and item > chosen), default=None),
        lines,
        tuple(item.code for item in ctx.catalogue.disciplines if item.code in codes),
        min((summary_deadline(line.session.starts_at) for line in lines), default=None),
        sum(line.expected - line.in_count for line in waiting),
    )


def day_of(ctx: Context, session_id: str) -> date | None:
    """The day on which a session stands on the board; None where it does not, or is not this person's to know."""
    with ctx.read() as db:
        query = select(SessionRow.starts_at).where(SessionRow.id == session_id, SessionRow.state.in_(SHOWN))
        starts_at = db.scalars(query).first()
    return starts_at.date() if starts_at else None


def lines_of(ctx: Context, db: Db, sessions: Sequence[Session]) -> tuple[BoardLine, ...]:
    """The lines of these sessions, in the order of their times."""
    family_ids = sorted({session.family_id for session in sessions})
    families = {row.id: family_value(row) for row in db.scalars(select(FamilyRow).where(FamilyRow.id.in_(family_ids)))}
    given, people = contributions_of(ctx, db, sessions), people_of(db, family_ids)
    colours, history = last_colours(db, family_ids), sessions_of(db, family_ids)
    events, said = _events(db, family_ids), _last_actions(ctx, db, family_ids)
    lines = []
    for session in sorted(sessions, key=lambda item: item.starts_at):
        before = before_session(history[session.family_id], session)
        children = tuple((child, colours.get(child.id)) for child in people[session.family_id] if child.is_child)
        since = tuple(event for event in events[session.family_id] if before and event[0] >= before.starts_at.date())
        words = said.get(before.id, "") if before else ""
        line = _line(session, families[session.family_id], children, given[session.id], since, words)
        lines.append(replace(line, deputy=everybody(db).get(session.deputy_id or "")))
    return tuple(lines)


def _line(
    session: Session,
    family: Family,
    children: tuple[tuple[Person, str | None], ...],
    given: tuple[Contribution, ...],
    since: tuple[tuple[date, str], ...],
    last_actions: str,
) -> BoardLine:
    acts = {item.staff.id: item.acts for item in given}
    all_in = all_in_at(acts, acts)
    stamp = pack_stamp(session.starts_at, all_in)
    in_count = sum(item.state in GIVEN or item.state is SummaryState.EXCUSED for item in given)
    cells = tuple(
        BoardCell(
            item.staff.discipline,
            item.staff,
            item.state,
            item.acts.given_at or item.drafted_at,
            item.asked_at,
            item.still_true_on,
            item.state in GIVEN and changed_since_pack(item.acts, stamp),
            item.excused_because,
        )
        for item in given
    )
    return BoardLine(
        session, family, children, cells, in_count, len(given), in_count == len(given), all_in, since, last_actions
    )


def _events(db: Db, family_ids: Sequence[str]) -> Mapping[str, list[tuple[date, str]]]:
    """Kinds and dates of the chronology, of families that this person opened and lines that they may read."""
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    query = select(ChronologyRow).where(ChronologyRow.family_id.in_(family_ids)).order_by(ChronologyRow.on)
    for row in db.scalars(query):
        found[row.family_id].append((row.on, row.kind))
    return found


def _last_actions(ctx: Context, db: Db, family_ids: Sequence[str]) -> dict[str, str]:
    """How the actions of each session stand, in words, by session id."""
    progress = progress_facts(db, family_ids)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for fact in action_facts(db, family_ids):
        steps = progress.get(fact.item.id, ())
        status = status_of(fact.item, steps, fact.owner_was_absent, ctx.today)
        if status in CLOSED:
            word = "done" if status is ActionStatus.DONE else "closed"
        else:
            word = "overdue" if is_overdue(fact.item, steps, fact.finalised_at, ctx.today) else "open"
        counts[fact.item.session_id][word] += 1
    order = ("done", "closed", "open", "overdue")
    return {
        session_id: ", ".join(f"{words[word]} {word}" for word in order if words.get(word))
        for session_id, words in counts.items()
    }
