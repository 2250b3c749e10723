"""What has become of an action (domain.md 3.6, 3.9): status, lateness and drift, from progress that only grows.

The action itself is frozen with its session; a carried action keeps its due date.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from fsworkbook.domain.supervision import ActionItem, ActionProgress
from fsworkbook.domain.working_days import ENGLAND_AND_WALES, Calendar, add_working_days

ESCALATED_DAYS = 3
UNANSWERED_DAYS = 3
DRIFT_FROM = 2


class ProgressKind(StrEnum):
    """What somebody did with an action."""

    ACCEPTED = "ACCEPTED"
    DONE = "DONE"
    PART = "PART"
    NOT_DONE = "NOT_DONE"
    NO_LONGER_NEEDED = "NO_LONGER_NEEDED"
    CANCELLED = "CANCELLED"
    CARRIED = "CARRIED"
    REASSIGNED = "REASSIGNED"


class ActionStatus(StrEnum):
    """PROPOSED: its owner was absent and has not accepted. The others are OPEN or the last that became of it."""

    PROPOSED = "PROPOSED"
    OPEN = "OPEN"
    PART = "PART"
    NOT_DONE = "NOT_DONE"
    DONE = "DONE"
    NO_LONGER_NEEDED = "NO_LONGER_NEEDED"
    CANCELLED = "CANCELLED"


CLOSED = frozenset({ActionStatus.DONE, ActionStatus.NO_LONGER_NEEDED, ActionStatus.CANCELLED})
_SAYS_NOTHING_ELSE = frozenset({ProgressKind.ACCEPTED, ProgressKind.CARRIED, ProgressKind.REASSIGNED})


def status_of(
    action: ActionItem, progress: Iterable[ActionProgress], owner_was_absent: bool = False, on: date | None = None
) -> ActionStatus:
    """The status now, or as it stood at the end of a day."""
    steps = _steps(action, progress, on)
    if not steps:
        proposed = owner_was_absent and action.owner_id is not None
        return ActionStatus.PROPOSED if proposed else ActionStatus.OPEN
    last = ProgressKind(steps[-1].kind)
    return ActionStatus.OPEN if last in _SAYS_NOTHING_ELSE else ActionStatus(last.value)


def closed_on(action: ActionItem, progress: Iterable[ActionProgress]) -> date | None:
    """The day on which it was closed, if it is."""
    steps = _steps(action, progress, None)
    return steps[-1].on if steps and status_of(action, steps) in CLOSED else None


def overdue_since(action: ActionItem, finalised_at: datetime | None) -> date | None:
    """From when it is overdue unless closed: the day after due, never before its session was FINALISED."""
    return max(action.due + timedelta(days=1), finalised_at.date()) if finalised_at else None


def is_overdue(action: ActionItem, progress: Iterable[ActionProgress], finalised_at: datetime | None, on: date) -> bool:
    """Whether it is overdue on that day."""
    since = overdue_since(action, finalised_at)
    return since is not None and on >= since and status_of(action, progress, on=on) not in CLOSED


def escalated_on(action: ActionItem, calendar: Calendar = ENGLAND_AND_WALES) -> date:
    """From when the team manager sees it as escalated: three working days after due."""
    return add_working_days(action.due, ESCALATED_DAYS, calendar)


def is_escalated(
    action: ActionItem,
    progress: Iterable[ActionProgress],
    finalised_at: datetime | None,
    on: date,
    calendar: Calendar = ENGLAND_AND_WALES,
) -> bool:
    """Whether the team manager sees it as escalated on that day."""
    return is_overdue(action, progress, finalised_at, on) and on >= escalated_on(action, calendar)


def carries(action: ActionItem, progress: Iterable[ActionProgress]) -> int:
    """How often it was carried over."""
    return sum(step.kind == ProgressKind.CARRIED for step in _steps(action, progress, None))


def drift_since(action: ActionItem, progress: Iterable[ActionProgress]) -> date | None:
    """The day of the second carrying over: from then on it shows "drift"."""
    carried = [step.on for step in _steps(action, progress, None) if step.kind == ProgressKind.CARRIED]
    return carried[DRIFT_FROM - 1] if len(carried) >= DRIFT_FROM else None


def chair_is_told(
    action: ActionItem,
    progress: Iterable[ActionProgress],
    owner_was_absent: bool,
    session_day: date,
    on: date,
    calendar: Calendar = ENGLAND_AND_WALES,
) -> bool:
    """Whether an action of somebody absent has been PROPOSED for three working days: the chair gives it to somebody
    else or confirms having spoken to the owner. Nothing is accepted by silence."""
    waiting = status_of(action, progress, owner_was_absent, on) is ActionStatus.PROPOSED
    return waiting and on >= add_working_days(session_day, UNANSWERED_DAYS, calendar)


def why_progress_is_refused(kind: str, note: str, status: ActionStatus = ActionStatus.OPEN) -> str | None:
    """Why a step cannot be stored on an action of that status, or None. What is closed stays closed."""
    if status in CLOSED:
        return "This action is closed. If there is more to do, the next supervision makes a new action of it."
    if kind == ProgressKind.REASSIGNED:  # a step names nobody, so nobody would own the action (domain.md 3.9)
        return "Who does it instead is said at the next supervision: close this action and make a new one there."
    if kind == ProgressKind.DONE and not note.strip():
        return "Done needs a note of what shows it."
    return None


def _steps(action: ActionItem, progress: Iterable[ActionProgress], on: date | None) -> Sequence[ActionProgress]:
    mine = [step for step in progress if step.action_id == action.id and (on is None or step.on <= on)]
    return sorted(mine, key=lambda step: step.on)
