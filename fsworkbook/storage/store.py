"""The store: `read()` and `write()`, the only two doors to the database (architecture.md 1).

Both give a SQLAlchemy session whose every ORM read is filtered for the person who asks (storage/reading_rules.py); a
statement that the filter cannot reach is refused. A write commits when its block ends, takes everything back when it
raises, and tells the listeners what changed after the commit.
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, Refused, WorkbookError
from fsworkbook.storage.migrate import bring_up_to_date
from fsworkbook.storage.narrowing import Known
from fsworkbook.storage.reading_rules import MOVES_THE_FACTS, MOVES_THE_SCOPE, Criteria, narrow
from fsworkbook.storage.remembering import FACTS, SCOPE, forget, leave, recall
from fsworkbook.storage.scope import Memory, Scope, scope_of
from fsworkbook.storage.sqlite.cipher_file import check_file
from fsworkbook.storage.sqlite.claim import Claim
from fsworkbook.storage.sqlite.engine import ACTING, Acting, machine_time, make_engine
from fsworkbook.storage.sqlite.key_slots import Cost, Slot
from fsworkbook.storage.stamps import stamp
from fsworkbook.storage.tables.installation import EventRow, InstallationRow
from fsworkbook.storage.trouble import as_workbook_error

Listener = Callable[[list[Change]], None]

DEMONSTRATION = "DEMONSTRATION"
DEMONSTRATION_KEY = b"FS Workbook demonstration file 1"
"""The key of every demonstration, 32 bytes and no secret; a workbook of any other kind refuses it (data.md 2)."""


class Transaction(Session):
    """A session that knows who acts, when, and what it changed."""

    def __init__(self, store: "Store", acting: Acting, session_id: str | None, **options: Any) -> None:
        super().__init__(expire_on_commit=False, autoflush=True, **options)
        self.store, self.acting, self.session_id = store, acting, session_id
        self.changes: list[Change] = []
        self.refused: list[EventRow] = []
        self.installation_moved = False
        self._criteria: Criteria | None = None  # worked out at the first read

    @property
    def me(self) -> str:
        """The staff id of the person who acts."""
        return self.acting.me

    @property
    def now(self) -> datetime:
        """The one time of everything this transaction writes."""
        return self.acting.now

    def criteria(self) -> Criteria:
        """What narrows every read of this transaction to what its person may have."""
        if self.new or self.dirty or self.deleted:
            self.flush()  # what was just written may widen or narrow it
        if self._criteria is None:
            scope = scope_of(self, self.store.catalogue, self.me, self.now, self.session_id, self.store.memory)
            self._criteria = self.store.criteria_of(scope)
        return self._criteria

    @contextmanager
    def narrowed_to(self, scope: Scope) -> Iterator[None]:
        """Read what this scope lets through instead, until the block ends; nothing of it stays behind."""
        forget(self, FACTS)
        self._criteria = self.store.criteria_of(scope)
        try:
            yield
        finally:
            self.expunge_all()
            self.forget_criteria()

    def forget_criteria(self) -> None:
        """Work them out anew at the next read."""
        self._criteria = None
        forget(self, SCOPE, FACTS)

    def has_opened(self, family_id: str) -> bool:
        """Whether the person who acts opened the family, and the opening still holds."""
        scope = self.criteria().scope
        return scope.active and any(family.family_id == family_id for family in scope.opened)

    def expire_all(self) -> None:
        """Read everything anew: something was written past the session."""
        super().expire_all()
        self.forget_criteria()


class Store:
    """An open workbook. Safe to use from several threads: every transaction has its own connection."""

    def __init__(self, path: Path, key: bytes, engine: Engine, catalogue: Catalogue, claim: Claim | None) -> None:
        self.path, self.catalogue = path, catalogue
        self._key, self._engine, self._claim = key, engine, claim
        self._listeners: list[Listener] = []
        self._closed = False
        self._criteria: dict[str, Criteria] = {}
        self._known = Known()
        self.memory: Memory = {}
        self.kind = ""
        self.clock: datetime | None = None
        self._read_installation()

    @classmethod
    def open(cls, path: Path, key: bytes, catalogue: Catalogue) -> "Store":
        """Open the file at `path`; Refused, with nothing changed, where it is foreign, damaged, newer, or open in
        another window."""
        check_file(path, key)
        engine = make_engine(path, key)
        claim = None
        try:
            claim = Claim(path)
            bring_up_to_date(path, key, engine)
            store = cls(path, key, engine, catalogue, claim)
        except (DBAPIError, sqlcipher.Error, sqlite3.Error) as error:
            _let_go(engine, claim)
            raise as_workbook_error(error) or error from error
        except BaseException:
            _let_go(engine, claim)
            raise
        if (store.kind == DEMONSTRATION) != (key == DEMONSTRATION_KEY):
            store.close()
            raise Refused("This is a workbook with the key of a demonstration, so it is not opened. Ask for support.")
        return store

    @property
    def closed(self) -> bool:
        """Whether it opens nothing any more."""
        return self._closed

    @property
    def is_demonstration(self) -> bool:
        """Whether the clock can be set and every window says so."""
        return self.kind == DEMONSTRATION

    @contextmanager
    def read(self, me: str, now: datetime, *, session_id: str | None = None) -> Iterator[Transaction]:
        """A session to read with. `session_id` also opens the versions that this session quotes (domain.md 3.7)."""
        with self._transaction(Acting(me, now, writes=False, machine_now=machine_time()), session_id) as session:
            yield session

    @contextmanager
    def write(self, me: str, now: datetime) -> Iterator[Transaction]:
        """A session to read and write with; commits at the end of the block and then calls the listeners."""
        acting = Acting(me, now, writes=True, machine_now=machine_time())
        session = None
        try:
            with self._transaction(acting, None) as session:
                yield session
                session.commit()
        finally:
            if session is not None and session.refused:
                self._record_refused(session)
        if session.installation_moved:
            self._read_installation()
        if session.changes:
            for listener in tuple(self._listeners):
                _tell(listener, session.changes)

    def slot_for(self, kind: str, sign_in: str, secret: str, cost: Cost) -> Slot:
        """A key slot that this secret opens; the caller asks whether it may be made."""
        return Slot.made(kind, sign_in, secret, self._key, cost)

    def listen(self, listener: Listener) -> None:
        """Call this after every commit that changed something, in the thread that wrote."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling it."""
        self._listeners.remove(listener)

    def criteria_of(self, scope: Scope) -> Criteria:
        """The criteria of a scope; those made before serve again while nothing of the scope has moved."""
        known = self._criteria.get(scope.me)
        if known is None or known.scope != scope:
            known = self._criteria[scope.me] = Criteria(scope, self._known)
        return known

    def close(self) -> None:
        """Fold the -wal into the file and let go of every handle; the store opens nothing after this. What a full disk
        leaves in the -wal is read from there when the file is opened again."""
        if self._closed:
            return
        self._closed = True
        try:
            with suppress(DBAPIError, sqlcipher.Error):
                self._ask("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            _let_go(self._engine, self._claim)
            self._key = b""

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Write without waiting for the disk; when the block ends, all of it is there and every write waits again.

        Only while a demonstration is being made, in a file that its maker throws away should the power fail meanwhile.
        """
        if not self.is_demonstration:
            raise NotAllowed("Only a demonstration is made in a hurry.")
        self._ask("PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            self._engine.dispose()  # the connections that do not wait
            self._ask("PRAGMA wal_checkpoint(TRUNCATE)")
            with self.path.open("rb+") as file:
                os.fsync(file.fileno())

    def _ask(self, pragma: str) -> None:
        """Of one pooled connection, outside any transaction."""
        raw = self._engine.raw_connection()
        try:
            raw.cursor().execute(pragma)
        finally:
            raw.close()

    @contextmanager
    def _transaction(self, acting: Acting, session_id: str | None) -> Iterator[Transaction]:
        if self._closed:
            raise WorkbookError("This workbook is locked. Sign in again.")
        try:
            with (
                self._engine.connect().execution_options(**{ACTING: acting}) as connection,
                Transaction(self, acting, session_id, bind=connection) as session,
            ):
                recall(session, session.connection())  # the transaction begins before the first SELECT (data.md 2)
                yield session
                leave(session, connection)
        except (DBAPIError, sqlcipher.Error) as error:
            raise as_workbook_error(error) or error from error

    def _record_refused(self, session: Transaction) -> None:
        """What was refused is on the record, though everything else of that write was taken back (data.md 3)."""
        with self._transaction(session.acting, None) as own:
            own.add_all(session.refused)
            own.commit()

    def _read_installation(self) -> None:
        with self._engine.connect() as connection:
            row = connection.execute(select(InstallationRow.kind, InstallationRow.clock)).first()
        if row is not None:
            self.kind, self.clock = row


def _tell(listener: Listener, changes: list[Change]) -> None:
    """A listener that fails is a bug and met as one; it takes back nothing, and the writer's work is saved."""
    try:
        listener(changes)
    except Exception as error:  # noqa: BLE001 - whatever a listener does, the commit stands
        sys.excepthook(type(error), error, error.__traceback__)


def _let_go(engine: Engine, claim: Claim | None) -> None:
    engine.dispose()
    if claim is not None:
        claim.release()


def note(session: Session, change: Change) -> None:
    """Tell what this write changed; listeners hear of it after the commit."""
    transaction(session).changes.append(change)


def transaction(session: Session) -> Transaction:
    """The session as the store's own, for what only storage and services with a write ask of it."""
    assert isinstance(session, Transaction)  # no other kind is ever handed out
    return session


@event.listens_for(Transaction, "do_orm_execute")
def _filter_reads(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, Transaction)
    narrow(state, session.criteria)


@event.listens_for(Transaction, "before_flush")
def _before_flush(session: Transaction, *_: Any) -> None:
    if not session.acting.writes and (session.new or session.dirty or session.deleted):
        raise RuntimeError("a read cannot write: use store.write")
    stamp(session, session.now)
    touched = (*session.new, *session.dirty, *session.deleted)
    session.installation_moved |= any(isinstance(row, InstallationRow) for row in touched)
    if any(isinstance(row, MOVES_THE_SCOPE) for row in touched):
        session.forget_criteria()
    elif any(isinstance(row, MOVES_THE_FACTS) for row in touched):
        forget(session, FACTS)
