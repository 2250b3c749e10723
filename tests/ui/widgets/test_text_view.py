"""A text as it is read: at its full height, with the words of who may read where they belong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsworkbook.domain.richtext import Paragraph, RichText, Run
from fsworkbook.domain.sharing import SharingClass
from tests.ui.gallery import sample_text
from tests.ui.widgets.conftest import settle
from ui.theme import colour, px, theme
from ui.widgets.layout import STRETCH, vbox
from ui.widgets.scroll import VerticalScroll
from ui.widgets.text_editor import RichTextView

WHO = {SharingClass.VICTIM_CONFIDENTIAL: "Josh, Leila and you"}


@pytest.mark.parametrize("width", [300, 480, 760, 1200])
def test_it_is_as_high_as_its_width_needs(shown, width: int) -> None:
    view = RichTextView(sample_text(), mark_words=WHO)
    page = QWidget()
    page.setLayout(vbox(view, STRETCH))
    shown(page, width, 900)
    assert view.height() == view.heightForWidth(view.width())
    assert view.document().size().height() <= view.height() + 1
    assert not view.verticalScrollBar().maximum()


def test_measuring_another_width_changes_nothing_shown(shown) -> None:
    view = shown(RichTextView(sample_text()), 500, 900)
    before = view.document().textWidth()
    assert view.heightForWidth(250) > view.heightForWidth(700)
    assert view.document().textWidth() == before


def test_the_mark_stands_once_before_a_run_of_confidential_paragraphs(shown) -> None:
    view = shown(RichTextView(sample_text(), mark_words=WHO))
    lines = view.toPlainText().split("\n")
    assert lines.count("Josh, Leila and you") == 1
    assert lines.index("Josh, Leila and you") + 1 == lines.index("She has a bag at her sister’s.")


def test_without_words_there_is_no_mark(shown) -> None:
    view = shown(RichTextView(sample_text()))
    assert len(view.toPlainText().split("\n")) == len(sample_text().paragraphs)


def test_a_confidential_beginning_has_its_mark_first(shown) -> None:
    text = RichText((Paragraph("a", (Run("She rang."),), sharing_class=SharingClass.VICTIM_CONFIDENTIAL),))
    view = shown(RichTextView(text, mark_words=WHO))
    assert view.toPlainText() == "Josh, Leila and you\nShe rang."


def test_it_is_read_only_and_gives_back_what_it_shows(qtbot: QtBot, shown) -> None:
    view = shown(RichTextView(sample_text(), keyboard=True))
    view.setFocus()
    before = view.toPlainText()
    qtbot.keyClicks(view, "x")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.text() == sample_text()
    assert view.toPlainText() == before


def test_by_keyboard_only_where_asked(shown) -> None:
    assert not shown(RichTextView(sample_text())).focusPolicy() & Qt.FocusPolicy.TabFocus
    view = shown(RichTextView(sample_text(), "Core text", keyboard=True))
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert view.accessibleName() == "Core text"


def test_the_mark_follows_the_theme(shown) -> None:
    view = shown(RichTextView(sample_text(), mark_words=WHO), 600, 900)
    theme().set_theme("dark")
    settle()
    image = view.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert colour("alert_tint").name() in seen


def test_text_size_grows_it(shown) -> None:
    view = shown(RichTextView(sample_text()), 700, 900)
    before = view.heightForWidth(600)
    theme().set_text_size(2.0)
    settle()
    assert view.heightForWidth(1200) > before * 1.7
    assert view.maximumWidth() == px(760)


def test_a_page_of_texts_scrolls_whole(shown) -> None:
    views = [RichTextView(sample_text(), mark_words=WHO) for _ in range(4)]
    page = QWidget()
    page.setLayout(vbox(*views))
    scroll = shown(VerticalScroll(page), 600, 400)
    QApplication.processEvents()
    assert page.width() == scroll.viewport().width()
    assert page.height() == sum(view.height() for view in views) + 3 * px(8)
