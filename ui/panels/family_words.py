"""How a family's screens say days, people and classes (ui.md 5): weekday and date, 24-hour time, names as used."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.people import Person, PersonKind, Staff
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass
from fsworkbook.domain.workbook import Content

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date, today: date | None = None) -> str:
    """ "Fri 5 Dec"; the year with it when it is another one than today's; "today" and "tomorrow" so."""
    if today is not None and 0 <= (value - today).days <= 1:
        return ("today", "tomorrow")[(value - today).days]
    words = f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
    return words if today is not None and value.year == today.year else f"{words} {value.year}"


def short_day(value: date) -> str:
    """ "29 Nov"."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def moment(value: datetime, today: date | None = None) -> str:
    """ "Tue 16 Dec, 10:00"."""
    return f"{day(value.date(), today)}, {value:%H:%M}"


def listed(names: Iterable[str]) -> str:
    """ "Mia, Theo and Ivy"."""
    words = list(names)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def who(catalogue: Catalogue, staff: Staff) -> str:
    """ "Josh Whitlock, social worker"."""
    title = catalogue.discipline(staff.discipline).title
    return f"{staff.name}, {title[:1].lower()}{title[1:]}"


def age(person: Person, today: date) -> str:
    """ "Mia, 8"; a baby's in months; an unborn baby is called so."""
    words = person.age_in_words(today)
    return f"{person.short_name}, {words}" if words else person.short_name


def kind_of(person: Person, today: date) -> str:
    """Age or expected date, for the list of people."""
    if person.kind is PersonKind.UNBORN:
        return f"expected {day(person.expected_on, today)}" if person.expected_on else "unborn"
    if person.born_on is None:
        return "adult" if person.kind is PersonKind.ADULT else "child"
    born = person.born_on
    return f"{person.age_in_words(today)}, born {born.day} {MONTHS[born.month - 1]} {born.year}"


def her(person: Person | None) -> str:
    """How the sharing picker speaks of the person a text is about: "her", "his" or "their own"."""
    words = {"FEMALE": "her", "MALE": "his"}
    return words.get(person.sex, "their") if person else "their"


def text_marks(texts: Iterable[RichText], people: Mapping[str, Person]) -> str:
    """Who may read what is confidential in a text, in words for its readers; empty where nothing is."""
    classes = {paragraph.sharing_class for text in texts for paragraph in text} & CONFIDENTIAL_CLASSES
    if SharingClass.VICTIM_CONFIDENTIAL in classes:
        protected = {
            person for text in texts for paragraph in text for person in paragraph.protects if person in people
        }
        names = listed(people[person].short_name for person in sorted(protected))
        return f"Named people, for {names}’s safety" if names else "Named people, for safety"
    words = {
        SharingClass.CHILD_CONFIDENTIAL: "Named people, for the child",
        SharingClass.CLINICAL: "You and your clinical supervisor",
        SharingClass.LEGAL_PRIVILEGED: "Key worker, manager and lawyer",
    }
    return next((sentence for found, sentence in words.items() if found in classes), "")


def content_marks(content: Content, people: Mapping[str, Person]) -> str:
    """The same for a whole content."""
    return text_marks(tuple(content.texts.values()), people)


def count(number: int, one: str, many: str) -> str:
    """ "1 part", "4 parts"."""
    return f"{number} {one if number == 1 else many}"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(value: date, today: date | None = None) -> str:
    """ "Tuesday 16 December", for titles and sentences; "today" and "tomorrow" so where today is given."""
    if today is not None and 0 <= (value - today).days <= 1:
        return ("today", "tomorrow")[(value - today).days]
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
    month = (*months, "November", "December")[value.month - 1]
    return f"{WEEKDAYS[value.weekday()]} {value.day} {month}"
