"""Who and what the demonstration's files speak of by name, found in the store through the services."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.people import Involvement, Person, PersonKind, Staff
from fsworkbook.domain.supervision import Record, Session
from fsworkbook.services import contacts, families, supervision_planning
from fsworkbook.services.session_values import actions_of, cells_of
from fsworkbook.services.values import involvements_of, people_of
from fsworkbook.storage.opening import open_family
from fsworkbook.storage.people_rows import staff_in
from fsworkbook.storage.standing import NO_FAMILY
from fsworkbook.storage.store import Store

UNBORN = "Ivy"
"""What the files call the baby before she has a name."""

ALPHABET = "abcdefghijklmnopqrstuvwxyz"

OPENED_FOR = timedelta(hours=8)
"""How long the loader reads on without opening the family anew: less than an opening lasts."""


class Names:
    """Finds ids by name and remembers what does not change. Made anew for every playing."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._staff: dict[str, Staff] = {}
        self._families: dict[str, str] = {}
        self._people: dict[tuple[str, str], str] = {}
        self._opened: dict[tuple[str, str], datetime] = {}

    def context(self, ref: str) -> Context:
        """The context of one of the staff."""
        return Context(self._store, self._catalogue, self.staff(ref))

    def scene(self, by: str, family: str) -> "Scene":
        """One act's person and family."""
        return Scene(self, self.context(by), by, family)

    def staff(self, ref: str) -> Staff:
        """One of the staff by reference, also one who has left."""
        if ref not in self._staff:
            self._staff = {person.ref: person for person in staff_in(self._store)}
        return self._staff[ref]

    def is_staff(self, name: str) -> bool:
        """Whether a name in the files is a staff reference."""
        return name in self._staff

    def family(self, ctx: Context, ref: str) -> str:
        """The id of a family of this person's list."""
        if ref not in self._families:
            self._families |= {line.family.ref: line.family.id for line in families.list_families(ctx)}
        if ref not in self._families:
            raise NotFound(NO_FAMILY)
        return self._families[ref]

    def open(self, ctx: Context, family_id: str) -> None:
        """Open the family as this person, as they do before they read or write in it; once in a working day."""
        key = ctx.user.id, family_id
        if key in self._opened and ctx.now() - self._opened[key] < OPENED_FOR:
            return
        with ctx.write() as db:
            open_family(db, family_id, "")
        self._opened[key] = ctx.now()

    def person(self, ctx: Context, family_id: str, name: str) -> str:
        """The id of somebody of the family by first name."""
        if (family_id, name) not in self._people:
            with ctx.read() as db:
                found = people_of(db, [family_id])[family_id]
            self._people |= {(family_id, _called(person)): person.id for person in found}
        return self._people[family_id, name]

    def session(self, ctx: Context, family_id: str, name: str) -> Session:
        """The supervision called "FS-0001#3", as it is now."""
        number = int(name.split("#")[1].split("/")[0])
        return next(item for item in supervision_planning.sessions(ctx, family_id) if item.number == number)


@dataclass(frozen=True, slots=True)
class Scene:
    """The person who acts, in one family: what the functions of `demonstration_acts` ask for ids."""

    names: Names
    ctx: Context
    by: str
    family_ref: str

    @property
    def family(self) -> str:
        """The id of the family, opened for this person."""
        family_id = self.names.family(self.ctx, self.family_ref)
        self.names.open(self.ctx, family_id)
        return family_id

    def staff(self, ref: str) -> str:
        """The id of one of the staff."""
        return self.names.staff(ref).id

    def person(self, name: str) -> str:
        """The id of somebody of the family."""
        return self.names.person(self.ctx, self.family, name)

    def people(self, names: object) -> tuple[str, ...]:
        """The ids of several."""
        return tuple(self.person(str(name)) for name in (names if isinstance(names, list) else ()))

    def anybody(self, name: str) -> str:
        """The id of one of the staff or of the family, whichever the name is."""
        return self.staff(name) if self.names.is_staff(name) else self.person(name)

    def place(self, label: str) -> str:
        """The id of a place of the family."""
        found = contacts.contacts(self.ctx, self.family).places
        return next(place.id for place in found if place.label == label)

    def session(self, name: str) -> Session:
        """A supervision of the family."""
        return self.names.session(self.ctx, self.family, name)

    def involvements(self) -> tuple[Involvement, ...]:
        """Who works with the family."""
        family_id = self.family
        with self.ctx.read() as db:
            return involvements_of(db, [family_id])[family_id]

    def action(self, name: str) -> str:
        """The id of an action: "FS-0001#3/b" is the second of the third supervision."""
        wanted = self.session(name).id, ALPHABET.index(name.split("/")[1]) + 1
        with self.ctx.read() as db:
            found = actions_of(db, self.names.family(self.ctx, self.family_ref))
        return next(item.id for item in found if (item.session_id, item.number) == wanted)

    def message(self, name: str) -> str:
        """The id of a message to the family: "FS-0001#3/2" is the second of the third supervision."""
        session_id = self.session(name).id
        with self.ctx.read(session_id) as db:
            messages = Record.of(cells_of(db, session_id)).all("tell")
        return messages[int(name.split("/")[1]) - 1].subject


def _called(person: Person) -> str:
    return UNBORN if person.kind is PersonKind.UNBORN else person.given_name
