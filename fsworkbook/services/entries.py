"""Writing in the workbook: a draft, finalised as a version; versions kept and readable (domain.md 2.1).

A draft is its author's alone, overwritten in place. Finalising makes it version n: dated, signed, frozen, in one
transaction with the counted values it holds. Nothing is overwritten silently: a newer version by somebody else is said.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.change import Change
from fsworkbook.domain.content_json import content_to_json
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.workbook import BODY, Content, Draft, EntryKey, EntryKind, Version
from fsworkbook.services.definitions import CHRONOLOGY, Definition, definition
from fsworkbook.services.entry_fit import require_expected, require_fit
from fsworkbook.services.entry_rows import is_draft_of, is_entry
from fsworkbook.services.opening import open_in
from fsworkbook.services.rights import require
from fsworkbook.services.text_rules import check_without_a_class
from fsworkbook.services.values import draft_value, versions_of
from fsworkbook.services.version_writing import write_version
from fsworkbook.storage.store import note
from fsworkbook.storage.tables.workbook import DraftRow, EntryRow, EntryVersionRow, StillTrueRow
from fsworkbook.storage.version_facts import last_versions
from fsworkbook.storage.writing_past import last_version_of

NOT_YOUR_PART = "This part is written by others. You can read it here, and say what you think in your own panel."
EMPTY = "There is nothing written yet to finalise."


def draft(ctx: Context, key: EntryKey) -> Draft | None:
    """The draft of this entry by the person who asks, if there is one."""
    with ctx.read() as db:
        row = db.scalar(select(DraftRow).where(is_draft_of(ctx.user.id, key)))
        return draft_value(row) if row else None


def my_drafts(ctx: Context) -> tuple[Draft, ...]:
    """Every draft of the person who asks, the oldest first."""
    with ctx.read() as db:
        rows = db.scalars(select(DraftRow).where(DraftRow.author_id == ctx.user.id).order_by(DraftRow.begun_at))
        return tuple(map(draft_value, rows))


def save_draft(
    ctx: Context,
    key: EntryKey,
    content: Content,
    *,
    occurred_on: date | None = None,
    contribution_kind: str = "",
    significant: bool = False,
) -> Draft:
    """Keep what was typed. Called at most once a second while somebody types; not on the audit trail."""
    what = definition(ctx.catalogue, key, ctx.user.discipline, contribution_kind)
    with ctx.write() as db:
        _require_author(ctx, db, key, what)
        row = db.scalar(select(DraftRow).where(is_draft_of(ctx.user.id, key)))
        if row is None:
            row = _new_draft(ctx, db, key, what)
            db.add(row)
        row.content = content_to_json(content)
        row.occurred_on, row.contribution_kind, row.significant = occurred_on, contribution_kind, significant
        row.saved_at = ctx.now()
        db.flush()
        note(db, Change("draft saved", key.family_id, row.id))
        return draft_value(row)


def discard_draft(ctx: Context, key: EntryKey) -> None:
    """Throw one's own draft away; the last finalised version stands."""
    with ctx.write() as db:
        row = db.scalar(select(DraftRow).where(is_draft_of(ctx.user.id, key)))
        if row is None:
            return
        db.delete(row)
        note(db, Change("draft discarded", key.family_id))


def finalise(
    ctx: Context,
    key: EntryKey,
    *,
    reason: str = "",
    answers: Mapping[str, str] | None = None,
    having_read: int | None = None,
) -> Version:
    """Make one's draft the next version.

    `answers` are those to R8's questions (`text_rules.NeedsAnswer`). `having_read` is the number of a newer version by
    somebody else that the author has read meanwhile; without it such a version raises Stale and nothing changes.
    `reason` is needed once finalised minutes quote the version before.
    """
    with ctx.write() as db:
        return _finalise_in(ctx, db, key, reason, answers or {}, having_read)


def finalise_section(
    ctx: Context, family_id: str, code: str, *, reason: str = "", answers: Mapping[str, str] | None = None
) -> tuple[Version, ...]:
    """Make all one's drafts of answers in a section versions, in one act (domain.md 2.1); nothing, or all of them.
    `answers` are those to R8's questions, as for `finalise`."""
    with ctx.write() as db:
        drafts = db.scalars(
            select(DraftRow).where(
                DraftRow.family_id == family_id, DraftRow.author_id == ctx.user.id, DraftRow.kind == EntryKind.ANSWER
            )
        ).all()
        keys = [
            value.key
            for value in map(draft_value, drafts)
            if _says_something(db, value) and definition(ctx.catalogue, value.key, ctx.user.discipline).section == code
        ]
        if not keys:
            raise WorkbookError(EMPTY)
        return tuple(_finalise_in(ctx, db, key, reason, answers or {}, None) for key in keys)


def still_true(ctx: Context, version_id: str) -> None:
    """Confirm one's own unchanged text: it counts as updated, and nothing is finalised twice (domain.md 2.1)."""
    with ctx.write() as db:
        version = db.get(EntryVersionRow, version_id)
        if version is None:
            raise NotFound("That text is not here any more.")
        if version.author_id != ctx.user.id:
            raise NotAllowed("Only its author can say that a text is still true.")
        if version_id not in last_versions(db, [version.entry_id]):
            raise WorkbookError("This text has a newer version. Read that one: whether it is still true is said of it.")
        db.add(StillTrueRow(id=new_id(), version_id=version_id, by_id=ctx.user.id, at=ctx.now()))
        note(db, Change("still true", version.family_id, version_id))


def versions(ctx: Context, key: EntryKey) -> tuple[Version, ...]:
    """The versions of one entry that this person may read, the newest first."""
    with ctx.read() as db:
        query = (
            select(EntryRow, EntryVersionRow)
            .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
            .where(is_entry(key))
            .order_by(EntryVersionRow.number.desc())
        )
        return versions_of(db, [(entry, version) for entry, version in db.execute(query)])


def new_contribution_key(ctx: Context, family_id: str, section_code: str) -> EntryKey:
    """The key of a new dated note in a section."""
    return EntryKey(
        family_id, EntryKind.CONTRIBUTION, f"contribution.{section_code}", author_id=ctx.user.id, owner=new_id()
    )


def _finalise_in(
    ctx: Context, db: Db, key: EntryKey, reason: str, answers: Mapping[str, str], having_read: int | None
) -> Version:
    open_in(db, key.family_id)  # what protects whom, and which names are another family's, is asked of an open family
    row = db.scalar(select(DraftRow).where(is_draft_of(ctx.user.id, key)))
    if row is None or not _says_something(db, draft_value(row)):
        raise WorkbookError(EMPTY)
    what = definition(ctx.catalogue, key, ctx.user.discipline, row.contribution_kind)
    _require_author(ctx, db, key, what, verb="write" if key.key == CHRONOLOGY else "finalise")
    require_expected(ctx, db, key)
    check_without_a_class(db, key.family_id, reason)
    version = write_version(ctx, db, draft_value(row), what, reason, answers, having_read)
    db.delete(row)
    note(db, Change("entry finalised", key.family_id, version.id))
    return version


def _says_something(db: Db, draft: Draft) -> bool:
    """Words or a value; or "none of these any more", where an earlier version named some."""
    return bool(draft.content) or (BODY in draft.content.values and last_version_of(db, draft.key) is not None)


def _require_author(ctx: Context, db: Db, key: EntryKey, what: Definition, verb: str = "write") -> None:
    if key.author_id not in (None, ctx.user.id):
        raise NotAllowed(NOT_YOUR_PART)
    require(ctx, db, key.family_id, verb, what.writes, NOT_YOUR_PART, author=ctx.user.id, module=what.module)
    require_fit(ctx, db, key, what)


def _new_draft(ctx: Context, db: Db, key: EntryKey, what: Definition) -> DraftRow:
    last = last_version_of(db, key)
    return DraftRow(
        id=new_id(),
        family_id=key.family_id,
        kind=key.kind,
        key=key.key,
        subjects=",".join(key.subjects),
        owner=key.owner,
        author_id=ctx.user.id,
        discipline=ctx.user.discipline,
        object=what.object,
        module=what.module,
        base=last.number if last else 0,
        begun_at=ctx.now(),
        saved_at=ctx.now(),
    )
