"""R8 and R10 before an author's text is finalised (domain.md 2.12): the only checks that stop it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.text_checks import holds_value, names_of_others
from fsworkbook.domain.workbook import Content
from fsworkbook.storage.tables.installation import EventRow
from fsworkbook.storage.tables.people import ContactPointRow, FamilyRow, PersonRow, PlaceRow, StaffRow

IN_A_WIDER_CLASS = (
    "This text holds a protected address, telephone or place. Take it out, or give its paragraph to "
    "“Named people, for her safety”: a place stands in its own card, never in a text."
)


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


def check(ctx: Context, db: Db, family_id: str, content: Content, answers: Mapping[str, str]) -> None:
    """Raise where R10 forbids the text, or NeedsAnswer where R8 asks; answered questions are put on the record."""
    _check_protected_places(db, family_id, content)
    words = " ".join(text.plain for text in content.texts.values())
    questions = tuple(
        TextQuestion(
            f"R8:{name}", f"“{name}” is the name of another family you can see. Is this text in the right family?"
        )
        for name in _other_names(db, family_id, words)
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


def _other_names(db: Db, family_id: str, words: str) -> Iterable[str]:
    families = {row.id: row.display_name for row in db.scalars(select(FamilyRow))}
    here = [families.pop(family_id, "")]
    if not families:
        return ()
    people = db.scalars(select(PersonRow).where(PersonRow.family_id == family_id))
    here += [f"{person.given_name} {person.family_name} {person.known_as}" for person in people]
    here += list(db.scalars(select(StaffRow.name)))
    here += list(db.scalars(select(PlaceRow.label).where(PlaceRow.family_id == family_id)))
    return names_of_others(words, families.values(), here)


def _check_protected_places(db: Db, family_id: str, content: Content) -> None:
    """Compared only with what this writer may read, so that the check is no oracle for anybody else."""
    protected = db.scalars(
        select(ContactPointRow).where(
            ContactPointRow.family_id == family_id,
            ContactPointRow.sharing_class == SharingClass.VICTIM_CONFIDENTIAL,
        )
    ).all()
    for text in content.texts.values():
        for paragraph in text:
            if paragraph.sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
                continue
            if any(holds_value(paragraph.plain, point.value) for point in protected):
                raise WorkbookError(IN_A_WIDER_CLASS)
