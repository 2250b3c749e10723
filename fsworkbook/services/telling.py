"""Who tells whom of the family, in which order (domain.md 3.7). Where one person may be harmed by another, the person
who is harmed is told first; the message to who harms stays closed until that is ticked, or the chair says why not."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.supervision import Session
from fsworkbook.domain.supervision_rules import is_message_closed
from fsworkbook.services.opening import open_in
from fsworkbook.services.session_facts import facts_of, record_of
from fsworkbook.services.session_values import HELD, session_of, team_managers
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
        facts = facts_of(ctx, db, session)
        if is_message_closed(record, facts, tell_id, told):
            names = " and ".join(adult.short_name for adult in facts.adults if adult.is_harmed)
            raise WorkbookError(f"This waits until {names} has been told, or the chair says why not.")
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


def _leading(ctx: Context, db: Db, session: Session) -> frozenset[str]:
    return team_managers(db, session.team_id, ctx.today) | session.finaliser_ids
