"""Key slots: what opens them, what does not, and how their file is kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fsworkbook.domain.errors import Refused
from fsworkbook.storage.sqlite import key_slots
from fsworkbook.storage.sqlite.key_slots import CODE, PERSON, RECOVERY, Cost, Slot, SlotsFile, Tries, names_in
from fsworkbook.storage.sqlite.printed_keys import new_code, new_recovery_key, read_back

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
KEY = bytes(range(32))


def slot(sign_in: str = "priya", secret: str = "four words of mine", kind: str = PERSON) -> Slot:
    return Slot.made(kind, sign_in, secret, KEY, CHEAP)


def test_a_slot_opens_with_its_secret_and_no_other() -> None:
    made = slot()
    assert made.opened("four words of mine") == KEY
    assert made.opened("four words of mind") is None
    assert made.opened("") is None


def test_a_slot_under_anothers_name_or_kind_opens_nothing() -> None:
    """The worker of the person who harms cannot relabel a slot of their own as the manager's."""
    made = slot("steve", "my own passphrase")
    assert replace(made, sign_in="priya").opened("my own passphrase") is None
    assert replace(made, kind=RECOVERY).opened("my own passphrase") is None


def test_the_cost_stands_in_the_slot_and_is_high_by_itself(tmp_path: Path) -> None:
    assert Cost() == Cost(memory_kib=128 * 1024, passes=3, lanes=4)
    file = SlotsFile(tmp_path / "a.fsw.keys").having(slot())
    file.write()
    read = SlotsFile.beside(tmp_path / "a.fsw")
    assert read.slot(PERSON, "priya") == file.slot(PERSON, "priya")
    assert read.slots[0].cost == CHEAP


def test_the_file_holds_sign_in_names_and_no_other_word(tmp_path: Path) -> None:
    file = SlotsFile(tmp_path / "a.fsw.keys").having(slot()).having(slot("", "x" * 40, RECOVERY))
    file.write()
    content = file.path.read_bytes()
    assert b"four words" not in content
    assert KEY not in content
    assert KEY.hex().encode() not in content
    assert file.path.stat().st_mode & 0o077 == 0


def test_slots_are_replaced_and_taken_away_by_name() -> None:
    file = SlotsFile(Path("a.fsw.keys")).having(slot()).having(slot("josh")).having(slot("josh", kind=CODE))
    assert tuple(names_in(file)) == ("priya", "josh")
    assert len(file.having(slot("josh")).slots) == 3
    assert file.without("josh", CODE).slot(PERSON, "josh") is not None
    assert tuple(names_in(file.without("josh"))) == ("priya",)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SlotsFile(tmp_path / "a.fsw.keys").having(slot())
    file.write()
    before = file.path.read_bytes()

    def fails(_: int) -> None:
        raise OSError("no room")

    monkeypatch.setattr(key_slots.os, "fsync", fails)
    with pytest.raises(OSError, match="no room"):
        file.without("priya").write()
    assert file.path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "not beside it"),
        ("not JSON", "damaged"),
        ('{"some": "other file"}', "damaged"),
        ('{"format": "other", "version": 1}', "damaged"),
        ('["fsworkbook-keys"]', "damaged"),
        ('{"format": "fsworkbook-keys", "version": 2, "slots": [], "tries": {}}', "newer"),
        ('{"format": "fsworkbook-keys", "version": 1, "slots": [{}], "tries": {}}', "damaged"),
    ],
)
def test_a_file_of_keys_that_cannot_be_understood_is_refused(tmp_path: Path, content: str | None, words: str) -> None:
    if content is not None:
        (tmp_path / "a.fsw.keys").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=words):
        SlotsFile.beside(tmp_path / "a.fsw")


def test_tries_are_counted_by_name_and_vanish_at_nought(tmp_path: Path) -> None:
    file = SlotsFile(tmp_path / "a.fsw.keys").trying("priya", Tries(2, "2026-05-11T09:00:00+00:00", ("x",)))
    file.write()
    read = SlotsFile.beside(tmp_path / "a.fsw")
    assert read.tries_of("priya") == Tries(2, "2026-05-11T09:00:00+00:00", ("x",))
    assert read.tries_of("josh") == Tries()
    read.trying("priya", Tries()).write()
    assert json.loads(read.path.read_text(encoding="utf-8"))["tries"] == {}


def test_a_printed_key_has_eight_groups_and_survives_the_ways_people_type() -> None:
    key = new_recovery_key()
    assert [len(group) for group in key.split("-")] == [5] * 8
    assert read_back(key) == key
    assert read_back(key.lower().replace("-", "  ")) == key
    assert read_back(key.replace("O", "0").replace("I", "1").replace("B", "8")) == key
    assert [len(group) for group in new_code().split("-")] == [5] * 4


def test_a_slip_in_a_printed_key_is_seen_before_anything_is_tried() -> None:
    key = new_recovery_key()
    slips = [key[:place] + ("A" if key[place] != "A" else "C") + key[place + 1 :] for place in (0, 7, 21, 40)]
    assert [read_back(slip) for slip in slips] == [None] * 4
    assert read_back("") is None
    assert read_back("hello!") is None
    assert read_back("ß" * 40) is None
