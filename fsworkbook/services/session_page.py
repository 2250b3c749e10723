"""The page of one supervision as this reader may read it: while it runs the shared record, once FINALISED the minutes
(domain.md 3.4, 3.7). What somebody may not read leaves no gap in it, and nothing is called missing because of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.contributors import GIVEN, all_in_at, changed_since_pack
from fsworkbook.domain.people import Family, Person, Staff
from fsworkbook.domain.rating import next_limit
from fsworkbook.domain.supervision import (
    PRESENT,
    ActionItem,
    ActionProgress,
    PastRating,
    Record,
    Session,
    SessionState,
    StageEntry,
)
from fsworkbook.domain.supervision_moves import Act, finalisers, why_not
from fsworkbook.domain.supervision_rules import (
    Missing,
    SessionFacts,
    colours_of,
    is_message_closed,
    missing_to_record,
    worth_a_look,
)
from fsworkbook.domain.workbook import Version
from fsworkbook.domain.working_days import pack_stamp
from fsworkbook.services.contributions import Contribution, contributions
from fsworkbook.services.opening import opened
from fsworkbook.services.quoting import Quotable, quotable_of, quoted_of
from fsworkbook.services.rights import my_standing
from fsworkbook.services.session_cells import PROTECTING, reads_protecting, types
from fsworkbook.services.session_facts import facts_of, last_actions, record_of
from fsworkbook.services.session_values import (
    cells_of,
    progress_of,
    ratings_before,
    session_row,
    sessions_of,
    stages_before,
    team_managers,
)
from fsworkbook.services.summaries import behaviours_of
from fsworkbook.services.telling import told_of
from fsworkbook.services.values import everybody, family_value, versions_of
from fsworkbook.storage.tables.people import FamilyRow
from fsworkbook.storage.tables.workbook import ChronologyRow, EntryRow, EntryVersionRow

NEEDED = {
    "attendance": "Who was there",
    "view": "A view of each child",
    "rating": "A colour for each child, with its reason",
    "decision": "A decision and why",
    "action": "A person and a date for every action",
    "next": "The next date",
}
"""What RECORDED needs, in the order of the list and in the words of the "done" part."""


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """A contributor's summary as the session reads it: a frozen version, or None where none was given or readable."""

    staff: Staff
    discipline: str
    version: Version | None
    absent: bool
    still_true_on: date | None


@dataclass(frozen=True, slots=True)
class NewSince:
    """Something since the pack was stamped: who, what kind and when, never content (domain.md 3.10)."""

    at: date
    what: str
    staff_id: str | None = None


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Everything a screen or the minutes need. `not_for_me` are cells that this person may not type, because they may
    not read their class: no editor is built for them. `waiting_tells` are messages that stay closed for now."""

    session: Session
    family: Family
    record: Record
    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    behaviours: tuple[tuple[str, str], ...]
    summaries: tuple[ReadSummary, ...]
    past_ratings: Mapping[str, tuple[PastRating, ...]]
    last_seen: Mapping[str, date]
    last_stages: tuple[StageEntry, ...]
    last_actions: tuple[ActionItem, ...]
    progress: Mapping[str, tuple[ActionProgress, ...]]
    new_since: tuple[NewSince, ...]
    missing: tuple[Missing, ...]
    worth_a_look: tuple[Missing, ...]
    done: tuple[str, ...]
    may_type: bool
    may_record: bool
    may_finalise: bool
    next_limit: date | None
    staff: Mapping[str, Staff]
    quoted: Mapping[str, tuple[Quotable, ...]]
    quotable: Mapping[str, tuple[Quotable, ...]]
    not_for_me: frozenset[tuple[str, str]]
    told: Mapping[str, datetime]
    waiting_tells: frozenset[str]


def session_page(ctx: Context, session_id: str) -> SessionPage:
    """The page; reading it opens the family, on the record. NotFound where the session is not this person's to see."""
    with ctx.read() as db:
        family_id = session_row(db, session_id).family_id
    opened(ctx, family_id)
    with ctx.read(session_id) as db:
        of_family = {session.id: session for session in sessions_of(db, [family_id])[family_id]}
        return _page(ctx, db, of_family[session_id])


def _page(ctx: Context, db: Db, session: Session) -> SessionPage:
    record, facts = record_of(db, session), facts_of(ctx, db, session)
    given, stages, told = contributions(ctx, db, session), stages_before(db, session), told_of(db, session)
    running = session.state in (SessionState.IN_SESSION, SessionState.RECORDED)
    missing = missing_to_record(record, facts) if running else ()
    typing = types(ctx, db, session)
    quotes = [cell for cell in cells_of(db, session.id) if cell.item == "view_quote"]
    children = tuple(child.id for child in facts.children)
    return SessionPage(
        session=session,
        family=family_value(db.get_one(FamilyRow, session.family_id)),
        record=record,
        children=facts.children,
        adults=facts.adults,
        behaviours=tuple((adult.id, item) for adult in facts.adults for item in behaviours_of(ctx, adult, stages)),
        summaries=_summaries(db, session, record, given),
        past_ratings=ratings_before(db, session),
        last_seen=facts.last_seen,
        last_stages=stages,
        last_actions=last_actions(db, session),
        progress=progress_of(db, session.family_id),
        new_since=_new_since(db, session, given) if running else (),
        missing=missing,
        worth_a_look=worth_a_look(record, facts) if running else (),
        done=_done(missing) if running else (),
        may_type=typing,
        may_record=why_not(Act.RECORD, session, ctx.user.id) is None,
        may_finalise=may_finalise(session, ctx.user.id, team_managers(db, session.team_id, ctx.today)),
        next_limit=next_limit(session.starts_at.date(), colours_of(record).values(), facts.limits),
        staff=everybody(db),
        quoted=quoted_of(db, quotes, facts.names),
        quotable=quotable_of(db, session.family_id, children, facts.names) if typing else {},
        not_for_me=_not_for_me(ctx, db, session, facts),
        told=told,
        waiting_tells=frozenset(
            cell.subject for cell in record.all("tell") if is_message_closed(record, facts, cell.subject, told)
        ),
    )


def may_finalise(session: Session, staff_id: str, managers: Iterable[str]) -> bool:
    """Whether this person may finalise it now: once RECORDED who finalises; in the room the chair, who does both."""
    if session.state is SessionState.IN_SESSION:
        return staff_id in session.finaliser_ids & finalisers(session, frozenset(managers))
    return why_not(Act.FINALISE, session, staff_id, team_managers=frozenset(managers)) is None


def _summaries(db: Db, session: Session, record: Record, given: tuple[Contribution, ...]) -> tuple[ReadSummary, ...]:
    """The summaries, the absent first: theirs is read out (domain.md 3.10). After the start those stored with it."""
    stored = {summary.staff_id: summary.version_id for summary in record.summaries}
    chosen = {item.staff.id: stored.get(item.staff.id, item.version_id) for item in given}
    query = (
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryVersionRow.id.in_([version_id for version_id in chosen.values() if version_id]))
    )
    versions = {
        version.id: version for version in versions_of(db, [(entry, version) for entry, version in db.execute(query)])
    }
    modes = record.attendance
    found = [
        ReadSummary(
            item.staff,
            item.staff.discipline,
            versions.get(chosen[item.staff.id] or ""),
            item.staff.id in modes and modes[item.staff.id] not in PRESENT,
            item.still_true_on,
        )
        for item in given
    ]
    return tuple(sorted(found, key=lambda summary: not summary.absent))


def _new_since(db: Db, session: Session, given: tuple[Contribution, ...]) -> tuple[NewSince, ...]:
    acts = {item.staff.id: item.acts for item in given}
    stamp = pack_stamp(session.starts_at, all_in_at(acts, acts))
    events = db.scalars(
        select(ChronologyRow)
        .where(ChronologyRow.family_id == session.family_id, ChronologyRow.on >= stamp.date())
        .where(ChronologyRow.on <= session.starts_at.date())
    )
    found = [NewSince(row.on, row.kind, row.by_id) for row in events]
    for item in given:
        if len(item.acts.finalised_at) > 1 and changed_since_pack(item.acts, stamp):
            found.append(NewSince(max(item.acts.finalised_at).date(), "summary changed", item.staff.id))
        elif item.state not in GIVEN and not item.acts.excused:
            found.append(NewSince(session.starts_at.date(), "summary missing", item.staff.id))
    return tuple(sorted(found, key=lambda item: item.at))


def _done(missing: Iterable[Missing]) -> tuple[str, ...]:
    open_items = {item.item for item in missing}
    return tuple(words for item, words in NEEDED.items() if item not in open_items)


def _not_for_me(ctx: Context, db: Db, session: Session, facts: SessionFacts) -> frozenset[tuple[str, str]]:
    standing = my_standing(ctx, db, session.family_id)
    return frozenset(
        (item, adult.id)
        for adult in facts.adults
        if not reads_protecting(ctx, db, standing, session.family_id, adult.id)
        for item in PROTECTING
    )
