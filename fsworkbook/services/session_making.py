"""A supervision that is to be planned: its kind, the values to begin with, and its row (domain.md 3.1, 3.5, 3.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.contributors import professionals, proposed_slot, required_supervision_type
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Involvement, Limits, Staff
from fsworkbook.domain.rating import next_limit
from fsworkbook.domain.supervision import Session, SessionKind, SessionState
from fsworkbook.domain.working_days import ENGLAND_AND_WALES, add_working_days
from fsworkbook.services.families import key_worker_id
from fsworkbook.services.family_header import colours_of
from fsworkbook.services.session_values import HELD, sessions_of, team_managers
from fsworkbook.services.values import installation_value, involvements_of, staff_value
from fsworkbook.storage.supervision_facts import last_supervisions
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import FamilyRow, StaffRow, TeamRow
from fsworkbook.storage.tables.supervision import PostponementRow, SessionRow

MANAGERS = frozenset({"TEAM_MANAGER", "ASSISTANT_TEAM_MANAGER", "SERVICE_MANAGER"})
"""Who may chair; another team's manager or an assistant only when named deputy, with a reason (domain.md 3.3)."""

USUAL_START = time(10, 0)
USUAL_DISTANCE = 30
"""Working days to the next supervision where the authority gave no limit: a beginning that a person changes."""


@dataclass(frozen=True, slots=True)
class Required:
    """Which supervision a family needs on a day, why in words, and who counts (domain.md 3.1)."""

    kind: SessionKind
    why: str
    counted: tuple[Staff, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Values to begin with; a person changes what does not fit. `limit` is the last day by the authority's limits."""

    kind: SessionKind
    starts_at: datetime
    minutes: int
    place: str
    chair_id: str
    minute_taker_id: str
    limit: date | None


def required_on(ctx: Context, db: Db, family_id: str, on: date) -> Required:
    """Which supervision the family needs on that day."""
    working = working_with(db, family_id)
    people = {row.id: staff_value(row) for row in db.scalars(select(StaffRow))}
    counted = tuple(people[staff_id] for staff_id in professionals(ctx.catalogue, working, on) if staff_id in people)
    kind = required_supervision_type(ctx.catalogue, working, on)
    names = ", ".join(person.name for person in counted)
    if kind is SessionKind.FSCS:
        why = f"{len(counted)} professionals work with the family: {names}."
    else:
        why = (
            f"One professional works with the family: {names}." if counted else "No professional works with the family."
        )
    return Required(kind, why, counted)


def proposal_for(ctx: Context, db: Db, family_id: str) -> Proposal:
    """The chair, minute-taker and place of last time, the length by the number of disciplines, and the last set day of
    the team within the limit."""
    team = db.get_one(TeamRow, db.get_one(FamilyRow, family_id).team_id)
    history = sessions_of(db, [family_id])[family_id]
    last = next((item for item in reversed(history) if item.state in HELD), None)
    limit = limits_after(db, [last])[last.id] if last else None
    day = _set_day(limit or add_working_days(ctx.today, USUAL_DISTANCE), team.set_day, ctx.today)
    required = required_on(ctx, db, family_id, day)
    manager = next(iter(sorted(team_managers(db, team.id, ctx.today))), "")
    support = db.scalars(
        select(StaffRow.id).where(StaffRow.team_id == team.id, StaffRow.discipline == "BUSINESS_SUPPORT")
    ).first()
    return Proposal(
        required.kind,
        datetime.combine(day, last.starts_at.time() if last else USUAL_START),
        proposed_slot(len({person.discipline for person in required.counted})),
        last.place if last else "",
        last.chair_id if last else manager,
        last.minute_taker_id if last else support or manager,
        limit,
    )


def limits_after(db: Db, held: Sequence[Session]) -> dict[str, date | None]:
    """The last day for the supervision after each of these, of different families, by session id: by the children's
    colours and the authority's limits. Nothing is due after the last supervision."""
    colours, limits = colours_of(db, [session.family_id for session in held]), limits_of(db)
    last = last_supervisions(db, [session.id for session in held])
    return {
        session.id: None
        if session.id in last
        else next_limit(session.starts_at.date(), colours[session.family_id].values(), limits)
        for session in held
    }


def limits_of(db: Db) -> Limits:
    """The authority's own limits (domain.md 3.5)."""
    return installation_value(db.scalars(select(InstallationRow)).one()).limits


def working_with(db: Db, family_id: str) -> tuple[Involvement, ...]:
    """The involvements with a family."""
    return involvements_of(db, [family_id])[family_id]


def lead(db: Db, row: SessionRow, day: date, reason: str) -> None:
    """Check who chairs; a manager who is not of the family's team is named deputy for this session, with the reason."""
    chair = db.get(StaffRow, row.chair_id)
    if chair is None or chair.discipline not in MANAGERS or not staff_value(chair).active_on(day):
        raise WorkbookError("Name a manager who works here to chair.", "chair_id")
    if row.chair_id in team_managers(db, row.team_id, day):
        return
    if not reason.strip():
        raise WorkbookError("Say why somebody else than the family's team manager chairs.", "reason")
    row.deputy_id, row.deputy_reason = row.chair_id, reason.strip()


def new_session(
    ctx: Context,
    db: Db,
    family_id: str,
    starts_at: datetime,
    minutes: int,
    place: str,
    chair_id: str,
    minute_taker_id: str,
) -> SessionRow:
    """The row of a PLANNED supervision with the next number and the kind of its day, inside the caller's write."""
    working, day = working_with(db, family_id), starts_at.date()
    number = db.scalar(select(func.max(SessionRow.number)).where(SessionRow.family_id == family_id)) or 0
    row = SessionRow(
        id=new_id(),
        family_id=family_id,
        number=number + 1,
        kind=required_supervision_type(ctx.catalogue, working, day),
        state=SessionState.PLANNED,
        starts_at=starts_at,
        minutes=minutes,
        place=place.strip(),
        team_id=db.get_one(FamilyRow, family_id).team_id,
        chair_id=chair_id,
        minute_taker_id=minute_taker_id or chair_id,
        case_holder_id=key_worker_id(working, day),
    )
    db.add(row)
    db.flush()
    return row


def give_reason(ctx: Context, db: Db, row: SessionRow, starts_at: datetime, reason: str) -> None:
    """Why the session has this time: when it is first given (then both times are the same) and whenever it moves."""
    db.add(
        PostponementRow(
            id=new_id(),
            session_id=row.id,
            was_at=row.starts_at,
            now_at=starts_at,
            reason=reason.strip(),
            by_id=ctx.user.id,
            at=ctx.now(),
        )
    )


def _set_day(latest: date, set_day: int | None, today: date) -> date:
    """The last working day on the team's set day up to `latest`; tomorrow at the earliest."""
    days: Sequence[date] = [latest - timedelta(days=back) for back in range(14)]
    fitting = [day for day in days if set_day in (None, day.weekday()) and ENGLAND_AND_WALES.is_working_day(day)]
    found = fitting[0] if fitting else latest
    return found if found > today else add_working_days(today, 1)
