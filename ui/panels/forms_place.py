"""Cards of facts with one form at a time above them; what is being filled in stays when the facts are read again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from fsworkbook.services.families import FamilyPage
from ui.app import App
from ui.panels.form_card import FormCard
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, empty
from ui.widgets.layout import in_widget, vbox


class FormsPlace(QWidget):
    """`open_form(form)` shows a form in `forms`; it goes when it is done, left, or another family is shown.

    A form keeps the family for which it was opened: its job never asks which one is shown when it is saved.
    """

    page: FamilyPage

    def __init__(self, app: App, *cards: Card) -> None:
        super().__init__()
        self.app = app
        self._cards = cards
        self._form_row = vbox(spacing=0)
        self.forms = in_widget(self._form_row)
        self.setLayout(vbox(self.forms, *cards, spacing=12))
        self.forms.hide()

    def clear(self) -> None:
        """Nothing of the family that was shown stays, and nothing can be begun before the next one is read."""
        self.close_form()
        for card in self._cards:
            card.clear()
            card.button.hide()

    def open_form(self, form: FormCard) -> None:
        """Show a form, its first field ready."""
        self.close_form()
        self._form_row.put(form)
        form.done.connect(self._done)
        form.closed.connect(self.close_form)
        self.forms.show()
        form.show()
        form.give_focus()

    def close_form(self) -> None:
        """Take the form away."""
        empty(self._form_row)
        self.forms.hide()

    def button(self, words: str, act: Callable[[], Any], about: str) -> QuietButton:
        """A quiet button of a row, spoken with what it is about."""
        button = QuietButton(words, small=True)
        button.setAccessibleName(f"{words}: {about}")
        button.clicked.connect(act)
        return button

    def _done(self, _result: object) -> None:
        self.close_form()
