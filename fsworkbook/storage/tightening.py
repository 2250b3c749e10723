"""A finalised paragraph is given a narrower class: at once, in every version that holds it (domain.md 1.5, 2.1).

Anybody who may read the text may narrow it. Loosening is no act of this file: it asks who could be harmed.
"""

import json
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from fsworkbook.domain.errors import NotAllowed, NotFound
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.sharing import NARROWER, SharingClass
from fsworkbook.storage.rules import CLASS_CHANGE
from fsworkbook.storage.sqlite.engine import guard
from fsworkbook.storage.tables.workbook import EntryTextRow
from fsworkbook.storage.unfiltered import rows, table


def tighten(session: Session, family_id: str, paragraph_id: str, to: SharingClass, protects: str | None = None) -> int:
    """Give the paragraph its new class wherever it stands in a wider one; gives the number of versions.

    NotFound where this person reads no such paragraph, NotAllowed where the class would not be narrower than any that
    they read: a part of which they know nothing is never told of.
    """
    text = table(EntryTextRow)
    held = select(text).where(text.c.family_id == family_id, text.c.placed.contains(paragraph_id, autoescape=True))
    parts = [part for part in rows(session, held) if paragraph_id in {item["id"] for item in json.loads(part.placed)}]
    mine = set(session.scalars(select(EntryTextRow.id).where(EntryTextRow.family_id == family_id)))
    if mine.isdisjoint(part.id for part in parts):
        raise NotFound("That paragraph is not here any more.")
    parts = [part for part in parts if to in NARROWER[SharingClass(part.sharing_class)]]
    if mine.isdisjoint(part.id for part in parts):
        raise NotAllowed("That would not be narrower than it is. Ask the author to write a new version.")
    connection = session.connection()
    guard(connection, CLASS_CHANGE)
    try:
        for part in parts:
            _move(session, part, paragraph_id, to, protects)
    finally:
        guard(connection, "")
    session.expire_all()
    return len(parts)


def _move(session: Session, part: Any, paragraph_id: str, to: SharingClass, protects: str | None) -> None:
    """Take the paragraph out of its part and put it into one of the new class, of the same author and object.

    A part that holds nothing else takes the new class itself: an empty one left behind would tell that there was more.
    """
    text, connection = table(EntryTextRow), session.connection()
    placed = json.loads(part.placed)
    moved = [
        item | {"class": to.value} | ({"protects": [protects]} if protects else {})
        for item in placed
        if item["id"] == paragraph_id
    ]
    rest = [item for item in placed if item["id"] != paragraph_id]
    narrowed = {"sharing_class": to.value, "protects": protects, "placed": json.dumps(moved, ensure_ascii=False)}
    this_part = update(text).where(text.c.id == part.id)
    if rest or part.plain_values:
        connection.execute(this_part.values(placed=json.dumps(rest, ensure_ascii=False)))
        connection.execute(insert(text).values(part._asdict() | {"id": new_id(), "plain_values": None} | narrowed))
    else:
        connection.execute(this_part.values(narrowed))
