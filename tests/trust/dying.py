"""A process that works on a real encrypted file until it is killed: `python -m tests.trust.dying WORK FILE [STOP NTH]`.

Each line it writes is one acknowledgement, or "stopped": it then stands still before the NTH statement that begins with
STOP, or right after the NTH commit of that change (STOP = "committed: draft saved"), for ever.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.workbook import Content, EntryKind
from fsworkbook.services import entries, exporting, families, finalising
from fsworkbook.services import supervision_session as running
from tests.small_family import SmallFamily
from tests.trust.files import FINALISED_AT, RECORDED_AT, first_session, opened

ENDLESS = count(1)


def words(number: int) -> str:
    """What is typed so far: each save says more than the one before."""
    return " ".join(f"word{at}" for at in range(1, number + 1))


def told(**what: Any) -> None:
    """Acknowledge: this is in the file."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def drafts(small: SmallFamily, _file: Path) -> Iterator[None]:
    """Save the draft of a panel, over and over."""
    key = small.panel("SW", "m3")
    for number in ENDLESS:
        kept = entries.save_draft(small.as_["SW"], key, Content.of(RichText.from_plain(words(number))))
        yield told(draft=kept.content.body.plain)


def versions(small: SmallFamily, _file: Path) -> Iterator[None]:
    """Save and finalise the same panel, over and over."""
    for number in ENDLESS:
        version = small.write("SW", small.panel("SW", "m3"), words(number))
        yield told(version=version.number, text=version.content.body.plain)


def section(small: SmallFamily, _file: Path) -> Iterator[None]:
    """Finalise three answers of a section in one act."""
    for child in ("Mia", "Theo", "Unborn"):
        key = small.key(EntryKind.ANSWER, "m4.expressed_views", child)
        entries.save_draft(small.as_["SW"], key, Content.of(RichText.from_plain(f"{child} at six.")))
    yield told(drafts=3)
    yield told(finalised=len(entries.finalise_section(small.as_["SW"], small.family.id, "m4")))


def cells(small: SmallFamily, _file: Path) -> Iterator[None]:
    """Type one cell of the running record, over and over."""
    session, mia = first_session(small), small.people["Mia"].id
    version = 0
    for number in ENDLESS:
        cell = running.type_cell(small.as_["BS"], session.id, "worry", mia, {"text": words(number)}, version)
        version = cell.version
        yield told(cell=cell.version, text=cell.value["text"])


def recording(small: SmallFamily, _file: Path) -> Iterator[None]:
    """Record the supervision."""
    small.at(RECORDED_AT)
    yield told(state=running.record(small.as_["BS"], first_session(small).id).state)


def finalised(small: SmallFamily, _file: Path) -> Iterator[None]:
    """Finalise the recorded supervision."""
    small.at(FINALISED_AT)
    families.open_family(small.as_["TM"], small.family.id)
    done = finalising.finalise(small.as_["TM"], first_session(small).id)
    yield told(state=done.state, hash=done.finalised_hash)


def copies(small: SmallFamily, file: Path) -> Iterator[None]:
    """Make copies of the minutes, over and over."""
    request = exporting.MinutesRequest(first_session(small).id, "TM")
    for _ in ENDLESS:
        made = exporting.export(small.as_["TM"], request, file.parent)
        yield told(copy=made.path.name, export=made.export_id)


WORKS: dict[str, Callable[[SmallFamily, Path], Iterator[None]]] = {
    work.__name__: work for work in (drafts, versions, section, cells, recording, finalised, copies)
}


def stand_still_at(stop: str, nth: int, small: SmallFamily) -> None:
    """Stop for ever at the nth of these moments."""
    met = count(1)

    def look() -> None:
        if next(met) == nth:
            told(stopped=stop)
            sys.stdin.read()

    if stop.startswith("committed: "):
        change = stop.removeprefix("committed: ")
        small.store.listen(lambda changes: look() if any(item.what == change for item in changes) else None)
    else:
        event.listen(
            Engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: statement.startswith(stop) and look()
        )


def main() -> None:
    """Work until killed."""
    work, file, *stop = sys.argv[1:]
    if work.startswith("window "):
        from tests.trust import dying_window

        dying_window.main(work.removeprefix("window "), Path(file), stop)
        return
    small = opened(Path(file))
    told(ready=True)
    if stop:
        stand_still_at(stop[0], int(stop[1]), small)
    for _ in WORKS[work](small, Path(file)):
        pass
    sys.stdin.read()


if __name__ == "__main__":
    main()
