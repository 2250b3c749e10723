"""How a supervision's screen says people, days, colours and its agenda (ui.md 4.5, 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.people import Person, PersonKind, Staff
from fsworkbook.domain.rating import Rag, worst
from fsworkbook.domain.supervision import PastRating, Session, SessionState
from fsworkbook.services.session_page import SessionPage
from ui.panels.family_words import short_day

AGENDA: Mapping[int, str] = {
    1: "Who is here",
    2: "Each child",
    3: "Last actions",
    4: "Each discipline",
    5: "Parents, network",
    6: "What are we not seeing?",
    7: "Rating for each child",
    8: "Decisions and why",
    9: "Actions, who tells whom",
    10: "Read back",
}
DECISIONS = 8
LETTERS = {"RED": "R", "AMBER": "A", "GREEN": "G", "NOT_RATED": "N"}
COLOURS = {letter: colour for colour, letter in LETTERS.items()}
ITEM_NUMBERS = {
    "attendance": 1, "day": 2, "view": 2, "view_quote": 2, "meaning": 2, "worry": 2, "working": 2, "needed": 2,
    "last_action": 3, "parent_view": 5, "reflection": 6, "impact": 6, "stage": 7, "keeps_safe": 7, "gets_in_way": 7,
    "rating": 7, "case_rating": 7, "threshold": 8, "decision": 8, "plan": 8, "action": 9, "tell": 9, "next": 10,
    "words": 10, "read_back": 10,
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STATES = {
    SessionState.PLANNED: ("Planned", "calendar-days"),
    SessionState.IN_SESSION: ("In session", "clock"),
    SessionState.RECORDED: ("Recorded, not finalised", "pencil"),
    SessionState.FINALISED: ("Finalised", "circle-check"),
    SessionState.CANCELLED: ("Called off", "x"),
    SessionState.ABANDONED: ("Broken off", "x"),
}


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda with the minutes it is given."""

    number: int
    title: str
    minutes: int


def agenda(catalogue: Catalogue, page: SessionPage) -> tuple[AgendaItem, ...]:
    """The ten items; each discipline has its own two minutes (domain.md 3.10)."""
    disciplines = max(1, len({summary.discipline for summary in page.summaries}))
    return tuple(
        AgendaItem(item.number, AGENDA[item.number], item.minutes * (disciplines if item.each_discipline else 1))
        for item in catalogue.agenda
    )


def state_words(session: Session) -> tuple[str, str]:
    """The state in words, and its icon."""
    return _STATES[session.state]


def long_day(value: date, year: bool = False) -> str:
    """ "Friday 30 January", with the year on request."""
    words = f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return f"{words} {value.year}" if year else words


def day_month(value: date) -> str:
    """ "4 November"."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def called(page: SessionPage, staff_id: str | None) -> str:
    """What colleagues call somebody."""
    person = page.staff.get(staff_id or "")
    return person.given_name if person else ""


def full_name(page: SessionPage, staff_id: object) -> str:
    """The name of a member of staff or a person of the family; what is no id stays as it was typed."""
    key = str(staff_id or "")
    if key in page.staff:
        return page.staff[key].name
    person = person_of(page, key)
    if person is not None:
        return person.name
    return next((staff.name for staff in page.staff.values() if staff.ref and staff.ref == key), key)


def person_of(page: SessionPage, person_id: str) -> Person | None:
    """A person of the family on this page."""
    return next((person for person in (*page.children, *page.adults) if person.id == person_id), None)


def child_words(child: Person, today: date) -> str:
    """Under a child's name: the age, or when the baby is expected."""
    if child.kind is PersonKind.UNBORN:
        return short_day(child.expected_on) if child.expected_on else ""
    return child.age_in_words(today)


def staff_title(catalogue: Catalogue, staff: Staff) -> str:
    """ "social worker"."""
    title = catalogue.discipline(staff.discipline).title
    return title[:1].lower() + title[1:]


def unchanged_since(history: Iterable[PastRating]) -> date | None:
    """Since when the last colour stands without a break."""
    found: list[PastRating] = []
    for past in history:
        if found and past.colour != found[0].colour:
            break
        found.append(past)
    return found[-1].on if found else None


def worst_words(page: SessionPage, colours: Mapping[str, str]) -> tuple[Rag | None, str]:
    """The worst colour among the children, and who has it: "because Mia and Theo are red"."""
    colour = worst(colours.values())
    if colour is None:
        return None, ""
    names = [child.short_name for child in page.children if colours.get(child.id) == colour]
    verb = "is" if len(names) == 1 else "are"
    return colour, f"because {and_listed(names)} {verb} {colour.lower()}"


def and_listed(names: Iterable[str]) -> str:
    """ "Mia, Theo and Ivy"."""
    words = [name for name in names if name]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def around_the_table(page: SessionPage) -> tuple[str, ...]:
    """Whose attendance is asked: chair, case holder, whoever gives a summary, minute-taker; then who came besides."""
    session = page.session
    first = (session.deputy_id or session.chair_id, session.case_holder_id)
    others = (summary.staff.id for summary in page.summaries)
    came = (cell.subject for cell in page.record.all("attendance"))
    found = dict.fromkeys(filter(None, (*first, *others, session.minute_taker_id, *came)))
    return tuple(staff_id for staff_id in found if staff_id in page.staff)
