"""A small family written straight into the tables of a real encrypted file, a copy of one made once."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from fsworkbook import catalogue_file
from fsworkbook.domain.ids import new_id
from fsworkbook.services.signing_in import create_demonstration
from fsworkbook.storage.opening import open_family
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.people import (
    ClassGrantRow,
    FamilyRow,
    InvolvementPersonRow,
    InvolvementRow,
    PersonRow,
    ProtectionRow,
    StaffRow,
    TeamRow,
)
from fsworkbook.storage.tables.supervision import SessionRow
from fsworkbook.storage.tables.workbook import EntryRow, EntryTextRow, EntryVersionRow

CATALOGUE = catalogue_file.load()
NOW = datetime(2026, 5, 11, 9)
STAFF = {
    "SW": ("SOCIAL_WORKER", "canal"),
    "TM": ("TEAM_MANAGER", "canal"),
    "TM2": ("TEAM_MANAGER", "foundry"),
    "CP": ("CHILD_PRACTITIONER", "canal"),
    "BS": ("BUSINESS_SUPPORT", "canal"),
    "DV": ("DA_PRACTITIONER_VICTIM", None),
    "DP": ("DA_OFFICER_PERPETRATOR", None),
    "RW": ("RECOVERY_WORKER", None),
    "MH": ("MH_PRACTITIONER", None),
    "LA": ("LEAD_ADULT_WORKER", None),
    "LEFT": ("SOCIAL_WORKER", "canal"),
    "IG": ("IG_OFFICER", None),
    "SA": ("SYSTEM_ADMIN", None),
}
INVOLVED = (
    ("SW", "KEY_WORKER", "kayleigh", False),
    ("CP", "CO_WORKER", "mia", False),
    ("DV", "CO_WORKER", "kayleigh", False),
    ("DP", "CO_WORKER", "daniel", False),
    ("RW", "CO_WORKER", "kayleigh", False),
    ("RW", "CO_WORKER", "daniel", True),
    ("MH", "CO_WORKER", "kayleigh", False),
)


@dataclass
class Mini:
    """The file, its store, and short words for what tests do most."""

    path: Path
    store: Store
    now: datetime = NOW

    def read(self, who: str, **more: Any) -> Any:
        """A session of this person's to read with."""
        return self.store.read(who, self.now, **more)

    def write(self, who: str) -> Any:
        """A session of this person's to write with."""
        return self.store.write(who, self.now)

    def open(self, *who: str) -> None:
        """Open the family for these people."""
        for person in who:
            with self.write(person) as session:
                open_family(session, "family", "my work")

    def text(
        self, author: str, words: str, sharing_class: str, *, object: str = "other_panel", protects: str | None = None
    ) -> str:
        """A finalised panel of one text; gives its version's id."""
        entry, version = new_id(), new_id()
        with self.write(author) as session:
            put(
                session,
                EntryRow(
                    id=entry, family_id="family", kind="PANEL", key=entry, object=object, module=3, author_id=author
                ),
                EntryVersionRow(
                    id=version,
                    entry_id=entry,
                    family_id="family",
                    number=1,
                    author_id=author,
                    discipline=STAFF[author][0],
                    finalised_at=self.now,
                ),
                EntryTextRow(
                    id=new_id(),
                    version_id=version,
                    family_id="family",
                    author_id=author,
                    object=object,
                    module=3,
                    sharing_class=sharing_class,
                    protects=protects,
                    placed=f'[{{"id": "p-{version}", "words": "{words}"}}]',
                ),
            )
        return version

    def raw(self) -> Any:
        """The same file as another tool that has the key opens it: without the program's functions."""
        connection = sqlcipher.connect(str(self.path), isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{DEMONSTRATION_KEY.hex()}'\"")
        return connection


def put(session: Any, *rows: Any) -> None:
    """Write these rows one after the other."""
    for row in rows:
        session.add(row)
        session.flush()


def session_row(**more: Any) -> SessionRow:
    """A planned supervision of the family."""
    planned = {
        "id": "session",
        "family_id": "family",
        "number": 1,
        "kind": "FSCS",
        "state": "PLANNED",
        "starts_at": NOW,
        "minutes": 60,
        "place": "Lockside 1",
        "team_id": "canal",
        "chair_id": "TM",
        "minute_taker_id": "BS",
        "case_holder_id": "SW",
    }
    return SessionRow(**planned | more)


def make_mini(path: Path) -> None:
    """Make the file that every test copies."""
    store = create_demonstration(path, at=NOW, catalogue=CATALOGUE)
    with store.write("demonstration", NOW) as session:
        put(session, TeamRow(id="canal", name="Canal"), TeamRow(id="foundry", name="Foundry"))
        for ref, (discipline, team) in STAFF.items():
            leaves = date(2025, 11, 28) if ref == "LEFT" else None
            supervisor = "LA" if ref in ("DP", "RW", "MH") else None
            put(
                session,
                StaffRow(
                    id=ref,
                    name=ref,
                    sign_in=ref.lower(),
                    discipline=discipline,
                    team_id=team,
                    active_to=leaves,
                    clinical_supervisor_id=supervisor,
                ),
            )
    with store.write("TM", NOW) as session:
        put(session, FamilyRow(id="family", ref="FS-0001", display_name="Hartley-Osei", team_id="canal"))
        for person, kind in (("kayleigh", "ADULT"), ("daniel", "ADULT"), ("mia", "CHILD")):
            put(session, PersonRow(id=person, family_id="family", given_name=person, family_name="", kind=kind))
        for who, role, person, offered in INVOLVED:
            row = InvolvementRow(
                id=new_id(),
                family_id="family",
                staff_id=who,
                discipline=STAFF[who][0],
                role=role,
                status="ACTIVE",
                from_on=date(2025, 9, 3),
            )
            put(session, row)
            put(session, InvolvementPersonRow(id=new_id(), involvement_id=row.id, person_id=person, offered=offered))
        put(
            session,
            ProtectionRow(id=new_id(), family_id="family", protects="kayleigh", kept_from="daniel", by_id="TM", at=NOW),
            ClassGrantRow(
                id=new_id(), family_id="family", staff_id="MH", protects="kayleigh", by_id="TM", reason="asked", at=NOW
            ),
        )
    store.close()
