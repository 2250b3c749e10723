"""The integrity rules as data: what may be written, by whom, when, and never (architecture.md 5, data.md 3).

Rendered to SQLite triggers by `sqlite/triggers.py`; the words here are of no engine. Each kind of rule has one code and
one sentence, which the person reads. What may be read is `reading_rules.py`; stamped columns are `stamps.py`.
"""

from dataclasses import dataclass
from typing import TypeAlias

FINAL = "FS001 This is final, so it is not changed any more. Add what is new beside it."
NOT_YOURS = "FS002 Only the person whose it is can do this."
FIXED = "FS003 This cannot be changed once it is written."
KEPT = "FS004 This is kept on the record and cannot be deleted."
NOT_NOW = "FS005 This carries a time that is not the workbook's own."
MOVED_ON = "FS006 Somebody saved a newer version meanwhile. Your text is kept: look at both, then save again."
NOT_IN_STATE = "FS007 This supervision is not at the point where that can be written."
NO_SUCH_STEP = "FS008 This supervision cannot go from where it is to there."


@dataclass(frozen=True, slots=True)
class Immutable:
    """No column changes after the row is written, save those in `but`."""

    table: str
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """These columns keep the value they were written with."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetOnce:
    """These columns may be filled later, once."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ByMe:
    """The column names the person who acts, whenever it is set; `owned`: nobody else changes or deletes the row."""

    table: str
    column: str
    owned: bool = False


@dataclass(frozen=True, slots=True)
class VersionStep:
    """Each update raises the version by one; a writer who read an older one is told (data.md 5)."""

    table: str
    column: str = "version"


@dataclass(frozen=True, slots=True)
class NumberNext:
    """A new row's number is the next one among those of the same parent."""

    table: str
    column: str
    parent: str


@dataclass(frozen=True, slots=True)
class Steps:
    """A state begins at `first` and moves along `steps` alone; in the states of `frozen` nothing of the row changes."""

    table: str
    column: str
    first: str
    steps: tuple[tuple[str, str], ...]
    frozen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class While:
    """Rows are written, changed and deleted only while their session is in one of these states; `or_in_act`: also in
    the act that finalises it."""

    tables: tuple[str, ...]
    states: tuple[str, ...]
    or_in_act: bool = False


@dataclass(frozen=True, slots=True)
class WithVersion:
    """Rows are added only in the act that finalises the version they belong to."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InAct:
    """Rows are changed only in the guarded act of this name, which storage alone begins."""

    table: str
    act: str


@dataclass(frozen=True, slots=True)
class OwnOrCarried:
    """Text is one's own, or was carried over unchanged from an earlier version of the same entry (domain.md 2.1)."""

    table: str


@dataclass(frozen=True, slots=True)
class OnlyShorter:
    """A time limit is brought forward, never put off."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class OnlyInDemonstration:
    """A column that is empty in every workbook but a demonstration."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """The table has one row."""

    table: str


Rule: TypeAlias = (
    Immutable
    | Fixed
    | SetOnce
    | ByMe
    | VersionStep
    | NumberNext
    | Steps
    | While
    | WithVersion
    | InAct
    | OwnOrCarried
    | OnlyShorter
    | OnlyInDemonstration
    | OnlyOne
)

CLASS_CHANGE = "CLASS_CHANGE"
"""The guarded act of giving a finalised paragraph a narrower class (domain.md 1.5)."""

SESSION_STEPS = (
    ("PLANNED", "IN_SESSION"),
    ("PLANNED", "CANCELLED"),
    ("IN_SESSION", "ABANDONED"),
    ("IN_SESSION", "RECORDED"),
    ("IN_SESSION", "FINALISED"),  # "finalise now": recorded and finalised in one act (domain.md 3.4)
    ("RECORDED", "FINALISED"),
)

DELETABLE = frozenset(
    {"draft", "session_typist", "involvement_person", "place_member", "relationship", "class_grant"}
    | {"session_cell", "session_quote"}
)
"""Rows that go: drafts, and what was said to be no longer so. Every deletion but a draft's or a cell's is audited."""

AUTHORS = {
    "entry_version": "author_id",
    "contact_point": "author_id",
    "still_true": "by_id",
    "chronology": "by_id",
    "protection": "by_id",
    "protected_place": "by_id",
    "class_grant": "by_id",
    "postponement": "by_id",
    "ask": "by_id",
    "excuse": "by_id",
    "session_cell": "by_id",
    "action_progress": "by_id",
    "told": "by_id",
    "access_open": "staff_id",
    "event": "staff_id",
    "export": "made_by",
}

RULES: tuple[Rule, ...] = (
    *(Immutable(name) for name in ("entry", "entry_version", "still_true", "status", "need_factor", "ruler")),
    *(Immutable(name) for name in ("chronology", "postponement", "ask", "excuse", "session_summary", "session_quote")),
    *(
        Immutable(name)
        for name in ("rating", "stage", "action", "action_progress", "told", "class_grant", "protection")
    ),
    *(Immutable(name) for name in ("event", "export", "export_withheld", "audit")),
    Immutable("access_open", but=("until",)),
    Immutable("protected_place", but=("to_on",)),
    Immutable("entry_text", but=("sharing_class", "protects", "placed")),
    InAct("entry_text", CLASS_CHANGE),
    OwnOrCarried("entry_text"),
    OnlyShorter("access_open", "until"),
    Fixed("installation", ("kind",)),
    OnlyInDemonstration("installation", "clock"),
    OnlyOne("installation"),
    Fixed("person", ("family_id",)),
    Fixed("involvement", ("family_id", "staff_id")),
    Fixed("contact_point", ("family_id", "of_kind", "of_id", "author_id")),
    Fixed("draft", ("family_id", "kind", "key", "subjects", "owner")),
    Fixed("session", ("family_id", "number")),
    Fixed("session_cell", ("session_id", "family_id", "item", "subject", "object")),
    ByMe("draft", "author_id", owned=True),
    *(ByMe(table, column) for table, column in AUTHORS.items()),
    *(ByMe("session", column) for column in ("started_by", "recorded_by", "finalised_by")),
    SetOnce("session", ("started_at", "started_by", "recorded_at", "recorded_by", "finalised_at", "finalised_by")),
    VersionStep("session_cell"),
    NumberNext("entry_version", "number", "entry_id"),
    Steps("session", "state", "PLANNED", SESSION_STEPS, ("FINALISED", "CANCELLED", "ABANDONED")),
    While(("ask", "postponement"), ("PLANNED",)),
    While(("excuse", "session_typist", "session_summary"), ("PLANNED", "IN_SESSION")),
    While(("session_cell",), ("IN_SESSION", "RECORDED")),
    While(("session_quote", "rating", "action"), ("IN_SESSION", "RECORDED"), or_in_act=True),
    WithVersion(("entry_text", "status", "need_factor", "ruler", "chronology")),
)
"""Besides these, in every table: ids never change, no row replaces another, and nothing but DELETABLE is deleted."""
