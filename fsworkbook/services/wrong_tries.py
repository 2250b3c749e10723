"""Wrong tries at signing in: each one makes the next wait longer, and all of them reach the audit trail."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fsworkbook.context import Context
from fsworkbook.domain.errors import Refused
from fsworkbook.services.auditing import record
from fsworkbook.storage.sqlite.key_slots import SlotsFile, Tries, slots_to_change

MachineClock = Callable[[], datetime]

FREE = 3
"""Tries that cost nothing: slips of the keyboard."""

LONGEST = 300
"""The longest wait in seconds; the cost of a slot does the rest."""

KEPT = 100
"""How many times of wrong tries wait for the trail under one name."""


def machine_clock() -> datetime:
    """The computer's own time, which no demonstration sets."""
    return datetime.now(UTC)


def check_wait(slots: SlotsFile, name: str, now: datetime) -> None:
    """Refused, with the seconds to wait, while a wait for this name lasts. A clock set back lengthens none."""
    tries = slots.tries_of(name)
    if tries.wrong < FREE:
        return
    wait = min(2 ** (tries.wrong - FREE + 1), LONGEST)
    left = datetime.fromisoformat(tries.last) + timedelta(seconds=wait) - now
    seconds = min(int(left.total_seconds()) + 1, wait)
    if left > timedelta(0):
        raise Refused(f"That was wrong several times. Wait {seconds} seconds, then try again.")


def failed(workbook: Path, name: str, now: datetime) -> None:
    """Count one more."""
    with slots_to_change(workbook) as slots:
        tries = slots.tries_of(name)
        untold = (*tries.untold, now.isoformat(timespec="seconds"))[-KEPT:]
        slots.trying(name, Tries(tries.wrong + 1, now.isoformat(), untold)).write()


def forgiven(ctx: Context, name: str) -> None:
    """Put all wrong tries on the trail; the count of whoever has signed in begins anew."""
    with slots_to_change(ctx.store.path) as slots:
        for tried, tries in slots.tries:
            for at in tries.untold:
                record(ctx, "REFUSED", f"sign_in {at}", row_id=tried or None)
            slots = slots.trying(tried, Tries() if tried in (name, "") else Tries(tries.wrong, tries.last))
        slots.write()
