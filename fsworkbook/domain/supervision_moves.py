"""The life of a session (domain.md 3.3, 3.4): which act moves it, who may act, and what must hold first.

Each function gives the sentence for the person who tries, or None: they may.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fsworkbook.domain.rating import Rag, worst
from fsworkbook.domain.supervision import Session, SessionKind, SessionState
from fsworkbook.domain.working_days import (
    ENGLAND_AND_WALES,
    Calendar,
    finalised_by,
    recorded_by,
    working_days_between,
)

POSTPONED_WARNING_DAYS = 10


class Act(StrEnum):
    """What somebody does with a session."""

    ASK = "ASK"
    POSTPONE = "POSTPONE"
    CANCEL = "CANCEL"
    START = "START"
    ABANDON = "ABANDON"
    RECORD = "RECORD"
    FINALISE = "FINALISE"


class Actor(StrEnum):
    """Who somebody is to a session. TYPIST: a person whom the chair named."""

    CHAIR = "chair"
    DEPUTY = "deputy chair"
    MINUTE_TAKER = "minute-taker"
    TYPIST = "person whom the chair named"
    FINALISER = "manager who finalises"


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow of the life cycle; `to` is None where the state stays."""

    state: SessionState
    to: SessionState | None
    actors: frozenset[Actor]
    needs_reason: bool = False


_CHAIRING = frozenset({Actor.CHAIR, Actor.DEPUTY})
_PLANNING = _CHAIRING | {Actor.MINUTE_TAKER, Actor.TYPIST}

MOVES: dict[Act, Move] = {
    Act.ASK: Move(SessionState.PLANNED, None, _CHAIRING | {Actor.MINUTE_TAKER}),
    Act.POSTPONE: Move(SessionState.PLANNED, None, _PLANNING, needs_reason=True),
    Act.CANCEL: Move(SessionState.PLANNED, SessionState.CANCELLED, _PLANNING, needs_reason=True),
    Act.START: Move(SessionState.PLANNED, SessionState.IN_SESSION, _CHAIRING),
    Act.ABANDON: Move(SessionState.IN_SESSION, SessionState.ABANDONED, _CHAIRING, needs_reason=True),
    Act.RECORD: Move(SessionState.IN_SESSION, SessionState.RECORDED, _PLANNING),
    Act.FINALISE: Move(SessionState.RECORDED, SessionState.FINALISED, frozenset({Actor.FINALISER})),
}

_STATE_WORDS = {
    SessionState.PLANNED: "planned",
    SessionState.IN_SESSION: "in session",
    SessionState.RECORDED: "recorded",
    SessionState.FINALISED: "finalised",
    SessionState.CANCELLED: "cancelled",
    SessionState.ABANDONED: "abandoned",
}
_ACT_WORDS = {
    Act.ASK: "ask for summaries",
    Act.POSTPONE: "postpone it",
    Act.CANCEL: "cancel it",
    Act.START: "start it",
    Act.ABANDON: "abandon it",
    Act.RECORD: "record it",
    Act.FINALISE: "finalise it",
}


def actors_of(session: Session, staff_id: str, team_managers: Collection[str] = ()) -> frozenset[Actor]:
    """What this person is to the session. `team_managers` are the active managers of the family's team."""
    return frozenset(
        actor
        for actor, holds in {
            Actor.CHAIR: staff_id == session.chair_id,
            Actor.DEPUTY: staff_id == session.deputy_id,
            Actor.MINUTE_TAKER: staff_id == session.minute_taker_id,
            Actor.TYPIST: staff_id in session.typists,
            Actor.FINALISER: staff_id in finalisers(session, team_managers),
        }.items()
        if holds
    )


def finalisers(session: Session, team_managers: Collection[str]) -> frozenset[str]:
    """Who may finalise: the manager of the family's team or the manager named deputy for it, never its case holder.
    Where nobody is left, the service manager is named deputy (domain.md 3.3)."""
    named = frozenset({session.deputy_id}) if session.deputy_id else frozenset[str]()
    return (frozenset(team_managers) | named) - {session.case_holder_id or ""}


def why_not(
    act: Act,
    session: Session,
    staff_id: str,
    *,
    team_managers: Collection[str] = (),
    reason: str = "",
) -> str | None:
    """Why this person cannot do this with the session as it stands: its state, who they are, a reason not given.

    Starting, recording and finalising have further guards: `why_not_started`, and `missing_to_record`.
    """
    move = MOVES[act]
    if session.state is not move.state:
        return f"This supervision is {_STATE_WORDS[session.state]}: nobody can {_ACT_WORDS[act]} now."
    if staff_id == session.case_holder_id and act in (Act.START, Act.ABANDON, Act.FINALISE):
        return "Who holds the case neither chairs nor finalises: another manager does."
    if move.actors.isdisjoint(actors_of(session, staff_id, team_managers)):
        return f"Only the {_one_of(move.actors)} can {_ACT_WORDS[act]}."
    if move.needs_reason and not reason.strip():
        return f"Say why, to {_ACT_WORDS[act]}."
    return None


def why_not_started(
    session: Session, present: Collection[str], waiting_for: Iterable[str], override_reason: str = ""
) -> str | None:
    """Why the session cannot start: nobody chairs, or the absentee rule. `waiting_for` are names, from `holding_up`."""
    if session.chair_id not in present and session.deputy_id not in present:
        return "The chair or the deputy named for this session has to be there."
    names = tuple(waiting_for)
    if names and not override_reason.strip():
        verb = "has" if len(names) == 1 else "have"
        return (
            f"{_listed(names)} {verb} neither come nor given a summary: postpone, or start all the same with a reason, "
            "which the minutes print."
        )
    return None


def why_not_that_day(session: Session, day: date) -> str | None:
    """Why the session cannot start that day: its date, deadline and invitations are of another (domain.md 3.4)."""
    if session.starts_at.date() == day:
        return None
    return "This supervision is planned for another day. Move it to a time today first, with the reason; then start it."


def may_type(session: Session, staff_id: str, team_managers: Collection[str] = ()) -> bool:
    """Who writes the record: while it runs the minute-taker, the chair and whom the chair named; once recorded the
    chair and who finalises; then nobody."""
    actors = actors_of(session, staff_id, team_managers)
    if session.state is SessionState.IN_SESSION:
        return not actors.isdisjoint(_PLANNING)
    return session.state is SessionState.RECORDED and not actors.isdisjoint(_CHAIRING | {Actor.FINALISER})


def missing_to_plan(
    session: Session, professionals: int, set_day: int | None, off_day_reason: str = ""
) -> tuple[str, ...]:
    """What a session needs before it is planned (domain.md 3.4); clashes are the planner's own question."""
    missing = []
    if not session.chair_id:
        missing.append("Name who chairs.")
    if session.chair_id and session.chair_id == session.case_holder_id:
        missing.append("Who holds the case does not chair: name another manager.")
    if session.kind is SessionKind.FSCS and professionals < 2:
        missing.append("A family supervision needs two or more professionals; with one it is a case supervision.")
    if session.kind is SessionKind.TRADITIONAL and professionals >= 2:
        missing.append("Two or more professionals work with this family: it needs a family supervision.")
    if not session.place.strip():
        missing.append("Give a room or a link.")
    if set_day is not None and session.starts_at.weekday() != set_day and not off_day_reason.strip():
        missing.append("This is not the team's set day: say why.")
    return tuple(missing)


def postponement_warning(
    before: date, after: date, colours: Iterable[str], calendar: Calendar = ENGLAND_AND_WALES
) -> str | None:
    """What to say where a supervision moves far while a child is red."""
    days = working_days_between(before, after, calendar)
    if days > POSTPONED_WARNING_DAYS and worst(colours) is Rag.RED:
        return f"This is {days} working days later, and a child is red."
    return None


@dataclass(frozen=True, slots=True)
class MinutesLateness:
    """Whether the minutes were, or are by now, recorded and finalised too late: for the board, never printed."""

    recorded: bool
    finalised: bool


def minutes_lateness(session: Session, on: date, calendar: Calendar = ENGLAND_AND_WALES) -> MinutesLateness:
    """Recorded within two working days of the session, finalised within five (domain.md 3.4)."""
    held = session.state in (SessionState.IN_SESSION, SessionState.RECORDED, SessionState.FINALISED)
    day = session.held_on
    recorded = session.recorded_at.date() if session.recorded_at else on
    finalised = session.finalised_at.date() if session.finalised_at else on
    return MinutesLateness(
        held and recorded > recorded_by(day, calendar), held and finalised > finalised_by(day, calendar)
    )


def _one_of(actors: Collection[Actor]) -> str:
    return " or the ".join(actor.value for actor in Actor if actor in actors)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
