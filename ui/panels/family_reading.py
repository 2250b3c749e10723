"""What a family's screen reads: the jobs, each one call of `app.run`."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fsworkbook.services import families, sections, summaries
from fsworkbook.services.families import FamilyPage
from fsworkbook.services.sections import SectionLine, SectionPage
from ui.app import App
from ui.panels.entry_setting import Setting
from ui.panels.family_strip import StripFacts

if TYPE_CHECKING:
    from fsworkbook.context import Context


@dataclass(frozen=True, slots=True)
class Opened:
    """What is read when a family is opened: the strip and the list of sections."""

    facts: StripFacts
    lines: tuple[SectionLine, ...]

    def with_counts(self, page: SectionPage) -> "Opened":
        """The counts of the page just read stand in the list at once."""
        done, code = page.progress, page.section.code
        lines = (
            replace(line, answered=done.answered, asked=done.asked) if line.code == code else line
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))


def opened(family_id: str, ctx: "Context") -> Opened:
    """Open the family, which is on the record, and read what the strip and the list show."""
    page = families.open_family(ctx, family_id)
    mine = next((item for item in summaries.owed(ctx) if item.family.id == family_id), None)
    return Opened(StripFacts(page, mine, ctx.today, ctx.catalogue), sections.section_lines(ctx, family_id))


def section_page(family_id: str, code: str, ctx: "Context") -> SectionPage:
    """One section."""
    return sections.section_page(ctx, family_id, code)


def setting_of(app: App, page: FamilyPage) -> Setting:
    """What the panels of an opened family share."""
    me = app.ctx.user.id
    mine = {target for item in page.involvements if item.staff_id == me for target in item.targets}
    people = {person.id: person for person in page.people}
    return Setting(app, page.family.id, people, page.staff, tuple(person for person in people if person in mine))
