"""One cell of a running record: who may type it, what it may hold, its class, its row (domain.md 3.4, 3.7, 3.8, 4.2).

Little is refused while people type: what is missing is said in words (`supervision_rules`). Refused is what can never
stand: a team that owns an action, a better case rating than the worst child's, a stage of a person harmed.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change_stage import latest, question_before, why_not_staged
from fsworkbook.domain.errors import NotAllowed, NotFound, Stale, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import Person
from fsworkbook.domain.permissions import Standing, may
from fsworkbook.domain.rating import Rag, why_case_rating_is_refused
from fsworkbook.domain.reading import class_readable
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import ITEMS, Cell, Record, Session
from fsworkbook.domain.supervision_moves import may_type
from fsworkbook.domain.supervision_rules import colours_of
from fsworkbook.domain.workbook import Json
from fsworkbook.services.protecting import harming
from fsworkbook.services.rights import my_standing
from fsworkbook.services.session_values import cell_value, cells_of, stages_before, team_managers
from fsworkbook.storage.scope import protections_of
from fsworkbook.storage.tables.people import StaffRow
from fsworkbook.storage.tables.supervision import SessionCellRow
from fsworkbook.storage.writing_past import keep_apart

Value = Mapping[str, Json]
People = Mapping[str, Person]

OF_CHILD = frozenset({"day", "view", "meaning", "worry", "working", "needed", "words", "rating"})
OF_ADULT = frozenset({"keeps_safe", "gets_in_way", "parent_view"})
PROTECTING = frozenset({"keeps_safe", "gets_in_way"})
"""What a person harmed does to keep the children safe stands for the named people alone who may read it."""

NOT_TYPING = "The minute-taker, the chair or somebody whom the chair named types the record of this supervision."
CHAIR_RATES = "The family's rating is the chair's own act."
A_PERSON = "Choose one person: a team cannot own an action."
MOVED = "Somebody typed here meanwhile. Both texts are kept: look at the newer one, then type again."


def require_typing(ctx: Context, db: Db, session: Session, item: str) -> None:
    """NotAllowed unless this person types the record now (domain.md 3.4) and the permission table gives the item."""
    if item not in ITEMS:
        raise NotFound("This is not part of the record of a supervision.")
    if not types(ctx, db, session):
        raise NotAllowed(NOT_TYPING)
    if item == "case_rating" and ctx.user.id not in session.finaliser_ids:
        raise NotAllowed(CHAIR_RATES)
    standing = my_standing(ctx, db, session.family_id)
    state = session.state.value
    if not any(
        may(ctx.catalogue, standing, verb, ITEMS[item], session_id=session.id, state=state)
        for verb in ("write", "type")
    ):
        raise NotAllowed(NOT_TYPING)


def types(ctx: Context, db: Db, session: Session) -> bool:
    """Whether this person writes the record of the session as it stands."""
    return may_type(session, ctx.user.id, team_managers(db, session.team_id, ctx.today))


def class_of(item: str, subject: str) -> tuple[SharingClass, str | None]:
    """The class of a cell and the person it protects; a quotation has the class of its paragraph."""
    if item in PROTECTING:
        return SharingClass.VICTIM_CONFIDENTIAL, subject
    return SharingClass.PROFESSIONALS_ONLY, None


def reads_protecting(ctx: Context, db: Db, standing: Standing, family_id: str, adult_id: str) -> bool:
    """Whether this person reads, and so may type, what protects this adult."""
    kept_from = protections_of(db, [family_id])[family_id].get(adult_id, frozenset())
    wanted = SharingClass.VICTIM_CONFIDENTIAL
    return class_readable(ctx.catalogue, standing, wanted, protects=[adult_id], kept_from=kept_from)


def check(ctx: Context, db: Db, session: Session, people: People, item: str, subject: str, value: Value) -> None:
    """WorkbookError where this can never stand in the cell."""
    person = people.get(subject.split(":")[0])
    if item in OF_CHILD and (person is None or not person.is_child):
        raise WorkbookError("Choose a child of this family.", "subject")
    if item in OF_ADULT and (person is None or person.is_child):
        raise WorkbookError("Choose an adult of this family.", "subject")
    if item in PROTECTING and not reads_protecting(
        ctx, db, my_standing(ctx, db, session.family_id), session.family_id, subject
    ):
        raise NotAllowed("This is typed by somebody who reads it: the chair, or whom the chair names.")
    checking = CHECKS.get(item)
    if checking is not None:
        checking(ctx, db, session, people, subject, value)


def put(
    ctx: Context,
    db: Db,
    session: Session,
    item: str,
    subject: str,
    value: Value,
    version: int | None,
    sharing_class: SharingClass,
    protects: str | None,
) -> Cell:
    """Write the cell. `version` is the one that the typist read, 0 for a new cell; None = the last word counts."""
    row = db.scalar(
        select(SessionCellRow).where(
            SessionCellRow.session_id == session.id,
            SessionCellRow.item == item,
            SessionCellRow.subject == subject,
            SessionCellRow.sharing_class == sharing_class,
        )
    )
    if version is not None and version != (row.version if row else 0):
        raise Stale(MOVED)
    written = json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    if row is None:
        row = SessionCellRow(
            id=new_id(),
            session_id=session.id,
            family_id=session.family_id,
            item=item,
            subject=subject,
            object=ITEMS[item],
            sharing_class=sharing_class,
            protects=protects,
            version=0,
        )
        db.add(row)
    row.value, row.version, row.by_id, row.at = written, row.version + 1, ctx.user.id, ctx.now()
    db.flush()
    return cell_value(row)


def protect(ctx: Context, db: Db, session: Session, people: People, adult_id: str) -> None:
    """Keep what protects this adult from the workers of those who harm, from now on (domain.md 1.5)."""
    keep_apart(db, session.family_id, adult_id, harming(people.values()), ctx.user.id, ctx.now())


def _stage(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    adult_id, _, behaviour = subject.partition(":")
    if adult_id not in people or behaviour not in {item.code for item in ctx.catalogue.options["target_behaviour"]}:
        raise WorkbookError("Choose an adult and a behaviour to change.", "subject")
    refusal = why_not_staged(people[adult_id], behaviour, ctx.user.discipline, in_session=True)
    if refusal:
        raise WorkbookError(refusal, "stage")
    stage = _choice(value, "stage", {item.code for item in ctx.catalogue.stages}, "Choose one of the six stages.")
    before = latest(stages_before(db, session), adult_id, behaviour)
    question = question_before(before.stage if before else None, stage) if stage else None
    if question and not value.get("confirmed"):
        raise WorkbookError(question, "confirmed")
    _day(value, "lapse_on")


def _rating(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    _choice(value, "colour", _codes(ctx, "rag"), "Choose red, amber, green or not rated.")


def _case_rating(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    colour = _choice(value, "colour", _codes(ctx, "rag") - {Rag.NOT_RATED}, "Choose red, amber or green.")
    refusal = why_case_rating_is_refused(colour, colours_of(Record.of(cells_of(db, session.id))).values())
    if refusal:
        raise WorkbookError(refusal, "colour")


def _threshold(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    if subject not in {item.code for item in ctx.catalogue.options["threshold_question"]}:
        raise WorkbookError("This question is not asked.", "subject")
    _choice(value, "answer", _codes(ctx, "threshold_answer"), "Answer yes, no or does not apply.")


def _decision(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    _choice(value, "type", _codes(ctx, "decision_type"), "Choose what kind of decision this is.")


def _action(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    owner, person = value.get("owner_id"), value.get("owner_person")
    if (owner and person) or isinstance(owner, list) or isinstance(person, list):
        raise WorkbookError(A_PERSON, "owner_id")
    if owner and db.get(StaffRow, str(owner)) is None:
        raise WorkbookError(A_PERSON, "owner_id")
    if person and str(person) not in people:
        raise WorkbookError(A_PERSON, "owner_person")
    children = value.get("for_children")
    if isinstance(children, list) and any(str(child) not in people for child in children):
        raise WorkbookError("Choose children of this family.", "for_children")
    _day(value, "due")


def _tell(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    if value.get("whom") and str(value["whom"]) not in people:
        raise WorkbookError("Choose whom of the family to tell.", "whom")
    if value.get("by") and db.get(StaffRow, str(value["by"])) is None:
        raise WorkbookError("Choose who tells them.", "by")
    _day(value, "due")


def _next(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    day = _day(value, "on")
    if day is not None and day <= session.starts_at.date():
        raise WorkbookError("The next supervision comes after this one.", "on")
    try:
        time.fromisoformat(str(value.get("time") or "00:00"))
    except ValueError:
        raise WorkbookError("Give the time of the next supervision, such as 14:05.", "time") from None


def _view(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    _day(value, "on")
    _day(value, "by")


def _attendance(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    if db.get(StaffRow, subject) is None:
        raise WorkbookError("Choose somebody who works here.", "subject")
    _choice(value, "mode", _codes(ctx, "attendance_mode"), "Say how this person took part.")


def _last_action(ctx: Context, db: Db, session: Session, people: People, subject: str, value: Value) -> None:
    _choice(value, "outcome", _codes(ctx, "action_outcome"), "Say what became of the action.")


CHECKS: Mapping[str, Callable[[Context, Db, Session, People, str, Value], None]] = {
    "stage": _stage,
    "rating": _rating,
    "case_rating": _case_rating,
    "threshold": _threshold,
    "decision": _decision,
    "action": _action,
    "tell": _tell,
    "next": _next,
    "view": _view,
    "attendance": _attendance,
    "last_action": _last_action,
}


def _codes(ctx: Context, options: str) -> set[str]:
    return {option.code for option in ctx.catalogue.options[options]}


def _choice(value: Value, part: str, codes: set[str], sentence: str) -> str:
    given = str(value.get(part) or "")
    if given and given not in codes:
        raise WorkbookError(sentence, part)
    return given


def _day(value: Value, part: str) -> date | None:
    given = value.get(part)
    if not given:
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise WorkbookError("Give a date, such as 2025-12-19.", part) from None
