"""Staff, families and the people in them (domain.md 1.1), as values. Nothing here holds an address or a telephone:
what can lead to a person is a `ContactPoint`, and only that."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fsworkbook.domain.sharing import SharingClass

MONTHS_COUNT_UNTIL = 2
"""Years of age under which a child's age is told in months."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team of one locality; `set_day` is the weekday of its supervisions, 0 = Monday."""

    id: str
    name: str
    locality: str = ""
    set_day: int | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who signs in. `ref` is the authority's own staff reference, such as SW1; it may be empty.

    An administrator has the rights of SYSTEM_ADMIN added to those of their discipline (domain.md 9.4).
    """

    id: str
    name: str
    sign_in: str
    discipline: str
    team_id: str | None = None
    locality: str = ""
    ref: str = ""
    employer: str = ""
    line_manager_id: str | None = None
    clinical_supervisor_id: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    is_administrator: bool = False
    confidentiality_signed_on: date | None = None

    @property
    def administers(self) -> bool:
        """Whether this person adds people and changes settings: the administrator, or SYSTEM_ADMIN (domain.md 9.4)."""
        return self.is_administrator or self.discipline == "SYSTEM_ADMIN"

    @property
    def given_name(self) -> str:
        """What colleagues call them: the first name, without a title."""
        words = [word for word in self.name.split() if word.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms", "Mx"}]
        return words[0] if words else self.name

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if words else ""

    def active_on(self, day: date) -> bool:
        """Whether this person works here on that day."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )


class PersonKind(StrEnum):
    """An unborn baby keeps the same person id when born (domain.md 1.1)."""

    ADULT = "ADULT"
    CHILD = "CHILD"
    UNBORN = "UNBORN"


@dataclass(frozen=True, slots=True)
class Person:
    """One human in a family; exactly one of `born_on` and `expected_on` is set for a child."""

    id: str
    family_id: str
    given_name: str
    family_name: str
    kind: PersonKind
    known_as: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    birth_accuracy: str = "EXACT"
    sex: str = "UNKNOWN"
    pronouns: str = ""
    pregnancy_ended_on: date | None = None
    deceased_on: date | None = None
    in_household: bool = True
    need_factors: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name they use; an unborn baby without a name is "Unborn baby"."""
        given = self.known_as or self.given_name
        return " ".join(part for part in (given, self.family_name) if part) or "Unborn baby"

    @property
    def short_name(self) -> str:
        """The given name they use, for headers and lists."""
        return self.known_as or self.given_name or "Unborn"

    @property
    def called(self) -> str:
        """What they are called in a sentence: Mia, the unborn baby."""
        return self.known_as or self.given_name or "the unborn baby"

    @property
    def is_child(self) -> bool:
        """Whether risk to this person's outcomes is rated: a child, born or not, whose pregnancy has not ended."""
        return self.kind is not PersonKind.ADULT and self.pregnancy_ended_on is None

    @property
    def is_harmed(self) -> bool:
        """Whether this person is harmed by domestic abuse (never staged about it, domain.md 4.2)."""
        return "DOMESTIC_ABUSE_VICTIM" in self.need_factors

    @property
    def harms(self) -> bool:
        """Whether this person's abusive behaviour is a need factor, on whatever basis (alleged included)."""
        return "DOMESTIC_ABUSE_PERPETRATOR" in self.need_factors

    def age_on(self, day: date) -> int | None:
        """Whole years on that day, or None before birth and where the birth date is not known."""
        if self.born_on is None or day < self.born_on:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def age_in_words(self, day: date) -> str:
        """ "8"; under two years "14 months", under a month "9 days"; empty before birth or where it is not known."""
        years = self.age_on(day)
        if years is None or self.born_on is None:
            return ""
        if years >= MONTHS_COUNT_UNTIL:
            return str(years)
        months = (day.year - self.born_on.year) * 12 + day.month - self.born_on.month - (day.day < self.born_on.day)
        number, unit = (months, "month") if months else ((day - self.born_on).days, "day")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


@dataclass(frozen=True, slots=True)
class Relationship:
    """`person` is the `kind` of `other` (Kayleigh is BIRTH_MOTHER of Mia); stored once, shown both ways."""

    id: str
    person_id: str
    other_id: str
    kind: str
    parental_responsibility: bool = False
    pr_basis: str | None = None
    from_on: date | None = None
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it has not ended by that day: what ended gives nobody anything any more."""
        return self.to_on is None or self.to_on > day


class InvolvementStatus(StrEnum):
    """PROPOSED until the worker accepts; DECLINED with a reason."""

    PROPOSED = "PROPOSED"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"
    DECLINED = "DECLINED"


@dataclass(frozen=True, slots=True)
class Involvement:
    """A worker with a family. `targets` are the persons worked with; `offered_to` those who have not taken it up."""

    id: str
    family_id: str
    staff_id: str
    discipline: str
    role: str
    status: InvolvementStatus
    from_on: date
    to_on: date | None = None
    targets: tuple[str, ...] = ()
    offered_to: tuple[str, ...] = ()
    question: str = ""
    reason: str = ""

    def active_on(self, day: date) -> bool:
        """Whether the work goes on that day."""
        return goes_on(self.status, self.from_on, self.to_on, day)


def goes_on(status: str, from_on: date, to_on: date | None, day: date) -> bool:
    """Whether an involvement is active on a day, its last day included: the one rule of who works with a family, for
    what they may read (domain.md 1.4) as for what is expected of them (3.1). An ended one went on until it ended."""
    if status == InvolvementStatus.ENDED:
        return to_on is not None and from_on <= day <= to_on
    return status == InvolvementStatus.ACTIVE and from_on <= day and (to_on is None or day <= to_on)


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """What can lead to a person: of a person, household or setting (`of_kind`, `of_id`), with a class of its own."""

    id: str
    of_kind: str
    of_id: str
    kind: str
    value: str
    safe_to_use: str = ""
    sharing_class: SharingClass = SharingClass.PROFESSIONALS_ONLY
    protects: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A household or setting under a neutral label; its name and address are contact points."""

    id: str
    kind: str
    label: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """The facts of a family that lists may show; never text."""

    id: str
    ref: str
    display_name: str
    team_id: str
    locality: str = ""
    opened_on: date | None = None
    allocated_on: date | None = None
    closed_on: date | None = None
    restricted: bool = False
    local_system_ref: str = ""

    @property
    def shown_name(self) -> str:
        """What titles and heads say: a restricted family stands there by its reference alone (ui.md 3)."""
        return self.ref if self.restricted else self.display_name


@dataclass(frozen=True, slots=True)
class Limits:
    """The authority's own limits in working days (domain.md 3.5, R4); None = not given, and nothing is overdue."""

    red: int | None = None
    amber: int | None = None
    green: int | None = None
    visit_cp: int | None = None
    visit_cin: int | None = None


@dataclass(frozen=True, slots=True)
class Installation:
    """What was said when the workbook was made. `kind` is WORKBOOK or DEMONSTRATION and never changes."""

    kind: str
    authority: str
    nation: str
    legal_record: str
    limits: Limits = Limits()
    second_copy: str = ""

    @property
    def is_demonstration(self) -> bool:
        """Whether the clock can be set and every window and document says so."""
        return self.kind == "DEMONSTRATION"
