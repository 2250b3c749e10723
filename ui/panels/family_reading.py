"""What a family's screen reads: the jobs, each one call of `app.run`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fsworkbook.services import families, sections, summaries
from fsworkbook.services.sections import SectionLine, SectionPage
from ui.panels.family_strip import StripFacts

if TYPE_CHECKING:
    from fsworkbook.context import Context


@dataclass(frozen=True, slots=True)
class Opened:
    """What is read when a family is opened: the strip and the list of sections."""

    facts: StripFacts
    lines: tuple[SectionLine, ...]


def opened(family_id: str, ctx: "Context") -> Opened:
    """Open the family, which is on the record, and read what the strip and the list show."""
    page = families.open_family(ctx, family_id)
    mine = next((item for item in summaries.owed(ctx) if item.family.id == family_id), None)
    return Opened(StripFacts(page, mine), sections.section_lines(ctx, family_id))


def section_page(family_id: str, code: str, ctx: "Context") -> SectionPage:
    """One section."""
    return sections.section_page(ctx, family_id, code)
