"""The rows of Today: who, what kind and when; never content (ui.md 4.1, 4.2)."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.action_status import ActionStatus
from fsworkbook.domain.contributors import SummaryState
from fsworkbook.domain.people import Family, Person
from fsworkbook.services.actions import ActionLine
from fsworkbook.services.board import BoardCell, BoardLine
from fsworkbook.services.summaries import Owed
from fsworkbook.services.today import DraftLine, NewsLine, OverdueSession, RedChild, Waiting
from ui.panels.family_words import age, count, day, long_day, moment
from ui.theme import tokens
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import CardRow, slot
from ui.widgets.check_box import CheckBox
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label, heading3, second, strong
from ui.widgets.layout import STRETCH, at, grid, grow, hbox, in_widget, sized, vbox
from ui.widgets.progress import Progress
from ui.widgets.ratings import RatingChip
from ui.widgets.readiness import ReadinessSquare

BUTTON = 116
SQUARES = {
    SummaryState.FINALISED: "in",
    SummaryState.LATE: "late",
    SummaryState.EXCUSED: "in",
    SummaryState.DRAFT: "draft",
}
STATE_WORDS = {
    SummaryState.FINALISED: "in",
    SummaryState.LATE: "in, late",
    SummaryState.EXCUSED: "excused",
    SummaryState.DRAFT: "a draft",
    SummaryState.NOT_STARTED: "not started",
    SummaryState.NOT_PROVIDED: "not given",
}
MIDDLE = Qt.AlignmentFlag.AlignVCenter


def button(words: str, about: str, icon: str | None = None, primary: bool = False) -> PlainButton | PrimaryButton:
    """A row's button; its spoken name says about what."""
    made = (PrimaryButton if primary else PlainButton)(words, icon, small=True)
    made.setAccessibleName(f"{words}, {about}")
    return made


class WeekRow(QWidget):
    """A family's supervision: time, family, children, squares, the sentence that means the same, one button."""

    def __init__(
        self, line: BoardLine, chips: dict[str, str], today: date, act: QWidget, most_cells: int, narrow: bool
    ) -> None:
        super().__init__()
        place = f" · {line.session.place}" if line.session.place else ""
        at_time, on_day = f"{line.session.starts_at:%H:%M}", day(line.session.starts_at.date(), today)
        when = vbox(STRETCH, heading3(at_time), second(on_day, wrap=False), STRETCH, spacing=2)
        name = strong(line.family.display_name, wrap=True)
        who = vbox(STRETCH, name, second(f"{line.family.ref}{place}"), STRETCH, spacing=2)
        words, rest, wrong = readiness(line)
        state = strong(words, wrap=True)
        state.set_colour("alert" if wrong else "ink")
        said = vbox(STRETCH, state, second(rest), STRETCH, spacing=2)
        rated = grid(*(child_parts(child, colour, today) for child, colour in line.children), spacing=4)
        children = vbox(STRETCH, hbox(rated, STRETCH), STRETCH)
        across, down = tokens().space["row_padding_h"], tokens().space["row_padding_v"]
        if narrow:
            words_of = (grow(in_widget(who)), grow(in_widget(said)))
            top = hbox(sized(in_widget(when), width=92), *words_of, slot(act, BUTTON), spacing=12)
            self.setLayout(vbox(top, hbox(104, children, STRETCH), margins=(across, down), spacing=4))
            return
        squares = hbox(*(at(square(cell, chips), MIDDLE) for cell in line.cells), STRETCH, spacing=4)
        parts = (
            sized(in_widget(when), width=92),
            grow(in_widget(who), 3),
            sized(in_widget(children), width=164),
            sized(in_widget(squares), width=42 * max(1, most_cells)),
            grow(in_widget(said), 3),
            slot(act, BUTTON),
        )
        self.setLayout(hbox(*parts, margins=(across, down), spacing=12))


def child_parts(child: Person, colour: str | None, today: date) -> tuple[QWidget, QWidget]:
    """ "Mia 8" and the rating."""
    name = ElidedLabel(age(child, today).replace(",", ""), "small", "ink2")
    return sized(name, min_width=62), RatingChip((colour or "N")[0], compact=True)


def square(cell: BoardCell, chips: dict[str, str]) -> ReadinessSquare:
    """One discipline's square; excused counts as settled."""
    words = f"{cell.staff.name}: {STATE_WORDS[cell.state]}"
    return ReadinessSquare(chips.get(cell.discipline, ""), SQUARES.get(cell.state, "not_started"), words)


def readiness(line: BoardLine) -> tuple[str, str, bool]:
    """The sentence beside the squares: the state, what is meant, whether it wants somebody."""
    if line.ready:
        late = sum(cell.state is SummaryState.LATE for cell in line.cells)
        words = f"{line.in_count} of {line.expected} in"
        return "Ready", f"{words}, {late} late" if late else words, False
    missing = [cell.staff.name for cell in line.cells if SQUARES.get(cell.state, "") not in ("in", "late")]
    return f"Not ready: {len(missing)} missing", ", ".join(missing), True


class ChildRow(QWidget):
    """A child rated red: since when, the next date against the limit."""

    def __init__(self, child: RedChild, today: date, act: QWidget) -> None:
        super().__init__()
        name = hbox(strong(age(child.child, today)), RatingChip("R", compact=True), STRETCH, spacing=8)
        who = vbox(name, second(child.family.display_name), spacing=2)
        since = vbox(
            Label(f"Red since {long_day(child.since)}", "body", wrap=True), second(_limit(child, today)), spacing=2
        )
        late = child.limit is not None and (child.next_at is None or child.next_at.date() > child.limit)
        following = Label(_next(child.next_at, today), "body", "alert" if late else "ink", wrap=True)
        across, down = tokens().space["row_padding_h"], tokens().space["row_padding_v"]
        parts = (grow(who, 3), grow(since, 3), grow(in_widget(vbox(following)), 3), slot(act, BUTTON))
        self.setLayout(hbox(*parts, margins=(across, down), spacing=12))


def overdue_row(item: OverdueSession, today: date, act: QWidget) -> CardRow:
    """A family past its limit."""
    words = Label(_next(item.next_at, today), "body", "alert" if item.next_at is None else "ink", wrap=True)
    return CardRow(item.family.display_name, f"Past the limit since {day(item.since, today)}", words, slot(act, BUTTON))


def waiting_row(item: Waiting, act: QWidget) -> CardRow:
    """Something only this person can do."""
    words = {
        "finalise": ("Finalise the minutes for {}", "Recorded {}."),
        "record": ("Record the minutes for {}", "The supervision ended. It began {}."),
    }
    title, rest = words[item.what]
    return CardRow(title.format(item.family.display_name), rest.format(moment(item.since)), act)


def owed_row(item: Owed, today: date, now: datetime, act: QWidget) -> QWidget:
    """A summary owed: due words and parts done."""
    place = f", {item.session.place}" if item.session.place else ""
    words = f"{item.family.ref}. Supervision {moment(item.session.starts_at, today)}{place}"
    urgent = item.due.date() <= today
    due = strong(due_words(item.due, now), wrap=True)
    due.set_colour("alert" if urgent else "ink")
    started = item.state is SummaryState.DRAFT
    parts = f"{item.boxes_done} of {count(item.boxes_all, 'part', 'parts')}" if started else "Not started"
    meter = vbox(STRETCH, Progress(item.boxes_done, max(1, item.boxes_all), parts), STRETCH)
    row = CardRow(item.family.display_name, words, sized(due, width=170), in_widget(meter), slot(act, BUTTON))
    return with_marks(row, item.family)


def draft_row(item: DraftLine, now: datetime, act: QWidget) -> QWidget:
    """A draft by kind, family and age."""
    days = (now.date() - item.begun_at.date()).days
    old = Label(draft_age(item, now), "small", "alert" if days > 3 else "ink2")
    return with_marks(CardRow(item.label, item.family.display_name, old, slot(act, 84)), item.family)


def action_row(item: ActionLine, today: date, act: QWidget) -> CardRow:
    """An action by number and family, with its day."""
    mark = late_chip(item, today) or Label(day(item.item.due, today), "small", "ink2")
    proposed = "Not taken on yet. " if item.status is ActionStatus.PROPOSED else ""
    return CardRow(f"Action {item.item.number}", f"{proposed}{action_place(item)}", mark, lead=act)


def action_place(item: ActionLine) -> str:
    """ "Hartley-Osei, supervision 2"."""
    return f"{item.family_name}, supervision {item.session_number}"


def team_action_row(item: ActionLine, names: dict[str, str], today: date) -> CardRow:
    """An overdue action of the team: number, who, which family."""
    who = names.get(item.item.owner_id or "", "")
    told = "Not accepted yet. " if item.chair_is_told else ""
    words = f"{told}{who}. {action_place(item)}." if who else f"{told}{action_place(item)}."
    mark = late_chip(item, today) or Label(day(item.item.due, today), "small", "ink2")
    return CardRow(f"Action {item.item.number}", words, mark)


def news_row(items: Sequence[NewsLine], today: date) -> CardRow:
    """Who did what kind of thing, when; several of a kind on one day in one row."""
    last = items[0]
    article = "an" if last.what[0] in "aeiou" else "a"
    what = f"{article} {last.what}" if len(items) == 1 else f"{len(items)} {plural(last.what)}"
    return CardRow(
        f"{last.who} finalised {what}.", f"{last.family.display_name}, {moment(last.at, today)}", lead=Avatar(last.who)
    )


def grouped_news(news: Sequence[NewsLine]) -> list[list[NewsLine]]:
    """The news with what one person did of one kind in one family on one day together, newest first."""
    groups: dict[tuple[str, str, str, date], list[NewsLine]] = {}
    for item in news:
        groups.setdefault((item.who, item.what, item.family.id, item.at.date()), []).append(item)
    return list(groups.values())


def plural(word: str) -> str:
    """Summaries, answers."""
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def tick(item: ActionLine) -> CheckBox:
    """The box that says an action is done."""
    box = CheckBox("")
    what = "Take on" if item.status is ActionStatus.PROPOSED else "Done"
    box.setAccessibleName(f"{what}: action {item.item.number}, {item.family_name}")
    return box


def with_marks(row: CardRow, family: Family) -> QWidget:
    """The row of a restricted family says so to those who may see it at all."""
    if not family.restricted:
        return row
    return in_widget(vbox(row, hbox(16, Chip("Restricted", "plain", "lock"), STRETCH, margins=(0, 0, 0, 8)), spacing=0))


def late_chip(item: ActionLine, today: date) -> Chip | None:
    """ "2 days late", where it is."""
    if item.overdue_since is None:
        return None
    days = (today - item.overdue_since).days + 1
    return Chip(f"{count(days, 'day', 'days')} late", "alert", "clock")


def due_words(due: datetime, now: datetime) -> str:
    """ "Today by 17:00", "Tue 16 Dec by 17:00"; past, "Was due …"."""
    words = day(due.date(), now.date())
    return f"Was due {words} {due:%H:%M}" if due < now else f"{words[:1].upper()}{words[1:]} by {due:%H:%M}"


def draft_age(item: DraftLine, now: datetime) -> str:
    """How old a draft is, from the day it was begun."""
    days = (now.date() - item.begun_at.date()).days
    if not days:
        return f"Today {item.saved_at:%H:%M}"
    words = f"{count(days, 'day', 'days')} old"
    return f"{words}, finish or discard" if days > 3 else words


def _next(at_: datetime | None, today: date) -> str:
    return f"Supervision {moment(at_, today)}" if at_ else "No supervision is planned"


def _limit(child: RedChild, today: date) -> str:
    if child.limit is None and child.is_held:
        return "The next is set when the minutes are final"
    return f"The next by {day(child.limit, today)}" if child.limit else "No limit is entered"
