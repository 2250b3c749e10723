"""What is read and not clicked: its words are there for the ear, its size comes from its words."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsworkbook.domain.richtext import RichText
from tests.ui.widgets.conftest import settle
from ui.theme import px, theme
from ui.widgets.avatar import Avatar, initials
from ui.widgets.buttons import PlainButton, QuietButton
from ui.widgets.card import Card, CardRow
from ui.widgets.chips import Chip, ConfidentialMark
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus import parts
from ui.widgets.labels import ElidedLabel, Label, body, reading
from ui.widgets.layout import STRETCH, grid, hbox, sized, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.progress import Progress
from ui.widgets.rating_shapes import CODES
from ui.widgets.ratings import RatingChip, RatingMemory
from ui.widgets.readiness import STATES, ReadinessSquare
from ui.widgets.save_light import SaveLight
from ui.widgets.scroll import FlowLayout
from ui.widgets.stages import STAGES, StageChip
from ui.widgets.text_view import RichTextView

SPOKEN = {
    "Red": lambda: RatingChip("R"),
    "Not rated": lambda: RatingChip("N", compact=True),
    "Red 23 Sep, Amber 4 Nov": lambda: RatingMemory([("R", "23 Sep"), ("A", "4 Nov")]),
    "Not rated before": RatingMemory,
    "Action, lapse 29 Nov": lambda: StageChip("ACTION", "29 Nov"),
    "Relapse": lambda: StageChip("RELAPSE", framed=True),
    "Restricted": lambda: Chip("Restricted", icon="lock"),
    "Josh, Leila and you": lambda: ConfidentialMark("Josh, Leila and you"),
    "4 of 6": lambda: Progress(4, 6),
    "11 of 13 parts": lambda: Progress(11, 13, "11 of 13 parts"),
    "Mental health: not started": lambda: ReadinessSquare("MH", "not_started", "Mental health: not started"),
    "Leila Tang": lambda: Avatar("Leila Tang"),
}


@pytest.mark.parametrize("words", SPOKEN)
def test_its_words_are_heard(shown, words: str) -> None:
    widget = shown(SPOKEN[words]())
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface.text(QAccessible.Text.Name) == words
    assert interface.role() == QAccessible.Role.StaticText


@pytest.mark.parametrize("words", SPOKEN)
def test_it_grows_with_the_text(shown, words: str) -> None:
    widget = shown(SPOKEN[words]())
    before = widget.sizeHint()
    theme().set_text_size(2.0)
    assert widget.sizeHint().height() >= before.height() * 1.7
    assert widget.sizeHint().width() >= before.width() * 1.7


@pytest.mark.parametrize("made", [reading, lambda words: RichTextView(RichText.from_plain(words))])
def test_a_text_narrower_than_its_page_shows_its_last_line(shown, made) -> None:
    story = "She goes to bed with a book and the lamp. " * 8
    texts = [made(story[:length]) for length in range(80, 340, 4)]  # some end just over the widest line
    page = shown(_page(*texts), width=900)
    for text in texts:
        assert page.isAncestorOf(text)
        assert text.width() < 900
        assert text.height() >= text.heightForWidth(text.width())
        if isinstance(text, RichTextView):
            assert text.viewport().height() >= text.document().size().height() - 1


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    page.setLayout(vbox(*widgets, STRETCH))
    return page


def test_the_save_light_keeps_its_room_whatever_it_says(shown) -> None:
    light = shown(SaveLight())
    for narrow in (False, True):
        light.set_narrow(narrow)
        before = light.sizeHint().width()
        for show in (light.show_saving, lambda: light.show_saved("14:02"), light.show_failed):
            show()
            assert light.sizeHint().width() == before
    light.show_saved("14:02")
    assert (light.shown_text(), light.accessibleName()) == ("14:02", "Saved on this PC 14:02")


def test_a_line_without_room_has_dots_and_tells_by_its_tooltip(shown) -> None:
    label = ElidedLabel("Featherstonehaugh-Cholmondeley-Bartholomew", "heading2")
    page = shown(sized(_page(label), max_width=200), width=200)
    assert label.width() <= page.width() < label.sizeHint().width()
    assert label.toolTip() == label.text()


def test_every_code_stage_and_state_is_drawn(shown) -> None:
    parts = [RatingChip(code) for code in CODES] + [StageChip(code) for code in STAGES]
    parts += [ReadinessSquare("SW", state, state) for state in STATES]
    page = QWidget()
    page.setLayout(FlowLayout(*parts))
    shown(page)
    pictures = [part.grab().toImage() for part in parts]
    assert all(pictures[a] != pictures[b] for a in range(len(parts)) for b in range(a))


def test_the_save_light_says_where_words_are(shown) -> None:
    light = shown(SaveLight())
    assert light.text() == ""
    light.show_saving()
    assert light.text() == "Saving"
    light.show_saved("14:05")
    assert (light.state, light.text()) == ("saved", "Saved on this PC 14:05")
    light.show_failed()
    assert light.text() == "Not saved, the disk is full"
    light.show_failed("Not saved, the file is on a stick that was pulled out")
    assert light.text().endswith("pulled out")


def test_the_shared_light(shown) -> None:
    light = shown(SaveLight(shared=True))
    light.show_kept("09:10")
    assert light.text() == "Kept on this PC 09:10"
    light.show_waiting(1)
    assert light.text() == "Waiting to send, 1 change"
    light.show_saved("09:11")
    assert light.text() == "Saved 09:11"


def test_only_failure_and_recovery_are_announced(shown, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.widgets.save_light.announce", lambda light, words: said.append(words))
    light = shown(SaveLight())
    for act in (light.show_saving, lambda: light.show_saved("1"), light.show_failed, light.show_failed):
        act()
    light.show_saved("14:09")
    assert said == ["Not saved, the disk is full", "Saved on this PC 14:09"]


@pytest.mark.parametrize(("name", "letters"), [("Leila Tang", "LT"), ("Anna van Dyk", "AD"), ("Priya", "P"), ("", "")])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_card_button_and_rows(qtbot: QtBot, shown) -> None:
    card = shown(Card("Your drafts", "only you", "Show all"))
    card.add_row(CardRow("Doyle", "FS-0009", PlainButton("Open", small=True)))
    card.add_row(CardRow("Kaur"))
    settle()
    with qtbot.waitSignal(card.acted):
        card.button.click()
    assert len(parts(card, CardRow)) == 2
    card.clear()
    settle()
    assert not [row for row in parts(card, CardRow) if row.isVisible()]


def test_notice_and_empty_state_act(qtbot: QtBot, shown) -> None:
    notice = shown(NoticeBar("plum", "clock", "Five are not in.", "Summaries close at 17:00.", "Ask"))
    assert notice.accessibleName() == "Summaries close at 17:00. Five are not in."
    with qtbot.waitSignal(notice.acted):
        notice.button.click()
    empty = shown(EmptyState("notebook-pen", "No entries about Theo yet", "Write what you saw.", "New entry"))
    with qtbot.waitSignal(empty.acted):
        empty.button.click()


def test_a_wrapped_label_asks_for_what_it_needs(shown) -> None:
    label = reading("Kayleigh said she was “listening, not playing”. " * 6)
    page = QWidget()
    page.setLayout(vbox(label, STRETCH))
    shown(page, 420, 600)
    assert label.height() == label.heightForWidth(label.width())
    assert label.heightForWidth(300) > label.heightForWidth(600)
    page.resize(1400, 600)
    settle()
    assert label.width() <= px(760)


def test_words_from_people_are_never_markup(shown) -> None:
    label = shown(body("<b>He</b> said no."))
    assert label.text() == "<b>He</b> said no."
    assert Label("<i>x</i>").textFormat().name == "PlainText"


def test_a_button_shows_its_ampersand_and_its_name(shown) -> None:
    button = shown(QuietButton("Mia && Theo"))
    assert button.shown_text() == "Mia & Theo"
    button.setText("Open")
    assert button.accessibleName() == "Open"


def test_layouts_follow_the_text_size(shown) -> None:
    left, right = sized(body("a"), width=100), body("b")
    row = hbox(left, 20, right, STRETCH, margins=(10, 4), spacing=6)
    page = QWidget()
    page.setLayout(row)
    shown(page)
    assert (row.contentsMargins().left(), row.spacing(), left.width()) == (10, 6, 100)
    assert right.x() == 10 + 100 + 20 + 6
    theme().set_text_size(1.5)
    settle()
    assert (row.contentsMargins().left(), row.spacing(), left.width()) == (15, 9, 150)


def test_a_grid_keeps_columns_in_line(shown) -> None:
    cells = [[body("a"), body("long words here")], [body("longer"), None], [None, body("c")]]
    page = QWidget()
    page.setLayout(grid(*cells, spacing=10, grow_column=1))
    shown(page)
    assert cells[0][1].x() == cells[2][1].x()


def test_a_flow_goes_on_to_the_next_line(shown) -> None:
    chips = [Chip(f"Chip number {number}") for number in range(12)]
    page = QWidget()
    page.setLayout(vbox(FlowLayout(*chips), STRETCH))
    shown(page, 320, 400)
    assert len({chip.y() for chip in chips}) > 2
    assert all(chip.geometry().right() <= page.width() for chip in chips)
