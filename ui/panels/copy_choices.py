"""What the Documents tab reads before a copy is made: for whom it can be, what is missing for a final one, and which
paragraphs the key worker may add. The rule of what leaves is `domain/copies.py`; here it is only asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Required, Section
from fsworkbook.domain.completeness import Question, blocking_final
from fsworkbook.domain.copies import NEVER_LEAVES, Recipient, RecipientKind, withheld_reason
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import InvolvementStatus, Staff
from fsworkbook.domain.permissions import Standing, may
from fsworkbook.domain.richtext import Paragraph
from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.domain.workbook import EntryKind, Version
from fsworkbook.services import exporting, family_people, supervision_planning
from fsworkbook.services.chronology import chronology
from fsworkbook.services.export_assessment import AssessmentRequest, RecipientChoice, assessment_recipients
from fsworkbook.services.exporting import ExportLine
from fsworkbook.services.families import FamilyPage
from fsworkbook.services.last_look import LookLine
from fsworkbook.services.sections import section_page
from ui.panels.family_words import who

CHANGED = "The record has changed since you looked. Go back and look through it again, then make the copy."


@dataclass(frozen=True, slots=True)
class Documents:
    """What this person finds on the tab. `recipients` is empty for who makes no assessment; `log` None for who may not
    know which copies there are."""

    recipients: tuple[RecipientChoice, ...]
    sessions: tuple[Session, ...]
    log: tuple[ExportLine, ...] | None


@dataclass(frozen=True, slots=True)
class ForFinal:
    """Whether a copy is a draft, and the questions that are still open for a final one: (section code, question)."""

    draft: bool
    missing: tuple[tuple[str, Question], ...]


@dataclass(frozen=True, slots=True)
class Addable:
    """A paragraph that stays out of a copy unless the key worker adds it; `where` names its question."""

    paragraph: Paragraph
    where: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A last look. `lines` can be taken out; `headings` are (number, title, answers); `seen` what stood in which
    sentence, all of it, so that nothing leaves that was not looked at."""

    lines: tuple[LookLine, ...]
    headings: tuple[tuple[str, str, int], ...]
    seen: frozenset[tuple[str, str]]


def documents_of(page: FamilyPage, ctx: Context) -> Documents:
    """What the tab shows this person."""
    family_id = page.family.id
    try:
        recipients = (*assessment_recipients(ctx, family_id), *_colleagues(page, ctx))
    except NotAllowed:
        recipients = ()
    sessions = supervision_planning.sessions(ctx, family_id) if "minutes:read" in page.may else ()
    try:
        log = exporting.export_log(ctx, family_id)
    except NotAllowed:
        log = None
    held = [session for session in sessions if session.state is SessionState.FINALISED]
    return Documents(recipients, tuple(reversed(held)), log)


def looked(request: AssessmentRequest, ctx: Context) -> Looked:
    """The last look at what this request would let leave.

    An author's name under what they wrote is a paragraph made anew for each document: it cannot be taken out, so it is
    no line of the list. A second look tells which lines those are.
    """
    first, again = exporting.last_look(ctx, request), exporting.last_look(ctx, request)
    known = frozenset(again.lines)
    lines = tuple(line for line in first.lines if line in known)
    return Looked(lines, first.headings, frozenset((line.found, line.sentence) for line in first.lines))


def require_seen(request: AssessmentRequest, seen: frozenset[tuple[str, str]], ctx: Context) -> None:
    """WorkbookError where something would leave that the maker has not looked at."""
    if not all((line.found, line.sentence) in seen for line in exporting.last_look(ctx, request).lines):
        raise WorkbookError(CHANGED)


def for_final(family_id: str, ctx: Context) -> ForFinal:
    """What a final copy still needs, as far as this maker may read."""
    missing = [
        (section.code, question)
        for section in ctx.catalogue.sections
        if any(field.required is Required.BLOCKS and field.shown for field in section.fields)
        for question in blocking_final(section_page(ctx, family_id, section.code).progress)
    ]
    try:
        draft = exporting.preview(ctx, AssessmentRequest(family_id, RecipientKind.COURT)).draft
    except WorkbookError:  # a contact point stands in the text: the last look says so
        draft = True
    return ForFinal(draft, tuple(missing))


def addable(page: FamilyPage, kind: RecipientKind, person_id: str | None, ctx: Context) -> tuple[Addable, ...]:
    """The paragraphs that the rules keep out of this copy unless they are chosen for it."""
    children = frozenset(
        item.other_id
        for item in family_people.relationships(ctx, page.family.id)
        if item.parental_responsibility and item.person_id == person_id
    )
    found = {}
    for version, where in _versions(page, ctx):
        about = _about(version, page)
        for text in version.content.texts.values():
            for paragraph in text:
                plain = Recipient(kind, person_id, children)
                chosen = Recipient(kind, person_id, children, chosen=frozenset({paragraph.id}))
                opens = withheld_reason(paragraph, about, plain) and not withheld_reason(paragraph, about, chosen)
                if opens and paragraph.plain.strip():
                    found[paragraph.id] = Addable(paragraph, where)
    return tuple(found.values())


def _colleagues(page: FamilyPage, ctx: Context) -> Iterator[RecipientChoice]:
    """Those who work with the family and whose role reads assessments, and the team's manager."""
    working = {
        item.staff_id
        for item in page.involvements
        if item.status is InvolvementStatus.ACTIVE and item.role != "SUPERVISOR" and item.staff_id != ctx.user.id
    }
    for staff in sorted(page.staff.values(), key=lambda staff: staff.name):
        manages = staff.discipline == "TEAM_MANAGER" and staff.team_id == page.family.team_id
        if (staff.id in working or manages) and staff.id != ctx.user.id and _reads(page, ctx, staff, manages):
            yield RecipientChoice(RecipientKind.STAFF, staff.id, who(ctx.catalogue, staff))


def _reads(page: FamilyPage, ctx: Context, staff: Staff, manages: bool) -> bool:
    standing = Standing(
        staff.id, staff.discipline, involved=not manages, own_team=manages, restricted=page.family.restricted
    )
    return may(ctx.catalogue, standing, "read", "assessment")


def _versions(page: FamilyPage, ctx: Context) -> Iterator[tuple[Version, str]]:
    """Every text that an assessment prints, as this maker reads it, with the words for where it stands."""
    for section in ctx.catalogue.sections:
        if any(field.heading for field in section.fields) or any(panel.heading for panel in section.panels):
            yield from _of_section(page, section, ctx)
    for event in chronology(ctx, page.family.id):
        yield event.version, "Chronology"


def _of_section(page: FamilyPage, section: Section, ctx: Context) -> Iterator[tuple[Version, str]]:
    read = section_page(ctx, page.family.id, section.code)
    for question in read.questions:
        if question.version and question.field.heading is not None and question.field.object not in NEVER_LEAVES:
            yield question.version, question.title
    panels = [(panel.prompt, panel.version) for panel in read.other_panels]
    if read.own_panel:
        panels.append((read.own_panel.prompt, read.own_panel.version))
    for prompt, version in panels:
        if version and prompt.heading is not None:
            yield version, f"{section.title}: {page.staff[version.author_id].name}"


def _about(version: Version, page: FamilyPage) -> tuple[str, ...]:
    """Whom a version is about: its subjects; a worker's own text those they work with; else the family."""
    if version.key.subjects or version.key.kind is EntryKind.ANSWER:
        return version.key.subjects
    return tuple(person for item in page.involvements if item.staff_id == version.author_id for person in item.targets)
