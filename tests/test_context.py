"""The context: whose it is, what time it is, and the two doors."""

from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from fsworkbook import catalogue_file
from fsworkbook.context import Context, wall_clock
from fsworkbook.domain.change import Change
from fsworkbook.domain.people import Staff
from fsworkbook.services.signing_in import DEMONSTRATION_AUTHOR, create_demonstration, signed_in
from fsworkbook.storage.people_rows import staff_row
from fsworkbook.storage.tables.people import StaffRow

JOSH = Staff("josh", "Josh Whitlock", "josh", "SOCIAL_WORKER")
PRIYA = Staff("priya", "Priya Nair", "priya", "TEAM_MANAGER")


def opened(folder: Path, at: datetime | None) -> Context:
    store = create_demonstration(folder / "demo.fsw", at=at, catalogue=catalogue_file.load())
    with store.write(DEMONSTRATION_AUTHOR, wall_clock()) as session:
        session.add_all([staff_row(JOSH), staff_row(PRIYA)])
    return signed_in(store, "josh")


def test_a_demonstrations_clock_is_the_one_that_was_set_and_screens_hear_of_it(tmp_path: Path) -> None:
    ctx = opened(tmp_path, datetime(2026, 5, 11, 9))
    heard: list[Change] = []
    ctx.store.listen(heard.extend)
    ctx.set_clock(datetime(2026, 5, 12, 10, 30))
    assert (ctx.now(), ctx.today) == (datetime(2026, 5, 12, 10, 30), date(2026, 5, 12))
    assert ctx.as_person(PRIYA).now() == ctx.now()
    assert [change.what for change in heard] == ["clock set"]
    ctx.store.close()


def test_without_one_it_is_the_wall_clock_without_a_zone(tmp_path: Path) -> None:
    ctx = opened(tmp_path, None)
    assert ctx.now().tzinfo is None
    assert abs(ctx.now() - wall_clock()) < timedelta(seconds=5)
    ctx.store.close()


def test_sessions_are_of_the_person_and_the_moment(tmp_path: Path) -> None:
    ctx = opened(tmp_path, datetime(2026, 5, 11, 9)).as_person(PRIYA)
    with ctx.read() as session:
        assert (session.me, session.now) == ("priya", ctx.now())
        assert len(session.scalars(select(StaffRow)).all()) == 2
    with ctx.write() as session:
        assert session.acting.writes
    ctx.store.close()
