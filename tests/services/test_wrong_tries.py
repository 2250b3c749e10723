"""Wrong tries at one window while the keys are changed at another: nothing of either is lost, or comes back."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fsworkbook import catalogue_file
from fsworkbook.context import Context
from fsworkbook.domain.errors import Refused
from fsworkbook.domain.people import Installation, Staff
from fsworkbook.services import administration, signing_in
from fsworkbook.services.wrong_tries import failed, machine_clock
from fsworkbook.storage.sqlite.key_slots import CODE, PERSON, RECOVERY, Cost, Slot, SlotsFile, slots_to_change

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
HERE = Installation("WORKBOOK", "Canal Council", "ENGLAND", "LCS")
WORDS = "lantern gravel pony teacup"


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    """A workbook that its administrator has open."""
    made = signing_in.create_workbook(
        tmp_path / "canal.fsw", HERE, "Canal", "Priya Nair", "priya", WORDS, cost=CHEAP, catalogue=catalogue_file.load()
    )
    yield made.context
    made.context.store.close()


@pytest.fixture
def bob(ctx: Context) -> Staff:
    """Somebody new."""
    return administration.add_staff(ctx, "Bob Ray", "bob", "SOCIAL_WORKER")


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Do this at another window while a secret is tried, which takes a while."""

    def at_the_next_try(act: Callable[[], object]) -> None:
        opened = Slot.opened

        def slow(slot: Slot, secret: str) -> bytes | None:
            monkeypatch.setattr(Slot, "opened", opened)
            act()
            return opened(slot, secret)

        monkeypatch.setattr(Slot, "opened", slow)

    return at_the_next_try


def wrong_code(ctx: Context) -> None:
    with pytest.raises(Refused):
        signing_in.first_sign_in(ctx.store.path, "bob", "WRONG-CODE", "marble ferry cactus violin")


def slots(ctx: Context) -> list[tuple[str, str]]:
    return [(slot.kind, slot.sign_in) for slot in SlotsFile.beside(ctx.store.path).slots]


def test_a_slot_removed_during_a_wrong_try_stays_removed(ctx: Context, bob: Staff, meanwhile) -> None:
    signing_in.new_code(ctx, bob, cost=CHEAP)
    meanwhile(lambda: signing_in.remove_slot(ctx, bob))
    wrong_code(ctx)
    assert slots(ctx) == [(PERSON, "priya"), (RECOVERY, "")]


def test_a_code_given_during_a_wrong_try_is_kept_and_the_try_is_counted(ctx: Context, bob: Staff, meanwhile) -> None:
    signing_in.new_code(ctx, bob, cost=CHEAP)
    codes: list[str] = []
    meanwhile(lambda: codes.append(signing_in.new_code(ctx, bob, cost=CHEAP)))
    wrong_code(ctx)
    file = SlotsFile.beside(ctx.store.path)
    assert file.slot(CODE, "bob").opened(codes[0]) is not None
    assert file.tries_of("bob").wrong == 1


def test_one_at_a_time_changes_the_keys(ctx: Context) -> None:
    path = ctx.store.path
    tries = [threading.Thread(target=failed, args=(path, "priya", machine_clock())) for _ in range(6)]
    with slots_to_change(path) as held:
        for each in tries:
            each.start()
        held.trying("bob", held.tries_of("bob")).write()
    for each in tries:
        each.join()
    assert SlotsFile.beside(path).tries_of("priya").wrong == 6
    assert not list(path.parent.glob("*.keys-*"))


def test_keys_that_stay_held_are_said_in_a_sentence(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fsworkbook.storage.sqlite.key_slots.LONGEST_WAIT", 0)
    with slots_to_change(ctx.store.path), pytest.raises(Refused, match="Another window"):
        failed(ctx.store.path, "priya", machine_clock())
