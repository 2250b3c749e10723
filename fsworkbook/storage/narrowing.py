"""How a condition is added to every mention of a table in a statement, and how compiled statements are found again.

SQLAlchemy keeps compiled statements by their structure and binds the values anew each time. What a reader may have is
a long condition whose values seldom change: walked and bound at each read it costs more than the read. So the values
are written into the statement, and the statement is kept by the condition itself: other values are another condition.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.visitors import InternalTraversal

from fsworkbook.storage.tables import Row

KEPT = 2000
"""How many conditions are remembered: those of a working day, with room."""

KEPT_BY = [("named", InternalTraversal.dp_plain_obj)]
"""What of the narrowings a compiled statement is kept by: SQLAlchemy compares them by identity."""


class WrittenOut(Grouping[bool]):
    """A condition whose values stand in the statement itself: ids and words of the catalogue, never a text."""

    inherit_cache = True


@compiles(WrittenOut)
def _write_out(element: WrittenOut, compiler: SQLCompiler, **how: Any) -> str:
    return f"({compiler.process(element.element, **(how | {'literal_binds': True}))})"


class Narrowing(LoaderCriteriaOption):
    """`with_loader_criteria`, which leaves a join to an alias unadapted (SQLAlchemy 2.1): the alias would slip past."""

    inherit_cache = True

    def __init__(self, row: type[Row], condition: ColumnElement[bool]) -> None:
        super().__init__(row, WrittenOut(condition), include_aliases=True)

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        condition = super()._resolve_where_criteria(ext_info)
        adapted: ColumnElement[bool] = ext_info._adapter.traverse(condition) if ext_info.is_aliased_class else condition
        return adapted


class Narrowings(CriteriaOption):
    """The narrowings of one statement as one option: of the tables it names, and every other table closed.

    A compiled statement is found again by which narrowings these are: by identity, so that nothing that was compiled
    for one condition can serve another.
    """

    __slots__ = ("closed", "named")
    _traverse_internals = KEPT_BY
    propagate_to_loaders = True

    def __init__(self, named: tuple[Narrowing, ...], closed: Mapping[type[Row], Narrowing]) -> None:
        self.named = named
        open_here = {narrowing.entity.class_ for narrowing in named if narrowing.entity}
        self.closed = tuple(narrowing for row, narrowing in closed.items() if row not in open_here)

    def process_compile_state(self, compile_state: Any) -> None:
        """Called by SQLAlchemy when it compiles the statement."""
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        """The same where it counts or asks for existence."""
        self.process_compile_state(compile_state)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """The same for a statement whose entities are worked out elsewhere."""
        for narrowing in (*self.named, *self.closed):
            narrowing.get_global_criteria(attributes)


class Known:
    """The narrowings made so far: the same condition, with the same values, is the same narrowing."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Narrowing] = {}

    def narrowing(self, row: type[Row], condition: ColumnElement[bool]) -> Narrowing:
        """The one for this table and condition."""
        said = condition._generate_cache_key()
        if said is None:
            return Narrowing(row, condition)
        content = row, said.key, tuple(_plain(bound.value) for bound in said.bindparams)
        if content not in self._made:
            if len(self._made) >= KEPT:
                self._made.clear()
            self._made[content] = Narrowing(row, condition)
        return self._made[content]


def _plain(value: Any) -> Hashable:
    return (list, *value) if isinstance(value, list | tuple) else value
