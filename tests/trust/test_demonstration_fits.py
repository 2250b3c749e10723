"""The demonstration in the window: nothing of its words and names is cut at the sizes of the design (ui.md 3)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from fsworkbook.services import demonstration, families
from fsworkbook.settings import HOME, Settings
from fsworkbook.storage.store import Store
from tests.demonstration_files import TOUR_BEGINS, demonstration_at
from tests.trust import walking
from tests.ui.shell import settle
from ui.app import App
from ui.main_window import MainWindow
from ui.panels.board_table import BoardTable, children_of
from ui.theme import theme
from ui.widgets.focus import parts
from ui.widgets.text_area import TextSurface

SECTIONS = tuple({"section": code} for code in ("cws", "m1", "m2", "m4", "m7"))
TABS = tuple({"tab": tab} for tab in ("key", "supervision", "documents"))
VISITS: tuple[tuple[datetime, str, str, tuple[dict[str, str], ...]], ...] = (
    (TOUR_BEGINS, "TM1", "supervision", ({},)),
    (TOUR_BEGINS, "TM1", "today", ({},)),
    (TOUR_BEGINS, "RW1", "today", ({},)),
    (demonstration.EVE, "SW1", "family", SECTIONS + TABS),
    (demonstration.EVE, "TM1", "families", ({},)),
)


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv(HOME, str(tmp_path))
    yield App(Settings(data_folder=str(tmp_path)))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme().set_text_size(1.0)


@pytest.mark.parametrize(("width", "height", "size"), [(1440, 900, 1.0), (1366, 768, 1.5)])
def test_nothing_of_the_demonstration_is_cut(app: App, tmp_path: Path, width: int, height: int, size: float) -> None:
    theme().set_text_size(size)
    window = MainWindow(app)
    window.resize(width, height)
    window.show()
    stores = {moment: demonstration_at(moment, tmp_path) for moment in (TOUR_BEGINS, demonstration.EVE)}
    found = [
        f"{who}, {place} {what}: {breach}"
        for moment, who, place, every in VISITS
        for what in every
        for breach in _breaches(_gone(window, stores[moment], who, place, what))
    ]
    window.close()
    window.deleteLater()
    for store in stores.values():
        store.close()
    assert not found, "\n" + "\n".join(sorted(set(found)))


def _board_breaches(table: BoardTable) -> Iterator[str]:
    header, board = table.horizontalHeader(), table.lines.board
    assert board is not None
    for column in range(1, table.lines.columnCount() - 1):
        for line in str(table.lines.headerData(column, Qt.Orientation.Horizontal)).split("\n"):
            if header.fontMetrics().horizontalAdvance(line) + 8 > table.columnWidth(column):
                yield f"the board's column {line!r} is {table.columnWidth(column)} wide"
    for line in board.lines:
        if len(children_of(line, table.columnWidth(0))) != len(line.children):
            yield f"a child of {line.family.display_name} is not on the board"


def _gone(window: MainWindow, store: Store, who: str, place: str, what: dict[str, Any]) -> MainWindow:
    if window.app._ctx is None or window.app.ctx.store is not store or window.app.ctx.user.ref != who:
        window.app.enter(demonstration.as_staff(store, who))
    more = {"family_id": families.list_families(window.app.ctx)[0].family.id} if place == "family" else {}
    window.app.go(place, **more, **what)
    settle(window)
    return window


def _breaches(window: QWidget) -> Iterator[str]:
    yield from walking.cut_off(window)
    yield from walking.too_small(window)
    for table in parts(window, BoardTable):
        if table.isVisible():
            yield from _board_breaches(table)
    for text in parts(window, TextSurface):
        if text.isVisible() and text.document().size().height() > text.viewport().height() + 1:
            yield f"{text.toPlainText()[:40]!r} is scrolled inside itself"
