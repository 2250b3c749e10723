"""A child's words in a supervision: quoted by reference from finalised entries, never retyped (domain.md 3.4, 3.7).

The cell of a quotation has the class of its paragraph, so it reaches those alone who may read that class; for anybody
else neither the words nor the quotation exist. One child can be quoted several times: the cell's subject is the child
and the paragraph.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import Paragraph
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import Cell, Session
from fsworkbook.domain.workbook import EntryKind, Version
from fsworkbook.services.session_cells import put
from fsworkbook.services.session_values import cells_of
from fsworkbook.services.values import versions_of
from fsworkbook.storage.tables.supervision import SessionQuoteRow
from fsworkbook.storage.tables.workbook import EntryRow, EntryVersionRow

OF_CHILDREN = "m4"
"""The module of direct work with children: what they said and showed stands there (domain.md 2.7)."""

GONE = "These words are not there to quote. Look at the child's own part of the workbook."


@dataclass(frozen=True, slots=True)
class Quotable:
    """A paragraph that can be, or is, quoted: whose words, when, to whom, and who may read them.

    `is_day_said`: `on` is the day on which it was said, to who wrote it down; else the day on which that was finalised.
    """

    version_id: str
    paragraph: Paragraph
    on: date
    to_whom: str
    sharing_class: SharingClass
    is_day_said: bool


def quotable_of(
    db: Db, family_id: str, child_ids: Iterable[str], names: Mapping[str, str]
) -> dict[str, tuple[Quotable, ...]]:
    """By child, the paragraphs of the last versions of direct work that this reader may read, the newest first."""
    query = (
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryRow.family_id == family_id)
        .where(or_(EntryRow.key.startswith(f"{OF_CHILDREN}."), EntryRow.key == f"contribution.{OF_CHILDREN}"))
        .order_by(EntryVersionRow.number)
    )
    last = {entry.id: (entry, version) for entry, version in db.execute(query)}
    found: dict[str, list[Quotable]] = {child_id: [] for child_id in child_ids}
    for version in versions_of(db, list(last.values())):
        for paragraph in _paragraphs(version):
            for child_id in set(paragraph.about or version.key.subjects) & found.keys():
                found[child_id].append(_quotable(version, paragraph, names))
    return {child_id: tuple(sorted(items, key=lambda item: item.on, reverse=True)) for child_id, items in found.items()}


def quoted_of(db: Db, cells: Sequence[Cell], names: Mapping[str, str]) -> dict[str, tuple[Quotable, ...]]:
    """By child, what the session quotes, as far as this reader may read it."""
    if not cells:
        return {}
    quotes = [(cell.subject.partition(":"), str(cell.value.get("version_id"))) for cell in cells]
    versions = {version.id: version for version in _versions(db, [version_id for _, version_id in quotes])}
    found: dict[str, list[Quotable]] = {}
    for (child_id, _, paragraph_id), version_id in quotes:
        version = versions.get(version_id)
        for paragraph in _paragraphs(version) if version else ():
            if version and paragraph.id == paragraph_id:
                found.setdefault(child_id, []).append(_quotable(version, paragraph, names))
    return {child_id: tuple(items) for child_id, items in found.items()}


def write_quote(ctx: Context, db: Db, session: Session, child_id: str, version_id: str, paragraph_id: str) -> Cell:
    """The rows of a quotation; NotFound where the paragraph is not there for this person, whatever the reason."""
    version = next(iter(_versions(db, [version_id])), None)
    paragraph = next((item for item in _paragraphs(version) if item.id == paragraph_id), None) if version else None
    if version is None or paragraph is None or version.key.family_id != session.family_id:
        raise NotFound(GONE)
    if version.key.kind is EntryKind.ANSWER and child_id not in (paragraph.about or version.key.subjects):
        raise NotFound(GONE)
    said_on = version.occurred_on or version.finalised_at.date()
    value = {"version_id": version.id, "paragraph_id": paragraph.id, "on": said_on.isoformat()}
    protects = paragraph.protects[0] if paragraph.protects else None
    subject = f"{child_id}:{paragraph.id}"
    cell = put(ctx, db, session, "view_quote", subject, value, None, paragraph.sharing_class, protects)
    if not any(row.version_id == version.id for row in _quotes(db, session, paragraph.id)):
        db.add(
            SessionQuoteRow(
                id=new_id(),
                session_id=session.id,
                family_id=session.family_id,
                version_id=version.id,
                paragraph_id=paragraph.id,
            )
        )
    return cell


def drop_quote(db: Db, session: Session, subject: str) -> None:
    """What goes with the cell of a quotation taken out; it stays while another child is quoted in the same words."""
    paragraph_id = subject.partition(":")[2]
    still = (cell.subject for cell in cells_of(db, session.id) if cell.item == "view_quote")
    if not any(other.endswith(f":{paragraph_id}") for other in still):
        for row in _quotes(db, session, paragraph_id):
            db.delete(row)


def _quotes(db: Db, session: Session, paragraph_id: str) -> Sequence[SessionQuoteRow]:
    query = select(SessionQuoteRow).where(SessionQuoteRow.session_id == session.id)
    return db.scalars(query.where(SessionQuoteRow.paragraph_id == paragraph_id)).all()


def _versions(db: Db, version_ids: Sequence[str]) -> tuple[Version, ...]:
    query = (
        select(EntryRow, EntryVersionRow)
        .join(EntryVersionRow, EntryVersionRow.entry_id == EntryRow.id)
        .where(EntryVersionRow.id.in_(version_ids))
    )
    return versions_of(db, [(entry, version) for entry, version in db.execute(query)])


def _paragraphs(version: Version) -> Iterable[Paragraph]:
    return (paragraph for text in version.content.texts.values() for paragraph in text if paragraph.plain.strip())


def _quotable(version: Version, paragraph: Paragraph, names: Mapping[str, str]) -> Quotable:
    said_on = version.occurred_on or version.finalised_at.date()
    author = names.get(version.author_id, "")
    day_is_known = version.occurred_on is not None
    return Quotable(version.id, paragraph, said_on, author, paragraph.sharing_class, day_is_known)
