"""Reads the files in sections/: one for the Case Worker Summary, Key Information and each module (domain.md 2)."""

from fsworkbook.catalogue_file.tables import Table
from fsworkbook.domain.catalogue import (
    AskedOf,
    Discipline,
    Field,
    FieldKind,
    Option,
    PanelPrompt,
    Required,
    Scope,
    Section,
)
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass

Options = dict[str, tuple[Option, ...]]

CHOOSING = frozenset({FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.STATUS})
"""Kinds that need a list of options."""

_ADULT, _CHILD = frozenset({Scope.ADULT, Scope.ADULT_CHILD}), frozenset({Scope.CHILD, Scope.ADULT_CHILD})

ASKED_IN_SCOPE = {
    AskedOf.EVERYBODY: frozenset(Scope),
    AskedOf.PERSON_HARMED: _ADULT,
    AskedOf.PERSON_WHO_HARMS: _ADULT,
    AskedOf.NOT_PERSON_HARMED: _ADULT,
    AskedOf.OWN_CHANGE: _ADULT,
    AskedOf.DOMESTIC_ABUSE: _ADULT,
    AskedOf.MENTAL_HEALTH: _ADULT,
    AskedOf.SUBSTANCES: _ADULT,
    AskedOf.CHILD_HARMED: _CHILD,
    AskedOf.UNBORN: _CHILD,
    AskedOf.BABY: _CHILD,
    AskedOf.BORN: _CHILD,
    AskedOf.SPEAKING: _CHILD,
    AskedOf.ON_CP_PLAN: _CHILD,
    AskedOf.FAMILY_ABUSE: frozenset({Scope.FAMILY}),
}
"""The scopes in which each condition makes sense."""


def read_section(file: Table, options: Options, disciplines: tuple[Discipline, ...]) -> tuple[int, Section]:
    """The section of one file with its place in the order of the workbook."""
    code = file.named("code")
    position = file.number("position", required=True) or 0
    number = file.number("number")
    title, purpose, default_object = file.text("title"), file.text("purpose"), file.text("object")
    fields = tuple(read_field(table, default_object, options) for table in file.tables("field"))
    for item in fields:
        if item.key and not item.key.startswith(f"{code}."):
            file.fault(f'{item.key} does not begin with "{code}."')
    panels = tuple(panel for table in file.tables("panel") for panel in _read_panels(table, code, disciplines))
    if panels and number is None:
        file.fault("has panels but no number: panels belong to modules")
    file.close()
    return position, Section(code, number, title, purpose, fields, panels)


def read_field(table: Table, default_object: str, options: Options) -> Field:
    """One question."""
    key = table.named("key")
    kind = table.choice("kind", FieldKind, FieldKind.RICH) or FieldKind.RICH
    scope = table.choice("scope", Scope) or Scope.FAMILY
    asked_of = table.choice("asked_of", AskedOf, AskedOf.EVERYBODY) or AskedOf.EVERYBODY
    if scope not in ASKED_IN_SCOPE[asked_of]:
        table.fault(f'asked_of "{asked_of}" makes no sense in scope "{scope}"')
    default_class, least_class = read_classes(table)
    field = Field(
        key=key,
        title=table.text("title"),
        prompt=table.text("prompt"),
        kind=kind,
        scope=scope,
        required=table.choice("required", Required) or Required.OFFERED,
        object=table.text("object", default_object),
        default_class=default_class,
        least_class=least_class,
        asked_of=asked_of,
        options=read_options_of(table, kind, options),
        heading=table.number("heading"),
        why=table.text("why", ""),
    )
    table.close()
    return field


def read_options_of(table: Table, kind: FieldKind, options: Options) -> tuple[Option, ...]:
    """The options of a field that chooses, by the name of their list."""
    name = table.text("options", "")
    if kind in CHOOSING and not name:
        table.fault(f'kind "{kind}" needs options')
    if name and kind not in CHOOSING:
        table.fault(f'kind "{kind}" takes no options')
    if name and name not in options:
        table.fault(f'options names the list "{name}", which is unknown')
    return options.get(name, ())


def read_classes(table: Table) -> tuple[SharingClass, SharingClass]:
    """Default and least class. The least class is the widest an author may choose, so the default is within it."""
    default = table.choice("default_class", SharingClass, SharingClass.SHAREABLE) or SharingClass.SHAREABLE
    least = table.choice("least_class", SharingClass, SharingClass.SHAREABLE) or SharingClass.SHAREABLE
    if not is_within(default, least):
        table.fault(f'default_class "{default}" is wider than least_class "{least}"')
    return default, least


def is_within(sharing_class: SharingClass, least: SharingClass) -> bool:
    """Whether a class is the least class or narrower. The four classes with readers of their own have no order."""
    if sharing_class is least:
        return True
    order = tuple(SharingClass)
    return least not in CONFIDENTIAL_CLASSES and order.index(least) < order.index(sharing_class)


def _read_panels(table: Table, code: str, disciplines: tuple[Discipline, ...]) -> list[PanelPrompt]:
    known = {discipline.code: discipline for discipline in disciplines}
    names = table.texts("disciplines", known, required=True)
    prompt, heading = table.text("prompt"), table.number("heading")
    default_class, least_class = read_classes(table)
    for name in names:
        if name in known and not known[name].panel_title:
            table.fault(f"{name} has no panel_title in disciplines.toml, so it has no panel")
    table.close()
    return [
        PanelPrompt(f"{code}.panel.{name}", name, prompt, default_class, least_class, heading)
        for name in names
        if name in known
    ]
