"""Words as WordprocessingML: escaping, runs, paragraphs, bookmarks and fields, as strings that the writer parses once.

Strings and not python-docx's own calls, because those look each style and each cell up again: 57 pages are written in
less time than python-docx needs for the same elements (budgets.md 2).
"""

import re
from html import escape

from fsworkbook.domain.richtext import Run

WORDS_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# What XML cannot hold at all (C0, surrogates without their half, the two non-characters), and the C1 controls, which
# mean nothing in a text but could mean something to a program that reads the file.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS = re.compile("([\n\t])")
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LTR = "A-Za-z\u00c0-\u058f"
_RIGHT_TO_LEFT = re.compile(_RTL)
_LEFT_TO_RIGHT = re.compile(f"[{_LTR}]")
_RTL_STRETCH = re.compile(f"({_RTL}+(?:[^{_LTR}]*{_RTL}+)*)")


def clean(text: str) -> str:
    """The text without what a Word file cannot hold; every kind of line end is a newline."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def runs(styled: tuple[Run, ...]) -> str:
    """Stretches of text, each in its style."""
    return "".join(run(item.text, item.bold, item.italic, item.underline) for item in styled)


def run(text: str, bold: bool = False, italic: bool = False, underline: bool = False) -> str:
    """One stretch of text; a newline is a line break, a tab a tab. Text from right to left is marked as such."""
    text = clean(text)
    if not text:
        return ""
    style = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    style += '<w:u w:val="single"/>' if underline else ""
    if not _RIGHT_TO_LEFT.search(text):
        return _one_run(text, style)
    pieces = enumerate(_RTL_STRETCH.split(text))  # every second piece is a stretch from right to left
    return "".join(_one_run(piece, style + "<w:rtl/>" * (at % 2)) for at, piece in pieces if piece)


def _one_run(text: str, style: str) -> str:
    properties = f"<w:rPr>{style}</w:rPr>" if style else ""
    if "\n" not in text and "\t" not in text:
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    inner = "".join(
        marks[piece] if piece in marks else f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>'
        for piece in _BREAKS.split(text)
    )
    return f"<w:r>{properties}{inner}</w:r>"


def paragraph(
    style: str, inner: str, numbering: int | None = None, *, new_page: bool = False, right_to_left: bool = False
) -> str:
    """A paragraph in a style of `resources/word/styles.xml`, by its id; `numbering` is the list it belongs to."""
    extra = "<w:pageBreakBefore/>" if new_page else ""
    if numbering is not None:
        extra += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    extra += "<w:bidi/>" if right_to_left else ""
    styled = "" if style == "Normal" else f'<w:pStyle w:val="{style}"/>'
    properties = f"<w:pPr>{styled}{extra}</w:pPr>" if styled or extra else ""
    return f"<w:p>{properties}{inner}</w:p>"


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter of the text belongs to a script that is written from right to left."""
    first = _RIGHT_TO_LEFT.search(text)
    if not first:
        return False
    latin = _LEFT_TO_RIGHT.search(text)
    return not latin or first.start() < latin.start()


def bookmark(number: int, name: str, inner: str) -> str:
    """A place that contents and page numbers refer to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def link(to: str, inner: str) -> str:
    """A link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{to}" w:history="1">{inner}</w:hyperlink>'


def field(code: str, shown: str) -> str:
    """A field with the result that is shown until Word computes it anew."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{escape(shown)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def attribute(text: str) -> str:
    """The text as the value of an attribute."""
    return escape(" ".join(clean(text).split()))
