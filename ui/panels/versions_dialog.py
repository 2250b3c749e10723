"""Earlier versions of a text, to be read: the newest first, each whole, as far as this reader may read it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fsworkbook.domain.catalogue import Field
from fsworkbook.domain.workbook import Version
from ui.panels.entry_setting import Setting
from ui.panels.family_words import moment
from ui.panels.field_views import AnswerView
from ui.widgets.card import Card
from ui.widgets.dialogs import WorkbookDialog
from ui.widgets.labels import second
from ui.widgets.layout import STRETCH, in_widget, sized, vbox
from ui.widgets.scroll import VerticalScroll


class VersionsDialog(WorkbookDialog):
    """`VersionsDialog(setting, name, field, versions, parent).open()`; Esc or Close leaves it."""

    def __init__(
        self,
        setting: Setting,
        name: str,
        field: Field | None,
        versions: Sequence[Version],
        parent: QWidget | None = None,
    ) -> None:
        cards: list[QWidget] = [self._card(setting, field, version) for version in versions]
        if not cards:
            cards = [second("No version is finalised yet.")]
        column = VerticalScroll(in_widget(vbox(*cards, STRETCH, margins=(0, 0, 8, 0), spacing=12)))
        column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.setAccessibleName("Versions")
        super().__init__(parent, name, body=sized(column, min_height=420 if len(versions) > 1 else 220))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _card(self, setting: Setting, field: Field | None, version: Version) -> QWidget:
        when = moment(version.finalised_at, setting.today)
        card = Card(f"Version {version.number}", f"{setting.author(version)}. Finalised {when}")
        if version.still_true_on:
            card.add(second(setting.finalised_words(version)))
        if version.reason:
            card.add(second(f"Changed because: {version.reason}"))
        card.add(AnswerView(field, version.content, setting.people, setting.today))
        return card
