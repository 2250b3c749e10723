"""The tables of the program in the notation of the first revision, to compare with it and to paste from."""

import textwrap

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, MetaData, Table, Text, UniqueConstraint


def written(metadata: MetaData) -> str:
    """Every table, parents first."""
    return "\n".join(_table(table) for table in metadata.sorted_tables)


def _table(table: Table) -> str:
    parts = [_column(table, column) for column in table.columns]
    parts += [
        f"unique({', '.join(column.name for column in item.columns)})"
        for item in sorted(table.constraints, key=lambda item: str(item.name))
        if isinstance(item, UniqueConstraint) and len(item.columns) > 1
    ]
    return "\n".join(textwrap.wrap(f"{table.name}: {', '.join(parts)}", 116, subsequent_indent="    "))


def _column(table: Table, column: Column) -> str:
    if column.primary_key:
        return f"{column.name} {'seq' if isinstance(column.type, Integer) else 'key'}"
    kinds = {Boolean: "bool", Integer: "int", DateTime: "moment", Date: "date", Text: "long"}
    kind = next((word for type_, word in kinds.items() if isinstance(column.type, type_)), "text")
    parent = "".join(f" -> {key.column.table.name}" for key in column.foreign_keys)
    index = " indexed" if column.index else ""
    unique = (
        " unique"
        if any(isinstance(c, UniqueConstraint) and list(c.columns) == [column] for c in table.constraints)
        else ""
    )
    return f"{column.name} {kind}{'?' if column.nullable else ''}{parent}{index}{unique}"
