"""One's own summary before a supervision, with last time's beside it (domain.md 3.6, ui.md 4.2)."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fsworkbook.domain.catalogue import Field, FieldKind, Required, Scope
from fsworkbook.domain.people import Person, Staff
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.workbook import BODY, Version
from fsworkbook.services import administration, entries, families, summaries
from fsworkbook.services.summaries import SummaryForm
from ui.app import App
from ui.panels.entry_setting import Setting
from ui.panels.family_words import day, long_day
from ui.panels.field_editors import Asked
from ui.panels.field_views import text_view
from ui.panels.summary_boxes import SummaryBoxes, places
from ui.panels.text_editor import TextRules
from ui.panels.writing_panel import WritingPanel, begin
from ui.theme import px, theme, tokens
from ui.widgets.buttons import PlainButton, QuietButton
from ui.widgets.card import Card, PanelFrame, empty
from ui.widgets.labels import Label, group, heading1, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.scroll import VerticalScroll
from ui.widgets.stages import stage_word

if TYPE_CHECKING:
    from fsworkbook.context import Context

WIDEST = 16777215
"""Qt's own word for "as wide as there is room"."""

Shown = tuple[SummaryForm, tuple[Person, ...], tuple[Staff, ...]]


class SummaryScreen(QWidget):
    """The form of one session. It opens ready to type; Ctrl+Enter finalises."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._session_id = ""
        self._shown: Shown | None = None
        self.heading = heading1("Your summary")
        self.second = second("")
        self.notice = NoticeBar("neutral", "circle-check", "")
        self.still_true = PlainButton("Still true today", "check")
        self.new_version = QuietButton("Write a new version", "pencil")
        self.whole = QuietButton("Open the whole Case worker summary", "book-open")
        self.family = QuietButton("Open the family", "folder-open")
        self.own = vbox(spacing=12)
        self.last = Card("Last time")
        self._lay_out()
        self._connect()

    def show_for(self, session_id: str, **_: Any) -> None:
        """Show one's summary for this session."""
        self._session_id = session_id
        self._load()

    def title(self) -> str:
        """For the window."""
        return f"{self._shown[0].family.shown_name}, Your summary" if self._shown else "Your summary"

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.column, self.last]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = theme().effective_width(self.width()) >= tokens().breakpoints["medium"]
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self.column.setMaximumWidth(px(tokens().layout["start_column"] + 36) if beside else WIDEST)

    def _lay_out(self) -> None:
        buttons = hbox(self.still_true, self.new_version, self.whole, self.family, STRETCH)
        self.column = in_widget(vbox(self.notice, self.own, buttons, STRETCH, spacing=12))
        self._both = hbox(grow(self.column, 3), grow(in_widget(vbox(self.last, STRETCH)), 2), spacing=16)
        page = in_widget(vbox(self.heading, self.second, 6, self._both, STRETCH, margins=24, spacing=6))
        self.setLayout(vbox(VerticalScroll(page), spacing=0))

    def _connect(self) -> None:
        self.still_true.clicked.connect(self._confirm)
        self.new_version.clicked.connect(self._write)
        self.whole.clicked.connect(self._open_whole)
        self.family.clicked.connect(self._open_family)

    def _load(self) -> None:
        self._app.run(self, partial(_read, self._session_id), self._show)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        form, today = shown[0], self._app.ctx.today
        when = f"{long_day(form.session.starts_at.date(), today)} at {form.session.starts_at:%H:%M}"
        due = f"{long_day(form.due.date(), today)} at {form.due:%H:%M}"
        self.heading.setText(f"Your summary for {form.family.display_name}")
        self.second.setText(f"{form.family.ref}, supervision {form.session.number}, {when}. Due {due}.")
        self.whole.setVisible(form.uses_case_worker_summary)
        self._show_last(form)
        empty(self.own)
        writes = form.may_write and (form.version is None or form.draft is not None)
        self.still_true.setVisible(form.may_write and form.version is None and form.last is not None)
        self.still_true.setText(f"Nothing changed: still true {day(today, today)}")
        self.new_version.setVisible(form.may_write and not writes)
        self.notice.setVisible(form.version is not None or not form.may_write)
        self._show_state(form)
        if writes:
            self._write()
        elif form.version is not None:
            self._put_version(self.own, form.version)

    def _show_state(self, form: SummaryForm) -> None:
        if form.version is not None:
            at = form.version.finalised_at
            self.notice.set_notice(
                f"Finalised {day(at.date(), self._app.ctx.today)} at {at:%H:%M}. Who may read it reads it now."
            )
        elif not form.may_write:
            self.notice.set_notice("This supervision has begun. What you know now is said there.")

    def _write(self) -> None:
        assert self._shown is not None
        form, people, staff = self._shown
        empty(self.own)
        by_id = {person.id: person for person in people}
        setting = Setting(self._app, form.family.id, by_id, {person.id: person for person in staff})
        asked = Asked(_whole_form(form), "Summary", TextRules(), setting.today)
        editor = SummaryBoxes(asked, form, self._app.ctx.catalogue, by_id)
        self.writing = WritingPanel(setting, form.key, editor, "Finalise my summary", primary=True)
        self.writing.finalised.connect(self._finalised)
        self.writing.closed.connect(self._leave)
        self.own.put(PanelFrame(vbox(self.writing, margins=16), own=True))
        self.new_version.hide()
        begin(self.writing, form.draft, form.version)
        editor.give_focus()

    def _finalised(self, _version: Version) -> None:
        self._app.notice("Finalised. It is read at the supervision.")
        self._load()

    def _confirmed(self, _nothing: None) -> None:
        self._app.notice("Still true. It is read at the supervision.")
        self._load()

    def _confirm(self) -> None:
        assert self._shown is not None
        last = self._shown[0].last
        if last is not None:
            self._app.run(self, partial(_still_true, last.id), self._confirmed)

    def _show_last(self, form: SummaryForm) -> None:
        self.last.clear()
        if form.last is None:
            self.last.set_second("")
            self.last.add(second("This is your first summary for this family."))
            return
        at = form.last.finalised_at.date()
        self.last.set_second(day(at, self._app.ctx.today))
        parts = vbox(spacing=10)
        self._put_version(parts, form.last)
        self.last.add(parts)

    def _put_version(self, parts: Any, version: Version) -> None:
        assert self._shown is not None
        form = self._shown[0]
        names = {place.slot: place for place in places(form, self._app.ctx.catalogue)}
        for slot, text in version.content.texts.items():
            if slot != BODY and slot in names:
                parts.put(group(names[slot].name))
            value = version.content.values.get(slot)
            if value is not None and slot in names:
                parts.put(Label(_words(names[slot], str(value)), "body", weight="medium", wrap=True))
            parts.put(text_view(text))

    def _open_whole(self) -> None:
        self._go_family("summary")

    def _open_family(self) -> None:
        self._go_family("workbook")

    def _go_family(self, tab: str) -> None:
        assert self._shown is not None
        self._app.go("family", family_id=self._shown[0].family.id, tab=tab)

    def _leave(self) -> None:
        self._app.go("today")


def _words(place: Any, value: str) -> str:
    if place.box.slot == "stage":
        return stage_word(value)
    return next((option.label for option in place.box.options if option.code == value), value)


def _whole_form(form: SummaryForm) -> Field:
    """What the writing panel asks of a field: a text of the form's own class."""
    default = form.boxes[0].default_class or SharingClass.PROFESSIONALS_ONLY
    return Field("summary", "Summary", "", FieldKind.RICH, Scope.FAMILY, Required.FINAL, "summary_own", default)


def _read(session_id: str, ctx: "Context") -> Shown:
    form = summaries.summary_form(ctx, session_id)
    page = families.open_family(ctx, form.family.id, "supervision")
    return form, page.people, administration.staff(ctx, include_left=True)


def _still_true(version_id: str, ctx: "Context") -> None:
    entries.still_true(ctx, version_id)
