"""The acts of the demonstration in a supervision: planned, asked for, held, recorded, finalised, and what became of it.

The record is typed cell by cell as on the screen. `[act.cells]` holds them by item: the text or table of an item that
stands once, a table by child, adult, question or action for the others, a list of tables for decisions, actions and
messages to the family.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fsworkbook.domain.ids import new_id
from fsworkbook.domain.workbook import EntryKey, EntryKind, Json
from fsworkbook.services import entries, finalising, supervision_planning, supervision_session
from fsworkbook.services.demonstration_names import Scene

What = Mapping[str, Any]

ONCE = frozenset({"reflection", "case_rating", "plan", "next", "read_back"})
"""Items of the record that stand once in a session."""

STAFF_OR_FAMILY = {"owner": ("owner_id", "owner_person")}
"""A key in the files that is one of two in the record: of the staff, or of the family."""


def plan(scene: Scene, what: What) -> None:
    """The first supervision; each later one is planned by the next date of the one before."""
    supervision_planning.plan(
        scene.ctx,
        scene.family,
        what["starts_at"],
        what["minutes"],
        what["place"],
        scene.staff(what["chair"]),
        scene.staff(what["minute_taker"]),
    )


def ask(scene: Scene, what: What) -> None:
    """Ask those expected for their summaries."""
    supervision_planning.ask(scene.ctx, scene.session(what["session"]).id)


def start(scene: Scene, what: What) -> None:
    """Begin."""
    supervision_session.start(scene.ctx, scene.session(what["session"]).id)


def attend(scene: Scene, what: What) -> None:
    """Who is here and how; those on the link are asked whether they can be overheard."""
    session_id, reasons = scene.session(what["session"]).id, what.get("reasons", {})
    for guest, people in ((False, what["people"]), (True, what.get("guests", {}))):
        for ref, mode in people.items():
            supervision_session.attend(
                scene.ctx,
                session_id,
                scene.staff(ref),
                mode,
                guest=guest,
                undisturbed=mode == "REMOTE",
                reason=reasons.get(ref, ""),
            )


def quote(scene: Scene, what: What) -> None:
    """Quote a child's words from where they stand."""
    child = scene.person(what["child"])
    key = EntryKey(scene.family, EntryKind.ANSWER, what["key"], (child,))
    version = entries.versions(scene.ctx, key)[0]
    paragraph = next(item for item in version.content.body if what["containing"] in item.plain)
    supervision_session.quote(scene.ctx, scene.session(what["session"]).id, child, version.id, paragraph.id)


def type_cell(scene: Scene, what: What) -> None:
    """Type the record, one cell after the other."""
    session_id = scene.session(what["session"]).id
    for item, subject, value in _cells(scene, what["cells"]):
        supervision_session.type_cell(scene.ctx, session_id, item, subject, value, 0)


def record(scene: Scene, what: What) -> None:
    """The minutes are recorded."""
    supervision_session.record(scene.ctx, scene.session(what["session"]).id)


def finalise_session(scene: Scene, what: What) -> None:
    """The manager finalises."""
    finalising.finalise(scene.ctx, scene.session(what["session"]).id)


def progress(scene: Scene, what: What) -> None:
    """What became of an action."""
    finalising.progress(scene.ctx, scene.action(what["action"]), what["kind"], what["note"])


def tell(scene: Scene, what: What) -> None:
    """Somebody of the family was told."""
    finalising.tell(scene.ctx, scene.session(what["tell"]).id, scene.message(what["tell"]))


def _cells(scene: Scene, cells: What) -> Iterator[tuple[str, str, dict[str, Json]]]:
    """(item, subject, value) of every cell in the order of the file."""
    for item, said in cells.items():
        if item in ONCE:
            yield item, "", _value(scene, said)
        elif isinstance(said, list):
            for position, row in enumerate(said, 1):
                yield item, new_id(), {"position": position, **_value(scene, row)}
        else:
            for name, row in said.items():
                yield item, _subject(scene, item, name), _value(scene, row)


def _subject(scene: Scene, item: str, name: str) -> str:
    if item == "threshold":
        return name
    if item == "last_action":
        return scene.action(name)
    person, _, behaviour = name.partition("/")
    return f"{scene.person(person)}:{behaviour}" if behaviour else scene.person(person)


def _value(scene: Scene, said: object) -> dict[str, Json]:
    """A cell's value: a bare text is its `text`; names become ids and days become words."""
    if not isinstance(said, dict):
        return {"text": str(said).strip()}
    value: dict[str, Json] = {}
    for key, part in said.items():
        if key in STAFF_OR_FAMILY:
            of_staff, of_family = STAFF_OR_FAMILY[key]
            value[of_staff if scene.names.is_staff(part) else of_family] = scene.anybody(part)
        elif key == "for_children":
            value[key] = [scene.person(child) for child in part]
        elif key in ("by", "whom", "finder", "via"):
            value[key] = scene.anybody(part)
        elif key == "against":
            value[key] = [dict(row) | {"name": scene.names.staff(row["name"]).name} for row in part]
        elif isinstance(part, date):
            value[key] = part.isoformat()
        else:
            value[key] = part
    return value


SESSION_ACTS = {
    play.__name__: play
    for play in (plan, ask, start, attend, quote, type_cell, record, finalise_session, progress, tell)
}
