"""An answer to be read: its words or its value in words, with the mark of who may read what is confidential in it."""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Field, FieldKind
from fsworkbook.domain.people import Person
from fsworkbook.domain.richtext import ParagraphKind, RichText
from fsworkbook.domain.workbook import BODY, NOT_ASKED, Content, Json
from ui.panels.family_words import content_marks, day
from ui.widgets.chips import ConfidentialMark
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, hbox, vbox
from ui.widgets.text_view import RichTextView

REASON_WORDS = {"why_not_lower": "Why not lower", "one_higher": "What would make it one higher"}


class AnswerView(QWidget):
    """`AnswerView(field, content, people, today)`. `field` is None for a panel or a note: only its text is shown."""

    def __init__(
        self,
        field: Field | None,
        content: Content,
        people: Mapping[str, Person],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark = content_marks(content, people)
        self.setLayout(
            vbox(
                hbox(ConfidentialMark(mark), STRETCH) if mark else None,
                *_parts(field, content, today),
                spacing=6,
            )
        )


def _parts(field: Field | None, content: Content, today: date) -> Iterable[QWidget]:
    not_asked = content.text(NOT_ASKED)
    if not_asked:
        yield second(f"Not asked, because {_lower(not_asked.plain)}")
    if field is not None and field.kind is not FieldKind.RICH:
        words = value_words(field, content.values.get(BODY), today)
        if words:
            yield Label(words, "reading", wrap=True)
    if content.body:
        yield text_view(content.body)
    for slot, words in REASON_WORDS.items():
        if content.text(slot):
            yield second(f"{words}: {content.text(slot).plain}")


def text_view(text: RichText) -> QWidget:
    """A text as it reads; plain words without styles stand in a light label, styled ones in a view."""
    plain = all(
        paragraph.kind is ParagraphKind.TEXT
        and not any(run.bold or run.italic or run.underline for run in paragraph.runs)
        for paragraph in text
    )
    if plain and len(text.paragraphs) == 1:
        return Label(text.plain, "reading", wrap=True)
    return RichTextView(text)


def value_words(field: Field, value: Json, today: date) -> str:
    """A plain value as people say it."""
    labels = {option.code: option.label for option in field.options}
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.YES_NO:
        return "Yes" if value else "No"
    if field.kind is FieldKind.DATE:
        return day(date.fromisoformat(str(value)), today)
    if field.kind is FieldKind.CHOICES and isinstance(value, list):
        return ", ".join(labels.get(str(code), str(code)) for code in value)
    if field.kind is FieldKind.STATUS and isinstance(value, dict):
        since = day(date.fromisoformat(str(value["from"])), today)
        return f"{labels.get(str(value['code']), str(value['code']))}, since {since}"
    if field.kind is FieldKind.RULER:
        return f"{value} of 10"
    return labels.get(str(value), str(value))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
