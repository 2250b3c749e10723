"""Signing in: one's own slot, first codes, the recovery key, waits after wrong tries, and what stands on the trail."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from fsworkbook import catalogue_file
from fsworkbook.context import Context
from fsworkbook.domain.errors import NotAllowed, NotFound, Refused, WorkbookError
from fsworkbook.domain.people import Installation, Limits, Staff
from fsworkbook.services import passphrases, signing_in
from fsworkbook.services.signing_in import (
    Created,
    create_demonstration,
    create_workbook,
    demonstration_staff,
    first_sign_in,
    is_demonstration,
    lock,
    new_code,
    open_demonstration,
    open_with_recovery_key,
    open_workbook,
    people_on_file,
    remove_slot,
)
from fsworkbook.storage.people_rows import staff_row
from fsworkbook.storage.sqlite.key_slots import Cost, path_beside
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.tables.people import StaffRow

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
CATALOGUE = catalogue_file.load()
HERE = Installation("WORKBOOK", "Canal Council", "ENGLAND", "LCS")
WORDS = "lantern gravel pony teacup"
OTHER_WORDS = "marble ferry cactus violin"
JOSH = Staff("josh", "Josh Whitlock", "Josh.Whitlock", "SOCIAL_WORKER")


class Machine:
    """A computer's clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 11, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


def make(folder: Path, passphrase: str = WORDS, name: str = "Priya Nair", sign_in: str = "Priya.Nair") -> Created:
    return create_workbook(
        folder / "canal.fsw", HERE, "Canal Team", name, sign_in, passphrase, cost=CHEAP, catalogue=CATALOGUE
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook of Priya Nair's, closed, with its recovery key in a file beside it for the tests that need it."""
    created = make(tmp_path)
    (tmp_path / "printed").write_text(created.recovery_key)
    created.context.store.close()
    return tmp_path / "canal.fsw"


def events(ctx: Context) -> list[tuple[str, str]]:
    with ctx.read() as session:
        return [(row.action, row.object) for row in session.scalars(select(EventRow).order_by(EventRow.id))]


def opened(path: Path, **more: object) -> Context:
    return open_workbook(path, "priya.nair", WORDS, catalogue=CATALOGUE, **more)


def bytes_of(path: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in path.parent.iterdir() if not item.name.endswith(".keys")}


def test_the_first_manager_administers_and_signs_in_again(tmp_path: Path) -> None:
    created = make(tmp_path)
    assert created.context.user.discipline == "TEAM_MANAGER"
    assert created.context.user.is_administrator
    lock(created.context)
    ctx = open_workbook(tmp_path / "canal.fsw", "  PRIYA.nair ", WORDS, catalogue=CATALOGUE)
    assert ctx.user == created.context.user
    assert events(ctx) == [("LOGIN", "sign_in"), ("LOCK", "sign_in"), ("LOGIN", "sign_in")]
    ctx.store.close()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["canal.fsw", "canal.fsw.keys"]


def test_locking_closes_the_file_also_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = make(tmp_path).context

    def full(_: object) -> None:
        raise WorkbookError("There is no room left on this disk.")

    monkeypatch.setattr(signing_in, "close_families", full)
    with pytest.raises(WorkbookError, match="no room"):
        lock(ctx)
    assert ctx.store.closed
    back = signing_in.unlock(ctx, WORDS, catalogue=CATALOGUE)
    assert back.user == ctx.user
    back.store.close()


def test_nothing_clear_lies_beside_it_but_sign_in_names(path: Path) -> None:
    content = path_beside(path).read_bytes() + path.read_bytes()
    for word in (b"Priya", b"Canal", b"lantern"):
        assert word not in content
    assert people_on_file(path) == ("priya.nair",)


@pytest.mark.parametrize(("sign_in", "passphrase"), [("priya.nair", WORDS + "s"), ("nobody", WORDS), ("", "")])
def test_a_wrong_name_and_a_wrong_passphrase_get_one_sentence_and_touch_nothing(
    path: Path, sign_in: str, passphrase: str
) -> None:
    before = bytes_of(path)
    with pytest.raises(Refused) as refused:
        open_workbook(path, sign_in, passphrase, catalogue=CATALOGUE)
    assert refused.value.message == signing_in.WRONG
    assert bytes_of(path) == before


def test_wrong_tries_are_slowed_more_each_time_and_forgotten_after_a_right_one(path: Path) -> None:
    machine = Machine()

    def wrong() -> str:
        with pytest.raises(Refused) as refused:
            open_workbook(path, "priya.nair", "not that", catalogue=CATALOGUE, machine=machine)
        return refused.value.message

    assert [wrong() for _ in range(3)] == [signing_in.WRONG] * 3
    assert "Wait 2 seconds" in wrong()
    with pytest.raises(Refused, match="Wait 2 seconds"):
        opened(path, machine=machine)  # the right passphrase waits too
    machine.wait(2)
    assert wrong() == signing_in.WRONG
    assert "Wait 4 seconds" in wrong()
    machine.wait(-7200)  # a clock set back makes nobody wait for hours
    assert "Wait 4 seconds" in wrong()
    machine.wait(7300)
    ctx = opened(path, machine=machine)
    assert [item for item in events(ctx) if item[0] == "REFUSED"] == [
        ("REFUSED", f"sign_in 2026-05-11T09:00:0{second}+00:00") for second in (0, 0, 0, 2)
    ]
    ctx.store.close()
    assert wrong() == signing_in.WRONG


def test_the_longest_wait_is_five_minutes(path: Path) -> None:
    machine = Machine()
    for _ in range(20):
        with pytest.raises(Refused):
            open_workbook(path, "priya.nair", "not that", catalogue=CATALOGUE, machine=machine)
        machine.wait(300)
    opened(path, machine=machine).store.close()


def add_josh(ctx: Context, **more: object) -> None:
    with ctx.write() as session:
        row = staff_row(JOSH)
        for name, value in more.items():
            setattr(row, name, value)
        session.add(row)


def test_a_code_opens_a_first_slot_once(path: Path) -> None:
    ctx = opened(path)
    add_josh(ctx)
    code = new_code(ctx, JOSH, cost=CHEAP)
    assert people_on_file(path) == ("priya.nair", "josh.whitlock")
    ctx.store.close()
    with pytest.raises(Refused, match="code"):
        first_sign_in(path, "priya.nair", code, OTHER_WORDS, catalogue=CATALOGUE)
    with pytest.raises(WorkbookError, match="12 characters"):
        first_sign_in(path, "josh.whitlock", code, "short", catalogue=CATALOGUE)
    josh = first_sign_in(path, "josh.whitlock", code.lower(), OTHER_WORDS, cost=CHEAP, catalogue=CATALOGUE)
    assert josh.user.name == "Josh Whitlock"
    with pytest.raises(NotAllowed, match="administrator"):
        new_code(josh, JOSH)
    josh.store.close()
    with pytest.raises(Refused, match="used already"):
        first_sign_in(path, "josh.whitlock", code, OTHER_WORDS, catalogue=CATALOGUE)
    open_workbook(path, "Josh.Whitlock", OTHER_WORDS, catalogue=CATALOGUE).store.close()


def test_a_removed_slot_opens_nothing_and_the_last_one_stays(path: Path) -> None:
    ctx = opened(path)
    add_josh(ctx)
    code = new_code(ctx, JOSH, cost=CHEAP)
    with pytest.raises(NotAllowed, match="last person"):
        remove_slot(ctx, ctx.user)
    ctx.store.close()
    first_sign_in(path, "josh.whitlock", code, OTHER_WORDS, cost=CHEAP, catalogue=CATALOGUE).store.close()
    ctx = opened(path)
    remove_slot(ctx, JOSH)
    assert ("PERMISSION", "slot removed") in events(ctx)
    ctx.store.close()
    with pytest.raises(Refused):
        open_workbook(path, "josh.whitlock", OTHER_WORDS, catalogue=CATALOGUE)


def test_who_has_left_is_refused_at_once(path: Path) -> None:
    ctx = opened(path)
    add_josh(ctx)
    code = new_code(ctx, JOSH, cost=CHEAP)
    ctx.store.close()
    first_sign_in(path, "josh.whitlock", code, OTHER_WORDS, cost=CHEAP, catalogue=CATALOGUE).store.close()
    ctx = opened(path)
    with ctx.write() as session:
        session.get(StaffRow, "josh").active_to = date(2020, 1, 1)
    ctx.store.close()
    with pytest.raises(NotFound):
        open_workbook(path, "josh.whitlock", OTHER_WORDS, catalogue=CATALOGUE)


def test_the_printed_key_opens_and_gives_a_new_passphrase(path: Path) -> None:
    printed = path.with_name("printed").read_text()
    with pytest.raises(Refused, match="recovery key"):
        open_with_recovery_key(path, printed[:-1] + "Q", "priya.nair", OTHER_WORDS, catalogue=CATALOGUE)
    with pytest.raises(NotFound):
        open_with_recovery_key(path, printed, "nobody", OTHER_WORDS, catalogue=CATALOGUE)
    ctx = open_with_recovery_key(
        path, printed.lower().replace("-", " "), "priya.nair", OTHER_WORDS, cost=CHEAP, catalogue=CATALOGUE
    )
    assert ("LOGIN", "recovery_key") in events(ctx)
    ctx.store.close()
    with pytest.raises(Refused):
        opened(path)
    open_workbook(path, "priya.nair", OTHER_WORDS, catalogue=CATALOGUE).store.close()


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("short", "12 characters"),
        ("password1234", "first things"),
        ("P4ssw0rd2026!", "first things"),
        ("Safeguarding!", "first things"),
        ("SummerLondon2026", "first things"),
        ("password1234x", "first things"),
        ("Liverpool2024x", "first things"),
        ("safeguarding1a", "first things"),
        ("passwordpass1", "first things"),
        ("SocialWork2025z", "first things"),
        ("qwertyuiop1x!", "first things"),
        ("123456789012", "repeats"),
        ("qwertyuiopqwerty", "repeats"),
        ("abcabcabcabc", "repeats"),
        ("aaaaaaaaaaaaaaa", "repeats"),
        ("priyanair2026", "own name"),
        ("Priya.Nair!!!", "own name"),
        ("746201938475610", "first things"),
    ],
)
def test_a_passphrase_that_others_would_guess_is_refused_in_a_sentence(passphrase: str, words: str) -> None:
    with pytest.raises(WorkbookError, match=words) as refused:
        passphrases.check(passphrase, "priya.nair", "Priya Nair")
    assert refused.value.field == "passphrase"


@pytest.mark.parametrize(
    "passphrase",
    [WORDS, "Päivää-kahvi-kuppi", "priya loves lanterns and gravel", "x9!Kq2#vLw7$", "my monkey ate gravel"],
)
def test_other_passphrases_are_taken_also_pasted_ones(passphrase: str) -> None:
    passphrases.check(passphrase, "priya.nair", "Priya Nair")


def test_letters_composed_in_either_way_are_the_same_passphrase(tmp_path: Path) -> None:
    make(tmp_path, "Pa\u0308iva\u0308a\u0308 kahvi kuppi").context.store.close()
    open_workbook(tmp_path / "canal.fsw", "priya.nair", "Päivää kahvi kuppi", catalogue=CATALOGUE).store.close()


def test_what_is_missing_is_said_before_a_file_is_made(tmp_path: Path) -> None:
    for more in ({"name": " "}, {"sign_in": ""}, {"passphrase": "short"}):
        with pytest.raises(WorkbookError):
            make(tmp_path, **more)
    assert list(tmp_path.iterdir()) == []


def test_a_limit_that_is_no_number_of_days_is_said_before_a_file_is_made(tmp_path: Path) -> None:
    here = replace(HERE, limits=Limits(red=-5))
    with pytest.raises(WorkbookError, match="1 to 250") as refused:
        create_workbook(
            tmp_path / "a.fsw", here, "Canal", "Priya Nair", "priya", WORDS, cost=CHEAP, catalogue=CATALOGUE
        )
    assert refused.value.field == "red"
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_overwritten(path: Path) -> None:
    before = bytes_of(path) | {"keys": path_beside(path).read_bytes()}
    with pytest.raises(Refused, match="already"):
        make(path.parent)
    path.unlink()
    with pytest.raises(Refused, match="already"):
        make(path.parent)
    assert path_beside(path).read_bytes() == before["keys"]


def test_keys_of_another_workbook_are_refused_and_nothing_is_touched(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    make(other).context.store.close()
    (other / "canal.fsw").write_bytes(path.read_bytes())
    before = bytes_of(other / "canal.fsw")
    with pytest.raises(Refused, match="does not belong"):
        opened(other / "canal.fsw")
    assert bytes_of(other / "canal.fsw") == before


def test_a_demonstration_asks_nobody_and_is_not_opened_as_a_workbook(path: Path, tmp_path: Path) -> None:
    demo = tmp_path / "demo.fsw"
    store = create_demonstration(demo, at=datetime(2026, 5, 11, 9), catalogue=CATALOGUE)
    with store.write(signing_in.DEMONSTRATION_AUTHOR, store.clock) as session:
        session.add(staff_row(JOSH))
    assert [person.id for person in demonstration_staff(store)] == ["josh"]
    store.close()
    assert (is_demonstration(demo), is_demonstration(path)) == (True, False)
    with pytest.raises(Refused, match="demonstration"):
        opened(demo)
    with pytest.raises(Refused):
        open_demonstration(path, "josh", catalogue=CATALOGUE)
    ctx = open_demonstration(demo, "josh", catalogue=CATALOGUE)
    assert ctx.now() == datetime(2026, 5, 11, 9)
    ctx.set_clock(datetime(2026, 5, 12, 10))
    assert ctx.today == date(2026, 5, 12)
    with pytest.raises(NotAllowed):
        new_code(ctx, JOSH)
    ctx.store.close()


def test_the_clock_of_a_workbook_cannot_be_set(path: Path) -> None:
    ctx = opened(path)
    with pytest.raises(NotAllowed, match="demonstration"):
        ctx.set_clock(datetime(2026, 5, 12, 10))
    assert abs(ctx.now() - ctx.clock()) < timedelta(seconds=5)
    with pytest.raises(NotAllowed):
        demonstration_staff(ctx.store)
    ctx.store.close()
