"""Whom a victim-confidential paragraph protects and from whom it is kept (domain.md 1.5): the defaults."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.people import Involvement, Person
from fsworkbook.domain.richtext import Paragraph, RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Content
from fsworkbook.services.values import involvements_of, people_of
from fsworkbook.storage.writing_past import keep_apart, protected_in

NOBODY_NAMED = (
    "This text is for named people, for somebody’s safety, but nobody in this family is recorded as harmed yet. Ask "
    "the key worker to tick it in Key information, What is going on for this adult. Your text stays here as a draft."
)


def protected_by_default(
    people: Iterable[Person], subjects: Iterable[str], targets: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(protects, kept_from) for a text about `subjects` by somebody who works with `targets`.

    The person harmed among the subjects comes first, then among those the author works with, then in the family.
    """
    everybody = {person.id: person for person in people}
    candidates = [person_id for person_id in (*subjects, *targets, *everybody) if person_id in everybody]
    harmed = next((person_id for person_id in candidates if everybody[person_id].is_harmed), None)
    if harmed is None:
        return (), ()
    return (harmed,), tuple(person_id for person_id in harming(everybody.values()) if person_id != harmed)


def defaults_for(
    db: Db, family_id: str, staff_id: str, subjects: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`protected_by_default` for one author and entry, from the stored rows."""
    people = people_of(db, [family_id])[family_id]
    mine: list[Involvement] = [
        item for item in involvements_of(db, [family_id])[family_id] if item.staff_id == staff_id
    ]
    targets = [target for involvement in mine for target in involvement.targets]
    return protected_by_default(people, subjects, targets)


def harming(people: Iterable[Person]) -> tuple[str, ...]:
    """Those who harm, of these people: what protects somebody else is kept from their workers."""
    return tuple(person.id for person in people if person.harms)


def protect_from_those_who_harm(ctx: Context, db: Db, family_id: str) -> None:
    """Keep what is confidential, written already or still to come, from the workers of all who are now recorded as
    harming: the record of who harms may come after the text (domain.md 1.5)."""
    people = people_of(db, [family_id])[family_id]
    harmed = {person.id for person in people if person.is_harmed}
    for person_id in sorted(harmed | protected_in(db, family_id)):
        keep_apart(db, family_id, person_id, harming(people), ctx.user.id, ctx.now())


def named(content: Content, protects: tuple[str, ...], kept_from: tuple[str, ...]) -> Content:
    """The content with whom each victim-confidential paragraph protects; WorkbookError where nobody is known."""

    def name(paragraph: Paragraph) -> Paragraph:
        if paragraph.sharing_class is not SharingClass.VICTIM_CONFIDENTIAL:
            return replace(paragraph, protects=(), kept_from=())
        if paragraph.protects:
            return paragraph
        if not protects:
            raise WorkbookError(NOBODY_NAMED)
        return replace(paragraph, protects=protects, kept_from=kept_from)

    texts = {slot: RichText(tuple(map(name, text))) for slot, text in content.texts.items()}
    return replace(content, texts=texts)
