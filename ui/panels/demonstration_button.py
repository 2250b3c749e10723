"""The permanent button of a demonstration: its date, who one is, starting again, leaving (ui.md 3)."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidgetAction

from fsworkbook.domain.people import Staff
from ui.app import App
from ui.theme import px
from ui.widgets.buttons import PlainButton
from ui.widgets.dates import date_words
from ui.widgets.labels import Label, group, second
from ui.widgets.layout import sized

FIRST_SHOWN = 8
ABOUT = "Invented families. Nothing leaves this PC. Documents made here say Demonstration on every page."


class DemonstrationButton(PlainButton):
    """Stands in every window of a demonstration and cannot be switched off. `left()`: the person leaves it."""

    left = Signal()

    def __init__(self, app: App) -> None:
        super().__init__("Demonstration", "flask-conical", small=True)
        self._app = app
        self._narrow = False
        self._people: tuple[Staff, ...] = ()
        self._more: QMenu | None = None
        menu = QMenu(self)
        menu.setAccessibleName("Demonstration")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._list)
        self.setMenu(menu)
        self.hide()

    def fill(self) -> None:
        """Show it in a demonstration, with its date; read who one can be."""
        self.setVisible(self._app.demonstration)
        if self._app.demonstration:
            self._name()
            self._app.run(self, lambda ctx: _people(ctx), self._keep)

    def set_narrow(self, narrow: bool) -> None:
        """Only the date."""
        self._narrow = narrow
        self._name()

    def _name(self) -> None:
        date = date_words(self._app.now().date())
        self.setText(date if self._narrow else f"Demonstration, {date}")
        self.setAccessibleName(f"Demonstration, {date}")

    def _keep(self, people: tuple[Staff, ...]) -> None:
        self._people = people

    def _list(self) -> None:
        """The menu, anew: somebody may be somebody else by now."""
        menu = self.menu()
        menu.clear()
        _add_words(menu, group("Be this person"))
        if self._more is not None:
            self._more.deleteLater()
        more = self._more = QMenu(f"{len(self._people) - FIRST_SHOWN} more", menu)
        for number, person in enumerate(self._people):
            self._add_person(menu if number < FIRST_SHOWN else more, person)
        if len(self._people) > FIRST_SHOWN:
            menu.addMenu(more)
        menu.addSeparator()
        _add_words(menu, sized(second(ABOUT), width=380))
        menu.addAction("Start again from the beginning", self._begin_again)
        menu.addAction("Leave", self.left.emit)

    def _add_person(self, menu: QMenu, person: Staff) -> None:
        role = self._app.ctx.catalogue.discipline(person.discipline).title
        action = menu.addAction(f"{person.name}, {role[:1].lower()}{role[1:]}", partial(self._be, person.id))
        action.setCheckable(True)
        action.setChecked(person.id == self._app.ctx.user.id)

    def _be(self, staff_id: str) -> None:
        self._app.flush()
        self._app.run(self, lambda ctx: _signed_in(ctx, staff_id), self._app.enter)

    def _begin_again(self) -> None:
        person = self._app.ctx.user.ref
        if self._app.leave():
            self._app.go("demonstration", again=True, person=person)


def _people(ctx):
    from fsworkbook.services import demonstration_place

    return demonstration_place.people(ctx.store)


def _signed_in(ctx, staff_id: str):
    from fsworkbook.services import signing_in

    return signing_in.signed_in(ctx.store, staff_id)


def _add_words(menu: QMenu, words: Label) -> None:
    """Words in a menu that are read, not chosen."""
    action = QWidgetAction(menu)
    words.setContentsMargins(px(16), px(6), px(16), px(4))
    action.setDefaultWidget(words)
    menu.addAction(action)
