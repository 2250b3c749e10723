"""The key slots beside an encrypted file: who can unwrap its key, with what (data.md 2).

One slot a person, labelled by their sign-in name, the only clear words; one for the printed recovery key; a one-time
code opens a first slot. The label and kind go into the key derivation, so a slot under another's name opens nothing.
Wrong tries are counted here and slowed; their times wait here until somebody signs in and puts them on the trail.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from fsworkbook.domain.errors import Refused
from fsworkbook.storage.sqlite.claim import Claim

FORMAT = "fsworkbook-keys"
VERSION = 1
PERSON, CODE, RECOVERY = "person", "code", "recovery"

NO_KEYS = "The file of keys that belongs to this workbook is not beside it. Put both files in one folder again."
FOREIGN_KEYS = "The file of keys beside this workbook is damaged or of another program. Nothing was changed."
NEWER_KEYS = "The file of keys was written by a newer FS Workbook. Install the newest version. Nothing was changed."
KEYS_IN_USE = "Another window of FS Workbook is changing the keys of this workbook. Wait a moment, then try again."
LONGEST_WAIT = 10.0
"""Seconds that a change of the keys waits for another one; each takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: about 0.4 s and 128 MiB (data.md 2). Stands in each slot, so it can rise later."""

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """The file's key, wrapped for one person under their passphrase."""

    kind: str
    sign_in: str
    cost: Cost
    salt: bytes
    wrapped: bytes

    @classmethod
    def made(cls, kind: str, sign_in: str, secret: str, key: bytes, cost: Cost) -> "Slot":
        """A slot that this secret opens."""
        slot = cls(kind, sign_in, cost, os.urandom(16), b"")
        return replace(slot, wrapped=aes_key_wrap(slot._wrapping_key(secret), key))

    def opened(self, secret: str) -> bytes | None:
        """The file's key, or None where the secret is wrong."""
        try:
            return aes_key_unwrap(self._wrapping_key(secret), self.wrapped)
        except InvalidUnwrap:
            return None

    def _wrapping_key(self, secret: str) -> bytes:
        return Argon2id(
            salt=self.salt,
            length=32,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory_kib,
            ad=f"{FORMAT}:{self.kind}:{self.sign_in}".encode(),
        ).derive(secret.encode())


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries under one name: how many in a row, when the last was, and those not yet on the trail."""

    wrong: int = 0
    last: str = ""
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotsFile:
    """The file of slots, read and written whole."""

    path: Path
    slots: tuple[Slot, ...] = ()
    tries: tuple[tuple[str, Tries], ...] = ()

    @classmethod
    def beside(cls, workbook: Path) -> "SlotsFile":
        """Read the file beside this workbook; Refused where there is none or it cannot be understood."""
        path = path_beside(workbook)
        if not path.is_file():
            raise Refused(NO_KEYS)
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            if value["format"] != FORMAT:
                raise Refused(FOREIGN_KEYS)
            if value["version"] > VERSION:
                raise Refused(NEWER_KEYS)
            tries = tuple(
                (name, Tries(t["wrong"], t["last"], tuple(t["untold"]))) for name, t in value["tries"].items()
            )
            return cls(path, tuple(map(_slot, value["slots"])), tries)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(FOREIGN_KEYS) from error

    def slot(self, kind: str, sign_in: str) -> Slot | None:
        """The slot of that kind under that name."""
        return next((item for item in self.slots if (item.kind, item.sign_in) == (kind, sign_in)), None)

    def tries_of(self, sign_in: str) -> Tries:
        """The wrong tries under that name."""
        return dict(self.tries).get(sign_in, Tries())

    def having(self, slot: Slot) -> "SlotsFile":
        """With this slot in the place of the one of its kind and name."""
        rest = (item for item in self.slots if (item.kind, item.sign_in) != (slot.kind, slot.sign_in))
        return replace(self, slots=(*rest, slot))

    def without(self, sign_in: str, *kinds: str) -> "SlotsFile":
        """Without this person's slots of those kinds, by default all of theirs."""
        gone = kinds or (PERSON, CODE)
        return replace(
            self, slots=tuple(item for item in self.slots if item.sign_in != sign_in or item.kind not in gone)
        )

    def trying(self, sign_in: str, tries: Tries) -> "SlotsFile":
        """With the count of wrong tries under that name."""
        known = dict(self.tries)
        known.pop(sign_in, None)
        return replace(self, tries=(*known.items(), *([(sign_in, tries)] if tries != Tries() else [])))

    def write(self) -> None:
        """Write the file in one step: a new file beside it, flushed to the disk, then put in its place."""
        value = {
            "format": FORMAT,
            "version": VERSION,
            "slots": [asdict(item) | {"salt": _text(item.salt), "wrapped": _text(item.wrapped)} for item in self.slots],
            "tries": {name: asdict(tries) for name, tries in self.tries},
        }
        fresh = self.path.with_name(self.path.name + ".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        _flush_folder(self.path.parent)


@contextmanager
def slots_to_change(workbook: Path) -> Iterator[SlotsFile]:
    """The slots as they are now, to be written within the block, while nobody else changes them: a file read before
    would bring back a slot that was removed since. No key is derived in here."""
    claim = Claim(path_beside(workbook), KEYS_IN_USE, LONGEST_WAIT)
    try:
        yield SlotsFile.beside(workbook)
    finally:
        claim.release()


def path_beside(workbook: Path) -> Path:
    """Where the slots of a workbook lie: `name.fsw` has `name.fsw.keys`."""
    return workbook.with_name(workbook.name + ".keys")


def _flush_folder(folder: Path) -> None:
    """Make the new name last too, where the system can say so of a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _slot(value: dict[str, Any]) -> Slot:
    return Slot(
        value["kind"],
        value["sign_in"],
        Cost(**value["cost"]),
        base64.b64decode(value["salt"]),
        base64.b64decode(value["wrapped"]),
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def names_in(file: SlotsFile) -> Iterator[str]:
    """The sign-in names that have a slot, each once."""
    yield from dict.fromkeys(item.sign_in for item in file.slots if item.kind in (PERSON, CODE))
