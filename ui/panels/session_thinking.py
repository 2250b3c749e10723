"""Last actions, what each discipline wrote, what parents say, and what the group is not seeing (domain.md 3.10)."""

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.supervision import ActionItem, SessionState
from ui.panels.family_words import short_day
from ui.panels.session_cells import Value
from ui.panels.session_part import CardPart
from ui.panels.session_parts import TOP, Bound, Whom, captioned, text_part, words_part
from ui.panels.session_people import PersonCombo, staff_choices
from ui.panels.session_summaries import summary_texts
from ui.panels.session_words import called, full_name
from ui.panels.session_writing import SessionWriting
from ui.widgets.choice_row import SegmentedChoice
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox


class LastActionsPart(CardPart):
    """Item 3: what became of the actions of last time, and what that changed."""

    number = 3
    items = ("last_action",)

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__(writing, "Last actions", "and what they changed")
        self._outcomes = [(option.code, option.label) for option in catalogue.options["action_outcome"]]

    def fill(self) -> None:
        actions = self.writing.page.last_actions
        for number, action in enumerate(actions, 1):
            self.row(self._row(number, action))
        if not actions:
            self.card.add(second("No action was open before this supervision."))

    def _row(self, number: int, action: ActionItem) -> QWidget:
        page = self.writing.page
        owner = full_name(page, action.owner_id or action.owner_person_id)
        head = vbox(
            Label(action.text, "body", weight="medium", wrap=True),
            second(f"{owner}, by {short_day(action.due)}"),
            spacing=1,
        )
        changed = text_part(
            self.writing, "last_action", action.id, f"What it changed, last action {number}", "What did it change?",
            part="changed", quiet=True,
        )  # fmt: skip
        if not self.writing.writes:
            outcome = words_part(self.writing, "last_action", action.id, self._outcome_words)
            return in_widget(
                hbox(grow(head, 3), grow(vbox(outcome, changed, spacing=1), 4), margins=(0, 8), spacing=12)
            )
        became = SegmentedChoice(self._outcomes, f"last action {number}")
        Bound(self.writing, became, "last_action", action.id, "outcome")
        top = hbox(grow(head), at(became, TOP), spacing=12)
        return in_widget(vbox(top, changed, margins=(0, 8), spacing=3))

    def _outcome_words(self, value: Value) -> str:
        return dict(self._outcomes).get(str(value.get("outcome") or ""), "")


class DisciplinesPart(CardPart):
    """Item 4: each discipline, the absent first. The summaries are beside the record; nobody types them again."""

    number = 4

    def __init__(self, writing: SessionWriting, catalogue: Catalogue) -> None:
        super().__init__(writing, "Each discipline", "what changed, stage and why, one question; the absent first")
        self._catalogue = catalogue

    def fill(self) -> None:
        page = self.writing.page
        chair = called(page, page.session.deputy_id or page.session.chair_id)
        for summary in page.summaries:
            title = self._catalogue.discipline(summary.discipline).title
            if summary.version is None:
                state = "no summary"
            elif summary.absent:
                state = f"summary read by {chair}"
            else:
                state = f"summary of {short_day(summary.version.finalised_at.date())}"
            who = Label(title, "body", weight="medium", wrap=True)
            line = hbox(grow(who, 3), grow(second(summary.staff.name), 2), grow(second(state), 2))
            texts = summary_texts(summary) if page.session.state is SessionState.FINALISED else []
            self.row(in_widget(vbox(line, *texts, margins=(0, 7), spacing=4)))


class ParentsPart(CardPart):
    """Item 5: what parents and network say."""

    number = 5
    items = ("parent_view",)

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "Parents, network", "what they say")

    def fill(self) -> None:
        for adult in self.writing.page.adults:
            name = adult.short_name
            over = self.writing.page.session.state is SessionState.FINALISED
            if over and not self.writing.value("parent_view", adult.id):
                continue
            if self.writing.writes:
                text = text_part(self.writing, "parent_view", adult.id, f"What {name} says", quiet=True)
                via = PersonCombo(staff_choices(self.writing.page, self.writing.app.ctx.today), "told to")
                via.setAccessibleName(f"To whom {name} said it")
                Bound(self.writing, sized(via, max_width=150), "parent_view", adult.id, "via")
                row = hbox(at(Whom(name), TOP), grow(text), at(via, TOP), margins=(0, 6), spacing=8)
            else:
                said = words_part(self.writing, "parent_view", adult.id, self._words)
                row = hbox(at(Whom(name), TOP), grow(said), STRETCH, margins=(0, 8), spacing=8)
            self.row(in_widget(row))

    def _words(self, value: Value) -> str:
        via = full_name(self.writing.page, value.get("via"))
        return f"{value.get('text') or ''}{f' Told to {via}.' if via else ''}".strip()


class NotSeeingPart(CardPart):
    """Item 6: reflection, and what difference support made for each child."""

    number = 6
    items = ("reflection", "impact")

    def __init__(self, writing: SessionWriting) -> None:
        super().__init__(writing, "What are we not seeing?", "")

    def fill(self) -> None:
        hint = "Other readings? Feelings in the work? Who is watched, who is not asked?"
        reflection = text_part(self.writing, "reflection", "", "What are we not seeing?", hint, quiet=True, lines=2)
        rows: list[QWidget] = [reflection]
        for child in self.writing.page.children:
            name = f"What difference support made for {child.short_name}"
            part = text_part(self.writing, "impact", child.id, name, "What difference did support make?", quiet=True)
            rows.append(captioned(f"Support and {child.short_name}", part, 132))
        if self.writing.text("impact") or not self.writing.page.children:
            rows.append(text_part(self.writing, "impact", "", "What difference support made", quiet=True))
        self.card.add(vbox(*rows, spacing=6))
