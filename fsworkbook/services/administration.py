"""People who sign in, their teams, and what the workbook was set up with (domain.md 1.1, 9.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Installation, Limits, Staff, Team
from fsworkbook.services.rights import require_administrator
from fsworkbook.services.values import installation_value, staff_value, team_value
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import StaffRow, TeamRow

DETAILS = frozenset({"name", "team_id", "locality", "ref", "employer", "line_manager_id", "clinical_supervisor_id"})
DETAILS |= {"active_from", "active_to", "confidentiality_signed_on"}
"""What is recorded of somebody who signs in and may be corrected."""


def staff(ctx: Context, *, include_left: bool = False) -> tuple[Staff, ...]:
    """Everybody who works here today, by name; with `include_left` also those who have left."""
    with ctx.read() as db:
        found = [staff_value(row) for row in db.scalars(select(StaffRow).order_by(StaffRow.name))]
    return tuple(person for person in found if include_left or person.active_on(ctx.today))


def installation(ctx: Context) -> Installation:
    """What the workbook was set up with: authority, nation, legal record, limits."""
    with ctx.read() as db:
        return installation_value(db.scalars(select(InstallationRow)).one())


def teams(ctx: Context) -> tuple[Team, ...]:
    """The teams, by name."""
    with ctx.read() as db:
        return tuple(team_value(row) for row in db.scalars(select(TeamRow).order_by(TeamRow.name)))


def add_team(ctx: Context, name: str, locality: str = "", set_day: int | None = None) -> Team:
    """A new team; `set_day` is the weekday of its supervisions, 0 = Monday."""
    require_administrator(ctx)
    if not name.strip():
        raise WorkbookError("Give the team a name.", "name")
    with ctx.write() as db:
        if db.scalar(select(TeamRow).where(TeamRow.name == name.strip())):
            raise WorkbookError("There is already a team of that name.", "name")
        row = TeamRow(id=new_id(), name=name.strip(), locality=locality, set_day=set_day)
        db.add(row)
        note(db, Change("team added", row_id=row.id))
        return team_value(row)


def add_staff(
    ctx: Context, name: str, sign_in: str, discipline: str, team_id: str | None = None, **details: Any
) -> Staff:
    """Somebody new who signs in. `details` are further fields of `Staff`, of `DETAILS`.

    Their first passphrase comes by a one-time code (`signing_in.new_code`).
    """
    require_administrator(ctx)
    _check_details(details)
    name, sign_in = name.strip(), sign_in.strip().lower()
    if not name:
        raise WorkbookError("Give the person's name.", "name")
    if not sign_in or any(letter.isspace() for letter in sign_in):
        raise WorkbookError("Give a sign-in name without spaces, such as dev.lakhani.", "sign_in")
    if discipline not in {item.code for item in ctx.catalogue.disciplines}:
        raise WorkbookError("Choose what this person does here.", "discipline")
    with ctx.write() as db:
        if db.scalar(select(StaffRow).where(StaffRow.sign_in == sign_in)):
            raise WorkbookError("Somebody here already has that sign-in name. Choose another.", "sign_in")
        values = {"active_from": ctx.today, **details}
        row = StaffRow(
            id=new_id(),
            name=name,
            sign_in=sign_in,
            discipline=discipline,
            team_id=team_id,
            is_administrator=False,
            **values,
        )
        db.add(row)
        note(db, Change("staff added", row_id=row.id))
        db.flush()
        return staff_value(row)


def change_staff(ctx: Context, staff_id: str, **details: Any) -> Staff:
    """Correct what is recorded of somebody who signs in (name, team, supervisors, dates); ids and sign-in stay."""
    require_administrator(ctx)
    _check_details(details)
    with ctx.write() as db:
        row = db.get_one(StaffRow, staff_id)
        for field, value in details.items():
            setattr(row, field, value)
        changed = staff_value(row)
        if staff_id == ctx.user.id and (changed.active_to is not None or not changed.active_on(ctx.today)):
            raise WorkbookError("You cannot end your own account. Name another administrator first.")
        note(db, Change("staff changed", row_id=staff_id))
        return changed


def deactivate(ctx: Context, staff_id: str, on: date) -> Staff:
    """Somebody leaves; from the day after `on` they read nothing (domain.md 1.4, rule 4)."""
    return change_staff(ctx, staff_id, active_to=on)


def name_administrator(ctx: Context, staff_id: str) -> Staff:
    """Hand the administration to somebody else: the rights move with it (domain.md 9.4)."""
    require_administrator(ctx)
    with ctx.write() as db:
        heir = db.get_one(StaffRow, staff_id)
        if not staff_value(heir).active_on(ctx.today):
            raise WorkbookError("Choose somebody who works here today.", "staff_id")
        for row in db.scalars(select(StaffRow).where(StaffRow.is_administrator)):
            row.is_administrator = False
        heir.is_administrator = True
        note(db, Change("administrator named", row_id=staff_id))
        return staff_value(heir)


def change_limits(ctx: Context, limits: Limits) -> None:
    """Enter or change the authority's own limits (domain.md 3.5, R4); None = nothing is ever overdue."""
    require_administrator(ctx)
    check_limits(limits)
    with ctx.write() as db:
        row = db.scalars(select(InstallationRow)).one()
        row.limit_red, row.limit_amber, row.limit_green = limits.red, limits.amber, limits.green
        row.visit_cp, row.visit_cin = limits.visit_cp, limits.visit_cin
        note(db, Change("limits changed"))


def check_limits(limits: Limits) -> None:
    """WorkbookError, which names the field, where a limit is no number of working days."""
    for field in ("red", "amber", "green", "visit_cp", "visit_cin"):
        value = getattr(limits, field)
        if value is not None and not 1 <= value <= 250:
            raise WorkbookError("Give a number of working days from 1 to 250, or leave it empty.", field)


def _check_details(details: Mapping[str, Any]) -> None:
    """WorkbookError where one of these is not to be given or changed by itself."""
    for field in details.keys() - DETAILS:
        raise WorkbookError("This cannot be changed. Add the person anew, under another sign-in name.", field)
