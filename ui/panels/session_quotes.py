"""A child's words, quoted by reference from the workbook; confidential ones open for their readers alone, for 30 s."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Person
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass
from fsworkbook.services.quoting import Quotable
from fsworkbook.services.session_page import SessionPage
from ui.panels.session_covered import CoveredWords
from ui.panels.session_parts import MIDDLE, TOP
from ui.panels.session_words import and_listed, day_month
from ui.theme import px, tokens
from ui.widgets.buttons import IconButton, PlainButton
from ui.widgets.card import Frame, Rule
from ui.widgets.chips import ConfidentialMark
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll


def readers(page: SessionPage, sharing_class: SharingClass, me: str) -> str:
    """Who may read words of a class, in words: "Josh, Leila and you"."""
    ids = [page.session.case_holder_id, page.session.deputy_id or page.session.chair_id]
    wanted = {"CHILD_PRACTITIONER"} | (
        {"DA_PRACTITIONER_VICTIM"} if sharing_class is SharingClass.VICTIM_CONFIDENTIAL else set()
    )
    ids += [summary.staff.id for summary in page.summaries if summary.discipline in wanted]
    names = [page.staff[staff_id].given_name for staff_id in dict.fromkeys(ids) if staff_id and staff_id != me]
    return and_listed([*names, "you"])


def said(quotable: Quotable, child: Person) -> str:
    """ "Mia, 5 December, to Josh Whitlock"; where only the day of writing is known, when and by whom it was written."""
    if not quotable.is_day_said:
        by = f" by {quotable.to_whom}" if quotable.to_whom else ""
        return f"{child.short_name}, written {day_month(quotable.on)}{by}"
    to_whom = f", to {quotable.to_whom}" if quotable.to_whom else ""
    return f"{child.short_name}, {day_month(quotable.on)}{to_whom}"


class QuotedWords(Frame):
    """One quotation. `taken_out()`: its cross was pressed, which only who types has."""

    taken_out = Signal()

    def __init__(
        self, page: SessionPage, quotable: Quotable, child: Person, me: str, removable: bool, where: str = ""
    ) -> None:
        day = day_month(quotable.on)
        words: QWidget = Label(quotable.paragraph.plain, "body", wrap=True)
        source = second(said(quotable, child))
        if quotable.sharing_class in CONFIDENTIAL_CLASSES:
            who = readers(page, quotable.sharing_class, me)
            words = CoveredWords(words, who, f"{child.short_name}’s words of {day}{where}", source)
        else:
            words = in_widget(vbox(words, source, spacing=4))
        remove = IconButton("x", f"Take out {child.short_name}’s words of {day}")
        row = hbox(grow(words), at(remove, TOP) if removable else None, margins=(12, 8), spacing=8)
        super().__init__(row, "surface", "line", "panel")
        self.setAccessibleName(said(quotable, child))
        remove.clicked.connect(self.taken_out)
        if not removable:
            remove.deleteLater()


class QuoteDialog(WorkbookDialog):
    """What a child said and showed before, the newest first, each with Quote. `chosen` is one of them, or None."""

    def __init__(
        self, parent: QWidget, page: SessionPage, child: Person, quotables: Sequence[Quotable], me: str
    ) -> None:
        self.chosen: Quotable | None = None
        rows = vbox(spacing=0)
        for number, quotable in enumerate(quotables):
            if number:
                rows.put(Rule())
            rows.put(self._row(page, child, quotable, me, number + 1))
        scroll = sized(VerticalScroll(in_widget(vbox(rows, STRETCH))), min_height=360)
        title = f"What {child.short_name} said and showed before"
        sentences = ("Quoted words keep their readers: who may not read them has neither words nor mark.",)
        super().__init__(parent, title, sentences, (("close", "Close"),), body=scroll)
        self.setMinimumWidth(px(tokens().layout["dialog"]))

    def _row(self, page: SessionPage, child: Person, quotable: Quotable, me: str, number: int) -> QWidget:
        secret = quotable.sharing_class in CONFIDENTIAL_CLASSES
        words = (
            "Confidential words. They open on the record, for their readers." if secret else quotable.paragraph.plain
        )
        button = PlainButton("Quote", "quote", small=True)
        button.setAccessibleName(f"Quote {number}: {child.short_name}, {day_month(quotable.on)}")
        button.clicked.connect(partial(self._take, quotable))
        mark = ConfidentialMark(readers(page, quotable.sharing_class, me)) if secret else None
        about = second(said(quotable, child))
        column = vbox(hbox(mark, STRETCH) if mark else None, Label(words, "body", wrap=True), about, spacing=3)
        return in_widget(hbox(grow(column), at(button, MIDDLE), margins=(0, 9, 8, 9), spacing=12))

    def _take(self, quotable: Quotable) -> None:
        self.chosen = quotable
        self.accept()
