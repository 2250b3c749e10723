"""Two texts of one thing: mine and somebody else's, both kept, until a person chooses (architecture.md 4)."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.panels.session_cells import Value
from ui.panels.session_words import AGENDA, ITEM_NUMBERS, full_name, person_of
from ui.panels.session_writing import SessionWriting
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Frame
from ui.widgets.labels import Label, group
from ui.widgets.layout import STRETCH, grow, hbox, vbox

NAMES = {"text": "Text", "reason": "Reason", "why": "Why", "considered": "Considered", "evidence": "What shows it"}


class ClashPanel(Frame):
    """Hidden while there is none."""

    def __init__(self, writing: SessionWriting, parent: QWidget | None = None) -> None:
        self._writing = writing
        self._title = Label("", "body", weight="semibold", wrap=True)
        self._mine, self._theirs = Label("", "body", wrap=True), Label("", "body", wrap=True)
        self._whose = group("")
        self.keep, self.take = PlainButton("Keep mine", small=True), PlainButton("Take theirs", small=True)
        mine = vbox(group("Yours"), self._mine, hbox(self.keep, STRETCH), STRETCH, spacing=4)
        theirs = vbox(self._whose, self._theirs, hbox(self.take, STRETCH), STRETCH, spacing=4)
        layout = vbox(self._title, hbox(grow(mine), grow(theirs), spacing=24), margins=(14, 10), spacing=8)
        super().__init__(layout, "alert_tint", "alert_line", "panel", parent)
        self.setAccessibleName("Two texts")
        self.keep.clicked.connect(self._keep)
        self.take.clicked.connect(self._take)
        writing.clashed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show the first clash, or go."""
        clash = self._writing.clash()
        self.setVisible(clash is not None)
        if clash is None:
            return
        (item, subject), held = clash
        assert held.theirs is not None
        page = self._writing.page
        person = person_of(page, subject.split(":")[0])
        about = f", {person.short_name}" if person else ""
        title = AGENDA[ITEM_NUMBERS[item]]
        who = full_name(page, held.theirs.by_id) or "Somebody"
        self._title.setText(f"{title}{about}: {who} typed here meanwhile. Both texts are kept; choose one.")
        self._whose.setText(who)
        self.take.setText(f"Take {who.split()[0]}’s")
        self._mine.setText(_differing(held.value, held.theirs.value))
        self._theirs.setText(_differing(held.theirs.value, held.value))

    def _keep(self) -> None:
        self._choose(mine=True)

    def _take(self) -> None:
        self._choose(mine=False)

    def _choose(self, mine: bool) -> None:
        clash = self._writing.clash()
        if clash is not None:
            self._writing.choose(clash[0], mine)
        self.refresh()


def _differing(value: Value, other: Value) -> str:
    lines = []
    for part in {**value, **other}:
        if value.get(part) != other.get(part) and part != "position":
            found = value.get(part)
            words = ", ".join(map(str, found)) if isinstance(found, list | Mapping) else str(found or "nothing")
            lines.append(f"{NAMES.get(part, part.replace('_', ' ').capitalize())}: {words}")
    return "\n".join(lines)
