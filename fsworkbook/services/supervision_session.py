"""A supervision while it runs: start, who is here, type, quote, record, abandon (domain.md 3.4, 3.6, 3.7).

The record is shared cells, saved as people type. Its text follows the reader's classes; a child's confidential words
are quoted by reference and never retyped, so that who types and may not read them neither sees nor misses anything.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.contributors import SummaryActs, absence_mode, holding_up
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Person
from fsworkbook.domain.supervision import PRESENT, AttendanceMode, Cell, Session, SessionState
from fsworkbook.domain.supervision_moves import Act, why_not, why_not_started, why_not_that_day
from fsworkbook.domain.supervision_rules import missing_to_record
from fsworkbook.domain.workbook import Json
from fsworkbook.services import session_cells as cells
from fsworkbook.services.contributions import Contribution, contributions
from fsworkbook.services.families import key_worker_id
from fsworkbook.services.opening import open_in
from fsworkbook.services.quoting import drop_quote, write_quote
from fsworkbook.services.session_facts import facts_of, record_of
from fsworkbook.services.session_making import working_with
from fsworkbook.services.session_next import plan_next
from fsworkbook.services.session_values import session_row, session_value
from fsworkbook.services.supervision_planning import name_typist
from fsworkbook.services.values import people_of
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.supervision import SessionCellRow, SessionRow, SessionSummaryRow

__all__ = ["abandon", "attend", "name_typist", "quote", "record", "remove_cell", "start", "type_cell"]


def start(
    ctx: Context,
    session_id: str,
    override_reason: str = "",
    *,
    present: Mapping[str, AttendanceMode] | None = None,
) -> Session:
    """Open the session: stores whom it expected, which summary version each gave and what was missing.

    `present` are those who are here already, by staff id; the chair who starts is. An expected contributor who neither
    came, nor gave a summary, nor is excused is waited for, unless `override_reason` says why not (domain.md 3.6).
    """
    with ctx.write() as db:
        row = _moved(ctx, db, session_id, Act.START)
        open_in(db, row.family_id)
        here = {**(present or {}), ctx.user.id: (present or {}).get(ctx.user.id, AttendanceMode.IN_ROOM)}
        expected = contributions(ctx, db, session_value(db, row))
        acts: dict[str, SummaryActs] = {item.staff.id: item.acts for item in expected}
        waiting = holding_up(acts, here, acts, ctx.now())
        names = [item.staff.name for item in expected if item.staff.id in waiting]
        refusal = why_not_started(session_value(db, row), here, names, override_reason)
        if refusal:
            raise WorkbookError(refusal, "override_reason")
        if another_day := why_not_that_day(session_value(db, row), ctx.today):
            raise WorkbookError(another_day, "starts_at")
        row.state, row.started_at, row.started_by = SessionState.IN_SESSION, ctx.now(), ctx.user.id
        row.override_reason = override_reason.strip() if names else ""
        row.case_holder_id = key_worker_id(working_with(db, row.family_id), ctx.today)
        db.flush()
        db.add_all(_expected(row, item) for item in expected)
        session = session_value(db, row)
        for staff_id, mode in here.items():
            _attend(ctx, db, session, staff_id, {"mode": AttendanceMode(mode).value})
        note(db, Change("session started", row.family_id, row.id))
        return session


def type_cell(ctx: Context, session_id: str, item: str, subject: str, value: Mapping[str, Json], version: int) -> Cell:
    """Keep what was typed in one cell. Stale where somebody typed a newer one since `version` (0 = a new cell)."""
    with ctx.write() as db:
        session, people = _typing(ctx, db, session_id, item)
        if item == "view_quote":
            raise NotAllowed("A child's words are quoted from the entry they stand in, never typed here.")
        cells.check(ctx, db, session, people, item, subject, value)
        sharing_class, protects = cells.class_of(item, subject)
        if item == "attendance":
            value = _told_apart(ctx, db, session, subject, value)
        cell = cells.put(ctx, db, session, item, subject, value, version, sharing_class, protects)
        if protects:
            cells.protect(ctx, db, session, people, protects)
        note(db, Change("cell typed", session.family_id, session.id))
        return cell


def remove_cell(ctx: Context, session_id: str, item: str, subject: str) -> None:
    """Take out what was typed by mistake: a decision, an action, a quotation; only what this person may read."""
    with ctx.write() as db:
        session, _ = _typing(ctx, db, session_id, item)
        query = select(SessionCellRow).where(SessionCellRow.session_id == session.id, SessionCellRow.item == item)
        rows = db.scalars(query.where(SessionCellRow.subject == subject)).all()
        if not rows:
            raise NotFound("This is not in the record any more.")
        for row in rows:
            db.delete(row)
        if item == "view_quote":
            db.flush()
            drop_quote(db, session, subject)
        note(db, Change("cell typed", session.family_id, session.id))


def attend(
    ctx: Context,
    session_id: str,
    staff_id: str,
    mode: AttendanceMode,
    *,
    guest: bool = False,
    undisturbed: bool = False,
    reason: str = "",
) -> Cell:
    """How somebody took part. Who is on the link ticks "cannot be overheard, not recording" on their own screen too."""
    value = {"mode": AttendanceMode(mode).value, "guest": guest, "undisturbed": undisturbed, "reason": reason.strip()}
    with ctx.write() as db:
        session = session_value(db, session_row(db, session_id))
        if not _ticks_own_link(ctx, db, session, staff_id, mode):
            session, _ = _typing(ctx, db, session_id, "attendance")
        cell = _attend(ctx, db, session, staff_id, value)
        note(db, Change("cell typed", session.family_id, session.id))
        return cell


def quote(ctx: Context, session_id: str, child_id: str, version_id: str, paragraph_id: str) -> Cell:
    """Quote a child's words from a finalised entry, by reference; the quotation has the class of its paragraph."""
    with ctx.write() as db:
        session, people = _typing(ctx, db, session_id, "view_quote")
        if child_id not in people or not people[child_id].is_child:
            raise WorkbookError("Choose a child of this family.", "subject")
        cell = write_quote(ctx, db, session, child_id, version_id, paragraph_id)
        note(db, Change("cell typed", session.family_id, session.id))
        return cell


def record(ctx: Context, session_id: str) -> Session:
    """Record and send to the chair: only what RECORDED needs is asked, as far as this person may read. The next date
    makes a PLANNED session with the same chair, minute-taker and place, unless there is one."""
    with ctx.write() as db:
        return record_in(ctx, db, session_id)


def record_in(ctx: Context, db: Db, session_id: str) -> Session:
    """The same inside a write."""
    row = _moved(ctx, db, session_id, Act.RECORD)
    open_in(db, row.family_id)
    require_nothing_missing(ctx, db, session_value(db, row))
    row.state, row.recorded_at, row.recorded_by = SessionState.RECORDED, ctx.now(), ctx.user.id
    db.flush()
    plan_next(ctx, db, row)
    note(db, Change("session recorded", row.family_id, row.id))
    return session_value(db, row)


def require_nothing_missing(ctx: Context, db: Db, session: Session) -> None:
    """WorkbookError naming what RECORDED still needs; the same list fills the screen."""
    missing = missing_to_record(record_of(db, session), facts_of(ctx, db, session))
    if missing:
        raise WorkbookError(" ".join(item.sentence for item in missing), f"{missing[0].item}:{missing[0].subject}")


def abandon(ctx: Context, session_id: str, reason: str) -> Session:
    """Break the session off, with the reason; what was typed is kept and readable."""
    with ctx.write() as db:
        row = _moved(ctx, db, session_id, Act.ABANDON, reason)
        row.state, row.ended_reason = SessionState.ABANDONED, reason.strip()
        note(db, Change("session abandoned", row.family_id, row.id))
        return session_value(db, row)


def _moved(ctx: Context, db: Db, session_id: str, act: Act, reason: str = "") -> SessionRow:
    row = session_row(db, session_id)
    session = session_value(db, row)
    refusal = why_not(act, session, ctx.user.id, reason=reason)
    if refusal is not None:
        needs_reason = why_not(act, session, ctx.user.id, reason="given") is None
        raise WorkbookError(refusal, "reason") if needs_reason else NotAllowed(refusal)
    return row


def _typing(ctx: Context, db: Db, session_id: str, item: str) -> tuple[Session, dict[str, Person]]:
    """The session and the family's people by id, where this person types that item now."""
    session = session_value(db, session_row(db, session_id))
    cells.require_typing(ctx, db, session, item)
    open_in(db, session.family_id)
    return session, {person.id: person for person in people_of(db, [session.family_id])[session.family_id]}


def _attend(ctx: Context, db: Db, session: Session, staff_id: str, value: Mapping[str, Json]) -> Cell:
    cells.check(ctx, db, session, {}, "attendance", staff_id, value)
    value = _told_apart(ctx, db, session, staff_id, value)
    sharing_class, protects = cells.class_of("attendance", staff_id)
    return cells.put(ctx, db, session, "attendance", staff_id, value, None, sharing_class, protects)


def _told_apart(ctx: Context, db: Db, session: Session, staff_id: str, value: Mapping[str, Json]) -> Mapping[str, Json]:
    """The attendance of somebody who is not there, told apart by what they gave before the start (domain.md 3.7).

    Nobody is asked for a summary who is not expected: they are absent or excused, as it was typed.
    """
    mode = value.get("mode")
    if not mode or mode in PRESENT:
        return value
    acts = {item.staff.id: item.acts for item in contributions(ctx, db, session)}
    of_guest = SummaryActs(staff_id, excused=mode == AttendanceMode.EXCUSED)
    told_apart = absence_mode(acts.get(staff_id, of_guest), session.started_at or ctx.now())
    return {**value, "mode": told_apart.value}


def _ticks_own_link(ctx: Context, db: Db, session: Session, staff_id: str, mode: AttendanceMode) -> bool:
    """Whether this is somebody on the link saying of themselves that nobody overhears them."""
    if staff_id != ctx.user.id or mode is not AttendanceMode.REMOTE or session.state is not SessionState.IN_SESSION:
        return False
    open_in(db, session.family_id)
    return record_of(db, session).attendance.get(staff_id) is AttendanceMode.REMOTE


def _expected(row: SessionRow, item: Contribution) -> SessionSummaryRow:
    return SessionSummaryRow(
        id=new_id(),
        session_id=row.id,
        family_id=row.family_id,
        staff_id=item.staff.id,
        discipline=item.staff.discipline,
        version_id=item.version_id,
        expected=True,
    )
