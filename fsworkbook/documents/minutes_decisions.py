"""The second half of the minutes: colours, decisions with their why, actions, who tells whom, and the next date."""

from collections.abc import Iterator, Mapping

from fsworkbook.documents import words
from fsworkbook.documents.minutes_words import Reader
from fsworkbook.documents.pages import Block, CellText, Grid, Heading, Line, Passage
from fsworkbook.domain.workbook import Json


def colours(reader: Reader) -> Iterator[Block]:
    """A colour for each child with its reason, by letter and word; the case rating is the chair's."""
    rows = []
    for child in reader.minutes.children:
        value, past = reader.record.value("rating", child.id), reader.minutes.past_ratings.get(child.id)
        if value or not reader.exists("rating", child.id):
            now = reader.colour(value.get("colour")) or words.NOT_RECORDED
            why = "\n".join(filter(None, (str(value.get("reason") or ""), str(value.get("step_reason") or ""))))
            rows.append((child.name, reader.colour(past.colour) if past else "", now, why))
    if rows:
        yield Grid(("Child", "Last time", "Now", "Why"), tuple(rows), (3, 2, 2, 6), "Ratings", row_heads=True)
    if case := reader.record.value("case_rating").get("colour"):
        given = reader.name(reader.record.cells["case_rating", ""].by_id)
        yield Line(f"{reader.colour(case)}, given by {given}" if given else reader.colour(case), lead="The family:")


def decisions(reader: Reader) -> Iterator[Block]:
    """Each decision with why, what else was considered, and who was against in their own words (domain.md 3.9)."""
    cells = reader.record.all("decision")
    for number, cell in enumerate(cells, 1):
        kind = reader.label("decision_type", cell.value.get("type"))
        yield Heading(2, f"Decision {number}: {kind}" if kind else f"Decision {number}")
        yield from _said(reader, cell.value, "text", "")
        yield from _said(reader, cell.value, "why", "Why:")
        yield from _said(reader, cell.value, "considered", "Considered:")
        yield from _against(reader, cell.value.get("against"))
        if by := reader.name_or_words(cell.value.get("by")):
            yield Line(by, lead="Decided by:")
    if not cells and not reader.exists_any("decision"):
        yield reader.not_recorded
    yield from _thresholds(reader)
    if plan := reader.record.text("plan"):
        yield Heading(2, "What happens next")
        yield Passage(reader.written(plan))


def _said(reader: Reader, value: Mapping[str, Json], part: str, lead: str) -> Iterator[Block]:
    if text := str(value.get(part) or "").strip():
        yield Passage(reader.written(text), lead=lead)


def _against(reader: Reader, against: Json) -> Iterator[Block]:
    voices = [item for item in against if isinstance(item, dict)] if isinstance(against, list) else []
    for voice in voices:
        yield Line(f"{reader.name_or_words(voice.get('name'))}: “{voice.get('words') or ''}”", lead="Against:")


def _thresholds(reader: Reader) -> Iterator[Block]:
    rows = []
    for option in reader.catalogue.options["threshold_question"]:
        for cell in reader.record.all("threshold"):
            code, _, child = cell.subject.partition(":")
            if code == option.code:
                question = f"{option.label} ({reader.name(child)})" if child else option.label
                answer = reader.label("threshold_answer", str(cell.value.get("answer") or "").upper())
                rows.append((question, answer, str(cell.value.get("decided") or "")))
    if rows:
        yield Heading(2, "What else was considered")
        yield Grid(("Question", "Answer", "What the team decided"), tuple(rows), (5, 2, 5), "Thresholds considered")


def actions(reader: Reader) -> Iterator[Block]:
    """The action table, then who tells whom, in order."""
    rows = tuple(
        (str(number), *_action(reader, cell.value)) for number, cell in enumerate(reader.record.all("action"), 1)
    )
    if rows:
        header = ("No.", "Action", "For", "Who", "By")
        yield Grid(header, rows, (0.9, 6, 2.4, 2.6, 2.4), "Actions: what, for whom, who does it, by when")
    elif not reader.exists_any("action"):
        yield Line("None.")
    told = tuple((str(number), *_tell(reader, cell.value)) for number, cell in enumerate(reader.record.all("tell"), 1))
    if told:
        yield Heading(2, "Who tells whom, in this order")
        header = ("No.", "Who is told", "By whom", "How", "By")
        yield Grid(header, told, (0.9, 3, 3, 4, 2.4), "Who of the family is told, by whom, how and by when")


def _action(reader: Reader, value: Mapping[str, Json]) -> tuple[CellText, ...]:
    first = "First: " if value.get("priority") == "HIGH" else ""
    wanted = value.get("for_children")
    children = [reader.name_or_words(child) for child in wanted] if isinstance(wanted, list) else []
    owner = reader.name_or_words(value.get("owner_id") or value.get("owner_person"))
    return first + str(value.get("text") or ""), words.listed(children), owner, words.short_day_of(value.get("due"))


def _tell(reader: Reader, value: Mapping[str, Json]) -> tuple[CellText, ...]:
    how = ". ".join(filter(None, (str(value.get("how") or ""), str(value.get("why_not_first") or ""))))
    whom, by = reader.name_or_words(value.get("whom")), reader.name_or_words(value.get("by"))
    return whom, by, how, words.short_day_of(value.get("due"))


def ending(reader: Reader) -> Iterator[Block]:
    """That it was read back, and when the family is discussed next."""
    if at := str(reader.record.value("read_back").get("at") or ""):
        yield Line(f"The record was read back at {at[11:16] or at}." if "T" in at else "The record was read back.")
    value = reader.record.value("next")
    if value.get("last"):
        yield Line(reader.label("last_supervision_reason", value.get("reason")), lead="This was the last supervision:")
    elif value.get("on"):
        when = words.parse_day(value.get("on"))
        clock = str(value.get("time") or "")
        parts = (words.weekday(when) if when else str(value["on"]), clock, str(value.get("place") or ""))
        yield Line(", ".join(filter(None, parts)), lead="Next supervision:")
        if reason := str(value.get("reason") or "").strip():
            yield Line(reason, lead="Why then:")
    elif not reader.exists("next"):
        yield reader.not_recorded
