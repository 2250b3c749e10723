"""Sharing classes in words, and which an author may choose (domain.md 1.5)."""

from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass, is_wider
from ui.theme import tokens

HINT = (
    "Decides who sees this here and what goes into documents. "
    "It cannot bind a court or a subject access request: write as if they may read it one day."
)
QUESTION = "Who could be harmed if they read this?"
_ORDER = tuple(SharingClass)
_POSSESSIVE = ("her", "his", "their")


def sharing_words(sharing_class: SharingClass, person_word: str = "her") -> str:
    """Who reads it, in words: "The team, and her own copy". `person_word` is her, his, their or a name."""
    words = tokens().sharing_class[sharing_class]
    return words.replace(" her ", f" {_possessive(person_word)} ")


def stricter(one: SharingClass, other: SharingClass) -> SharingClass:
    """The one that fewer may read; of two confidential classes the first."""
    return other if is_wider(one, other) and one not in CONFIDENTIAL_CLASSES else one


def classes_from(least: SharingClass) -> tuple[SharingClass, ...]:
    """What an author may choose where `least` is the widest allowed; a confidential field stays as it is."""
    if least in CONFIDENTIAL_CLASSES:
        return (least,)
    return _ORDER[_ORDER.index(least) :]


def _possessive(person_word: str) -> str:
    if person_word in _POSSESSIVE:
        return person_word
    return person_word if person_word.endswith(("’s", "s’")) else f"{person_word}’s"
