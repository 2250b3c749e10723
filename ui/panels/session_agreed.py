"""Beside the decisions: what was agreed of each child, and what children and parents said in their own words."""

from PySide6.QtWidgets import QWidget

from fsworkbook.services.session_page import SessionPage
from ui.panels.session_parts import MIDDLE, day_of
from ui.panels.session_quotes import QuotedWords
from ui.panels.session_words import LETTERS, called, day_month, full_name
from ui.panels.session_writing import SessionWriting
from ui.widgets.card import Frame, empty
from ui.widgets.labels import Label, heading3, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, vbox
from ui.widgets.rating_shapes import word
from ui.widgets.ratings import RatingChip
from ui.widgets.scroll import VerticalScroll


class AgreedPanel(QWidget):
    """Built from what stands in the record for this reader."""

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__()
        self._writing = writing
        self._cards = vbox(spacing=10)
        page = in_widget(vbox(self._cards, STRETCH, margins=(14, 12, 10, 16)))
        self.setLayout(vbox(grow(VerticalScroll(page)), spacing=0))
        self.setAccessibleName("What was agreed")

    def refresh(self) -> None:
        """Show what stands there now."""
        page, cards = self._writing.page, self._cards
        empty(cards)
        cards.put(heading3("What was agreed"))
        for child in page.children:
            cards.put(self._rating(page, child.id, child.short_name))
        chair = called(page, page.session.deputy_id or page.session.chair_id)
        given = str(self._writing.value("case_rating").get("colour") or "")
        if given:
            cards.put(_card("Family", given, f"given by {chair}."))
        voices = self._voices(page)
        if voices:
            cards.put(6)
            cards.put(heading3("In their own words"))
            for voice in voices:
                cards.put(voice)

    def _rating(self, page: SessionPage, child_id: str, name: str) -> QWidget:
        value = self._writing.value("rating", child_id)
        now, reason = str(value.get("colour") or ""), str(value.get("reason") or "")
        before = page.past_ratings.get(child_id, ())
        if not now:
            return _card(name, "", "no rating yet")
        change = ""
        if before:
            change = "unchanged. " if before[0].colour == now else f"was {word(LETTERS.get(before[0].colour, 'N'))}. "
        return _card(name, now, f"{change}{reason}")

    def _voices(self, page: SessionPage) -> list[QWidget]:
        found: list[QWidget] = []
        for child in page.children:
            for quotable in page.quoted.get(child.id, ()):
                found.append(
                    QuotedWords(
                        page,
                        quotable,
                        child,
                        self._writing.app.ctx.user.id,
                        removable=False,
                        where=" beside the record",
                    )
                )
            view = self._writing.value("view", child.id)
            if text := str(view.get("text") or ""):
                on, to_whom = day_of(view.get("on")), full_name(page, view.get("to_whom"))
                said = (child.short_name, day_month(on) if on else "", f"to {to_whom}" if to_whom else "")
                found.append(_voice(text, ", ".join(part for part in said if part)))
        for adult in page.adults:
            view = self._writing.value("parent_view", adult.id)
            if text := str(view.get("text") or ""):
                via = full_name(page, view.get("via"))
                found.append(_voice(text, f"{adult.short_name}{f', told to {via}' if via else ''}"))
        return found


def _card(name: str, colour: str, words: str) -> QWidget:
    chip = at(RatingChip(LETTERS[colour], compact=True), MIDDLE) if colour else None
    head = hbox(at(Label(name, "body", weight="semibold"), MIDDLE), chip, STRETCH, spacing=10)
    return Frame(vbox(head, second(words), margins=(12, 9), spacing=4))


def _voice(text: str, who: str) -> QWidget:
    return Frame(vbox(Label(text, "body", wrap=True), second(who), margins=(12, 9), spacing=3))
