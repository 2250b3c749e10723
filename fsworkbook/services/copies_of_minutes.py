"""The minutes of one supervision as one reader may read them: the values of the document, and what the copy goes
without, for the export log alone (domain.md 1.5, 3.11)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.documents.minutes_values import EventLine, Minutes, Quoted, SummaryText
from fsworkbook.domain.change_stage import in_documents
from fsworkbook.domain.content_json import placed_from_json
from fsworkbook.domain.people import Staff
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import ActionItem, Cell, Record, Session
from fsworkbook.domain.workbook import Content, TextPart, weave
from fsworkbook.services.chronology import chronology_of
from fsworkbook.services.definitions import CONFIDENTIAL_NOTE
from fsworkbook.services.session_page import ReadSummary, SessionPage
from fsworkbook.services.session_values import previous_session
from fsworkbook.services.values import installation_value, people_of, team_value
from fsworkbook.storage.system import CopyCell, CopyPart, cells_for_copy, parts_for_copy, reading_for_copy
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import TeamRow

QUOTATION = "view_quote"
"""The cell of a quotation; the paragraph it quotes is the text, so it is not counted beside it."""


@dataclass(frozen=True, slots=True)
class CopyOfMinutes:
    """The document's values and how many paragraphs it goes without, by class."""

    minutes: Minutes
    withheld: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Copy:
    """What a copy is made from: the maker's page, the stored parts and cells, each marked for the reader."""

    page: SessionPage
    parts: tuple[CopyPart, ...]
    cells: tuple[CopyCell, ...]
    events: tuple[tuple[date, str], ...]  # each with its version

    @property
    def contents(self) -> Mapping[str, Content]:
        """What the reader may have of each version."""
        found: dict[str, list[TextPart]] = {}
        for part in self.parts:
            if part.may_have:
                found.setdefault(part.version_id, []).append(_text_part(part))
        return {version_id: weave(items) for version_id, items in found.items()}

    @property
    def quotations(self) -> Mapping[str, tuple[str, str]]:
        """By paragraph id, the child and the version of each paragraph that the session quotes."""
        found = {}
        for cell in self.cells:
            if cell.item == QUOTATION:
                child_id, _, paragraph_id = cell.subject.partition(":")
                found[paragraph_id] = (child_id, str(json.loads(cell.value).get("version_id")))
        return found


def copy_of_minutes(ctx: Context, db: Db, page: SessionPage, reader: Staff) -> CopyOfMinutes:
    """The minutes for `reader`; `page` is the finalised session as the maker reads it. NotAllowed for a maker who is
    neither the reader nor the person who finalised."""
    session = page.session
    finaliser = ctx.user.id if makes_for_others(ctx, session) else session.finalised_by or session.chair_id
    with reading_for_copy(db, session.family_id, finaliser, "minutes"):
        events = _events_since(db, session)
    cells = cells_for_copy(db, session.family_id, session.id, finaliser, reader.id)
    copy = _Copy(page, (), cells, events)
    versions = {version_id for _, version_id in events} | {
        summary.version_id for summary in page.record.summaries if summary.version_id
    }
    versions |= {version_id for _, version_id in copy.quotations.values()}
    copy = _Copy(
        page,
        parts_for_copy(
            db, session.family_id, finaliser, reader.id, version_ids=frozenset(versions), session_id=session.id
        ),
        cells,
        events,
    )
    return CopyOfMinutes(_minutes(ctx, db, copy, finaliser, reader), _withheld(copy))


def makes_for_others(ctx: Context, session: Session) -> bool:
    """Whether this person finalises supervisions of this team, or finalised this one, and so makes others' copies."""
    manages = ctx.user.discipline == "TEAM_MANAGER" and ctx.user.team_id == session.team_id
    return manages or ctx.user.id == session.finalised_by


def _withheld(copy: _Copy) -> Mapping[str, int]:
    """One for each paragraph and cell with words that the reader may not have, of summaries, quotations, events and
    the record; a paragraph that is quoted and stands in a summary too counts once."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    whole = {summary.version_id for summary in copy.page.record.summaries} | {version for _, version in copy.events}
    for part in copy.parts:
        for placed in placed_from_json(part.placed):
            paragraph = placed.paragraph
            printed = part.version_id in whole or paragraph.id in copy.quotations
            if printed and not part.may_have and paragraph.plain.strip() and paragraph.id not in seen:
                seen.add(paragraph.id)
                counts[part.sharing_class] += 1
    for cell in copy.cells:
        if not cell.may_have and cell.item != QUOTATION and any(json.loads(cell.value).values()):
            counts[cell.sharing_class] += 1
    return dict(counts)


def _minutes(ctx: Context, db: Db, copy: _Copy, finaliser: str, reader: Staff) -> Minutes:
    page, session = copy.page, copy.page.session
    installation = installation_value(db.scalars(select(InstallationRow)).one())
    team = team_value(db.get_one(TeamRow, session.team_id))
    cells = [_cell(cell) for cell in copy.cells if cell.may_have]
    people = people_of(db, [session.family_id])[session.family_id]
    return Minutes(
        reference=page.family.ref,
        team=team.name,
        session=session,
        record=Record.of(cells, page.record.summaries),
        children=page.children,
        adults=page.adults,
        names={
            **{staff.ref: staff.name for staff in page.staff.values() if staff.ref},  # where a cell was typed so
            **{staff.id: staff.name for staff in page.staff.values()},
            **{person.id: person.name for person in people},
        },
        roles={staff.id: ctx.catalogue.discipline(staff.discipline).title for staff in page.staff.values()},
        summaries=tuple(_summary(ctx, copy, summary) for summary in page.summaries),
        legal_record=installation.legal_record,
        made_at=ctx.now(),
        answered=frozenset(map(_where, copy.cells)),
        quotes=_quotes(copy),
        past_ratings={child: ratings[0] for child, ratings in page.past_ratings.items() if ratings},
        last_stages={(entry.adult_id, entry.behaviour): entry.stage for entry in in_documents(page.last_stages)},
        last_actions=_last_actions(db, copy, finaliser, reader),
        events=tuple(_events(copy)),
        demonstration=ctx.today if installation.is_demonstration else None,
    )


def _summary(ctx: Context, copy: _Copy, summary: ReadSummary) -> SummaryText:
    """A summary by its boxes, under the titles of the catalogue; a box for an adult or child names them."""
    version, contents = summary.version, copy.contents
    content = contents.get(version.id, Content()) if version else Content()
    titles = {box.slot: box.title for box in ctx.catalogue.summary_boxes} | {CONFIDENTIAL_NOTE: "Confidential note"}
    names = {person.id: person.name for person in (*copy.page.children, *copy.page.adults)}
    texts = []
    for slot, text in content.texts.items():
        kind, *subjects = slot.split(":")
        about = [names.get(subject) or ctx.catalogue.label("target_behaviour", subject).lower() for subject in subjects]
        texts.append((", ".join((titles.get(kind, "What changed"), *about)), text))
    return SummaryText(
        summary.staff.name,
        ctx.catalogue.discipline(summary.discipline).title,
        version.finalised_at.date() if version else None,
        tuple(texts),
        summary.absent,
        summary.still_true_on,
    )


def _quotes(copy: _Copy) -> Mapping[str, tuple[Quoted, ...]]:
    """The paragraphs that the session quotes, by child, as far as the reader may have them."""
    readable = {
        paragraph.id for content in copy.contents.values() for text in content.texts.values() for paragraph in text
    } & {cell.subject.partition(":")[2] for cell in copy.cells if cell.item == QUOTATION and cell.may_have}
    return {
        child_id: tuple(
            Quoted(quote.on, f"recorded by {quote.to_whom}" if quote.to_whom else "", RichText((quote.paragraph,)))
            for quote in quotes
            if quote.paragraph.id in readable
        )
        for child_id, quotes in copy.page.quoted.items()
    }


def _last_actions(db: Db, copy: _Copy, finaliser: str, reader: Staff) -> tuple[ActionItem, ...]:
    """The actions under review whose words the reader may have."""
    readable: set[str] = set()
    for session_id in {action.session_id for action in copy.page.last_actions}:
        cells = cells_for_copy(db, copy.page.session.family_id, session_id, finaliser, reader.id)
        readable |= {cell.subject for cell in cells if cell.item == "action" and cell.may_have}
    return tuple(action for action in copy.page.last_actions if action.id in readable)


def _events_since(db: Db, session: Session) -> tuple[tuple[date, str], ...]:
    """The significant events between the supervision before and this one, each with its version."""
    before = previous_session(db, session)
    since = before.held_on if before else date.min
    events = chronology_of(db, session.family_id)
    return tuple((event.on, event.version.id) for event in events if since < event.on <= session.held_on)


def _events(copy: _Copy) -> Iterator[EventLine]:
    """Those events as far as the reader may have them."""
    contents = copy.contents
    for on, version_id in copy.events:
        texts = contents[version_id].texts.values() if version_id in contents else ()
        yield from (EventLine(on, text) for text in texts if text)


def _text_part(part: CopyPart) -> TextPart:
    values = json.loads(part.plain_values) if part.plain_values else {}
    return TextPart(part.object, SharingClass(part.sharing_class), part.protects, placed_from_json(part.placed), values)


def _cell(cell: CopyCell) -> Cell:
    value, sharing_class = json.loads(cell.value), SharingClass(cell.sharing_class)
    return Cell(cell.item, cell.subject, value, 1, sharing_class, cell.protects, cell.by_id)


def _where(cell: CopyCell) -> tuple[str, str]:
    """Item and subject; of a quotation the child alone."""
    return cell.item, cell.subject.partition(":")[0] if cell.item == QUOTATION else cell.subject
