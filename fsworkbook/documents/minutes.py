"""The minutes of a finalised supervision as pages: the ten items of the agenda, for one reader (domain.md 3.10, 3.11).

Everything in `Minutes` is what this reader may read. Nothing names other recipients, says that something was left out,
or when a summary came in.
"""

from collections.abc import Iterator

from fsworkbook.documents import minutes_decisions, pages, words
from fsworkbook.documents.minutes_values import Minutes
from fsworkbook.documents.minutes_words import Reader
from fsworkbook.documents.pages import Block, Document, Fact, Grid, Heading, Line, Passage
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.people import Person
from fsworkbook.domain.supervision import Session

RESTRICTED = "RESTRICTED – CHILDREN’S SOCIAL CARE"


def minutes_document(minutes: Minutes, catalogue: Catalogue) -> Document:
    """The pages of these minutes."""
    session = minutes.session
    kind = catalogue.label("session_kind", session.kind)
    return Document(
        title=f"Supervision minutes, {minutes.reference}",
        reference=minutes.reference,
        made_at=minutes.made_at,
        header=RESTRICTED,
        legal_record=f"The legal record is: {minutes.legal_record}" if minutes.legal_record else "",
        heading="Supervision minutes",
        subtitle=f"{kind} {session.number}, {minutes.reference}, {words.weekday(session.held_on)}",
        front=tuple(_front(minutes)),
        body=tuple(_body(minutes, catalogue)),
        print=pages.MINUTES,
        demonstration=minutes.demonstration,
    )


def _front(minutes: Minutes) -> Iterator[Block]:
    session, names = minutes.session, minutes.names
    yield Fact("Team", minutes.team)
    yield Fact("When", _when(session))
    yield Fact("Where", session.place)
    yield Fact("Children", words.listed(child.name for child in minutes.children))
    yield Fact("Chair", names.get(session.chaired_by, ""))
    if session.case_holder_id:
        yield Fact("Case holder", names.get(session.case_holder_id, ""))
    yield Fact("Minute-taker", names.get(session.minute_taker_id, ""))
    if session.finalised_at and session.finalised_by:
        yield Fact("Finalised by", f"{names.get(session.finalised_by, '')}, {words.day(session.finalised_at)}")
    if session.override_reason:
        yield Fact("Opened without a summary", session.override_reason)


def _when(session: Session) -> str:
    """The planned times; of a supervision that began on another day the time at which it did."""
    if session.started_at and session.held_on != session.starts_at.date():
        return f"From {words.clock(session.started_at)}"
    return f"{words.clock(session.starts_at)} to {words.clock(session.ends_at)}"


def _body(minutes: Minutes, catalogue: Catalogue) -> Iterator[Block]:
    reader = Reader(minutes, catalogue)
    if minutes.events:
        yield Heading(1, "Since the last supervision")
        for event in minutes.events:
            yield Passage(event.text, lead=f"{words.day(event.on)}:")
    items = (
        _who, _children, _last_actions, _disciplines, _parents, _reflection,
        minutes_decisions.colours, minutes_decisions.decisions, minutes_decisions.actions, minutes_decisions.ending,
    )  # fmt: skip
    for heading, item in zip(catalogue.agenda, items, strict=True):
        yield Heading(1, _short(heading.title), number=str(heading.number))
        yield from item(reader)
    said = [(child, minutes.record.text("words", child.id)) for child in minutes.children]
    if any(text for _, text in said):
        yield Heading(1, "If you read this one day")
        for child, text in said:
            if text:
                yield Passage(reader.written(text), lead=f"To {reader.called(child)}:")


def _short(title: str) -> str:
    """The agenda item without what only the chair needs to hear: "Each child: a day in the life..." is "Each child"."""
    return title.split(":")[0].split(";")[0].rstrip("?") + ("?" if title.endswith("?") and ":" not in title else "")


def _who(reader: Reader) -> Iterator[Block]:
    rows = tuple(
        (reader.name(cell.subject), reader.role(cell.subject), reader.attended(cell.value))
        for cell in sorted(reader.record.all("attendance"), key=reader.place_at_the_table)
    )
    if rows:
        yield Grid(("Name", "Discipline", "How"), rows, (3, 4, 4), "Who took part, and how", row_heads=True)
    else:
        yield reader.not_recorded


def _children(reader: Reader) -> Iterator[Block]:
    for child in reader.minutes.children:
        yield Heading(2, child.name)
        yield from reader.titled("A day in the life", "day", child.id)
        yield from _view(reader, child)
        yield from reader.titled(f"What does this mean for {reader.called(child)}?", "meaning", child.id)
        yield from reader.titled("What we are worried about", "worry", child.id, asked=False)
        yield from reader.titled("What is working", "working", child.id, asked=False)
        yield from reader.titled("What needs to happen", "needed", child.id, asked=False)


def _view(reader: Reader, child: Person) -> Iterator[Block]:
    """What the child says or shows: typed, quoted from the workbook, or not known and who finds out."""
    view, quotes = reader.record.value("view", child.id), reader.minutes.quotes.get(child.id, ())
    found: list[Block] = []
    for quote in quotes:
        found += [Line(", ".join(filter(None, (words.day(quote.on), quote.to_whom))), "Source"), Passage(quote.text)]
    if text := str(view.get("text") or "").strip():
        said = ", ".join(filter(None, (words.day_of(view.get("on")), reader.name_or_words(view.get("to_whom")))))
        found += [Line(said, "Source")] if said else []
        found.append(Passage(reader.written(text)))
    if done := str(view.get("done") or "").strip():
        found.append(Passage(reader.written(done), lead="What was done:"))
    if view.get("not_known"):
        finder, by = reader.name_or_words(view.get("finder")), words.day_of(view.get("by"))
        who = f" {finder} finds out{f' by {by}' if by else ''}." if finder else ""
        found.append(Line(f"Not known.{who}"))
    if found or not (reader.exists("view", child.id) or reader.exists("view_quote", child.id)):
        yield Heading(3, "What this child says or shows")
        yield from found or [reader.not_recorded]


def _last_actions(reader: Reader) -> Iterator[Block]:
    rows = []
    for action in reader.minutes.last_actions:
        review = reader.record.value("last_action", action.id)
        outcome = reader.label("action_outcome", review.get("outcome")) or words.NOT_RECORDED
        owner = reader.name(action.owner_id or action.owner_person_id or "")
        rows.append((action.text, owner, words.short_day(action.due), outcome, str(review.get("changed") or "")))
    if rows:
        header = ("Action", "Who", "By", "Outcome", "What it changed")
        yield Grid(
            header, tuple(rows), (4, 2.3, 2.6, 2, 3.7), "Actions of the last supervision, and what became of them"
        )
    else:
        yield Line("There were none.")
    found = [(child.name, child.id) for child in reader.minutes.children] + [("For all the children", "")]
    impact = [(name, reader.record.text("impact", subject)) for name, subject in found]
    if any(text for _, text in impact):
        yield Heading(2, "What support changed for the children")
        for name, text in impact:
            if text:
                yield Passage(reader.written(text), lead=f"{name}:")


def _disciplines(reader: Reader) -> Iterator[Block]:
    """The absent first, read out by the chair; each with its author, discipline and date (domain.md 3.6)."""
    for summary in sorted(reader.minutes.summaries, key=lambda item: not item.absent):
        yield Heading(2, f"{summary.discipline}: {summary.author}")
        still = f"still true on {words.day(summary.still_true_on)}" if summary.still_true_on else ""
        read = "read out by the chair" if summary.absent and summary.on else ""
        said = ", ".join(filter(None, (f"Summary of {words.day(summary.on)}" if summary.on else "", still, read)))
        if said:
            yield Line(said, "Source")
        for title, text in summary.texts:
            if text:
                yield Passage(text, lead=f"{title}:")
    yield from _stages(reader)


def _stages(reader: Reader) -> Iterator[Block]:
    rows = tuple(reader.stage_row(cell) for cell in reader.record.all("stage") if reader.is_printed(cell))
    if rows:
        yield Heading(2, "Where each adult is with change")
        header = ("Adult and behaviour", "Last time", "Now", "What shows it")
        yield Grid(header, rows, (3.2, 2.4, 2.6, 5), "Stages of change agreed in the supervision", row_heads=True)
    for adult in reader.minutes.adults:
        safe = list(reader.titled("What she does to keep the children safe", "keeps_safe", adult.id, asked=False))
        hard = list(reader.titled("What gets in the way", "gets_in_way", adult.id, asked=False))
        if safe or hard:
            yield Heading(2, adult.name)
            yield from safe + hard


def _parents(reader: Reader) -> Iterator[Block]:
    found = False
    for adult in reader.minutes.adults:
        view = reader.record.value("parent_view", adult.id)
        if text := str(view.get("text") or "").strip():
            via = reader.name_or_words(view.get("via"))
            yield Passage(reader.written(text), lead=f"{adult.name}{f' (through {via})' if via else ''}:")
            found = True
    if not found and not reader.exists_any("parent_view"):
        yield reader.not_recorded


def _reflection(reader: Reader) -> Iterator[Block]:
    yield from reader.plain("reflection")
