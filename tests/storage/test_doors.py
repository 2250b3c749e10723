"""Only storage sees past the reader's filter: what services and screens may not import, call or select (AST)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "fsworkbook"
INSIDE = "storage"
UNFILTERED = {"fsworkbook.storage.unfiltered", "fsworkbook.storage.sqlite.engine"}
PAST_THE_FILTER = {"__table__", "connection", "bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"}
BULK = {"update", "delete", "insert", "text", "literal_column"}


def slips(tree: ast.Module) -> Iterator[str]:
    """What of this module would slip past the reading rules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = {alias.name for alias in node.names}
            if module in UNFILTERED or names & UNFILTERED or (module == "fsworkbook.storage" and "unfiltered" in names):
                yield f"line {node.lineno}: imports reads that nothing narrows"
            if module.split(".")[0] == "sqlalchemy" and names & BULK:
                yield f"line {node.lineno}: imports {', '.join(sorted(names & BULK))}"
        elif isinstance(node, ast.Attribute) and node.attr in PAST_THE_FILTER:
            yield f"line {node.lineno}: uses {node.attr}"


def modules_outside() -> list[Path]:
    return sorted(path for path in CODE.rglob("*.py") if INSIDE not in path.relative_to(CODE).parts)


@pytest.mark.parametrize("path", modules_outside(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_module_outside_storage_slips_past_the_filter(path: Path) -> None:
    assert list(slips(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        "from fsworkbook.storage.unfiltered import rows",
        "from fsworkbook.storage import unfiltered",
        "from sqlalchemy import text",
        "from sqlalchemy.sql.expression import update",
        "select(EntryTextRow.__table__)",
        "session.connection().execute(query)",
        "session.bulk_insert_mappings(EntryTextRow, rows)",
    ],
)
def test_a_planted_slip_is_seen(code: str) -> None:
    assert list(slips(ast.parse(code)))
