"""The last look finds what leads to a person, and what must go is never covered by what may stay (domain.md 2.13)."""

from fsworkbook.domain.people import ContactPoint
from fsworkbook.domain.richtext import RichText
from fsworkbook.services.last_look import Known, look

NUMBER = ContactPoint("c", "PERSON", "p", "TELEPHONE", "07700 900341")


def test_a_recorded_number_must_go_also_where_it_is_written_as_recorded() -> None:
    lines = look([RichText.from_plain("Ring her on 07700 900341.")], Known((), (), (NUMBER,)))
    assert [line.must_go for line in lines if line.found == NUMBER.value] == [True]


def test_a_time_at_the_end_of_a_sentence_is_found() -> None:
    lines = look([RichText.from_plain("Police came at 23:40.")], Known((), (), ()))
    assert [line.found for line in lines] == ["23:40"]
