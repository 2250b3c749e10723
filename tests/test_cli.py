"""`fsworkbook admin verify`: one line for a sound file, the broken row and exit code 1 for another."""

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from fsworkbook import catalogue_file, cli
from fsworkbook.context import Context
from fsworkbook.domain.people import Installation, Staff
from fsworkbook.services.signing_in import DEMONSTRATION_AUTHOR, create_demonstration, create_workbook
from fsworkbook.storage.people_rows import staff_row
from fsworkbook.storage.sqlite.engine import ACTING, Acting, machine_time, make_engine
from fsworkbook.storage.sqlite.key_slots import Cost
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from tests.mini_file import NOW

CATALOGUE = catalogue_file.load()
WORDS = "lantern gravel pony teacup"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A demonstration of one person."""
    path = tmp_path / "demo.fsw"
    store = create_demonstration(path, at=NOW, catalogue=CATALOGUE)
    with store.write(DEMONSTRATION_AUTHOR, NOW) as session:
        session.add(staff_row(Staff("josh", "Josh Whitlock", "josh", "SOCIAL_WORKER")))
    store.close()
    return path


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, ["admin", "verify", *arguments], input=typed)
    return result.exit_code, result.output


def make_canal(folder: Path) -> Context:
    """A workbook of Priya Nair's, open."""
    cheap = Cost(memory_kib=64, passes=1, lanes=1)
    here = Installation("WORKBOOK", "Canal Council", "ENGLAND", "LCS")
    return create_workbook(
        folder / "canal.fsw", here, "Canal Team", "Priya Nair", "priya", WORDS, cost=cheap, catalogue=CATALOGUE
    ).context


def test_a_demonstration_is_checked_without_asking(demo: Path) -> None:
    code, output = run(str(demo))
    assert (code, output.count("\n")) == (0, 1)
    assert output.startswith("ok: 2 rows and 2 places of the audit trail agree")


def test_the_broken_row_is_named(demo: Path) -> None:
    engine = make_engine(demo, DEMONSTRATION_KEY)
    acting = Acting("x", NOW, writes=True, machine_now=machine_time())
    with engine.execution_options(**{ACTING: acting}).begin() as connection:
        connection.execute(text("DROP TRIGGER staff_audit_update"))
        connection.execute(text("UPDATE staff SET discipline = 'TEAM_MANAGER'"))
    engine.dispose()
    code, output = run(str(demo))
    assert code == 1
    assert "changed behind the program's back: table staff, row josh, place 2 of the trail" in output


def test_a_workbook_asks_who_checks_it(tmp_path: Path) -> None:
    canal = make_canal(tmp_path)
    canal.store.close()
    path = canal.store.path
    code, output = run(str(path), typed=f"priya\n{WORDS}\n")
    assert code == 0
    assert "agree" in output
    assert WORDS not in output
    code, output = run(str(path), typed="priya\nnot that\n")
    assert code == 1
    assert "do not belong together" in output


def test_a_workbook_that_another_window_has_open_is_not_checked_and_says_so(demo: Path, tmp_path: Path) -> None:
    store = Store.open(demo, DEMONSTRATION_KEY, CATALOGUE)
    canal = make_canal(tmp_path)
    for path, typed in ((demo, ""), (canal.store.path, f"priya\n{WORDS}\n")):
        code, output = run(str(path), typed=typed)
        assert code == 1
        assert "This workbook is open in another window of FS Workbook on this PC." in output
        assert "agree" not in output
    store.close()
    canal.store.close()
    assert run(str(demo))[0] == run(str(canal.store.path), typed=f"priya\n{WORDS}\n")[0] == 0


def test_what_is_no_workbook_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    for name in ("letter.txt", "missing.fsw"):
        code, output = run(str(tmp_path / name))
        assert code == 1
        assert "Traceback" not in output
        assert output.strip().endswith(".")
