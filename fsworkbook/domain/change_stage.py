"""The cycle of change: where an adult is with one behaviour (domain.md 4.1, 4.2).

Stages describe the change of a behaviour that harms. The person harmed is not staged about the abuse; "Working with us
on safety" belongs to the victims' practitioner and her panel alone. Any stage may follow any other.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from fsworkbook.domain.people import Person
from fsworkbook.domain.supervision import StageEntry

ABUSIVE_BEHAVIOUR = "ABUSIVE_BEHAVIOUR"
WORKING_WITH_US_ON_SAFETY = "ACCEPTING_SAFETY_SUPPORT"
VICTIMS_PRACTITIONER = "DA_PRACTITIONER_VICTIM"

PREPARATION_DAYS, MAINTENANCE_WEEKS = 30, 26
"""Usual time marks of the model: shown as a hint, never enforced (domain.md 4.1)."""


class ChangeStage(StrEnum):
    """The six stages. Not to be confused with change talk ACTIVATION or an action of a supervision."""

    PRE_CONTEMPLATION = "PRE_CONTEMPLATION"
    CONTEMPLATION = "CONTEMPLATION"
    PREPARATION = "PREPARATION"
    ACTION = "ACTION"
    MAINTENANCE = "MAINTENANCE"
    RELAPSE = "RELAPSE"


RELAPSE_FROM = frozenset({ChangeStage.ACTION, ChangeStage.MAINTENANCE})


def question_before(previous: str | None, stage: str) -> str | None:
    """What to confirm before this stage is set, or None. A relapse is a full return from a change that was made."""
    if stage != ChangeStage.RELAPSE or previous in RELAPSE_FROM or previous == ChangeStage.RELAPSE:
        return None
    return (
        "A relapse is a full return after the change was made, and this behaviour was not in action or maintenance. "
        "Is it a relapse all the same?"
    )


def why_not_staged(person: Person, behaviour: str, discipline: str, *, in_session: bool = False) -> str | None:
    """Why no stage is asked of this person for this behaviour, or None. `in_session`: for a supervision's record."""
    if behaviour == WORKING_WITH_US_ON_SAFETY:
        if in_session or discipline != VICTIMS_PRACTITIONER:
            return "Working with us on safety is written by the victims' practitioner, in her own panel alone."
        return None
    if person.is_child:
        return "Stages of change are about adults."
    if behaviour == ABUSIVE_BEHAVIOUR and person.is_harmed and not person.harms:
        return "Who is harmed is not staged about the abuse: say what keeps the children safe and what gets in the way."
    return None


def behaviours_for(
    person: Person, behaviours: Iterable[str], discipline: str, *, in_session: bool = False
) -> tuple[str, ...]:
    """The behaviours for which a stage may be asked of this person."""
    return tuple(item for item in behaviours if why_not_staged(person, item, discipline, in_session=in_session) is None)


def latest(
    entries: Iterable[StageEntry], adult_id: str, behaviour: str, before: date | None = None
) -> StageEntry | None:
    """The last entry for this adult and behaviour, or the last before a day."""
    found = [
        entry
        for entry in entries
        if entry.adult_id == adult_id and entry.behaviour == behaviour and (before is None or entry.on < before)
    ]
    return max(found, key=lambda entry: entry.on, default=None)


def in_documents(entries: Iterable[StageEntry]) -> tuple[StageEntry, ...]:
    """The entries that a header, board, pack, minutes, room view or document may show: all but working on safety."""
    return tuple(entry for entry in entries if entry.behaviour != WORKING_WITH_US_ON_SAFETY)


def time_hint(stage: str, changed_on: date | None, on: date) -> str | None:
    """The usual time mark where the stage does not fit it, as a hint that may be accepted. `changed_on` is when the
    change was made, for PREPARATION when getting ready began."""
    if changed_on is None:
        return None
    days = (on - changed_on).days
    weeks = days // 7
    if stage == ChangeStage.MAINTENANCE and weeks < MAINTENANCE_WEEKS:
        return f"{weeks} weeks; maintenance is usually 26 weeks or more."
    if stage == ChangeStage.ACTION and weeks >= MAINTENANCE_WEEKS:
        return f"{weeks} weeks; action usually lasts less than 26 weeks."
    if stage == ChangeStage.PREPARATION and days > PREPARATION_DAYS:
        return f"{days} days; preparation is usually about a month."
    return None
