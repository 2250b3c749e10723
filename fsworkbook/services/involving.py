"""Who works with a family: allocate, ask to join, accept or decline, end (domain.md 1.1 Involvement, Allocate)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Family, Involvement, InvolvementStatus
from fsworkbook.domain.protection import why_not_added
from fsworkbook.services.protecting import harming
from fsworkbook.services.rights import require
from fsworkbook.services.values import involvements_of, people_of
from fsworkbook.storage.standing import standing
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.people import (
    ClassGrantRow,
    InvolvementPersonRow,
    InvolvementRow,
    ProtectionRow,
    StaffRow,
)
from fsworkbook.storage.writing_past import has_key_worker

ONE_KEY_WORKER = "The family already has a key worker. End that involvement first, or choose co-worker."
GIVEN_BY = "The team manager gives a family to a worker."
HAS_KEY_WORKER = "Somebody else is the key worker by now. Ask the team manager to end that work first, or decline."
ROLES = ("KEY_WORKER", "CO_WORKER", "CONSULTANT_ONLY", "SUPERVISOR")


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Somebody asks this person to join the work with a family; the question stands in the family alone."""

    family: Family
    role: str


def involve(
    ctx: Context,
    family_id: str,
    staff_id: str,
    role: str,
    *,
    targets: Iterable[str] = (),
    offered_to: Iterable[str] = (),
    from_on: date | None = None,
    status: str = "ACTIVE",
    question: str = "",
) -> Involvement:
    """Give a family to a worker (ACTIVE), or ask one to join with the question to answer (PROPOSED)."""
    with ctx.write() as db:
        require(ctx, db, family_id, "write", "allocation", GIVEN_BY)
        return write_involvement(
            ctx,
            db,
            family_id,
            staff_id,
            role,
            targets=targets,
            offered_to=offered_to,
            from_on=from_on,
            status=status,
            question=question,
        )


def write_involvement(
    ctx: Context,
    db: Db,
    family_id: str,
    staff_id: str,
    role: str,
    *,
    targets: Iterable[str] = (),
    offered_to: Iterable[str] = (),
    from_on: date | None = None,
    status: str = "ACTIVE",
    question: str = "",
) -> Involvement:
    """The rows of a new involvement, inside the caller's transaction; the caller has asked for the right."""
    worker = db.get_one(StaffRow, staff_id)
    from_on = from_on or ctx.today
    _check_role(db, family_id, role, worker.discipline, from_on)
    row = InvolvementRow(
        id=new_id(),
        family_id=family_id,
        staff_id=staff_id,
        discipline=worker.discipline,
        role=role,
        status=status,
        from_on=from_on,
        question=question.strip(),
    )
    db.add(row)
    db.flush()
    for person_ids, offered in ((targets, False), (offered_to, True)):
        db.add_all(
            InvolvementPersonRow(id=new_id(), involvement_id=row.id, person_id=person_id, offered=offered)
            for person_id in person_ids
        )
    note(db, Change("involvement began", family_id, row.id))
    db.flush()
    return next(item for item in _of(db, family_id) if item.id == row.id)


def _check_role(db: Db, family_id: str, role: str, discipline: str, from_on: date) -> None:
    """WorkbookError where somebody of this discipline cannot have this part here from that day on."""
    if role not in ROLES:
        raise WorkbookError(
            "Choose what part this person has: key worker, co-worker, consultant or supervisor.", "role"
        )
    if role != "KEY_WORKER":
        return
    if discipline != "SOCIAL_WORKER":
        raise WorkbookError("A social worker is the key worker.", "staff_id")
    if has_key_worker(db, family_id, from_on):
        raise WorkbookError(ONE_KEY_WORKER, "role")


def answer_involvement(ctx: Context, involvement_id: str, accept: bool, reason: str = "") -> None:
    """The worker who was asked accepts, or declines with a reason."""
    with ctx.write() as db:
        row = db.get_one(InvolvementRow, involvement_id)
        if row.staff_id != ctx.user.id:
            raise NotAllowed("Only the worker who was asked can answer.")
        if row.status != InvolvementStatus.PROPOSED:
            raise WorkbookError("This was answered already.")
        if not accept and not reason.strip():
            raise WorkbookError("Say in a sentence why not, so that the manager can ask somebody else.", "reason")
        if accept and row.role == "KEY_WORKER" and has_key_worker(db, row.family_id, ctx.today):
            raise WorkbookError(HAS_KEY_WORKER)
        row.status = InvolvementStatus.ACTIVE if accept else InvolvementStatus.DECLINED
        row.reason = reason.strip()
        if accept:
            row.from_on = ctx.today
        note(db, Change("involvement answered", row.family_id, row.id))


def end_involvement(ctx: Context, involvement_id: str, on: date) -> None:
    """The work ends; the worker keeps reading their own finalised entries, nothing else (domain.md 1.4, rule 4)."""
    with ctx.write() as db:
        row = db.get_one(InvolvementRow, involvement_id)
        require(ctx, db, row.family_id, "write", "allocation", "The team manager ends a worker's involvement.")
        if on < row.from_on:
            raise WorkbookError("The work cannot end before it began.", "on")
        row.status, row.to_on = InvolvementStatus.ENDED, on
        note(db, Change("involvement ended", row.family_id, row.id))


def grant_by_name(ctx: Context, family_id: str, staff_id: str, protects: str, reason: str) -> None:
    """Add a reader by name to what protects one person (domain.md 1.5). The rule that refuses is said to who tries."""
    if not reason.strip():
        raise WorkbookError("Say in a sentence why this person needs to read it.", "reason")
    with ctx.write() as db:
        require(ctx, db, family_id, "write", "class_grant")
        kept_apart = select(ProtectionRow.kept_from).where(
            ProtectionRow.family_id == family_id, ProtectionRow.protects == protects
        )
        kept_from = {*db.scalars(kept_apart), *harming(people_of(db, [family_id])[family_id])} - {protects}
        candidate = standing(db, ctx.catalogue, staff_id, family_id, ctx.today)
        refusal = why_not_added(ctx.catalogue, candidate, protects, kept_from)
        if refusal:
            raise NotAllowed(refusal)
        row = ClassGrantRow(
            id=new_id(),
            family_id=family_id,
            staff_id=staff_id,
            protects=protects,
            by_id=ctx.user.id,
            reason=reason.strip(),
            at=ctx.now(),
        )
        db.add(row)
        note(db, Change("reader added by name", family_id, row.id))


def _of(db: Db, family_id: str) -> tuple[Involvement, ...]:
    return involvements_of(db, [family_id])[family_id]


def requests_in(ctx: Context, db: Db, families: Mapping[str, Family]) -> tuple[JoinRequest, ...]:
    """The requests to join that wait for this person's answer, of these families."""
    asked = InvolvementRow.status == InvolvementStatus.PROPOSED
    rows = db.scalars(select(InvolvementRow).where(InvolvementRow.staff_id == ctx.user.id, asked))
    return tuple(JoinRequest(families[row.family_id], row.role) for row in rows if row.family_id in families)
