"""The demonstration: an invented council and family, played act by act through the services (domain.md 12).

The acts stand in `resources/demo/`: `council.toml` (set-up, teams, staff) and one folder a family, named by its
reference. A file is a list of acts in TOML, sorted here by time:

    [[act]]
    at = 2025-09-08T10:30:00    # when; the clock stands there while the act is played
    by = "SW1"                  # who, by staff reference
    do = "finalise"             # the service function; `demonstration_acts.ACTS` lists them
    part = "FS-0001#3"          # optional: a group of acts that a caller may leave out
    ...                         # what that function needs

Names instead of ids: staff by reference ("SW1"), people of the family by first name ("Mia"; "Ivy" also before her
birth), places by label ("Nursery"), supervisions as "FS-0001#3", their actions "FS-0001#3/b", their messages to the
family "FS-0001#3/2". Texts: `demonstration_texts`. Nothing is kept beside the workbook: the loader knows where it
stands by the demonstration's clock, and finds every name in the store.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fsworkbook import catalogue_file, resources
from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Installation, Limits, Staff
from fsworkbook.services import administration
from fsworkbook.services.demonstration_acts import ACTS
from fsworkbook.services.demonstration_names import Names
from fsworkbook.services.signing_in import DEMONSTRATION_AUTHOR, create_demonstration, demonstration_staff
from fsworkbook.storage.store import DEMONSTRATION, Store
from fsworkbook.storage.tables.people import StaffRow

BEGINS = datetime(2025, 9, 1, 8, 0)
"""When the council was set up in the program: the clock before the first act."""

EVE = datetime(2026, 5, 11, 9, 0)
"""Where the demonstration stands: the eve of FS-0001's sixth supervision."""

ADMINISTRATOR = "SA1"

HERE_SINCE = date(2024, 1, 1)
"""All of the staff worked here before the first act."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something one person did at one moment. `what` is the rest of its table; `family` the reference of its folder."""

    at: datetime
    by: str
    do: str
    what: Mapping[str, Any]
    family: str = ""
    part: str = ""


def create(path: Path, until: datetime = EVE, *, catalogue: Catalogue | None = None) -> Store:
    """A new demonstration at `path`, played up to `until`. The caller closes the store; a failure leaves no file."""
    catalogue = catalogue or catalogue_file.load()
    council = _read("council.toml")
    store = create_demonstration(path, installation=_installation(council), at=BEGINS, catalogue=catalogue)
    try:
        with store.hurried():
            _hire(store, catalogue, council)
            play(store, catalogue, until)
    except BaseException:
        store.close()
        path.unlink()
        raise
    return store


def play(
    store: Store,
    catalogue: Catalogue,
    until: datetime,
    *,
    from_: datetime | None = None,
    skip: Callable[[Act], bool] | None = None,
) -> int:
    """Play the acts after `from_` (by default: after the clock) up to and with `until`, and leave the clock there.

    `skip` says of an act that somebody else does it. Returns how many were played. An act that its service refuses
    raises what the service said, with the act's place in the story; the clock then stands before it.
    """
    if not store.is_demonstration or store.clock is None:
        raise NotAllowed("Only a demonstration can be played.")
    start = from_ or store.clock
    names = Names(store, catalogue)
    played = 0
    stand = store.clock
    try:
        for act in acts():
            if start < act.at <= until and not (skip and skip(act)):
                store.clock = act.at
                _play_one(names, act)
                stand, played = act.at, played + 1
        stand = until
    finally:
        _set_clock(store, catalogue, stand)
    return played


@cache
def acts() -> tuple[Act, ...]:
    """Every act of the demonstration in order of time; those of one moment in the order of their file."""
    folder = resources.path("demo")
    found = [
        act
        for path in sorted(folder.rglob("*.toml"))
        for act in _acts_of(tomllib.loads(path.read_text(encoding="utf-8")), path, folder)
    ]
    return tuple(sorted(found, key=lambda act: act.at))


def people(store: Store) -> tuple[Staff, ...]:
    """Those one can be in the demonstration: everybody who works here at the clock's time, in the council's order."""
    order = [row["ref"] for row in _read("council.toml")["staff"]]
    today = (store.clock or EVE).date()
    here = (person for person in demonstration_staff(store) if person.active_on(today))
    return tuple(sorted(here, key=lambda person: order.index(person.ref)))


def as_staff(store: Store, ref: str) -> Context:
    """The demonstration as one of its staff, by reference: for the tour and for tests. Nothing is put on the record."""
    return Names(store, store.catalogue).context(ref)


def _play_one(names: Names, act: Act) -> None:
    try:
        ACTS[act.do](names.scene(act.by, act.family), act.what)
    except WorkbookError as refusal:
        refusal.add_note(f"played by {act.by} at {act.at:%Y-%m-%d %H:%M}: {act.do} {_told(act.what)}")
        raise


def _told(what: Mapping[str, Any]) -> str:
    """The short part of an act, for whoever mends its file: keys and names, no text of the family."""
    return ", ".join(f"{key} {value}" for key, value in what.items() if isinstance(value, str) and len(value) < 40)


def _set_clock(store: Store, catalogue: Catalogue, at: datetime) -> None:
    """Keep where the play stands; the administrator's is the only hand that is there from the first moment."""
    Names(store, catalogue).context(ADMINISTRATOR).set_clock(at)


def _acts_of(file: Mapping[str, Any], path: Path, folder: Path) -> list[Act]:
    family = path.parent.name.upper() if path.parent != folder else ""
    return [
        Act(
            row["at"],
            row["by"],
            row["do"],
            {key: value for key, value in row.items() if key not in ("at", "by", "do", "part")},
            family,
            row.get("part", ""),
        )
        for row in file.get("act", ())
    ]


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.text("demo", name))


def _installation(council: Mapping[str, Any]) -> Installation:
    said = council["installation"]
    return Installation(
        DEMONSTRATION, said["authority"], said["nation"], said["legal_record"], Limits(**said["limits"])
    )


def _hire(store: Store, catalogue: Catalogue, council: Mapping[str, Any]) -> None:
    """The teams and everybody who signs in: the administrator first, and then by the administrator."""
    first, *others = council["staff"]
    row = StaffRow(
        id=new_id(),
        name=first["name"],
        sign_in=_sign_in(first["name"]),
        discipline=first["discipline"],
        ref=first["ref"],
        employer=first["employer"],
        is_administrator=True,
        active_from=HERE_SINCE,
    )
    with store.write(DEMONSTRATION_AUTHOR, BEGINS) as db:
        db.add(row)
    ctx = Names(store, catalogue).context(first["ref"])
    teams = {
        team["name"]: administration.add_team(ctx, team["name"], team["locality"], team["set_day"]).id
        for team in council["team"]
    }
    hired = {first["ref"]: row.id}
    for person in others:
        hired[person["ref"]] = _hire_one(ctx, person, teams, hired)


def _hire_one(ctx: Context, person: Mapping[str, Any], teams: Mapping[str, str], hired: Mapping[str, str]) -> str:
    team = person.get("team")
    return administration.add_staff(
        ctx,
        person["name"],
        _sign_in(person["name"]),
        person["discipline"],
        teams[team] if team else None,
        ref=person["ref"],
        employer=person["employer"],
        locality=person.get("locality", ""),
        line_manager_id=hired.get(person.get("line_manager", "")),
        clinical_supervisor_id=hired.get(person.get("clinical_supervisor", "")),
        confidentiality_signed_on=person.get("confidentiality_signed_on"),
        active_from=HERE_SINCE,
    ).id


def _sign_in(name: str) -> str:
    """ "Dr Helen Ross" signs in as helen.ross."""
    return ".".join(word for word in name.lower().split() if word != "dr")
