"""What has to fit together across the files of the catalogue, once each is read."""

from collections.abc import Iterator

from fsworkbook.catalogue_file.sections import ASKED_IN_SCOPE
from fsworkbook.catalogue_file.tables import told_twice
from fsworkbook.domain.catalogue import Catalogue, Section


def check_all(catalogue: Catalogue) -> Iterator[str]:
    """Every mistake between files, in plain words."""
    yield from _twice(catalogue)
    yield from _lists(catalogue)
    for section in catalogue.sections:
        yield from _section(catalogue, section)
    yield from _summary(catalogue)
    yield from _modules(catalogue)
    yield from _numbers(catalogue)


def _twice(catalogue: Catalogue) -> Iterator[str]:
    fields = [field.key for section in catalogue.sections for field in section.fields]
    panels = [panel.key for section in catalogue.sections for panel in section.panels]
    for key in told_twice(fields + panels):
        yield f"sections: {key} is given twice"
    for code in told_twice(section.code for section in catalogue.sections):
        yield f"sections: section {code} is given twice"
    for number in told_twice(str(section.number) for section in catalogue.sections if section.number is not None):
        yield f"sections: module {number} is given twice"
    for code in told_twice(discipline.code for discipline in catalogue.disciplines):
        yield f"disciplines.toml: {code} is given twice"
    for code in told_twice(stage.code for stage in catalogue.stages):
        yield f"stages.toml: {code} is given twice"
    for slot in told_twice(box.slot for box in catalogue.summary_boxes):
        yield f"summary.toml: {slot} is given twice"


def _lists(catalogue: Catalogue) -> Iterator[str]:
    for name, options in catalogue.options.items():
        for code in told_twice(option.code for option in options):
            yield f"options.toml: {name}: {code} is given twice"


def _section(catalogue: Catalogue, section: Section) -> Iterator[str]:
    file = f"sections/{section.code}.toml"
    objects = {thing.code for thing in catalogue.objects}
    headings = {heading.number for heading in catalogue.assessment_headings}
    for field in section.fields:
        if field.object not in objects:
            yield f'{file}: {field.key}: object "{field.object}" is not in permissions.toml'
        if field.heading is not None and field.heading not in headings:
            yield f"{file}: {field.key}: heading {field.heading} is not in documents.toml"
    for panel in section.panels:
        if panel.heading is not None and panel.heading not in headings:
            yield f"{file}: {panel.key}: heading {panel.heading} is not in documents.toml"
        if not _writes_panels(catalogue, panel.discipline):
            yield f"{file}: {panel.key}: permissions.toml gives {panel.discipline} no writing of own_panel"


def _writes_panels(catalogue: Catalogue, discipline: str) -> bool:
    return any(
        allow.object == "own_panel" and "write" in allow.verbs and discipline in allow.disciplines
        for allow in catalogue.allows
    )


def _summary(catalogue: Catalogue) -> Iterator[str]:
    objects = {thing.code for thing in catalogue.objects}
    slots = {box.slot for box in catalogue.summary_boxes}
    for box in catalogue.summary_boxes:
        if box.object not in objects:
            yield f'summary.toml: {box.slot}: object "{box.object}" is not in permissions.toml'
        if box.scope not in ASKED_IN_SCOPE[box.asked_of]:
            yield f'summary.toml: {box.slot}: asked_of "{box.asked_of}" makes no sense in scope "{box.scope}"'
    for discipline in catalogue.disciplines:
        for slot in discipline.summary_prompts.keys() - slots:
            yield f"disciplines.toml: {discipline.code}: summary_prompts names the box {slot}, which is unknown"


def _modules(catalogue: Catalogue) -> Iterator[str]:
    numbers = {section.number for section in catalogue.sections}
    for allow in catalogue.allows:
        for number in sorted(allow.modules - numbers):
            yield f"permissions.toml: {allow.object}: module {number} has no section"


def _numbers(catalogue: Catalogue) -> Iterator[str]:
    for word, headings in (("assessment", catalogue.assessment_headings), ("agenda", catalogue.agenda)):
        numbers = [heading.number for heading in headings]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"documents.toml: {word}: numbers do not run from 1 without a gap"
        if not headings:
            yield f"documents.toml: {word} has no heading"
