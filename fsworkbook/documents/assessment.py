"""The parenting assessment as pages (domain.md 2.13): a cover with contents, then the headings of the catalogue.

A copy numbers the headings it has: one whose content is not for its reader is not there and leaves no gap. Written for
reading on paper by a court: who is meant, who said it, when, and then their words.
"""

from collections.abc import Iterator
from itertools import groupby

from fsworkbook.documents import assessment_tables as tables
from fsworkbook.documents import words
from fsworkbook.documents.assessment_values import Answered, Assessment, PanelText, Unanswered
from fsworkbook.documents.pages import Block, Document, Fact, Grid, Heading, Line, Passage
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.catalogue import Heading as HeadingOf

WRONG = (
    "If something here is wrong, say so to the worker who gave you this, or to the team manager. We look at what you "
    "say with you. What is wrong is put right; where we do not agree, your words are kept beside ours. You may also "
    "ask for a copy of what is recorded about you, and you may complain to the council."
)


def assessment_document(assessment: Assessment, catalogue: Catalogue) -> Document:
    """The pages of this copy."""
    return Document(
        title=f"Parenting assessment, {assessment.reference}",
        reference=assessment.reference,
        made_at=assessment.made_at,
        header=f"Parenting assessment, {assessment.reference}",
        legal_record=f"The legal record is: {assessment.legal_record}" if assessment.legal_record else "",
        heading="Parenting assessment",
        subtitle=assessment.reference,
        front=tuple(_cover(assessment)),
        body=tuple(_body(assessment, catalogue)),
        draft=not assessment.final,
        demonstration=assessment.demonstration,
    )


def _cover(assessment: Assessment) -> Iterator[Block]:
    born = (
        f"{child.name} ({f'born {words.day(child.born_on)}' if child.born_on else _expected(child.expected_on)})"
        for child in assessment.children
    )
    yield Fact("Authority", assessment.authority)
    if assessment.children:
        yield Fact("Children", words.listed(born))
    yield Fact("Written by", assessment.author)
    yield Fact("Status", "Final" if assessment.final else "Draft")
    yield Fact("Date of this copy", words.day(assessment.made_at))
    if assessment.legal_record:
        yield Fact("Legal record", assessment.legal_record)


def _expected(day: object) -> str:
    return f"expected {words.day_of(day)}" if day else "not yet born"


def _body(assessment: Assessment, catalogue: Catalogue) -> Iterator[Block]:
    number = 0
    for heading in catalogue.assessment_headings:
        content = tuple(_content(assessment, heading))
        if content:
            number += 1
            yield Heading(1, heading.title, number=str(number), new_page=number == 1)
            yield from content


def _content(assessment: Assessment, heading: HeadingOf) -> Iterator[Block]:
    """What stands under one heading; nothing where it is not for this reader."""
    blocks = [
        *_before(assessment, heading.number),
        *_answers(assessment, heading.number),
        *_panels([panel for panel in assessment.panels if panel.heading == heading.number]),
        *_after(assessment, heading.number),
    ]
    if not blocks and heading.number in assessment.empty:
        blocks = [Line(words.NOT_RECORDED, "Unanswered")]
    yield from blocks


def _before(assessment: Assessment, heading: int) -> Iterator[Block]:
    match heading:
        case 1:
            yield from tables.people(assessment)
        case 3:
            yield from tables.work(assessment)
        case 4:
            yield from tables.events(assessment)


def _after(assessment: Assessment, heading: int) -> Iterator[Block]:
    match heading:
        case 10:
            yield from tables.stages(assessment)
        case 11:
            yield from tables.ratings(assessment)
        case 14:
            yield from _signatures(assessment)


def _answers(assessment: Assessment, heading: int) -> Iterator[Block]:
    """The answers of one heading: about the family first, then person by person, then each adult with each child."""
    here = [item for item in assessment.answers if item.heading == heading]
    open_ones = [item for item in assessment.unanswered if item.heading == heading]
    for subjects in tables.in_order(
        assessment, {item.subjects for item in here} | {item.subjects for item in open_ones}
    ):
        about = [item for item in here if item.subjects == subjects]
        if subjects:
            yield Heading(2, words.listed((assessment.names[person] for person in subjects), "with"))
        care, rest = tables.ratings_of_care(about)
        yield from _each(rest, level=3 if subjects else 2)
        yield from care
        yield from _missing([item for item in open_ones if item.subjects == subjects])


def _each(answers: list[Answered], level: int) -> Iterator[Block]:
    closed: dict[str, list[Answered]] = {}
    for answer in answers:
        if answer.is_closed:
            closed.setdefault(answer.texts[0][1].plain, []).append(answer)
            continue
        yield Heading(level, answer.title)
        if answer.by:
            yield Line(answer.by, "Source")
        if answer.value:
            yield Line(answer.value)
        for lead, text in answer.texts:
            yield Passage(text, lead=lead)
    for group in closed.values():
        titles = words.listed(dict.fromkeys(answer.title.split(":")[0] for answer in group))
        yield Line(f"{titles}.", "Note")
        yield Passage(group[0].texts[0][1], lead=group[0].texts[0][0])


def _missing(questions: list[Unanswered]) -> Iterator[Block]:
    """What is asked and nobody ever answered, in one line for each person."""
    if questions:
        titles = words.listed(dict.fromkeys(question.title for question in questions))
        yield Line(f"{titles}.", "Unanswered", lead=f"{words.NOT_RECORDED}:")


def _panels(panels: list[PanelText]) -> Iterator[Block]:
    if panels:
        yield Heading(2, "What each worker says")
    for title, group in groupby(panels, key=lambda panel: panel.title):
        yield Heading(3, title)
        for panel in group:
            yield Line(panel.by, "Source")
            yield Passage(panel.text)


def _signatures(assessment: Assessment) -> Iterator[Block]:
    rows = tuple(
        (signed.role, signed.name, words.short_day(signed.on) if signed.on else "Not yet signed")
        for signed in assessment.signed
    )
    yield Grid(("Signed as", "Name", "Date"), rows, (4, 4, 3.4), "Signatures", row_heads=True)
    yield Heading(2, "How to say that something is wrong")
    yield Line(WRONG)
