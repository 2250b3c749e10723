"""What is remembered is never out of date: after each write that moves it, anybody's, it is asked anew."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, false, select, true

from fsworkbook.domain.ids import new_id
from fsworkbook.services import family_people, session_facts, session_values, values
from fsworkbook.storage.narrowing import Known
from fsworkbook.storage.opening import close_families
from fsworkbook.storage.reading_rules import MOVES_THE_FACTS, MOVES_THE_SCOPE
from fsworkbook.storage.remembering import FACTS, SCOPE
from fsworkbook.storage.scope import protections_of
from fsworkbook.storage.standing import standings
from fsworkbook.storage.tables.people import (
    ClassGrantRow,
    FamilyRow,
    InvolvementRow,
    PersonRow,
    ProtectionRow,
    RelationshipRow,
    StaffRow,
    TeamRow,
)
from fsworkbook.storage.tables.supervision import SessionTypistRow
from fsworkbook.storage.tables.workbook import EntryTextRow
from tests.mini_file import Mini, put, session_row

CONFIDENTIAL = "VICTIM_CONFIDENTIAL"


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SELECTs of the block, in order."""
    asked: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def readable(mini: Mini, who: str) -> int:
    """How many texts reach this person."""
    with mini.read(who) as session:
        return len(session.scalars(select(EntryTextRow.id)).all())


def families_of(mini: Mini, who: str) -> int:
    with mini.read(who) as session:
        return len(session.scalars(select(FamilyRow.id)).all())


def test_a_second_transaction_of_the_same_person_asks_for_the_openings_alone(mini: Mini) -> None:
    mini.open("SW")
    readable(mini, "SW")
    with statements() as asked:
        readable(mini, "SW")
    assert len(asked) == 2
    assert "FROM access_open" in asked[0]


def test_a_draft_or_a_day_later_asks_no_more(mini: Mini) -> None:
    mini.open("SW")
    readable(mini, "SW")
    mini.now += timedelta(days=1)
    with statements() as asked:
        readable(mini, "SW")
    assert len(asked) == 2


def grant(session: Any, to: str = "RW") -> None:
    by_name = {"family_id": "family", "staff_id": to, "protects": "kayleigh", "by_id": "SW", "reason": "asked"}
    put(session, ClassGrantRow(id=new_id(), at=date(2026, 5, 1), **by_name))


def revoke(session: Any) -> None:
    for row in session.scalars(select(ClassGrantRow).where(ClassGrantRow.staff_id == "MH")):
        session.delete(row)


def keep_from(session: Any) -> None:
    apart = {"family_id": "family", "protects": "kayleigh", "kept_from": "kayleigh", "by_id": "SW"}
    put(session, ProtectionRow(id=new_id(), at=date(2026, 5, 1), **apart))


def end(who: str) -> Callable[[Any], None]:
    def ended(session: Any) -> None:
        for row in session.scalars(select(InvolvementRow).where(InvolvementRow.staff_id == who)):
            row.status, row.to_on = "ENDED", date(2026, 5, 1)

    return ended


def leave(who: str) -> Callable[[Any], None]:
    def left(session: Any) -> None:
        session.get(StaffRow, who).active_to = date(2026, 5, 1)

    return left


def restrict(session: Any) -> None:
    session.get(FamilyRow, "family").restricted = True


def close(session: Any) -> None:
    close_families(session)


MOVES = [
    ("SW", revoke, "MH", 1, 0),
    ("SW", keep_from, "MH", 1, 0),
    ("TM", end("DV"), "DV", 1, 1),  # their own
    ("TM", end("CP"), "CP", 1, 0),
    ("TM", leave("CP"), "CP", 1, 0),
    ("TM", restrict, "SW", 1, 0),
    ("CP", close, "CP", 1, 0),
]


@pytest.mark.parametrize("by", ["the same connection", "another"])
@pytest.mark.parametrize(("writer", "write", "reader", "before", "after"), MOVES)
def test_what_moves_a_readers_scope_counts_at_once(
    mini: Mini, by: str, writer: str, write: Callable[[Any], None], reader: str, before: int, after: int
) -> None:
    mini.text("DV", "She hid her shoes", CONFIDENTIAL, protects="kayleigh")
    mini.open("SW", "MH", "DV", "CP")
    assert [readable(mini, reader) for _ in range(2)] == [before, before]
    busy = nullcontext() if by == "the same connection" else mini.read("TM")
    with busy, mini.write(writer) as session:
        write(session)
    assert readable(mini, reader) == after
    with mini.read("TM"):
        assert readable(mini, reader) == after


def test_who_is_added_by_name_reads_at_once(mini: Mini) -> None:
    mini.text("DV", "She hid her shoes", CONFIDENTIAL, protects="kayleigh")
    mini.open("MH", "SW")
    with mini.write("SW") as session:
        revoke(session)
    assert readable(mini, "MH") == 0
    with mini.write("SW") as session:
        grant(session, "MH")
    assert readable(mini, "MH") == 1


def test_an_opening_ends_by_the_clock_although_all_else_is_remembered(mini: Mini) -> None:
    mini.text("SW", "words", "SHAREABLE")
    mini.open("SW")
    assert readable(mini, "SW") == 1
    mini.now += timedelta(hours=12)
    assert readable(mini, "SW") == 0


def test_who_leaves_today_reads_nothing_tomorrow_although_nothing_was_written_since(mini: Mini) -> None:
    with mini.write("TM") as session:
        session.get(StaffRow, "CP").active_to = mini.now.date()
    assert families_of(mini, "CP") == 1
    mini.now += timedelta(days=1)
    assert families_of(mini, "CP") == 0


def test_a_write_that_fails_leaves_nothing_behind(mini: Mini) -> None:
    mini.open("RW", "SW")
    mini.text("DV", "She hid her shoes", CONFIDENTIAL, protects="kayleigh")

    def fail() -> None:
        with mini.write("SW") as session:
            grant(session)
            assert standings(session, "RW", mini.now.date(), ["family"]).families["family"].grants
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert readable(mini, "RW") == 0
    with mini.read("SW") as session:
        assert not standings(session, "RW", mini.now.date(), ["family"]).families["family"].grants


def test_a_writer_sees_what_their_own_write_moved(mini: Mini) -> None:
    with mini.write("SW") as session:
        assert values.people_of(session, ["family"])["family"]
        count = len(values.people_of(session, ["family"])["family"])
        put(session, PersonRow(id="new", family_id="family", given_name="Bo", family_name="", kind="CHILD"))
        assert len(values.people_of(session, ["family"])["family"]) == count + 1
        assert "new" in protections_of(session, ["family"])["family"]
        session.get(PersonRow, "new").given_name = "Bobbie"
        assert "Bobbie" in {person.given_name for person in values.people_of(session, ["family"])["family"]}
        assert family_people.relationships_of(session, "family") == ()
        session.add(RelationshipRow(id="r", family_id="family", person_id="kayleigh", other_id="new", kind="MOTHER"))
        assert len(family_people.relationships_of(session, "family")) == 1


def questions(session: Any) -> dict[str, Callable[[], object]]:
    """Everything that is remembered, asked of the mini file."""
    supervision = session_values.session_of(session, "session")
    return {
        "standings": lambda: standings(session, "LA", date(2026, 5, 11)),
        "service manager": lambda: standings(session, "TM", date(2026, 5, 11)),
        "protections": lambda: protections_of(session, ["family"]),
        "everybody": lambda: values.everybody(session),
        "people": lambda: values.people_of(session, ["family"]),
        "involvements": lambda: values.involvements_of(session, ["family"]),
        "relationships": lambda: family_people.relationships_of(session, "family"),
        "sessions": lambda: session_values.sessions_of(session, ["family"]),
        "cells": lambda: session_values.cells_of(session, "session"),
        "summaries": lambda: session_values.summaries_of(session, "session"),
        "actions": lambda: session_values.actions_of(session, "family"),
        "progress": lambda: session_values.progress_of(session, "family"),
        "session before": lambda: session_values.previous_session(session, supervision),
        "ratings": lambda: session_values.ratings_before(session, supervision),
        "stages": lambda: session_values.stages_before(session, supervision),
        "last actions": lambda: session_facts.last_actions(session, supervision),
    }


def test_every_table_that_an_answer_was_read_from_moves_it(mini: Mini) -> None:
    moving = {row.__tablename__ for row in (*MOVES_THE_SCOPE, *MOVES_THE_FACTS)}
    scope = {row.__tablename__ for row in MOVES_THE_SCOPE}
    with mini.write("TM") as session:
        put(session, session_row())
        session.get(StaffRow, "TM").locality, session.get(StaffRow, "TM").discipline = "North", "SERVICE_MANAGER"
    mini.open("SW")
    with mini.read("SW") as session:
        for name, ask in questions(session).items():
            session.info[FACTS], session.info[SCOPE] = {}, session.info.get(SCOPE, {})
            if name in ("standings", "service manager", "protections"):
                session.info[SCOPE] = {}
            with statements() as asked:
                ask()
            read = set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(asked)))
            assert read, name
            assert read <= (scope if not session.info[FACTS] else moving), name
    assert TeamRow in MOVES_THE_SCOPE
    assert SessionTypistRow in MOVES_THE_SCOPE


def test_the_same_condition_is_the_same_narrowing_and_another_value_is_another() -> None:
    known = Known()
    ids = FamilyRow.id
    assert known.narrowing(FamilyRow, ids.in_(["a", "b"])) is known.narrowing(FamilyRow, ids.in_(["a", "b"]))
    different = [
        (FamilyRow, ids.in_(["a", "b"])),
        (FamilyRow, ids.in_(["a"])),
        (FamilyRow, ids.in_(["a,b"])),
        (FamilyRow, ids.not_in(["a", "b"])),
        (FamilyRow, ids == "a"),
        (FamilyRow, true()),
        (FamilyRow, false()),
        (PersonRow, true()),
    ]
    assert len({id(known.narrowing(*item)) for item in different}) == len(different)


def test_a_value_with_quotes_stays_a_value(mini: Mini) -> None:
    name = "x' OR '1' = '1"
    with mini.store.write(name, mini.now) as session:
        assert session.scalars(select(FamilyRow)).all() == []
        assert session.scalars(select(InvolvementRow)).all() == []
