"""Every widget on one page, to look at: `python -m tests.ui.gallery FOLDER` writes it in each theme and text size."""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.richtext import Paragraph, ParagraphKind, RichText, Run
from fsworkbook.domain.sharing import SharingClass
from ui.theme import theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import IconButton, PlainButton, PrimaryButton, QuietButton
from ui.widgets.card import Card, CardRow, PanelFrame
from ui.widgets.chips import Chip, ConfidentialMark
from ui.widgets.choice_row import SegmentedChoice
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import (
    CheckBox,
    ChoiceField,
    ChoicesField,
    DatedStatus,
    DateField,
    LabelledField,
    LineField,
    PassphraseField,
    RulerAnswer,
    RulerField,
    StatusField,
    TimeField,
    YesNoField,
)
from ui.widgets.focus_ring import install_focus_rings
from ui.widgets.labels import Label, body, caption, group, heading1, heading2, reading, second
from ui.widgets.layout import STRETCH, grid, grow, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.progress import Progress
from ui.widgets.ratings import RatingChip, RatingMemory, RatingPicker
from ui.widgets.readiness import ReadinessSquare
from ui.widgets.save_light import SaveLight
from ui.widgets.scroll import FlowLayout, VerticalScroll
from ui.widgets.sharing_picker import SharingPicker
from ui.widgets.stages import STAGES, StageChip, StagePicker
from ui.widgets.tabs import TabRow
from ui.widgets.text_editor import RichTextEditor, RichTextView

TODAY = date(2025, 12, 12)
TOP = Qt.AlignmentFlag.AlignTop


def sample_text() -> RichText:
    """A text with every kind of paragraph and two classes."""
    safe = SharingClass.VICTIM_CONFIDENTIAL
    return RichText(
        (
            Paragraph(
                "a",
                (
                    Run(
                        "Kayleigh put it on a line herself: nought is “drink decides the morning”, ten is “I decide”. "
                    ),
                    Run("She is at six.", bold=True),
                ),
            ),
            Paragraph("b", (Run("I did it while carrying Mia.", italic=True),), ParagraphKind.QUOTE),
            Paragraph("c", (Run("Rang 999."),), ParagraphKind.BULLET),
            Paragraph(
                "d",
                (Run("Kept bedtime the same every night, whatever had happened, so that one thing was sure."),),
                ParagraphKind.BULLET,
            ),
            Paragraph("e", (Run("First the plan."),), ParagraphKind.NUMBER),
            Paragraph("f", (Run("Then the "), Run("date", underline=True), Run(".")), ParagraphKind.NUMBER),
            Paragraph("g", (Run("She has a bag at her sister’s."),), sharing_class=safe),
            Paragraph(
                "h",
                (Run("Her sister knows what to do when she rings twice and says nothing at all."),),
                sharing_class=safe,
            ),
        )
    )


def card(title: str, *parts) -> Card:
    made = Card(title)
    made.add(vbox(*parts, spacing=10))
    return made


def first_column() -> QWidget:
    picker = RatingPicker("Rating for Mia")
    picker.set_value("A")
    ratings = card(
        "Ratings",
        hbox(*(RatingChip(code) for code in "RAGN"), STRETCH),
        hbox(*(RatingChip(code, compact=True) for code in "RAGN"), STRETCH, spacing=14),
        hbox(RatingMemory([("R", "23 Sep"), ("A", "4 Nov"), ("R", "16 Dec")]), STRETCH),
        hbox(picker, STRETCH),
        hbox(RatingPicker("Rating for Theo"), STRETCH),
    )
    stage = StagePicker("Kayleigh, alcohol")
    stage.set_value("PREPARATION")
    left, right = STAGES[:3], STAGES[3:]
    stages = card(
        "Stage of change",
        grid(*((StageChip(a), StageChip(b)) for a, b in zip(left, right, strict=True)), spacing=6),
        hbox(StageChip("ACTION", lapse="29 Nov", framed=True), StageChip("RELAPSE", framed=True), STRETCH),
        hbox(stage, StagePicker("Daniel, abuse"), STRETCH),
    )
    rows = Card("Your drafts", "only you can read these", "Show all")
    rows.add_row(
        CardRow("Module 3, your panel", "Hartley-Osei", caption("Today 14:02"), PlainButton("Open", small=True))
    )
    rows.add_row(
        CardRow("Leila Tang finalised her summary.", "Hartley-Osei, Wed 10 Dec 16:20", lead=Avatar("Leila Tang"))
    )
    rows.add_row(CardRow("Josh Whitlock", "in this module", lead=Avatar("Josh Whitlock", here=True)))
    words = card(
        "Words",
        heading2("Parents’ understanding"),
        body("Body, 14 px, for what is said on the page, and it goes on to a second line."),
        second("Second line in quiet ink."),
        reading("Kayleigh said she was “listening, not playing”: half of every evening went on working out his mood."),
        group("Done"),
    )
    return in_widget(vbox(ratings, stages, rows, words, STRETCH, spacing=12))


def second_column() -> QWidget:
    off = PlainButton("Cannot be used")
    off.setEnabled(False)
    buttons = card(
        "Buttons",
        hbox(
            PrimaryButton("Finalise my panel"), PlainButton("Open pack", "book-open"), QuietButton("Show all"), STRETCH
        ),
        hbox(
            PrimaryButton("Ask again", "send", small=True),
            PlainButton("Open", small=True),
            QuietButton("Why we ask", small=True),
            IconButton("x", "Close"),
            STRETCH,
        ),
        hbox(off, SegmentedChoice([("k", "Kayleigh"), ("d", "Daniel")], "Whose part"), STRETCH),
        TabRow([("s", "Summary"), ("w", "Workbook"), ("v", "Children’s voices")], "Parts"),
    )
    chips = card(
        "Chips",
        FlowLayout(
            Chip("Child protection plan"), ConfidentialMark("Protected address"), Chip("Restricted", icon="lock")
        ),
        FlowLayout(
            Chip("Draft", icon="pen-line"),
            Chip("Finalised", icon="circle-check"),
            Chip("2 days late", "alert", "clock"),
        ),
        FlowLayout(
            Chip("Writing now", "accent", "pen-line", bare=True),
            Chip("Incident", "alert", "triangle-alert"),
            Chip("Corrected", "accent", "file-pen"),
        ),
        hbox(ConfidentialMark("Named people, for her safety"), STRETCH),
    )
    lights = [SaveLight(shared=True) for _ in range(5)]
    lights[0].show_saving()
    lights[1].show_kept("14:02")
    lights[2].show_saved("14:02")
    lights[3].show_waiting(3)
    lights[4].show_failed()
    here = [SaveLight() for _ in range(2)]
    here[0].show_saved("14:02")
    here[1].show_failed()
    saves = card(
        "Save light", FlowLayout(*lights, spacing=16), group("Workbook on this PC"), FlowLayout(*here, spacing=16)
    )
    squares = [("SW", "in"), ("CP", "in"), ("DA-V", "draft"), ("PROB", "in"), ("MH", "not_started"), ("RW", "late")]
    progress = card(
        "Progress",
        hbox(Progress(4, 6, "4 of 6 parts"), STRETCH),
        hbox(Progress(11, 13), STRETCH),
        hbox(Progress(6, 10, meter_first=True), Progress(0, 10, "not started", meter_first=True), STRETCH),
        hbox(
            *(ReadinessSquare(letters, state, f"{letters}: {state}") for letters, state in squares), STRETCH, spacing=4
        ),
    )
    text = card(
        "Read", RichTextView(sample_text(), mark_words={SharingClass.VICTIM_CONFIDENTIAL: "Josh, Leila and you"})
    )
    return in_widget(vbox(buttons, chips, saves, progress, text, STRETCH, spacing=12))


def third_column() -> QWidget:
    notices = card(
        "Notice bar",
        NoticeBar(
            "blue", "users", "Marta Silva is also in this panel. You can both type; nothing is lost.", button="See both"
        ),
        NoticeBar("plum", "clock", "Five are not in.", lead="Summaries close at 17:00.", button="Ask"),
        NoticeBar(
            "neutral",
            "circle-check",
            "Finalised by Priya Nair, 19 December. The text cannot change.",
            button="Add a correction",
        ),
    )
    wrong = LabelledField("Owner", LineField())
    wrong.set_value("the team")
    wrong.show_error("Choose one person: a team cannot own an action.")
    ticked = CheckBox("Significant: add to chronology")
    ticked.set_value(True)
    fields = card(
        "Fields and errors",
        LabelledField("Action", LineField("What will be done")),
        wrong,
        hbox(
            LabelledField("Due", _dated()),
            LabelledField("At", TimeField()),
            LabelledField("Kind", ChoiceField([("v", "Visit")])),
        ),
        SharingPicker(),
        ticked,
        LabelledField("Seen alone?", YesNoField("Not known"), "By the person who writes."),
        LabelledField("Who was there", ChoicesField([("m", "Mia"), ("t", "Theo"), ("k", "Kayleigh"), ("d", "Daniel")])),
        LabelledField("How sure is she?", _ruler()),
        LabelledField("Legal status", _status()),
        LabelledField("Passphrase", PassphraseField()),
    )
    empty = card(
        "Empty",
        EmptyState(
            "notebook-pen", "No entries about Theo yet", "Write what you saw, even if he did not speak.", "New entry"
        ),
    )
    return in_widget(vbox(notices, fields, empty, STRETCH, spacing=12))


def writing() -> QWidget:
    editor = RichTextEditor("Recovery panel", SharingClass.OWN_COPY, "Nothing here yet. Start typing.")
    editor.set_default(SharingClass.PROFESSIONALS_ONLY)
    editor.set_value(sample_text())
    editor.setObjectName("editor")
    head = hbox(Label("Recovery, your panel", "body", weight="semibold"), caption("Dev Lakhani"), STRETCH)
    foot = hbox(
        SharingPicker(),
        CheckBox("Significant: add to chronology"),
        STRETCH,
        QuietButton("Earlier versions", "history", small=True),
        PrimaryButton("Finalise my panel", small=True),
    )
    panel = PanelFrame(vbox(head, editor, foot, margins=(14, 10), spacing=8), own=True)
    empty = RichTextEditor(
        "Quick note", placeholder="What happened, what was said, what you noticed about each child", framed=True
    )
    return in_widget(hbox(grow(panel), grow(empty), spacing=12))


def _dated() -> DateField:
    field = DateField(TODAY)
    field.set_value(date(2025, 12, 19))
    return field


def _ruler() -> RulerField:
    field = RulerField("not at all", "quite sure", "how sure she is")
    field.set_value(RulerAnswer(6, "She has done it twice.", ""))
    return field


def _status() -> StatusField:
    field = StatusField([("s20", "Section 20"), ("icpo", "Interim care order")], TODAY)
    field.set_value(DatedStatus("icpo", date(2025, 11, 4)))
    field.set_history([DatedStatus("s20", date(2025, 9, 23))])
    return field


class Page(QWidget):
    """The page's ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.palette().window())


def gallery() -> QWidget:
    """The whole page in a window."""
    page = Page()
    columns = hbox(grow(first_column()), grow(second_column()), grow(third_column()), spacing=12)
    page.setLayout(vbox(heading1("Components"), columns, writing(), margins=24, spacing=12))
    window = QWidget()
    window.setLayout(vbox(VerticalScroll(page), spacing=0))
    window.setWindowTitle("FS Workbook")
    return window


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    theme()
    install_focus_rings(app)
    folder.mkdir(parents=True, exist_ok=True)
    window = gallery()
    for name, factor in (("light", 1.0), ("dark", 1.0), ("high-contrast", 1.0), ("light", 1.5), ("light", 2.0)):
        theme().set_theme(name)
        theme().set_text_size(factor)
        page = window.findChild(VerticalScroll).widget()
        width = max(round(1440 * factor), page.minimumSizeHint().width())
        window.resize(width, page.heightForWidth(width) if page.hasHeightForWidth() else 1600)
        window.show()
        window.findChild(RichTextEditor, "editor").area.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(8):
            app.processEvents()
        window.resize(width, page.height() if page.height() > window.height() else page.sizeHint().height())
        for _ in range(8):
            app.processEvents()
        window.grab().save(str(folder / f"{name}-{round(factor * 100)}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery"))
