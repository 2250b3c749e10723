"""Red, amber, green: the risk to each child's outcomes (domain.md 3.5, 3.8). A person gives every colour; nothing here
proposes one from a field, stage, score or date. The worst child's colour bounds the case rating."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from fsworkbook.domain.people import Limits
from fsworkbook.domain.supervision import PastRating
from fsworkbook.domain.working_days import ENGLAND_AND_WALES, Calendar, add_working_days

OVERSIGHT_DAYS = 10
"""While any child is red the team manager writes at least this often, in working days (domain.md 3.5)."""


class Rag(StrEnum):
    """The colours, worst first; NOT_RATED needs its reason as the colours do."""

    RED = "RED"
    AMBER = "AMBER"
    GREEN = "GREEN"
    NOT_RATED = "NOT_RATED"


COLOURS = (Rag.RED, Rag.AMBER, Rag.GREEN)


def worst(colours: Iterable[str]) -> Rag | None:
    """The worst colour among the children, or None where nobody has one. Not rated is no colour."""
    given = set(colours)
    return next((colour for colour in COLOURS if colour in given), None)


def why_case_rating_is_refused(case: str, children: Iterable[str]) -> str | None:
    """Why the chair's case rating cannot stand, or None: it may be worse than the worst child's, never better."""
    bound = worst(children)
    if case not in COLOURS or bound is None or COLOURS.index(Rag(case)) <= COLOURS.index(bound):
        return None
    return f"The case cannot be {_word(case)} while a child is {_word(bound)}."


def step_reason_needed(before: str | None, now: str) -> bool:
    """Whether the step asks for a reason of its own: from red to green at once."""
    return before == Rag.RED and now == Rag.GREEN


def last_argued(history: Sequence[PastRating]) -> PastRating | None:
    """The rating whose reason still stands: within the unbroken run of the latest colour, the last that gave a reason
    other than the one before. None without a history."""
    run: list[PastRating] = []
    for past in sorted(history, key=lambda item: (item.on, item.session_number), reverse=True):
        if run and past.colour != run[-1].colour:
            break
        run.append(past)
    for later, earlier in pairwise(run):
        reason = later.reason.strip()
        if reason and reason != earlier.reason.strip():
            return later
    return run[-1] if run else None


def limit_days(colour: str | None, limits: Limits) -> int | None:
    """Within how many working days the next supervision is held, by the worst child; None = no limit was set."""
    return {Rag.RED: limits.red, Rag.AMBER: limits.amber, Rag.GREEN: limits.green}.get(Rag(colour)) if colour else None


def next_limit(
    last_on: date, children: Iterable[str], limits: Limits, calendar: Calendar = ENGLAND_AND_WALES
) -> date | None:
    """The last day for the next supervision, from the day and the children's colours of the last one."""
    days = limit_days(worst(children), limits)
    return add_working_days(last_on, days, calendar) if days is not None else None


def overdue_since(limit: date | None, calendar: Calendar = ENGLAND_AND_WALES) -> date | None:
    """The first working day after the limit; without a limit nothing is ever overdue."""
    return add_working_days(limit, 1, calendar) if limit else None


def is_overdue(limit: date | None, on: date, calendar: Calendar = ENGLAND_AND_WALES) -> bool:
    """Whether a supervision that was not held by then is overdue on that day."""
    since = overdue_since(limit, calendar)
    return since is not None and on >= since


def oversight_due(
    last_decision_on: date, children: Iterable[str], calendar: Calendar = ENGLAND_AND_WALES
) -> date | None:
    """By when the team manager's next oversight note or dated decision is due; None while no child is red."""
    return add_working_days(last_decision_on, OVERSIGHT_DAYS, calendar) if worst(children) is Rag.RED else None


def _word(colour: str) -> str:
    return colour.lower().replace("_", " ")
