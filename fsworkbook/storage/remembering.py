"""What a transaction has worked out and need not ask again, until it writes something that may change it.

What it worked out of the rows that say who may read what also serves the next transaction of the same connection, as
long as nobody else has written to the file, which SQLite tells exactly, and a transaction that failed leaves nothing.
Openings are never among it: they end by the clock.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from fsworkbook.storage.sqlite.engine import others_wrote

P = ParamSpec("P")
T = TypeVar("T")

KEPT = 40
"""How many answers a connection carries on: those of a few people on a few days."""

SCOPE = "scope"
"""Worked out from the rows that say who may read what."""

FACTS = "facts"
"""Worked out from the people of a family, their involvements and supervisions, as this reader reads them."""


def remembered(session: Session, kind: str, asked: Hashable, work_out: Callable[[], T]) -> T:
    """What this question came to before in the transaction, or comes to now; pending writes are part of it."""
    session.flush()
    known: dict[Hashable, T] = session.info.setdefault(kind, {})
    if asked not in known:
        known[asked] = work_out()
    return known[asked]


def once(question: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """A question about the facts that is asked once in a transaction, however many parts of a page ask it. Its answer
    is shared: nobody changes it. What it reads moves the scope or the facts (storage/reading_rules.py)."""

    @wraps(question)
    def answer(session: Session, /, *about: P.args, **named: P.kwargs) -> T:
        asked = (question, about, frozenset(named.items()))
        return remembered(session, FACTS, asked, lambda: question(session, *about, **named))

    return answer


def recall(session: Session, connection: Connection) -> None:
    """Begin with what the last transaction of this connection left, unless somebody else has written since."""
    left = connection.info.pop(SCOPE, {})  # out of reach until this transaction has ended well
    session.info[SCOPE] = {} if others_wrote(connection) or len(left) > KEPT else left


def leave(session: Session, connection: Connection) -> None:
    """Leave it to the next transaction; called when everything that this one wrote is committed."""
    connection.info[SCOPE] = session.info.get(SCOPE, {})


def forget(session: Session, *kinds: str) -> None:
    """Ask everything of these kinds anew."""
    for kind in kinds:
        session.info.pop(kind, None)
