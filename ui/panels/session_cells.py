"""Cells of a running record on their way to the file: what is sent, and what came of each (domain.md 3.4)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fsworkbook.domain.errors import NotAllowed, NotFound, Stale, WorkbookError
from fsworkbook.domain.supervision import AttendanceMode, Cell
from fsworkbook.domain.workbook import Json
from fsworkbook.services import supervision_session
from fsworkbook.services.session_page import session_page

if TYPE_CHECKING:
    from fsworkbook.context import Context

Key = tuple[str, str]
Value = Mapping[str, Json]


@dataclass(slots=True)
class Held:
    """A cell that was typed here, or taken out (`gone`), and is not so in the file yet. `base` is what it grew from,
    `theirs` a newer one of somebody else that differs in the same part: then a person chooses."""

    value: dict[str, Json]
    base: Value
    version: int
    theirs: Cell | None = None
    refused: bool = False
    gone: bool = False
    sending: "Sending | None" = None


@dataclass(slots=True)
class Came:
    """What came of one cell: kept or taken out, another one in its place, or refused with a sentence."""

    key: Key
    kept: Cell | None = None
    theirs: Cell | None = None
    stale: bool = False
    sentence: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """One cell to write: its key, value (None takes it out), and the version it was read at."""

    key: Key
    value: Value | None
    version: int


@dataclass(slots=True)
class Sent:
    """What came of all; `broke` is the sentence of an error that kept the rest from being written."""

    came: list[Came] = field(default_factory=list)
    broke: str = ""


def send(session_id: str, sendings: tuple[Sending, ...], ctx: "Context") -> Sent:
    """Write the cells one by one: one that is refused keeps no other back. For a worker."""
    sent = Sent()
    for sending in sendings:
        try:
            sent.came.append(Came(sending.key, kept=_write(ctx, session_id, sending)))
        except Stale:
            theirs = session_page(ctx, session_id).record.cells.get(sending.key)
            sent.came.append(Came(sending.key, theirs=theirs, stale=True))
        except (NotAllowed, NotFound) as error:
            sent.came.append(Came(sending.key, sentence=error.message))
        except WorkbookError as error:
            if error.field is None:
                sent.broke = error.message
                return sent
            sent.came.append(Came(sending.key, sentence=error.message, part=error.field))
    return sent


def merged(held: Held, theirs: Value) -> dict[str, Json] | None:
    """Mine and theirs in one, part by part; None where both changed the same part and they differ."""
    found: dict[str, Json] = {}
    for part in {**theirs, **held.value, **held.base}:
        mine, other, before = held.value.get(part), theirs.get(part), held.base.get(part)
        if mine != before and other != before and mine != other:
            return None
        found[part] = other if mine == before else mine
    return found


def _write(ctx: "Context", session_id: str, sending: Sending) -> Cell | None:
    item, subject = sending.key
    value = sending.value
    if value is None:
        with suppress(NotFound):  # somebody else took it out
            supervision_session.remove_cell(ctx, session_id, item, subject)
        return None
    if item != "attendance":
        return supervision_session.type_cell(ctx, session_id, item, subject, value, sending.version)
    return supervision_session.attend(
        ctx,
        session_id,
        subject,
        AttendanceMode(str(value["mode"])),
        guest=bool(value.get("guest")),
        undisturbed=bool(value.get("undisturbed")),
        reason=str(value.get("reason") or ""),
    )
