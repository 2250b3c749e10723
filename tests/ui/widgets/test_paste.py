"""Pasting keeps paragraphs, bold, italic, underline and lists, from Word, Outlook and pages; the rest falls away."""

import pytest
from PySide6.QtCore import QMimeData

from fsworkbook.domain.richtext import Paragraph, ParagraphKind, Run
from fsworkbook.domain.sharing import SharingClass
from ui.widgets.paste import Pasted, copy_into, from_html, from_plain, pasted_from

BULLET, NUMBER, TEXT = ParagraphKind.BULLET, ParagraphKind.NUMBER, ParagraphKind.TEXT

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset="utf-8"><title>Visit</title><style><!-- p.MsoNormal {margin:0cm; color:red} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal><span style='font-family:"Arial";color:red'>Mia drew <b>the night</b> of
29&nbsp;November.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>everybody&#8217;s <i>mouth</i><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;</span></span><![endif]>rubbed <u>out</u></p>
<p class=MsoNormal>Theo bites.</p>
<!--EndFragment--></body></html>"""


def kinds(pasted: list[Pasted]) -> list[ParagraphKind]:
    return [paragraph.kind for paragraph in pasted]


def words(pasted: list[Pasted]) -> list[str]:
    return ["".join(run.text for run in paragraph.runs) for paragraph in pasted]


def test_word() -> None:
    pasted = from_html(WORD)
    assert words(pasted) == ["Mia drew the night of 29 November.", "everybody’s mouth", "rubbed out", "Theo bites."]
    assert kinds(pasted) == [TEXT, BULLET, NUMBER, TEXT]
    assert pasted[0].runs == (Run("Mia drew "), Run("the night", bold=True), Run(" of 29 November."))
    assert pasted[1].runs[1] == Run("mouth", italic=True)
    assert pasted[2].runs[1] == Run("out", underline=True)


def test_outlook() -> None:
    html = (
        '<div style="font-family:Calibri"><div>Dear Josh,</div><div><br></div>'
        '<div>He said <span style="font-weight:bold">no</span>.<br>Twice.</div></div>'
    )
    pasted = from_html(html)
    assert words(pasted) == ["Dear Josh,", "He said no.", "Twice."]
    assert pasted[1].runs[1] == Run("no", bold=True)


def test_a_page() -> None:
    html = (
        "<script>alert(1)</script><h2>Plan</h2><ul><li><p>one</p></li><li>two</li></ul><ol><li>first</ol>"
        "<p>After <a href='https://example.org'>the link</a> <img src='x.png'> <em>now</em></p>"
        "<table><tr><td>a</td><td>b</td></tr></table>"
    )
    pasted = from_html(html)
    assert words(pasted) == ["Plan", "one", "two", "first", "After the link now", "a", "b"]
    assert kinds(pasted) == [TEXT, BULLET, BULLET, NUMBER, TEXT, TEXT, TEXT]


def test_docs_wrapper_is_not_bold() -> None:
    html = '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> <span>plain</span></p></b>'
    assert from_html(html)[0].runs == (Run("Bold", bold=True), Run(" plain"))


def test_links_are_not_underlined_text() -> None:
    html = '<p><a href="x" style="text-decoration:none">see</a> <span style="text-decoration:underline">this</span></p>'
    assert from_html(html)[0].runs == (Run("see "), Run("this", underline=True))


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<p>&nbsp;</p>", "<style>x</style>", "<ul><li></li></ul>", "<p", "</p>"]
)
def test_nothing_in_it(html: str) -> None:
    assert from_html(html) in ([], [Pasted((Run("<p"),))])


def test_plain_text_is_a_paragraph_a_line() -> None:
    assert words(from_plain("one\r\n\r\n  two \n")) == ["one", "two"]


def test_plain_mime_is_taken_when_there_is_nothing_better() -> None:
    mime = QMimeData()
    mime.setText("just words")
    assert words(pasted_from(mime)) == ["just words"]


def test_own_copies_carry_their_readers_and_others_see_plain_words() -> None:
    own = Paragraph(
        "id", (Run("She has a bag.", bold=True),), ParagraphKind.QUOTE, SharingClass.VICTIM_CONFIDENTIAL, ("k",), ("d",)
    )
    mime = QMimeData()
    copy_into(mime, [own])
    assert mime.text() == "She has a bag."
    back = pasted_from(mime)[0]
    assert (back.runs, back.kind) == (own.runs, own.kind)
    assert back.mark is not None
    assert back.mark.readers == (own.sharing_class, own.protects, own.kept_from)
