"""Fingerprints of rows and seals of sessions, as SQL, beside what the trail told of them last (data.md 3)."""

from collections.abc import Iterable

from fsworkbook.storage.audited import SEALED, columns_of


def fingerprint(table: str, row: str = "", columns: Iterable[str] | None = None) -> str:
    """The expression of a row's fingerprint; `row` is "new." or "old." in a trigger. `columns`: those of an older file,
    in the order of `columns_of`."""
    named = ", ".join(f'{row}"{name}"' for name in columns or columns_of(table))
    return f"fs_sha256(json_array({named}))"


def seal(session: str, columns: Iterable[str] | None = None) -> str:
    """The expression of the fingerprint of all cells of one session, whoever reads them."""
    named = ", ".join(f'"{name}"' for name in columns or columns_of(SEALED))
    cells = f"SELECT json_array({named}) AS cell FROM {SEALED} WHERE session_id = {session} ORDER BY id"  # noqa: S608
    return f"fs_sha256((SELECT coalesce(group_concat(cell, char(10)), '') FROM ({cells})))"  # noqa: S608


def compared(table: str, columns: Iterable[str] | None = None) -> str:
    """Each row of the table, or told of on the trail: its fingerprint now, as it was told last and where, and whether
    the trail says that it was deleted."""
    now = f"SELECT id, {fingerprint(table, '', columns)} AS mark FROM {table}"  # noqa: S608
    return (
        f"WITH last AS ({_last(table)}), now AS ({now})"  # noqa: S608
        " SELECT coalesce(now.id, last.row_id) AS id, now.mark AS now, last.fingerprint AS told, last.seq AS seq,"
        " coalesce(last.action, '') = 'DELETE' AS gone FROM now FULL JOIN last ON last.row_id = now.id"
    )


def sealed(columns: Iterable[str] | None = None) -> str:
    """Each session: the seal of its cells now, and as it was told last and where, if ever; and its state."""
    return (
        f"WITH last AS ({_last(SEALED)})"  # noqa: S608
        f" SELECT s.id, s.state, {seal('s.id', columns)} AS now, last.fingerprint AS told, last.seq"
        " FROM session s LEFT JOIN last ON last.row_id = s.id"
    )


def _last(table: str) -> str:
    return (
        "SELECT row_id, max(seq) AS seq, fingerprint, action FROM audit"  # noqa: S608
        f" WHERE object = '{table}' GROUP BY row_id"  # SQLite gives the other columns of the row with the greatest seq
    )
