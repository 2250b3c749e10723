"""Signing in: opens the store and returns the context (domain.md 9.4, data.md 2).

Signing in is unwrapping one's own key slot; there is no second check. Wrong tries are counted beside the file, slowed,
and put on the audit trail at the next sign-in, since nobody without the key can write to it.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from fsworkbook import catalogue_file
from fsworkbook.context import Context, wall_clock
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import NotAllowed, NotFound, Refused, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Installation, Staff, Team
from fsworkbook.services import passphrases
from fsworkbook.services.administration import check_limits
from fsworkbook.services.auditing import record
from fsworkbook.services.rights import NOT_ADMINISTRATOR, require_administrator
from fsworkbook.services.wrong_tries import MachineClock, check_wait, failed, forgiven, machine_clock
from fsworkbook.storage.creation import TAKEN, make_workbook
from fsworkbook.storage.opening import close_families
from fsworkbook.storage.people_rows import installation_row, staff_in, staff_row
from fsworkbook.storage.sqlite.cipher_file import MISSING, sealed_with
from fsworkbook.storage.sqlite.key_slots import (
    CODE,
    PERSON,
    RECOVERY,
    Cost,
    SlotsFile,
    names_in,
    path_beside,
    slots_to_change,
)
from fsworkbook.storage.sqlite.printed_keys import new_code as printed_code
from fsworkbook.storage.sqlite.printed_keys import new_recovery_key, read_back
from fsworkbook.storage.store import DEMONSTRATION, DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.people import TeamRow

WORKBOOK = "WORKBOOK"
DEMONSTRATION_AUTHOR = "demonstration"
"""Who writes the first rows of a demonstration: no member of staff."""

EXAMPLE = Installation(DEMONSTRATION, "Example Council", "ENGLAND", "the council's case system")

WRONG = "The sign-in name and the passphrase do not belong together. Check both, then try again."
WRONG_CODE = "This code does not open this workbook, or was used already. Ask your administrator for a new one."
WRONG_RECOVERY = "This is not the recovery key of this workbook. Check each group of letters against the printed page."
NOBODY = "Nobody of this sign-in name works with this workbook today. Ask its administrator."
LAST_ONE = "This is the last person who can open this workbook. Give somebody else a code first."
IS_DEMONSTRATION = "This is a demonstration. Open it from the demonstration's own page."
NO_SLOTS_HERE = "A demonstration has no passphrases: anybody may open it."


@dataclass(frozen=True, slots=True)
class Created:
    """A new workbook, open, and the recovery key to print: it is shown once and stored nowhere."""

    context: Context
    recovery_key: str


def create_workbook(
    path: Path,
    installation: Installation,
    team_name: str,
    name: str,
    sign_in: str,
    passphrase: str,
    *,
    cost: Cost | None = None,
    catalogue: Catalogue | None = None,
) -> Created:
    """Make an encrypted workbook whose first team manager is also its administrator (domain.md 9.4)."""
    label = _label(sign_in)
    for value, field in ((team_name, "team"), (name, "name"), (label, "sign_in")):
        if not value.strip():
            raise WorkbookError("This is needed before the workbook can be made.", field)
    passphrases.check(passphrase, label, name)
    check_limits(installation.limits)
    if installation.kind != WORKBOOK:
        raise WorkbookError("Only a demonstration is made as one.")
    if path.exists() or path_beside(path).exists():
        raise Refused(TAKEN)
    team = Team(new_id(), team_name.strip())
    manager = Staff(new_id(), name.strip(), label, "TEAM_MANAGER", team.id, is_administrator=True)
    rows = [installation_row(new_id(), installation), TeamRow(id=team.id, name=team.name), staff_row(manager)]
    key, recovery_key = os.urandom(32), new_recovery_key()
    store = make_workbook(path, key, catalogue or catalogue_file.load(), rows, manager.id, wall_clock())
    try:
        slots = SlotsFile(path_beside(path))
        slots = slots.having(store.slot_for(PERSON, label, passphrases.normal(passphrase), cost or Cost()))
        slots.having(store.slot_for(RECOVERY, "", recovery_key, cost or Cost())).write()
        return Created(signed_in(store, manager.id), recovery_key)
    except BaseException:
        store.close()
        path.unlink()
        path_beside(path).unlink(missing_ok=True)
        raise


def people_on_file(path: Path) -> tuple[str, ...]:
    """The sign-in names that have a slot in this workbook, for the sign-in screen."""
    return tuple(names_in(SlotsFile.beside(path)))


def open_workbook(
    path: Path,
    sign_in: str,
    passphrase: str,
    *,
    catalogue: Catalogue | None = None,
    machine: MachineClock = machine_clock,
) -> Context:
    """Open the workbook as this person. Refused, in one sentence, for a wrong name and a wrong passphrase."""
    key = _unwrapped(path, PERSON, _label(sign_in), passphrases.normal(passphrase), WRONG, machine)
    return _opened(path, key, sign_in, catalogue)


def first_sign_in(
    path: Path,
    sign_in: str,
    code: str,
    new_passphrase: str,
    *,
    cost: Cost | None = None,
    catalogue: Catalogue | None = None,
    machine: MachineClock = machine_clock,
) -> Context:
    """Open with a one-time code and the passphrase that is used from now on; the code opens nothing after."""
    label = _label(sign_in)
    passphrases.check(new_passphrase, label)
    key = _unwrapped(path, CODE, label, read_back(code) or "", WRONG_CODE, machine)
    context = _opened(path, key, label, catalogue)
    _write_own_slot(context, label, new_passphrase, cost)
    return context


def open_with_recovery_key(
    path: Path,
    recovery_key: str,
    sign_in: str,
    new_passphrase: str,
    *,
    cost: Cost | None = None,
    catalogue: Catalogue | None = None,
    machine: MachineClock = machine_clock,
) -> Context:
    """Open with the printed recovery key, as one of the staff, who gets a new passphrase. On the audit trail."""
    label = _label(sign_in)
    passphrases.check(new_passphrase, label)
    key = _unwrapped(path, RECOVERY, "", read_back(recovery_key) or "", WRONG_RECOVERY, machine)
    context = _opened(path, key, label, catalogue)
    record(context, "LOGIN", "recovery_key")
    _write_own_slot(context, label, new_passphrase, cost)
    return context


def create_demonstration(
    path: Path,
    *,
    installation: Installation = EXAMPLE,
    at: datetime | None = None,
    catalogue: Catalogue | None = None,
) -> Store:
    """A demonstration with nobody in it yet; its first staff are written as `DEMONSTRATION_AUTHOR`."""
    row = installation_row(new_id(), replace(installation, kind=DEMONSTRATION))
    row.clock = at
    return make_workbook(
        path, DEMONSTRATION_KEY, catalogue or catalogue_file.load(), [row], DEMONSTRATION_AUTHOR, at or wall_clock()
    )


def is_demonstration(path: Path) -> bool:
    """Whether the file is a demonstration, told without opening it."""
    if not path.is_file():
        raise Refused(MISSING)
    return sealed_with(path, DEMONSTRATION_KEY)


def open_demonstration(path: Path, staff_id: str, *, catalogue: Catalogue | None = None) -> Context:
    """A demonstration as one of its staff: nobody is asked for a passphrase. Close it by `ctx.store.close()`."""
    store = Store.open(path, DEMONSTRATION_KEY, catalogue or catalogue_file.load())
    return _or_closed(store, staff_id)


def demonstration_staff(store: Store) -> tuple[Staff, ...]:
    """The staff of an open demonstration, to choose from; a workbook lists nobody before somebody signs in."""
    if not store.is_demonstration:
        raise NotAllowed(NOT_ADMINISTRATOR)
    return staff_in(store)


def signed_in(store: Store, staff_id: str) -> Context:
    """The context of somebody of an open store, with their sign-in on the record. Who has left is refused."""
    today: date = (store.clock or wall_clock()).date()
    staff = next((item for item in staff_in(store) if item.id == staff_id and item.active_on(today)), None)
    if staff is None:
        raise NotFound(NOBODY)
    context = Context(store, store.catalogue, staff)
    record(context, "LOGIN", "sign_in")
    return context


def lock(ctx: Context) -> None:
    """End this person's openings and close the file; it is closed also where nothing can be written to it any more."""
    try:
        with ctx.write() as session:
            close_families(session)
        record(ctx, "LOCK", "sign_in")
    finally:
        ctx.store.close()


def unlock(
    ctx: Context, passphrase: str, *, catalogue: Catalogue | None = None, machine: MachineClock = machine_clock
) -> Context:
    """The same person is back: the file is opened anew, or stayed open because words still wait to be saved in it."""
    path, user, store = ctx.store.path, ctx.user, ctx.store
    if store.is_demonstration:
        return open_demonstration(path, user.id, catalogue=catalogue) if store.closed else ctx
    if store.closed:
        return open_workbook(path, user.sign_in, passphrase, catalogue=catalogue, machine=machine)
    _unwrapped(path, PERSON, _label(user.sign_in), passphrases.normal(passphrase), WRONG, machine)
    with suppress(WorkbookError, OSError):  # a full disk must not keep them from their words
        forgiven(ctx, _label(user.sign_in))
        record(ctx, "LOGIN", "sign_in")
    return ctx


def new_code(ctx: Context, staff: Staff, *, cost: Cost | None = None) -> str:
    """A one-time code that opens a first slot for this person; shown once, stored nowhere."""
    _require_administrator(ctx)
    code, label = printed_code(), _label(staff.sign_in)
    slot = ctx.store.slot_for(CODE, label, code, cost or Cost())
    with slots_to_change(ctx.store.path) as slots:
        slots.having(slot).write()
    record(ctx, "PERMISSION", "code", row_id=staff.id)
    return code


def remove_slot(ctx: Context, staff: Staff) -> None:
    """Take this person's slots away: their passphrase and any code open nothing from now on."""
    _require_administrator(ctx)
    with slots_to_change(ctx.store.path) as slots:
        left = slots.without(_label(staff.sign_in))
        if not any(item.kind == PERSON for item in left.slots):
            raise NotAllowed(LAST_ONE)
        left.write()
    record(ctx, "PERMISSION", "slot removed", row_id=staff.id)


def _unwrapped(path: Path, kind: str, label: str, secret: str, wrong: str, machine: MachineClock) -> bytes:
    """The file's key out of this slot; the database is not touched before it is known."""
    if is_demonstration(path):
        raise Refused(IS_DEMONSTRATION)
    slots = SlotsFile.beside(path)
    slot = slots.slot(kind, label)
    name = label if slot else ""
    check_wait(slots, name, machine())
    key = slot.opened(secret) if slot else None
    if key is None:
        failed(path, name, machine())
        raise Refused(wrong)
    return key


def _opened(path: Path, key: bytes, sign_in: str, catalogue: Catalogue | None) -> Context:
    store = Store.open(path, key, catalogue or catalogue_file.load())
    staff = next((item for item in staff_in(store) if _label(item.sign_in) == _label(sign_in)), None)
    context = _or_closed(store, staff.id if staff else "")
    forgiven(context, _label(sign_in))
    return context


def _or_closed(store: Store, staff_id: str) -> Context:
    try:
        return signed_in(store, staff_id)
    except BaseException:
        store.close()
        raise


def _write_own_slot(ctx: Context, label: str, passphrase: str, cost: Cost | None) -> None:
    slot = ctx.store.slot_for(PERSON, label, passphrases.normal(passphrase), cost or Cost())
    with slots_to_change(ctx.store.path) as slots:
        slots.without(label, CODE).having(slot).write()


def _require_administrator(ctx: Context) -> None:
    if ctx.store.is_demonstration:
        raise NotAllowed(NO_SLOTS_HERE)
    require_administrator(ctx)


def _label(sign_in: str) -> str:
    return sign_in.strip().casefold()
