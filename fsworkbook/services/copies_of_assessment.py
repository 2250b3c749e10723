"""The parenting assessment for one recipient: what may leave of each answer and panel (domain.md 1.5, 2.13), and what
the copy goes without, for the export log alone. The rule of what may leave is `domain/copies.py`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fsworkbook.context import Context
from fsworkbook.documents.answers import LABELS, value_words
from fsworkbook.documents.assessment_values import Answered, EventLine, PanelText, Unanswered
from fsworkbook.documents.words import day
from fsworkbook.domain.catalogue import Field, PanelPrompt, Required
from fsworkbook.domain.change_stage import WORKING_WITH_US_ON_SAFETY
from fsworkbook.domain.completeness import FamilyFacts, Question, questions
from fsworkbook.domain.copies import NEVER_LEAVES, Recipient, RecipientKind, is_about_reader, withheld_reason
from fsworkbook.domain.people import Involvement, Person, Staff
from fsworkbook.domain.richtext import Paragraph, RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import BODY, Content, EntryKind, Version
from fsworkbook.services.chronology import Event

ASKED = frozenset({Required.FINAL, Required.EXPORT, Required.BLOCKS})
"""Questions that print "Not yet recorded" where nobody ever answered them (domain.md 0.2)."""

EVENTS = 4
"""The heading of significant events."""


@dataclass(frozen=True, slots=True)
class Source:
    """The record an assessment is made from, as who finalises it reads it. For a member of staff who receives it
    `readable` are the ids of the paragraphs, and of the versions with plain values, that both they and the maker may
    read; None for anybody outside, for whom the classes decide."""

    ctx: Context
    facts: FamilyFacts
    versions: tuple[Version, ...]
    events: tuple[Event, ...]
    involvements: tuple[Involvement, ...]
    staff: Mapping[str, Staff]
    recipient: Recipient
    removed: frozenset[str] = frozenset()
    readable: frozenset[str] | None = None

    def about(self, version: Version) -> tuple[str, ...]:
        """Whom a version is about: its subjects; a worker's own panel those they work with; else the family."""
        if version.key.subjects or version.key.kind is EntryKind.ANSWER:
            return version.key.subjects
        return tuple(
            person for item in self.involvements if item.staff_id == version.author_id for person in item.targets
        )

    def why_not(self, paragraph: Paragraph, version: Version) -> str | None:
        """Why the copy goes without the paragraph; None where it may leave."""
        readable = self.readable is None or paragraph.id in self.readable
        return withheld_reason(paragraph, self.about(version), self.recipient, readable=readable)

    def for_reader(self, persons: tuple[str, ...]) -> bool:
        """Whether a fact about these persons belongs into this copy."""
        return self.recipient.kind is not RecipientKind.PERSON or is_about_reader(persons, self.recipient)

    def signed(self, version: Version) -> str:
        """Author, discipline and date, as they stand above a text."""
        author, role = self.staff.get(version.author_id), self.ctx.catalogue.discipline(version.discipline).title
        when = version.still_true_on or version.finalised_at.date()
        return ", ".join(filter(None, (author.name if author else "", role[:1].lower() + role[1:], day(when))))

    @property
    def fields(self) -> Mapping[str, Field]:
        """The questions that the assessment prints, by key."""
        return {
            field.key: field
            for section in self.ctx.catalogue.sections
            for field in section.fields
            if field.heading is not None and field.object not in NEVER_LEAVES
        }

    @property
    def panels(self) -> Mapping[str, PanelPrompt]:
        """The panels that the assessment prints, by key."""
        return {
            panel.key: panel
            for section in self.ctx.catalogue.sections
            for panel in section.panels
            if panel.heading is not None
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """What leaves: answers, panels, events, in order; the counts of what does not; the headings that hold anything."""

    answers: tuple[Answered, ...]
    panels: tuple[PanelText, ...]
    events: tuple[EventLine, ...]
    withheld: Mapping[str, int]
    filled: frozenset[int]


def kept_of(source: Source) -> Kept:
    """Divide the record into what leaves and what is counted."""
    fields, panels = source.fields, source.panels
    answers = [version for version in source.versions if version.key.key in fields]
    own = [version for version in source.versions if version.key.key in panels]
    events = [event.version for event in source.events]
    filled = {fields[version.key.key].heading for version in answers if version.content}
    filled |= {panels[version.key.key].heading for version in own if version.content}
    return Kept(
        tuple(_answers(source, answers)),
        tuple(_panels(source, own)),
        tuple(_events(source)),
        _counts(source, [*answers, *own, *events]),
        frozenset(heading for heading in (*filled, *([EVENTS] if source.events else ())) if heading),
    )


def unanswered_of(source: Source) -> tuple[Unanswered, ...]:
    """What is asked and nobody ever answered, as far as the answer could stand in this copy: elsewhere the line would
    tell that other questions were answered."""
    return tuple(
        Unanswered(item.field.heading or 0, item.field.title, item.subjects)
        for item in _open_questions(source)
        if _could_stand(source, item)
    )


def is_ready_for_final(source: Source) -> bool:
    """Whether every question that blocks the FINAL assessment is answered, whoever receives this copy."""
    return all(item.field.required is not Required.BLOCKS for item in _open_questions(source))


def _open_questions(source: Source) -> Iterator[Question]:
    answered = {(version.key.key, version.key.subjects) for version in source.versions if version.content}
    for section in source.ctx.catalogue.sections:
        for item in questions(section, source.facts):
            asked = item.field.key in source.fields and item.field.required in ASKED
            if asked and (item.field.key, item.subjects) not in answered:
                yield item


def _could_stand(source: Source, question: Question) -> bool:
    answer = Paragraph("", (), sharing_class=question.field.default_class)
    return withheld_reason(answer, question.subjects, source.recipient) is None


def _counts(source: Source, versions: list[Version]) -> Mapping[str, int]:
    """Paragraphs with words that this copy goes without, each once; what the maker took out is not counted."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for version in versions:
        for paragraph in _paragraphs(version):
            reason = source.why_not(paragraph, version)
            if reason and paragraph.id not in seen:
                seen.add(paragraph.id)
                counts[reason] += 1
    return dict(counts)


def _answers(source: Source, versions: list[Version]) -> Iterator[Answered]:
    fields = source.fields
    order = {key: at for at, key in enumerate(fields)}
    for version in sorted(versions, key=lambda version: order[version.key.key]):
        field = fields[version.key.key]
        texts = tuple((LABELS.get(slot, ""), text) for slot, text in _left(source, version) if text)
        value = value_words(field, _without_safety(version.content)) if _value_leaves(source, version) else ""
        if texts or value:
            about = version.key.subjects
            yield Answered(field.heading or 0, field.key, field.title, about, source.signed(version), value, texts)


def _panels(source: Source, versions: list[Version]) -> Iterator[PanelText]:
    panels = source.panels
    order = {key: at for at, key in enumerate(panels)}
    for version in sorted(versions, key=lambda version: order[version.key.key]):
        panel = panels[version.key.key]
        text = RichText(tuple(paragraph for _, text in _left(source, version) for paragraph in text))
        if text:
            title = source.ctx.catalogue.discipline(panel.discipline).panel_title
            yield PanelText(panel.heading or 0, title, source.signed(version), text)


def _events(source: Source) -> Iterator[EventLine]:
    for event in source.events:
        text = RichText(tuple(paragraph for _, text in _left(source, event.version) for paragraph in text))
        if text:
            yield EventLine(event.on, source.ctx.catalogue.label("chronology_kind", event.kind), text)


def _left(source: Source, version: Version) -> Iterator[tuple[str, RichText]]:
    """The texts of a version without the paragraphs that do not leave or were taken out, its body first."""
    for slot, text in sorted(version.content.texts.items(), key=lambda item: item[0] != BODY):
        yield (
            slot,
            RichText(
                tuple(
                    paragraph
                    for paragraph in text
                    if paragraph.id not in source.removed and source.why_not(paragraph, version) is None
                )
            ),
        )


def _value_leaves(source: Source, version: Version) -> bool:
    """Whether the plain value may leave, by the class it was finalised in."""
    if source.readable is not None:
        return version.id in source.readable
    value = Paragraph("", (), sharing_class=version.content.values_class)
    if version.content.values_class is SharingClass.VICTIM_CONFIDENTIAL:
        return False
    return withheld_reason(value, source.about(version), source.recipient) is None


def _without_safety(content: Content) -> Content:
    """The content without "Working with us on safety", which is in no document (domain.md 4.2)."""
    value = content.values.get(BODY)
    if not isinstance(value, list):
        return content
    return replace(content, values={BODY: [code for code in value if code != WORKING_WITH_US_ON_SAFETY]})


def _paragraphs(version: Version) -> Iterator[Paragraph]:
    yield from (paragraph for text in version.content.texts.values() for paragraph in text if paragraph.plain.strip())


def for_this_reader(source: Source, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The persons this copy may tell of."""
    return tuple(person for person in people if source.for_reader((person.id,)))


def recipient_for(kind: RecipientKind, person_id: str | None, facts: FamilyFacts, chosen: frozenset[str]) -> Recipient:
    """The recipient with the children they hold parental responsibility for."""
    children = frozenset(child for adult, child in facts.responsible if adult == person_id)
    return Recipient(kind, person_id, children, chosen=chosen)
