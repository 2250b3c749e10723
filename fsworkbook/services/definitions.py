"""What the catalogue says of one entry: its permission object, module, classes and the slots with an object of their
own. The only place that turns an `EntryKey` into the words of the permission table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fsworkbook.domain.catalogue import Catalogue, FieldKind, Scope
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import EntryKey, EntryKind

CHRONOLOGY = "chronology"
SUMMARY = "summary"
CONFIDENTIAL_NOTE = "confidential_note"


@dataclass(frozen=True, slots=True)
class Definition:
    """`object` is asked for reading; `writes` (own_panel, summary_own) for writing one's own. `scope` is whom an answer
    is about, `discipline` whose a panel is."""

    label: str
    object: str
    writes: str
    module: int | None
    default_class: SharingClass
    least_class: SharingClass
    kind: FieldKind = FieldKind.RICH
    section: str = ""
    scope: Scope = Scope.FAMILY
    discipline: str = ""
    object_of_slot: Mapping[str, str] = field(default_factory=dict)


def definition(catalogue: Catalogue, key: EntryKey, discipline: str, contribution_kind: str = "") -> Definition:
    """The definition of the entry that somebody of this discipline writes under `key`."""
    if key.kind is EntryKind.ANSWER:
        return _of_answer(catalogue, key.key)
    if key.kind is EntryKind.PANEL:
        return _of_panel(catalogue, key.key)
    writer = catalogue.discipline(discipline)
    if key.kind is EntryKind.SUMMARY:
        return Definition(
            "Summary for the supervision",
            "summary_other",
            "summary_own",
            None,
            writer.summary_default_class,
            SharingClass.SHAREABLE,
            object_of_slot={CONFIDENTIAL_NOTE: CONFIDENTIAL_NOTE},
        )
    return _of_contribution(catalogue, key.key, discipline, contribution_kind)


def _of_answer(catalogue: Catalogue, key: str) -> Definition:
    for section in catalogue.sections:
        for item in section.fields:
            if item.key == key:
                return Definition(
                    item.title,
                    item.object,
                    item.object,
                    section.number,
                    item.default_class,
                    item.least_class,
                    item.kind,
                    section.code,
                    item.scope,
                )
    raise WorkbookError("This question is not part of the workbook any more.")


def _of_panel(catalogue: Catalogue, key: str) -> Definition:
    for section in catalogue.sections:
        for panel in section.panels:
            if panel.key == key:
                return Definition(
                    panel.prompt,
                    "other_panel",
                    "own_panel",
                    section.number,
                    panel.default_class,
                    panel.least_class,
                    section=section.code,
                    discipline=panel.discipline,
                )
    raise WorkbookError("This panel is not part of the workbook any more.")


def _of_contribution(catalogue: Catalogue, key: str, discipline: str, kind: str) -> Definition:
    writer = catalogue.discipline(discipline)
    if key == CHRONOLOGY:
        default = SharingClass.SHAREABLE
        return Definition("Significant event", CHRONOLOGY, CHRONOLOGY, None, default, SharingClass.SHAREABLE)
    code = key.removeprefix("contribution.")
    number = catalogue.section(code).number
    read = "other_panel"
    if discipline == "DA_OFFICER_PERPETRATOR" and kind in {"SESSION_1TO1", "GROUP_SESSION"}:
        read = "perpetrator_notes"  # domain.md 1.4: the probation worker's session notes are an object of their own
    return Definition(
        "Note", read, "own_panel", number, writer.note_default_class, SharingClass.SHAREABLE, section=code
    )
