"""A parenting assessment of about 60 pages as values: the length of the measured one (budgets.md 2)."""

import itertools
from collections.abc import Iterator
from datetime import date, datetime

from fsworkbook.documents.assessment_values import (
    Answered,
    Assessment,
    EventLine,
    PanelText,
    PersonLine,
    RatingLine,
    Signed,
    StageLine,
    Unanswered,
    Work,
)
from fsworkbook.domain.catalogue import Catalogue, FieldKind, Scope
from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText, Run
from tests.documents.golden_minutes import PEOPLE

SENTENCES = (
    "Kayleigh rang 999 before anything else happened that night, and she told me the next day before I heard.",
    "The flat was warm, there was food in, and Theo was up to date at nursery.",
    "Daniel said that he was doing everything right and getting nothing for it.",
    "Mia checks the chain on the door twice a night and asks who is coming before anybody opens it.",
    "The school breakfast club gives Mia a calm start; it has had no effect yet on her nights.",
    "She can name three ways in which he pulls her back, and what she does instead.",
)
BY = "Josh Whitlock, social worker, 5 December 2025"
ADULTS, CHILDREN = (PEOPLE["kayleigh"], PEOPLE["daniel"]), tuple(PEOPLE[name] for name in ("mia", "theo", "unborn"))


def long_text(paragraphs: int, turn: int = 0) -> RichText:
    """A text with emphasis, a list and a quotation."""
    words = itertools.islice(itertools.cycle(SENTENCES), turn % 6, None)

    def paragraph(sentences: int, kind: ParagraphKind = ParagraphKind.TEXT, basis: Basis | None = None) -> Paragraph:
        said = [next(words) for _ in range(sentences)]
        runs = (Run(said[0] + " ", bold=turn % 5 == 0), *(Run(text + " ") for text in said[1:]))
        return Paragraph(f"p{turn}", runs, kind, basis=basis)

    found = [paragraph(3, basis=Basis.OPINION if at % 3 == 2 else None) for at in range(paragraphs)]
    if turn % 3 == 0:
        found += [paragraph(1, ParagraphKind.BULLET), paragraph(1, ParagraphKind.BULLET)]
    if turn % 4 == 0:
        found += [paragraph(1, ParagraphKind.NUMBER), paragraph(1, ParagraphKind.NUMBER)]
    if turn % 5 == 0:
        found.append(paragraph(1, ParagraphKind.QUOTE))
    return RichText(tuple(found))


def sample_assessment(catalogue: Catalogue, paragraphs: int = 1) -> Assessment:
    """Every question that an assessment prints, answered for everybody, with `paragraphs` in each answer."""
    return Assessment(
        reference="FS-0001",
        authority="Brookmere Council",
        author="Josh Whitlock, social worker, Canal Team",
        children=CHILDREN,
        adults=ADULTS,
        people=tuple(
            PersonLine(person, "Mother of Mia and Theo", "For all the children", "") for person in (*ADULTS, *CHILDREN)
        ),
        answers=tuple(_answers(catalogue, paragraphs)),
        unanswered=(Unanswered(7, "Safe people", ("mia",)), Unanswered(7, "Daily routine", ("mia",))),
        panels=tuple(
            PanelText(panel.heading or 0, catalogue.discipline(panel.discipline).panel_title, BY, long_text(1, at))
            for section in catalogue.sections
            for at, panel in enumerate(section.panels)
            if panel.heading is not None
        ),
        work=(Work("Social worker", 14, date(2025, 9, 5), date(2025, 12, 12)),),
        events=tuple(
            EventLine(date(2025, 9, 1 + at), "Police call-out", RichText.from_plain(SENTENCES[at % 6]))
            for at in range(25)
        ),
        stages=(
            StageLine("kayleigh", "Alcohol", date(2025, 9, 23), "Contemplation"),
            StageLine("kayleigh", "Alcohol", date(2025, 12, 16), "Action, with a lapse on 29 November 2025"),
            StageLine("daniel", "Abusive behaviour", date(2025, 12, 16), "Pre-contemplation"),
        ),
        ratings=tuple(
            RatingLine(child.id, day, colour)
            for day, colour in ((date(2025, 9, 23), "R  Red"), (date(2025, 11, 4), "A  Amber"))
            for child in CHILDREN
        ),
        signed=(Signed("Social worker", "Josh Whitlock", None), Signed("Team manager", "Priya Nair", None)),
        empty=frozenset({9}),
        legal_record="Brookmere case system",
        made_at=datetime(2025, 12, 19, 12),
        demonstration=date(2025, 12, 19),
    )


def _answers(catalogue: Catalogue, paragraphs: int) -> Iterator[Answered]:
    subjects = {
        Scope.FAMILY: [()],
        Scope.ADULT: [(adult.id,) for adult in ADULTS],
        Scope.CHILD: [(child.id,) for child in CHILDREN],
        Scope.ADULT_CHILD: [(adult.id, child.id) for adult in ADULTS for child in CHILDREN],
    }
    turn = itertools.count()
    for section in catalogue.sections:
        for field in section.fields:
            if field.heading is None or not field.shown or field.kind is FieldKind.CHRONOLOGY:
                continue
            for about in subjects[field.scope]:
                value = field.options[0].label if field.options else ""
                texts = (("", long_text(paragraphs, next(turn))),) if field.kind is FieldKind.RICH else ()
                yield Answered(field.heading, field.key, field.title, about, BY, value, texts)
