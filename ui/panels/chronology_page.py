"""The family's significant events: each stands once, where it was written; here they are read in order and added."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.errors import WorkbookError
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import Version
from fsworkbook.services import chronology
from fsworkbook.services.chronology import LONGEST, Event
from fsworkbook.services.families import FamilyPage
from ui.app import App
from ui.panels.entry_setting import Setting
from ui.panels.family_words import count, day
from ui.panels.field_views import AnswerView
from ui.theme import colour
from ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from ui.widgets.card import Card, PanelFrame, Rule, empty
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from ui.widgets.labels import caption, heading2, second, strong
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.refusal import show_refusal
from ui.widgets.scroll import VerticalScroll

if TYPE_CHECKING:
    from fsworkbook.context import Context

TOP = Qt.AlignmentFlag.AlignTop


class NewEventPanel(QWidget):
    """Day, kind and a line of words. `added()`, `closed()`."""

    added = Signal()
    closed = Signal()

    def __init__(self, app: App, family_id: str) -> None:
        super().__init__()
        self._app = app
        self._family_id = family_id
        kinds = [(option.code, option.label) for option in chronology.kinds(app.ctx)]
        self._day, self._line = DateField(app.ctx.today), LineField()
        self.on = LabelledField("Day", self._day)
        self.kind = LabelledField("Kind", ChoiceField(kinds))
        self.text = LabelledField("What happened", self._line, f"Up to {LONGEST} characters, without an address")
        self.trouble = NoticeBar("plum", "circle-alert", "")
        self.add_button = PrimaryButton("Add to the chronology", small=True)
        cancel = QuietButton("Not now", small=True)
        row = hbox(STRETCH, cancel, self.add_button)
        fields = hbox(self.on, self.kind, STRETCH, spacing=12)
        inner = vbox(strong("New event"), fields, self.text, self.trouble, row, margins=(15, 11), spacing=10)
        self.setLayout(vbox(PanelFrame(inner, own=True)))
        self.trouble.hide()
        self.add_button.clicked.connect(self.add)
        self._line.returnPressed.connect(self.add)
        cancel.clicked.connect(self.closed)

    def add(self) -> None:
        """Write the event; what is wrong is said at its field."""
        if self.on.value() is None:
            self.on.show_error(self._day.problem() or "Say on which day it happened.")
            return
        if self.kind.value() is None:
            self.kind.show_error("Choose what kind of event it was.")
            return
        text = RichText.from_plain(self.text.value(), SharingClass.SHAREABLE)
        on, kind, family_id = self.on.value(), str(self.kind.value()), self._family_id
        job = partial(_add, family_id, on, kind, text)
        self._app.run(self, job, self._done, failed=self._refused, once=self.add_button)

    def _done(self, _version: object) -> None:
        self._app.saves.say()
        self.added.emit()

    def _refused(self, error: WorkbookError) -> None:
        show_refusal(error, {"text": self.text, "on": self.on}, self.trouble, self.add_button)


class ChronologyPanel(QWidget):
    """Events in order of time, in one column; filter by kind and by words."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._page: FamilyPage | None = None
        self._years: list[tuple[Card, list[tuple[Event, QWidget]]]] = []
        self._new: NewEventPanel | None = None
        self.add = PlainButton("Add an event", "plus")
        self.kind = ChoiceField(placeholder="Every kind", clearable=True, none="Every kind")
        self.kind.setAccessibleName("Show one kind of event")
        self.words = LineField("Find a word")
        self.words.setAccessibleName("Find a word in the chronology")
        self._top = vbox(spacing=10)
        self._column = vbox(spacing=12)
        self._count = second("", wrap=False)
        self._none = EmptyState("calendar-days", "No event yet.", "Add what happened, or tick “Significant”.")
        self._no_match = EmptyState("filter", "Nothing matches.", "Choose every kind, or another word.")

        head = hbox(heading2("Chronology"), STRETCH, self.add)
        filters = hbox(self.kind, sized(self.words, max_width=280), STRETCH, self._count, spacing=10)
        parts = (head, filters, self._top, self._none, self._no_match, self._column, STRETCH)
        content = sized(in_widget(vbox(*parts, spacing=14)), max_width=920)
        self.setLayout(vbox(VerticalScroll(in_widget(hbox(grow(content, 100), STRETCH, margins=(40, 18, 24, 40))))))
        self.setAccessibleName("Chronology")
        self.add.clicked.connect(self.new_event)
        self.kind.edited.connect(self._filter)
        self.words.edited.connect(self._filter)
        self.clear()

    def clear(self) -> None:
        """Nothing of the family that was shown stays, also not what was looked for in it."""
        self._page = None
        self._years = []
        self._close_new()
        self.kind.set_value(None)
        self.words.set_value("")
        self._count.setText("")
        for part in (self.add, self._none, self._no_match):
            part.hide()
        empty(self._column)

    def show_family(self, page: FamilyPage) -> None:
        """The events of this family; an event being written stays."""
        if self._page is None or self._page.family.id != page.family.id:
            self.clear()
        self._page = page
        self.add.setVisible("chronology:write" in page.may)
        family_id = page.family.id
        self._app.run(self, lambda ctx: chronology.chronology(ctx, family_id), partial(self._show, family_id))

    def new_event(self) -> None:
        """Begin an event."""
        if self._new is None:
            assert self._page is not None
            self._new = NewEventPanel(self._app, self._page.family.id)
            self._new.added.connect(self._close_new)
            self._new.closed.connect(self._close_new)
            self._top.put(self._new)
            self._new.show()
        self._new.on.field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    def _show(self, family_id: str, events: tuple[Event, ...]) -> None:
        if self._page is not None and self._page.family.id == family_id:
            catalogue = self._app.ctx.catalogue
            kinds = dict.fromkeys(event.kind for event in events)
            self.kind.set_choices([(kind, catalogue.label("chronology_kind", kind)) for kind in kinds])
            self._fill(events)

    def _fill(self, events: tuple[Event, ...]) -> None:
        """Every row is built once; looking for a word only hides and shows (budgets.md 2)."""
        empty(self._column)
        self._years = []
        for year in dict.fromkeys(event.on.year for event in events):
            card = Card(str(year))
            rows = [(event, self._row(event)) for event in events if event.on.year == year]
            for _, row in rows:
                card.content.put(row)
            self._years.append((card, rows))
            self._column.put(card)
        self._none.setVisible(not events)
        self._filter()

    def _filter(self) -> None:
        kind, words = self.kind.value(), self.words.value().casefold()
        found = 0
        for card, rows in self._years:
            shown = [_matches(event, kind, words) for event, _ in rows]
            for (_, row), is_shown in zip(rows, shown, strict=True):
                row.setVisible(is_shown)
            card.setVisible(any(shown))
            found += sum(shown)
        self._count.setText(count(found, "event", "events"))
        self._no_match.setVisible(bool(self._years) and not found)

    def _row(self, event: Event) -> QWidget:
        assert self._page is not None
        people = {person.id: person for person in self._page.people}
        setting = Setting(self._app, self._page.family.id, people, self._page.staff)
        when = sized(strong(day(event.on, self._app.ctx.today).rsplit(f" {event.on.year}", 1)[0]), width=96)
        kind = self._app.ctx.catalogue.label("chronology_kind", event.kind)
        where = setting.author(event.version)
        late = (event.recorded_on - event.on).days
        recorded = f", recorded {count(late, 'day', 'days')} later" if late > 0 else ""
        words = vbox(
            hbox(second(kind, wrap=False), STRETCH, caption(f"{where}{recorded}"), spacing=8),
            AnswerView(None, event.version.content, people, self._app.ctx.today),
            spacing=3,
        )
        return in_widget(vbox(Rule(), hbox(at(when, TOP), grow(words), margins=(16, 9), spacing=12), spacing=0))

    def _close_new(self) -> None:
        self._new = None
        empty(self._top)


def _matches(event: Event, kind: object, words: str) -> bool:
    return (kind is None or event.kind == kind) and words in event.words.casefold()


def _add(family_id: str, on: date, kind: str, text: RichText, ctx: "Context") -> Version:
    return chronology.add_event(ctx, family_id, on, kind, text)
