"""Contact points: covered until Show, and a protected home protects all who live in it (domain.md 1.1)."""

import pytest

from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services import contacts
from tests.small_family import SmallFamily

HOME = "14 Mill Lane"


def add(small: SmallFamily, who: str, name: str, kind: str, value: str) -> str:
    point = contacts.add_contact_point(small.as_[who], small.family.id, "PERSON", small.people[name].id, kind, value)
    return point.id


def protected_home(small: SmallFamily) -> None:
    members = [small.people[name].id for name in ("Kayleigh", "Mia")]
    place = contacts.add_place(small.as_["SW"], small.family.id, "HOUSEHOLD", "Kayleigh's home", members)
    daniel = [small.people["Daniel"].id]
    contacts.protect_place(small.as_["DV"], place.id, small.people["Kayleigh"].id, daniel, "He looks for her.")


def known(small: SmallFamily, who: str) -> dict[str, str]:
    return {point.id: point.value for point in contacts.contacts(small.as_[who], small.family.id).points}


def test_a_confidential_contact_is_covered_until_it_is_shown_on_the_record(small: SmallFamily) -> None:
    hers = add(small, "SW", "Kayleigh", "TELEPHONE", "07700 900123")
    his = add(small, "SW", "Daniel", "TELEPHONE", "07700 900456")
    assert known(small, "SW") == {hers: "", his: "07700 900456"}
    assert contacts.show_contact_point(small.as_["SW"], hers).value == "07700 900123"
    assert known(small, "DP") == {his: "07700 900456"}


@pytest.mark.parametrize("who", ["SW", "BS"])
def test_what_leads_to_a_protected_home_is_confidential_whoever_lives_there_and_whoever_writes(
    small: SmallFamily, who: str
) -> None:
    protected_home(small)
    address = add(small, who, "Mia", "ADDRESS", HOME)
    school = add(small, who, "Mia", "SCHOOL_OR_NURSERY", "Lockside Primary")
    assert known(small, "DP") == {school: "Lockside Primary"}
    assert known(small, "DV") == {address: "", school: "Lockside Primary"}


def test_what_stood_with_a_child_is_confidential_when_the_home_is_protected(small: SmallFamily) -> None:
    address = add(small, "SW", "Mia", "ADDRESS", HOME)
    his = add(small, "SW", "Daniel", "ADDRESS", "3 Quay Street")
    assert known(small, "DP") == {address: HOME, his: "3 Quay Street"}
    protected_home(small)
    assert known(small, "DP") == {his: "3 Quay Street"}
    point = contacts.show_contact_point(small.as_["SW"], address)
    assert (point.sharing_class, point.protects) == (SharingClass.VICTIM_CONFIDENTIAL, small.people["Kayleigh"].id)
