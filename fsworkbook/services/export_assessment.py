"""The parenting assessment for one recipient, and the last look before it is made (domain.md 2.13)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.documents.assessment import assessment_document
from fsworkbook.documents.assessment_values import Assessment, Signed
from fsworkbook.documents.pages import Document, Grid, Passage
from fsworkbook.domain.completeness import FamilyFacts
from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.permissions import may
from fsworkbook.domain.richtext import RichText
from fsworkbook.services import assessment_source as facts_about
from fsworkbook.services.copies_of_assessment import (
    Kept,
    Source,
    for_this_reader,
    is_ready_for_final,
    kept_of,
    recipient_for,
    unanswered_of,
)
from fsworkbook.services.families import key_worker_id
from fsworkbook.services.last_look import Known, LookLine, look
from fsworkbook.services.made import Made
from fsworkbook.services.opening import opened
from fsworkbook.services.rights import my_standing
from fsworkbook.services.sections import facts_of
from fsworkbook.services.session_values import team_managers
from fsworkbook.services.signatures import signatures
from fsworkbook.services.values import contact_value, family_value, installation_value, involvements_of, team_value
from fsworkbook.storage.standing import standing
from fsworkbook.storage.system import reading_for_copy
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import ContactPointRow, FamilyRow, TeamRow

NOT_THE_MAKER = "A copy of the assessment is made by the family's social worker or the team manager."
NOT_CHOOSING = "Only the key worker chooses paragraphs that would otherwise stay out of a copy."
WHY = "Say in a sentence what this copy is for."
NO_READER = "Choose for whom this copy is."
NOT_A_READER = "No copy of this family's assessment can be made for them. Choose somebody from the list."
TAKE_OUT = (
    "{count} of the family's contact points stand in the text, and no document may hold one. "
    "Take those paragraphs out in the last look, or correct the text in the workbook."
)
OUTSIDE = frozenset({RecipientKind.COURT, RecipientKind.CONFERENCE, RecipientKind.AGENCY})
NOT_RECORDED_HEADINGS = frozenset(range(1, 14))
"""Signatures are always there."""


@dataclass(frozen=True, slots=True)
class AssessmentRequest:
    """A copy of the assessment. `person_id` is a person of the family, or a member of staff. `chosen` are paragraphs
    that the key worker lets into this copy, `removed` those that the maker took out at the last look."""

    family_id: str
    recipient: RecipientKind
    person_id: str | None = None
    purpose: str = ""
    chosen: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LastLook:
    """What would leave, line by line, and how many pieces stand under each heading: (number, title, pieces)."""

    lines: tuple[LookLine, ...]
    headings: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class RecipientChoice:
    """Somebody for whom a copy of the assessment can be made."""

    kind: RecipientKind
    person_id: str | None
    label: str


def assessment_recipients(ctx: Context, family_id: str) -> tuple[RecipientChoice, ...]:
    """For whom outside a copy can be made: each person whom questions are asked about, court, conference, an agency.
    Among staff it is whoever reads the assessment here."""
    opened(ctx, family_id)
    with ctx.read() as db:
        _require_maker(ctx, db, family_id)
        return _outside(ctx, facts_of(ctx, db, family_id))


def _outside(ctx: Context, facts: FamilyFacts) -> tuple[RecipientChoice, ...]:
    persons = [person for person in (*facts.adults, *facts.children) if person.given_name]
    choices = [RecipientChoice(RecipientKind.PERSON, person.id, person.name) for person in persons]
    for option in ctx.catalogue.options["recipient_kind"]:
        if option.code in OUTSIDE:
            choices.append(RecipientChoice(RecipientKind(option.code), None, option.label))
    return tuple(choices)


def assessment_copy(ctx: Context, request: AssessmentRequest) -> Made:
    """The copy, not yet written. WorkbookError while a contact point stands in its text."""
    source, assessment, withheld = _read(ctx, request)
    document = assessment_document(assessment, ctx.catalogue)
    lines = [line for line in look(_texts(document), _known(ctx, source)) if line.must_go]
    if lines:
        raise WorkbookError(TAKE_OUT.format(count=len({line.found for line in lines})))
    return Made(
        document=document,
        reference=assessment.reference,
        kind="assessment",
        day=ctx.today,
        family_id=request.family_id,
        recipient_kind=request.recipient,
        recipient_id=request.person_id,
        purpose=request.purpose.strip(),
        withheld=withheld,
    )


def assessment_look(ctx: Context, request: AssessmentRequest) -> LastLook:
    """The last look at what this request would let leave."""
    source, assessment, _ = _read(ctx, request)
    document = assessment_document(assessment, ctx.catalogue)
    pieces = [answer.heading for answer in assessment.answers] + [panel.heading for panel in assessment.panels]
    headings = tuple(
        (str(heading.number), heading.title, pieces.count(heading.number))
        for heading in ctx.catalogue.assessment_headings
    )
    return LastLook(look(_texts(document), _known(ctx, source)), headings)


def _texts(document: Document) -> list[RichText]:
    """Every text somebody wrote that stands on these pages, with the ids by which it can be taken out."""
    passages = [block.text for block in document.blocks if isinstance(block, Passage)]
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    return passages + [cell for table in tables for row in table.rows for cell in row if isinstance(cell, RichText)]


def _known(ctx: Context, source: Source) -> Known:
    with ctx.read() as db:
        family_id = source.facts.persons[0].family_id if source.facts.persons else ""
        points = db.scalars(select(ContactPointRow).where(ContactPointRow.family_id == family_id))
        return Known(source.facts.persons, tuple(source.staff.values()), tuple(map(contact_value, points)))


def _require_maker(ctx: Context, db: Db, family_id: str) -> None:
    mine = my_standing(ctx, db, family_id)
    if not any(may(ctx.catalogue, mine, verb, "assessment") for verb in ("finalise", "countersign")):
        raise NotAllowed(NOT_THE_MAKER)


def _check(ctx: Context, db: Db, request: AssessmentRequest) -> None:
    _require_maker(ctx, db, request.family_id)
    if request.recipient in (RecipientKind.PERSON, RecipientKind.STAFF) and not request.person_id:
        raise WorkbookError(NO_READER, "person_id")
    if not _may_receive(ctx, db, request):
        raise NotAllowed(NOT_A_READER)
    if request.chosen and not my_standing(ctx, db, request.family_id).key_worker:
        raise NotAllowed(NOT_CHOOSING)
    if (request.chosen or request.recipient is RecipientKind.AGENCY) and not request.purpose.strip():
        raise WorkbookError(WHY, "purpose")


def _may_receive(ctx: Context, db: Db, request: AssessmentRequest) -> bool:
    if request.recipient is RecipientKind.STAFF:
        reader = standing(db, ctx.catalogue, request.person_id or "", request.family_id, ctx.today)
        return may(ctx.catalogue, reader, "read", "assessment")
    wanted = (request.recipient, request.person_id)
    return any(
        wanted == (choice.kind, choice.person_id) for choice in _outside(ctx, facts_of(ctx, db, request.family_id))
    )


def _read(ctx: Context, request: AssessmentRequest) -> tuple[Source, Assessment, dict[str, int]]:
    opened(ctx, request.family_id)
    with ctx.read() as db:
        _check(ctx, db, request)
        with reading_for_copy(db, request.family_id, _finaliser(ctx, db, request.family_id), "assessment"):
            facts = facts_of(ctx, db, request.family_id)
            recipient = recipient_for(request.recipient, request.person_id, facts, request.chosen)
            source = facts_about.source_of(ctx, db, request.family_id, facts, recipient, request.removed)
            kept = kept_of(source)
            return source, _assessment(ctx, db, source, kept), dict(kept.withheld)


def _finaliser(ctx: Context, db: Db, family_id: str) -> str:
    """With whose rights every copy is made, whoever makes it (domain.md 1.5): the key worker, who finalises the
    assessment; where there is none, the manager of the team."""
    family = db.get_one(FamilyRow, family_id)
    key_worker = key_worker_id(involvements_of(db, [family_id])[family_id], ctx.today)
    managers = sorted(team_managers(db, family.team_id, ctx.today))
    return next(filter(None, (key_worker, *managers)), ctx.user.id)


def _assessment(ctx: Context, db: Db, source: Source, kept: Kept) -> Assessment:
    family = family_value(db.get_one(FamilyRow, source.facts.persons[0].family_id))
    installation = installation_value(db.scalars(select(InstallationRow)).one())
    team = team_value(db.get_one(TeamRow, family.team_id))
    author = source.staff.get(key_worker_id(source.involvements, ctx.today) or "", ctx.user)
    role = ctx.catalogue.discipline(author.discipline).title.lower()
    work = tuple(facts_about.work_lines(source, db, family.id))
    signed = signatures(source)
    adults, children = for_this_reader(source, source.facts.adults), for_this_reader(source, source.facts.children)
    stages = tuple(facts_about.stage_lines(source, db, family.id))
    ratings = tuple(facts_about.rating_lines(source, db, family.id))
    told_of = {person for answer in kept.answers for person in answer.subjects}
    told_of |= {line.adult_id for line in stages} | {line.child_id for line in ratings}
    return Assessment(
        reference=family.ref,
        authority=installation.authority,
        author=f"{author.name}, {role}, {team.name}",
        children=children,
        adults=adults,
        others=tuple(
            person for person in source.facts.persons if person.id in told_of and person not in (*adults, *children)
        ),
        people=tuple(facts_about.people_lines(source, db, family.id)),
        answers=tuple(answer for answer in kept.answers if answer.key != facts_about.LEGAL_STATUS),
        unanswered=unanswered_of(source),
        panels=kept.panels,
        work=work,
        events=kept.events,
        stages=stages,
        ratings=ratings,
        signed=signed,
        empty=NOT_RECORDED_HEADINGS - kept.filled,
        legal_record=installation.legal_record,
        made_at=ctx.now(),
        final=_is_final(source, signed),
        demonstration=ctx.today if installation.is_demonstration else None,
    )


def _is_final(source: Source, signed: tuple[Signed, ...]) -> bool:
    """FINAL needs both signatures and every question that blocks it (domain.md 2.13)."""
    return all(item.on for item in signed) and is_ready_for_final(source)
