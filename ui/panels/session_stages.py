"""Where each adult is now: last stage, stage now, the words that show it. Nobody is staged for being harmed."""

from PySide6.QtWidgets import QWidget

from fsworkbook.domain.change_stage import latest, question_before
from fsworkbook.domain.people import Person
from ui.panels.family_words import short_day
from ui.panels.session_cells import Value
from ui.panels.session_dates import DayField
from ui.panels.session_part import CardPart
from ui.panels.session_parts import MIDDLE, TOP, Bound, Whom, captioned, day_json, day_of, text_part, under
from ui.panels.session_text import GrowingText, SaidLabel, show_if
from ui.panels.session_words import day_month
from ui.panels.session_writing import SessionWriting
from ui.widgets.buttons import PlainButton, QuietButton
from ui.widgets.card import Frame
from ui.widgets.glyph import Glyph
from ui.widgets.labels import Label, second
from ui.widgets.layout import STRETCH, at, grow, hbox, in_widget, sized, vbox
from ui.widgets.stages import StageChip, StagePicker

LAST = 168


class StagesPart(CardPart):
    """Before the colours: an adult and a behaviour a row; then, for who is harmed, two texts for their readers."""

    number = 7
    items = ("stage", "keeps_safe", "gets_in_way")

    def __init__(self, writing: SessionWriting) -> None:
        before = [entry.on for entry in writing.page.last_stages]
        super().__init__(writing, "Where each adult is now", "each behaviour that harms")
        if before:
            self.card.head.put(at(second(f"{day_month(max(before))}  →  today", wrap=False), MIDDLE))

    def fill(self) -> None:
        page = self.writing.page
        adults = {adult.id: adult for adult in page.adults}
        for adult_id, behaviour in page.behaviours:
            if adult_id in adults:
                self.row(StageRow(self.writing, adults[adult_id], behaviour))
        for adult in page.adults:
            safety = self._safety(adult)
            if adult.is_harmed and safety is not None:
                self.row(safety)

    def _safety(self, adult: Person) -> QWidget | None:
        texts = (
            ("keeps_safe", f"What {adult.short_name} does to keep the children safe"),
            ("gets_in_way", f"What gets in the way, {adult.short_name}"),
        )
        shown = []
        for item, name in texts:
            may_read = (item, adult.id) not in self.writing.page.not_for_me
            if may_read and (self.writing.writes or self.writing.text(item, adult.id)):
                part = text_part(self.writing, item, adult.id, name, quiet=True)
                shown.append(grow(under(name.split(",")[0], part)))
        return in_widget(hbox(*shown, margins=(0, 8), spacing=16)) if shown else None


class StageRow(QWidget):
    """One adult and behaviour."""

    def __init__(self, writing: SessionWriting, adult: Person, behaviour: str) -> None:
        super().__init__()
        label = writing.app.ctx.catalogue.label("target_behaviour", behaviour)
        words = label[:1].lower() + label[1:]
        self._writing, self._subject = writing, f"{adult.id}:{behaviour}"
        self._name = f"{adult.short_name}, {words}"
        last = latest(writing.page.last_stages, adult.id, behaviour)
        self._last = last.stage if last else None
        column = self._editors() if writing.writes else self._words()
        whom = Whom(adult.short_name, words)
        self.setLayout(hbox(at(whom, TOP), grow(column), margins=(0, 8), spacing=8))

    def _before(self) -> QWidget:
        chip: QWidget = StageChip(self._last) if self._last else second("first time", wrap=False)
        return sized(in_widget(hbox(chip, STRETCH)), width=LAST)

    def _words(self) -> QWidget:
        self._chip = StageChip("PRE_CONTEMPLATION")
        evidence = SaidLabel(self._writing, "stage", self._subject, "evidence")
        other = SaidLabel(
            self._writing, "stage", self._subject, "disagreement", colour="ink2", lead="A different view:"
        )
        top = hbox(self._before(), Glyph("arrow-right", 16), self._chip, STRETCH, spacing=10)
        self._writing.refreshed.connect(self._show_chip)
        self._show_chip()
        return in_widget(vbox(top, evidence, other, spacing=3))

    def _editors(self) -> QWidget:
        self.differs = _quiet("A different view", "users", f"A different view on {self._name}")
        evidence = self._text("evidence", f"What shows it, {self._name}", "The words that show it")
        self.other = self._text("disagreement", f"A different view, {self._name}", "Who, and what they say")
        self._other_row = captioned("Different view", self.other, 92)
        shows = hbox(grow(evidence), at(self.differs, TOP), spacing=6)
        column = in_widget(vbox(self._stage_fields(), self._question(), shows, self._other_row, spacing=4))
        self.differs.clicked.connect(self._begin_other)
        self._writing.refreshed.connect(self._refresh)
        self._refresh()
        return column

    def _stage_fields(self) -> QWidget:
        name = self._name
        self.picker = sized(StagePicker(f"Stage now, {name}"), min_width=182)
        self.picker.setProperty("cellPlace", f"stage|{self._subject}|stage")
        self.same = _quiet("Same", None, f"Same stage, {name}")
        self.lapse = _quiet("Lapse", "corner-down-right", f"A lapse, {name}")
        self.lapsed = DayField(self._writing.app.ctx.today, "Lapse on", f"Day of the lapse, {name}")
        Bound(self._writing, self.lapsed, "stage", self._subject, "lapse_on", day_json, day_of)
        self.picker.chosen.connect(self._choose)
        self.same.clicked.connect(self._keep_same)
        self.lapse.clicked.connect(self._begin_lapse)
        self._lapse_word = second("lapse", wrap=False)
        self._lapse_word.setBuddy(self.lapsed)
        parts = (self._before(), Glyph("arrow-right", 16), self.picker, self.same, self.lapse)
        lapsed = hbox(STRETCH, self._lapse_word, self.lapsed, spacing=6)
        return in_widget(vbox(hbox(*parts, STRETCH, spacing=6), lapsed, spacing=4))

    def _text(self, part: str, name: str, placeholder: str) -> GrowingText | SaidLabel:
        return text_part(self._writing, "stage", self._subject, name, placeholder, part=part, quiet=True)

    def _question(self) -> QWidget:
        self._asked = Label("", "body", wrap=True)
        yes, no = PlainButton("Yes, a relapse", small=True), PlainButton("Choose another stage", small=True)
        yes.setAccessibleName(f"Yes, a relapse, {self._name}")
        no.setAccessibleName(f"Choose another stage, {self._name}")
        self._ask = Frame(
            vbox(self._asked, hbox(yes, no, STRETCH), margins=(12, 8)), "accent_tint", "accent_line", "panel"
        )
        yes.clicked.connect(self._confirm)
        no.clicked.connect(self._take_back)
        self._ask.hide()
        self._yes = yes
        return self._ask

    def _choose(self, stage: object) -> None:
        question = question_before(self._last, str(stage))
        self._ask.setVisible(question is not None)
        if question is not None:
            self._asked.setText(question)
            self._yes.setFocus()
            return
        self._put(str(stage), confirmed=False)

    def _confirm(self) -> None:
        self._ask.hide()
        self._put("RELAPSE", confirmed=True)

    def _take_back(self) -> None:
        self._ask.hide()
        self._refresh()
        self.picker.setFocus()

    def _keep_same(self) -> None:
        self._put(self._last or "", confirmed=self._last == "RELAPSE")
        self.picker.setFocus()

    def _put(self, stage: str, confirmed: bool) -> None:
        self._writing.put("stage", self._subject, stage=stage, confirmed=confirmed or None)
        self._refresh()

    def _begin_lapse(self) -> None:
        self.lapse.hide()
        self._lapse_word.show()
        self.lapsed.show()
        self.lapsed.setFocus()

    def _begin_other(self) -> None:
        self.differs.hide()
        self._other_row.show()
        self.other.setFocus()

    def _refresh(self) -> None:
        value: Value = self._writing.value("stage", self._subject)
        if self._ask.isHidden():
            self.picker.set_value(str(value.get("stage") or "") or None)
        has_lapse = bool(value.get("lapse_on")) or self.lapsed.hasFocus()
        has_other = bool(value.get("disagreement")) or self.other.hasFocus()
        self.same.setVisible(bool(self._last) and not value.get("stage"))
        self.lapse.setVisible(bool(value.get("stage")) and not has_lapse)
        self._lapse_word.setVisible(has_lapse)
        self.lapsed.setVisible(has_lapse)
        self.differs.setVisible(not has_other)
        self._other_row.setVisible(has_other)

    def _show_chip(self) -> None:
        value = self._writing.value("stage", self._subject)
        stage, lapse = str(value.get("stage") or ""), day_of(value.get("lapse_on"))
        show_if(self._chip, bool(stage))
        if stage:
            self._chip.set_stage(stage, short_day(lapse) if lapse else None)


def _quiet(words: str, icon: str | None, name: str) -> QuietButton:
    button = QuietButton(words, icon, small=True)
    button.setAccessibleName(name)
    return button
