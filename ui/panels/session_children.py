"""Each child: a day in the life, what the child says or shows, and what that means (domain.md 3.7)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Person
from fsworkbook.services import supervision_session
from fsworkbook.services.quoting import Quotable
from ui.panels.session_cells import Value
from ui.panels.session_dates import DayField
from ui.panels.session_part import CardPart
from ui.panels.session_parts import (
    MIDDLE,
    TOP,
    Bound,
    Whom,
    captioned,
    day_json,
    day_of,
    name_width,
    text_part,
    words_part,
)
from ui.panels.session_people import PersonCombo, staff_choices
from ui.panels.session_quotes import QuoteDialog, QuotedWords
from ui.panels.session_text import GrowingText
from ui.panels.session_words import child_words, day_month, full_name, long_day
from ui.panels.session_writing import SessionWriting
from ui.widgets.buttons import QuietButton
from ui.widgets.card import empty
from ui.widgets.check_box import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.focus import parts
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.tab_order import comes_last

if TYPE_CHECKING:
    from fsworkbook.context import Context

CAPTION = 118


class ChildrenPart(CardPart):
    """Item 2 of the agenda."""

    number = 2
    items = ("day", "view", "view_quote", "meaning", "worry", "working", "needed")

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "Each child", "a day in the life, and what it means")
        self.rows: dict[str, ChildRow] = {}

    def fill(self) -> None:
        today = self.writing.app.ctx.today
        width = name_width(child.short_name for child in self.writing.page.children)
        for child in self.writing.page.children:
            self.rows[child.id] = ChildRow(self.writing, child)
            whom = Whom(child.short_name, child_words(child, today), width)
            self.row(in_widget(hbox(at(whom, TOP), grow(self.rows[child.id]), margins=(0, 10), spacing=8)))


class ChildRow(QWidget):
    """All that is written about one child."""

    def __init__(self, writing: SessionWriting, child: Person) -> None:
        super().__init__()
        self._writing, self._child = writing, child
        self._quotes = vbox(spacing=6)
        self._shown: tuple[tuple[str, str], ...] = ()
        name = child.short_name
        self.quote = QuietButton("Quote", "quote", small=True)
        self.quote.setAccessibleName(f"Quote earlier words, {name}")
        parts: list[QWidget] = [
            captioned("A day in the life", self._text("day", f"A day in the life, {name}"), CAPTION),
            captioned(f"{name} says or shows", self._view(), CAPTION),
            captioned(
                f"What does this mean for {name}?", self._text("meaning", f"What this means for {name}"), CAPTION
            ),
        ]
        self._offered = in_widget(
            vbox(
                captioned("Worried about", self._text("worry", f"Worried about, {name}"), CAPTION),
                captioned("Working", self._text("working", f"Working, {name}"), CAPTION),
                captioned("Needed", self._text("needed", f"Needed, {name}"), CAPTION),
                spacing=6,
            )
        )
        self._more = QuietButton("Worried, working, needed", "plus", small=True)
        self._more.setAccessibleName(f"Worried, working, needed, {name}")
        self.setLayout(vbox(*parts, self._offered, hbox(self._more, STRETCH), spacing=6))

        self._more.clicked.connect(self._offer)
        self.quote.clicked.connect(self._choose_quote)
        writing.refreshed.connect(self._refresh)
        self._refresh()

    def _text(self, item: str, name: str) -> QWidget:
        return text_part(self._writing, item, self._child.id, name, quiet=True)

    def _view(self) -> QWidget:
        quotes = in_widget(self._quotes)
        if not self._writing.writes:
            words = words_part(self._writing, "view", self._child.id, self._view_words)
            return in_widget(vbox(quotes, words, spacing=6))
        name, field = self._child.short_name, GrowingText(f"What {self._child.short_name} says or shows", quiet=True)
        self._bind(field, "text")
        when = self._date(f"When {name} said or showed it", "on")
        whom = self._staff(f"To whom {name} said it", "to whom", "to_whom")
        done = GrowingText(f"What was done about it, {name}", "What was done?", quiet=True)
        self._bind(done, "done")
        self._known = self._not_known()
        on, to = said("on", when), said("to", whom)
        known = hbox(on, when, to, whom, 4, at(self._known, MIDDLE), STRETCH, spacing=6)
        first = hbox(grow(field), at(self.quote, TOP), spacing=4)
        typed = in_widget(vbox(first, known, done, self._finding, spacing=5))
        comes_last(self.quote)
        return in_widget(vbox(quotes, typed, spacing=5))

    def _not_known(self) -> CheckBox:
        name = self._child.short_name
        box = CheckBox("Not known")
        box.setAccessibleName(f"Not known, {name}")
        self._bind(box, "not_known")
        finder = self._staff(f"Who finds out, {name}", "Who?", "finder")
        by = self._date(f"By when, {name}", "by")
        self._finding = in_widget(hbox(finder, said("finds out by", by), by, STRETCH, spacing=6))
        box.toggled.connect(self._finding.setVisible)
        self._finding.setVisible(box.isChecked())
        return box

    def _bind(self, field, part: str, to_json=None, from_json=None) -> None:
        kept = {"to_json": to_json, "from_json": from_json} if to_json else {}
        Bound(self._writing, field, "view", self._child.id, part, **kept)

    def _date(self, name: str, part: str) -> DayField:
        field = DayField(self._writing.app.ctx.today)
        field.setAccessibleName(name)
        self._bind(field, part, day_json, day_of)
        return field

    def _staff(self, name: str, placeholder: str, part: str) -> Combo:
        choices = staff_choices(self._writing.page, self._writing.app.ctx.today)
        field = sized(PersonCombo(choices, placeholder), max_width=142)
        field.setAccessibleName(name)
        self._bind(field, part)
        return field

    def _view_words(self, value: Value) -> str:
        page = self._writing.page
        on, to_whom = day_of(value.get("on")), full_name(page, value.get("to_whom"))
        words = str(value.get("text") or "")
        when = ", ".join(part for part in (day_month(on) if on else "", f"to {to_whom}" if to_whom else "") if part)
        lines = [f"{words} ({when})" if words and when else words]
        if value.get("done"):
            lines.append(f"What was done: {value['done']}")
        if value.get("not_known"):
            by = day_of(value.get("by"))
            finds = f" {full_name(page, value['finder'])} finds out" if value.get("finder") else ""
            lines.append(f"Not known.{finds}{f' by {long_day(by)}' if by else ''}{'.' if finds else ''}")
        return "\n".join(line for line in lines if line)

    def _offer(self) -> None:
        self._offered.show()
        self._more.hide()
        for field in parts(self._offered, GrowingText)[:1]:
            field.setFocus()

    def _refresh(self) -> None:
        writing, child = self._writing, self._child
        offered = any(writing.text(item, child.id) for item in ("worry", "working", "needed"))
        self._offered.setVisible(offered or (self._offered.isVisible() and not offered))
        self._more.setVisible(writing.writes and not self._offered.isVisibleTo(self))
        self.quote.setVisible(bool(writing.page.quotable.get(child.id)))
        quoted = writing.page.quoted.get(child.id, ())
        shown = tuple((quotable.version_id, quotable.paragraph.id) for quotable in quoted)
        if shown != self._shown:
            self._shown = shown
            empty(self._quotes)
            for quotable in quoted:
                self._quotes.put(self._quoted(quotable))

    def _quoted(self, quotable: Quotable) -> QuotedWords:
        writing = self._writing
        words = QuotedWords(writing.page, quotable, self._child, writing.app.ctx.user.id, writing.writes)
        words.taken_out.connect(partial(writing.remove, "view_quote", f"{self._child.id}:{quotable.paragraph.id}"))
        return words

    def _choose_quote(self) -> None:
        page, child = self._writing.page, self._child
        here = {quotable.paragraph.id for quotable in page.quoted.get(child.id, ())}
        offered = [quotable for quotable in page.quotable[child.id] if quotable.paragraph.id not in here]
        dialog = QuoteDialog(self, page, child, offered, self._writing.app.ctx.user.id)
        dialog.exec()
        if dialog.chosen is not None:
            job = partial(_quote, page.session.id, child.id, dialog.chosen)
            self._writing.app.run(self, job, self._done)
        dialog.deleteLater()

    def _done(self, _cell: object) -> None:
        self._writing.app.saves.say()


def said(words: str, field: QWidget) -> Label:
    """The words of a sentence before one of its fields."""
    label = second(words, wrap=False)
    label.setBuddy(field)
    return label


def _quote(session_id: str, child_id: str, quotable: Quotable, ctx: "Context") -> object:
    return supervision_session.quote(ctx, session_id, child_id, quotable.version_id, quotable.paragraph.id)
