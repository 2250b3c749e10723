"""The copies made of a family's record: what, for whom, by whom, when. The details of the export log open on demand,
for who made the copy and for those who read the log; what was left out stands there alone (domain.md 1.5)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fsworkbook.context import Context
from fsworkbook.services.exporting import ExportLine
from fsworkbook.services.families import FamilyPage
from ui.panels.copy_words import left_out_words, made_words, title_of
from ui.theme import tokens
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, CardRow
from ui.widgets.labels import second
from ui.widgets.layout import hbox, in_widget, vbox

NONE_YET = "No copy has been made yet."
MOST = 40
"""Copies that are listed; older ones follow on demand."""


class ExportLogPanel(Card):
    """`show_log(page, lines, ctx)`; hidden for who may not know which copies there are."""

    def __init__(self) -> None:
        super().__init__("Copies made")
        self._what: tuple[FamilyPage, Sequence[ExportLine], Context] | None = None
        self._all = False

    def show_log(self, page: FamilyPage, lines: Sequence[ExportLine] | None, ctx: Context) -> None:
        """The copies that this person may know of, the newest first."""
        self.setVisible(lines is not None)
        self.clear()
        if not lines:
            self.add_row(in_widget(hbox(second(NONE_YET), margins=(16, 10))))
            return
        self._what = (page, lines, ctx)
        for line in lines if self._all else lines[:MOST]:
            self.add_row(CopyRow(page, line, ctx))
        if len(lines) > MOST and not self._all:
            older = QuietButton("Show older copies", small=True)
            older.clicked.connect(self._show_all)
            self.add_row(in_widget(hbox(older, margins=(8, 6))))

    def _show_all(self) -> None:
        self._all = True
        if self._what is not None:
            self.show_log(*self._what)


class CopyRow(QWidget):
    """One copy, and its line of the export log under it when asked for."""

    def __init__(self, page: FamilyPage, line: ExportLine, ctx: Context) -> None:
        super().__init__()
        self.button = QuietButton("Export log", small=True)
        self.button.setAccessibleName(f"Export log: {line.file_name}")
        title = title_of(line, page, ctx.catalogue)
        made = f"{made_words(line, page, ctx.today)}. {line.file_name}"
        row = CardRow(title, made, self.button)
        self.details = second("\n".join(_details(line)))
        across, down = tokens().space["row_padding_h"], tokens().space["row_padding_v"]
        self._below = in_widget(vbox(self.details, margins=(across, 0, across, down + 3)))
        self.setLayout(vbox(row, self._below, spacing=0))
        self._below.hide()
        # The same for nothing left out and for what its maker may not know: neither tells which of the two it is.
        self.button.setVisible(line.withheld is not None or line.made_by == ctx.user.id)
        self.button.clicked.connect(self._turn)

    def _turn(self) -> None:
        self._below.setVisible(self._below.isHidden())


def _details(line: ExportLine) -> list[str]:
    purpose = [f"What it is for: {line.purpose}"] if line.purpose else []
    left_out = [f"Left out of this copy: {left_out_words(line.withheld)}"] if line.withheld else []
    return [*purpose, *left_out, f"Fingerprint of the file (SHA-256): {line.sha256}"]
