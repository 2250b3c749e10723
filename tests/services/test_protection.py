"""From whom confidential text is kept when who harms is recorded after the text, or no longer (domain.md 1.5, 2.3)."""

import pytest

from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import Person
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind
from fsworkbook.services import contacts, entries, families, involving
from tests.small_family import SmallFamily

HIDING = "She sleeps at her aunt's."
CONFIDENTIAL = SharingClass.VICTIM_CONFIDENTIAL
FACTORS = "ki.need_factors.adult"


def confidential_text(small: SmallFamily) -> EntryKey:
    """A text of the key worker that protects Kayleigh."""
    key = small.key(EntryKind.ANSWER, "m2.abuse_history", "Kayleigh")
    small.write("SW", key, HIDING, sharing_class=CONFIDENTIAL)
    return key


def reads(small: SmallFamily, who: str, key: EntryKey) -> bool:
    return any(HIDING in version.content.body.plain for version in entries.versions(small.as_[who], key))


def grant(small: SmallFamily, to: str) -> None:
    involving.grant_by_name(small.as_["DV"], small.family.id, to, small.people["Kayleigh"].id, "weekly sessions")


def daniel(small: SmallFamily, who: str = "SW") -> Person:
    page = families.open_family(small.as_[who], small.family.id)
    return next(person for person in page.people if person.short_name == "Daniel")


def test_text_is_kept_from_who_is_recorded_as_harming_later(small: SmallFamily) -> None:
    small.answer("SW", FACTORS, "Daniel", value=["ALCOHOL"])
    key = confidential_text(small)
    involving.involve(
        small.as_["TM"], small.family.id, "CP", "CO_WORKER", targets=[small.people["Daniel"].id], status="ACTIVE"
    )
    small.answer("SW", FACTORS, "Daniel", value=["ALCOHOL", "DOMESTIC_ABUSE_PERPETRATOR"])
    assert not reads(small, "CP", key)
    with pytest.raises(NotAllowed, match="cannot be added"):
        grant(small, "RW")
    assert reads(small, "DV", key)
    assert reads(small, "SW", key)


def test_a_reader_added_before_is_shut_out_from_then_on(small: SmallFamily) -> None:
    small.answer("SW", FACTORS, "Kayleigh", value=["DOMESTIC_ABUSE_VICTIM"])
    confidential_text(small)
    point = contacts.add_contact_point(
        small.as_["SW"],
        small.family.id,
        "PERSON",
        small.people["Mia"].id,
        "SCHOOL_OR_NURSERY",
        "Hill School",
        sharing_class=CONFIDENTIAL,
        protects=small.people["Mia"].id,
    )
    small.answer("SW", FACTORS, "Kayleigh", value=["DOMESTIC_ABUSE_VICTIM", "DOMESTIC_ABUSE_PERPETRATOR"])
    shown = {
        who: {item.id for item in contacts.contacts(small.as_[who], small.family.id).points} for who in ("SW", "DV")
    }
    assert point.id in shown["SW"]
    assert point.id not in shown["DV"]  # she works with Kayleigh, from whom Mia is kept


def test_nobody_who_works_with_him_is_added_before_there_is_a_text(small: SmallFamily) -> None:
    with pytest.raises(NotAllowed, match="cannot be added"):
        grant(small, "RW")


def test_the_last_answer_says_who_harms(small: SmallFamily) -> None:
    assert daniel(small).harms
    small.answer("SW", FACTORS, "Daniel", value=[])
    assert daniel(small).need_factors == frozenset()
    small.answer("SW", FACTORS, "Daniel", value=["DOMESTIC_ABUSE_PERPETRATOR"])
    assert daniel(small, "RW").harms


def test_a_later_answer_in_words_alone_names_no_factor(small: SmallFamily) -> None:
    key = small.key(EntryKind.ANSWER, FACTORS, "Daniel")
    entries.save_draft(small.as_["SW"], key, Content({"not_asked": RichText.from_plain("It was another man.")}))
    entries.finalise(small.as_["SW"], key)
    assert daniel(small).need_factors == frozenset()


def test_nothing_is_no_answer_where_there_was_none(small: SmallFamily) -> None:
    with pytest.raises(WorkbookError, match="nothing written"):
        small.answer("SW", "ki.need_factors.child", "Mia", value=[])
