"""Who tells whom of the family, in which order (domain.md 3.7). Where one person may be harmed by another, the person who
is harmed is told first; the message to who harms stays closed until that is ticked, or the chair says why not."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Person
from fsworkbook.domain.supervision import Record, Session
from fsworkbook.services.session_room import family_facts, record_of
from fsworkbook.services.session_values import HELD, session_of, team_managers
from fsworkbook.services.summaries import open_in
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.supervision import ToldRow


def tell(ctx: Context, session_id: str, tell_id: str) -> None:
    """Tick that somebody was told: by the person who tells them, or the team manager."""
    with ctx.write() as db:
        session = session_of(db, session_id)
        open_in(db, session.family_id)
        record = record_of(db, session)
        value = record.value("tell", tell_id)
        if not value or session.state not in HELD:
            raise NotFound("This message is not in the record.")
        if ctx.user.id != value.get("by") and ctx.user.id not in _leading(ctx, db, session):
            raise NotAllowed("Who tells them ticks this, or the team manager.")
        told = told_of(db, session)
        if tell_id in told:
            return
        people = family_facts(db, session, ctx.today).persons
        if tell_id in waiting_tells(record, people, told):
            raise WorkbookError(_waits_for(record, people, told))
        db.add(
            ToldRow(
                id=new_id(),
                session_id=session.id,
                family_id=session.family_id,
                tell_id=tell_id,
                by_id=ctx.user.id,
                at=ctx.now(),
            )
        )
        note(db, Change("family told", session.family_id, session.id))


def told_of(db: Db, session: Session) -> Mapping[str, datetime]:
    """When each message was given, by its id."""
    rows = db.scalars(select(ToldRow).where(ToldRow.session_id == session.id).order_by(ToldRow.at.desc()))
    return {row.tell_id: row.at for row in rows}


def waiting_tells(record: Record, people: Iterable[Person], told: Collection[str]) -> frozenset[str]:
    """The messages that stay closed: to somebody who harms, while a person harmed who is to be told was not."""
    everybody = {person.id: person for person in people}
    open_first = _untold_harmed(record, everybody, told)
    return frozenset(
        cell.subject
        for cell in record.all("tell")
        if (whom := everybody.get(str(cell.value.get("whom")))) is not None
        and whom.harms
        and cell.subject not in told
        and not str(cell.value.get("why_not_first") or "").strip()
        and any(first.id != whom.id for first in open_first)
    )


def _untold_harmed(record: Record, everybody: Mapping[str, Person], told: Collection[str]) -> tuple[Person, ...]:
    return tuple(
        person
        for cell in record.all("tell")
        if cell.subject not in told
        and (person := everybody.get(str(cell.value.get("whom")))) is not None
        and person.is_harmed
    )


def _waits_for(record: Record, people: Iterable[Person], told: Collection[str]) -> str:
    names = {person.short_name for person in _untold_harmed(record, {item.id: item for item in people}, told)}
    return f"This waits until {' and '.join(sorted(names))} has been told, or the chair says why not."


def _leading(ctx: Context, db: Db, session: Session) -> frozenset[str]:
    return team_managers(db, session.team_id, ctx.today) | session.finaliser_ids
