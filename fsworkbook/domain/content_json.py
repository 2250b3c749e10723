"""Content and paragraphs as JSON, for storage and the journal: short keys, defaults left out, unknown keys refused."""

import json
from collections.abc import Iterable
from typing import Any

from fsworkbook.domain.richtext import Basis, Paragraph, ParagraphKind, RichText, Run
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import WHO_COULD_BE_HARMED, Content, Placed

_STYLES = {"b": "bold", "i": "italic", "u": "underline"}


def paragraph_to_json(paragraph: Paragraph) -> dict[str, Any]:
    """One paragraph, without what is at its default."""
    value: dict[str, Any] = {
        "id": paragraph.id,
        "class": paragraph.sharing_class.value,
        "runs": [
            {"t": run.text} | {short: True for short, name in _STYLES.items() if getattr(run, name)}
            for run in paragraph.runs
        ],
    }
    if paragraph.kind is not ParagraphKind.TEXT:
        value["kind"] = paragraph.kind.value
    for name in ("protects", "kept_from", "about"):
        if getattr(paragraph, name):
            value[name] = list(getattr(paragraph, name))
    if paragraph.basis:
        value["basis"] = paragraph.basis.value
    return value


def paragraph_from_json(value: dict[str, Any]) -> Paragraph:
    """The paragraph that `paragraph_to_json` wrote."""
    return Paragraph(
        id=value["id"],
        runs=tuple(
            Run(run["t"], **{name: bool(run.get(short)) for short, name in _STYLES.items()}) for run in value["runs"]
        ),
        kind=ParagraphKind(value.get("kind", "TEXT")),
        sharing_class=SharingClass(value["class"]),
        protects=tuple(value.get("protects", ())),
        kept_from=tuple(value.get("kept_from", ())),
        about=tuple(value.get("about", ())),
        basis=Basis(value["basis"]) if "basis" in value else None,
    )


def content_to_json(content: Content) -> str:
    """A whole content, for a draft row: its author alone reads it."""
    return json.dumps(
        {
            "texts": {slot: [paragraph_to_json(item) for item in text] for slot, text in content.texts.items()},
            "values": dict(content.values),
            "values_class": content.values_class.value,
        },
        ensure_ascii=False,
    )


def content_from_json(text: str) -> Content:
    """The content that `content_to_json` wrote."""
    value = json.loads(text)
    return Content(
        {slot: RichText(tuple(map(paragraph_from_json, items))) for slot, items in value["texts"].items()},
        value["values"],
        SharingClass(value["values_class"]),
    )


def placed_to_json(placed: Iterable[Placed]) -> str:
    """The paragraphs of one stored part, each with its slot and position."""
    return json.dumps(
        [{"slot": item.slot, "at": item.position} | paragraph_to_json(item.paragraph) for item in placed],
        ensure_ascii=False,
    )


def placed_from_json(text: str) -> tuple[Placed, ...]:
    """The paragraphs that `placed_to_json` wrote, but for what stands with the reason of the version."""
    return tuple(placed for placed in _placed(text) if placed.slot != WHO_COULD_BE_HARMED)


def harm_answers_from_json(text: str) -> tuple[str, ...]:
    """What was answered where a paragraph became wider."""
    return tuple(placed.paragraph.plain for placed in _placed(text) if placed.slot == WHO_COULD_BE_HARMED)


def _placed(text: str) -> tuple[Placed, ...]:
    return tuple(Placed(value["slot"], value["at"], paragraph_from_json(value)) for value in json.loads(text))
