"""R8 and R10 before an author's text is finalised (domain.md 2.12): the only checks that stop it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.text_checks import holds_value, names_of_others
from fsworkbook.domain.workbook import Content, Json
from fsworkbook.services.values import everybody, involvements_of
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.tables.people import ContactPointRow, FamilyRow, PersonRow, PlaceRow

IN_A_WIDER_CLASS = (
    "This text holds a protected address, telephone or place. Take it out, or give its paragraph to "
    "“Named people, for her safety”: a place stands in its own card, never in a text."
)
IN_WORDS_WITHOUT_A_CLASS = (
    "This holds a protected address, telephone or place. Take it out: a place stands in its own card, never in an "
    "event, in what became of an action or in a reason."
)
_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
"""A choice is stored by its code, which is no word of the author's: GREEN is a colour, not the family Green."""


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """Something to answer before finalising. `code` goes back with the answer."""

    code: str
    sentence: str


class NeedsAnswer(WorkbookError):
    """The text may be right, but only its author knows: answer the questions, then finalise again."""

    def __init__(self, questions: tuple[TextQuestion, ...]) -> None:
        super().__init__(" ".join(question.sentence for question in questions))
        self.questions = questions


def check(
    ctx: Context, db: Db, family_id: str, content: Content, answers: Mapping[str, str], *, event: bool = False
) -> None:
    """Raise where R10 forbids the text, or NeedsAnswer where R8 asks; answered questions are put on the record.

    A plain value is read as a paragraph of its class. An `event` of the chronology holds no place in any class.
    """
    passages = tuple(_passages(content))
    if event:
        check_without_a_class(db, family_id, *(words for _, words in passages))
    wider = [words for sharing_class, words in passages if sharing_class is not SharingClass.VICTIM_CONFIDENTIAL]
    if _holds_protected_place(db, family_id, wider):
        raise WorkbookError(IN_A_WIDER_CLASS)
    written = " ".join(words for _, words in passages if not _CODE.fullmatch(words))
    questions = tuple(
        TextQuestion(
            f"R8:{name}", f"“{name}” is the name of another family you can see. Is this text in the right family?"
        )
        for name in _other_names(db, family_id, written)
    )
    open_questions = tuple(question for question in questions if not answers.get(question.code, "").strip())
    if open_questions:
        raise NeedsAnswer(open_questions)
    db.add_all(
        EventRow(
            id=new_id(),
            action="R8_ANSWERED",
            family_id=family_id,
            object="text",
            row_id=None,
            staff_id=ctx.user.id,
            at=ctx.now(),
        )
        for _ in questions
    )


def check_without_a_class(db: Db, family_id: str, *words: str) -> None:
    """Raise where words that have no class of their own, or whose class makes no difference, hold a protected place
    (R10): an event, the note of an action, the reason of a version."""
    if _holds_protected_place(db, family_id, words):
        raise WorkbookError(IN_WORDS_WITHOUT_A_CLASS)


def _passages(content: Content) -> Iterator[tuple[SharingClass, str]]:
    for text in content.texts.values():
        for paragraph in text:
            yield paragraph.sharing_class, paragraph.plain
    for value in content.values.values():
        for words in _strings(value):
            yield content.values_class, words


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _other_names(db: Db, family_id: str, words: str) -> Iterable[str]:
    families = {row.id: row.display_name for row in db.scalars(select(FamilyRow))}
    here = [families.pop(family_id, "")]
    if not families:
        return ()
    people = db.scalars(select(PersonRow).where(PersonRow.family_id == family_id))
    here += [f"{person.given_name} {person.family_name} {person.known_as}" for person in people]
    staff = everybody(db)
    here += [staff[item.staff_id].name for item in involvements_of(db, [family_id])[family_id]]
    here += list(db.scalars(select(PlaceRow.label).where(PlaceRow.family_id == family_id)))
    return names_of_others(words, families.values(), here)


def _holds_protected_place(db: Db, family_id: str, passages: Iterable[str]) -> bool:
    """Compared only with what this writer may read, so that the check is no oracle for anybody else."""
    protected = db.scalars(
        select(ContactPointRow.value).where(
            ContactPointRow.family_id == family_id,
            ContactPointRow.sharing_class == SharingClass.VICTIM_CONFIDENTIAL,
        )
    ).all()
    return any(holds_value(words, value) for words in passages for value in protected)
