"""What stands on every page around the text: header, footer, the word DRAFT, and "Demonstration"."""

from typing import Any

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.section import _Footer, _Header

from fsworkbook.documents import markup, words
from fsworkbook.documents.pages import Document

_PICTURE = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"


def furnish(word: WordFile, document: Document) -> None:
    """Give each page its header and footer; a cover's header leaves out the running title."""
    section = word.sections[0]
    section.different_first_page_header_footer = document.print.cover
    _fill(section.header, _header(document))
    _fill(section.footer, _footer(document))
    if document.print.cover:
        _fill(section.first_page_header, _header(document, cover=True))
        _fill(section.first_page_footer, _footer(document))


def _fill(part: _Header | _Footer, paragraphs: str) -> None:
    part.is_linked_to_previous = False
    element: Any = part._element  # python-docx offers only its slow paragraph calls for a header
    for child in list(element):
        element.remove(child)
    made = parse_xml(
        f'<w:hdr xmlns:w="{markup.WORDS_NAMESPACE}" xmlns:v="{_PICTURE}" xmlns:o="{_OFFICE}">{paragraphs}</w:hdr>'
    )
    for child in list(made):
        element.append(child)


def _header(document: Document, cover: bool = False) -> str:
    left = "" if cover and document.header == document.title else document.header
    right = f"Demonstration, {words.day(document.demonstration)}" if document.demonstration else ""
    inner = markup.run(left, bold=left.isupper()) + (markup.run("\t" + right, bold=True) if right else "")
    mark = watermark("DRAFT", 2 if cover else 1) if document.draft else ""
    return markup.paragraph("Header", mark + inner)


def _footer(document: Document) -> str:
    pages = markup.run("\tPage ") + markup.field("PAGE", "1") + markup.run(" of ") + markup.field("NUMPAGES", "1")
    left = document.reference + (f"  ·  {document.legal_record}" if document.legal_record else "")
    return markup.paragraph("Footer", markup.run(left) + pages)


def watermark(text: str, number: int) -> str:
    """A word drawn slanting behind the text of each page, as Word itself makes it; LibreOffice shows it too."""
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:165pt;rotation:315;z-index:-251657216;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        f'alt="{text.capitalize()}" style="{place}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{text}"/>'
        "</v:shape></w:pict></w:r>"
    )
