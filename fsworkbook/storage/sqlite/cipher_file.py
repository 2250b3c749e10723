"""What can be said of a file before it is opened: that this key made it. Reads bytes, never opens a database.

SQLCipher seals every page with an HMAC under a key derived from the raw key; checking the first page here means that a
foreign, damaged or wrongly keyed file is refused without a byte of it, or of its -wal, being touched.
"""

import hashlib
import hmac
import sys
from pathlib import Path

from fsworkbook.domain.errors import Refused

PAGE = 4096
SALT = 16
SEAL = 64
HMAC_MASK = 0x3A
PLAIN = b"SQLite format 3\x00"
SHARED_DRIVES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "davfs", "fuse.davfs2"}
REMOTE_DRIVE = 4
MOUNTS = Path("/proc/self/mounts")

MISSING = "There is no workbook at this place any more. Choose it again."
NOT_A_WORKBOOK = "This file is not a workbook. Nothing was changed."
DAMAGED = "This file is damaged, or does not belong to the keys beside it. Nothing was changed. Open your second copy."
ON_A_SHARE = (
    "This file is on a network share, where a workbook gets damaged when two computers use it."
    " Keep it on this computer, or use a shared workbook on a server."
)


def check_file(path: Path, key: bytes) -> None:
    """Refused, without touching the file, where it is missing, foreign, damaged or not of this key."""
    if not path.is_file():
        raise Refused(MISSING)
    if on_shared_drive(path):
        raise Refused(ON_A_SHARE)
    if not sealed_with(path, key):
        raise Refused(NOT_A_WORKBOOK if is_plain_database(path) else DAMAGED)


def remove_file(path: Path) -> None:
    """Take away a workbook that nobody has open, and what its engine left beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def sealed_with(path: Path, key: bytes) -> bool:
    """Whether the first page of the file carries the seal of this key."""
    with path.open("rb") as file:
        page = file.read(PAGE)
    if len(page) < PAGE:
        return False
    masked = bytes(byte ^ HMAC_MASK for byte in page[:SALT])
    seal_key = hashlib.pbkdf2_hmac("sha512", key, masked, 2, 32)
    seal = hmac.new(seal_key, page[SALT:-SEAL] + (1).to_bytes(4, "little"), "sha512").digest()
    return hmac.compare_digest(seal, page[-SEAL:])


def is_plain_database(path: Path) -> bool:
    """Whether this is some other program's unencrypted database."""
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def on_shared_drive(path: Path) -> bool:
    """Whether the folder lies on a network share, where such a file gets damaged (data.md 1)."""
    folder = path.absolute().parent
    if sys.platform == "win32":
        import ctypes

        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == REMOTE_DRIVE
    if not MOUNTS.exists():
        return False
    kinds = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    within = [(where, kind) for where, kind in kinds if folder.is_relative_to(where.replace("\\040", " "))]
    return bool(within) and max(within, key=lambda item: len(item[0]))[1] in SHARED_DRIVES
