"""The audit trail as SQLite triggers: a hash chain over a fingerprint of every audited row (data.md 2, 3).

Nothing of a text stands on it: a fingerprint covers the row's id, which is random, so words cannot be tried out against
it. The owner of the file's key could rewrite the chain; it finds accidents and other tools.
"""

from collections.abc import Iterator

from fsworkbook.storage.audited import ACTIONS, AUDITED, PARENTS, SEALED, SEALING_STATES, columns_of

CHAINED = ("seq", "at", "machine_at", "actor", "action", "object", "family_id", "row_id", "fingerprint", "prev")

SESSION_ACTION = (
    "CASE WHEN new.state IS old.state THEN 'UPDATE' WHEN new.state = 'FINALISED' THEN 'FINALISE' ELSE new.state END"
)


def chain_hash() -> str:
    """The expression of one audit row's hash, over its own columns."""
    return f"fs_sha256(json_array({', '.join(CHAINED)}))"


def fingerprint(table: str, row: str = "") -> str:
    """The expression of a row's fingerprint; `row` is "new." or "old." in a trigger."""
    columns = ", ".join(f'{row}"{name}"' for name in columns_of(table))
    return f"fs_sha256(json_array({columns}))"


def seal(session: str) -> str:
    """The expression of the fingerprint of all cells of one session, whoever reads them."""
    columns = ", ".join(f'"{name}"' for name in columns_of(SEALED))
    cells = f"SELECT json_array({columns}) AS cell FROM {SEALED} WHERE session_id = {session} ORDER BY id"  # noqa: S608
    return f"fs_sha256((SELECT coalesce(group_concat(cell, char(10)), '') FROM ({cells})))"  # noqa: S608


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
    sealing = _insert("'SEAL'", f"'{SEALED}'", "new.family_id", "new.id", seal("new.id"))
    yield "session_audit_seal", f"CREATE TRIGGER session_audit_seal AFTER {over} BEGIN {sealing}; END"


def _trigger(name: str, when: str, table: str, insert: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} ON {table} BEGIN {insert}; END"


def _row(table: str, action: str, row: str) -> str:
    return _insert(action, f"'{table}'", _family(table, row), f"{row}.id", fingerprint(table, f"{row}."))


def _insert(action: str, object_: str, family: str, row_id: str, mark: str) -> str:
    """The insert into the trail; the inner select gives every value once, the outer one adds their hash."""
    head = "SELECT max(seq) AS seq FROM audit"
    values = (
        "coalesce(head.seq, 0) + 1 AS seq, fs_now() AS at, fs_machine_now() AS machine_at, fs_me() AS actor,"  # noqa: S608
        f" {action} AS action, {object_} AS object, {family} AS family_id, {row_id} AS row_id, {mark} AS fingerprint,"
        " coalesce((SELECT hash FROM audit WHERE audit.seq = head.seq), '') AS prev"
    )
    columns = ", ".join(CHAINED)
    told = f"SELECT {columns}, {chain_hash()} FROM (SELECT {values} FROM ({head}) AS head)"  # noqa: S608
    return f"INSERT INTO audit ({columns}, hash) {told}"


def _family(table: str, row: str) -> str:
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
