"""Everything that one person can get of FS-0001 through the services that the screens, lists, board and documents use,
as words by place. What a screen shows can be no more than this."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from docx import Document

from fsworkbook.context import Context
from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind
from fsworkbook.services import (
    accountability,
    administration,
    board,
    chronology,
    contacts,
    entries,
    exporting,
    families,
    family_people,
    sections,
    supervision_planning,
)
from fsworkbook.services.exporting import MinutesRequest
from fsworkbook.services.session_page import session_page

SUMMARISED = ("DV1", "DP1")
"""Whose summaries for supervision 3 are asked for as entries of their own, beside the minutes that quote them."""


@dataclass
class Shelf:
    """Words by place; `whole` is all of it."""

    places: dict[str, str] = field(default_factory=dict)

    def put(self, place: str, words: Iterable[object]) -> None:
        """Add words to a place."""
        self.places[place] = self.places.get(place, "") + "\n".join(str(word) for word in words) + "\n"

    def __getitem__(self, place: str) -> str:
        return self.places.get(place, "")

    @property
    def whole(self) -> str:
        """Everything, whatever the place."""
        return "\n".join(self.places.values())


def shelf_of(ctx: Context, family_id: str, folder: Path) -> Shelf:
    """What this person gets; a place that is refused is empty."""
    shelf = Shelf()
    _try(lambda: shelf.put("list", _list(ctx)))
    try:
        page = families.open_family(ctx, family_id)
    except WorkbookError:
        return shelf
    shelf.put("people", [*page.people, *family_people.relationships(ctx, family_id), page.contact_through])
    found = contacts.contacts(ctx, family_id)
    shelf.put("contacts", [contacts.show_contact_point(ctx, point.id) for point in found.points])
    shelf.put("contacts", found.places)
    shelf.put("chronology", [event.words for event in chronology.chronology(ctx, family_id)])
    for section in ctx.catalogue.sections:
        _section(ctx, family_id, section.code, shelf)
    for session in supervision_planning.sessions(ctx, family_id):
        _session(ctx, family_id, session.id, session.number, shelf, folder)
    _try(lambda: shelf.put("board", _board(ctx)))
    shelf.put("named", accountability.readers_by_name(ctx, family_id))
    shelf.put("openings", accountability.openings(ctx, family_id))
    _try(lambda: shelf.put("export log", exporting.export_log(ctx, family_id)))
    return shelf


def content_words(content: Content) -> str:
    """The words and values of a content."""
    return "\n".join([*(text.plain for text in content.texts.values()), str(dict(content.values))])


def _list(ctx: Context) -> list[object]:
    return list(families.list_families(ctx))


def _section(ctx: Context, family_id: str, code: str, shelf: Shelf) -> None:
    page = sections.section_page(ctx, family_id, code)
    for question in page.questions:
        words = [content_words(version.content) for version in entries.versions(ctx, question.key)]
        words += [content_words(question.draft.content)] if question.draft else []
        shelf.put(question.field.key, words)
        if question.trace:
            shelf.put("traces", [f"{question.trace.author_id} {question.trace.key.key}"])
        elif question.draft:
            shelf.put("traces", [f"{ctx.user.id} {question.key.key}"])
    panels = [*page.other_panels, *([page.own_panel] if page.own_panel else [])]
    for panel in panels:
        if panel.version:
            versions = entries.versions(ctx, panel.version.key)
            shelf.put(panel.prompt.key, [content_words(version.content) for version in versions])
    shelf.put(f"notes {code}", [content_words(version.content) for version in page.contributions])


def _session(ctx: Context, family_id: str, session_id: str, number: int, shelf: Shelf, folder: Path) -> None:
    def read() -> None:
        page = session_page(ctx, session_id)
        words = [cell.value for cell in page.record.cells.values()]
        words += [content_words(summary.version.content) for summary in page.summaries if summary.version]
        words += [quote.paragraph.plain for quotes in page.quoted.values() for quote in quotes]
        words += [rating for ratings in page.past_ratings.values() for rating in ratings]
        shelf.put(f"session {number}", words)

    def export() -> None:
        made = exporting.export(ctx, MinutesRequest(session_id, ctx.user.id), folder)
        shelf.put(f"minutes {number}", document_words(made.path))
        made.path.unlink()

    _try(read)
    if number == 3:
        _try(export)
        for author in SUMMARISED:
            _try(partial(_summary, ctx, family_id, session_id, author, shelf))


def _summary(ctx: Context, family_id: str, session_id: str, author: str, shelf: Shelf) -> None:
    staff = {person.ref: person.id for person in administration.staff(ctx, include_left=True)}
    key = EntryKey(family_id, EntryKind.SUMMARY, "summary", author_id=staff[author], owner=session_id)
    shelf.put(f"summary of {author}", [content_words(version.content) for version in entries.versions(ctx, key)])


def document_words(path: Path) -> list[str]:
    """Every word of a document: paragraphs, tables, headers, footers and properties."""
    document = Document(str(path))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        words += [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    properties = document.core_properties
    return [*words, properties.title, properties.author, properties.comments, properties.keywords]


def _board(ctx: Context) -> list[object]:
    return list(board.board(ctx).lines)


def _try(read: Callable[[], None]) -> None:
    try:
        read()
    except WorkbookError:
        return
