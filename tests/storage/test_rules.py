"""The integrity rules hold against services, against OR REPLACE, and against other tools (data.md 2)."""

from datetime import datetime
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from fsworkbook.domain.errors import NotAllowed, Stale, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.storage import rules
from fsworkbook.storage.migrate import triggers_in
from fsworkbook.storage.sqlite.triggers import RENDERED, TABLES, render_triggers
from fsworkbook.storage.tables.installation import AccessOpenRow, EventRow, InstallationRow
from fsworkbook.storage.tables.people import FamilyRow, PersonRow, StaffRow
from fsworkbook.storage.tables.supervision import PostponementRow, RatingRow, SessionCellRow, SessionRow
from fsworkbook.storage.tables.workbook import DraftRow, EntryRow, EntryTextRow, EntryVersionRow
from tests.mini_file import Mini, put, session_row

LATER = datetime(2030, 1, 1)


def sql(session: Session, statement: str) -> Any:
    """Past the ORM and its stamps, as a careless service might: the triggers alone are asked."""
    return session.connection().execute(text(statement))


def refused(mini: Mini, who: str, statement: str, words: str, error: type[WorkbookError] = NotAllowed) -> None:
    with pytest.raises(error) as caught, mini.write(who) as session:
        sql(session, statement)
    assert words in caught.value.message


def test_every_kind_of_rule_is_rendered_and_names_columns_that_exist() -> None:
    assert {type(rule) for rule in rules.RULES} == set(RENDERED)
    assert set(rules.DELETABLE) | set(rules.AUTHORS) <= set(TABLES)
    for table, column in rules.AUTHORS.items():
        assert column in TABLES[table].columns


def test_the_file_has_exactly_the_triggers_of_the_rules(mini: Mini) -> None:
    with mini.read("TM") as session:
        assert triggers_in(session.connection()) == render_triggers()


def test_a_finalised_version_is_changed_by_nothing(mini: Mini) -> None:
    version = mini.text("DV", "words", "SHAREABLE")
    for statement in (
        f"UPDATE entry_version SET reason = 'x' WHERE id = '{version}'",
        "UPDATE entry_text SET placed = '[]'",
        "UPDATE entry SET object = 'x'",
        f"INSERT OR REPLACE INTO entry_version SELECT id, entry_id, family_id, number, author_id, discipline,"
        f" finalised_at, occurred_on, contribution_kind, significant, 'x' FROM entry_version WHERE id = '{version}'",
    ):
        refused(mini, "DV", statement, "", WorkbookError)


@pytest.mark.parametrize("table", sorted(set(TABLES) - rules.DELETABLE - {"installation"}))
def test_nothing_is_deleted_that_is_kept_also_not_by_replacing(mini: Mini, table: str) -> None:
    names = {name for name in render_triggers() if name.startswith(f"{table}_guard_")}
    assert any("BEFORE DELETE" in render_triggers()[name] for name in names)


def test_update_or_replace_destroys_no_row(mini: Mini) -> None:
    with mini.write("TM") as session:
        put(session, FamilyRow(id="second", ref="FS-0002", display_name="x", team_id="canal"))
    refused(mini, "TM", "UPDATE OR REPLACE family SET ref = 'FS-0001' WHERE id = 'second'", "cannot be deleted")
    refused(
        mini,
        "TM",
        "INSERT OR REPLACE INTO family (id, ref, display_name, team_id, locality, restricted,"
        " local_system_ref) VALUES ('third', 'FS-0001', 'x', 'canal', '', 0, '')",
        "cannot be deleted",
    )
    with mini.read("TM") as session:
        assert session.query(FamilyRow).count() == 2


def test_an_id_never_changes(mini: Mini) -> None:
    refused(mini, "TM", "UPDATE family SET id = 'other'", "cannot be changed")
    refused(mini, "TM", "UPDATE OR REPLACE person SET id = 'daniel' WHERE id = 'kayleigh'", "cannot be changed")
    refused(mini, "TM", "UPDATE involvement SET staff_id = 'TM'", "cannot be changed")


def test_another_tool_with_the_key_cannot_write(mini: Mini) -> None:
    mini.text("DV", "words", "SHAREABLE")
    mini.store.close()
    tool = mini.raw()
    for statement in (
        "UPDATE family SET display_name = 'x'",
        "DELETE FROM entry_text",
        "UPDATE entry_text SET placed = ''",
        "INSERT INTO team (id, name, locality) VALUES ('x', 'x', '')",
        "DELETE FROM audit",
    ):
        with pytest.raises(sqlcipher.Error):
            tool.execute(statement)
    tool.close()


def test_who_acts_is_who_it_says(mini: Mini) -> None:
    draft = {"family_id": "family", "kind": "PANEL", "key": "k", "object": "other_panel", "content": "{}"}
    moments = {"begun_at": mini.now, "saved_at": mini.now, "discipline": "x"}
    with pytest.raises(NotAllowed, match="Only the person"), mini.write("DP") as session:
        put(session, DraftRow(id="d", author_id="DV", **draft, **moments))
    with mini.write("DV") as session:
        put(session, DraftRow(id="d", author_id="DV", **draft, **moments))
    refused(mini, "DP", "UPDATE draft SET content = 'x'", "Only the person")
    refused(mini, "DP", "DELETE FROM draft", "Only the person")
    with pytest.raises(NotAllowed), mini.write("DP") as session:
        put(session, EventRow(id="e", action="SHOW", object="x", staff_id="DV", at=mini.now))
    entry = EntryRow(id="e", family_id="family", kind="PANEL", key="z", object="other_panel", author_id="DV")
    with pytest.raises(NotAllowed), mini.write("DP") as session:
        put(session, entry, version_row("e", "DV", 1, mini.now))


def version_row(entry: str, author: str, number: int, at: datetime) -> EntryVersionRow:
    return EntryVersionRow(
        id=new_id(),
        entry_id=entry,
        family_id="family",
        number=number,
        author_id=author,
        discipline="x",
        finalised_at=at,
    )


def test_what_is_written_carries_the_workbooks_time(mini: Mini) -> None:
    with mini.write("DV") as session:
        put(session, EventRow(id="e", action="SHOW", object="x", staff_id="DV", at=LATER))
    with mini.read("DV") as session:
        assert session.get(EventRow, "e").at == mini.now
    values = "'f', 'SHOW', 'x', 'DV', '2030-01-01 00:00:00.000000'"
    insert = f"INSERT INTO event (id, action, object, staff_id, at) VALUES ({values})"
    refused(mini, "DV", insert, "not the workbook's own")


def test_versions_are_numbered_one_by_one_and_text_comes_in_the_same_act(mini: Mini) -> None:
    version = mini.text("DV", "words", "SHAREABLE")
    with mini.read("DV") as session:
        entry = session.connection().execute(select(EntryVersionRow.__table__.c.entry_id)).scalar_one()
    with pytest.raises(Stale), mini.write("DV") as session:
        put(session, version_row(entry, "DV", 3, mini.now))
    mini.now = LATER
    with pytest.raises(NotAllowed, match="final"), mini.write("DV") as session:
        put(session, text_row(version, "DV", "more"))


def text_row(version: str, author: str, placed: str) -> EntryTextRow:
    return EntryTextRow(
        id=new_id(),
        version_id=version,
        family_id="family",
        author_id=author,
        object="other_panel",
        sharing_class="SHAREABLE",
        placed=placed,
    )


def test_text_of_others_is_only_carried_over_unchanged(mini: Mini) -> None:
    first = mini.text("DV", "words", "SHAREABLE")
    with mini.read("DV") as session:
        row = session.connection().execute(select(EntryTextRow.__table__)).one()
        entry = session.connection().execute(select(EntryVersionRow.__table__.c.entry_id)).scalar_one()
    for placed, allowed in ((row.placed, True), (row.placed + " ", False)):
        next_one = version_row(entry, "RW", 2, mini.now)
        if allowed:
            with mini.write("RW") as session:
                put(session, next_one, text_row(next_one.id, "DV", placed))
        else:
            next_one.number = 3
            with pytest.raises(NotAllowed, match="Only the person"), mini.write("RW") as session:
                put(session, next_one, text_row(next_one.id, "DV", placed))
    assert first != entry


def step(mini: Mini, *states: str) -> None:
    """Take the supervision through these states."""
    for state in states:
        with mini.write("TM") as session:
            row = session.get(SessionRow, "session")
            row.state = state
            for name, word in (("started", "IN_SESSION"), ("recorded", "RECORDED"), ("finalised", "FINALISED")):
                if state == word:
                    setattr(row, f"{name}_at", mini.now)
                    setattr(row, f"{name}_by", "TM")


def put_cell(mini: Mini, who: str = "TM") -> None:
    with mini.write(who) as session:
        put(
            session,
            SessionCellRow(
                id=new_id(),
                session_id="session",
                family_id="family",
                item="reflection",
                object="session_record",
                sharing_class="PROFESSIONALS_ONLY",
                value="{}",
                version=1,
                by_id=who,
                at=mini.now,
            ),
        )


def test_a_supervision_goes_its_way_and_ends_immutable(mini: Mini) -> None:
    with mini.write("TM") as session:
        put(session, session_row())
    for wrong in ("RECORDED", "FINALISED", "ABANDONED"):
        refused(mini, "TM", f"UPDATE session SET state = '{wrong}'", "cannot go from")
    with pytest.raises(NotAllowed, match="not at the point"):
        put_cell(mini)
    step(mini, "IN_SESSION")
    put_cell(mini)
    refused(mini, "TM", "UPDATE session SET state = 'PLANNED'", "cannot go from")
    refused(mini, "TM", "UPDATE session SET started_by = 'SW'", "")
    step(mini, "RECORDED", "FINALISED")
    for statement in (
        "UPDATE session SET place = 'x'",
        "UPDATE session SET state = 'RECORDED'",
        "UPDATE session_cell SET value = 'x', version = 2",
        "DELETE FROM session_cell",
        "UPDATE OR REPLACE session_cell SET version = 2",
    ):
        refused(mini, "TM", statement, "")
    with mini.write("TM") as session:  # in the act of finalising, which a demonstration's clock makes last
        put(session, RatingRow(id="r", session_id="session", family_id="family", colour="RED", on=mini.now.date()))
    mini.now = LATER
    for row in (
        RatingRow(id="s", session_id="session", family_id="family", colour="RED", on=mini.now.date()),
        PostponementRow(id="p", session_id="session", was_at=LATER, now_at=LATER, reason="x", by_id="TM", at=LATER),
    ):
        with pytest.raises(NotAllowed, match="not at the point"), mini.write("TM") as session:
            put(session, row)


def test_a_cell_steps_by_one_and_a_late_writer_is_told(mini: Mini) -> None:
    with mini.write("TM") as session:
        put(session, session_row())
    step(mini, "IN_SESSION")
    put_cell(mini)
    refused(mini, "TM", "UPDATE session_cell SET value = 'x', version = 3", "newer version", Stale)
    with mini.write("TM") as session:
        sql(session, "UPDATE session_cell SET value = 'x', version = 2")


def test_the_clock_is_a_demonstrations_and_the_kind_never_changes(mini: Mini) -> None:
    refused(mini, "TM", "UPDATE installation SET kind = 'WORKBOOK'", "cannot be changed")
    with mini.read("TM") as session:
        guards = " ".join(triggers_in(session.connection()).values())
    assert "new.clock IS NOT NULL AND new.kind IS NOT 'DEMONSTRATION'" in guards
    with pytest.raises(NotAllowed), mini.write("TM") as session:
        put(session, InstallationRow(id="x", kind="WORKBOOK", authority="", nation="", legal_record=""))


def test_an_opening_is_brought_forward_and_never_put_off(mini: Mini) -> None:
    mini.open("SW")
    refused(mini, "SW", "UPDATE access_open SET until = '2030-01-01 00:00:00.000000'", "cannot be changed")
    refused(mini, "SW", "UPDATE access_open SET reason = 'other'", "final")
    with mini.write("SW") as session:
        for row in session.scalars(select(AccessOpenRow)):
            row.until = mini.now


def test_a_refused_write_leaves_nothing(mini: Mini) -> None:
    def write_and_delete() -> None:
        with mini.write("TM") as session:
            put(session, PersonRow(id="theo", family_id="family", given_name="Theo", family_name="", kind="CHILD"))
            sql(session, "DELETE FROM family")

    with pytest.raises(NotAllowed):
        write_and_delete()
    with mini.read("TM") as session:
        assert session.get(PersonRow, "theo") is None
        assert session.get(StaffRow, "TM") is not None
