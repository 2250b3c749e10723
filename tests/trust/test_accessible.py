"""Every screen, with real data in the real window, against accessibility.md: names, roles, labels, tables, the way of
Tab, targets; and at 150 % on a small laptop, where nothing may be cut."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.domain.supervision import SessionState
from fsworkbook.services import signing_in
from fsworkbook.services import supervision_planning as planning
from fsworkbook.settings import HOME, Settings
from fsworkbook.storage.sqlite.key_slots import Cost
from tests.small_family import SmallFamily
from tests.trust import walking
from tests.trust.files import a_copy, opened
from tests.ui.shell import PASSPHRASE, settle, wrongly_owned
from ui.app import App
from ui.main_window import MainWindow
from ui.screens import OUTSIDE, SCREENS
from ui.theme import theme
from ui.widgets.focus_ring import FocusRings, install_focus_rings
from ui.widgets.prepared_answers import PreparedAnswers

RUNS, FINALISED = SessionState.IN_SESSION, SessionState.FINALISED
LAPTOP = (1366, 768)


@dataclass(frozen=True)
class Visit:
    """Somebody at a place: of the family in this state, as this person, and what is done there first."""

    place: str
    who: str = ""
    state: SessionState = FINALISED
    what: Callable[[SmallFamily], dict[str, Any]] = lambda _small: {}
    first: Callable[[Any], None] = lambda _screen: None


def of_family(tab: str = "", section: str = "") -> Callable[[SmallFamily], dict[str, Any]]:
    """The family at a tab or a section."""
    return lambda small: {"family_id": small.family.id, "tab": tab, "section": section}


def of_session(number: int) -> Callable[[SmallFamily], dict[str, Any]]:
    """The first or the last supervision."""
    return lambda small: {"session_id": planning.sessions(small.as_["TM"], small.family.id)[number].id}


def write_own(screen: Any) -> None:
    """Open the own panel and a question."""
    screen.place.page.own.write()
    screen.place.page.questions[0].write()


def build_record(screen: Any) -> None:
    """Every part of the record, not only what was seen."""
    for part in screen.room.record.parts:
        part.build()


VISITS = {
    "today of a manager": Visit("today", "TM"),
    "today of a practitioner": Visit("today", "RW"),
    "today of business support": Visit("today", "BS"),
    "families": Visit("families", "TM"),
    "family, summary": Visit("family", "SW", what=of_family("summary")),
    "family, key information": Visit("family", "SW", what=of_family("key")),
    "family, module 3, writing": Visit("family", "SW", what=of_family(section="m3"), first=write_own),
    "family, module 4, reading": Visit("family", "TM", what=of_family(section="m4")),
    "family, supervision": Visit("family", "TM", what=of_family("supervision")),
    "family, chronology": Visit(
        "family", "SW", what=of_family("chronology"), first=lambda it: it.chronology.new_event()
    ),
    "family, documents": Visit("family", "SW", what=of_family("documents")),
    "board": Visit("supervision", "BS"),
    "plan": Visit("plan", "TM", what=lambda small: {"family_id": small.family.id}),
    "summary": Visit("summary", "RW", what=of_session(-1)),
    "session, before it starts": Visit("session", "TM", what=of_session(-1)),
    "session, typing": Visit("session", "BS", RUNS, of_session(0), build_record),
    "session, reading": Visit("session", "CP", RUNS, of_session(0), build_record),
    "session, finalised": Visit("session", "TM", what=of_session(0), first=build_record),
    "team": Visit("team", "TM"),
    "locked": Visit("today", "TM", first=lambda screen: screen.window().lock()),
    **{place: Visit(place) for place in OUTSIDE},
}


def test_every_screen_is_visited() -> None:
    assert {visit.place for visit in VISITS.values()} == SCREENS.keys() | OUTSIDE.keys()


class Flashes(QObject):
    """Windows that appear beside the one window: a widget shown before it has a parent is one for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, MainWindow):
            self.found.append(f"{walking.told(watched)} was a window of its own for a moment")
        return False


@pytest.fixture
def at(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., MainWindow]]:
    """Brings somebody to a place: `at("board", size=1.5)` gives the window, and fails for what flashed on the way."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    monkeypatch.setattr(signing_in, "Cost", lambda: Cost(memory_kib=64, passes=1, lanes=1))
    if qapp.findChild(FocusRings) is None:
        install_focus_rings(qapp)
    app = App(Settings(data_folder=str(tmp_path / "home")))
    flashes = Flashes()

    def go(name: str, size: float = 1.0) -> MainWindow:
        visit = VISITS[name]
        theme().set_text_size(size)
        window = MainWindow(app)
        made.append(window)
        window.resize(*LAPTOP)
        what = _outside(visit.place, tmp_path)
        if visit.who:
            small = opened(a_copy(visit.state, tmp_path))
            app.enter(small.as_[visit.who])
            settle(window)
            what = visit.what(small)
        qapp.installEventFilter(flashes)
        app.go(visit.place, **what)
        window.show()
        window.activateWindow()
        settle(window)
        visit.first(window.screen)
        settle(window)
        qapp.removeEventFilter(flashes)
        none_of(flashes.found)
        window.activateWindow()
        return window

    made: list[MainWindow] = []
    yield go
    app.saves.give_up()
    app.dialogs = PreparedAnswers(True)
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    theme().set_text_size(1.0)


def _outside(place: str, folder: Path) -> dict[str, Any]:
    """What a place before sign-in needs."""
    if place in ("sign in", "recovery key"):
        said = signing_in.Installation(signing_in.WORKBOOK, "Brookmere Council", "ENGLAND", "the case system")
        made = signing_in.create_workbook(
            folder / "team.fsw", said, "Canal Team", "Priya Nair", "priya.nair", PASSPHRASE
        )
        if place == "recovery key":
            return {"created": made}
        made.context.store.close()
        return {"path": str(folder / "team.fsw")}
    if place == "demonstration":
        (folder / "home").mkdir()
        shutil.copy(a_copy(FINALISED, folder), folder / "home" / "demonstration.fsw")
    return {}


CHECKS = (
    walking.unspoken,
    walking.unlabelled,
    walking.unreadable_tables,
    walking.too_small,
    walking.badly_walked,
)


def none_of(breaches: Iterable[str]) -> None:
    """Fail with every breach on a line of its own."""
    found = sorted(set(breaches))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", VISITS)
def test_a_screen_can_be_heard_and_walked(name: str, at: Callable[..., MainWindow]) -> None:
    window = at(name)
    none_of(breach for check in CHECKS for breach in check(window))
    assert not wrongly_owned(window)


@pytest.mark.parametrize("name", VISITS)
def test_nothing_is_cut_at_150_percent_on_a_small_laptop(name: str, at: Callable[..., MainWindow]) -> None:
    none_of(walking.cut_off(at(name, size=1.5)))
