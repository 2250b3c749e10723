"""An upgrade stands on the audit trail: `verify` is silent after it of what it changed, and of that alone."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from fsworkbook.storage import audited, migrate
from fsworkbook.storage.sqlite import fingerprints
from fsworkbook.storage.sqlite.engine import ACTING, Acting, machine_time, make_engine
from fsworkbook.storage.sqlite.triggers import triggers_in
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.installation import AuditRow
from fsworkbook.storage.tables.people import TeamRow
from fsworkbook.storage.tables.supervision import SessionCellRow, SessionRow
from fsworkbook.storage.verifying import verify_store
from tests.mini_file import CATALOGUE, NOW, Mini, put, session_row

GROWN = ("person", "entry_version", "session_cell")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the program: a column more in three tables, a team made and another taken away."""
    columns_of = audited.columns_of

    def upgrade(config: migrate.Config, _: str) -> None:
        connection: Connection = config.attributes["connection"]
        if "colour" in connection.execute(text("SELECT group_concat(name) FROM pragma_table_info('person')")).scalar():
            return
        for name in GROWN:
            connection.execute(text(f"ALTER TABLE {name} ADD COLUMN colour TEXT DEFAULT 'x'"))
        connection.execute(text("INSERT INTO team (id, name, locality) VALUES ('made', 'Made', '')"))
        connection.execute(text("DELETE FROM team WHERE id = 'spare'"))

    def grown(name: str) -> tuple[str, ...]:
        return tuple(sorted((*columns_of(name), *(["colour"] if name in GROWN else []))))

    monkeypatch.setattr(migrate, "CLIENT", "0.2")
    monkeypatch.setattr(migrate.command, "upgrade", upgrade)
    monkeypatch.setattr(fingerprints, "columns_of", grown)


@pytest.fixture
def older(mini: Mini) -> Path:
    """A closed file with a text, a session that is over, and two teams."""
    mini.text("DV", "words", "SHAREABLE")
    with mini.write("TM") as session:
        put(session, TeamRow(id="spare", name="Spare"), session_row())
        session.get(SessionRow, "session").state = "IN_SESSION"
        session.flush()
        put(
            session,
            SessionCellRow(
                id="cell", session_id="session", family_id="family", item="reflection", object="session_record",
                sharing_class="PROFESSIONALS_ONLY", value="{}", version=1, by_id="TM", at=NOW,
            ),
        )  # fmt: skip
    for state in ("RECORDED", "FINALISED"):
        with mini.write("TM") as session:
            row = session.get(SessionRow, "session")
            row.state = state
            if state == "FINALISED":
                row.finalised_at, row.finalised_by = NOW, "TM"
    assert verify_store(mini.store).findings == ()
    mini.store.close()
    return mini.path


def behind_the_back(path: Path, statement: str) -> None:
    engine = make_engine(path, DEMONSTRATION_KEY)
    acting = Acting("DP", NOW, writes=True, machine_now=machine_time())
    with engine.execution_options(**{ACTING: acting}).begin() as connection:
        made = triggers_in(connection)
        for name in made:
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))
        for trigger in made.values():
            connection.exec_driver_sql(trigger)
    engine.dispose()


def found(path: Path) -> set[tuple[str, str]]:
    store = Store.open(path, DEMONSTRATION_KEY, CATALOGUE)
    try:
        return {(finding.table, finding.row_id) for finding in verify_store(store).findings}
    finally:
        store.close()


def test_what_an_upgrade_changes_agrees_with_the_trail_after_it(older: Path, next_version: None) -> None:
    assert found(older) == set()
    assert found(older) == set()  # and is told once
    store = Store.open(older, DEMONSTRATION_KEY, CATALOGUE)
    with store.read("TM", NOW) as session:
        told = session.connection().execute(select(AuditRow.__table__).where(AuditRow.actor == "upgrade")).all()
    store.close()
    acts = [(row.action, row.object) for row in told]
    assert {("UPGRADE", "installation"), ("UPGRADE", "team"), ("DELETE", "team"), ("UPGRADE", "session_cell")} < set(
        acts
    )
    assert len(acts) == len({(row.object, row.row_id) for row in told})
    assert {row.family_id for row in told if row.object in GROWN} == {"family"}
    assert {row.at for row in told} == {"2026-05-11 09:00:00.000000"}


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE person SET known_as = 'x' WHERE id = 'kayleigh'", "person"),
        ("UPDATE installation SET authority = 'x'", "installation"),
        ("UPDATE session_cell SET value = 'x'", "session_cell"),
        ("DELETE FROM team WHERE id = 'spare'", "team"),
        ("INSERT INTO team (id, name, locality) VALUES ('ours', 'Ours', '')", "team"),
    ],
)
def test_what_was_altered_before_it_stays_named(
    older: Path, statement: str, table: str, request: pytest.FixtureRequest
) -> None:
    behind_the_back(older, statement)
    before = found(older)
    assert [name for name, _ in before] == [table]
    request.getfixturevalue("next_version")
    assert found(older) == before


def test_a_column_that_is_new_is_watched_in_rows_that_are_old(older: Path, next_version: None) -> None:
    assert found(older) == set()
    behind_the_back(older, "UPDATE person SET colour = 'y' WHERE id = 'kayleigh'")
    assert found(older) == {("person", "kayleigh")}


def test_rules_that_are_rendered_anew_say_nothing_on_the_trail(older: Path) -> None:
    engine = make_engine(older, DEMONSTRATION_KEY)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER staff_audit_update"))
    engine.dispose()
    assert found(older) == set()
    store = Store.open(older, DEMONSTRATION_KEY, CATALOGUE)
    with store.read("TM", NOW) as session:
        assert session.query(AuditRow).where(AuditRow.actor == "upgrade").count() == 0
    store.close()
