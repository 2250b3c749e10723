"""Secrets that people copy from paper: the recovery key and one-time codes, in letters that are not mistaken."""

import base64
import hashlib
import secrets

GROUP = 5
RECOVERY_BYTES = 23
CODE_BYTES = 10
CHECK = 2
MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", "9": "G"})


def new_recovery_key() -> str:
    """Eight groups of five letters: 184 random bits and a check."""
    return _written(secrets.token_bytes(RECOVERY_BYTES))


def new_code() -> str:
    """A one-time code of four groups and a check in them, to be said over the telephone."""
    return _written(secrets.token_bytes(CODE_BYTES))


def read_back(typed: str) -> str | None:
    """What was printed, from what somebody typed: case, spaces and likely misreadings are forgiven. None: a slip."""
    letters = "".join(letter for letter in typed.upper().translate(MISREAD) if letter.isalnum())
    try:
        value = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return None
    body, check = value[:-CHECK], value[-CHECK:]
    return _written(body) if body and check == _check(body) else None


def _written(body: bytes) -> str:
    letters = base64.b32encode(body + _check(body)).decode().rstrip("=")
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:CHECK]
