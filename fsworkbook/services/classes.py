"""Changing who may read a finalised paragraph (domain.md 1.5): narrower at any time, by anybody who may read it; wider
in the author's next version alone, after answering who could be harmed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import Paragraph, RichText, Run
from fsworkbook.domain.sharing import SharingClass, is_wider
from fsworkbook.domain.workbook import WHO_COULD_BE_HARMED, Content, Draft
from fsworkbook.services.protecting import NOBODY_NAMED, defaults_for
from fsworkbook.services.text_rules import NeedsAnswer, TextQuestion
from fsworkbook.services.values import entry_key
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow
from fsworkbook.storage.tightening import tighten
from fsworkbook.storage.writing_past import Held, changed_since, held_of, keep_apart

SHOWN_WORDS = 6


def narrow(ctx: Context, version_id: str, paragraph_id: str, sharing_class: SharingClass) -> None:
    """Give a paragraph a narrower class, at once and in every version that holds it."""
    with ctx.write() as db:
        version = db.get(EntryVersionRow, version_id)
        if version is None:
            raise NotFound("That text is not here any more.")
        protects: str | None = None
        if sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
            subjects = entry_key(db.scalars(select(EntryRow).where(EntryRow.id == version.entry_id)).one()).subjects
            found, kept_from = defaults_for(db, version.family_id, ctx.user.id, subjects)
            if not found:
                raise WorkbookError(NOBODY_NAMED)
            protects = found[0]
            keep_apart(db, version.family_id, protects, kept_from, ctx.user.id, ctx.now())
        tighten(db, version.family_id, paragraph_id, sharing_class, protects)
        note(db, Change("class narrowed", version.family_id, version.id))


def asked_of(paragraph_id: str) -> str:
    """The code of the question who could be harmed by a wider class of this paragraph: its answer goes with it."""
    return f"WIDER:{paragraph_id}"


@dataclass(slots=True)
class _Comparing:
    """One content on its way to be a version, beside what the entry holds already."""

    held: Mapping[str, Held]
    narrowed_meanwhile: Collection[str]
    answers: Mapping[str, str]
    reasons: list[Paragraph] = field(default_factory=list)
    questions: list[TextQuestion] = field(default_factory=list)

    def paragraphs(self, text: RichText) -> Iterator[Paragraph]:
        """The text as it may stand."""
        for paragraph in text:
            before = self.held.get(paragraph.id)
            if before is None:
                yield paragraph
            elif not before.readable:
                yield from _beside_the_unseen(paragraph, before)
            elif not _widens(paragraph, self.held):
                yield paragraph
            elif before.part_id in self.narrowed_meanwhile:
                yield _in_class_of(paragraph, before)
            else:
                yield paragraph
                self._ask(paragraph, before)

    def _ask(self, paragraph: Paragraph, before: Held) -> None:
        code = asked_of(paragraph.id)
        answer = self.answers.get(code, "").strip()
        if answer:
            self.reasons.append(_in_class_of(Paragraph(new_id(), (Run(answer),)), before))
        else:
            words = " ".join(paragraph.plain.split()[:SHOWN_WORDS])
            sentence = f"More people will read “{words}…”. Who could be harmed if they read this?"
            self.questions.append(TextQuestion(code, sentence))


def keep_classes(db: Db, entry_id: str | None, draft: Draft, content: Content, answers: Mapping[str, str]) -> Content:
    """The content with no class loosened but by an answer to who could be harmed; NeedsAnswer where it is missing.

    The answer stands in the version for those alone who could read the text before. What somebody else narrowed since
    the draft was begun stays narrow. What the author may not see any more is carried over as it is (domain.md 2.1).
    """
    if entry_id is None:
        return content
    held = held_of(db, entry_id)
    wider = {held[item.id].part_id for text in content.texts.values() for item in text if _widens(item, held)}
    meanwhile = changed_since(db, wider, draft.begun_at, draft.author_id) if wider else frozenset()
    comparing = _Comparing(held, meanwhile, answers)
    texts = {slot: RichText(tuple(comparing.paragraphs(text))) for slot, text in content.texts.items()}
    if comparing.questions:
        raise NeedsAnswer(tuple(comparing.questions))
    if comparing.reasons:
        texts[WHO_COULD_BE_HARMED] = RichText(tuple(comparing.reasons))
    return replace(content, texts={slot: text for slot, text in texts.items() if text})


def _widens(paragraph: Paragraph, held: Mapping[str, Held]) -> bool:
    before = held.get(paragraph.id)
    return before is not None and is_wider(paragraph.sharing_class, before.paragraph.sharing_class)


def _beside_the_unseen(paragraph: Paragraph, before: Held) -> Iterator[Paragraph]:
    """Words that the author changed before they lost sight of the paragraph are kept beside it, in its class."""
    if paragraph.plain != before.paragraph.plain or not before.in_last:
        yield replace(_in_class_of(paragraph, before), id=new_id())


def _in_class_of(paragraph: Paragraph, before: Held) -> Paragraph:
    held = before.paragraph
    return replace(paragraph, sharing_class=held.sharing_class, protects=held.protects, kept_from=held.kept_from)
