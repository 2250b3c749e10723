"""The audit trail as SQLite triggers: a hash chain over a fingerprint of every audited row (data.md 2, 3).

Nothing of a text stands on it: a fingerprint covers the row's id, which is random, so words cannot be tried out against
it. The owner of the file's key could rewrite the chain; it finds accidents and other tools.
"""

from collections.abc import Iterator

from fsworkbook.storage.audited import ACTIONS, AUDITED, PARENTS, SEALED, SEALING_STATES, columns_of
from fsworkbook.storage.sqlite.fingerprints import fingerprint, seal

CHAINED = ("seq", "at", "machine_at", "actor", "action", "object", "family_id", "row_id", "fingerprint", "prev")

SESSION_ACTION = (
    "CASE WHEN new.state IS old.state THEN 'UPDATE' WHEN new.state = 'FINALISED' THEN 'FINALISE' ELSE new.state END"
)


def chain_hash() -> str:
    """The expression of one audit row's hash, over its own columns."""
    return f"fs_sha256(json_array({', '.join(CHAINED)}))"


def audit_triggers() -> dict[str, str]:
    """Every trigger that writes the trail, by name."""
    return dict(_triggers())


def _triggers() -> Iterator[tuple[str, str]]:
    for table in AUDITED:
        made, changed = ACTIONS.get(table, ("CREATE", "UPDATE"))
        made = "new.action" if table == "event" else f"'{made}'"
        changed = f"'{changed}'"
        if table == "session":
            changed = SESSION_ACTION
        for when, action, row in (("INSERT", made, "new"), ("UPDATE", changed, "new"), ("DELETE", "'DELETE'", "old")):
            name = f"{table}_audit_{when.lower()}"
            yield name, _trigger(name, when, table, _row(table, action, row))
    states = ", ".join(f"'{state}'" for state in SEALING_STATES)
    over = f"UPDATE OF state ON session WHEN new.state IS NOT old.state AND new.state IN ({states})"
    sealing = told_on_trail("'SEAL'", f"'{SEALED}'", "new.family_id", "new.id", seal("new.id"))
    yield "session_audit_seal", f"CREATE TRIGGER session_audit_seal AFTER {over} BEGIN {sealing}; END"


def _trigger(name: str, when: str, table: str, insert: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} ON {table} BEGIN {insert}; END"


def _row(table: str, action: str, row: str) -> str:
    return told_on_trail(action, f"'{table}'", family_of(table, row), f"{row}.id", fingerprint(table, f"{row}."))


def told_on_trail(action: str, object_: str, family: str, row_id: str, mark: str) -> str:
    """The insert into the trail, of SQL expressions; the inner select gives each once, the outer one their hash."""
    head = "SELECT max(seq) AS seq FROM audit"
    values = (
        "coalesce(head.seq, 0) + 1 AS seq, fs_now() AS at, fs_machine_now() AS machine_at, fs_me() AS actor,"  # noqa: S608
        f" {action} AS action, {object_} AS object, {family} AS family_id, {row_id} AS row_id, {mark} AS fingerprint,"
        " coalesce((SELECT hash FROM audit WHERE audit.seq = head.seq), '') AS prev"
    )
    columns = ", ".join(CHAINED)
    told = f"SELECT {columns}, {chain_hash()} FROM (SELECT {values} FROM ({head}) AS head)"  # noqa: S608
    return f"INSERT INTO audit ({columns}, hash) {told}"


def family_of(table: str, row: str) -> str:
    """The expression of the family that a row belongs to; `row` is what the statement calls it."""
    columns = columns_of(table)
    if table == "family":
        return f"{row}.id"
    if "family_id" in columns:
        return f"{row}.family_id"
    if "version_id" in columns:
        return f"(SELECT family_id FROM entry_version WHERE id = {row}.version_id)"  # noqa: S608
    for column, parent in PARENTS.items():
        if column in columns:
            return f"(SELECT family_id FROM {parent} WHERE id = {row}.{column})"  # noqa: S608
    return "NULL"
