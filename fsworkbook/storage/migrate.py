"""Make or upgrade the tables, in this process, and render the triggers anew (data.md 7).

A file that a newer program made is refused with the version to install. An older one is copied before the upgrade and
put back if it fails. Tests build their files through here too.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event, text

from fsworkbook.domain.errors import Refused
from fsworkbook.storage.sqlite.cipher_file import NOT_A_WORKBOOK
from fsworkbook.storage.sqlite.engine import ACTING, Acting, machine_time, make_engine
from fsworkbook.storage.sqlite.retelling import UPGRADE, before_upgrade, tell_upgrade
from fsworkbook.storage.sqlite.triggers import render_triggers, triggers_in

MIGRATIONS = Path(__file__).with_name("migrations")
CLIENT = "0.1"
"""The version that `installation.min_client` gets when this program upgrades a file."""


def head() -> str:
    """The newest revision that this program knows."""
    found = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert found is not None  # the folder ships with the program
    return found


def revision_in(connection: Connection) -> str | None:
    """The revision of the tables, or None where there are none of ours."""
    known = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")).scalar_one()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None


def make_tables(path: Path, key: bytes) -> None:
    """Make the tables and triggers of a new file."""
    _upgrade(path, key, datetime.min)


def bring_up_to_date(path: Path, key: bytes, engine: Engine) -> None:
    """Check the file's revision and upgrade it where it is older; Refused where it is foreign or newer."""
    with engine.connect() as connection:
        found = revision_in(connection)
        if found is None:
            raise Refused(NOT_A_WORKBOOK)
        known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
        if found not in known:
            needed = connection.execute(text("SELECT min_client FROM installation")).scalar() or "a newer one"
            raise Refused(
                f"This workbook was made by a newer FS Workbook. Install version {needed} or later, then open it again."
                " Nothing was changed."
            )
        clock = connection.execute(text("SELECT clock FROM installation")).scalar()
        current = found == head() and triggers_in(connection) == render_triggers()
    if not current:
        engine.dispose()
        _upgrade_with_copy(path, key, found, datetime.fromisoformat(clock) if clock else _local_time())


def _local_time() -> datetime:
    """What this PC's clock says: nobody has signed in yet whose workbook could tell the time."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None)


def _upgrade_with_copy(path: Path, key: bytes, found: str, at: datetime) -> None:
    copy = path.with_name(f"{path.name}.before-{head()}")
    _checkpoint(path, key)
    shutil.copy2(path, copy)
    try:
        _upgrade(path, key, at)
    except BaseException:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        copy.replace(path)
        raise
    if found == head():
        copy.unlink()  # only the triggers were rendered anew


def _checkpoint(path: Path, key: bytes) -> None:
    engine = make_engine(path, key)
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    engine.dispose()


def _upgrade(path: Path, key: bytes, at: datetime) -> None:
    """Tables first, with the triggers out of the way; then the trail and the triggers, in one transaction."""
    engine = make_engine(path, key)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))  # tables may be rebuilt
    try:
        acting = Acting(UPGRADE, at, writes=True, machine_now=machine_time())
        with engine.execution_options(**{ACTING: acting}).begin() as connection:
            before = before_upgrade(connection)
            for name in triggers_in(connection):
                connection.execute(text(f'DROP TRIGGER "{name}"'))
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.execute(text("UPDATE installation SET min_client = :client"), {"client": CLIENT})
            tell_upgrade(connection, before)
            for trigger in render_triggers().values():
                connection.exec_driver_sql(trigger)
    finally:
        engine.dispose()
