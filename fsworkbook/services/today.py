"""Today: what somebody owes, what waits for them, what is new; who, what kind and when, never content (domain.md 3.10).

Everything that time brings about (due, late, overdue, escalated) is computed from acts, calendar and now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.people import Family, Person
from fsworkbook.domain.rating import Rag, overdue_since
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.domain.workbook import Draft, EntryKey, EntryKind
from fsworkbook.services import entries
from fsworkbook.services.actions import ActionLine, actions_mine, actions_of_team
from fsworkbook.services.board import BoardLine, lines_of
from fsworkbook.services.definitions import definition
from fsworkbook.services.involving import JoinRequest, requests_in
from fsworkbook.services.session_making import limits_after
from fsworkbook.services.session_page import may_finalise
from fsworkbook.services.session_values import HELD, sessions_of, team_managers
from fsworkbook.services.summaries import Owed, owed
from fsworkbook.services.values import everybody, family_value, people_of
from fsworkbook.storage.news import my_families, news_in
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.supervision import RatingRow

LEADING = frozenset({"TEAM_MANAGER", "ASSISTANT_TEAM_MANAGER", "SERVICE_MANAGER"})
OF_THE_TEAM = LEADING | {"BUSINESS_SUPPORT", "SENIOR_SUPPORT"}
"""Who sees the supervisions of the whole team; others those of the families they work with or are named for."""

WEEK = timedelta(days=7)
GOING_ON = (SessionState.IN_SESSION, SessionState.RECORDED)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
KINDS = {EntryKind.SUMMARY: "summary", EntryKind.PANEL: "panel", EntryKind.ANSWER: "answer"}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft of one's own: which part of which family, since when; never its words."""

    key: EntryKey
    family: Family
    label: str
    begun_at: datetime
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class NewsLine:
    """Something new in one's families."""

    family: Family
    who: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for this person alone: "finalise" or "record" a supervision."""

    what: str
    session: Session
    family: Family
    since: datetime


@dataclass(frozen=True, slots=True)
class RedChild:
    """A child rated red: since which supervision, when the next is, and by when it must be; `is_held`: one is held or
    recorded now, so that the limit is not known yet."""

    child: Person
    family: Family
    since: date
    next_at: datetime | None
    limit: date | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class OverdueSession:
    """A family whose next supervision is overdue by the authority's limit."""

    family: Family
    since: date
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Due:
    """By when the next supervision of a family must be, and when it is planned; `is_held`: one is held or recorded."""

    limit: date | None
    next_at: datetime | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The first page. `actions` are one's own; `overdue` those of the families one leads."""

    greeting: str
    sentence: str
    owed: tuple[Owed, ...]
    drafts: tuple[DraftLine, ...]
    actions: tuple[ActionLine, ...]
    news: tuple[NewsLine, ...]
    sessions: tuple[BoardLine, ...]
    requests: tuple[JoinRequest, ...]
    waiting: tuple[Waiting, ...]
    red_children: tuple[RedChild, ...]
    overdue: tuple[ActionLine, ...]
    overdue_sessions: tuple[OverdueSession, ...]


def today(ctx: Context) -> Today:
    """The page of the person who asks, on the workbook's day."""
    mine, drafts, leads = owed(ctx), entries.my_drafts(ctx), ctx.user.discipline in LEADING
    actions, late = actions_mine(ctx), actions_of_team(ctx) if leads else ()
    with ctx.read() as db:
        families = {row.id: family_value(row) for row in db.scalars(select(FamilyRow))}
        history = sessions_of(db, list(families))
        everything = [session for sessions in history.values() for session in sessions]
        working = my_families(db)
        week = lines_of(ctx, db, [item for item in everything if _is_this_week(ctx, item, families, working)])
        due = _due(db, {key: history[key] for key, family in families.items() if leads and _is_led(ctx, family)})
        return Today(
            _greeting(ctx.now()),
            _sentence(week, mine, ctx.now(), leads),
            mine,
            _drafts(ctx, drafts, families),
            actions,
            _news(ctx, db, families, working),
            week,
            requests_in(ctx, db, families),
            _waiting(ctx, db, everything, families),
            _red_children(db, due, families),
            late,
            _overdue_sessions(ctx, due, families),
        )


def _is_led(ctx: Context, family: Family) -> bool:
    """Whether this person's team has the family, and it is not closed."""
    return family.team_id == ctx.user.team_id and (family.closed_on is None or family.closed_on > ctx.today)


def _is_this_week(ctx: Context, session: Session, families: Mapping[str, Family], working: Sequence[str]) -> bool:
    day = session.starts_at.date()
    shown = session.state in (SessionState.PLANNED, *HELD) and session.family_id in families
    if not shown or not ctx.today <= day < ctx.today + WEEK:
        return False
    named = ctx.user.id in {session.chair_id, session.minute_taker_id, session.deputy_id, *session.typists}
    of_team = ctx.user.discipline in OF_THE_TEAM and session.team_id == ctx.user.team_id
    return named or of_team or session.family_id in working


def _greeting(now: datetime) -> str:
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    return f"Good {part}"


def _sentence(week: Sequence[BoardLine], mine: Sequence[Owed], now: datetime, leads: bool) -> str:
    """The one sentence that says how things stand."""
    planned = [line for line in week if line.session.state is SessionState.PLANNED]
    if mine and not leads:
        due = min(item.due for item in mine)
        at = f"{due:%A} {due:%H:%M}" if abs(due - now) < WEEK else f"{due.day} {due:%B}"
        when = f"by {at}" if due > now else f"was due {at}"
        if len(mine) == 1:
            return f"One summary {'is due' if due > now else 'was due'} {when.removeprefix('was due ')}."
        return f"You owe {_count(len(mine), 'summary', 'summaries')}, the first {when}."
    if not planned and week:
        return "No other supervision is planned this week."
    if not planned:
        return "No supervision is planned this week." if leads or not mine else "You owe no summaries."
    first = planned[0].session.starts_at.date()
    of_day = [line for line in planned if line.session.starts_at.date() == first]
    ready, missing = sum(line.ready for line in of_day), sum(line.expected - line.in_count for line in of_day)
    when = {0: "Today", 1: "Tomorrow"}.get((first - now.date()).days, f"On {first:%A}")
    late = f" {_count(missing, 'summary is', 'summaries are').capitalize()} missing." if missing else ""
    if len(of_day) == 1:
        return f"{when} one family is {'ready' if ready else 'not ready'}.{late}"
    some = f"{_number(ready) if ready else 'none'} of {_number(len(of_day))} families"
    return f"{when} {some} {'are' if ready > 1 else 'is'} ready.{late}"


def _news(ctx: Context, db: Db, families: Mapping[str, Family], working: Sequence[str]) -> tuple[NewsLine, ...]:
    names = {person.id: person.name for person in everybody(db).values()}
    return tuple(
        NewsLine(families[item.family_id], names.get(item.author_id, ""), _what(item.kind, item.key), item.at)
        for item in news_in(db, working, ctx.now() - WEEK)
        if item.family_id in families
    )


def _drafts(ctx: Context, drafts: Iterable[Draft], families: Mapping[str, Family]) -> tuple[DraftLine, ...]:
    return tuple(
        DraftLine(
            draft.key,
            families[draft.key.family_id],
            definition(ctx.catalogue, draft.key, ctx.user.discipline, draft.contribution_kind).label,
            draft.begun_at,
            draft.saved_at,
        )
        for draft in drafts
        if draft.key.family_id in families
    )


def _what(kind: str, key: str) -> str:
    """The kind of thing, in a word."""
    if key == "chronology":
        return "significant event"
    return KINDS.get(EntryKind(kind), "note")


def _waiting(ctx: Context, db: Db, sessions: Iterable[Session], families: Mapping[str, Family]) -> tuple[Waiting, ...]:
    """What only this person can do, the oldest first: minutes to record, recorded ones to finalise."""
    found = []
    for session in sessions:
        family = families.get(session.family_id)
        if family is None:
            continue
        managers = team_managers(db, session.team_id, ctx.today)
        takes_minutes = ctx.user.id in (session.minute_taker_id, session.chair_id)
        is_over = session.state is SessionState.IN_SESSION and session.ends_at < ctx.now()
        if session.state is SessionState.RECORDED and may_finalise(session, ctx.user.id, managers):
            found.append(Waiting("finalise", session, family, session.recorded_at or session.starts_at))
        elif is_over and takes_minutes:
            found.append(Waiting("record", session, family, session.started_at or session.starts_at))
    return tuple(sorted(found, key=lambda item: item.since))


def _due(db: Db, history: Mapping[str, Sequence[Session]]) -> dict[str, _Due]:
    """By family. Nothing is due while one is running, or before the first."""
    held: dict[str, Session] = {}
    running = {key for key, sessions in history.items() if any(item.state in GOING_ON for item in sessions)}
    for family_id, sessions in history.items():
        finalised = [item for item in sessions if item.state is SessionState.FINALISED]
        if finalised and family_id not in running:
            held[family_id] = finalised[-1]
    limits = limits_after(db, tuple(held.values()))
    found = {}
    for family_id, sessions in history.items():
        following = [item.starts_at for item in sessions if item.state is SessionState.PLANNED]
        limit = limits[held[family_id].id] if family_id in held else None
        found[family_id] = _Due(limit, min(following, default=None), family_id in running)
    return found


def _red_children(db: Db, due: Mapping[str, _Due], families: Mapping[str, Family]) -> tuple[RedChild, ...]:
    """The children of the families led whose last colour is red, the longest first."""
    colours: dict[str, list[RatingRow]] = {}
    for row in db.scalars(select(RatingRow).where(RatingRow.family_id.in_(due)).order_by(RatingRow.on.desc())):
        colours.setdefault(row.child_id, []).append(row)
    people = people_of(db, list(due))
    found = []
    for family_id, next_one in due.items():
        for child in people[family_id]:
            run = []
            for row in colours.get(child.id, []):
                if row.colour != Rag.RED:
                    break
                run.append(row.on)
            if run and child.is_child:
                limit, following = next_one.limit, next_one.next_at
                found.append(RedChild(child, families[family_id], run[-1], following, limit, next_one.is_held))
    return tuple(sorted(found, key=lambda item: item.since))


def _overdue_sessions(
    ctx: Context, due: Mapping[str, _Due], families: Mapping[str, Family]
) -> tuple[OverdueSession, ...]:
    found = []
    for family_id, next_one in due.items():
        since = overdue_since(next_one.limit)
        if since is not None and since <= ctx.today:
            found.append(OverdueSession(families[family_id], since, next_one.next_at))
    return tuple(sorted(found, key=lambda item: item.since))


def _count(number: int, one: str, several: str) -> str:
    return f"{_number(number)} {one if number == 1 else several}"


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
