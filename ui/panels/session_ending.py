"""The last item: the next date with the authority's limit, the chair's words to each child, the read-back."""

from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.workbook import Json
from ui.panels.session_cells import Value
from ui.panels.session_dates import DayField
from ui.panels.session_part import CardPart
from ui.panels.session_parts import MIDDLE, Bound, captioned, day_json, day_of, error_line, text_part, words_part
from ui.panels.session_words import long_day, worst_words
from ui.panels.session_writing import SessionWriting
from ui.widgets.check_box import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.date_field import TimeField
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.line_field import LineField
from ui.widgets.notice import NoticeBar


def time_json(value: object) -> Json:
    """A time of day as it is kept."""
    return f"{value:%H:%M}" if isinstance(value, time) else None


def time_of(value: object) -> time | None:
    """A kept time of day."""
    try:
        return time.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


class NextPart(CardPart):
    """The next date, or that this was the last supervision and why."""

    number = 10
    items = ("next",)

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__(writing, "Next date", "or the last supervision, with the reason")
        self._reasons = [(option.code, option.label) for option in catalogue.options["last_supervision_reason"]]

    def fill(self) -> None:
        if not self.writing.writes:
            self.card.add(words_part(self.writing, "next", "", self._words))
            return
        today = self.writing.app.ctx.today
        self.on = sized(DayField(today), width=150)
        self.time, self.place = sized(TimeField(), width=78), LineField("Room or link")
        self.last = CheckBox("This was the last supervision")
        self.why_last, self.reason = Combo(self._reasons, "Why the last?"), LineField("Why later than the limit?")
        self.error = error_line()
        names = {
            self.on: "Next date",
            self.time: "Time of the next supervision",
            self.place: "Room or link next time",
            self.why_last: "Why this was the last supervision",
            self.reason: "Why later than the limit",
        }
        for field, name in names.items():
            field.setAccessibleName(name)
        self.limit = NoticeBar("neutral", "calendar-days", "")
        bind = self._bind
        bind(self.on, "on", day_json, day_of, self.error)
        bind(self.time, "time", time_json, time_of)
        bind(self.place, "place")
        bind(self.last, "last")
        for field in (self.why_last, self.reason):
            bind(field, "reason")
        self.when = in_widget(hbox(self.on, self.time, grow(self.place), spacing=8))
        ending = hbox(at(self.last, MIDDLE), self.why_last, STRETCH, spacing=12)
        self.card.add(vbox(self.when, self.error, self.limit, self.reason, ending, spacing=8))
        self.on.edited.connect(self._prefill)
        self.last.edited.connect(self._forget_reason)
        self.writing.refreshed.connect(self._refresh)
        self.writing.typed.connect(self._follow)
        self._refresh()

    def _bind(self, field, part: str, to_json=None, from_json=None, error: Label | None = None) -> None:
        kept = {"to_json": to_json, "from_json": from_json} if to_json else {}
        Bound(self.writing, field, "next", "", part, error=error, **kept)

    def _prefill(self) -> None:
        """The usual time and place stand there once a day is written; a person changes what does not fit."""
        session, value = self.writing.page.session, self.writing.value("next")
        if self.on.value() is not None and not value.get("time"):
            self.writing.put("next", time=f"{session.starts_at:%H:%M}", place=str(value.get("place") or session.place))
            self.time.set_value(session.starts_at.time())
            self.place.set_value(str(self.writing.value("next").get("place") or ""))

    def _forget_reason(self) -> None:
        """One part of the record says why it was the last, or why it is so late: never the one for the other."""
        self.writing.put("next", reason="")
        for field in (self.why_last, self.reason):
            field.set_value(None)

    def _follow(self, item: str, _subject: str) -> None:
        if item in ("next", "rating"):
            self._refresh()

    def _limit(self) -> tuple[date | None, str]:
        page = self.writing.page
        colours = {child.id: str(self.writing.value("rating", child.id).get("colour") or "") for child in page.children}
        return page.next_limit, worst_words(page, colours)[1]

    def _refresh(self) -> None:
        value = self.writing.value("next")
        limit, because = self._limit()
        last, day = bool(value.get("last")), day_of(value.get("on"))
        later = bool(limit and day and day > limit)
        self.when.setVisible(not last)
        self.why_last.setVisible(last)
        self.reason.setVisible(later and not last)
        self.limit.setVisible(limit is not None and not last)
        if limit is not None:
            tail = f", {because}" if because else ""
            if later:
                given = " Reason given." if value.get("reason") else " Say why: the reason stands in the record."
                self.limit.set_notice(
                    f"{tail}.{given}".removeprefix(", ").strip(), f"After the limit of {long_day(limit)},"
                )
            else:
                self.limit.set_notice(f"{tail.removeprefix(', ')}.", f"{long_day(limit)} at the latest,")

    def _words(self, value: Value) -> str:
        reason = str(value.get("reason") or "")
        if value.get("last"):
            return f"This was the last supervision: {dict(self._reasons).get(reason, reason)}"
        day = day_of(value.get("on"))
        parts = (long_day(day, year=True) if day else "", str(value.get("time") or ""), str(value.get("place") or ""))
        words = ", ".join(part for part in parts if part)
        return f"{words}. Why then: {reason}" if words and reason else words


class WordsPart(CardPart):
    """The chair's words to each child: "If you read this one day…"."""

    number = 10
    items = ("words", "read_back")

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "If you read this one day", "the chair’s words to each child, three to six sentences")

    def fill(self) -> None:
        rows: list[QWidget] = []
        for child in self.writing.page.children:
            name = f"Words to {child.short_name}"
            begins = f"{child.short_name}, grown-ups met today…" if child.given_name else "Grown-ups met today…"
            part = text_part(self.writing, "words", child.id, name, begins, quiet=True)
            rows.append(captioned(f"To {child.called}", part))
        said = words_part(self.writing, "read_back", "", read_back_words)
        self.card.add(vbox(*rows, said, spacing=6))


def read_back_words(value: Value) -> str:
    """When the record was read back."""
    at_ = str(value.get("at") or "")
    try:
        return f"The record was read back at {datetime.fromisoformat(at_):%H:%M}."
    except ValueError:
        return f"The record was read back at {at_}." if at_ else ""
