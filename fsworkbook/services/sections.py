"""A section of the workbook as one person sees it: its questions, one's own panel, the others' finalised panels, and
how far it is (domain.md 2, ui.md 4.3). A constant number of reads, whatever the size of the workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Field, PanelPrompt, Section
from fsworkbook.domain.completeness import FamilyFacts, Progress, progress, questions
from fsworkbook.domain.people import Person, Staff
from fsworkbook.domain.permissions import Standing, may
from fsworkbook.domain.protection import Protections
from fsworkbook.domain.reading import class_readable, field_readable, readable_protected
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content, Draft, DraftTrace, EntryKey, EntryKind, Version
from fsworkbook.services.families import plans_of
from fsworkbook.services.family_people import responsible_in
from fsworkbook.services.protecting import protected_by_default
from fsworkbook.services.rights import my_standing
from fsworkbook.services.values import draft_value, everybody, involvements_of, people_of, versions_of
from fsworkbook.storage.scope import protections_of
from fsworkbook.storage.tables.workbook import DraftRow, EntryRow, EntryVersionRow
from fsworkbook.storage.traces import draft_traces
from fsworkbook.storage.version_facts import last_versions


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A line of the module list; counts are of what the reader may see."""

    code: str
    number: int | None
    title: str
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Question:
    """One field for the persons it is about. `trace`: somebody else is writing here. `missing` in words on the page."""

    field: Field
    title: str
    subjects: tuple[Person, ...]
    key: EntryKey
    version: Version | None
    draft: Draft | None
    trace: DraftTrace | None
    may_write: bool
    missing: bool
    protects: tuple[str, ...]
    kept_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnPanel:
    """The reader's own panel in this section."""

    prompt: PanelPrompt
    key: EntryKey
    version: Version | None
    draft: Draft | None
    protects: tuple[str, ...]
    kept_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherPanel:
    """The panel of another: the last finalised version that this reader may read, or that one is being written."""

    prompt: PanelPrompt
    author: Staff
    version: Version | None
    trace: DraftTrace | None


@dataclass(frozen=True, slots=True)
class SectionPage:
    """Everything a module page shows. `contributions` are dated notes, the newest first."""

    section: Section
    questions: tuple[Question, ...]
    own_panel: OwnPanel | None
    other_panels: tuple[OtherPanel, ...]
    contributions: tuple[Version, ...]
    my_notes: tuple[Draft, ...]
    may_contribute: bool
    progress: Progress
    staff: Mapping[str, Staff]


@dataclass(frozen=True, slots=True)
class _Read:
    """What one page or list is built from, read once."""

    ctx: Context
    family_id: str
    standing: Standing
    facts: FamilyFacts
    versions: tuple[Version, ...]
    drafts: tuple[Draft, ...]
    traces: tuple[DraftTrace, ...]
    staff: Mapping[str, Staff]
    targets: tuple[str, ...]
    involved: Mapping[str, str]
    protections: Protections

    def latest(self) -> dict[tuple[str, tuple[str, ...]], Version]:
        """The last readable version of each answer, by field and subjects."""
        found: dict[tuple[str, tuple[str, ...]], Version] = {}
        for version in self.versions:
            if version.key.kind is EntryKind.ANSWER:
                found[version.key.key, version.key.subjects] = version
        return found

    def may_read(self, field: Field, section: Section) -> bool:
        """Whether this reader may know the field at all."""
        return field_readable(self.ctx.catalogue, self.standing, field, section.number, self.protections)

    def may_know(self, panel: PanelPrompt, section: Section) -> bool:
        """Whether this reader may know of a discipline's panel at all, written or not (ui.md 1, rule 5)."""
        catalogue = self.ctx.catalogue
        if not may(catalogue, self.standing, "read", "other_panel", module=section.number, about_adults=True):
            return False
        if panel.least_class is SharingClass.VICTIM_CONFIDENTIAL:
            readable = readable_protected(catalogue, self.standing, self.protections)
            return readable is None or bool(readable)
        return class_readable(catalogue, self.standing, panel.least_class)


def section_lines(ctx: Context, family_id: str) -> tuple[SectionLine, ...]:
    """The module list of an opened family; a section of which the reader may read nothing is not in it."""
    with ctx.read() as db:
        read = _read(ctx, db, family_id, None)
    lines = []
    for section in ctx.catalogue.sections:
        done = _progress(read, section)
        if done.asked or _has_panel(read, section):
            lines.append(SectionLine(section.code, section.number, section.title, done.answered, done.asked))
    return tuple(lines)


def section_page(ctx: Context, family_id: str, code: str) -> SectionPage:
    """One section of an opened family."""
    section = ctx.catalogue.section(code)
    with ctx.read() as db:
        read = _read(ctx, db, family_id, section)
    done = _progress(read, section)
    missing = {(item.field.key, item.subjects) for item in done.missing}
    note_key = f"contribution.{code}"
    return SectionPage(
        section,
        tuple(_questions(read, section, missing)),
        _own_panel(read, section),
        tuple(_other_panels(read, section)),
        tuple(version for version in reversed(read.versions) if version.key.key == note_key),
        tuple(draft for draft in read.drafts if draft.key.key == note_key),
        may(ctx.catalogue, read.standing, "write", "own_panel", author=ctx.user.id, module=section.number),
        done,
        read.staff,
    )


def facts_of(ctx: Context, db: Db, family_id: str) -> FamilyFacts:
    """Whom questions are asked about."""
    plans = plans_of(db, [family_id], ctx.today)
    return FamilyFacts(
        people_of(db, [family_id])[family_id],
        ctx.today,
        responsible_in(db, family_id, ctx.today),
        frozenset(key for key, code in plans.items() if code == "CP"),
    )


def _read(ctx: Context, db: Db, family_id: str, section: Section | None) -> _Read:
    involvements = involvements_of(db, [family_id])[family_id]
    keys = select(EntryRow, EntryVersionRow).join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
    query = keys.where(EntryRow.family_id == family_id, EntryRow.kind != EntryKind.SUMMARY)
    if section is not None:
        own = [field.key for field in section.fields] + [panel.key for panel in section.panels]
        query = query.where(EntryRow.key.in_([*own, f"contribution.{section.code}"]))
    found = db.execute(query.order_by(EntryVersionRow.finalised_at, EntryVersionRow.number))
    pairs = [(entry, version) for entry, version in found]
    # a note stands once, as its last version says it; a corrected one is no note of its own
    last = last_versions(db, {entry.id for entry, _ in pairs if entry.kind == EntryKind.CONTRIBUTION})
    drafts = db.scalars(select(DraftRow).where(DraftRow.family_id == family_id, DraftRow.author_id == ctx.user.id))
    return _Read(
        ctx,
        family_id,
        my_standing(ctx, db, family_id),
        facts_of(ctx, db, family_id),
        versions_of(db, [pair for pair in pairs if pair[0].kind != EntryKind.CONTRIBUTION or pair[1].id in last]),
        tuple(map(draft_value, drafts)),
        draft_traces(db, [family_id]),
        everybody(db),
        tuple(target for item in involvements if item.staff_id == ctx.user.id for target in item.targets),
        {
            item.staff_id: item.discipline
            for item in involvements
            if item.active_on(ctx.today) and item.role != "SUPERVISOR"
        },
        protections_of(db, [family_id])[family_id],
    )


def _progress(read: _Read, section: Section) -> Progress:
    answers: dict[tuple[str, tuple[str, ...]], Content] = {
        where: version.content for where, version in read.latest().items()
    }
    return progress(section, read.facts, answers, lambda field: read.may_read(field, section))


def _questions(read: _Read, section: Section, missing: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[Question]:
    latest = read.latest()
    persons = {person.id: person for person in read.facts.persons}
    drafts = {(draft.key.key, draft.key.subjects): draft for draft in read.drafts if draft.key.kind is EntryKind.ANSWER}
    traces = {(trace.key.key, trace.key.subjects): trace for trace in read.traces}
    open_questions = set(missing)
    for item in questions(section, read.facts):
        if not read.may_read(item.field, section):
            continue
        where = (item.field.key, item.subjects)
        yield Question(
            item.field,
            item.title,
            tuple(persons[person_id] for person_id in item.subjects),
            EntryKey(read.family_id, EntryKind.ANSWER, item.field.key, item.subjects),
            latest.get(where),
            drafts.get(where),
            traces.get(where),
            may(read.ctx.catalogue, read.standing, "write", item.field.object, module=section.number),
            where in open_questions,
            *protected_by_default(read.facts.persons, item.subjects, read.targets),
        )


def _has_panel(read: _Read, section: Section) -> bool:
    return _own_panel(read, section) is not None or any(True for _ in _other_panels(read, section))


def _own_panel(read: _Read, section: Section) -> OwnPanel | None:
    me = read.ctx.user
    prompt = next((panel for panel in section.panels if panel.discipline == me.discipline), None)
    if prompt is None or not may(
        read.ctx.catalogue, read.standing, "write", "own_panel", author=me.id, module=section.number
    ):
        return None
    key = EntryKey(read.family_id, EntryKind.PANEL, prompt.key, author_id=me.id)
    return OwnPanel(
        prompt,
        key,
        next((version for version in reversed(read.versions) if version.key == key), None),
        next((draft for draft in read.drafts if draft.key == key), None),
        *protected_by_default(read.facts.persons, (), read.targets),
    )


def _other_panels(read: _Read, section: Section) -> Iterable[OtherPanel]:
    """Each involved colleague's panel, and those of colleagues who left the family but wrote; never an empty trace of
    one that this reader may not read."""
    for panel in section.panels:
        reads = read.may_know(panel, section)
        wrote = {v.key.author_id: v for v in read.versions if v.key.key == panel.key and v.key.author_id}
        traces = {trace.author_id: trace for trace in read.traces if trace.key.key == panel.key}
        involved = [who for who, discipline in read.involved.items() if discipline == panel.discipline]
        for author_id in dict.fromkeys([*wrote, *traces, *(involved if reads else ())]):
            if author_id != read.ctx.user.id and (reads or author_id in wrote):
                yield OtherPanel(panel, read.staff[author_id], wrote.get(author_id), traces.get(author_id))
