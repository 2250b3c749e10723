"""What may come in from Word, Outlook and web pages: paragraphs, bold, italic, underline, lists. The rest falls away.

Text copied in this program carries its readers with it, so that a copy is never read by more people than the original.
"""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from PySide6.QtCore import QByteArray, QMimeData

from fsworkbook.domain.richtext import Paragraph, ParagraphKind, Run
from ui.widgets.text_document import Mark, mark_from, packed, unpacked

OWN_FORMAT = "application/x-fsworkbook-paragraphs"
_BLOCKS = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "table", "td"}
_SILENT = {"style", "script", "head", "title", "xml", "template"}
_VOID = {"br", "img", "meta", "link", "hr", "input", "col", "wbr", "base"}
_NUMBER = re.compile(r"^[\s(]*([0-9]+|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paragraph that comes in; `mark` only when it was copied in this program."""

    runs: tuple[Run, ...]
    kind: ParagraphKind = ParagraphKind.TEXT
    mark: Mark | None = None


def pasted_from(mime: QMimeData) -> list[Pasted]:
    """The paragraphs of a clipboard or a drop."""
    if mime.hasFormat(OWN_FORMAT):
        return _own(bytes(mime.data(OWN_FORMAT).data()))
    if mime.hasHtml():
        return from_html(mime.html())
    return from_plain(mime.text())


def from_plain(text: str) -> list[Pasted]:
    """A paragraph a line; lines without a word are left out."""
    return [Pasted((Run(line.strip()),)) for line in text.splitlines() if line.strip()]


def from_html(html: str) -> list[Pasted]:
    """The paragraphs of a page or of a Word document's clipboard."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs


def copy_into(mime: QMimeData, paragraphs: list[Paragraph]) -> None:
    """What goes to the clipboard: plain words for others, and for this program also kinds, styles and readers."""
    mime.clear()
    mime.setText("\n".join(paragraph.plain for paragraph in paragraphs))
    content = [
        [
            paragraph.kind,
            packed(mark_from(paragraph)),
            [[run.text, run.bold, run.italic, run.underline] for run in paragraph.runs],
        ]
        for paragraph in paragraphs
    ]
    mime.setData(OWN_FORMAT, QByteArray(json.dumps(content).encode()))


def _own(content: bytes) -> list[Pasted]:
    return [
        Pasted(tuple(Run(*run) for run in runs), ParagraphKind(kind), unpacked(mark))
        for kind, mark, runs in json.loads(content)
    ]


@dataclass(frozen=True, slots=True)
class _Style:
    """What an open element adds."""

    tag: str
    bold: bool
    italic: bool
    underline: bool
    silent: bool = False
    bullet_text: bool = False


class _Reader(HTMLParser):
    """Reads HTML into paragraphs of runs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Pasted] = []
        self._open: list[_Style] = []
        self._lists: list[str] = []
        self._runs: list[Run] = []
        self._kind = ParagraphKind.TEXT
        self._sign = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = dict(attrs).get("style") or ""
        style = style.replace(" ", "").lower()
        if tag == "br":
            self._break()
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        if tag == "li" and self._lists:
            self._kind = ParagraphKind.NUMBER if self._lists[-1] == "ol" else ParagraphKind.BULLET
        if tag == "p" and "mso-list:" in style and "mso-list:none" not in style:
            self._kind = ParagraphKind.BULLET
        self._open.append(self._styled(tag, style))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        now = self._open[-1] if self._open else _Style("", False, False, False)
        if now.silent:
            return
        if now.bullet_text:
            self._sign += data
            return
        words = re.sub(r"\s+", " ", data.replace("\xa0", " "))
        if words:
            self._runs.append(Run(words, now.bold, now.italic, now.underline))

    def end_paragraph(self) -> None:
        """Close the paragraph that is being read, if it has a word."""
        if _NUMBER.match(self._sign):
            self._kind = ParagraphKind.NUMBER
        runs = _tidy(self._runs)
        if runs:
            self.paragraphs.append(Pasted(runs, self._kind))
        if runs or self._sign:
            self._kind = ParagraphKind.TEXT
        self._runs, self._sign = [], ""

    def _break(self) -> None:
        kind = self._kind
        self.end_paragraph()
        self._kind = kind

    def _styled(self, tag: str, style: str) -> _Style:
        outer = self._open[-1] if self._open else _Style("", False, False, False)
        bold, italic, underline = outer.bold, outer.italic, outer.underline
        bold = bold or tag in ("b", "strong")
        if (weight := re.search(r"font-weight:(\w+)", style)) is not None:
            bold = weight[1] in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1]) >= 600)
        italic = italic or tag in ("i", "em") or "font-style:italic" in style
        if "font-style:normal" in style:
            italic = False
        underline = underline or (tag == "u") or bool(re.search(r"text-decoration[\w-]*:[^;]*underline", style))
        silent = outer.silent or tag in _SILENT or "display:none" in style or "mso-hide:all" in style
        sign = outer.bullet_text or "mso-list:ignore" in style
        return _Style(tag, bold, italic, underline, silent, sign)


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of one style together, single spaces, none at the ends."""
    tidy: list[Run] = []
    for run in runs:
        text = run.text.lstrip(" ") if not tidy or tidy[-1].text.endswith(" ") else run.text
        if not text:
            continue
        if tidy and _style(tidy[-1]) == _style(run):
            tidy[-1] = Run(tidy[-1].text + text, *_style(run))
        else:
            tidy.append(Run(text, *_style(run)))
    if tidy:
        tidy[-1] = Run(tidy[-1].text.rstrip(), *_style(tidy[-1]))
    return tuple(run for run in tidy if run.text)


def _style(run: Run) -> tuple[bool, bool, bool]:
    return run.bold, run.italic, run.underline
