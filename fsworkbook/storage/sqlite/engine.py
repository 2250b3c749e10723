"""The engine of the encrypted file: raw key, WAL, explicit transactions, and the functions that triggers call.

Traps of data.md 2 that are closed here: a SELECT outside the transaction loses updates, so every transaction says BEGIN
itself and a write says BEGIN IMMEDIATE; `recursive_triggers` makes OR REPLACE fire the delete triggers; without the
functions registered here no other tool can write. The key stands in no URL and in no log.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

ACTING = "fs_acting"
"""The execution option that carries who acts and when into a transaction."""

VERSION = "data_version"
"""Where a connection keeps what SQLite's counter of other connections' commits stood at."""

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "recursive_triggers = ON",
    "foreign_keys = ON",
    "trusted_schema = ON",
    "temp_store = MEMORY",
    "cache_size = -65536",
    "busy_timeout = 10000",
)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in one transaction, at what time of the workbook, and whether they write."""

    me: str
    now: datetime
    writes: bool
    machine_now: str = ""


class Holder:
    """What the functions of one connection answer: set when a transaction begins, empty between transactions."""

    def __init__(self) -> None:
        self.acting: Acting | None = None
        self.guarded = ""

    def begin(self, acting: Acting | None) -> None:
        """Answer for this transaction."""
        self.acting, self.guarded = acting, ""

    def me(self) -> str | None:
        """Who acts; None outside a transaction, which every audited row refuses."""
        return self.acting.me if self.acting else None

    def now(self) -> str | None:
        """The workbook's time as the database stores it."""
        return stored(self.acting.now) if self.acting else None

    def machine_now(self) -> str | None:
        """The machine's own time in UTC, the same all through one transaction."""
        return self.acting.machine_now if self.acting else None

    def act(self) -> str:
        """The guarded act under way, or nothing."""
        return self.guarded


def stored(moment: datetime) -> str:
    """A moment as SQLAlchemy writes it into the file, so that triggers can compare it as text."""
    return moment.isoformat(" ", "microseconds")


def machine_time() -> str:
    """The machine's clock in UTC, for the audit."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def sha256(text: str | None) -> str:
    """The fingerprint of a text."""
    return hashlib.sha256((text or "").encode()).hexdigest()


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine over the file at `path`, opened with its raw 32-byte key. The file is made where it does not exist."""

    def connect() -> Any:
        raw = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA cipher_log_level = NONE")  # it would write page numbers to the terminal
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        return raw

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,  # an error's text would otherwise hold the text of a case
    )
    event.listen(engine, "connect", _register)
    event.listen(engine, "begin", _begin)
    return engine


def guard(connection: Connection, act: str) -> None:
    """Name the guarded act that the next statements of this transaction are; "" ends it. Storage alone calls this."""
    _holder(connection).guarded = act


def others_wrote(connection: Connection) -> bool:
    """Whether another connection has changed the file since this was last asked here; true the first time."""
    before, now = connection.info.get(VERSION), connection.exec_driver_sql("PRAGMA data_version").scalar()
    connection.info[VERSION] = now
    return before != now


def _register(raw: Any, record: Any) -> None:
    holder = record.info["holder"] = Holder()
    raw.create_function("fs_sha256", 1, sha256, deterministic=True)
    raw.create_function("fs_me", 0, holder.me)
    raw.create_function("fs_now", 0, holder.now)
    raw.create_function("fs_machine_now", 0, holder.machine_now)
    raw.create_function("fs_act", 0, holder.act)


def _begin(connection: Connection) -> None:
    acting: Acting | None = connection.get_execution_options().get(ACTING)
    _holder(connection).begin(acting)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if acting and acting.writes else "BEGIN")


def _holder(connection: Connection) -> Holder:
    holder: Holder = connection.connection.info["holder"]
    return holder
