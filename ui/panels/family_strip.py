"""The strip over every page of a family: who they are, each child with its rating, each adult with the behaviours that
harm, what comes next and what I owe. Built only from what the service gave this reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.services.families import FamilyPage
from fsworkbook.services.family_header import AdultStages, ChildRating
from fsworkbook.services.summaries import Owed
from ui.app import App
from ui.panels.family_words import age, day, short_day
from ui.theme import colour, px, theme, tokens
from ui.widgets import paint
from ui.widgets.buttons import QuietButton
from ui.widgets.card import empty
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label, second, strong
from ui.widgets.layout import STRETCH, at, hbox, in_widget, sized, vbox
from ui.widgets.ratings import RatingChip
from ui.widgets.scroll import FlowLayout
from ui.widgets.stages import StageChip

TOP = Qt.AlignmentFlag.AlignTop
MIDDLE = Qt.AlignmentFlag.AlignVCenter


FORMS = ("columns", "line", "lines")


@dataclass(frozen=True, slots=True)
class StripFacts:
    """What the strip shows; `owed` is the summary this reader owes for the next supervision of this family."""

    page: FamilyPage
    owed: Owed | None
    today: date
    catalogue: Catalogue


class Divider(QFrame):
    """A thin upright line between the parts of the strip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme().line_width(), 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.line(painter, self.rect().topLeft(), self.rect().bottomLeft(), "line2")


class FamilyStripPanel(QFrame):
    """`fit(effective width)` chooses the form: columns, one line with More, or two lines."""

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._facts: StripFacts | None = None
        self._most = self._form = ""
        self._room = 0
        self._open = False
        self._content = vbox(spacing=0)
        self.more = QuietButton("More", "chevron-down", small=True)
        self.setLayout(self._content)
        self.setAccessibleName("Family")

        self.more.clicked.connect(self._toggle)
        self.more.setParent(self)
        self.more.hide()

    def show_facts(self, facts: StripFacts) -> None:
        """Another family, or what changed in it."""
        self._facts = facts
        self._build()

    def fit(self, effective: float) -> None:
        """Lay out for a window of this effective width (ui.md 3)."""
        wide, small = tokens().breakpoints["medium"], tokens().breakpoints["small"]
        form = "columns" if effective >= wide else "line" if effective >= small else "lines"
        if form != self._most or px(effective) != self._room:
            self._most, self._room = form, px(effective)
            self._build()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        paint.line(painter, self.rect().bottomLeft(), self.rect().bottomRight(), "line")

    def _build(self) -> None:
        """The form for this width; a family of many takes one with fewer things side by side."""
        if self._facts is None or not self._most:
            return
        for form in FORMS[FORMS.index(self._most) :]:
            self._form = form
            if self._build_form() <= self._room:
                break

    def _build_form(self) -> int:
        """Build it; how wide it is at the least."""
        self.more.setParent(self)
        empty(self._content)
        if self._form == "columns":
            row = sized(in_widget(self._columns()), min_height=tokens().control["family_header"])
        else:
            row = in_widget(self._lines())
        width = row.minimumSizeHint().width()  # before it is put in: there it counts for nothing until it is shown
        self._content.put(row)
        if self._form != "columns" and self._open:
            details = hbox(*self._adult_columns(), 12, self._next(), STRETCH, margins=(24, 2, 24, 10), spacing=24)
            self._content.put(in_widget(details))
        self.more.setVisible(self._form != "columns")
        return width

    def _columns(self):
        facts = self._facts
        assert facts is not None
        header = facts.page.header
        return hbox(
            self._name(),
            Divider(),
            *(self._child(child) for child in header.children),
            Divider() if header.children and header.adults else None,
            *self._adult_columns(),
            Divider() if header.adults or header.children else None,
            self._next(),
            STRETCH,
            at(self._summary_button(), MIDDLE) if facts.owed else None,
            margins=(20, 9),
            spacing=16,
        )

    def _lines(self):
        facts = self._facts
        assert facts is not None
        header = facts.page.header
        name = (ElidedLabel(header.family.display_name, "heading2"), second(header.family.ref, wrap=False))
        plan = Chip(header.plan) if header.plan else None
        children = [
            hbox(
                second(child.person.short_name, wrap=False),
                RatingChip(rating_code(child.colour), compact=True),
                spacing=6,
            )
            for child in header.children
        ]
        middle = [at(part, MIDDLE) for part in (*name, plan) if part is not None]
        if self._form == "line":
            return hbox(*middle, STRETCH, *children, 8, at(self.more, MIDDLE), margins=(20, 8), spacing=10)
        first = hbox(*middle, STRETCH, at(self.more, MIDDLE), spacing=10)
        flow = FlowLayout(spacing=16)
        for child in children:
            flow.addWidget(in_widget(child))
        return vbox(first, flow, margins=(16, 6), spacing=2)

    def _name(self) -> QWidget:
        assert self._facts is not None
        header = self._facts.page.header
        title = ElidedLabel(header.family.display_name, "heading2")
        first = hbox(title, at(second(header.family.ref, wrap=False), Qt.AlignmentFlag.AlignBottom), spacing=10)
        marks = [Chip(header.plan)] if header.plan else []
        if header.family.restricted:
            marks.append(Chip("Restricted", "alert", "lock"))
        return in_widget(vbox(STRETCH, first, hbox(*marks, STRETCH, spacing=6), STRETCH, spacing=7))

    def _child(self, child: ChildRating) -> QWidget:
        assert self._facts is not None
        today = self._facts.today
        words = second(age(child.person, today), wrap=False)
        chip = RatingChip(rating_code(child.colour))
        chip.setAccessibleName(f"{child.person.short_name}: {chip.text()}")
        if child.rated_on:
            chip.setToolTip(f"Rated {day(child.rated_on, today)}")
        return in_widget(vbox(STRETCH, words, chip, STRETCH, spacing=7))

    def _adult_columns(self) -> Sequence[QWidget]:
        assert self._facts is not None
        return [self._adult(adult) for adult in self._facts.page.header.adults if adult.stages]

    def _adult(self, adult: AdultStages) -> QWidget:
        assert self._facts is not None
        lines = []
        for entry in adult.stages:
            behaviour = second(behaviour_words(self._facts.catalogue, entry.behaviour), wrap=False)
            chip = StageChip(entry.stage, short_day(entry.lapse_on) if entry.lapse_on else None)
            lines.append(hbox(behaviour, chip, STRETCH, spacing=10))
        return in_widget(vbox(strong(adult.person.name), *lines, STRETCH, spacing=2))

    def _next(self) -> QWidget:
        assert self._facts is not None
        session, owed = self._facts.page.header.next_session, self._facts.owed
        today = self._facts.today
        if session is None:
            words: list[QWidget] = [second("Next supervision", wrap=False), Label("No date yet", "body")]
        else:
            at_words = f"{day(session.starts_at.date(), today)}, {session.starts_at:%H:%M}"
            at_words = at_words[0].upper() + at_words[1:]
            words = [second("Next supervision", wrap=False), Label(at_words, "body", weight="semibold")]
        if owed is not None:
            words.append(Label(f"Your summary: {day(owed.due.date(), today)} {owed.due:%H:%M}", "small", "alert"))
        return in_widget(vbox(*words, STRETCH, spacing=2))

    def _summary_button(self) -> QWidget:
        button = QuietButton("Write my summary", "notebook-pen", small=True)
        button.clicked.connect(self._write_summary)
        return button

    def _write_summary(self) -> None:
        assert self._facts is not None
        assert self._facts.owed is not None
        self._app.go("summary", session_id=self._facts.owed.session.id)

    def _toggle(self) -> None:
        self._open = not self._open
        self.more.setText("Less" if self._open else "More")
        self._build()
        self.more.setFocus()


def behaviour_words(catalogue: Catalogue, code: str) -> str:
    """The behaviour as people say it: "Alcohol"."""
    return catalogue.label("target_behaviour", code)


def rating_code(colour: str | None) -> str:
    """The chip's letter of a rating: RED is "R"; where there is none, or not rated, "N"."""
    return colour[:1] if colour in ("RED", "AMBER", "GREEN") else "N"
