"""What leaves in a copy: the counts that domain.md 12.4 expects, and each cell of the table of 1.5."""

from collections import Counter
from dataclasses import replace

import pytest

from fsworkbook.domain.copies import (
    NEVER_LEAVES,
    NOT_ABOUT_READER,
    Recipient,
    RecipientKind,
    withheld_reason,
)
from fsworkbook.domain.richtext import Paragraph, Run
from fsworkbook.domain.sharing import SharingClass

S, OWN, P = SharingClass.SHAREABLE, SharingClass.OWN_COPY, SharingClass.PROFESSIONALS_ONLY
VC, CC = SharingClass.VICTIM_CONFIDENTIAL, SharingClass.CHILD_CONFIDENTIAL
KAYLEIGH, DANIEL, MIA, THEO, IVY = "kayleigh", "daniel", "mia", "theo", "ivy"

Item = tuple[Paragraph, tuple[str, ...]]


def paragraph(sharing_class: SharingClass, name: str = "p", protects: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph(name, (Run("words"),), sharing_class=sharing_class, protects=protects, kept_from=(DANIEL,))


def items(sharing_class: SharingClass, count: int, *about: str, name: str = "p") -> list[Item]:
    protects = (KAYLEIGH,) if sharing_class is VC else ()
    return [(paragraph(sharing_class, f"{name}{number}", protects), about) for number in range(count)]


ASSESSMENT: list[Item] = [
    *items(VC, 11, KAYLEIGH),
    *items(CC, 1, MIA),
    *items(OWN, 3, KAYLEIGH),
    *items(OWN, 1, KAYLEIGH, name="tests"),  # RW1's panel of Module 6
    *items(OWN, 3, DANIEL),
    *items(P, 1, MIA, name="worries"),
    *items(P, 1, DANIEL, name="opinion"),  # finalised on 2026-04-30
    *items(S, 4),  # about the family
    *items(S, 3, MIA),
    *items(S, 2, IVY),
    *items(S, 2, THEO),
    *items(S, 5, DANIEL),
    *items(S, 4, KAYLEIGH),
]
FOR_KAYLEIGH = Recipient(RecipientKind.PERSON, KAYLEIGH, frozenset({MIA, THEO, IVY}), confirmed_victim_safe=True)
FOR_DANIEL = Recipient(RecipientKind.PERSON, DANIEL, frozenset({THEO}))
FOR_CONFERENCE = Recipient(RecipientKind.CONFERENCE, chosen=frozenset({"tests0"}))


def counts(recipient: Recipient, content: list[Item] = ASSESSMENT) -> dict[str, int]:
    reasons = (withheld_reason(paragraph, about, recipient) for paragraph, about in content)
    return dict(Counter(reason for reason in reasons if reason))


def test_copy_a_for_kayleigh() -> None:
    assert counts(FOR_KAYLEIGH) == {CC: 1, OWN: 3, P: 2, NOT_ABOUT_READER: 5}


def test_copy_b_for_daniel() -> None:
    assert counts(FOR_DANIEL) == {VC: 11, CC: 1, OWN: 4, P: 2, NOT_ABOUT_READER: 3 + 2 + 4}


def test_copy_c_for_the_conference() -> None:
    assert counts(FOR_CONFERENCE) == {VC: 11, CC: 1, OWN: 6, P: 2}


def test_the_draft_of_december() -> None:
    by_then = [item for item in ASSESSMENT if not item[0].id.startswith("opinion")]
    unconfirmed = replace(FOR_KAYLEIGH, confirmed_victim_safe=False)
    mine, his = counts(unconfirmed, by_then), counts(FOR_DANIEL, by_then)
    assert [mine[key] for key in (VC, CC, OWN, P)] == [11, 1, 3, 1]
    assert [his[key] for key in (VC, CC, OWN, P)] == [11, 1, 4, 1]


EVERY_KIND = [RecipientKind.PERSON, RecipientKind.COURT, RecipientKind.CONFERENCE, RecipientKind.AGENCY]
LEAVES = {  # class -> kinds whose copy holds it: as it is, and where the key worker chose it
    S: (set(EVERY_KIND), set(EVERY_KIND)),
    OWN: ({"PERSON"}, {"PERSON", "COURT", "CONFERENCE"}),
    P: (set(), {"AGENCY"}),
    SharingClass.THIRD_PARTY: (set(), set(EVERY_KIND)),
    VC: (set(), set()),
    CC: (set(), set()),
    SharingClass.CLINICAL: (set(), set()),
    SharingClass.LEGAL_PRIVILEGED: (set(), set()),
}


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("sharing_class", list(SharingClass))
@pytest.mark.parametrize("chosen", [False, True])
def test_every_class_and_kind_of_recipient(sharing_class: SharingClass, kind: RecipientKind, chosen: bool) -> None:
    recipient = Recipient(kind, KAYLEIGH, chosen=frozenset({"p"} if chosen else ()))
    reason = withheld_reason(paragraph(sharing_class, protects=(KAYLEIGH,)), (KAYLEIGH,), recipient)
    assert reason == (None if kind in LEAVES[sharing_class][chosen] else sharing_class.value)


def test_confirmed_safe_opens_the_protected_persons_own_and_nobody_elses() -> None:
    text = paragraph(VC, protects=(KAYLEIGH,))
    assert withheld_reason(text, (KAYLEIGH,), FOR_KAYLEIGH) is None
    assert withheld_reason(text, (DANIEL,), FOR_KAYLEIGH) == NOT_ABOUT_READER
    assert withheld_reason(text, (THEO,), replace(FOR_DANIEL, confirmed_victim_safe=True)) == VC
    court = Recipient(RecipientKind.COURT, confirmed_victim_safe=True, chosen=frozenset({"p"}))
    assert withheld_reason(text, (KAYLEIGH,), court) == VC


def test_what_concerns_another_adult_too_stays_out() -> None:
    assert withheld_reason(paragraph(S), (DANIEL, THEO), FOR_KAYLEIGH) == NOT_ABOUT_READER
    assert withheld_reason(paragraph(S), (KAYLEIGH, THEO), FOR_KAYLEIGH) is None
    assert withheld_reason(paragraph(S), (), FOR_DANIEL) is None


def test_a_paragraphs_own_about_is_asked_first() -> None:
    about_mia = replace(paragraph(S), about=(MIA,))
    assert withheld_reason(about_mia, (THEO,), FOR_DANIEL) == NOT_ABOUT_READER


def test_two_reasons_count_once_under_the_class() -> None:
    assert counts(FOR_DANIEL, items(P, 1, MIA)) == {P: 1}


def test_objects_that_never_leave() -> None:
    expected = {"home_visit_safety", "contact_point", "closed_part", "safe_to_use", "tell_now", "minutes", "one_to_one"}
    assert expected <= NEVER_LEAVES
