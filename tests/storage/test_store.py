"""The two doors, on real encrypted files: transactions, threads, changes, closing, refusals, and kill -9."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text

from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import Refused, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.storage.sqlite import cipher_file
from fsworkbook.storage.sqlite.engine import make_engine
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store, note
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.tables.people import TeamRow
from fsworkbook.storage.tables.workbook import DraftRow
from fsworkbook.storage.trouble import as_workbook_error
from tests.mini_file import CATALOGUE, NOW, Mini, put

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from fsworkbook import catalogue_file
from fsworkbook.domain.ids import new_id
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from fsworkbook.storage.tables.installation import EventRow

store = Store.open(Path(sys.argv[1]), DEMONSTRATION_KEY, catalogue_file.load())
while True:
    row = new_id()
    with store.write("TM", datetime(2026, 5, 11, 9)) as session:
        session.add(EventRow(id=row, action="SHOW", object="x", staff_id="TM", at=datetime(2026, 5, 11, 9)))
    print(row, flush=True)
"""


def test_threads_lose_no_update(mini: Mini) -> None:
    """Every increment reads inside its transaction; 52 of 300 arrived when the SELECT stood outside (data.md 2)."""

    def increment() -> None:
        for _ in range(15):
            with mini.write("TM") as session:
                team = session.get(TeamRow, "canal")
                team.set_day = (team.set_day or 0) + 1

    threads = [threading.Thread(target=increment) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with mini.read("TM") as session:
        assert session.get(TeamRow, "canal").set_day == 90


def test_a_read_sees_one_moment_while_others_write(mini: Mini) -> None:
    with mini.read("TM") as reading:
        before = reading.scalars(select(TeamRow.name).order_by(TeamRow.name)).all()
        with mini.write("TM") as session:
            put(session, TeamRow(id="lock", name="Lock"))
        assert reading.scalars(select(TeamRow.name).order_by(TeamRow.name)).all() == before


def test_changes_are_told_after_the_commit_and_not_after_a_failure(mini: Mini) -> None:
    heard: list[Change] = []

    def listen(changes: list[Change]) -> None:
        with mini.read("TM") as session:
            assert session.get(TeamRow, "lock") is not None
        heard.extend(changes)

    mini.store.listen(listen)
    change = Change("team added", None, "lock")
    with mini.write("TM") as session:
        put(session, TeamRow(id="lock", name="Lock"))
        note(session, change)

    def fail() -> None:
        with mini.write("TM") as session:
            note(session, change)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    mini.store.forget(listen)
    with mini.write("TM") as session:
        note(session, change)
    assert heard == [change]


def test_a_listener_that_fails_takes_back_nothing_and_is_met_as_a_bug(
    mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Change] = []
    met: list[type[BaseException]] = []

    def fails(_: list[Change]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: met.append(kind))
    mini.store.listen(fails)
    mini.store.listen(heard.extend)
    with mini.write("TM") as session:
        put(session, TeamRow(id="lock", name="Lock"))
        note(session, Change("team added", None, "lock"))
    assert met == [ZeroDivisionError]
    assert len(heard) == 1
    with mini.read("TM") as session:
        assert session.get(TeamRow, "lock") is not None


def test_closing_leaves_one_file_and_opens_nothing_more(mini: Mini) -> None:
    mini.open("SW")
    mini.store.close()
    assert [path.name for path in mini.path.parent.iterdir()] == ["mini.fsw"]
    with pytest.raises(WorkbookError, match="locked"), mini.read("TM"):
        pass
    mini.store.close()


def test_every_connection_has_its_pragmas(mini: Mini) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "recursive_triggers": 1,
        "foreign_keys": 1,
        "trusted_schema": 1,
        "cache_size": -65536,
    }
    with mini.read("TM") as session:
        connection = session.connection()
        assert {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in expected} == expected
        assert "key" not in repr(connection.engine.url)


def test_a_word_that_was_typed_stands_nowhere_in_the_bytes(mini: Mini) -> None:
    word = "Schneeglöckchen"
    with mini.write("DV") as session:
        put(session, DraftRow(**draft(word)))
    mini.text("DV", word, "SHAREABLE")
    beside = list(mini.path.parent.iterdir())
    assert mini.path.with_name("mini.fsw-wal") in beside
    for path in beside:
        content = path.read_bytes()
        assert word.encode() not in content
        assert b"Schnee" not in content
        assert b"kayleigh" not in content


def draft(content: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "family_id": "family",
        "kind": "PANEL",
        "key": "m3.panel.X",
        "author_id": "DV",
        "discipline": "DA_PRACTITIONER_VICTIM",
        "object": "other_panel",
        "content": content,
        "begun_at": NOW,
        "saved_at": NOW,
    }


def test_an_error_never_holds_the_text_of_a_case(mini: Mini) -> None:
    word = "Schneeglöckchen"
    with pytest.raises(Exception, match="UNIQUE") as caught, mini.write("DV") as session:
        put(session, DraftRow(**draft(word)), DraftRow(**draft(word)))
    assert word not in str(caught.value)


@pytest.mark.parametrize("damage", ["missing", "foreign", "plain", "truncated", "first page", "other key"])
def test_a_file_that_is_not_ours_is_refused_and_not_touched(made: Path, tmp_path: Path, damage: str) -> None:
    path, key = tmp_path / "some.fsw", DEMONSTRATION_KEY
    content = bytearray(made.read_bytes())
    if damage == "foreign":
        content = bytearray(b"%PDF-1.7 " + bytes(9000))
    elif damage == "plain":
        content = bytearray(b"SQLite format 3\x00" + bytes(9000))
    elif damage == "truncated":
        content = content[:1000]
    elif damage == "first page":
        content[2000] ^= 1
    elif damage == "other key":
        key = bytes(32)
    if damage != "missing":
        path.write_bytes(content)
    before = {item: item.read_bytes() for item in tmp_path.iterdir()}
    with pytest.raises(Refused):
        Store.open(path, key, CATALOGUE)
    assert {item: item.read_bytes() for item in tmp_path.iterdir()} == before


def test_a_page_that_is_damaged_further_in_is_told_in_a_sentence(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.fsw"
    content = bytearray(made.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 500] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refused, match="cannot be read"):
        Store.open(path, DEMONSTRATION_KEY, CATALOGUE)
    assert path.read_bytes() == content


def test_the_demonstrations_key_opens_no_other_kind_of_workbook(mini: Mini) -> None:
    mini.store.close()
    engine = make_engine(mini.path, DEMONSTRATION_KEY)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER installation_audit_update"))
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE name LIKE 'installation_guard%'")):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE installation SET kind = 'WORKBOOK', clock = NULL"))
    engine.dispose()
    with pytest.raises(Refused, match="key of a demonstration"):
        Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)


def test_a_network_share_is_refused(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher_file, "on_shared_drive", lambda path: True)
    with pytest.raises(Refused, match="network share"):
        Store.open(made, DEMONSTRATION_KEY, CATALOGUE)


def test_a_mounted_share_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"tmpfs / tmpfs rw 0 0\n//server/files {tmp_path / 'our files'} cifs rw 0 0\n".replace("our f", "our\\040f")
    )
    monkeypatch.setattr(cipher_file, "MOUNTS", mounts)
    monkeypatch.setattr(cipher_file.sys, "platform", "linux")
    assert cipher_file.on_shared_drive(tmp_path / "our files" / "team" / "a.fsw")
    assert not cipher_file.on_shared_drive(tmp_path / "a.fsw")


def test_a_full_disk_is_told_in_a_sentence(mini: Mini) -> None:
    def fill() -> None:
        with mini.write("TM") as session:
            pages = session.connection().execute(text("PRAGMA page_count")).scalar_one()
            session.connection().execute(text(f"PRAGMA max_page_count = {pages + 1}"))
            put(session, *(TeamRow(id=new_id(), name=f"{number} " + "x" * 2000) for number in range(200)))

    with pytest.raises(WorkbookError, match="no room left"):
        fill()
    with mini.read("TM") as session:
        assert session.query(TeamRow).count() == 2


def test_a_disk_that_fails_is_not_said_to_be_full() -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    told = as_workbook_error(sqlcipher.OperationalError("disk I/O error"))
    assert "still connected" in told.message
    assert "room" not in told.message


def test_what_is_no_error_of_the_environment_stays_a_bug() -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    assert as_workbook_error(sqlcipher.OperationalError("no such table: x")) is None
    assert "FS" not in as_workbook_error(sqlcipher.IntegrityError("FS001 This is final.")).message


def test_one_window_at_a_time_opens_a_workbook(mini: Mini) -> None:
    with pytest.raises(Refused, match="open in another window"):
        Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)
    with mini.read("TM") as session:
        assert session.get(TeamRow, "canal").name
    mini.store.close()
    Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE).close()


def test_a_window_that_was_killed_keeps_nobody_out(mini: Mini) -> None:
    mini.store.close()
    holder = subprocess.Popen([sys.executable, "-c", WRITER, str(mini.path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(Refused, match="open in another window"):
        Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE).close()


def test_after_kill_9_everything_acknowledged_is_there(mini: Mini) -> None:
    mini.store.close()
    for round_ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(mini.path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(10 + 7 * round_)]
        writer.send_signal(signal.SIGKILL)
        told += [line.strip() for line in writer.stdout.read().splitlines() if len(line.strip()) == 36]
        writer.wait()
        writer.stdout.close()
        store = Store.open(mini.path, DEMONSTRATION_KEY, CATALOGUE)
        with store.read("TM", NOW) as session:
            assert set(told) <= set(session.scalars(select(EventRow.id)))
        store.close()
