"""Who reads a paragraph here: the permission table and then the sharing class (domain.md 1.4, 1.5).

`may_read` answers for one paragraph. `read_scope` says the same for a family as a few lines of conditions: the store
puts them into the criterion of every read, so what is not for its reader never leaves the database. A test asks both.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from fsworkbook.domain.catalogue import Allow, Catalogue, Field
from fsworkbook.domain.permissions import (
    GRANTED_BY_PERSON,
    NOT_RESTRICTED,
    SESSION_OBJECTS,
    Standing,
    allows_reached,
    may,
    named_for,
)
from fsworkbook.domain.protection import Protections, is_shut_out
from fsworkbook.domain.sharing import TEAM_CLASSES, SharingClass

READ_BY_WHO_STAYED = "closed_part"
"""Read by those who stayed, whatever they may read elsewhere (domain.md 3.13): its class is not asked."""

OBJECT_OF_CLASS = {
    SharingClass.CHILD_CONFIDENTIAL: "child_confidential",
    SharingClass.LEGAL_PRIVILEGED: "legal_privileged",
}
"""The permission object that says who reads a class of its own."""


def class_readable(
    catalogue: Catalogue,
    standing: Standing,
    sharing_class: SharingClass,
    *,
    protects: Collection[str] = (),
    kept_from: Collection[str] = (),
    author: str | None = None,
) -> bool:
    """Whether the class lets this person read a paragraph of an object that the table already gave (domain.md 1.5).

    Authors read their own in every class.
    """
    if author == standing.staff_id or sharing_class in TEAM_CLASSES:
        return True
    if sharing_class is SharingClass.CLINICAL:
        return author in standing.supervisees
    if sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
        return not is_shut_out(standing, kept_from) and any(
            may(catalogue, standing, "read", "victim_confidential", protects=person) for person in protects or (None,)
        )
    return may(catalogue, standing, "read", OBJECT_OF_CLASS[sharing_class])


def may_read(
    catalogue: Catalogue,
    standing: Standing,
    object: str,
    sharing_class: SharingClass,
    *,
    protects: Collection[str] = (),
    kept_from: Collection[str] = (),
    author: str | None = None,
    addressee: str | None = None,
    module: int | None = None,
    about_adults: bool = False,
    session_id: str | None = None,
) -> bool:
    """Whether this person may read this paragraph: the permission table, then its sharing class."""
    given = any(
        may(
            catalogue,
            standing,
            "read",
            object,
            author=author,
            addressee=addressee,
            module=module,
            about_adults=about_adults,
            protects=person,
            session_id=session_id,
            sharing_class=sharing_class,
        )
        for person in protects or (None,)
    )
    if not given or object == READ_BY_WHO_STAYED:
        return given
    return class_readable(catalogue, standing, sharing_class, protects=protects, kept_from=kept_from, author=author)


def field_readable(
    catalogue: Catalogue, standing: Standing, field: Field, module: int | None, protections: Protections
) -> bool:
    """Whether this person may know of a question at all: it is shown and counted for nobody else.

    A question whose answers all stand in a confidential class is known to readers of that class alone.
    """
    if not may(catalogue, standing, "read", field.object, module=module):
        return False
    if field.least_class is SharingClass.VICTIM_CONFIDENTIAL:
        readable = readable_protected(catalogue, standing, protections)
        return readable is None or bool(readable)
    return class_readable(catalogue, standing, field.least_class)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Rows of these (object, class) pairs are readable where every condition that is given holds.

    `authors`: the author is one of them. `mine`: the reader is author, owner or addressee. `protects`: the person that
    the row protects is one of them. `sessions`, `modules`: it belongs to one of them. None = not asked.
    """

    pairs: frozenset[tuple[str, SharingClass]] = frozenset()
    authors: frozenset[str] | None = None
    mine: bool = False
    protects: frozenset[str] | None = None
    sessions: frozenset[str] | None = None
    modules: frozenset[int] | None = None
    adults_only: bool = False


@dataclass(frozen=True, slots=True)
class ReadScope:
    """What one person may read of one family: a row is readable when any line lets it through. No line: nothing."""

    staff_id: str
    lines: tuple[ReadLine, ...]

    @property
    def pairs(self) -> frozenset[tuple[str, SharingClass]]:
        """The (object, class) pairs that are readable whoever wrote them and whatever they are about."""
        return next((line.pairs for line in self.lines if replace(line, pairs=frozenset()) == ReadLine()), frozenset())

    def of(self, *objects: str) -> tuple[ReadLine, ...]:
        """The lines for some objects alone, for a query of one table."""
        cut = (replace(line, pairs=frozenset(pair for pair in line.pairs if pair[0] in objects)) for line in self.lines)
        return tuple(line for line in cut if line.pairs)

    def reads(
        self,
        object: str,
        sharing_class: SharingClass,
        *,
        author: str | None = None,
        addressee: str | None = None,
        module: int | None = None,
        about_adults: bool = False,
        protects: str | None = None,
        session_id: str | None = None,
    ) -> bool:
        """Whether such a row is readable: what the store's criterion decides, for one row in Python."""
        return any(
            (object, sharing_class) in line.pairs
            and (line.authors is None or author in line.authors)
            and (not line.mine or self.staff_id in (author, addressee))
            and (line.protects is None or protects in line.protects)
            and (line.sessions is None or session_id in line.sessions)
            and (line.modules is None or module in line.modules)
            and (not line.adults_only or about_adults)
            for line in self.lines
        )


def read_scope(catalogue: Catalogue, standing: Standing, protections: Protections, *, verb: str = "read") -> ReadScope:
    """Everything this person may read of the family, as lines of conditions. `protections` are the family's.

    A victim-confidential row that names no protected person is read by the key worker, the team manager and its author.
    """
    found: dict[ReadLine, set[tuple[str, SharingClass]]] = {}
    protected = readable_protected(catalogue, standing, protections)
    for thing in catalogue.objects:
        for where, classes in _lines_of(catalogue, standing, thing.code, verb):
            for sharing_class in classes:
                for line in _in_class(catalogue, standing, thing.code, where, sharing_class, protected):
                    found.setdefault(line, set()).add((thing.code, sharing_class))
    everywhere = found.get(ReadLine(), set())
    lines = []
    for line, pairs in found.items():
        rest = pairs if line == ReadLine() else pairs - everywhere
        if rest and frozenset() not in (line.authors, line.protects, line.sessions):
            lines.append(replace(line, pairs=frozenset(rest)))
    return ReadScope(standing.staff_id, tuple(lines))


def _lines_of(
    catalogue: Catalogue, standing: Standing, object: str, verb: str
) -> Iterator[tuple[ReadLine, Iterable[SharingClass]]]:
    for allow in allows_reached(catalogue, standing, verb, object):
        where = _conditions(allow, standing, verb)
        if where is not None:
            chosen = allow.classes - {NOT_RESTRICTED}
            yield where, [item for item in SharingClass if not chosen or item in chosen]
    past = object not in ("draft", "own_past_entry") and verb == "read"
    if past and any(True for _ in allows_reached(catalogue, standing, "read", "own_past_entry")):
        yield ReadLine(authors=frozenset({standing.staff_id})), SharingClass


def _conditions(allow: Allow, standing: Standing, verb: str) -> ReadLine | None:
    """The row's conditions that ask about the thing; None where one that asks about the person fails."""
    line = ReadLine(mine=allow.own, modules=allow.modules or None, adults_only=allow.persons == "adults")
    if (allow.persons == "key_worker" and not standing.key_worker) or allow.before:
        return None
    if NOT_RESTRICTED in allow.classes and standing.restricted:
        return None
    if allow.named:
        if allow.object in GRANTED_BY_PERSON and allow.object not in standing.named_objects:
            line = replace(line, protects=standing.grants)
        elif allow.object in SESSION_OBJECTS and allow.object not in standing.named_objects:
            line = replace(line, sessions=standing.deputy_for)
        elif not named_for(standing, allow.object, verb, None, None):
            return None
    if allow.persons == "supervisees":
        return replace(line, authors=standing.supervisees)
    if allow.persons == "writer_or_addressee":
        return replace(line, mine=True)
    if allow.persons in ("attending", "stayed"):
        return replace(line, sessions=standing.attended if allow.persons == "attending" else standing.stayed)
    if allow.persons == "protected":
        return replace(line, protects=standing.works_with)
    return line


def _in_class(
    catalogue: Catalogue,
    standing: Standing,
    object: str,
    where: ReadLine,
    sharing_class: SharingClass,
    protected: frozenset[str] | None,
) -> Iterator[ReadLine]:
    """The line narrowed to what the class lets through."""
    if object == READ_BY_WHO_STAYED or sharing_class in TEAM_CLASSES:
        yield where
        return
    yield from _by(where, frozenset({standing.staff_id}))
    if sharing_class is SharingClass.CLINICAL:
        yield from _by(where, standing.supervisees)
    elif sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
        if protected is None:
            yield where
        elif both := protected if where.protects is None else protected & where.protects:
            yield replace(where, protects=both)
    elif may(catalogue, standing, "read", OBJECT_OF_CLASS[sharing_class]):
        yield where


def _by(where: ReadLine, authors: frozenset[str]) -> Iterator[ReadLine]:
    both = authors if where.authors is None else authors & where.authors
    if both:
        yield replace(where, authors=both)


def readable_protected(catalogue: Catalogue, standing: Standing, protections: Protections) -> frozenset[str] | None:
    """The persons whose victim-confidential text this person reads; None = anybody's, also where nobody is named."""
    if (standing.key_worker or standing.discipline == "TEAM_MANAGER") and may(
        catalogue, standing, "read", "victim_confidential"
    ):
        return None
    return frozenset(
        person
        for person, kept_from in protections.items()
        if not is_shut_out(standing, kept_from)
        and may(catalogue, standing, "read", "victim_confidential", protects=person)
    )
