"""Rating for each child: the colours so far, four choices with nothing chosen, and why. The family's is the chair's."""

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.people import Person
from fsworkbook.domain.rating import Rag, last_argued, step_reason_needed, why_case_rating_is_refused
from fsworkbook.services.session_page import SessionPage
from ui.panels.family_words import short_day
from ui.panels.session_part import CardPart
from ui.panels.session_parts import MIDDLE, TOP, Bound, Whom, day_of, error_line, name_width, text_part
from ui.panels.session_words import (
    COLOURS,
    LETTERS,
    and_listed,
    called,
    child_words,
    day_month,
    unchanged_since,
    worst_words,
)
from ui.panels.session_writing import SessionWriting
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, vbox
from ui.widgets.ratings import RatingChip, RatingMemory, RatingPicker

SHOWN = 3


class RatingsPart(CardPart):
    """Item 7 of the agenda."""

    number = 7
    items = ("rating", "case_rating")

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "Rating for each child", "risk to this child’s outcomes")

    def fill(self) -> None:
        today = self.writing.app.ctx.today
        width = name_width([*(child.short_name for child in self.writing.page.children), "Family"])
        for child in self.writing.page.children:
            whom = Whom(child.short_name, child_words(child, today), width)
            row = hbox(at(whom, TOP), grow(RatingRow(self.writing, child)), margins=(0, 8), spacing=8)
            self.row(in_widget(row))
        family = FamilyRatingRow(self.writing)
        self.row(in_widget(hbox(at(Whom("Family", "", width), MIDDLE), grow(family), margins=(0, 8), spacing=8)))


class RatingRow(QWidget):
    """One child: memory, picker, reason; the reason of a step from red to green; who proposed what."""

    def __init__(self, writing: SessionWriting, child: Person) -> None:
        super().__init__()
        self._writing, self._child = writing, child
        self._history = writing.page.past_ratings.get(child.id, ())
        name = child.short_name
        earlier = [(LETTERS.get(past.colour, "N"), short_day(past.on)) for past in reversed(self._history[:SHOWN])]
        memory = RatingMemory(earlier)
        memory.setAccessibleName(f"Ratings of {name} before: {memory.text()}")
        self.reason = text_part(
            writing, "rating", child.id, f"Why this rating, {name}", "Why this rating?", part="reason"
        )
        self.step = text_part(
            writing, "rating", child.id, f"From red to green, {name}", "From red to green: what made that possible?",
            part="step_reason",
        )  # fmt: skip
        self.under = second("")
        self.proposed = second(proposals(writing.page, child))
        self.proposed.setVisible(bool(self.proposed.text()))
        self.colour: RatingPicker | RatingChip
        if writing.writes:
            self.colour = RatingPicker(f"rating for {name}")
            self.colour.setAccessibleName(f"Rating for {name}")
            self.colour.setProperty("cellPlace", f"rating|{child.id}|colour")
            self.colour.chosen.connect(self._choose)
        else:
            self.colour = RatingChip("N")
        top = hbox(memory, STRETCH, self.colour, spacing=10)
        self.setLayout(vbox(top, self.reason, self.step, self.proposed, self.under, spacing=4))
        writing.refreshed.connect(self._refresh)
        writing.typed.connect(self._follow)
        self._refresh()

    def _choose(self, code: object) -> None:
        self._writing.put("rating", self._child.id, colour=COLOURS[str(code)])
        self._refresh()
        self.reason.setFocus()

    def _follow(self, item: str, subject: str) -> None:
        if item in ("rating", "view") and subject == self._child.id:
            self._refresh()

    def _refresh(self) -> None:
        now = str(self._writing.value("rating", self._child.id).get("colour") or "")
        if isinstance(self.colour, RatingPicker):
            if self.colour.value() != LETTERS.get(now):
                self.colour.set_value(LETTERS.get(now))
        else:
            self.colour.setVisible(bool(now))
            self.colour.set_code(LETTERS.get(now, "N"))
        before = self._history[0].colour if self._history else None
        asked = step_reason_needed(before, now)
        self.step.setVisible(
            asked and (self._writing.writes or bool(self._writing.text("rating", self._child.id, "step_reason")))
        )
        words = self._under_words(before, now)
        self.under.setText(words)
        self.under.setVisible(bool(words))

    def _under_words(self, before: str | None, now: str) -> str:
        if now == Rag.GREEN and self._writing.writes:
            return self._last_seen()
        since = unchanged_since(self._history)
        if not now or now != before or since is None:
            return ""
        if self._writing.text("rating", self._child.id, "reason"):
            return f"Unchanged since {day_month(since)}. Argued again {self._when()}."
        argued = last_argued(self._history)
        words = f" Last argued {day_month(argued.on)}: {argued.reason}" if argued and argued.reason else ""
        return f"Unchanged since {day_month(since)}.{words}"

    def _when(self) -> str:
        held = self._writing.page.session.starts_at.date()
        return "today" if held == self._writing.app.ctx.today else f"on {day_month(held)}"

    def _last_seen(self) -> str:
        page, child = self._writing.page, self._child
        heard = day_of(self._writing.value("view", child.id).get("on"))
        days = [known for known in (page.last_seen.get(child.id), heard) if known]
        before = self._history[0].on if self._history else None
        if not days:
            return f"Before green: no day is written on which {child.short_name} was seen or heard."
        last = max(days)
        since = ", not since the last supervision" if before and last <= before else ""
        return f"Last seen and heard {day_month(last)}{since}."


class FamilyRatingRow(QWidget):
    """The family's rating: the worst child's is proposed, a better one refused; only the chair gives it."""

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__()
        self._writing = writing
        session = writing.page.session
        self._mine = writing.writes and writing.app.ctx.user.id in session.finaliser_ids
        self.words = Label("", "body", "ink2", wrap=True)
        self.error = error_line()
        self.colour: RatingPicker | RatingChip
        if self._mine:
            self.colour = RatingPicker("rating for the family")
            self.colour.setAccessibleName("Rating for the family")
            self.colour.choices[-1].hide()
            Bound(writing, self.colour, "case_rating", "", "colour", COLOURS.get, LETTERS.get, self.error)
            self.colour.edited.connect(self._check)
        else:
            self.colour = RatingChip("N")
        self.setLayout(vbox(hbox(grow(self.words), at(self.colour, MIDDLE), spacing=10), self.error, spacing=3))
        writing.refreshed.connect(self._refresh)
        writing.typed.connect(self._follow)
        self._refresh()

    def _follow(self, item: str, _subject: str) -> None:
        if item in ("rating", "case_rating"):
            self._refresh()

    def _check(self) -> None:
        given = COLOURS.get(str(self.colour.value()), "")  # type: ignore[union-attr]
        refusal = why_case_rating_is_refused(given, self._colours().values())
        self.error.setText(refusal or "")
        self.error.setVisible(bool(refusal))
        self.colour.set_wrong(bool(refusal))  # type: ignore[union-attr]

    def _colours(self) -> dict[str, str]:
        children = self._writing.page.children
        return {child.id: str(self._writing.value("rating", child.id).get("colour") or "") for child in children}

    def _refresh(self) -> None:
        page = self._writing.page
        chair = called(page, page.session.deputy_id or page.session.chair_id)
        given = str(self._writing.value("case_rating").get("colour") or "")
        colour, because = worst_words(page, self._colours())
        proposed = f"{colour.capitalize()} proposed, {because}." if colour else ""
        if isinstance(self.colour, RatingChip):
            self.colour.setVisible(bool(given))
            self.colour.set_code(LETTERS.get(given, "N"))
            words = f"Given by {chair}." if given else f"{chair} gives this rating. {proposed}"
            self.words.setText(words if given or page.may_type else "")
        else:
            self.words.setText(proposed or "The worst child’s rating is proposed here.")


def proposals(page: SessionPage, child: Person) -> str:
    """Who proposed what in their summaries: "Proposed: Red by Josh and Leila. Amber by Dev."."""
    by: dict[str, list[str]] = {}
    for summary in page.summaries:
        view = summary.version.content.values.get(f"risk_view:{child.id}") if summary.version else None
        if view in LETTERS:
            by.setdefault(str(view), []).append(summary.staff.given_name)
    lines = [f"{colour.capitalize()} by {and_listed(by[colour])}." for colour in LETTERS if colour in by]
    return f"Proposed: {' '.join(lines)}" if lines else ""
