"""What stands on the audit trail: every table but drafts and running cells, whose every keystroke is no event."""

from fsworkbook.storage.tables import Row

UNAUDITED = frozenset({"audit", "draft", "session_cell"})

AUDITED = tuple(sorted(set(Row.metadata.tables) - UNAUDITED))
"""The tables of which every row is fingerprinted; the cells of a session are sealed as one when it is over."""

SEALED = "session_cell"
SEALING_STATES = ("RECORDED", "FINALISED", "ABANDONED")

ACTIONS: dict[str, tuple[str, str]] = {
    "access_open": ("READ", "LOCK"),
    "class_grant": ("GRANT", "GRANT"),
    "entry_text": ("CREATE", "CLASS_CHANGE"),
    "entry_version": ("FINALISE", "FINALISE"),
    "export": ("EXPORT", "EXPORT"),
    "involvement": ("PERMISSION", "PERMISSION"),
    "protection": ("PERMISSION", "PERMISSION"),
    "staff": ("PERMISSION", "PERMISSION"),
}
"""What making and changing a row of a table is called on the trail; CREATE and UPDATE where nothing is said."""

PARENTS = {"session_id": "session", "involvement_id": "involvement", "place_id": "place", "export_id": "export"}
"""Where the family of a row stands that does not name it itself."""


def columns_of(name: str) -> tuple[str, ...]:
    """The columns that a row's fingerprint covers, by name: so a file's own tables tell what an older program's
    fingerprints cover, whatever order the revisions left the columns in."""
    return tuple(sorted(Row.metadata.tables[name].columns.keys()))
