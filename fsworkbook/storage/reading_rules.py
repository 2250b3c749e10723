"""Which rows of which table reach a reader, as criteria that the store adds to every ORM read (architecture.md 5).

Three kinds: rows that everybody reads (the staff, the teams); facts, by the reach of their object; text and whatever
derives from text, by opened family, object, sharing class, author and protected person. A table that is not named here
is read by nobody, and a statement that these criteria cannot reach is refused.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnClause,
    Select,
    Subquery,
    Table,
    TableClause,
    TextClause,
    and_,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql import visitors

from fsworkbook.domain.sharing import SharingClass
from fsworkbook.storage import criteria as by
from fsworkbook.storage.criteria import Columns, Condition
from fsworkbook.storage.narrowing import Known, Narrowing, Narrowings
from fsworkbook.storage.scope import Scope
from fsworkbook.storage.tables import Row
from fsworkbook.storage.tables import installation as of_installation
from fsworkbook.storage.tables import people as of_people
from fsworkbook.storage.tables import supervision as of_supervision
from fsworkbook.storage.tables import workbook as of_workbook
from fsworkbook.storage.unfiltered import table

Rule = Callable[[Scope, Any], Condition]


def everybody(scope: Scope, row: Any) -> Condition:
    """Whoever works here."""
    return true()


def facts(object: str, *verbs: str) -> Rule:
    """By the reach of the object, without an opening."""
    return lambda scope, row: by.reached(scope, row.family_id, object, *verbs)


def through(column: str, parent: type[Row], object: str, *verbs: str) -> Rule:
    """As the row it belongs to, by the reach of its family."""

    def rule(scope: Scope, row: Any) -> Condition:
        found = table(parent).alias().c
        parents = select(found.id).where(by.reached(scope, found.family_id, object, *verbs))
        condition: Condition = getattr(row, column).in_(parents)
        return condition

    return rule


def text_of(object: str, sharing_class: SharingClass = by.OPEN_CLASS, **columns: str) -> Rule:
    """Text of one object and class; `columns` name where author, protects or session stand."""

    def rule(scope: Scope, row: Any) -> Condition:
        named = {name: getattr(row, column) for name, column in columns.items()}
        return by.readable(scope, Columns(row.family_id, object, sharing_class, **named))

    return rule


def of_version(column: str = "version_id", *, values_only: bool = False) -> Rule:
    """As the version whose words or values it derives from."""
    return lambda scope, row: by.version_readable(scope, getattr(row, column), values_only=values_only)


def mine(column: str) -> Rule:
    """The reader's own alone."""
    return lambda scope, row: getattr(row, column) == scope.me


def either(*rules: Rule) -> Rule:
    """What any of these rules lets through."""
    return lambda scope, row: or_(*(rule(scope, row) for rule in rules))


def _family(scope: Scope, row: Any) -> Condition:
    """In lists; with an open request too, for what it shows (domain.md 1.4, rule 1)."""
    return or_(
        by.reached(scope, row.id, "family_shell", "read", "metadata"),
        by.reached(scope, row.id, "case_worker_summary"),
    )


def _version(scope: Scope, row: Any) -> Condition:
    entry = table(of_workbook.EntryRow).alias().c
    bare = Columns(entry.family_id, entry.object, author=entry.author_id, module=entry.module)
    return or_(
        by.version_readable(scope, row.id),
        and_(
            by.opened(scope, row.family_id),
            by.version_without_text(row.id),
            row.entry_id.in_(select(entry.id).where(by.readable(scope, bare))),
        ),
    )


def _contact_point(scope: Scope, row: Any) -> Condition:
    columns = Columns(row.family_id, "contact_point", row.sharing_class, row.author_id, row.protects)
    return and_(by.readable(scope, columns), by.place_open(scope, row.family_id, row.of_kind, row.of_id))


def _cell(scope: Scope, row: Any) -> Condition:
    return by.readable(
        scope,
        Columns(row.family_id, row.object, row.sharing_class, row.by_id, row.protects, session=row.session_id),
    )


def _stage(scope: Scope, row: Any) -> Condition:
    return or_(
        by.version_readable(scope, row.version_id),
        and_(row.session_id.is_not(None), text_of("minutes")(scope, row)),
    )


CONFIDENTIAL = SharingClass.VICTIM_CONFIDENTIAL
ANYBODY_ASKED = ("read", "metadata")

RULES: dict[type[Row], Rule] = {
    of_installation.InstallationRow: everybody,
    of_people.TeamRow: everybody,
    of_people.StaffRow: everybody,
    of_people.FamilyRow: _family,
    of_people.PersonRow: either(facts("people"), facts("case_worker_summary")),
    of_people.RelationshipRow: facts("people"),
    of_people.InvolvementRow: either(facts("people"), mine("staff_id")),
    of_people.InvolvementPersonRow: either(
        through("involvement_id", of_people.InvolvementRow, "people"),
        through("involvement_id", of_people.InvolvementRow, "case_worker_summary"),
    ),
    of_people.PlaceRow: facts("people"),
    of_people.PlaceMemberRow: through("place_id", of_people.PlaceRow, "people"),
    of_people.ContactPointRow: _contact_point,
    of_people.ProtectionRow: text_of("victim_confidential", CONFIDENTIAL, protects="protects"),
    of_people.ProtectedPlaceRow: text_of("protected_place", CONFIDENTIAL, author="by_id", protects="protects"),
    of_people.ClassGrantRow: text_of("class_grant"),
    of_workbook.DraftRow: mine("author_id"),
    of_workbook.EntryRow: by.entry_readable,
    of_workbook.EntryVersionRow: _version,
    of_workbook.EntryTextRow: lambda scope, row: by.readable(scope, by.text_columns(row)),
    of_workbook.StillTrueRow: of_version(),
    of_workbook.StatusRow: of_version(values_only=True),
    of_workbook.NeedFactorRow: of_version(values_only=True),
    of_workbook.RulerRow: of_version(values_only=True),
    of_workbook.ChronologyRow: of_version(),
    of_supervision.SessionRow: facts("session_shell", *ANYBODY_ASKED),
    of_supervision.SessionTypistRow: through("session_id", of_supervision.SessionRow, "session_shell"),
    of_supervision.PostponementRow: through("session_id", of_supervision.SessionRow, "session_shell"),
    of_supervision.AskRow: through("session_id", of_supervision.SessionRow, "session_shell"),
    of_supervision.ExcuseRow: through("session_id", of_supervision.SessionRow, "session_shell"),
    of_supervision.SessionCellRow: _cell,
    of_supervision.SessionSummaryRow: facts("session_shell"),
    of_supervision.SessionQuoteRow: lambda scope, row: by.paragraph_readable(scope, row.version_id, row.paragraph_id),
    of_supervision.RatingRow: facts("family_shell"),
    of_supervision.StageRow: _stage,
    of_supervision.ActionRow: either(facts("rating_decision"), mine("owner_id")),
    of_supervision.ActionProgressRow: text_of("action_progress", author="by_id"),
    of_supervision.ToldRow: text_of("minutes"),
    of_installation.AccessOpenRow: either(facts("audit", *ANYBODY_ASKED), mine("staff_id")),
    of_installation.EventRow: either(facts("audit"), mine("staff_id")),
    of_installation.ExportRow: either(facts("export_log"), mine("made_by")),
    of_installation.ExportWithheldRow: through("export_id", of_installation.ExportRow, "export_log"),
    of_installation.AuditRow: either(facts("audit"), mine("actor")),
}
"""Every mapped table and who reads it (tests/storage/test_reading_rules.py sees that none is missing)."""

MOVES_THE_SCOPE = (
    of_installation.AccessOpenRow,
    of_people.ClassGrantRow,
    of_people.FamilyRow,
    of_people.InvolvementPersonRow,
    of_people.InvolvementRow,
    of_people.PersonRow,
    of_people.ProtectionRow,
    of_people.StaffRow,
    of_people.TeamRow,
    of_supervision.SessionCellRow,
    of_supervision.SessionQuoteRow,
    of_supervision.SessionRow,
    of_supervision.SessionSummaryRow,
    of_supervision.SessionTypistRow,
)
"""A write of one of these may change what its own writer reads."""

MOVES_THE_FACTS = (
    of_people.RelationshipRow,
    of_supervision.ActionProgressRow,
    of_supervision.RatingRow,
    of_supervision.StageRow,
    of_workbook.EntryRow,
    of_workbook.EntryTextRow,
    of_workbook.EntryVersionRow,
    of_workbook.NeedFactorRow,
)
"""Besides these: a write of one of them may change what is remembered of a family (storage/remembering.py)."""


class Criteria:
    """What narrows any ORM read to one scope. Each table's condition is made when a statement first needs it.

    A table that a statement does not seem to name is closed in it: were it named after all in some way that
    `_asked` does not see, nothing of it would come.
    """

    def __init__(self, scope: Scope, known: Known) -> None:
        self.scope = scope
        self._known = known
        self._open: dict[type[Row], Narrowing] = {}
        self._options: dict[frozenset[type[Row]], Narrowings] = {}

    def option(self, statement: Any) -> Narrowings:
        """What to add to this statement."""
        asked = frozenset(_asked(statement))
        if asked not in self._options:
            named = sorted(asked, key=lambda row: row.__tablename__)
            self._options[asked] = Narrowings(tuple(self._narrowing(row) for row in named), CLOSED)
        return self._options[asked]

    def _narrowing(self, row: type[Row]) -> Narrowing:
        if row not in self._open:
            condition = RULES[row](self.scope, row) if self.scope.active else false()
            self._open[row] = self._known.narrowing(row, condition)
        return self._open[row]


CLOSED = {mapper.class_: Narrowing(mapper.class_, false()) for mapper in Row.registry.mappers}


def narrow(state: ORMExecuteState, criteria: Callable[[], Criteria]) -> None:
    """Add the reader's criteria to an ORM read; refuse a statement that they cannot reach."""
    if not (state.is_orm_statement and isinstance(state.statement, Select)):
        raise RuntimeError(SLIPS_PAST)
    state.statement = state.statement.options(criteria().option(state.statement))


SLIPS_PAST = "only ORM selects pass here: Core selects, text() and bulk writes would slip past the reading rules"


def _asked(statement: Any) -> set[type[Row]]:
    """The tables that a statement names, in joins, subqueries and aliases too; refuses words the criteria miss."""
    asked: set[type[Row]] = set()
    bare: set[Any] = set()
    for element in visitors.iterate(statement):
        entity = getattr(element, "_annotations", {}).get("parententity")
        if entity is not None:
            asked.add(entity.mapper.class_)
        elif isinstance(element, Table):
            bare.add(element)  # also the FROM that a mapped column brings
        elif isinstance(element, Column):
            source: Any = element.table
            if not (element.primary_key or isinstance(source, Subquery | CTE)):  # Session.get asks by the bare key
                raise RuntimeError(SLIPS_PAST)
        elif isinstance(element, TextClause | TableClause) or (
            isinstance(element, ColumnClause) and element.is_literal and element.name != "*"
        ):
            raise RuntimeError(SLIPS_PAST)
    if bare - {row.__table__ for row in asked}:
        raise RuntimeError(SLIPS_PAST)
    return asked
