"""What a section asks of whom, and what is still missing, in words (domain.md 0.2, 2.12 and 2.2-2.10).

"6 of 10" counts fields that are shown and asked and that the reader may read: nothing tells of others. A question is
answered by its answer or closed with "not asked, because…". Missing answers never block; a `b` blocks the FINAL
assessment alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fsworkbook.domain.catalogue import AskedOf, Field, FieldKind, Required, Scope, Section
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.workbook import BODY, NOT_ASKED, Content

BABY_YEARS = 2
OWN_CHANGE_FACTORS = frozenset({"ALCOHOL", "DRUGS", "MENTAL_HEALTH", "NEGLECT", "DOMESTIC_ABUSE_PERPETRATOR"})
"""What a person harmed may want to change beside: then rulers and discrepancy are asked about that (domain.md 2.6)."""

REASONS_OF_A_RULER = ("why_not_lower", "one_higher")
"""Both are asked with a ruler's number; a number alone is incomplete (domain.md 4.5)."""

Subjects = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """Whom questions are asked about. `responsible` are (adult, child) pairs of parental responsibility.

    `non_verbal` are children without words, of whatever age; `on_cp_plan` children with a child protection plan.
    """

    persons: tuple[Person, ...]
    today: date
    responsible: frozenset[tuple[str, str]] = frozenset()
    on_cp_plan: frozenset[str] = frozenset()
    non_verbal: frozenset[str] = frozenset()

    @property
    def adults(self) -> tuple[Person, ...]:
        """Adults who live in the home or hold parental responsibility (domain.md 2.12, R2); others are network."""
        holding = {adult for adult, _ in self.responsible}
        return tuple(
            person
            for person in self.persons
            if person.kind is PersonKind.ADULT
            and person.deceased_on is None
            and (person.in_household or person.id in holding)
        )

    @property
    def children(self) -> tuple[Person, ...]:
        """The children, born or not; nothing is asked about a pregnancy that ended or a child who died."""
        return tuple(person for person in self.persons if person.is_child and person.deceased_on is None)

    @property
    def pairs(self) -> tuple[tuple[Person, Person], ...]:
        """Adult and child: who lives in the home with every child, others with those they are responsible for."""
        return tuple(
            (adult, child)
            for adult in self.adults
            for child in self.children
            if adult.in_household or (adult.id, child.id) in self.responsible
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One field for the persons it is about; `title` says both ("Harm statement: Mia")."""

    field: Field
    subjects: Subjects
    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is: `answered` of `asked`, and what is missing, in the order of the section."""

    answered: int
    asked: int
    missing: tuple[Question, ...]

    @property
    def words(self) -> str:
        """As a screen says it."""
        return f"{self.answered} of {self.asked}"


def questions(section: Section, facts: FamilyFacts) -> tuple[Question, ...]:
    """Every field that is shown, for every person it is for, offered ones too: what a form shows."""
    return tuple(
        Question(field, tuple(person.id for person in persons), _title(field, persons))
        for field in section.fields
        if field.shown
        for persons in _subjects(field, facts)
    )


def progress(
    section: Section,
    facts: FamilyFacts,
    answers: Mapping[tuple[str, Subjects], Content],
    may_read: Callable[[Field], bool] = lambda _: True,
) -> Progress:
    """What is answered and what is missing, as far as this reader may know. Offered questions do not count."""
    asked = [
        item
        for item in questions(section, facts)
        if item.field.required is not Required.OFFERED
        and item.field.kind is not FieldKind.CHRONOLOGY  # events are a list of their own, never one missing answer
    ]
    counted = [item for item in asked if may_read(item.field)]
    missing = tuple(
        item for item in counted if not is_answered(item.field, answers.get((item.field.key, item.subjects), Content()))
    )
    return Progress(len(counted) - len(missing), len(counted), missing)


def blocking_final(progress_of: Progress) -> tuple[Question, ...]:
    """What is missing that blocks the FINAL assessment, and nothing else."""
    return tuple(item for item in progress_of.missing if item.field.required is Required.BLOCKS)


def is_answered(field: Field, content: Content) -> bool:
    """Whether a question is answered, or closed with "not asked, because…"."""
    if content.text(NOT_ASKED) or str(content.values.get(NOT_ASKED) or "").strip():
        return True
    if field.kind is FieldKind.RULER:
        reasons = (content.text(slot).plain or str(content.values.get(slot) or "") for slot in REASONS_OF_A_RULER)
        return content.values.get(BODY) is not None and all(reason.strip() for reason in reasons)
    return bool(content)


def is_baby(person: Person, facts: FamilyFacts) -> bool:
    """A born child under two, or without words: observed instead of asked."""
    age = person.age_on(facts.today)
    return is_born(person, facts) and (person.id in facts.non_verbal or (age is not None and age < BABY_YEARS))


def is_born(person: Person, facts: FamilyFacts) -> bool:
    """Whether this child is born."""
    return person.kind is PersonKind.CHILD and (person.born_on is None or person.born_on <= facts.today)


def is_asked_of(asked_of: AskedOf, person: Person, facts: FamilyFacts) -> bool:
    """Whether a condition holds for one person."""
    return _CONDITIONS[asked_of](person, facts)


def _subjects(field: Field, facts: FamilyFacts) -> Iterator[tuple[Person, ...]]:
    if field.scope is Scope.FAMILY:
        if field.asked_of is not AskedOf.FAMILY_ABUSE or any(map(_has_abuse, facts.persons)):
            yield ()
    elif field.scope is Scope.ADULT_CHILD:
        of_child = field.asked_of in _OF_CHILDREN
        for adult, child in facts.pairs:
            if is_asked_of(field.asked_of, child if of_child else adult, facts):
                yield adult, child
    else:
        for person in facts.adults if field.scope is Scope.ADULT else facts.children:
            if is_asked_of(field.asked_of, person, facts):
                yield (person,)


def _title(field: Field, persons: tuple[Person, ...]) -> str:
    names = " and ".join(person.short_name for person in persons)
    return f"{field.title}: {names}" if names else field.title


def _has_abuse(person: Person) -> bool:
    return any(factor.startswith("DOMESTIC_ABUSE") for factor in person.need_factors)


def _has(*factors: str) -> Callable[[Person, FamilyFacts], bool]:
    return lambda person, _: not person.need_factors.isdisjoint(factors)


_CONDITIONS: Mapping[AskedOf, Callable[[Person, FamilyFacts], bool]] = {
    AskedOf.EVERYBODY: lambda person, facts: True,
    AskedOf.FAMILY_ABUSE: lambda person, facts: _has_abuse(person),
    AskedOf.PERSON_HARMED: lambda person, facts: person.is_harmed,
    AskedOf.NOT_PERSON_HARMED: lambda person, facts: not person.is_harmed,
    AskedOf.PERSON_WHO_HARMS: lambda person, facts: person.harms,
    AskedOf.OWN_CHANGE: lambda person, facts: (
        not person.is_harmed or not person.need_factors.isdisjoint(OWN_CHANGE_FACTORS)
    ),
    AskedOf.DOMESTIC_ABUSE: lambda person, facts: _has_abuse(person),
    AskedOf.MENTAL_HEALTH: _has("MENTAL_HEALTH"),
    AskedOf.SUBSTANCES: _has("ALCOHOL", "DRUGS"),
    AskedOf.CHILD_HARMED: _has("DOMESTIC_ABUSE_VICTIM_CHILD"),
    AskedOf.UNBORN: lambda person, facts: not is_born(person, facts),
    AskedOf.BORN: is_born,
    AskedOf.BABY: is_baby,
    AskedOf.SPEAKING: lambda person, facts: is_born(person, facts) and not is_baby(person, facts),
    AskedOf.ON_CP_PLAN: lambda person, facts: person.id in facts.on_cp_plan,
}

_OF_CHILDREN = frozenset(
    {
        AskedOf.CHILD_HARMED,
        AskedOf.UNBORN,
        AskedOf.BORN,
        AskedOf.BABY,
        AskedOf.SPEAKING,
        AskedOf.ON_CP_PLAN,
    }
)
