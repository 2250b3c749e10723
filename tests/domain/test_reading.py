"""The criterion for the store says what the rule says, for any standing and any row; and the edges of 1.5."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from fsworkbook.catalogue_file import load
from fsworkbook.domain.permissions import Standing
from fsworkbook.domain.reading import class_readable, field_readable, may_read, read_scope
from fsworkbook.domain.sharing import SharingClass
from tests.domain.hartley_osei import DANIEL, KAYLEIGH, PEOPLE, PROTECTIONS

CATALOGUE = load(Path(__file__).parents[2] / "resources" / "catalogue")
VC, CLINICAL = SharingClass.VICTIM_CONFIDENTIAL, SharingClass.CLINICAL
NAMES = some.sampled_from(["ME", "YOU", "SHE"])
FEW = some.frozensets(NAMES, max_size=2)
YES = some.booleans()
PERSONS = ["kay", "dan", "lee"]
KEPT = {"kay": frozenset({"dan"}), "dan": frozenset({"kay"}), "lee": frozenset[str]()}

STANDINGS = some.builds(
    Standing,
    staff_id=some.just("ME"),
    discipline=some.sampled_from([item.code for item in CATALOGUE.disciplines]),
    active=some.sampled_from([True, True, True, False]),
    **dict.fromkeys(
        (
            *("involved", "former", "has_open_request", "own_team", "key_worker", "supervises_here", "conference"),
            *("referral", "match", "emergency", "restricted", "listed", "case_grant"),
        ),
        YES,
    ),
    named_objects=some.frozensets(some.sampled_from(["assessment", "closed_part", "minutes", "safety_plan"])),
    grants=some.frozensets(some.sampled_from(PERSONS)),
    works_with=some.frozensets(some.sampled_from(PERSONS)),
    worked_with=some.frozensets(some.sampled_from(PERSONS)),
    supervisees=FEW,
    deputy_for=FEW,
    typist_for=FEW,
    attended=FEW,
    stayed=FEW,
)


@settings(max_examples=300, deadline=None)
@given(
    standing=STANDINGS,
    sharing_class=some.sampled_from(SharingClass),
    author=some.none() | NAMES,
    addressee=some.none() | NAMES,
    module=some.none() | some.integers(1, 8),
    about_adults=YES,
    session_id=some.none() | NAMES,
    protects=some.sampled_from(PERSONS),
)
def test_the_stores_criterion_agrees_with_the_rule(
    standing: Standing,
    sharing_class: SharingClass,
    author: str | None,
    addressee: str | None,
    module: int | None,
    about_adults: bool,
    session_id: str | None,
    protects: str,
) -> None:
    scope = read_scope(CATALOGUE, standing, KEPT)
    person = protects if sharing_class is VC else None
    for thing in CATALOGUE.objects:
        by_rule = may_read(
            CATALOGUE,
            standing,
            thing.code,
            sharing_class,
            protects=(person,) if person else (),
            kept_from=KEPT[person] if person else (),
            author=author,
            addressee=addressee,
            module=module,
            about_adults=about_adults,
            session_id=session_id,
        )
        by_row = scope.reads(
            thing.code,
            sharing_class,
            author=author,
            addressee=addressee,
            module=module,
            about_adults=about_adults,
            protects=person,
            session_id=session_id,
        )
        assert by_row == by_rule, thing.code


def test_scope_is_small_and_can_be_cut_to_one_table() -> None:
    scope = read_scope(CATALOGUE, PEOPLE["LA1"], PROTECTIONS)
    assert len(scope.lines) < 16
    assert ("module_core", SharingClass.SHAREABLE) in scope.pairs
    assert ("summary_other", SharingClass.SHAREABLE) not in scope.pairs
    (summaries,) = scope.of("summary_other")[:1]
    assert summaries.authors == {"DP1", "RW1", "MH1"}
    assert {name for line in scope.of("other_panel") for name, _ in line.pairs} == {"other_panel"}
    assert read_scope(CATALOGUE, PEOPLE["SW4"], PROTECTIONS).lines == ()


def test_two_who_accuse_each_other() -> None:
    """Each has their own protects and kept_from; who works with one is shut out from the other's."""
    hers = replace(PEOPLE["DV1"], works_with=frozenset({"kay"}), worked_with=frozenset({"kay"}))
    assert class_readable(CATALOGUE, hers, VC, protects=["kay"], kept_from=["dan"])
    assert not class_readable(CATALOGUE, hers, VC, protects=["dan"], kept_from=["kay"])
    scope = read_scope(CATALOGUE, hers, KEPT)
    assert scope.reads("other_panel", VC, protects="kay")
    assert not scope.reads("other_panel", VC, protects="dan")


def test_authors_read_their_own_in_every_class() -> None:
    for sharing_class in SharingClass:
        assert class_readable(CATALOGUE, PEOPLE["DP1"], sharing_class, author="DP1", kept_from=[DANIEL])


def test_clinical_goes_to_author_and_clinical_supervisor() -> None:
    readers = [name for name, one in PEOPLE.items() if class_readable(CATALOGUE, one, CLINICAL, author="MH1")]
    assert readers == ["MH1", "LA1"]


def test_legal_privilege() -> None:
    legal = SharingClass.LEGAL_PRIVILEGED
    assert [name for name, one in PEOPLE.items() if class_readable(CATALOGUE, one, legal)] == ["SW1", "TM1"]
    assert class_readable(CATALOGUE, Standing("SM1", "SERVICE_MANAGER", own_team=True), legal)


def test_a_confidential_row_that_names_nobody() -> None:
    readers = [
        name
        for name, one in PEOPLE.items()
        if read_scope(CATALOGUE, one, PROTECTIONS).reads("minutes", VC, author="CP9")
    ]
    assert readers == ["SW1", "TM1"]


def test_a_question_of_a_confidential_class_exists_for_its_readers_alone() -> None:
    field = CATALOGUE.field("m3.keeps_safe")
    knows = [name for name, one in PEOPLE.items() if field_readable(CATALOGUE, one, field, 3, PROTECTIONS)]
    assert knows == ["SW1", "TM1", "CP1", "DV1", "MH1"]
    routine = CATALOGUE.field("m4.daily_routine")
    assert field_readable(CATALOGUE, PEOPLE["DP1"], routine, 4, PROTECTIONS)
    assert not field_readable(CATALOGUE, PEOPLE["CH1"], routine, 4, PROTECTIONS)
    assert KAYLEIGH in PROTECTIONS
