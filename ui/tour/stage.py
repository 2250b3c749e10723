"""The stage of the tour: the real window in a demonstration of its own, its clock, and one person's hands at a time."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.people import Staff
from fsworkbook.services import demonstration
from fsworkbook.settings import HOME
from ui.app import App
from ui.main_window import MainWindow
from ui.panels.demonstration_button import DemonstrationButton
from ui.panels.people_list import PeopleList
from ui.tour.hands import Count, Hands, NotOnScreen
from ui.widgets.focus import parts

OWN_PART = "FS-0001#3"
"""The acts that the tour performs by hand; the loader leaves them out."""


@dataclass(frozen=True)
class Step:
    """One step of the story, as tour.json tells it."""

    name: str
    person: str
    picture: str
    clicks: int
    keys: int


@dataclass
class Stage:
    """`person` is the reference of who acts (SW1). Pictures, the workbook and documents lie in `out`."""

    out: Path
    say: Callable[[str], None]
    app: App = field(init=False)
    window: MainWindow = field(init=False)
    hands: Hands = field(init=False)
    person: str = ""
    steps: list[Step] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def open(self, until: datetime) -> None:
        """Make the demonstration up to that moment and open the window at its first start."""
        home = self.out / "workbook"
        shutil.rmtree(home, ignore_errors=True)  # an earlier tour's
        home.mkdir(parents=True)
        os.environ[HOME] = str(home)
        demonstration.create(home / "demonstration.fsw", until).close()
        from ui.main_window import started

        self.window = started()
        self.app = self.window.app
        self.hands = Hands(self.settle)
        QApplication.setDoubleClickInterval(0)  # these hands are quicker than any person's second click
        self.window.resize(1440, 900)
        self.window.show()
        self.settle()

    def close(self) -> None:
        """Close the window as a person does; nothing is left running."""
        if hasattr(self, "window"):
            self.window.close()
            self.settle()

    def settle(self) -> None:
        """Wait until no job runs and every event is through."""
        for _ in range(3):
            QApplication.processEvents()
            self.app.wait()
        waits = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waits is None and QApplication.activeWindow() is not self.window:
            self.window.activateWindow()  # as a window manager does when a list or menu has closed
        QApplication.processEvents()

    def at(self, moment: datetime) -> None:
        """Move the demonstration's clock on, and play what others did until then."""
        store, ctx = self.app.ctx.store, self.app.ctx
        self.app.flush()
        demonstration.play(store, ctx.catalogue, moment, skip=lambda act: act.part == OWN_PART)
        ctx.set_clock(moment)
        self.settle()

    def choose_first_person(self, ref: str) -> None:
        """From the first start: try the demonstration, and choose whom to be."""
        self.hands.click("Try the demonstration")
        self._choose(self.hands.find("Whom to be", PeopleList), ref)
        self.person = ref

    def be(self, ref: str) -> None:
        """Be this person, by the demonstration's own menu."""
        if ref == self.person:
            return
        button = parts(self.window, DemonstrationButton)[0]
        menu: Any = button.menu()
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        QApplication.processEvents()
        name = self.staff(ref).name
        more: list[Any] = [action.menu() for action in menu.actions() if action.menu()]
        part = next((part for part in (menu, *more) if _action(part, name)), None)
        if part is None:
            raise NotOnScreen(f"{name} is not in the menu.")
        if part is not menu:
            part.popup(button.mapToGlobal(button.rect().bottomLeft()))
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=part.actionGeometry(_action(part, name)).center())
        menu.close()
        self.hands.total.clicks += 2
        self.settle()
        self.person = ref

    def use_copies_folder(self, folder: Path) -> None:
        """Where copies go by default; a person has chosen it once."""
        self.app.keep_settings(replace(self.app.settings, copies_folder=str(folder)))

    def staff(self, ref: str) -> Staff:
        """A member of staff by reference."""
        return next(person for person in demonstration.people(self.app.ctx.store) if person.ref == ref)

    @contextmanager
    def step(self, name: str, task: str = "") -> Iterator[Count]:
        """One step: counted, said, and pictured at its end; `task` is the words of budgets.md it measures."""
        with self.hands.counting() as count:
            yield count
        picture = f"{len(self.steps) + 1:02}-{name.lower().replace(' ', '-').replace(',', '')}.png"
        self.picture(picture)
        self.steps.append(Step(name, self.person, picture, count.clicks, count.keys))
        if task:
            self.counts[task] = count.clicks + count.keys
        self.say(f"{self.person:4} {name}: {count.clicks} clicks, {count.keys} keys")

    def picture(self, name: str) -> None:
        """Keep a picture of the window."""
        self.settle()
        self.window.grab().save(str(self.out / name))

    def page(self) -> QWidget:
        """The screen that is shown."""
        assert self.window.screen is not None
        return self.window.screen

    def _choose(self, people: PeopleList, ref: str) -> None:
        model: Any = people.model()
        row = next(row for row in range(model.rowCount()) if model.person(model.index(row, 0)).ref == ref)
        index = model.index(row, 0)
        people.scrollTo(index)
        QApplication.processEvents()
        place = people.visualRect(index).center()
        QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.hands.total.clicks += 1
        self.settle()


def _action(menu: Any, name: str) -> Any:
    """The menu's line for a person of that name."""
    return next((action for action in menu.actions() if action.text().split(", ")[0] == name), None)
