"""A plain value of an answer in words: what a choice, a date, a ruler or a status says on paper."""

from fsworkbook.documents import words
from fsworkbook.domain.catalogue import Field, FieldKind
from fsworkbook.domain.workbook import BODY, Content, Json

LABELS = {
    "why_not_lower": "Why not lower:",
    "one_higher": "What would make it one higher:",
    "not_asked": "Not asked, because:",
}
"""The slots of an answer beside its text, with the words that stand before them."""


def value_words(field: Field, content: Content) -> str:
    """The value of the answer, or nothing where it has none."""
    value = content.values.get(BODY)
    if value in (None, "", []):
        return ""
    match field.kind:
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return words.listed(_label(field, code) for code in (value if isinstance(value, list) else [value]))
        case FieldKind.STATUS:
            return _status(field, value)
        case FieldKind.DATE:
            return words.day_of(value)
        case FieldKind.YES_NO:
            return "Yes" if value else "No"
        case FieldKind.RULER:
            return f"{value} of 10"
        case _:
            return value if isinstance(value, str) else ""


def _label(field: Field, code: Json) -> str:
    return next((option.label for option in field.options if option.code == code), str(code))


def _status(field: Field, value: Json) -> str:
    if not isinstance(value, dict):
        return str(value)
    since = words.day_of(value.get("from"))
    return _label(field, value.get("code")) + (f", since {since}" if since else "")
