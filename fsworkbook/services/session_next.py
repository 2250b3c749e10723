"""The next supervision as the record of this one gives it: planned at RECORDED, and kept to what the minutes say at
FINALISED (domain.md 3.4)."""

from collections.abc import Mapping
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import Json
from fsworkbook.services.session_facts import record_of
from fsworkbook.services.session_making import give_reason, new_session
from fsworkbook.services.session_values import session_value
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.supervision import PostponementRow, SessionRow


def plan_next(ctx: Context, db: Db, row: SessionRow) -> None:
    """Plan the next supervision with the same chair, minute-taker and place, unless one is planned already."""
    given = record_of(db, session_value(db, row)).value("next")
    if given.get("last") or not given.get("on") or _planned(db, row):
        return
    starts_at, place = _given_time(row, given), str(given.get("place") or row.place)
    made = new_session(ctx, db, row.family_id, starts_at, row.minutes, place, row.chair_id, row.minute_taker_id)
    if row.deputy_id == row.chair_id:
        made.deputy_id, made.deputy_reason = row.deputy_id, row.deputy_reason
    note(db, Change("session planned", row.family_id, made.id))


def keep_to_minutes(ctx: Context, db: Db, row: SessionRow) -> None:
    """What the chair changed about the next supervision after RECORDED: it moves, it is called off, or it is planned.

    Where nothing about it was changed since, whoever moved it on the board had the last word.
    """
    cell = record_of(db, session_value(db, row)).cells.get(("next", ""))
    planned = _planned(db, row)
    if planned is None:
        plan_next(ctx, db, row)
        return
    if cell is None or cell.at is None or cell.at < _last_word(db, row, planned):
        return
    if cell.value.get("last"):
        planned.state = SessionState.CANCELLED
        planned.ended_reason = f"Supervision {row.number} was the last one."
        note(db, Change("session cancelled", row.family_id, planned.id))
        return
    starts_at = _given_time(row, cell.value)
    if starts_at != planned.starts_at:
        give_reason(ctx, db, planned, starts_at, f"The minutes of supervision {row.number} give this time.")
        planned.starts_at = starts_at
        note(db, Change("session postponed", row.family_id, planned.id))


def _planned(db: Db, row: SessionRow) -> SessionRow | None:
    """The family's session that is planned, the earliest one."""
    query = select(SessionRow).where(SessionRow.family_id == row.family_id, SessionRow.state == SessionState.PLANNED)
    return db.scalar(query.order_by(SessionRow.starts_at).limit(1))


def _last_word(db: Db, row: SessionRow, planned: SessionRow) -> datetime:
    """When the planned session last got its time: as this one was recorded, or as it was moved on the board."""
    moved = db.scalars(select(PostponementRow.at).where(PostponementRow.session_id == planned.id)).all()
    return max([*moved, *([row.recorded_at] if row.recorded_at else [])], default=datetime.min)


def _given_time(row: SessionRow, given: Mapping[str, Json]) -> datetime:
    starting = time.fromisoformat(str(given["time"])) if given.get("time") else row.starts_at.time()
    return datetime.combine(date.fromisoformat(str(given["on"])), starting)
