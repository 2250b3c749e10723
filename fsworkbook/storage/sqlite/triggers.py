"""The integrity rules of storage/rules.py as SQLite triggers.

`INSERT OR REPLACE` and `UPDATE OR REPLACE` would destroy final rows past the triggers: so every table has a guard
against an id that exists, ids never change, and `recursive_triggers` makes a replaced row fire its delete guard.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, text

from fsworkbook.storage import rules
from fsworkbook.storage.sqlite.audit_triggers import audit_triggers
from fsworkbook.storage.stamps import ONCE, STAMPED
from fsworkbook.storage.tables import Row

TABLES = Row.metadata.tables


def render_triggers() -> dict[str, str]:
    """Every trigger of the file by its name."""
    guards = [*_of_every_table(), *_stamped()]
    for rule in rules.RULES:
        guards.extend(RENDERED[type(rule)](rule))
    rendered: dict[str, str] = {}
    for table, when, condition, sentence in guards:
        name = f"{table}_guard_{sum(key.startswith(f'{table}_guard_') for key in rendered) + 1:02}"
        rendered[name] = (
            f"CREATE TRIGGER {name} BEFORE {when} ON {table}"
            f" WHEN {condition} BEGIN SELECT raise(ABORT, '{sentence.replace(chr(39), chr(39) * 2)}'); END"
        )
    return rendered | audit_triggers()


def triggers_in(connection: Connection) -> dict[str, str]:
    """The triggers that the file has now, by name."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {str(row.name): str(row.sql) for row in rows}


Guard = tuple[str, str, str, str]
"""Table, when, the condition under which the act is refused, and the sentence."""


def _of_every_table() -> Iterator[Guard]:
    for name, table in TABLES.items():
        key = next(iter(table.primary_key)).name
        yield name, "INSERT", f"EXISTS (SELECT 1 FROM {name} WHERE {key} = new.{key})", rules.FINAL  # noqa: S608
        yield name, f"UPDATE OF {key}", f"new.{key} IS NOT old.{key}", rules.FIXED
        if name not in rules.DELETABLE:
            yield name, "DELETE", "1", rules.KEPT


def _stamped() -> Iterator[Guard]:
    for name, table in TABLES.items():
        if name == "audit":
            continue
        for column in sorted(STAMPED & set(table.columns.keys())):
            late = f"new.{column} IS NOT NULL AND new.{column} IS NOT fs_now()"
            yield name, "INSERT", late, rules.NOT_NOW
            changed = f"new.{column} IS NOT old.{column}"
            yield name, f"UPDATE OF {column}", changed if column in ONCE else f"{changed} AND {late}", rules.NOT_NOW


def _immutable(rule: rules.Immutable) -> Iterator[Guard]:
    columns = [column.name for column in TABLES[rule.table].columns if column.name not in rule.but]
    yield rule.table, "UPDATE", _changed(columns), rules.FINAL


def _fixed(rule: rules.Fixed) -> Iterator[Guard]:
    yield rule.table, f"UPDATE OF {_quoted(rule.columns)}", _changed(rule.columns), rules.FIXED


def _set_once(rule: rules.SetOnce) -> Iterator[Guard]:
    again = " OR ".join(f"(old.{name} IS NOT NULL AND new.{name} IS NOT old.{name})" for name in rule.columns)
    yield rule.table, f"UPDATE OF {_quoted(rule.columns)}", again, rules.FIXED


def _by_me(rule: rules.ByMe) -> Iterator[Guard]:
    stranger = f"new.{rule.column} IS NOT NULL AND new.{rule.column} IS NOT fs_me()"
    yield rule.table, "INSERT", stranger, rules.NOT_YOURS
    if rule.owned:
        for when in ("UPDATE", "DELETE"):
            yield rule.table, when, f"old.{rule.column} IS NOT fs_me()", rules.NOT_YOURS
    elif rule.table in ("session", "session_cell"):
        changed = f"new.{rule.column} IS NOT old.{rule.column} AND {stranger}"
        yield rule.table, "UPDATE", stranger if rule.table == "session_cell" else changed, rules.NOT_YOURS


def _version_step(rule: rules.VersionStep) -> Iterator[Guard]:
    yield rule.table, "UPDATE", f"new.{rule.column} IS NOT old.{rule.column} + 1", rules.MOVED_ON


def _number_next(rule: rules.NumberNext) -> Iterator[Guard]:
    last = f"SELECT coalesce(max({rule.column}), 0) FROM {rule.table} WHERE {rule.parent} = new.{rule.parent}"  # noqa: S608
    yield rule.table, "INSERT", f"new.{rule.column} IS NOT ({last}) + 1", rules.MOVED_ON


def _steps(rule: rules.Steps) -> Iterator[Guard]:
    yield rule.table, "INSERT", f"new.{rule.column} IS NOT '{rule.first}'", rules.NO_SUCH_STEP
    known = " OR ".join(f"(old.{rule.column} = '{a}' AND new.{rule.column} = '{b}')" for a, b in rule.steps)
    changed = f"new.{rule.column} IS NOT old.{rule.column}"
    yield rule.table, "UPDATE", f"old.{rule.column} IN ({_words(rule.frozen)})", rules.FINAL
    yield rule.table, f"UPDATE OF {rule.column}", f"{changed} AND NOT ({known})", rules.NO_SUCH_STEP


def _while(rule: rules.While) -> Iterator[Guard]:
    for table in rule.tables:
        for when, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            state = f"SELECT 1 FROM session WHERE id = {row}.session_id AND (state IN ({_words(rule.states)})"  # noqa: S608
            act = " OR (state = 'FINALISED' AND finalised_at = fs_now())" if rule.or_in_act else ""
            yield table, when, f"NOT EXISTS ({state}{act}))", rules.NOT_IN_STATE


def _with_version(rule: rules.WithVersion) -> Iterator[Guard]:
    fresh = "SELECT 1 FROM entry_version WHERE id = new.version_id AND finalised_at = fs_now()"
    for table in rule.tables:
        yield table, "INSERT", f"fs_act() = '' AND NOT EXISTS ({fresh})", rules.FINAL


def _in_act(rule: rules.InAct) -> Iterator[Guard]:
    yield rule.table, "UPDATE", f"fs_act() IS NOT '{rule.act}'", rules.FINAL


def _own_or_carried(rule: rules.OwnOrCarried) -> Iterator[Guard]:
    carried = (
        f"SELECT 1 FROM {rule.table} t JOIN entry_version v ON v.id = t.version_id"  # noqa: S608
        " JOIN entry_version n ON n.id = new.version_id AND n.entry_id = v.entry_id"
        " WHERE t.author_id = new.author_id AND t.sharing_class = new.sharing_class AND t.placed = new.placed"
    )
    stranger = f"fs_act() = '' AND new.author_id IS NOT fs_me() AND NOT EXISTS ({carried})"
    yield rule.table, "INSERT", stranger, rules.NOT_YOURS


def _only_shorter(rule: rules.OnlyShorter) -> Iterator[Guard]:
    yield rule.table, f"UPDATE OF {rule.column}", f"new.{rule.column} > old.{rule.column}", rules.FIXED


def _only_in_demonstration(rule: rules.OnlyInDemonstration) -> Iterator[Guard]:
    set_here = f"new.{rule.column} IS NOT NULL AND new.kind IS NOT 'DEMONSTRATION'"
    for when in ("INSERT", "UPDATE"):
        yield rule.table, when, set_here, rules.FIXED


def _only_one(rule: rules.OnlyOne) -> Iterator[Guard]:
    yield rule.table, "INSERT", f"EXISTS (SELECT 1 FROM {rule.table})", rules.FINAL  # noqa: S608


RENDERED: dict[type[rules.Rule], Callable[[Any], Iterator[Guard]]] = {
    rules.Immutable: _immutable,
    rules.Fixed: _fixed,
    rules.SetOnce: _set_once,
    rules.ByMe: _by_me,
    rules.VersionStep: _version_step,
    rules.NumberNext: _number_next,
    rules.Steps: _steps,
    rules.While: _while,
    rules.WithVersion: _with_version,
    rules.InAct: _in_act,
    rules.OwnOrCarried: _own_or_carried,
    rules.OnlyShorter: _only_shorter,
    rules.OnlyInDemonstration: _only_in_demonstration,
    rules.OnlyOne: _only_one,
}


def _changed(columns: Any) -> str:
    return " OR ".join(f'new."{name}" IS NOT old."{name}"' for name in columns)


def _quoted(columns: Any) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
