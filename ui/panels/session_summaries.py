"""What the team wrote: the frozen summaries, the absent first, read out by the chair (domain.md 3.10)."""

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import CONFIDENTIAL_CLASSES, SharingClass
from fsworkbook.services.session_page import ReadSummary, SessionPage
from ui.panels.family_words import short_day
from ui.panels.session_covered import CoveredWords
from ui.panels.session_text import ReadText
from ui.panels.session_words import called
from ui.widgets.card import Frame, empty
from ui.widgets.labels import Label, heading3, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.scroll import VerticalScroll

MARKS = {
    SharingClass.VICTIM_CONFIDENTIAL: "Named people, for safety",
    SharingClass.CHILD_CONFIDENTIAL: "Named people, for the child",
    SharingClass.CLINICAL: "You and your clinical supervisor",
    SharingClass.LEGAL_PRIVILEGED: "Key worker, manager and lawyer",
}


class SummariesPanel(QWidget):
    """A card for each contributor."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._shown: tuple[object, ...] = ()
        self._cards = vbox(spacing=10)
        self.title = heading3("What the team wrote")
        self.count = second("", wrap=False)
        self.head = in_widget(hbox(self.title, STRETCH, self.count, margins=(16, 12, 8, 6)))
        page = in_widget(vbox(self._cards, STRETCH, margins=(14, 0, 10, 16)))
        self.setLayout(vbox(self.head, grow(VerticalScroll(page)), spacing=0))
        self.setAccessibleName("What the team wrote")

    def show_page(self, page: SessionPage) -> None:
        """Show the summaries; built anew only when one of them is another."""
        shown = tuple((item.staff.id, item.version and item.version.id, item.absent) for item in page.summaries)
        if shown == self._shown:
            return
        self._shown = shown
        given = sum(item.version is not None for item in page.summaries)
        self.count.setText(f"{given} of {len(page.summaries)}")
        empty(self._cards)
        for item in page.summaries:
            self._cards.put(self._card(page, item))

    def _card(self, page: SessionPage, item: ReadSummary) -> QWidget:
        chair = called(page, page.session.deputy_id or page.session.chair_id)
        read = f", read by {chair}" if item.absent and item.version else ""
        when = short_day(item.version.finalised_at.date()) if item.version else ""
        if item.still_true_on:
            when = f"still true on {short_day(item.still_true_on)}"
        title = Label(self._catalogue.discipline(item.discipline).title, "body", weight="semibold", wrap=True)
        line = hbox(grow(second(f"{item.staff.name}{read}")), second(when, wrap=False), spacing=8)
        parts = summary_texts(item) or [second("No summary.")]
        return Frame(vbox(title, line, 2, *parts, margins=(12, 9), spacing=4))


def summary_texts(item: ReadSummary) -> list[QWidget]:
    """The texts of a summary in their order, as one; below it, covered, what only named people may read."""
    if item.version is None:
        return []
    paragraphs = [paragraph for text in item.version.content.texts.values() for paragraph in text]
    name = f"Summary of {item.staff.name}"
    found: list[QWidget] = []
    plain = RichText(tuple(line for line in paragraphs if line.sharing_class not in CONFIDENTIAL_CLASSES))
    if plain:
        found.append(ReadText(plain, name))
    for sharing_class, who in MARKS.items():
        secret = RichText(tuple(line for line in paragraphs if line.sharing_class is sharing_class))
        if secret:
            found.append(CoveredWords(ReadText(secret, f"{name}, {who}"), who, f"{item.staff.name}, {who}"))
    return found
