"""Planning a supervision: when, where, who leads; ask, excuse, postpone, cancel (domain.md 3.1, 3.4, 3.10, 3.11)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.contributors import GIVEN, professionals
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Staff
from fsworkbook.domain.permissions import may
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.domain.supervision_moves import Act, missing_to_plan, postponement_warning, why_not
from fsworkbook.services.contributions import contributions
from fsworkbook.services.family_header import last_colours
from fsworkbook.services.rights import my_standing, require
from fsworkbook.services.session_making import (
    MANAGERS,
    Proposal,
    Required,
    give_reason,
    lead,
    new_session,
    proposal_for,
    required_on,
    working_with,
)
from fsworkbook.services.session_values import session_of, session_row, session_value, sessions_of, team_managers
from fsworkbook.services.values import everybody, staff_value
from fsworkbook.storage.standing import standing as standing_of
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.people import StaffRow, TeamRow
from fsworkbook.storage.tables.supervision import AskRow, ExcuseRow, SessionRow, SessionTypistRow

PLANNERS = "The minute-taker, the chair or business support plans a supervision."


def required_type(ctx: Context, family_id: str, on: date) -> Required:
    """Which supervision the family needs on that day. A planned session of the other kind never switches silently."""
    with ctx.read() as db:
        return required_on(ctx, db, family_id, on)


def sessions(ctx: Context, family_id: str) -> tuple[Session, ...]:
    """The supervisions of a family, in the order of their numbers."""
    with ctx.read() as db:
        return sessions_of(db, [family_id])[family_id]


def proposed(ctx: Context, family_id: str) -> Proposal:
    """Values to begin the planning of the family's next supervision with."""
    with ctx.read() as db:
        return proposal_for(ctx, db, family_id)


def plan(
    ctx: Context,
    family_id: str,
    starts_at: datetime,
    minutes: int,
    place: str,
    chair_id: str,
    minute_taker_id: str,
    reason: str = "",
) -> Session:
    """Plan a supervision. `reason` is asked where the day is not the team's set day, or another team's manager chairs,
    who is then named deputy with it; it stands beside the time that it explains."""
    with ctx.write() as db:
        require(ctx, db, family_id, "write", "session_shell", PLANNERS)
        row = new_session(ctx, db, family_id, starts_at, minutes, place, chair_id, minute_taker_id)
        lead(db, row, ctx.today, reason)
        session = session_value(db, row)
        team = db.get_one(TeamRow, row.team_id)
        counted = professionals(ctx.catalogue, working_with(db, family_id), starts_at.date())
        missing = list(missing_to_plan(session, len(counted), team.set_day, reason))
        if starts_at < ctx.now():
            missing.append("This time has passed.")
        if missing:
            raise WorkbookError(" ".join(missing))
        if reason.strip():
            give_reason(ctx, db, row, starts_at, reason)
        note(db, Change("session planned", family_id, row.id))
        return session


def postpone(ctx: Context, session_id: str, starts_at: datetime, reason: str) -> Session:
    """Move a planned supervision, with the reason; summaries stay."""
    with ctx.write() as db:
        row = _movable(ctx, db, session_id, Act.POSTPONE, reason)
        if starts_at < ctx.now():
            raise WorkbookError("This time has passed. Choose a time to come.", "starts_at")
        give_reason(ctx, db, row, starts_at, reason)
        row.starts_at = starts_at
        note(db, Change("session postponed", row.family_id, row.id))
        return session_value(db, row)


def postponing_warning(ctx: Context, session_id: str, starts_at: datetime) -> str | None:
    """What to say before a supervision moves more than ten working days while a child is red."""
    with ctx.read() as db:
        session = session_of(db, session_id)
        colours = last_colours(db, [session.family_id]).values()
        return postponement_warning(session.starts_at.date(), starts_at.date(), colours)


def cancel(ctx: Context, session_id: str, reason: str) -> Session:
    """Call a planned supervision off, with the reason."""
    with ctx.write() as db:
        row = _movable(ctx, db, session_id, Act.CANCEL, reason)
        row.state, row.ended_reason = SessionState.CANCELLED, reason.strip()
        note(db, Change("session cancelled", row.family_id, row.id))
        return session_value(db, row)


def names_deputies(ctx: Context, session: Session) -> bool:
    """Whether this person is of those who name a deputy: the manager of the family's team or the service manager."""
    mine = ctx.user.discipline == "TEAM_MANAGER" and ctx.user.team_id == session.team_id
    return mine or ctx.user.discipline == "SERVICE_MANAGER"


def deputies(ctx: Context, session_id: str) -> tuple[Staff, ...]:
    """Who can be named deputy for this supervision, by name: managers who work here and neither hold the case nor lead
    it already."""
    with ctx.read() as db:
        session = session_of(db, session_id)
        leading = {session.chair_id, session.deputy_id, session.case_holder_id}
        return tuple(
            person
            for person in sorted(everybody(db).values(), key=lambda person: person.name)
            if person.discipline in MANAGERS and person.active_on(ctx.today) and person.id not in leading
        )


def name_deputy(ctx: Context, session_id: str, staff_id: str, reason: str) -> Session:
    """Name another manager for this one supervision: they may chair and finalise it until it is FINALISED."""
    with ctx.write() as db:
        row = session_row(db, session_id)
        standing = my_standing(ctx, db, row.family_id)
        if not (standing.own_team and ctx.user.discipline in ("TEAM_MANAGER", "SERVICE_MANAGER")):
            raise NotAllowed("The manager of the family's team names a deputy, or the service manager.")
        if row.state not in (SessionState.PLANNED, SessionState.IN_SESSION, SessionState.RECORDED):
            raise NotAllowed("This supervision is over, so nobody is named for it any more.")
        if not reason.strip():
            raise WorkbookError("Say why somebody else leads this supervision.", "reason")
        _check_deputy(db, row, staff_id, ctx.today)
        row.deputy_id, row.deputy_reason = staff_id, reason.strip()
        note(db, Change("deputy named", row.family_id, row.id))
        db.flush()
        return session_value(db, row)


def name_typist(ctx: Context, session_id: str, staff_id: str) -> Session:
    """The chair names somebody who may type the record of this supervision."""
    with ctx.write() as db:
        row = session_row(db, session_id)
        if ctx.user.id not in (row.chair_id, row.deputy_id):
            raise NotAllowed("Only the chair names who types.")
        if row.state not in (SessionState.PLANNED, SessionState.IN_SESSION):
            raise NotAllowed("The minutes are recorded: from now on only the chair changes them.")
        standing = standing_of(db, ctx.catalogue, staff_id, row.family_id, ctx.today)
        named = replace(standing, typist_for=standing.typist_for | {row.id})
        if not may(ctx.catalogue, named, "type", "session_record", session_id=row.id, state="IN_SESSION"):
            raise WorkbookError(
                "This person cannot be named: only somebody who works with the family types.", "staff_id"
            )
        if staff_id not in session_value(db, row).typists:
            db.add(SessionTypistRow(id=new_id(), session_id=row.id, staff_id=staff_id))
        note(db, Change("typist named", row.family_id, row.id))
        db.flush()
        return session_value(db, row)


def ask(ctx: Context, session_id: str, staff_ids: Iterable[str] | None = None) -> int:
    """Ask contributors for their summaries, those named or all who have not given one; how many were asked."""
    with ctx.write() as db:
        row = _movable(ctx, db, session_id, Act.ASK)
        chosen = None if staff_ids is None else set(staff_ids)
        waiting = [
            item.staff.id
            for item in contributions(ctx, db, session_value(db, row))
            if item.state not in GIVEN and not item.acts.excused and (chosen is None or item.staff.id in chosen)
        ]
        db.add_all(
            AskRow(id=new_id(), session_id=row.id, staff_id=staff_id, by_id=ctx.user.id, at=ctx.now())
            for staff_id in waiting
        )
        note(db, Change("summaries asked", row.family_id, row.id))
        return len(waiting)


def excuse(ctx: Context, session_id: str, staff_id: str, reason: str) -> None:
    """The team manager, or the deputy, excuses a contributor from giving a summary."""
    with ctx.write() as db:
        row = session_row(db, session_id)
        managers = team_managers(db, row.team_id, ctx.today) | {row.deputy_id, row.chair_id}
        if ctx.user.id not in managers:
            raise NotAllowed("The team manager excuses somebody from giving a summary.")
        if row.state != SessionState.PLANNED:
            raise NotAllowed("This supervision has begun; attendance says who was not there.")
        if not reason.strip():
            raise WorkbookError("Say why no summary is needed.", "reason")
        if staff_id not in {item.staff.id for item in contributions(ctx, db, session_value(db, row))}:
            raise WorkbookError("No summary is expected from this person.", "staff_id")
        db.add(
            ExcuseRow(
                id=new_id(),
                session_id=row.id,
                staff_id=staff_id,
                reason=reason.strip(),
                by_id=ctx.user.id,
                at=ctx.now(),
            )
        )
        note(db, Change("contributor excused", row.family_id, row.id))


def _movable(ctx: Context, db: Db, session_id: str, act: Act, reason: str = "") -> SessionRow:
    """The row, where this person may do this with the session as it stands."""
    row = session_row(db, session_id)
    session = session_value(db, row)
    refusal = why_not(act, session, ctx.user.id, reason=reason)
    if refusal is not None:
        needs_reason = why_not(act, session, ctx.user.id, reason="given") is None
        raise WorkbookError(refusal, "reason") if needs_reason else NotAllowed(refusal)
    require(ctx, db, row.family_id, "write", "session_shell", PLANNERS, session_id=row.id)
    return row


def _check_deputy(db: Db, row: SessionRow, staff_id: str, day: date) -> None:
    person = db.get(StaffRow, staff_id)
    if person is None or person.discipline not in MANAGERS or not staff_value(person).active_on(day):
        raise WorkbookError("A deputy is an assistant team manager, another team manager or the service manager.")
    if staff_id == row.case_holder_id:
        raise WorkbookError("Who holds the case neither chairs nor finalises: name another manager.")
