"""How the Documents tab speaks of copies: what they are, for whom, and, in the export log alone, what was left out."""

from collections.abc import Mapping
from datetime import date

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.copies import NOT_ABOUT_READER, RecipientKind
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.services.exporting import ExportLine
from fsworkbook.services.families import FamilyPage
from fsworkbook.services.last_look import FoundKind
from ui.panels.family_words import count, listed, moment

KINDS = {"assessment": "Parenting assessment", "minutes": "Minutes"}

FOUND = {  # in the order in which they are looked at: what leads to somebody first
    FoundKind.TELEPHONE: ("telephone number", "telephone numbers"),
    FoundKind.PLACE: ("place", "places"),
    FoundKind.SCHOOL: ("school", "schools"),
    FoundKind.TIME: ("time", "times"),
    FoundKind.NAME: ("name", "names"),
}

LEFT_OUT = {
    SharingClass.SHAREABLE: "for the family and court",
    SharingClass.OWN_COPY: "for somebody’s own copy",
    SharingClass.PROFESSIONALS_ONLY: "for the team",
    SharingClass.THIRD_PARTY: "about someone else, for the team",
    SharingClass.VICTIM_CONFIDENTIAL: "for named people, for safety",
    SharingClass.CHILD_CONFIDENTIAL: "for named people, for the child",
    SharingClass.CLINICAL: "for a worker and their clinical supervisor",
    SharingClass.LEGAL_PRIVILEGED: "for key worker, manager and lawyer",
    NOT_ABOUT_READER: "not about this reader",
}


def reader_of(line: ExportLine, page: FamilyPage, catalogue: Catalogue) -> str:
    """For whom a copy was made."""
    names = {person.id: person.name for person in page.people} | {item.id: item.name for item in page.staff.values()}
    label = catalogue.label("recipient_kind", line.recipient_kind)
    return names.get(line.recipient_id or "", label)


def title_of(line: ExportLine, page: FamilyPage, catalogue: Catalogue) -> str:
    """ "Parenting assessment for Kayleigh Hartley, copy A"."""
    kind = KINDS.get(line.kind, line.kind)
    reader = reader_of(line, page, catalogue)
    if line.recipient_kind in (RecipientKind.COURT, RecipientKind.CONFERENCE):
        reader = f"{reader[:1].lower()}{reader[1:]}"
    if line.recipient_kind is RecipientKind.AGENCY:
        reader = "an agency"
    return f"{kind} for {reader}, copy {line.copy_letter}"


def made_words(line: ExportLine, page: FamilyPage, today: date) -> str:
    """ "Made by Josh Whitlock, Fri 19 Dec, 12:00"."""
    maker = page.staff.get(line.made_by)
    return f"Made by {maker.name if maker else 'a colleague'}, {moment(line.made_at, today)}"


def left_out_words(withheld: Mapping[str, int]) -> str:
    """What a copy goes without, for those who may know: "3 paragraphs for named people, for safety; 12 not about…"."""
    order = [*SharingClass, NOT_ABOUT_READER]
    parts = [(withheld[reason], LEFT_OUT[reason]) for reason in order if withheld.get(reason)]
    first = [f"{count(number, 'paragraph', 'paragraphs')} {words}" for number, words in parts[:1]]
    return "; ".join([*first, *(f"{number} {words}" for number, words in parts[1:])])


def found_words(numbers: Mapping[FoundKind, int]) -> str:
    """ "10 names and 2 times"; a sentence where nothing is found."""
    parts = [count(numbers[kind], *words) for kind, words in FOUND.items() if numbers.get(kind)]
    return listed(parts)
