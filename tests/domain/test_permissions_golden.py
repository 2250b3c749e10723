"""The golden table of who-sees-what.md, asked of the pure rules: every row of FS-0001 for every person."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from fsworkbook.catalogue_file import load
from fsworkbook.domain.permissions import Standing, may, may_see_that_draft_exists
from fsworkbook.domain.protection import is_shut_out, why_not_added
from fsworkbook.domain.reading import may_read, read_scope
from fsworkbook.domain.sharing import SharingClass
from tests.domain.hartley_osei import DANIEL, KAYLEIGH, PEOPLE, PROTECTIONS, SESSION_3

ROOT = Path(__file__).parents[2]
CATALOGUE = load(ROOT / "resources" / "catalogue")
S, OWN, P = SharingClass.SHAREABLE, SharingClass.OWN_COPY, SharingClass.PROFESSIONALS_ONLY
VC, CC, CLINICAL = SharingClass.VICTIM_CONFIDENTIAL, SharingClass.CHILD_CONFIDENTIAL, SharingClass.CLINICAL


@dataclass(frozen=True)
class Item:
    """A row of the table as the rules know it. `own_object` is the object for the author, `short` what metadata or the
    summary alone is shown as: rows that ask for content leave it empty."""

    object: str
    sharing_class: SharingClass = P
    author: str | None = None
    own_object: str | None = None
    addressee: str | None = None
    module: int | None = None
    about_adults: bool = False
    protects: tuple[str, ...] = ()
    session_id: str | None = None
    short: str | None = None

    def answer(self, standing: Standing) -> str:
        """Y, summary or N by the rules, in which the criterion of the store must agree."""
        mine = self.own_object is not None and standing.staff_id == self.author
        thing = self.own_object if mine and self.own_object else self.object
        kept_from = PROTECTIONS[self.protects[0]] if self.protects else frozenset[str]()
        asked = {
            "author": self.author,
            "addressee": self.addressee,
            "module": self.module,
            "about_adults": self.about_adults,
            "session_id": self.session_id,
        }
        read = may_read(
            CATALOGUE, standing, thing, self.sharing_class, protects=self.protects, kept_from=kept_from, **asked
        )
        scope = read_scope(CATALOGUE, standing, PROTECTIONS)
        by_rows = any(
            scope.reads(thing, self.sharing_class, protects=person, **asked) for person in self.protects or (None,)
        )
        assert by_rows == read, f"the store's criterion says {by_rows}, the rule {read}: {standing}"
        if read:
            return "Y"
        if self.short and may(CATALOGUE, standing, self.short, self.object, author=self.author):
            return "summary"
        return "N"


VICTIM = {"sharing_class": VC, "protects": (KAYLEIGH,)}
ROWS = {
    1: Item("family_shell", S, short="metadata"),
    2: Item("people", S),
    3: Item("contact_point", **VICTIM),
    4: Item("contact_point", **VICTIM),
    5: Item("contact_point", **VICTIM),
    6: Item("contact_point", **VICTIM),
    7: Item("contact_point"),
    8: Item("contact_point"),
    9: Item("people", S),
    10: Item("case_worker_summary", S, "SW1"),
    11: Item("home_visit_safety", P, "SW1"),
    12: Item("key_information", S, short="metadata"),
    13: Item("chronology", S, "SW1"),
    14: Item("module_core", S, "SW1", module=1),
    15: Item("module_core", OWN, "SW1", module=2, about_adults=True),
    16: Item("module_core", OWN, "SW1", module=2, about_adults=True),
    17: Item("module_core", VC, "SW1", module=2, about_adults=True, protects=(KAYLEIGH,)),
    18: Item("other_panel", VC, "DV1", "own_panel", module=3, about_adults=True, protects=(KAYLEIGH,)),
    19: Item("other_panel", VC, "DV1", "own_panel", module=6, about_adults=True, protects=(KAYLEIGH,)),
    20: Item("other_panel", P, "DP1", "own_panel", module=7, about_adults=True),
    21: Item("perpetrator_notes", P, "DP1", about_adults=True, short="read_summary"),
    22: Item("therapy_notes", CLINICAL, "MH1", about_adults=True),
    23: Item("other_panel", S, "MH1", "own_panel", module=5, about_adults=True),
    24: Item("test", OWN, "RW1", about_adults=True),
    25: Item("safety_plan", author="DV1", **VICTIM),
    26: Item("safe_to_use", P, "DV1", addressee="DP1"),
    27: Item("safe_to_use", P, "DP1", addressee="DV1"),
    28: Item("tell_now", P, "DV1"),
    29: Item("voice_record", P, "SW1"),
    30: Item("voice_record", P, "CP1"),
    31: Item("voice_record", CC, "SW1"),
    32: Item("voice_record", S, "CP1"),
    33: Item("rating_decision", S, "TM1", session_id=SESSION_3),
    34: Item("summary_other", P, "DV1", "summary_own"),
    35: Item("summary_other", P, "DP1", "summary_own"),
    36: Item("confidential_note", author="DV1", **VICTIM),
    37: Item("minutes", P, session_id=SESSION_3),
    38: Item("minutes", CC, "SW1", session_id=SESSION_3),
    39: Item("minutes", VC, "DV1", protects=(KAYLEIGH,), session_id=SESSION_3),
    40: Item("closed_part", VC, "TM1", protects=(KAYLEIGH,), session_id=SESSION_3),
    41: Item("what_we_decided", S, "TM1"),
    42: Item("draft", P, "CP1"),
    44: Item("other_panel", P, "SW4", "own_panel", about_adults=True),
    46: Item("withdrawal", P, "RW1"),
    47: Item("class_grant", P, short="metadata"),
    48: Item("export_log", P, "BS1", short="metadata"),
    49: Item("audit", P, short="metadata"),
}
WITHDRAWN = 45
DRAFT_EXISTS = 43


def golden() -> list[tuple[int, str, str]]:
    """(row, person, answer) of the table."""
    lines = (ROOT / "tests" / "data" / "who-sees-what.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head = next(row for row in cells if row[:2] == ["#", "item"])
    rows = [row for row in cells if row[0].isdigit()]
    return [(int(row[0]), person, answer) for row in rows for person, answer in zip(head[2:], row[2:], strict=True)]


def computed(row: int, standing: Standing) -> str:
    """The answer of the rules to one row."""
    if row == DRAFT_EXISTS:
        return "Y" if may_see_that_draft_exists(CATALOGUE, standing, "module_core", module=4) else "N"
    return ROWS[row].answer(standing)


def test_the_table_was_read_whole() -> None:
    assert len(golden()) == 49 * 15
    assert {row for row, _, _ in golden()} == set(ROWS) | {DRAFT_EXISTS, WITHDRAWN}


@pytest.mark.parametrize(("row", "person", "answer"), [item for item in golden() if item[0] != WITHDRAWN])
def test_golden(row: int, person: str, answer: str) -> None:
    if row == DRAFT_EXISTS and person == "CP1":
        assert ROWS[42].answer(PEOPLE[person]) == "Y"  # one's own draft exists for oneself
        return
    assert computed(row, PEOPLE[person]) == answer


def test_before_the_grant_the_mental_health_practitioner_read_nothing_confidential() -> None:
    before = replace(PEOPLE["MH1"], grants=frozenset())
    for row in (3, 4, 5, 6, 17, 18, 25, 36, 39):
        assert ROWS[row].answer(before) == "N"


def test_after_his_involvement_ended_sw4_read_as_sw2_and_his_own() -> None:
    ended = replace(PEOPLE["SW4"], active=True)
    for row in ROWS:
        if row != 44:
            assert ROWS[row].answer(ended) == ROWS[row].answer(PEOPLE["SW2"]), row
    assert ROWS[44].answer(ended) == "Y"


@pytest.mark.parametrize("person", ["RW1", "DP1", "LA1"])
def test_cannot_be_added(person: str) -> None:
    reason = why_not_added(CATALOGUE, PEOPLE[person], KAYLEIGH, frozenset({DANIEL}))
    assert reason is not None
    assert reason.startswith("They cannot be added")


def test_can_be_added() -> None:
    assert why_not_added(CATALOGUE, PEOPLE["MH1"], KAYLEIGH, frozenset({DANIEL})) is None


def test_a_grant_given_in_error_opens_nothing_to_who_is_shut_out() -> None:
    wrong = replace(PEOPLE["RW1"], grants=frozenset({KAYLEIGH}))
    assert is_shut_out(wrong, {DANIEL})
    for row in (3, 17, 18, 39):
        assert ROWS[row].answer(wrong) == "N"


def test_tightening_a_childs_words() -> None:
    tightened = replace(ROWS[30], sharing_class=CC)
    assert [name for name, standing in PEOPLE.items() if tightened.answer(standing) == "Y"] == [
        "SW1",
        "TM1",
        "CP1",
        "CH1",
    ]


def test_a_manager_in_an_emergency_reads_as_the_familys_own_less_three() -> None:
    here = replace(PEOPLE["TM2"], emergency=True)
    for row, item in ROWS.items():
        expected = "N" if row in (40, 46, 48) else item.answer(PEOPLE["TM1"])
        assert item.answer(here) == expected, row
    assert not may(CATALOGUE, here, "finalise", "module_core")
    assert not may(CATALOGUE, here, "accept", "draft_of_other")


def test_a_restricted_family_exists_for_its_list_alone() -> None:
    for name in ("SW2", "TM2", "LA1", "CH1"):
        outside = replace(PEOPLE[name], restricted=True)
        assert {ROWS[row].answer(outside) for row in ROWS} == {"N"}
    assert ROWS[1].answer(replace(PEOPLE["SW1"], restricted=True, listed=True)) == "Y"
    assert ROWS[1].answer(replace(PEOPLE["TM2"], restricted=True, emergency=True)) == "Y"
    assert ROWS[1].answer(replace(PEOPLE["SW2"], restricted=True, own_team=False, emergency=True)) == "N"


def test_a_case_specific_grant_of_information_governance() -> None:
    granted = replace(PEOPLE["IG1"], case_grant=True)
    opened = {2, 9, 10, 12, 13, 14, 15, 16, 20, 23, 24, 29, 30, 32, 34, 35, 37, 41, 44}
    for row, item in ROWS.items():
        before = item.answer(PEOPLE["IG1"])
        assert item.answer(granted) == ("Y" if row in opened else before), row
