"""Tables as a revision writes them down: one line a table, `name kind`, `?` = may be empty, `-> parent`, `indexed`.

A revision is frozen, so it does not ask the mapped rows of today. Kinds: key (36 characters), seq (a counting number),
text, long, int, bool, date, moment. Lines that begin with a space go on with the table above.
"""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "key": sa.String(36),
    "seq": sa.Integer(),
    "text": sa.String(),
    "long": sa.Text(),
    "int": sa.Integer(),
    "bool": sa.Boolean(),
    "date": sa.Date(),
    "moment": sa.DateTime(),
}
TABLE = re.compile(r"(\w+): (.+)")
COLUMN = re.compile(r"(\w+) (\w+)(\?)?(?: -> (\w+))?( indexed)?( unique)?")
UNIQUE = re.compile(r"unique\(([\w, ]+)\)")
PARTS = re.compile(r", (?![^(]*\))")


def make_tables(written: str) -> None:
    """Make every table of the notation, in its order: parents first."""
    for line in re.sub(r"\n\s+", " ", written.strip()).splitlines():
        found = TABLE.fullmatch(line)
        assert found is not None, line
        name, parts = found[1], PARTS.split(found[2])
        op.create_table(name, *(item for part in parts for item in _items(part)))
        for part in parts:
            if part.endswith(" indexed"):
                column = part.split()[0]
                op.create_index(f"ix_{name}_{column}", name, [column])


def _items(part: str) -> Iterator[sa.Column[Any] | sa.UniqueConstraint]:
    if together := UNIQUE.fullmatch(part):
        yield sa.UniqueConstraint(*together[1].split(", "))
        return
    found = COLUMN.fullmatch(part)
    assert found is not None, part
    name, kind, empty, parent, _, unique = found.groups()
    parents = [sa.ForeignKey(f"{parent}.id")] if parent else []
    is_key = kind in ("key", "seq")
    yield sa.Column(name, KINDS[kind], *parents, primary_key=is_key, nullable=bool(empty))
    if unique:
        yield sa.UniqueConstraint(name)
