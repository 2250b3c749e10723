"""What may leave in a copy for one recipient, paragraph by paragraph (domain.md 1.5 "in a copy", "about whom", 2.13).

A copy never tells what was kept back. The counts go into the export log alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from fsworkbook.domain.richtext import Paragraph
from fsworkbook.domain.sharing import SharingClass

NOT_ABOUT_READER = "NOT_ABOUT_READER"
"""Kept back because it is about somebody else, though its class would let it through."""

NEVER_LEAVES = frozenset(
    {
        "one_to_one",
        "therapy_notes",
        "legal_privileged",
        "home_visit_safety",
        "cover_page",
        "contact_point",
        "protected_place",
        "minutes",
        "session_record",
        "summary_own",
        "summary_other",
        "confidential_note",
        "closed_part",
        "safe_to_use",
        "tell_now",
        "safety_plan",
        "draft",
    }
)
"""Objects that are in no document for persons, court, conference or agencies, whatever their class (domain.md 2.13).

The cover page names who must not be there; the summaries are part of the minutes; a safety plan is given by the
victims' practitioner herself, never by an export (2.14).
"""


class RecipientKind(StrEnum):
    """For whom a copy is made (domain.md 2.13)."""

    PERSON = "PERSON"
    COURT = "COURT"
    CONFERENCE = "CONFERENCE"
    AGENCY = "AGENCY"
    STAFF = "STAFF"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives a copy. `person_id` is a person of the family (PERSON) or a member of staff (STAFF).

    `confirmed_victim_safe`: the victims' practitioner confirmed at the last look that it is safe to hold. `chosen` are
    ids of paragraphs that the key worker chose for this copy.
    """

    kind: RecipientKind
    person_id: str | None = None
    parental_responsibility_for: frozenset[str] = frozenset()
    confirmed_victim_safe: bool = False
    chosen: frozenset[str] = frozenset()


def withheld_reason(
    paragraph: Paragraph,
    about: Collection[str],
    recipient: Recipient,
    *,
    readable: bool = True,
) -> str | None:
    """Why this copy goes without the paragraph: the name of its class, `NOT_ABOUT_READER`, or None: it may leave.

    `about` are the persons it is about, nobody = the family; the paragraph's own `about` is asked first. `readable`
    says whether the recipient, a member of staff, may read it here (`reading.may_read`). A paragraph kept back for two
    reasons counts under its class.
    """
    persons = paragraph.about or tuple(about)
    if recipient.kind is RecipientKind.STAFF:
        return None if readable else paragraph.sharing_class.value
    if not _class_lets_through(paragraph, persons, recipient):
        return paragraph.sharing_class.value
    if recipient.kind is RecipientKind.PERSON and not is_about_reader(persons, recipient):
        return NOT_ABOUT_READER
    return None


def is_about_reader(persons: Collection[str], recipient: Recipient) -> bool:
    """Whether it is about this person, children they have parental responsibility for, or the family: about nobody
    else, so that no other adult's text goes along."""
    own = recipient.parental_responsibility_for | {recipient.person_id}
    return all(person in own for person in persons)


def _class_lets_through(paragraph: Paragraph, persons: Collection[str], recipient: Recipient) -> bool:
    kind, chosen = recipient.kind, paragraph.id in recipient.chosen
    match paragraph.sharing_class:
        case SharingClass.SHAREABLE:
            return True
        case SharingClass.OWN_COPY:
            if kind is RecipientKind.PERSON:
                return recipient.person_id in persons
            return chosen and kind in (RecipientKind.COURT, RecipientKind.CONFERENCE)
        case SharingClass.PROFESSIONALS_ONLY:
            return chosen and kind is RecipientKind.AGENCY
        case SharingClass.THIRD_PARTY:
            return chosen
        case SharingClass.VICTIM_CONFIDENTIAL:
            return (
                kind is RecipientKind.PERSON
                and recipient.confirmed_victim_safe
                and recipient.person_id in paragraph.protects
            )
        case _:
            return False
