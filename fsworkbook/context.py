"""The context: the first argument of every service (architecture.md 3). Who asks, of which workbook, at what time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed
from fsworkbook.domain.people import Staff
from fsworkbook.storage.store import Store, Transaction, note
from fsworkbook.storage.tables.installation import InstallationRow

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The time in the United Kingdom, as people there write it down."""
    try:
        return datetime.now(ZoneInfo("Europe/London")).replace(tzinfo=None)
    except ZoneInfoNotFoundError:  # a Windows without a time zone table: its own clock is the local one
        return datetime.now(UTC).astimezone().replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Context:
    """An open workbook as one person sees it."""

    store: Store
    catalogue: Catalogue
    user: Staff
    clock: Clock = wall_clock

    def now(self) -> datetime:
        """The workbook's time: in a demonstration whose clock was set, that moment; else the wall clock."""
        return self.store.clock or self.clock()

    @property
    def today(self) -> date:
        """The workbook's day."""
        return self.now().date()

    def read(self, session_id: str | None = None) -> AbstractContextManager[Transaction]:
        """A session to read with, filtered for this person; `session_id` adds what that session quotes."""
        return self.store.read(self.user.id, self.now(), session_id=session_id)

    def write(self) -> AbstractContextManager[Transaction]:
        """A session to read and write with; it commits when the block ends."""
        return self.store.write(self.user.id, self.now())

    def as_person(self, user: Staff) -> "Context":
        """The same workbook for somebody else, who has signed in."""
        return replace(self, user=user)

    def set_clock(self, at: datetime) -> None:
        """Set the demonstration's clock; NotAllowed in any other workbook."""
        if not self.store.is_demonstration:
            raise NotAllowed("Only a demonstration's clock can be set.")
        with self.write() as session:
            for row in session.query(InstallationRow):
                row.clock = at
            note(session, Change("clock set"))
