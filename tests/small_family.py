"""A small team and family on a real encrypted file: what most tests of services begin from.

Priya Nair (TM), Josh Whitlock (SW, key worker), Leila Tang (CP), Marta Silva (DV, with Kayleigh), Steve Gannon (DP,
with Daniel), Dev Lakhani (RW, with Kayleigh, offered to Daniel), Karen Simms (BS). Kayleigh is harmed, Daniel harms.
"""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from fsworkbook import catalogue_file
from fsworkbook.context import Context
from fsworkbook.domain.people import Family, Person, PersonKind
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind, Version
from fsworkbook.services import administration, entries, families, family_people, involving, signing_in
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.people import StaffRow, TeamRow

START = datetime(2025, 9, 3, 9)
CATALOGUE = catalogue_file.load()

STAFF = {
    "TM": ("Priya Nair", "TEAM_MANAGER", True),
    "SW": ("Josh Whitlock", "SOCIAL_WORKER", True),
    "SW2": ("Amara Eze", "SOCIAL_WORKER", True),
    "CP": ("Leila Tang", "CHILD_PRACTITIONER", True),
    "BS": ("Karen Simms", "BUSINESS_SUPPORT", True),
    "DV": ("Marta Silva", "DA_PRACTITIONER_VICTIM", False),
    "DP": ("Steve Gannon", "DA_OFFICER_PERPETRATOR", False),
    "RW": ("Dev Lakhani", "RECOVERY_WORKER", False),
    "LA": ("Ruth Ellery", "LEAD_ADULT_WORKER", False),
}


@dataclass
class SmallFamily:
    """The family, its people by given name, and a context for each member of staff."""

    store: Store
    family: Family
    people: Mapping[str, Person]
    as_: Mapping[str, Context]

    def at(self, moment: datetime) -> None:
        """Set the demonstration's clock."""
        self.as_["TM"].set_clock(moment)

    def answer(
        self, who: str, key: str, *subjects: str, text: str = "", value: object = None, **more: object
    ) -> Version:
        """Write and finalise one answer."""
        entry = self.key(EntryKind.ANSWER, key, *subjects)
        return self.write(who, entry, text, value=value, **more)

    def write(
        self,
        who: str,
        entry: EntryKey,
        text: str = "",
        *,
        sharing_class: SharingClass = SharingClass.SHAREABLE,
        value: object = None,
        **more: object,
    ) -> Version:
        """Write and finalise one entry of one text or value."""
        texts = {"body": RichText.from_plain(text, sharing_class)} if text else {}
        values = {} if value is None else {"body": value}
        ctx = self.as_[who]
        entries.save_draft(ctx, entry, Content(texts, values), **more)
        return entries.finalise(ctx, entry)

    def key(self, kind: EntryKind, key: str, *subjects: str, author: str | None = None, owner: str = "") -> EntryKey:
        """The key of an entry about people named by their given names."""
        ids = tuple(self.people[name].id for name in subjects)
        return EntryKey(self.family.id, kind, key, ids, self.as_[author].user.id if author else None, owner)

    def panel(self, who: str, module: str) -> EntryKey:
        """The key of somebody's own panel in a module."""
        discipline = self.as_[who].user.discipline
        return self.key(EntryKind.PANEL, f"{module}.panel.{discipline}", author=who)


def make_small_family(folder: Path) -> SmallFamily:
    """The small family in a file of its own in `folder`; the caller closes `store`. Built once in a test process."""
    store = Store.open(Path(shutil.copy(_built(), folder / "small.fsw")), DEMONSTRATION_KEY, CATALOGUE)
    manager = signing_in.signed_in(store, "TM")
    as_ = {person.id: manager.as_person(person) for person in administration.staff(manager)}
    page = families.open_family(as_["SW"], families.list_families(as_["SW"])[0].family.id)
    bare = {person.short_name: replace(person, need_factors=frozenset()) for person in page.people}
    return SmallFamily(store, page.family, bare, as_)


@cache
def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="small-family-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = signing_in.create_demonstration(folder / "small.fsw", at=START, catalogue=CATALOGUE)
    with store.write("demonstration", START) as db:
        db.add(TeamRow(id="canal", name="Canal Team", locality="North", set_day=1))
        db.flush()
        db.add_all(_staff_row(ref) for ref in STAFF)
    manager = signing_in.signed_in(store, "TM")
    as_ = {person.id: manager.as_person(person) for person in administration.staff(manager)}
    family = families.create_family(manager, "FS-0001", "Hartley-Osei", "canal", START.date(), "SW")
    families.open_family(as_["SW"], family.id)
    people = {person.short_name: person for person in _add_people(as_["SW"], family.id)}
    small = SmallFamily(store, family, people, as_)
    _relate(small)
    for who, targets, offered in (("CP", ["Mia", "Theo"], []), ("DV", ["Kayleigh"], []), ("DP", ["Daniel"], [])):
        _involve(small, who, targets, offered)
    _involve(small, "RW", ["Kayleigh"], ["Daniel"])
    for who in as_:
        if who != "SW":
            families.open_family(as_[who], family.id)
    store.close()
    return folder / "small.fsw"


def _staff_row(ref: str) -> StaffRow:
    name, discipline, in_team = STAFF[ref]
    return StaffRow(
        id=ref,
        name=name,
        sign_in=ref.lower(),
        discipline=discipline,
        team_id="canal" if in_team else None,
        locality="North",
        ref=ref,
        is_administrator=ref == "TM",
        clinical_supervisor_id="LA" if ref in ("DP", "RW") else None,
        confidentiality_signed_on=date(2025, 9, 1),
    )


def _add_people(ctx: Context, family_id: str) -> list[Person]:
    new = [
        Person("", "", "Kayleigh", "Hartley", PersonKind.ADULT, born_on=date(1998, 3, 1)),
        Person("", "", "Daniel", "Osei", PersonKind.ADULT, born_on=date(1994, 3, 1), in_household=False),
        Person("", "", "Mia", "Hartley", PersonKind.CHILD, born_on=date(2017, 5, 11)),
        Person("", "", "Theo", "Osei-Hartley", PersonKind.CHILD, born_on=date(2022, 7, 2)),
        Person("", "", "", "Osei-Hartley", PersonKind.UNBORN, expected_on=date(2026, 1, 24)),
    ]
    return [family_people.add_person(ctx, family_id, person) for person in new]


def _relate(small: SmallFamily) -> None:
    social_worker, ids = small.as_["SW"], {name: person.id for name, person in small.people.items()}
    for parent, child, kind, basis in (
        ("Kayleigh", "Mia", "BIRTH_MOTHER", "MOTHER"),
        ("Kayleigh", "Theo", "BIRTH_MOTHER", "MOTHER"),
        ("Daniel", "Theo", "BIRTH_FATHER", "BIRTH_CERTIFICATE"),
    ):
        family_people.add_relationship(
            social_worker, small.family.id, ids[parent], ids[child], kind, parental_responsibility=True, pr_basis=basis
        )
    small.answer("SW", "ki.need_factors.adult", "Kayleigh", value=["DOMESTIC_ABUSE_VICTIM", "ALCOHOL"])
    small.answer("SW", "ki.need_factors.adult", "Daniel", value=["DOMESTIC_ABUSE_PERPETRATOR", "ALCOHOL"])


def _involve(small: SmallFamily, who: str, targets: list[str], offered: list[str]) -> None:
    ids = {name: person.id for name, person in small.people.items()}
    involving.involve(
        small.as_["TM"],
        small.family.id,
        who,
        "CO_WORKER",
        targets=[ids[name] for name in targets],
        offered_to=[ids[name] for name in offered],
    )
