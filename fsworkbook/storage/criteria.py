"""A reader's scope as SQL conditions: facts by reach, text by the read lines of each opened family."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, exists, false, func, literal, or_, select, true

from fsworkbook.domain.permissions import may
from fsworkbook.domain.reading import ReadLine
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.storage.scope import OpenFamily, Scope
from fsworkbook.storage.tables.people import ProtectedPlaceRow
from fsworkbook.storage.tables.supervision import SessionRow
from fsworkbook.storage.tables.workbook import EntryTextRow, EntryVersionRow
from fsworkbook.storage.unfiltered import table

Condition = ColumnElement[bool]
Column = Any  # a mapped attribute or a column of an aliased table

OPEN_CLASS = SharingClass.PROFESSIONALS_ONLY
"""The class of rows that have none of their own: the team's."""

TODAY: ColumnElement[date] = func.substr(func.fs_now(), 1, 10, type_=Date)
"""The day of the transaction, asked of the database's one clock: no condition has to be made anew for a new day."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table keeps what the read lines ask. `object` and `sharing_class` may be one fixed word for the table."""

    family: Column
    object: Column | str
    sharing_class: Column | str = OPEN_CLASS
    author: Column | None = None
    protects: Column | None = None
    module: Column | None = None
    adults: Column | None = None
    session: Column | None = None
    version: Column | None = None


def text_columns(text: Any) -> Columns:
    """The columns of the text table, or of an alias of it."""
    return Columns(
        text.family_id,
        text.object,
        text.sharing_class,
        text.author_id,
        text.protects,
        text.module,
        text.about_adults,
        version=text.version_id,
    )


def reached(scope: Scope, family: Column, object: str, *verbs: str) -> Condition:
    """Facts: the families where the reader has one of the verbs (read, unless said) for the object."""
    condition: Condition = family.in_(scope.families(object, *(verbs or ("read",))))
    return condition


def readable(scope: Scope, columns: Columns) -> Condition:
    """Text: the rows of opened families that one of the reader's lines lets through."""
    return or_(false(), *(_of_family(scope, family, columns) for family in scope.opened))


def opened(scope: Scope, family: Column) -> Condition:
    """Rows of families that the reader opened and to which they are still something."""
    condition: Condition = family.in_([item.family_id for item in scope.opened if item.reads.lines])
    return condition


def version_readable(scope: Scope, version: Column, *, values_only: bool = False) -> Condition:
    """Versions of which some part reaches the reader; `values_only` asks for the part that holds the plain values."""
    readable_ones: Condition = version.in_(_readable_versions(scope, values_only))
    return readable_ones


def _readable_versions(scope: Scope, values_only: bool = False) -> Select[Any]:
    """One subquery that does not look at the row outside: it is worked out once in a statement, not once a row."""
    text = table(EntryTextRow).alias().c
    found = select(text.version_id).where(readable(scope, text_columns(text)))
    return found.where(text.plain_values.is_not(None)) if values_only else found


def version_without_text(version: Column) -> Condition:
    """Versions that hold no words at all: an answer that was cleared."""
    text = table(EntryTextRow).alias().c
    return ~exists().where(text.version_id == version)


def entry_readable(scope: Scope, entry: Any) -> Condition:
    """Entries with a readable part in any version; those without any words, by their object."""
    text, version = table(EntryTextRow).alias().c, table(EntryVersionRow).alias().c
    of_entry = [version.entry_id == entry.id, text.version_id == version.id]
    own = Columns(entry.family_id, entry.object, author=entry.author_id, module=entry.module)
    in_some_version = select(version.entry_id).where(version.id.in_(_readable_versions(scope)))
    return or_(entry.id.in_(in_some_version), and_(~exists().where(*of_entry), readable(scope, own)))


def paragraph_readable(scope: Scope, version: Column, paragraph: Column) -> Condition:
    """Quotes whose paragraph stands in a part that reaches the reader."""
    text = table(EntryTextRow).alias().c
    return exists().where(
        text.version_id == version,
        func.instr(text.placed, paragraph) > 0,
        readable(scope, text_columns(text)),
    )


def place_open(scope: Scope, family: Column, of_kind: Column, of_id: Column) -> Condition:
    """Contact points but for those of a protected place whose person's confidential text the reader may not have."""
    return or_(false(), *(and_(family == item.family_id, _places(item, of_kind, of_id)) for item in scope.opened))


def _places(family: OpenFamily, of_kind: Column, of_id: Column) -> Condition:
    if family.protected is None:
        return true()
    place = table(ProtectedPlaceRow).alias().c
    return ~exists().where(
        of_kind == "PLACE",
        place.place_id == of_id,
        place.from_on <= TODAY,
        or_(place.to_on.is_(None), place.to_on > TODAY),
        place.protects.not_in(sorted(family.protected)),
    )


def _of_family(scope: Scope, family: OpenFamily, columns: Columns) -> Condition:
    ways = [_line(family, line, columns) for line in family.reads.lines]
    if columns.version is not None and family.quoted:
        ways.append(and_(columns.version.in_(sorted(family.quoted)), by_class(family, columns)))
    if columns.session is not None and may(scope.catalogue, family.standing, "read", "minutes"):
        ways.append(and_(columns.session.in_(_finalised(family.family_id)), by_class(family, columns)))
    return and_(columns.family == family.family_id, or_(false(), *ways))


def by_class(family: OpenFamily, columns: Columns) -> Condition:
    """What a session quotes, and its minutes: the classes hold, whatever the object (domain.md 3.7)."""
    kind, author = _column(columns.sharing_class), columns.author
    ways = [kind.in_(sorted(family.classes))]
    if author is not None:
        ways.append(author == family.standing.staff_id)
        ways.append(and_(kind == SharingClass.CLINICAL, author.in_(sorted(family.standing.supervisees))))
    confidential = kind == SharingClass.VICTIM_CONFIDENTIAL
    if family.protected is None:
        ways.append(confidential)
    elif columns.protects is not None:
        ways.append(and_(confidential, columns.protects.in_(sorted(family.protected))))
    return or_(*ways)


def _line(family: OpenFamily, line: ReadLine, columns: Columns) -> Condition:
    asked = [
        (line.authors, columns.author),
        (frozenset({family.standing.staff_id}) if line.mine else None, columns.author),
        (line.protects, columns.protects),
        (line.sessions, columns.session),
        (line.modules, columns.module),
        (frozenset({True}) if line.adults_only else None, columns.adults),
    ]
    if any(values is not None and column is None for values, column in asked):
        return false()
    conditions = [column.in_(sorted(values)) for values, column in asked if values is not None and column is not None]
    return and_(_pairs(line, columns), *conditions)


def _pairs(line: ReadLine, columns: Columns) -> Condition:
    """The line's (object, class) pairs, with objects of the same classes together so that the lists stay short."""
    by_object: dict[str, set[str]] = {}
    for name, sharing_class in line.pairs:
        by_object.setdefault(name, set()).add(sharing_class.value)
    by_classes: dict[frozenset[str], list[str]] = {}
    for name, classes in by_object.items():
        by_classes.setdefault(frozenset(classes), []).append(name)
    object_, kind = _column(columns.object), _column(columns.sharing_class)
    groups = sorted((sorted(names), sorted(classes)) for classes, names in by_classes.items())
    return or_(false(), *(and_(object_.in_(names), kind.in_(classes)) for names, classes in groups))


def _column(column: Column | str) -> Any:
    return literal(str(column)) if isinstance(column, str) else column


def _finalised(family_id: str) -> Select[Any]:
    shell = table(SessionRow).alias().c
    return select(shell.id).where(shell.family_id == family_id, shell.state == "FINALISED")
