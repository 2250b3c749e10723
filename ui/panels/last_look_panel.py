"""The last look before a file is written (domain.md 2.13): everything that would leave, each in its sentence, to keep
or to take out; then one button makes the copy. What is left stays in."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from fsworkbook.services.export_assessment import AssessmentRequest
from fsworkbook.services.exporting import Exported
from fsworkbook.services.last_look import FoundKind, LookLine
from ui.app import App
from ui.panels.choice_list import ChoiceList
from ui.panels.choice_rows import TextRow
from ui.panels.copy_choices import Looked, require_seen
from ui.panels.copy_making import CopyMakingPanel
from ui.panels.copy_words import FOUND, found_words
from ui.panels.family_words import count
from ui.theme import colour, theme, tokens
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, Frame
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Label, heading2, second
from ui.widgets.layout import STRETCH, grow, hbox, in_widget, sized, vbox
from ui.widgets.notice import NoticeBar
from ui.widgets.scroll import VerticalScroll

MUST_GO = "No document may hold this. Take it out, or correct it in the workbook."
MUST_GO_ALL = "of the family’s contact points stand in the text. No document may hold one."
CHILD = "It may be read by the other parent."
KEEPS_ALL = "Everything stays in."
NOTHING = "No name, place, time, telephone number or school stands in its texts."
EVERYTHING = "Everything"
ALL = ""


class LastLookPanel(QWidget):
    """`left()`: back without a copy; `made(Exported)`."""

    left = Signal()
    made = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.request: AssessmentRequest | None = None
        self._lines: tuple[LookLine, ...] = ()
        self._seen: frozenset[tuple[str, str]] = frozenset()
        self.heading = heading2("Last look")
        self.second = second("")
        self.back = QuietButton("Back", "chevron-left", small=True)
        self.child = NoticeBar("blue", "info", CHILD)
        self.must_go = NoticeBar("plum", "circle-alert", "", button="Take them out")
        self.filter = ChoiceField([(ALL, EVERYTHING)])
        self.kept = second("")
        self.list = ChoiceList("What would leave", ("Keep", "Take out"))
        self.nothing = Label(NOTHING, "body", wrap=True)
        self.holds = Card("Answers in it")
        self.making = CopyMakingPanel(app)
        self._lay_out()
        self._connect()

    def show_look(self, request: AssessmentRequest, label: str, look: Looked, for_child: bool) -> None:
        """What would leave with this request; what was taken out of an earlier look at the same copy stays out."""
        if self.request is None or (self.request.recipient, self.request.person_id) != (
            request.recipient,
            request.person_id,
        ):
            self.list.choose(self.list.chosen, second=False)
        self.request, self._lines, self._seen = request, look.lines, look.seen
        self.heading.setText(f"Last look: {label}")
        self.child.setVisible(for_child)
        self.making.clear()
        self._show_holds(look)
        self._show_filter()
        self._show_rows()
        self._show_state()
        for part in (self.list, self.filter):
            part.setVisible(bool(look.lines))
        self.nothing.setVisible(not look.lines)
        (self.list if look.lines else self.making.act).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setVisible(theme().effective_width(self.width()) >= tokens().breakpoints["medium"])

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("canvas"))

    def _lay_out(self) -> None:
        sized(self.filter, max_width=320)
        sized(self.holds, width=tokens().layout["drawer"])
        self.filter.setAccessibleName("Show")
        head = hbox(grow(vbox(self.heading, self.second, spacing=2)), self.back, spacing=12)
        frame = Frame(vbox(grow(self.list), self.nothing, margins=(2, 4)), radius="panel")
        self._beside = in_widget(vbox(self.holds, STRETCH))
        body = hbox(grow(frame), self._beside, spacing=16)
        foot = Frame(vbox(self.kept, self.making, margins=(16, 10), spacing=6))
        rows = vbox(
            head,
            self.child,
            self.must_go,
            hbox(self.filter, STRETCH),
            grow(body),
            foot,
            margins=(40, 16, 24, 16),
            spacing=10,
        )
        self.setLayout(vbox(VerticalScroll(in_widget(rows)), spacing=0))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.filter.edited.connect(self._show_rows)
        self.list.edited.connect(self._show_state)
        self.must_go.acted.connect(self._take_out_all)
        self.making.asked.connect(self._make)
        self.making.made.connect(self._made)

    def _show_holds(self, look: Looked) -> None:
        self.holds.clear()
        for number, title, pieces in look.headings:
            if pieces:
                line = hbox(grow(Label(f"{number}  {title}", "small", wrap=True)), second(str(pieces), wrap=False))
                self.holds.content.put(in_widget(hbox(grow(line), margins=(16, 4))))
        self.holds.content.put(8)

    def _show_filter(self) -> None:
        numbers = {kind: len({line.found for line in self._lines if line.kind is kind}) for kind in FOUND}
        words = found_words(numbers)
        rows = len(rows_of(self._lines))
        self.second.setText(f"{words} in {count(rows, 'paragraph', 'paragraphs')}." if words else "")
        choices: list[tuple[Hashable, str]] = [(ALL, EVERYTHING)]
        for kind, (_, many) in FOUND.items():
            found = sorted({line.found for line in self._lines if line.kind is kind})
            if len(found) > 1:
                choices.append((kind, f"All {many}"))
            choices += [((kind, word), f"{word}, {self._times(kind, word)}") for word in found]
        self.filter.set_choices(choices)
        self.filter.set_value(ALL)

    def _times(self, kind: FoundKind, word: str) -> str:
        lines = [line for line in self._lines if line.kind is kind and line.found == word]
        return count(len(lines), "time", "times")

    def _show_rows(self) -> None:
        self.list.show_rows(rows_of(line for line in self._lines if self._is_shown(line)))

    def _is_shown(self, line: LookLine) -> bool:
        wanted = self.filter.value()
        return wanted in (ALL, line.kind, (line.kind, line.found))

    def _show_state(self) -> None:
        removed = self._removed()
        out = count(len(removed), "paragraph is", "paragraphs are")
        self.kept.setText(f"{out} taken out. The rest stays in." if removed else KEEPS_ALL)
        self.kept.setVisible(bool(self._lines))
        standing = {line.found for line in self._lines if line.must_go and line.paragraph_id not in removed}
        self.must_go.setVisible(bool(standing))
        self.must_go.set_notice(f"{len(standing)} {MUST_GO_ALL}")

    def _removed(self) -> frozenset[str]:
        return self.list.chosen & {line.paragraph_id for line in self._lines}

    def _take_out_all(self) -> None:
        self.list.choose({line.paragraph_id for line in self._lines if line.must_go})
        self._show_state()
        self.list.setFocus()

    def _make(self) -> None:
        assert self.request is not None
        request = replace(self.request, removed=self._removed())
        self.making.make(request, partial(require_seen, request, self._seen))

    def _made(self, exported: Exported) -> None:
        self.made.emit(exported)


def rows_of(lines: Iterable[LookLine]) -> list[TextRow]:
    """A row for each paragraph, with its sentences and what was found in them; what leads to somebody comes first."""
    order = list(FOUND)
    paragraphs: dict[str, list[LookLine]] = {}
    for line in lines:
        paragraphs.setdefault(line.paragraph_id, []).append(line)
    ranked = sorted(
        paragraphs.values(),
        key=lambda found: (not any(line.must_go for line in found), min(order.index(line.kind) for line in found)),
    )
    return [
        TextRow(
            found[0].paragraph_id,
            " ".join(dict.fromkeys(line.sentence for line in found)),
            tuple(dict.fromkeys(line.found for line in found)),
            warning=MUST_GO if any(line.must_go for line in found) else "",
        )
        for found in ranked
    ]
