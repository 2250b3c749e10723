"""A copy that is ready to be written: its pages, and what the export log says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fsworkbook.documents.pages import Document
from fsworkbook.domain.copies import RecipientKind


@dataclass(frozen=True, slots=True)
class Made:
    """`day` is the one in the file's name: of the supervision, or on which the assessment is made."""

    document: Document
    reference: str
    kind: str
    day: date
    family_id: str
    recipient_kind: RecipientKind
    recipient_id: str | None
    purpose: str
    withheld: Mapping[str, int]
    session_id: str | None = None
