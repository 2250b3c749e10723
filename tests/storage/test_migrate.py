"""Tables by migration, triggers rendered anew, newer files refused, older ones copied and put back (data.md 7)."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from fsworkbook.domain.errors import Refused
from fsworkbook.storage import migrate
from fsworkbook.storage.sqlite.engine import make_engine
from fsworkbook.storage.sqlite.triggers import render_triggers
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables import Row
from tests.mini_file import CATALOGUE, Mini
from tests.storage.frozen_tables import written


def change(path: Path, *statements: str) -> None:
    """As another version of the program left the file; the guards are out of the way."""
    engine = make_engine(path, DEMONSTRATION_KEY)
    with engine.begin() as connection:
        for name in migrate.triggers_in(connection):
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()


def test_the_first_revision_is_what_version_0_1_has() -> None:
    """Until 0.1 is out a changed table is written into the first revision; afterwards this test goes, and it stays."""
    script = ScriptDirectory(str(migrate.MIGRATIONS)).get_revision("a0001").module
    assert script.TABLES.strip() == written(Row.metadata)


def test_the_revisions_make_the_tables_of_the_program(mini: Mini) -> None:
    with mini.read("TM") as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Row.metadata) == []


def test_a_newer_file_is_refused_with_the_version_to_install(mini: Mini) -> None:
    mini.store.close()
    change(mini.path, "UPDATE alembic_version SET version_num = 'z0009'", "UPDATE installation SET min_client = '0.9'")
    before = mini.path.read_bytes()
    with pytest.raises(Refused, match=r"Install version 0\.9"):
        Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)
    assert mini.path.read_bytes() == before
    assert [path.name for path in mini.path.parent.iterdir()] == ["mini.fsw"]


def test_a_file_without_our_tables_is_refused(mini: Mini) -> None:
    mini.store.close()
    change(mini.path, "DROP TABLE alembic_version")
    with pytest.raises(Refused, match="not a workbook"):
        Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)


def test_triggers_that_are_missing_or_other_are_rendered_anew(mini: Mini) -> None:
    mini.store.close()
    change(mini.path, "CREATE TRIGGER stranger BEFORE INSERT ON team BEGIN SELECT 1; END")
    store = Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)
    with store.read("TM", mini.now) as session:
        assert migrate.triggers_in(session.connection()) == render_triggers()
    store.close()
    assert [path.name for path in mini.path.parent.iterdir()] == ["mini.fsw"]


def test_an_upgrade_that_fails_puts_the_file_back(mini: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    mini.store.close()
    change(mini.path)
    before = mini.path.read_bytes()

    def fails(*_: object) -> None:
        raise OSError("the power went")

    monkeypatch.setattr(migrate.command, "upgrade", fails)
    with pytest.raises(OSError, match="power"):
        Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)
    assert mini.path.read_bytes() == before
    assert [path.name for path in mini.path.parent.iterdir()] == ["mini.fsw"]
