"""Reads permissions.toml: chips and reach of the disciplines, the objects, and who may do what (domain.md 1.4).

Every pair of object and discipline stands either in an allow row or in the object's `nothing`: a pair that somebody
forgot is a fault, never a silent no.
"""

from dataclasses import dataclass

from fsworkbook.catalogue_file.tables import Table, told_twice
from fsworkbook.domain.catalogue import Allow, PermissionObject
from fsworkbook.domain.permissions import BEFORE, CLASSES, PERSONS, REACHES, VERBS


@dataclass(frozen=True, slots=True)
class PermissionTable:
    """What the file holds. `ways` gives chip and reach of each discipline by code."""

    ways: dict[str, tuple[str, tuple[str, ...]]]
    objects: tuple[PermissionObject, ...]
    allows: tuple[Allow, ...]


def read_permissions(file: Table) -> PermissionTable:
    """The permission table, every mistake noted in `file`."""
    if file.number("version", required=True) not in (1, None):
        file.fault("version is not 1: it was written for another version of the program")
    for word, known in (
        ("verbs", VERBS),
        ("reaches", REACHES),
        ("persons", PERSONS),
        ("before", BEFORE),
        ("classes", CLASSES),
    ):
        file.texts(word, known, required=True)
    ways = _read_ways(file)
    nothing = dict(_read_objects(file, ways))
    allows = tuple(_read_allow(table, frozenset(nothing), ways) for table in file.tables("allow"))
    _check_pairs(file, ways, {item.code: none for item, none in nothing.items()}, allows)
    file.close()
    return PermissionTable(ways, tuple(nothing), allows)


def _read_ways(file: Table) -> dict[str, tuple[str, tuple[str, ...]]]:
    ways: dict[str, tuple[str, tuple[str, ...]]] = {}
    codes = []
    for table in file.tables("discipline"):
        code = table.named("code")
        codes.append(code)
        ways[code] = (table.text("chip"), table.texts("reach", REACHES, required=True))
        table.close()
    for code in told_twice(codes):
        file.fault(f'discipline "{code}" is given twice')
    for chip in told_twice(chip for chip, _ in ways.values()):
        file.fault(f'chip "{chip}" is given to two disciplines')
    return ways


def _read_objects(
    file: Table, ways: dict[str, tuple[str, tuple[str, ...]]]
) -> list[tuple[PermissionObject, frozenset[str]]]:
    found = []
    for table in file.tables("object"):
        thing = PermissionObject(table.named("code"), table.text("title"), table.text("note", ""))
        found.append((thing, frozenset(table.texts("nothing", ways))))
        table.close()
    for code in told_twice(thing.code for thing, _ in found):
        file.fault(f'object "{code}" is given twice')
    return found


def _read_allow(
    table: Table, objects: frozenset[PermissionObject], ways: dict[str, tuple[str, tuple[str, ...]]]
) -> Allow:
    row = table.key
    name = table.text("object")
    table.key = f"{row} ({name})"
    if name and name not in {thing.code for thing in objects}:
        table.fault(f'object "{name}" is unknown')
    persons, before = table.text("persons", ""), table.text("before", "")
    if persons and persons not in PERSONS:
        table.fault(f'persons "{persons}" is unknown')
    if before and before not in BEFORE:
        table.fault(f'before "{before}" is unknown')
    allow = Allow(
        object=name,
        disciplines=frozenset(table.texts("disciplines", ways, required=True)),
        verbs=frozenset(table.texts("verbs", VERBS, required=True)),
        own=table.flag("own"),
        named=table.flag("named"),
        modules=frozenset(table.numbers("modules")),
        persons=persons or None,
        before=before or None,
        classes=frozenset(table.texts("class", CLASSES)),
        reach=frozenset(table.texts("reach", REACHES)),
    )
    table.close()
    return allow


def _check_pairs(
    file: Table,
    ways: dict[str, tuple[str, tuple[str, ...]]],
    nothing: dict[str, frozenset[str]],
    allows: tuple[Allow, ...],
) -> None:
    for code, none in nothing.items():
        some: set[str] = set()
        for allow in allows:
            if allow.object == code:
                some |= allow.disciplines
        for discipline in ways:
            if discipline in some and discipline in none:
                file.fault(f"{code}: {discipline} stands in an allow row and in nothing")
            if discipline not in some and discipline not in none:
                file.fault(f"{code}: {discipline} stands neither in an allow row nor in nothing")
