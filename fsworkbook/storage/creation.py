"""A new workbook file: tables, triggers and the first rows, written by the first person in it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.errors import Refused
from fsworkbook.storage.migrate import make_tables
from fsworkbook.storage.sqlite.cipher_file import ON_A_SHARE, on_shared_drive, remove_file
from fsworkbook.storage.sqlite.engine import ACTING, Acting, machine_time, make_engine
from fsworkbook.storage.store import Store
from fsworkbook.storage.tables import Row

TAKEN = "There is a file of this name already. Choose another name; nothing was changed."


def make_workbook(path: Path, key: bytes, catalogue: Catalogue, rows: Iterable[Row], me: str, now: datetime) -> Store:
    """Make the file at `path` with these first rows, as acts of `me`. Refused where something is in the way."""
    if path.exists():
        raise Refused(TAKEN)
    if on_shared_drive(path):
        raise Refused(ON_A_SHARE)
    try:
        make_tables(path, key)
        _write_first_rows(path, key, rows, Acting(me, now, writes=True, machine_now=machine_time()))
        return Store.open(path, key, catalogue)
    except BaseException:
        remove_file(path)
        raise


def _write_first_rows(path: Path, key: bytes, rows: Iterable[Row], acting: Acting) -> None:
    engine = make_engine(path, key)
    try:
        with engine.connect().execution_options(**{ACTING: acting}) as connection, Session(connection) as session:
            for row in rows:  # one by one: a team stands before the staff in it
                session.add(row)
                session.flush()
            session.commit()
    finally:
        engine.dispose()
