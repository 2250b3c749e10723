from datetime import date

import pytest

from fsworkbook.domain.people import Family, Person, PersonKind

BORN = date(2025, 1, 31)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2025, 1, 30), ""),
        (date(2025, 1, 31), "0 days"),
        (date(2025, 2, 1), "1 day"),
        (date(2025, 2, 28), "28 days"),
        (date(2025, 3, 31), "2 months"),
        (date(2025, 3, 30), "1 month"),
        (date(2027, 1, 30), "23 months"),
        (date(2027, 1, 31), "2"),
        (date(2033, 1, 30), "7"),
    ],
)
def test_the_age_of_a_child_in_words(on: date, words: str) -> None:
    theo = Person("t", "f", "Theo", "Hartley", PersonKind.CHILD, born_on=BORN)
    assert theo.age_in_words(on) == words


def test_an_age_that_is_not_known_is_not_told() -> None:
    assert Person("d", "f", "Daniel", "Osei", PersonKind.ADULT).age_in_words(BORN) == ""


def test_a_restricted_family_is_shown_by_its_reference() -> None:
    assert Family("f", "FS-0003", "Doyle", "canal").shown_name == "Doyle"
    assert Family("f", "FS-0003", "Doyle", "canal", restricted=True).shown_name == "FS-0003"
