"""The tables of the parenting assessment: people, work done, events, care of each child, stages and ratings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from fsworkbook.documents import words
from fsworkbook.documents.assessment_values import Answered, Assessment
from fsworkbook.documents.pages import Block, Grid, Heading
from fsworkbook.domain.richtext import RichText

RATING = ".rating."
"""Marks the key of a rating of one dimension of care: `m5.rating.basic_care` rates `m5.basic_care`."""


def in_order(assessment: Assessment, groups: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Groups of persons in the order of the document: the family, adults, children, each adult with each child."""
    place = {person: at for at, person in enumerate(assessment.names)}
    return sorted(groups, key=lambda group: (len(group), [place[person] for person in group]))


def people(assessment: Assessment) -> Iterator[Block]:
    """Who this is about; never an address or a telephone number."""
    rows = tuple(
        (
            line.person.name,
            words.short_day(line.person.born_on)
            or (f"Expected {words.short_day(line.person.expected_on)}" if line.person.expected_on else ""),
            line.belongs,
            line.responsible,
            line.legal_status,
        )
        for line in assessment.people
    )
    if rows:
        header = ("Name", "Born", "In the family", "Parental responsibility", "Legal status")
        yield Grid(header, rows, (2.8, 2.9, 3, 3.1, 3.2), "The people of the family this is about", row_heads=True)


def work(assessment: Assessment) -> Iterator[Block]:
    """How often each discipline met the family, from when to when."""
    rows = tuple(
        (item.discipline, str(item.times), words.short_day(item.first), words.short_day(item.last))
        for item in assessment.work
    )
    if rows:
        yield Grid(
            ("Discipline", "Recorded meetings", "First", "Last"), rows, (4.6, 3, 2.8, 2.8), "Work done", row_heads=True
        )


def events(assessment: Assessment) -> Iterator[Block]:
    """Significant events, the oldest first."""
    rows = tuple((words.short_day(event.on), event.kind, event.text) for event in assessment.events)
    if rows:
        yield Grid(("Date", "Kind", "What happened"), rows, (2.7, 2.8, 8), "Significant events, the oldest first")


def ratings_of_care(answers: list[Answered]) -> tuple[list[Block], list[Answered]]:
    """The dimensions of care of one adult and child as a table with rating and evidence, and the other answers."""
    open_ones = [answer for answer in answers if not answer.is_closed]
    ratings = {answer.key.replace(RATING, "."): answer for answer in open_ones if RATING in answer.key}
    if not ratings:
        return [], answers
    observed = {answer.key: answer for answer in open_ones if answer.key in ratings}
    rows = tuple(
        (
            observed[key].title if key in observed else rating.title.split(":")[0],
            rating.value or words.NOT_RECORDED,
            _evidence(observed.get(key), rating),
        )
        for key, rating in ratings.items()
    )
    header = ("Dimension", "Rating", "What it rests on")
    tabled = [*ratings.values(), *observed.values()]
    rest = [answer for answer in answers if answer not in tabled]
    return [Grid(header, rows, (2.6, 2.8, 8), "Care in each dimension, with what it rests on", row_heads=True)], rest


def _evidence(observed: Answered | None, rating: Answered) -> RichText:
    """What was seen and the reasons of the rating, each with who wrote it and when, as one cell."""
    paragraphs = []
    for answer in filter(None, (observed, rating)):
        written = [paragraph for _, text in answer.texts for paragraph in text if paragraph.plain.strip()]
        if written:
            source = RichText.from_plain(answer.by).paragraphs
            paragraphs += [
                replace(item, id=f"{written[0].id}:by", runs=tuple(replace(run, italic=True) for run in item.runs))
                for item in source  # the same id at every look, so that a line taken out stays out
            ]
            paragraphs += written
    return RichText(tuple(paragraphs))


def stages(assessment: Assessment) -> Iterator[Block]:
    """Stages of change over time, a table for each adult; the person harmed is not staged about the abuse."""
    for adult in (*assessment.adults, *assessment.others):
        mine = [line for line in assessment.stages if line.adult_id == adult.id]
        behaviours = tuple(dict.fromkeys(line.behaviour for line in mine))
        days = sorted({line.on for line in mine})
        rows = tuple(
            (words.short_day(day), *(_at(day, [(x.on, x.stage) for x in mine if x.behaviour == b]) for b in behaviours))
            for day in days
        )
        if rows:
            yield Heading(2, f"{adult.name}: stages of change")
            title = f"Stages of change of {adult.name} as the supervisions agreed them"
            yield Grid(("Supervision", *behaviours), rows, (2.8, *(4.0 for _ in behaviours)), title, row_heads=True)


def ratings(assessment: Assessment) -> Iterator[Block]:
    """Each child's rating over time, by letter and word."""
    told_of = (*assessment.children, *assessment.others)
    rated = [child for child in told_of if any(x.child_id == child.id for x in assessment.ratings)]
    days = sorted({line.on for line in assessment.ratings})
    rows = tuple(
        (
            words.short_day(day),
            *(_at(day, [(x.on, x.colour) for x in assessment.ratings if x.child_id == child.id]) for child in rated),
        )
        for day in days
    )
    if rows:
        yield Heading(2, "Ratings over time")
        yield Grid(
            ("Supervision", *(child.name for child in rated)),
            rows,
            (2.8, *(3.0 for _ in rated)),
            "Red, amber or green: the risk to each child’s outcomes at each supervision",
            row_heads=True,
        )


def _at(day: date, values: list[tuple[date, str]]) -> str:
    return next((value for on, value in values if on == day), "")
