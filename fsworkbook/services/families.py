"""Families: the list, a new one, and one opened (domain.md 1.1, 9.9). Lists show facts, never text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Family, Involvement, InvolvementStatus, Person, PersonKind, Staff
from fsworkbook.domain.permissions import Standing, may
from fsworkbook.domain.supervision import SessionState
from fsworkbook.services.family_header import FamilyHeader, header_of, last_colours
from fsworkbook.services.involving import GIVEN_BY, write_involvement
from fsworkbook.services.opening import is_open
from fsworkbook.services.rights import my_standing, require
from fsworkbook.services.values import everybody, family_value, involvements_of, people_of
from fsworkbook.storage.opening import open_family as log_opening
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.supervision import SessionRow
from fsworkbook.storage.tables.workbook import StatusRow

ASKED_RIGHTS = (
    ("people", "write"),
    ("family_shell", "write"),
    ("contact_point", "write"),
    ("protected_place", "write"),
    ("class_grant", "read"),
    ("class_grant", "write"),
    ("allocation", "write"),
    ("chronology", "write"),
    ("session_shell", "write"),
    ("session_shell", "read"),
    ("minutes", "read"),
    ("assessment", "write"),
    ("export_log", "read"),
    ("audit", "read"),
)
"""What a family's screen asks before it builds a button: the same questions the services ask."""

REFERENCE = re.compile(r"[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*")
"""It stands in titles and file names; with a digit, so that nobody's name is one."""
NO_REFERENCE = (
    "Give the family a reference of letters from A to Z, digits and hyphens, with a number in it, such as FS-0001."
    " Never a name."
)
ADDED_BY = "A team manager or business support adds a family, and only to their own team."


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A row of the list: facts alone. `children` are (person, last colour or None)."""

    family: Family
    children: tuple[tuple[Person, str | None], ...]
    key_worker: str
    next_session_at: datetime | None
    plan: str


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """An opened family. `may` holds "object:verb" for what this person may do; `staff` everybody named here, by id."""

    header: FamilyHeader
    people: tuple[Person, ...]
    involvements: tuple[Involvement, ...]
    contact_through: str
    staff: Mapping[str, Staff]
    may: frozenset[str]

    @property
    def family(self) -> Family:
        """Which family."""
        return self.header.family

    @property
    def adults(self) -> tuple[Person, ...]:
        """The adults, in order."""
        return tuple(person for person in self.people if person.kind is PersonKind.ADULT)

    @property
    def children(self) -> tuple[Person, ...]:
        """The children whose outcomes are rated, the unborn included."""
        return tuple(person for person in self.people if person.is_child)


def list_families(ctx: Context) -> tuple[FamilyLine, ...]:
    """The families that exist for this person, by name."""
    with ctx.read() as db:
        families = [family_value(row) for row in db.scalars(select(FamilyRow).order_by(FamilyRow.display_name))]
        ids = [family.id for family in families]
        people, involvements = people_of(db, ids), involvements_of(db, ids)
        colours, plans, sessions = last_colours(db, ids), plans_of(db, ids, ctx.today), _next_sessions(db, ids)
        names = {person.id: person.name for person in everybody(db).values()}
    return tuple(
        FamilyLine(
            family,
            tuple((child, colours.get(child.id)) for child in people[family.id] if child.is_child),
            names.get(key_worker_id(involvements[family.id], ctx.today) or "", ""),
            sessions.get(family.id),
            worst_plan(ctx, plans, people[family.id]),
        )
        for family in families
    )


def create_family(
    ctx: Context, ref: str, display_name: str, team_id: str, allocated_on: date, key_worker_id: str | None = None
) -> Family:
    """A new family, allocated to its key worker on that day (time zero of every measure, domain.md 1.1).

    NotAllowed where the permission table does not give that team's families, or a key worker, to this person to write.
    """
    ref, display_name = ref.strip(), display_name.strip()
    if not REFERENCE.fullmatch(ref):
        raise WorkbookError(
            NO_REFERENCE if ref else "Give the family a reference, such as FS-0001. Never a name.", "ref"
        )
    if not display_name:
        raise WorkbookError("Give the family's surname, as staff will see it in lists.", "display_name")
    with ctx.write() as db:
        row = FamilyRow(
            id=new_id(),
            ref=ref,
            display_name=display_name,
            team_id=team_id,
            opened_on=allocated_on,
            allocated_on=allocated_on,
        )
        db.add(row)
        _flush_new(db)
        require(ctx, db, row.id, "write", "family_shell", ADDED_BY)
        if key_worker_id:
            require(ctx, db, row.id, "write", "allocation", GIVEN_BY)
            write_involvement(ctx, db, row.id, key_worker_id, "KEY_WORKER", from_on=allocated_on)
        note(db, Change("family created", row.id, row.id))
        return family_value(row)


def _flush_new(db: Db) -> None:
    """Asked of the file, since whoever adds a family may not see the one that has its reference already."""
    try:
        db.flush()
    except IntegrityError as error:
        if "family.ref" not in str(error.orig):
            raise
        raise WorkbookError("There is already a family of that reference. Give another.", "ref") from error


def open_family(ctx: Context, family_id: str, reason: str = "") -> FamilyPage:
    """Open a family: the opening is logged before any text is readable (domain.md 9.9), once while it holds unless a
    reason is given. NotFound where the family does not exist for this person."""
    with ctx.write() as db:
        if reason or not is_open(db, family_id):
            log_opening(db, family_id, reason)
    with ctx.read() as db:
        people = people_of(db, [family_id])[family_id]
        involvements = involvements_of(db, [family_id])[family_id]
        staff = everybody(db)
        key_worker = key_worker_id(involvements, ctx.today)
        standing = my_standing(ctx, db, family_id)
        plans = plans_of(db, [family_id], ctx.today)
        return FamilyPage(
            header_of(ctx, db, family_id, people, worst_plan(ctx, plans, people)),
            people,
            tuple(_without_question(ctx, item, key_worker, standing) for item in involvements),
            staff[key_worker].name if key_worker else "the team manager",
            staff,
            frozenset(
                f"{object}:{verb}" for object, verb in ASKED_RIGHTS if may(ctx.catalogue, standing, verb, object)
            ),
        )


def _without_question(ctx: Context, item: Involvement, key_worker: str | None, standing: Standing) -> Involvement:
    """What somebody is asked may say who is afraid: for them, who allocates and the key worker (domain.md 1.1)."""
    reads = ctx.user.id in (item.staff_id, key_worker) or may(ctx.catalogue, standing, "write", "allocation")
    return item if reads else replace(item, question="")


def key_worker_id(involvements: tuple[Involvement, ...], day: date) -> str | None:
    """The staff id of the family's one key worker on that day; on the day of a handover, of who goes on."""
    working = [item for item in involvements if item.role == "KEY_WORKER" and item.active_on(day)]
    goes_on = next((item for item in working if item.status is InvolvementStatus.ACTIVE), None)
    found = goes_on or next(iter(working), None)
    return found.staff_id if found else None


def plans_of(db: Db, family_ids: list[str], day: date) -> dict[str, str]:
    """The plan status in force of each person of these families on that day, by person id: what the last version of the
    answer that has begun by then says, so that a correction counts and what is to come does not."""
    query = (
        select(StatusRow)
        .where(StatusRow.family_id.in_(family_ids), StatusRow.key == "ki.plan_status", StatusRow.from_on <= day)
        .order_by(StatusRow.version_id)  # version ids sort by time
    )
    return {row.person_id: row.code for row in db.scalars(query)}


def worst_plan(ctx: Context, plans: Mapping[str, str], people: tuple[Person, ...]) -> str:
    """In words, the plan furthest along the catalogue's list that any child is on; empty where none is recorded."""
    order = [option.code for option in ctx.catalogue.options["plan_status"]]
    codes = [plans[person.id] for person in people if person.is_child and plans.get(person.id) in order]
    if not codes:
        return ""
    return ctx.catalogue.label("plan_status", max(codes, key=order.index))


def _next_sessions(db: Db, family_ids: list[str]) -> dict[str, datetime]:
    query = (
        select(SessionRow)
        .where(
            SessionRow.family_id.in_(family_ids),
            SessionRow.state.in_([SessionState.PLANNED, SessionState.IN_SESSION]),
        )
        .order_by(SessionRow.starts_at.desc())
    )
    return {row.family_id: row.starts_at for row in db.scalars(query)}
