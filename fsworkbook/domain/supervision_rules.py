"""What the record of a session still needs (domain.md 3.4, 3.7, 3.8): one function lists it, and the same function
fills the screen and guards the act.

The record given is what the person acting may read: each line is judged by that, so nothing tells of more.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from fsworkbook.domain.people import Limits, Person
from fsworkbook.domain.rating import Rag, next_limit, step_reason_needed, why_case_rating_is_refused, worst
from fsworkbook.domain.supervision import PRESENT, AttendanceMode, Cell, Record, Session
from fsworkbook.domain.working_days import ENGLAND_AND_WALES, Calendar, add_working_days

RED_ACTION_DAYS = 5
WHY = "Why was this decided?"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, in words, and the cell that leads to its place."""

    item: str
    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What the record is about: the session, the children and adults, whom it expected.

    `names` are staff names by id. `last_colours` are the children's colours at the last session, `last_actions` the
    actions still open from before by id with their words, `last_seen` the day each child was last seen or heard,
    `last_session_on` the day of the last session, `threshold_questions` the catalogue's by code.
    """

    session: Session
    children: tuple[Person, ...]
    adults: tuple[Person, ...] = ()
    expected: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    last_colours: Mapping[str, str] = field(default_factory=dict)
    last_actions: Mapping[str, str] = field(default_factory=dict)
    last_seen: Mapping[str, date] = field(default_factory=dict)
    last_session_on: date | None = None
    threshold_questions: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    calendar: Calendar = ENGLAND_AND_WALES

    def name(self, staff_id: str) -> str:
        """A staff name; the id where it is not known."""
        return self.names.get(staff_id, staff_id)


def missing_to_record(record: Record, facts: SessionFacts) -> tuple[Missing, ...]:
    """What RECORDED needs and this record does not have yet. Nothing else blocks; finalising asks the same again."""
    return tuple(
        missing
        for rule in (_attendance, _views, _colours, _decisions, _actions, _next_date)
        for missing in rule(record, facts)
    )


def worth_a_look(record: Record, facts: SessionFacts) -> tuple[Missing, ...]:
    """What is asked, shown as missing in words, and never blocks."""
    return tuple(
        missing
        for rule in (_each_child, _whole_family, _last_actions, _reminders, _absent_owners, _next_limit, _told)
        for missing in rule(record, facts)
    )


def colours_of(record: Record) -> Mapping[str, str]:
    """The colours given so far by child."""
    return {cell.subject: str(cell.value.get("colour") or "") for cell in record.all("rating")}


def is_message_closed(record: Record, facts: SessionFacts, message_id: str, told: Collection[str]) -> bool:
    """Whether a message has to wait: it goes to a person who harms, and somebody harmed has not been told yet (their
    message is not among `told`, the ids that were ticked), unless the chair says why not (domain.md 3.7)."""
    message = record.value("tell", message_id)
    if message.get("whom") not in _harming(facts) or _says(message, "why_not_first"):
        return False
    heard = {record.value("tell", done).get("whom") for done in told}
    return not _harmed(facts) <= heard


def _attendance(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    modes = record.attendance
    if not any(mode in PRESENT for mode in modes.values()):
        yield Missing("attendance", "", "Who was there?")
        return
    for staff_id in facts.expected:
        if staff_id not in modes:
            yield Missing("attendance", staff_id, f"Was {facts.name(staff_id)} there?")


def _views(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    quoted = {cell.subject.split(":")[0] for cell in record.all("view_quote")}
    for child in facts.children:
        view = record.value("view", child.id)
        known = _says(view, "text") and _says(view, "on")
        to_find_out = _says(view, "not_known") and _says(view, "finder") and _says(view, "by")
        if known or to_find_out or child.id in quoted:
            continue
        if _says(view, "text"):
            sentence = f"On which day did {child.called} say or show this?"
        elif _says(view, "not_known"):
            sentence = f"Who finds out what {child.called} thinks, and by when?"
        else:
            sentence = f"What does {child.called} say or show? Or who finds out, by when?"
        yield Missing("view", child.id, sentence)


def _colours(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    for child in facts.children:
        rating = record.value("rating", child.id)
        if not _says(rating, "colour"):
            yield Missing("rating", child.id, f"Which colour for {child.called}, and why?")
        elif not _says(rating, "reason"):
            word = str(rating["colour"]).lower().replace("_", " ")
            yield Missing("rating", child.id, f"Why is {child.called} {word}?")
    refusal = why_case_rating_is_refused(record.text("case_rating", part="colour"), colours_of(record).values())
    if refusal:
        yield Missing("case_rating", "", refusal)


def _decisions(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    made = [cell for cell in record.all("decision") if _says(cell.value, "text")]
    if not made:
        yield Missing("decision", "", "What was decided, and why?")
    elif not any(_says(cell.value, "why") for cell in made):
        yield Missing("decision", made[0].subject, WHY)


def _actions(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    for cell in _typed_actions(record):
        words = _shortened(str(cell.value["text"]))
        if not (_says(cell.value, "owner_id") or _says(cell.value, "owner_person")):
            yield Missing("action", cell.subject, f"Who does “{words}”? A person, not a team.")
        if not _says(cell.value, "due"):
            yield Missing("action", cell.subject, f"By when is “{words}” done?")


def _next_date(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    following = record.value("next")
    if following.get("last"):
        if not _says(following, "reason"):
            yield Missing("next", "", "Why is this the last supervision?")
    elif not _says(following, "on"):
        yield Missing("next", "", "When is the next supervision? Or is this the last one, and why?")


def _each_child(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    for child in facts.children:
        if not record.text("meaning", child.id):
            yield Missing("meaning", child.id, f"What does this mean for {child.called}?")
        rating = record.value("rating", child.id)
        before, now = facts.last_colours.get(child.id), str(rating.get("colour") or "")
        if step_reason_needed(before, now) and not _says(rating, "step_reason"):
            yield Missing(
                "rating", child.id, f"{_beginning(child)} goes from red to green at once: what made that possible?"
            )
        if now == Rag.GREEN and _not_seen_since(child, record, facts):
            yield Missing("rating", child.id, f"{_beginning(child)} was not seen or heard since the last supervision.")


def _whole_family(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    for adult in facts.adults:
        if not record.text("parent_view", adult.id):
            yield Missing("parent_view", adult.id, f"What does {adult.short_name} say?")
    if not any(_says(cell.value, "text") for cell in record.all("impact")):
        yield Missing("impact", "", "What difference did the support make for the children?")
    if not record.text("reflection"):
        yield Missing("reflection", "", "What are we not seeing?")
    for code, question in facts.threshold_questions.items():
        if not _says(record.value("threshold", code), "answer"):
            yield Missing("threshold", code, question)
    if worst(colours_of(record).values()) and not record.text("case_rating", part="colour"):
        yield Missing("case_rating", "", "Which colour does the chair give the case?")
    for cell in record.all("decision"):
        if _says(cell.value, "text") and not _says(cell.value, "why"):
            yield Missing("decision", cell.subject, WHY)
    if not record.text("plan"):
        yield Missing("plan", "", "What happens next?")
    for staff_id, mode in record.attendance.items():
        if mode is AttendanceMode.REMOTE and not record.value("attendance", staff_id).get("undisturbed"):
            sentence = f"Can {facts.name(staff_id)} be overheard, or is anything recording?"
            yield Missing("attendance", staff_id, sentence)


def _last_actions(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    for action_id, words in facts.last_actions.items():
        value = record.value("last_action", action_id)
        if not _says(value, "outcome"):
            yield Missing("last_action", action_id, f"What became of “{_shortened(words)}”?")
        elif not _says(value, "changed"):
            yield Missing("last_action", action_id, f"What did “{_shortened(words)}” change?")


def _reminders(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    """The usual responses to a colour (domain.md 3.8): reading for people, never a colour proposed."""
    colours = colours_of(record)
    actions = _typed_actions(record)
    soon = add_working_days(facts.session.starts_at.date(), RED_ACTION_DAYS, facts.calendar)
    for child in facts.children:
        own = [cell for cell in actions if child.id in _listed(cell.value.get("for_children"))]
        colour = colours.get(child.id)
        if colour == Rag.RED and not any((due := _day(cell.value.get("due"))) and due <= soon for cell in own):
            yield Missing(
                "action", "", f"{_beginning(child)} is red: is there something to do within five working days?"
            )
        if colour == Rag.AMBER and not own:
            yield Missing("action", "", f"{_beginning(child)} is amber: is there something to do?")


def _absent_owners(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    modes = record.attendance
    for cell in _typed_actions(record):
        owner = str(cell.value.get("owner_id") or "")
        if owner and modes.get(owner) not in PRESENT:
            words = _shortened(str(cell.value["text"]))
            yield Missing("action", cell.subject, f"{facts.name(owner)} was not here: “{words}” stays proposed.")


def _next_limit(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    following = record.value("next")
    day = _day(following.get("on"))
    limit = next_limit(facts.session.starts_at.date(), colours_of(record).values(), facts.limits, facts.calendar)
    if day and limit and day > limit and not _says(following, "reason"):
        yield Missing("next", "", f"The limit is {limit.day} {limit:%B %Y}: say why it is later.")


def _told(record: Record, facts: SessionFacts) -> Iterator[Missing]:
    told = record.all("tell")
    if not told:
        yield Missing("tell", "", "Who tells whom, how and by when?")
        return
    order = [str(cell.value.get("whom") or "") for cell in told]
    for position, (cell, whom) in enumerate(zip(told, order, strict=True)):
        first = _harmed(facts) <= set(order[:position])
        if whom in _harming(facts) and not first and not _says(cell.value, "why_not_first"):
            yield Missing("tell", cell.subject, "The person who is harmed is told first; or say why not.")


def _harmed(facts: SessionFacts) -> frozenset[str]:
    return frozenset(adult.id for adult in facts.adults if adult.is_harmed)


def _harming(facts: SessionFacts) -> frozenset[str]:
    return frozenset(adult.id for adult in facts.adults if adult.harms)


def _not_seen_since(child: Person, record: Record, facts: SessionFacts) -> bool:
    if facts.last_session_on is None:
        return False
    heard = _day(record.value("view", child.id).get("on"))
    days = [day for day in (heard, facts.last_seen.get(child.id)) if day]
    return not days or max(days) <= facts.last_session_on


def _typed_actions(record: Record) -> tuple[Cell, ...]:
    return tuple(cell for cell in record.all("action") if _says(cell.value, "text"))


def _says(value: Mapping[str, object], part: str) -> bool:
    found = value.get(part)
    return bool(found.strip()) if isinstance(found, str) else bool(found)


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _beginning(child: Person) -> str:
    """The child at the beginning of a sentence."""
    return child.called[:1].upper() + child.called[1:]


def _shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
