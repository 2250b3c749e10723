"""What every panel of a section's page is given: the App, and the people and staff of this family by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fsworkbook.domain.people import Person, Staff
from fsworkbook.domain.workbook import Draft, Version
from ui.app import App
from ui.panels.family_words import day, moment


@dataclass(frozen=True, slots=True)
class Setting:
    """Shared by all panels of one page. `my_people` are the persons this reader works with, by id."""

    app: App
    family_id: str
    people: Mapping[str, Person]
    staff: Mapping[str, Staff]
    my_people: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The workbook's day."""
        return self.app.ctx.today

    def author(self, version: Version) -> str:
        """ "Josh Whitlock, social worker"; what they were when they wrote it."""
        title = self.app.ctx.catalogue.discipline(version.discipline).title
        return f"{self.name(version.author_id)}, {title[:1].lower()}{title[1:]}"

    def name(self, staff_id: str) -> str:
        """The name of a member of staff."""
        found = self.staff.get(staff_id)
        return found.name if found else "a former colleague"

    def given(self, staff_id: str) -> str:
        """The first name, as colleagues say it."""
        found = self.staff.get(staff_id)
        return found.given_name if found else "A former colleague"

    def finalised_words(self, version: Version) -> str:
        """ "Finalised" or "Still true on 12 Dec"."""
        if version.still_true_on:
            return f"Still true on {day(version.still_true_on, self.today)}"
        return "Finalised"

    def finalised_day(self, version: Version) -> str:
        """ "Fri 12 Dec"."""
        return day(version.finalised_at.date(), self.today)

    def draft_moment(self, draft: Draft) -> str:
        """ "Fri 5 Dec, 16:10"."""
        words = moment(draft.saved_at, self.today)
        return words[:1].upper() + words[1:]
