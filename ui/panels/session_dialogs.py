"""The two dialogs at the end of a supervision: reading back, and the manager's finalising, in words (ui.md 4.5)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.supervision import PRESENT, SessionState
from fsworkbook.domain.working_days import finalised_by
from fsworkbook.services.session_page import SessionPage
from fsworkbook.services.text_rules import TextQuestion
from ui.panels.family_words import day
from ui.panels.session_parts import TOP, day_of
from ui.panels.session_words import LETTERS, called, day_month, full_name, long_day, person_of
from ui.theme import px
from ui.widgets.card import Rule
from ui.widgets.check_box import CheckBox
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.glyph import Glyph
from ui.widgets.labelled import LabelledField
from ui.widgets.labels import Label, group
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.line_field import LineField
from ui.widgets.rating_shapes import word
from ui.widgets.scroll import VerticalScroll
from ui.widgets.speech import announce

FEW = 9
COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


class FinaliseDialog(WorkbookDialog):
    """Checked; Worth a look first; What happens next; "I have read the whole record". `finalised(answers)`.

    The keyboard starts on Not yet. It stays open until the service has finalised: `ask` shows what it asks about the
    text, `show_error` what it says.
    """

    finalised = Signal(object)

    def __init__(self, parent: QWidget, page: SessionPage) -> None:
        session = page.session
        self._questions: list[tuple[TextQuestion, LabelledField]] = []
        self.read = CheckBox("I have read the whole record")
        self.error = Label("", "body", "alert", weight="medium", wrap=True)
        self.error.hide()
        self._asked = vbox(spacing=8)
        rows: list[QWidget] = [Rule(), group("Checked"), *(_line("circle-check", words) for words in checked(page))]
        if page.worth_a_look:
            rows.append(group("Worth a look first"))
            first = sorted(page.worth_a_look, key=lambda missing: missing.item != "tell")  # who is told first can harm
            rows += [_line("circle", missing.sentence) for missing in first]
        body: QWidget = in_widget(vbox(*rows, spacing=8))
        if len(rows) > FEW:
            body = sized(VerticalScroll(body), min_height=300)
        after = Label(what_happens(page), "body", wrap=True)
        inner = vbox(
            grow(body), Rule(), group("What happens next"), after, self._asked, 8, self.read, self.error, spacing=8
        )
        buttons = (("not_yet", "Not yet"), ("read", "Read it again"), ("finalise", "Finalise"))
        title = f"Finalise supervision {session.number}, {page.family.display_name}"
        super().__init__(parent, title, (recorded_words(page),), buttons, "not_yet", "finalise", in_widget(inner))

        self._show_ready()
        self.read.toggled.connect(self._show_ready)

    def may_finish(self, key: str) -> bool:
        if key != "finalise":
            return True
        if not self.read.value():
            self.show_error("Tick that you have read the whole record.")
            self.read.setFocus()
            return False
        for _, field in self._questions:
            if not field.value():
                field.show_error("Answer this, in a few words.")
                return False
        self.buttons["finalise"].setEnabled(False)
        self.finalised.emit({question.code: str(field.value()) for question, field in self._questions})
        return False

    def _show_ready(self) -> None:
        """Finalise is what comes next once the record was read: a plain button until then."""
        self.buttons["finalise"].set_kind("primary" if self.read.value() else "plain")

    def ask(self, questions: Sequence[TextQuestion]) -> None:
        """What only who finalises can answer, before the text is fixed."""
        self.buttons["finalise"].setEnabled(True)
        for question in questions:
            field = LabelledField(question.sentence, LineField())
            self._questions.append((question, field))
            self._asked.put(field)
        self._fit()
        if self._questions:
            self._questions[0][1].field.setFocus()

    def show_error(self, sentence: str) -> None:
        """Why it is not finalised."""
        self.buttons["finalise"].setEnabled(True)
        self.error.setText(sentence)
        self.error.show()
        announce(self.error, sentence, at_once=True)
        self.buttons["finalise"].setFocus()
        self._fit()


class ReadBackDialog(WorkbookDialog):
    """The ratings, decisions, actions and the next date, to be read aloud. The answer is "done" when it was."""

    def __init__(self, parent: QWidget, page: SessionPage, values) -> None:
        rows: list[QWidget] = []
        for title, lines in read_back_lines(page, values):
            rows.append(group(title))
            rows += [Label(line, "reading", wrap=True) for line in lines]
        scroll = sized(VerticalScroll(in_widget(vbox(*rows, STRETCH, margins=(0, 0, 8, 0), spacing=6))), min_height=420)
        buttons = (("close", "Not yet"), ("done", "It is read back"))
        super().__init__(
            parent, "Read back", ("Read it aloud to everybody who is here.",), buttons, "close", "done", scroll
        )
        self.setMinimumWidth(px(640))


def checked(page: SessionPage) -> list[str]:
    """What holds, in words."""
    record = page.record
    moved = []
    for child in page.children:
        now, before = record.text("rating", child.id, "colour"), page.past_ratings.get(child.id, ())
        if now and before and before[0].colour != now:
            moved.append(f"{child.short_name} went from {_colour(before[0].colour)} to {_colour(now)}.")
    case = record.text("case_rating", part="colour")
    family = f" The family is rated {_colour(case)}." if case else ""
    rated = all(record.text("rating", child.id, "reason") for child in page.children)
    colours = {record.text("rating", child.id, "colour") for child in page.children}
    given = "a rating or the reason why it is not rated" if "NOT_RATED" in colours else "a rating and a reason"
    lines = [f"Every child has {given}. {' '.join(moved)}{family}".strip()] if rated else []
    decisions = record.all("decision")
    if decisions:
        against = [cell for cell in decisions if cell.value.get("against")]
        why = ", each with a why" if all(cell.value.get("why") for cell in decisions) else ""
        voices = "No one was against." if not against else f"{_count(len(against))} with somebody against."
        lines.append(f"{_count(len(decisions))} {'decision' if len(decisions) == 1 else 'decisions'}{why}. {voices}")
    actions = record.all("action")
    if actions and all(
        (cell.value.get("owner_id") or cell.value.get("owner_person")) and cell.value.get("due") for cell in actions
    ):
        lines.append(f"Every action has one owner and a date.{_told_first(page)}")
    return lines + [missing.sentence for missing in page.missing]


def _told_first(page: SessionPage) -> str:
    """Who is told first, where that is as it must be: a person who is harmed before anybody else (domain.md 3.7)."""
    tells = page.record.all("tell")
    harmed = {adult.id for adult in page.adults if adult.is_harmed}
    if not tells or (harmed and tells[0].value.get("whom") not in harmed):
        return ""
    value = tells[0].value
    return f" {_short(page, value.get('whom'))} is told first, by {called(page, str(value.get('by')))}."


def recorded_words(page: SessionPage) -> str:
    """Who recorded it and by when it is finalised."""
    session = page.session
    until = day_month(finalised_by((session.started_at or session.starts_at).date()))
    if session.state is SessionState.RECORDED and session.recorded_at:
        when = f"{long_day(session.recorded_at.date())}, {session.recorded_at:%H:%M}"
        return f"Recorded by {full_name(page, session.recorded_by)}, {when}. You have until {until}."
    return f"In the room, after the read-back: it is recorded and finalised in one act. You have until {until}."


def what_happens(page: SessionPage) -> str:
    """Fixed text, and how many people get it. Never a word about what a copy leaves out."""
    session = page.session
    leads = {session.deputy_id or session.chair_id, session.minute_taker_id}
    modes = page.record.attendance
    people = {summary.staff.id for summary in page.summaries} | {key for key, mode in modes.items() if mode in PRESENT}
    number = len(people - leads)
    get = "One person gets the notes, in a copy made for them" if number == 1 else (
        f"{_count(number)} people get the notes, each in a copy made for them"
    )  # fmt: skip
    return f"The text is fixed. {get}. The actions start."


def read_back_lines(page: SessionPage, values) -> list[tuple[str, list[str]]]:
    """What is read aloud, group by group; `values` gives a cell by item and subject, and their order."""
    ratings = []
    for child in page.children:
        value = values.value("rating", child.id)
        if value.get("colour"):
            ratings.append(f"{child.short_name}: {_colour(str(value['colour']))}. {value.get('reason') or ''}".strip())
    decisions = [_decision(values.value("decision", key)) for key in values.all("decision")]
    actions = [_action(page, values.value("action", key)) for key in values.all("action")]
    tells = [_tell(page, values.value("tell", key)) for key in values.all("tell")]
    following = values.value("next")
    when = day_of(following.get("on"))
    ending = "This was the last supervision." if following.get("last") else ""
    if when:
        ending = f"{long_day(when, year=True)}, {following.get('time') or ''}, {following.get('place') or ''}".rstrip(
            ", "
        )
    groups = (("Ratings", ratings), ("Decisions", decisions), ("Actions", actions), ("Who tells whom", tells),
              ("Next supervision", [ending] if ending else []))  # fmt: skip
    return [(title, lines) for title, lines in groups if lines]


def _decision(value: Mapping) -> str:
    return f"{value.get('text') or ''} Why: {value.get('why') or 'not said yet'}"


def _action(page: SessionPage, value: Mapping) -> str:
    owner = full_name(page, value.get("owner_id") or value.get("owner_person")) or "nobody yet"
    due = day_of(value.get("due"))
    return f"{value.get('text') or ''}: {owner}{f', by {day(due)}' if due else ''}"


def _tell(page: SessionPage, value: Mapping) -> str:
    whom, by = full_name(page, value.get("whom")), full_name(page, value.get("by"))
    return f"{whom} is told by {by}, {value.get('how') or ''}".rstrip(", ")


def _short(page: SessionPage, person_id: object) -> str:
    person = person_of(page, str(person_id))
    return person.short_name if person else full_name(page, person_id)


def _line(icon: str, words: str) -> QWidget:
    return in_widget(hbox(at(Glyph(icon, 16), TOP), grow(Label(words, "body", wrap=True)), spacing=9))


def _colour(code: str) -> str:
    return word(LETTERS[code])


def _count(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else str(number)
