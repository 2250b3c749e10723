"""Reads the catalogue from TOML and checks all of it: what the practice is made of, as values (architecture.md 1, 6).

A module, field, prompt, discipline, stage or option is added in `resources/catalogue/`, with no code. Every mistake in
those files is told at once, in plain words, by file and key.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fsworkbook import resources
from fsworkbook.catalogue_file.checks import check_all
from fsworkbook.catalogue_file.permission_table import PermissionTable, read_permissions
from fsworkbook.catalogue_file.sections import Options, read_options_of, read_section
from fsworkbook.catalogue_file.tables import CatalogueFault, Table
from fsworkbook.domain.catalogue import (
    AskedOf,
    Catalogue,
    Discipline,
    FieldKind,
    Heading,
    Option,
    Required,
    Scope,
    Section,
    Stage,
    SummaryBox,
)
from fsworkbook.domain.sharing import SharingClass

__all__ = ["CatalogueFault", "load"]


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder`, by default the one that ships with the program.

    Raises `CatalogueFault`, which names every mistake that was found.
    """
    faults: list[str] = []
    here = folder or resources.path("catalogue")
    permissions = read_permissions(_open(here, "permissions.toml", faults))
    stages = _read_stages(_open(here, "stages.toml", faults))
    options = _read_options(_open(here, "options.toml", faults), stages)
    boxes = _read_boxes(_open(here, "summary.toml", faults), options)
    disciplines = _read_disciplines(_open(here, "disciplines.toml", faults), permissions)
    documents = _open(here, "documents.toml", faults)
    catalogue = Catalogue(
        disciplines=disciplines,
        sections=tuple(_read_sections(here, faults, options, disciplines)),
        objects=permissions.objects,
        allows=permissions.allows,
        summary_boxes=boxes,
        stages=stages,
        options=options,
        assessment_headings=_read_headings(documents, "assessment"),
        agenda=_read_headings(documents, "agenda"),
    )
    documents.close()
    faults.extend(check_all(catalogue))
    if faults:
        raise CatalogueFault(faults)
    return catalogue


def _open(folder: Path, name: str, faults: list[str]) -> Table:
    words: dict[str, Any] = {}
    try:
        words = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except OSError:
        faults.append(f"{name}: cannot be read")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        faults.append(f"{name}: is not TOML: {mistake}")
    return Table(name, name, words, faults)


def _read_sections(
    folder: Path, faults: list[str], options: Options, disciplines: tuple[Discipline, ...]
) -> Iterator[Section]:
    names = sorted(path.name for path in (folder / "sections").glob("*.toml"))
    if not names:
        faults.append("sections: there is no section file")
    placed = [read_section(_open(folder, f"sections/{name}", faults), options, disciplines) for name in names]
    positions = [position for position, _ in placed]
    for position, section in sorted(placed, key=lambda item: item[0]):
        if positions.count(position) > 1:
            faults.append(f"sections: {section.code}: position {position} is given to more than one section")
        yield section


def _read_options(file: Table, stages: tuple[Stage, ...]) -> Options:
    options: Options = {"change_stage": tuple(Option(stage.code, stage.label, stage.meaning) for stage in stages)}
    for name, rows in file.lists().items():
        if name == "change_stage":
            file.fault("change_stage is made from stages.toml and cannot be given here")
            continue
        found = []
        for row in rows:
            if not isinstance(row, list) or len(row) not in (2, 3) or not all(isinstance(item, str) for item in row):
                file.fault(f"{name}: {row!r} is not [code, label] or [code, label, hint]")
            elif not row[0].strip() or not row[1].strip():
                file.fault(f"{name}: {row!r} has no code or no label")
            else:
                found.append(Option(*row))
        if not rows:
            file.fault(f"{name} is empty")
        options[name] = tuple(found)
    return options


def _read_disciplines(file: Table, permissions: PermissionTable) -> tuple[Discipline, ...]:
    found = []
    for table in file.tables("discipline"):
        code = table.named("code")
        if code and code not in permissions.ways:
            table.fault("is not in permissions.toml")
        chip, reach = permissions.ways.get(code, ("", ()))
        prompts = table.table("summary_prompts").all_texts()
        shareable, professionals = SharingClass.SHAREABLE, SharingClass.PROFESSIONALS_ONLY
        found.append(
            Discipline(
                code=code,
                title=table.text("title"),
                short=table.text("short"),
                chip=chip,
                reach=reach,
                panel_title=table.text("panel_title", ""),
                counts_for_supervision=table.flag("counts_for_supervision", True),
                summary_default_class=table.choice("summary_default_class", SharingClass, shareable) or shareable,
                note_default_class=table.choice("note_default_class", SharingClass, professionals) or professionals,
                summary_prompts=prompts,
            )
        )
        table.close()
    for code in permissions.ways.keys() - {discipline.code for discipline in found}:
        file.fault(f"{code} is in permissions.toml but not here")
    file.close()
    return tuple(found)


def _read_stages(file: Table) -> tuple[Stage, ...]:
    found = []
    for table in file.tables("stage"):
        code = table.named("code")
        bars = table.number("bars", required=True) or 0
        found.append(
            Stage(code, table.text("label"), table.text("meaning"), table.text("task"), table.text("do_not"), bars)
        )
        table.close()
    file.close()
    return tuple(found)


def _read_boxes(file: Table, options: Options) -> tuple[SummaryBox, ...]:
    found = []
    for table in file.tables("box"):
        slot = table.named("slot")
        kind = table.choice("kind", FieldKind, FieldKind.RICH) or FieldKind.RICH
        found.append(
            SummaryBox(
                slot=slot,
                title=table.text("title"),
                prompt=table.text("prompt"),
                kind=kind,
                scope=table.choice("scope", Scope, Scope.FAMILY) or Scope.FAMILY,
                required=table.choice("required", Required) or Required.OFFERED,
                long_form=table.flag("long_form"),
                object=table.text("object", "summary_other"),
                default_class=_own_class(table),
                options=read_options_of(table, kind, options),
                asked_of=table.choice("asked_of", AskedOf, AskedOf.EVERYBODY) or AskedOf.EVERYBODY,
            )
        )
        table.close()
    file.close()
    return tuple(found)


def _own_class(table: Table) -> SharingClass | None:
    """The box's own class, or None: then each discipline's own."""
    return table.choice("default_class", SharingClass, SharingClass.SHAREABLE) if table.has("default_class") else None


def _read_headings(file: Table, word: str) -> tuple[Heading, ...]:
    found = []
    for table in file.tables(word):
        number = table.number("number", required=True) or 0
        table.key = f"{word} {number}"
        found.append(
            Heading(number, table.text("title"), table.number("minutes", 0) or 0, table.flag("each_discipline"))
        )
        table.close()
    return tuple(found)
