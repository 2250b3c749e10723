"""A draft made a version, in one transaction: its text by class, its counted values in their own tables."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import FieldKind
from fsworkbook.domain.content_json import placed_to_json
from fsworkbook.domain.errors import Stale, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.people import PersonKind
from fsworkbook.domain.sharing import TEAM_CLASSES, SharingClass
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import BODY, WHO_COULD_BE_HARMED, Content, Draft, EntryKind, TextPart, Version, split
from fsworkbook.services.classes import keep_classes
from fsworkbook.services.definitions import CHRONOLOGY, Definition
from fsworkbook.services.protecting import defaults_for, named, protect_from_those_who_harm
from fsworkbook.services.text_rules import check
from fsworkbook.services.values import involvements_of, people_of
from fsworkbook.storage.tables.supervision import SessionQuoteRow, SessionRow, SessionSummaryRow
from fsworkbook.storage.tables.workbook import (
    ChronologyRow,
    EntryRow,
    EntryTextRow,
    EntryVersionRow,
    NeedFactorRow,
    RulerRow,
    StatusRow,
)
from fsworkbook.storage.writing_past import LastVersion, carry_over, entry_id_of, keep_apart, last_version_of

NEED_FACTORS = "ki.need_factors."

WRITTEN_ANEW = frozenset({"cws"})
"""The Case Worker Summary is the key worker's summary for each supervision (domain.md 3.6): it corrects nothing."""

QUOTED = "Finalised minutes quote the version before. Say in a sentence why the text changes."


def write_version(
    ctx: Context,
    db: Db,
    draft: Draft,
    what: Definition,
    reason: str,
    answers: Mapping[str, str],
    having_read: int | None,
) -> Version:
    """Write version n of the draft's entry; every check comes before the first row."""
    key = draft.key
    protects, kept_from = defaults_for(db, key.family_id, ctx.user.id, key.subjects)
    content = named(_classed(draft.content, what), protects, kept_from)
    content = keep_classes(db, entry_id_of(db, key), draft, content, answers)
    check(ctx, db, key.family_id, content, answers, event=_is_event(draft))
    last = last_version_of(db, key)
    _check_last(ctx, db, draft, last, what, reason, having_read)
    version = _version_row(ctx, db, draft, _entry_id(db, draft, what), (last.number if last else 0) + 1, reason)
    _write_texts(ctx, db, version, key.subjects, split(content, what.object_of_slot, what.object), what)
    if last is not None:
        carry_over(db, last.version_id, version.id)
    _keep_apart(ctx, db, key.family_id, content)
    _write_counted(ctx, db, draft, content, what, version)
    db.flush()
    return Version(
        version.id,
        version.entry_id,
        key,
        version.number,
        version.author_id,
        version.discipline,
        version.finalised_at,
        replace(content, texts={slot: text for slot, text in content.texts.items() if slot != WHO_COULD_BE_HARMED}),
        version.occurred_on,
        version.contribution_kind,
        version.significant,
        reason=version.reason,
    )


def _version_row(ctx: Context, db: Db, draft: Draft, entry_id: str, number: int, reason: str) -> EntryVersionRow:
    version = EntryVersionRow(
        id=new_id(),
        entry_id=entry_id,
        family_id=draft.key.family_id,
        number=number,
        author_id=ctx.user.id,
        discipline=ctx.user.discipline,
        finalised_at=ctx.now(),
        occurred_on=draft.occurred_on,
        contribution_kind=draft.contribution_kind,
        significant=draft.significant,
        reason=reason.strip(),
    )
    db.add(version)
    db.flush()
    return version


def _classed(content: Content, what: Definition) -> Content:
    """The content, refused where a paragraph is wider than the field's least class; plain values take the default."""
    for text in content.texts.values():
        for paragraph in text:
            if what.least_class not in TEAM_CLASSES and paragraph.sharing_class in TEAM_CLASSES:
                raise WorkbookError("This question is for named people only, so its text cannot be shared more widely.")
    return Content({slot: text for slot, text in content.texts.items() if text}, content.values, what.default_class)


def _entry_id(db: Db, draft: Draft, what: Definition) -> str:
    key = draft.key
    entry_id = entry_id_of(db, key)
    if entry_id is None:
        entry_id = new_id()
        entry = EntryRow(
            id=entry_id,
            family_id=key.family_id,
            kind=key.kind,
            key=key.key,
            subjects=",".join(key.subjects),
            owner=key.owner,
            author_id=key.author_id or "",
            object=what.object,
            module=what.module,
        )
        db.add(entry)
        db.flush()
    return entry_id


def _check_last(
    ctx: Context,
    db: Db,
    draft: Draft,
    last: LastVersion | None,
    what: Definition,
    reason: str,
    having_read: int | None,
) -> None:
    if last is None:
        return
    if last.number not in (draft.base, having_read) and last.author_id != ctx.user.id:
        raise Stale(
            "Somebody finalised a newer version while you were writing. Read it, then finalise yours as the next one. "
            "Your text is kept."
        )
    if what.section not in WRITTEN_ANEW and not reason.strip() and _is_quoted(db, last.version_id):
        raise WorkbookError(QUOTED, "reason")


def _is_quoted(db: Db, version_id: str) -> bool:
    """Whether finalised minutes quote this version."""
    for quote in (SessionSummaryRow, SessionQuoteRow):
        query = (
            select(func.count())
            .select_from(quote)
            .join(SessionRow, SessionRow.id == quote.session_id)
            .where(quote.version_id == version_id, SessionRow.state == SessionState.FINALISED)
        )
        if db.scalar(query):
            return True
    return False


def _write_texts(
    ctx: Context,
    db: Db,
    version: EntryVersionRow,
    subjects: tuple[str, ...],
    parts: tuple[TextPart, ...],
    what: Definition,
) -> None:
    adults = {
        person.id for person in people_of(db, [version.family_id])[version.family_id] if person.kind is PersonKind.ADULT
    }
    targets = {
        target
        for item in involvements_of(db, [version.family_id])[version.family_id]
        if item.staff_id == ctx.user.id
        for target in item.targets
    }
    for part in parts:
        about = {person for placed in part.placed for person in placed.paragraph.about} or set(subjects) or targets
        db.add(
            EntryTextRow(
                id=new_id(),
                version_id=version.id,
                family_id=version.family_id,
                author_id=version.author_id,
                object=part.object,
                module=what.module,
                sharing_class=part.sharing_class,
                protects=part.protects,
                about_adults=bool(about & adults),
                placed=placed_to_json(part.placed),
                plain_values=json.dumps(dict(part.values), ensure_ascii=False) if part.values else None,
            )
        )


def _keep_apart(ctx: Context, db: Db, family_id: str, content: Content) -> None:
    for text in content.texts.values():
        for paragraph in text:
            if paragraph.sharing_class is SharingClass.VICTIM_CONFIDENTIAL:
                keep_apart(db, family_id, paragraph.protects[0], paragraph.kept_from, ctx.user.id, ctx.now())


def _write_counted(
    ctx: Context, db: Db, draft: Draft, content: Content, what: Definition, version: EntryVersionRow
) -> None:
    """Values that are counted or charted go to their own tables with the version's id; nobody edits those."""
    key, value = draft.key, content.values.get(BODY)
    if _is_event(draft):
        db.add(
            ChronologyRow(
                id=new_id(),
                family_id=key.family_id,
                on=draft.occurred_on or ctx.today,
                kind=draft.contribution_kind if key.key == CHRONOLOGY else "OTHER",
                by_id=ctx.user.id,
                recorded_on=ctx.today,
                version_id=version.id,
            )
        )
    if key.kind is not EntryKind.ANSWER or not key.subjects:
        return
    row = {"id": new_id(), "family_id": key.family_id, "person_id": key.subjects[0], "version_id": version.id}
    if what.kind is FieldKind.STATUS and isinstance(value, dict):
        from_on = date.fromisoformat(str(value["from"]))
        db.add(StatusRow(**row, key=key.key, code=str(value["code"]), from_on=from_on))
    elif key.key.startswith(NEED_FACTORS) and isinstance(value, list):
        db.add_all(NeedFactorRow(**row | {"id": new_id()}, code=str(code)) for code in value)
        protect_from_those_who_harm(ctx, db, key.family_id)
    elif what.kind is FieldKind.RULER and isinstance(value, int) and _is_reasoned(content):
        db.add(RulerRow(**row, key=key.key, value=value, on=draft.occurred_on or ctx.today))


def _is_event(draft: Draft) -> bool:
    return draft.significant or draft.key.key == CHRONOLOGY


def _is_reasoned(content: Content) -> bool:
    """A ruler's number alone is incomplete and is not charted (domain.md 4.5)."""
    return bool(content.text("why_not_lower")) and bool(content.text("one_higher"))
