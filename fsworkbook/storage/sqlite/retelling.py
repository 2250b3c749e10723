"""What an upgrade does to rows, told on the audit trail: their fingerprints are of other columns or values after it.

A row is told anew only where it agreed with the trail before: what was changed behind the program's back stays named by
`verify` after any upgrade. All of it happens in the transaction of the upgrade.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from fsworkbook.storage.audited import AUDITED, SEALED
from fsworkbook.storage.sqlite.audit_triggers import family_of, told_on_trail
from fsworkbook.storage.sqlite.fingerprints import compared, sealed

UPGRADE = "upgrade"
"""Who acts in an upgrade, no member of staff, and what the trail calls it."""


@dataclass(frozen=True, slots=True)
class Before:
    """Of each table, the rows that were in it or on the trail, by id: whether row and trail agreed."""

    agreed: dict[str, dict[str, bool]]


def before_upgrade(connection: Connection) -> Before:
    """How rows and trail stand; over the columns that the older file has."""
    columns = {name: _columns_in(connection, name) for name in (*AUDITED, SEALED)}
    asked = {name: compared(name, columns[name]) for name in AUDITED if columns[name]}
    if columns[SEALED]:
        asked[SEALED] = sealed(columns[SEALED])
    found = {name: connection.execute(text(query)).all() for name, query in asked.items()}
    return Before({name: {row.id: row.now == row.told for row in rows} for name, rows in found.items()})


def tell_upgrade(connection: Connection, before: Before) -> None:
    """Tell every row that agreed before, or was not there, as it is now; the triggers of the trail play no part."""
    for name in AUDITED:
        known = before.agreed.get(name, {})
        for row in connection.execute(text(compared(name))).all():
            if row.now != row.told and known.get(row.id, True) and not row.gone:
                _tell(connection, "DELETE" if row.now is None else "UPGRADE", name, row.id, row.now or row.told)
    agreed = before.agreed.get(SEALED, {})
    for row in connection.execute(text(sealed())).all():
        if row.now != row.told and row.told and agreed.get(row.id):
            _tell(connection, "UPGRADE", SEALED, row.id, row.now)


def _tell(connection: Connection, action: str, name: str, row_id: str, mark: str) -> None:
    table = "session" if name == SEALED else name
    family = f"(SELECT {family_of(table, 't')} FROM {table} AS t WHERE t.id = :row_id)"  # noqa: S608
    values = {"action": action, "object": name, "row_id": row_id, "mark": mark}
    connection.execute(text(told_on_trail(":action", ":object", family, ":row_id", ":mark")), values)


def _columns_in(connection: Connection, name: str) -> tuple[str, ...]:
    asked = text("SELECT name FROM pragma_table_info(:table) ORDER BY name")
    return tuple(connection.execute(asked, {"table": name}).scalars())
