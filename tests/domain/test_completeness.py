"""What is asked of whom in FS-0001, and what counts (domain.md 2.6, 2.7, 2.12)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fsworkbook.catalogue_file import load
from fsworkbook.domain.catalogue import Required
from fsworkbook.domain.completeness import FamilyFacts, blocking_final, is_answered, progress, questions
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.workbook import BODY, NOT_ASKED, Content

CATALOGUE = load(Path(__file__).parents[2] / "resources" / "catalogue")
ADULT, CHILD, UNBORN = PersonKind.ADULT, PersonKind.CHILD, PersonKind.UNBORN


def person(name: str, kind: PersonKind, *factors: str, **facts: object) -> Person:
    return replace(Person(name.lower(), "f", name, "Hartley", kind, need_factors=frozenset(factors)), **facts)  # type: ignore[arg-type]


KAYLEIGH = person("Kayleigh", ADULT, "DOMESTIC_ABUSE_VICTIM", "ALCOHOL")
DANIEL = person("Daniel", ADULT, "DOMESTIC_ABUSE_PERPETRATOR", "ALCOHOL", in_household=False)
LEE = person("Lee", ADULT, in_household=False)
SANDRA = person("Sandra", ADULT, in_household=False)
MIA = person("Mia", CHILD, "DOMESTIC_ABUSE_VICTIM_CHILD", born_on=date(2017, 5, 11))
THEO = person("Theo", CHILD, "DOMESTIC_ABUSE_VICTIM_CHILD", born_on=date(2022, 7, 2))
BABY = person("", UNBORN, expected_on=date(2026, 1, 24))
FACTS = FamilyFacts(
    (KAYLEIGH, DANIEL, LEE, SANDRA, MIA, THEO, BABY),
    date(2025, 12, 16),
    responsible=frozenset({("kayleigh", "mia"), ("kayleigh", "theo"), ("lee", "mia"), ("daniel", "theo")}),
    on_cp_plan=frozenset({"mia", "theo", ""}),
)


def asked(key: str, facts: FamilyFacts = FACTS) -> list[str]:
    """For whom a field is asked, in names."""
    section = CATALOGUE.section(key.split(".")[0])
    found = [item for item in questions(section, facts) if item.field.key == key]
    return [" and ".join(name or "unborn" for name in item.subjects) for item in found]


@pytest.mark.parametrize(
    ("key", "whom"),
    [
        ("m1.harm_statement", ["mia", "theo", "unborn"]),
        ("m1.parent_view", ["kayleigh", "daniel", "lee"]),  # Sandra is network: neither in the home nor responsible
        ("m3.protecting", ["kayleigh"]),
        ("m3.keeps_safe", ["kayleigh"]),
        ("m3.accountability", ["daniel"]),
        ("m3.importance_confidence.importance", ["kayleigh", "daniel", "lee"]),  # she has drinking to change
        ("m3.victim_not_blamed", [""]),
        ("m4.baby_observation", []),
        ("m4.unborn", ["unborn"]),
        ("m4.da_impact", ["mia", "theo"]),
        ("m4.expressed_views", ["mia", "theo"]),
        ("m5.basic_care", ["kayleigh and mia", "kayleigh and theo", "daniel and theo", "lee and mia"]),
        ("m6.mh_impact", []),
        ("m6.substance_impact", ["kayleigh", "daniel"]),
        ("ki.need_basis", ["daniel"]),
        ("ki.cp_category", ["mia", "theo", "unborn"]),
        ("cws.story", [""]),
        ("cws.child_today", ["mia", "theo"]),
        ("m2.timeline", []),  # rows have no editor in this version, so it is neither shown nor counted
    ],
)
def test_asked_of(key: str, whom: list[str]) -> None:
    assert asked(key) == whom


def test_the_person_harmed_with_nothing_else_to_change_gets_no_ruler() -> None:
    facts = replace(FACTS, persons=(replace(KAYLEIGH, need_factors=frozenset({"DOMESTIC_ABUSE_VICTIM"})), MIA))
    assert asked("m3.discrepancy", facts) == asked("m3.importance_confidence.confidence", facts) == []
    assert asked("m3.protecting", facts) == ["kayleigh"]


def test_born_the_baby_is_observed() -> None:
    ivy = replace(BABY, kind=CHILD, born_on=date(2026, 1, 19), given_name="Ivy")
    facts = replace(FACTS, persons=(KAYLEIGH, ivy), today=date(2026, 2, 3))
    assert asked("m4.baby_observation", facts) == ["unborn"]
    assert asked("m4.unborn", facts) == asked("m4.expressed_views", facts) == []
    without_words = replace(FACTS, non_verbal=frozenset({"mia"}))
    assert asked("m4.baby_observation", without_words) == ["mia"]


def test_nothing_is_asked_about_a_pregnancy_that_ended() -> None:
    ended = replace(FACTS, persons=(KAYLEIGH, replace(BABY, pregnancy_ended_on=date(2025, 10, 1))))
    assert asked("m1.harm_statement", ended) == []


def test_family_without_abuse_is_not_asked_to_check_for_blame() -> None:
    assert asked("m3.victim_not_blamed", replace(FACTS, persons=(LEE, MIA))) == [""]
    calm = (replace(LEE, need_factors=frozenset()), replace(MIA, need_factors=frozenset()))
    assert asked("m3.victim_not_blamed", replace(FACTS, persons=calm)) == []


STORY = CATALOGUE.field("cws.story")


def test_progress_counts_what_is_asked_and_readable() -> None:
    section = CATALOGUE.section("cws")
    empty = progress(section, FACTS, {})
    assert (empty.answered, empty.asked) == (0, 8)
    assert all(item.field.required is not Required.OFFERED for item in empty.missing)
    one = progress(section, FACTS, {("cws.story", ()): Content.of(RichText.from_plain("They moved."))})
    assert one.words == "1 of 8"
    assert "A day in this child’s life: Mia" in [item.title for item in one.missing]
    less = progress(section, FACTS, {}, lambda field: field.object != "cover_page")
    assert (less.asked, [item for item in less.missing if item.field.key == "cws.safety_now"]) == (7, [])


def test_not_asked_because_closes_a_question() -> None:
    closed = Content({NOT_ASKED: RichText.from_plain("He has moved away.")})
    assert is_answered(STORY, closed)
    assert is_answered(STORY, Content(values={NOT_ASKED: "He has moved away."}))
    assert not is_answered(STORY, Content())


def test_a_rulers_number_alone_is_incomplete() -> None:
    ruler = CATALOGUE.field("m1.engagement_scale")
    why, more = RichText.from_plain("I want them home."), RichText.from_plain("If you rang first.")
    assert not is_answered(ruler, Content(values={BODY: 6}))
    assert not is_answered(ruler, Content({"why_not_lower": why}, {BODY: 6}))
    assert is_answered(ruler, Content({"why_not_lower": why, "one_higher": more}, {BODY: 0}))


def test_only_b_blocks_the_final_assessment() -> None:
    keys = {item.field.key for section in CATALOGUE.sections for item in blocking_final(progress(section, FACTS, {}))}
    assert keys == {"m1.harm_statement", "m7.recommendation"}
    marked = {
        field.key for section in CATALOGUE.sections for field in section.fields if field.required is Required.BLOCKS
    }
    assert marked - keys == {"m7.sw_signed", "m7.tm_countersigned"}  # acts: the assessment itself asks for them
