"""What is looked for in a text before it is finalised (domain.md 2.12, R8 and R10)."""

import pytest

from fsworkbook.domain.text_checks import holds_value, names_of_others


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Rhian Hartley was crying", "Hartley"),
        ("The Ng family moved", "Ng"),
        ("the HARTLEY children", "Hartley"),
        ("the Hartleys came", "Hartley"),
        ("the Hartleys' dog", "Hartley"),
        ("Hartley’s brother", "Hartley"),
        ("‘Hartley’ said so", "Hartley"),
        ("'Hartley' said so", "Hartley"),
        ("Mrs O'Brien and I", "O’Brien"),
        ("Mrs O’Brien and I", "O'Brien"),
        ("the Joneses next door", "Jones"),
        ("with Cole-Pritchard", "Cole"),
    ],
)
def test_a_surname_is_found_however_it_is_written(text: str, family: str) -> None:
    assert len(names_of_others(text, [family], [])) == 1


@pytest.mark.parametrize(
    ("text", "family", "here"),
    [
        ("a long day", "Long", ""),
        ("Mrs Coles and her son", "Cole", "Ann Coles"),
        ("Hartleyville is a town", "Hartley", ""),
        ("the Osei children", "Osei-Brown", "Daniel Osei"),
    ],
)
def test_ordinary_words_and_names_that_belong_here_are_not_asked_about(text: str, family: str, here: str) -> None:
    assert names_of_others(text, [family], [here]) == ()


def test_a_place_is_found_whatever_the_spaces_capitals_and_apostrophes() -> None:
    assert holds_value("We met at st mary's hall.", "St Mary’s Hall")
    assert holds_value("Ring 07700900123 after six", "07700 900 123")
    assert not holds_value("We met at the hall.", "St Mary’s Hall")
