"""The shape of the practice as values: disciplines, sections, fields, prompts, options and the permission table.

Read from `resources/catalogue/*.toml` by `fsworkbook/catalogue_file.py`; nothing here knows a file. Keys are permanent:
retired, never renamed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from fsworkbook.domain.sharing import SharingClass

Item = TypeVar("Item")


class FieldKind(StrEnum):
    """How a field is answered. The kinds in `SHOWN_KINDS` have an editor; fields of others are not shown or counted."""

    RICH = "rich"
    LINE = "line"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    RULER = "ruler"
    STATUS = "status"
    CHRONOLOGY = "chronology"
    ROWS = "rows"
    GRID = "grid"
    AUTO = "auto"
    BALANCE = "balance"
    FILES = "files"


SHOWN_KINDS = frozenset(
    {
        FieldKind.RICH,
        FieldKind.LINE,
        FieldKind.DATE,
        FieldKind.CHOICE,
        FieldKind.CHOICES,
        FieldKind.YES_NO,
        FieldKind.RULER,
        FieldKind.STATUS,
        FieldKind.CHRONOLOGY,
    }
)


class Scope(StrEnum):
    """Whom one answer is about (domain.md 0.2)."""

    FAMILY = "family"
    ADULT = "adult"
    CHILD = "child"
    ADULT_CHILD = "adult_child"


class Required(StrEnum):
    """When an answer is asked for (domain.md 0.2). Only BLOCKS ever blocks, and only the FINAL assessment."""

    OFFERED = "o"
    DRAFT = "d"
    FINAL = "f"
    EXPORT = "x"
    BLOCKS = "b"


class AskedOf(StrEnum):
    """Which persons of the scope a field is for; EVERYBODY where the catalogue names nobody.

    OWN_CHANGE leaves out a person harmed who has no other behaviour to change (domain.md 2.6, 4.2); SPEAKING is a child
    who can be spoken with; FAMILY_ABUSE asks the family once where any person has a domestic abuse factor. The rule is
    in `completeness.py`.
    """

    EVERYBODY = "everybody"
    PERSON_HARMED = "person_harmed"
    PERSON_WHO_HARMS = "person_who_harms"
    NOT_PERSON_HARMED = "not_person_harmed"
    CHILD_HARMED = "child_harmed"
    UNBORN = "unborn"
    BABY = "baby"
    BORN = "born"
    ON_CP_PLAN = "on_cp_plan"
    SPEAKING = "speaking"
    OWN_CHANGE = "own_change"
    DOMESTIC_ABUSE = "domestic_abuse"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCES = "substances"
    FAMILY_ABUSE = "family_abuse"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the workbook. `object` is the permission object that says who reads and writes it.

    `heading` is the number of the parenting assessment's heading that prints it, or None (domain.md 2.13).
    """

    key: str
    title: str
    prompt: str
    kind: FieldKind
    scope: Scope
    required: Required
    object: str
    default_class: SharingClass = SharingClass.SHAREABLE
    least_class: SharingClass = SharingClass.SHAREABLE
    asked_of: AskedOf = AskedOf.EVERYBODY
    options: tuple[Option, ...] = ()
    heading: int | None = None
    why: str = ""

    @property
    def shown(self) -> bool:
        """Whether this version has an editor for the field."""
        return self.kind in SHOWN_KINDS


@dataclass(frozen=True, slots=True)
class PanelPrompt:
    """The question of one discipline in one module; its key is `m3.panel.RECOVERY_WORKER`."""

    key: str
    discipline: str
    prompt: str
    default_class: SharingClass
    least_class: SharingClass
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The Case Worker Summary (`cws`), Key Information (`ki`) or a module (`m1` to `m8`)."""

    code: str
    number: int | None
    title: str
    purpose: str
    fields: tuple[Field, ...]
    panels: tuple[PanelPrompt, ...]


@dataclass(frozen=True, slots=True)
class Discipline:
    """A profession of the team (domain.md 1.2). Which ones count for group supervision is 3.1."""

    code: str
    title: str
    short: str
    chip: str
    reach: tuple[str, ...]
    panel_title: str = ""
    counts_for_supervision: bool = True
    summary_default_class: SharingClass = SharingClass.SHAREABLE
    note_default_class: SharingClass = SharingClass.PROFESSIONALS_ONLY
    summary_prompts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allow:
    """One row of the permission table (permissions.toml); absent conditions are not asked."""

    object: str
    disciplines: frozenset[str]
    verbs: frozenset[str]
    own: bool = False
    named: bool = False
    modules: frozenset[int] = frozenset()
    persons: str | None = None
    before: str | None = None
    classes: frozenset[str] = frozenset()
    reach: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PermissionObject:
    """Something the permission table speaks of."""

    code: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummaryBox:
    """One question of the summary before a supervision (domain.md 3.6); `long_form` boxes show on request."""

    slot: str
    title: str
    prompt: str
    kind: FieldKind
    scope: Scope
    required: Required
    long_form: bool
    object: str = "summary_other"
    default_class: SharingClass | None = None
    options: tuple[Option, ...] = ()
    asked_of: AskedOf = AskedOf.EVERYBODY


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of change (domain.md 4.1). `bars` draws it; relapse has none."""

    code: str
    label: str
    meaning: str
    task: str
    do_not: str
    bars: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document, in order. `minutes` is the time an agenda item is given, for each discipline if so."""

    number: int
    title: str
    minutes: int = 0
    each_discipline: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the practice is made of. Options lists are named: `catalogue.options["decision_type"]`."""

    disciplines: tuple[Discipline, ...]
    sections: tuple[Section, ...]
    objects: tuple[PermissionObject, ...]
    allows: tuple[Allow, ...]
    summary_boxes: tuple[SummaryBox, ...]
    stages: tuple[Stage, ...]
    options: Mapping[str, tuple[Option, ...]]
    assessment_headings: tuple[Heading, ...]
    agenda: tuple[Heading, ...]

    def discipline(self, code: str) -> Discipline:
        """The discipline of that code; KeyError, a bug of the caller, where there is none. So with the others."""
        return _found((item for item in self.disciplines if item.code == code), code)

    def section(self, code: str) -> Section:
        """The section of that code."""
        return _found((item for item in self.sections if item.code == code), code)

    def stage(self, code: str) -> Stage:
        """The stage of that code."""
        return _found((item for item in self.stages if item.code == code), code)

    def field(self, key: str) -> Field:
        """The field of that key, in whatever section it stands."""
        return _found((item for section in self.sections for item in section.fields if item.key == key), key)

    def panel(self, key: str) -> PanelPrompt:
        """The panel of that key."""
        return _found((item for section in self.sections for item in section.panels if item.key == key), key)

    def label(self, options: str, code: str) -> str:
        """The words of one option of a named list; the code itself where the list has retired it."""
        return next((option.label for option in self.options[options] if option.code == code), code)


def _found(items: Iterator[Item], code: str) -> Item:
    for item in items:
        return item
    raise KeyError(code)
