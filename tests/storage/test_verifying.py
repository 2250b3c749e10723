"""The audit trail: what stands on it, and that a change behind the program's back is named."""

import pytest
from sqlalchemy import select, text

from fsworkbook.domain.ids import new_id
from fsworkbook.storage.audited import AUDITED
from fsworkbook.storage.sqlite.engine import ACTING, Acting, machine_time, make_engine
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.installation import AuditRow, EventRow
from fsworkbook.storage.tables.people import ClassGrantRow, FamilyRow
from fsworkbook.storage.tables.supervision import SessionCellRow, SessionRow
from fsworkbook.storage.tables.workbook import DraftRow
from fsworkbook.storage.verifying import Finding, verify_store
from tests.mini_file import CATALOGUE, NOW, Mini, put, session_row


def actions(mini: Mini) -> list[tuple[str, str, str | None]]:
    with mini.read("TM") as session:
        found = session.scalars(select(AuditRow).order_by(AuditRow.seq))
        return [(row.action, row.object, row.family_id) for row in found]


def test_acts_stand_on_the_trail_under_their_names(mini: Mini) -> None:
    before = len(actions(mini))
    mini.open("TM")
    mini.text("TM", "words", "SHAREABLE")
    with mini.write("TM") as session:
        put(session, EventRow(id=new_id(), action="SHOW", object="x", family_id="family", staff_id="TM", at=NOW))
        for row in session.scalars(select(ClassGrantRow)):
            session.delete(row)
    assert actions(mini)[before:] == [
        ("READ", "access_open", "family"),
        ("CREATE", "entry", "family"),
        ("FINALISE", "entry_version", "family"),
        ("CREATE", "entry_text", "family"),
        ("SHOW", "event", "family"),
        ("DELETE", "class_grant", "family"),
    ]


def test_drafts_and_typing_are_no_events_and_the_record_is_sealed(mini: Mini) -> None:
    with mini.write("TM") as session:
        put(session, session_row())
        session.get(SessionRow, "session").state = "IN_SESSION"
    before = len(actions(mini))
    with mini.write("TM") as session:
        moments = {"begun_at": NOW, "saved_at": NOW}
        put(
            session,
            DraftRow(
                id="d",
                family_id="family",
                kind="PANEL",
                key="k",
                author_id="TM",
                discipline="x",
                object="other_panel",
                content="{}",
                **moments,
            ),
            a_cell(),
        )
    assert len(actions(mini)) == before
    finalise(mini)
    told = [action for action, _, _ in actions(mini)[before:]]
    assert [set(told[:2]), set(told[2:])] == [{"RECORDED", "SEAL"}, {"FINALISE", "SEAL"}]
    assert verify_store(mini.store).findings == ()


def a_cell() -> SessionCellRow:
    return SessionCellRow(
        id="cell",
        session_id="session",
        family_id="family",
        item="reflection",
        object="session_record",
        sharing_class="PROFESSIONALS_ONLY",
        value='{"text": "we thought"}',
        version=1,
        by_id="TM",
        at=NOW,
    )


def finalise(mini: Mini) -> None:
    for state in ("RECORDED", "FINALISED"):
        with mini.write("TM") as session:
            row = session.get(SessionRow, "session")
            row.state = state
            if state == "FINALISED":
                row.finalised_at, row.finalised_by = NOW, "TM"


def test_the_trail_holds_no_words_and_keeps_the_machines_time(mini: Mini) -> None:
    mini.text("DV", "Schneeglöckchen", "SHAREABLE")
    with mini.read("TM") as session:
        rows = [dict(row._mapping) for row in session.connection().execute(select(AuditRow.__table__))]
    assert "Schnee" not in str(rows)
    assert rows[-1]["at"] == "2026-05-11 09:00:00.000000"
    assert rows[-1]["machine_at"] > "2026-05-12"
    assert rows[-1]["actor"] == "DV"


def test_a_sound_file_verifies_and_counts_what_was_looked_at(mini: Mini) -> None:
    mini.open("SW")
    mini.text("SW", "words", "SHAREABLE")
    result = verify_store(mini.store)
    assert result.findings == ()
    assert result.trail > 30
    assert result.rows == result.trail  # nothing was changed yet: a place on the trail for every row


def behind_the_back(mini: Mini, *statements: str) -> None:
    """What a person with the key, this program's functions and bad intent can do to the rows."""
    mini.store.close()
    engine = make_engine(mini.path, DEMONSTRATION_KEY)
    acting = Acting("DP", NOW, writes=True, machine_now=machine_time())
    with engine.execution_options(**{ACTING: acting}).begin() as connection:
        triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, _ in triggers:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
        for _, made in triggers:
            connection.exec_driver_sql(made)
    engine.dispose()
    mini.store = Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)


def named(mini: Mini) -> set[tuple[str, str]]:
    return {(finding.table, finding.row_id) for finding in verify_store(mini.store).findings}


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        ("UPDATE entry_text SET placed = '[]'", "entry_text", "changed"),
        ("DELETE FROM entry_text", "entry_text", "taken away"),
        ("UPDATE staff SET discipline = 'TEAM_MANAGER' WHERE id = 'DP'", "staff", "changed"),
        ("DELETE FROM protection", "protection", "taken away"),
        (
            "INSERT INTO class_grant SELECT 'new', family_id, 'DP', protects, by_id, reason, at FROM class_grant",
            "class_grant",
            "added",
        ),
        ("DELETE FROM event", "event", "taken away"),
    ],
)
def test_a_row_that_was_altered_behind_the_back_is_named(mini: Mini, statement: str, table: str, what: str) -> None:
    mini.text("DV", "words", "VICTIM_CONFIDENTIAL", protects="kayleigh")
    with mini.write("TM") as session:
        put(session, EventRow(id="event", action="SHOW", object="x", staff_id="TM", at=NOW))
    behind_the_back(mini, statement)
    (finding,) = verify_store(mini.store).findings
    assert (finding.table, what in finding.what) == (table, True)
    assert finding.row_id
    assert (finding.seq is None) == (what == "added")


def test_a_cell_of_a_finalised_record_that_was_altered_names_its_session(mini: Mini) -> None:
    with mini.write("TM") as session:
        put(session, session_row())
        session.get(SessionRow, "session").state = "IN_SESSION"
        session.flush()
        put(session, a_cell())
    finalise(mini)
    behind_the_back(mini, "UPDATE session_cell SET value = 'x'")
    assert named(mini) == {("session_cell", "session")}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'SW' WHERE seq = 20",
        "UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE seq = 20",
        "DELETE FROM audit WHERE seq = 20",
        "UPDATE audit SET seq = seq + 1000 WHERE seq = 20",
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
    ],
)
def test_a_trail_that_was_altered_is_named(mini: Mini, statement: str) -> None:
    behind_the_back(mini, statement)
    assert verify_store(mini.store).findings != ()


def test_every_audited_table_is_checked_and_the_rest_is_known() -> None:
    assert set(AUDITED) == set(FamilyRow.metadata.tables) - {"audit", "draft", "session_cell"}
    assert Finding("x", "family", "id", 3).seq == 3
