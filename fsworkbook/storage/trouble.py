"""Errors of the database as sentences people can read. Rules raise `FS001 …` codes; each has its own error."""

import re
import sqlite3

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from fsworkbook.domain.errors import NotAllowed, Refused, Stale, WorkbookError

RAISED = re.compile(r"\b(FS\d{3}) (.+)", re.DOTALL)

ERRORS: dict[str, type[WorkbookError]] = {
    "FS001": NotAllowed,  # final, immutable, append-only
    "FS002": NotAllowed,  # somebody else's
    "FS003": NotAllowed,  # a key or a fixed column
    "FS004": NotAllowed,  # never deleted
    "FS005": NotAllowed,  # not the workbook's time
    "FS006": Stale,  # not the next version
    "FS007": NotAllowed,  # not in this state
    "FS008": NotAllowed,  # not the next state
}

DISK_FULL = "There is no room left on this disk, so nothing was saved. Make room, then save again. Your text is kept."
NO_DISK = (
    "The disk did not take or give what it should, so nothing was saved. Your text is kept. See that the disk or stick"
    " is still connected, then save again. If it goes on, ask for support: the disk may be failing."
)
BUSY = "Another program is using this workbook just now, so nothing was saved. Wait a moment, then save again."
READ_ONLY = "This workbook may not be written to here. Move it to a folder of your own, then open it again."
DAMAGED = "Part of this workbook cannot be read. Nothing was changed. Open your second copy and keep this file."


def as_workbook_error(error: DBAPIError | sqlcipher.Error | sqlite3.Error) -> WorkbookError | None:
    """The sentence for this error, or None where it is a bug."""
    text = str(error.orig if isinstance(error, DBAPIError) else error)
    if raised := RAISED.search(text):
        return ERRORS.get(raised[1], NotAllowed)(raised[2])
    for words, answer in (
        ("database or disk is full", WorkbookError(DISK_FULL)),
        ("disk I/O error", WorkbookError(NO_DISK)),
        ("database is locked", WorkbookError(BUSY)),
        ("readonly database", WorkbookError(READ_ONLY)),
        ("malformed", Refused(DAMAGED)),
        ("not a database", Refused(DAMAGED)),
    ):
        if words in text:
            return answer
    return None
