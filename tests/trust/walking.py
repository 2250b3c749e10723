"""Walking a window as the keyboard and a screen reader do (accessibility.md): each walk gives its breaches in words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from ui.widgets.focus import parts

LEAST = 24
ROOT = QModelIndex()
FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)
FITTED = (QLabel, QAbstractButton, QComboBox)
QUIET = (QAccessible.Role.Client, QAccessible.Role.NoRole)


def told(widget: QWidget) -> str:
    """A widget in words: what it is, what it is called, and in what it stands."""
    words = widget.accessibleName() or getattr(widget, "text", str)()
    inside = []
    parent = widget.parentWidget()
    while parent is not None and len(inside) < 2:
        if type(parent).__module__.startswith("ui."):
            inside.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__} {str(words)[:50]!r} in {' in '.join(inside)}"


def visible(window: QWidget) -> list[QWidget]:
    """Every widget that is shown, scrolled into view or not."""
    return [item for item in parts(window) if item.isVisible()]


def stops(window: QWidget) -> list[QWidget]:
    """What Tab must reach."""
    return [item for item in visible(window) if _is_stop(item)]


def walk(lasting: set[QWidget], keys: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the keyboard goes from where it is, until it is where it was, or has gone on for far too long.

    Only what was there all the way stays in `lasting`: a page may follow the keyboard and show other parts.
    """
    here = QApplication.focusWidget()
    assert here is not None, "nothing has the keyboard"
    found, most = [here], 2 * len(lasting) + 10
    for _ in range(most):
        QTest.keyClick(found[-1], keys)
        lasting.intersection_update([item for item in lasting if _is_stop(item)])
        here = QApplication.focusWidget()
        if here is None:
            return found
        if here is found[0]:
            break
        found.append(here)
        if found.count(here) > 2:
            break
    return found


def badly_walked(window: QWidget) -> Iterator[str]:
    """Tab reaches every control once and returns; Shift+Tab is the reverse; no editor keeps the keyboard (5, 6)."""
    wanted = stops(window)
    if not wanted:
        yield "nothing takes the keyboard"
        return
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    lasting = set(wanted)
    there = walk(lasting)
    there[0].setFocus(Qt.FocusReason.TabFocusReason)
    back = walk(lasting, Qt.Key.Key_Backtab)
    groups = {item.group() for item in there if isinstance(item, QAbstractButton) and item.group() is not None}
    by_arrows = {button for group in groups if group.exclusive() for button in group.buttons()}
    missed = [item for item in lasting if item not in there and item not in by_arrows]
    yield from (f"Tab never reaches {told(item)}" for item in missed)
    yield from (f"only Shift+Tab reaches {told(item)}" for item in back if item not in (*there, *missed))
    yield from (f"Tab stops at {told(item)} {there.count(item)} times" for item in set(there) if there.count(item) > 1)
    yield from (f"Tab stops at {told(item)}, which is no control" for item in there if not _is_stop(item, shown=False))
    forwards = [item for item in there[1:] if item in back]
    backwards = [item for item in back[:0:-1] if item in there]
    for one, other in zip(forwards, backwards, strict=False):
        if one is not other:
            yield f"Shift+Tab comes to {told(other)} where Tab came to {told(one)}"
            break
    yield from _against_the_page(there)


def _against_the_page(there: Sequence[QWidget]) -> Iterator[str]:
    """Within one page the keyboard never goes up again in the same column (5)."""
    for before, after in pairwise(there):
        first, second = place(before), place(after)
        beside = second.left() > first.right() or second.right() < first.left()
        if second.bottom() <= first.top() and not beside and _page(before) is _page(after):
            yield f"Tab goes up from {told(before)} to {told(after)}"


def _page(item: QWidget) -> QWidget | None:
    """What scrolls with it."""
    parent = item.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent


def unspoken(window: QWidget) -> Iterator[str]:
    """Every control has a name of its own and a role, and says its state (1, 2)."""
    met: dict[str, QWidget] = {}
    for item in stops(window):
        spoken = QAccessible.queryAccessibleInterface(item)
        name = item.accessibleName() if isinstance(item, FIELDS) else spoken.text(QAccessible.Text.Name)
        if not name.strip():
            yield f"{told(item)} has no name"
        elif name in met:
            yield f"{told(item)} and {told(met[name])} are both called {name!r}"
        met[name] = item
        if spoken.role() in QUIET:
            yield f"{told(item)} has no role"
        if isinstance(item, QAbstractButton) and not _says_its_state(item):
            yield f"{told(item)} does not say whether it is checked"


def unlabelled(window: QWidget) -> Iterator[str]:
    """What a field asks for stands beside it in words: a label that is its buddy, or one that says its name (3)."""
    labels = [item for item in visible(window) if isinstance(item, QLabel)]
    buddies = {buddy for label in labels if (buddy := label.buddy()) is not None}
    said = " ".join(label.text() for label in labels if not isinstance(label.parent(), FIELDS)).casefold()
    for item in stops(window):
        if isinstance(item, FIELDS) and not buddies & _with_those_it_serves(item):
            words = [word for word in item.accessibleName().casefold().replace(",", " ").split() if len(word) > 3]
            if not any(word in said for word in words):
                yield f"{told(item)} has no label"


def unreadable_tables(window: QWidget) -> Iterator[str]:
    """Lists and tables have a name, their columns have names, and every row has words (4)."""
    for view in visible(window):
        if not isinstance(view, QAbstractItemView) or isinstance(view, QHeaderView) or view.model() is None:
            continue
        model = view.model()
        columns = range(model.columnCount(ROOT) if isinstance(view, QTableView) else 1)
        if not view.accessibleName():
            yield f"{told(view)} has no name"
        for column in columns if isinstance(view, QTableView) else ():
            if not str(model.headerData(column, Qt.Orientation.Horizontal) or "").strip():
                yield f"{told(view)} has no name for column {column + 1}"
        for row in range(model.rowCount(ROOT)):
            cells = [model.index(row, column) for column in columns]
            words = [cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() for cell in cells]
            if not any(str(word or "").strip() for word in words):
                yield f"{told(view)} says nothing in row {row + 1}"
        if model.rowCount(ROOT):
            spoken = QAccessible.queryAccessibleInterface(view)
            if spoken.childCount() < model.rowCount(ROOT):
                yield f"{told(view)} shows a screen reader {spoken.childCount()} of {model.rowCount(ROOT)} rows"


def too_small(window: QWidget) -> Iterator[str]:
    """What can be clicked is at least 24 by 24 px (10)."""
    for item in visible(window):
        clicked = isinstance(item, (QAbstractButton, *FIELDS)) or _is_stop(item)
        if clicked and item.isEnabled() and min(item.width(), item.height()) < LEAST:
            yield f"{told(item)} is {item.width()} by {item.height()} px"


def cut_off(window: QWidget) -> Iterator[str]:
    """Nothing is cut: words have the room they need, and no page is wider than what shows it (12, ui.md 6.16)."""
    for item in visible(window):
        if isinstance(item, FITTED) and getattr(item, "text", str)():
            yield from _cut_words(item)
        if isinstance(item, (*FITTED, *FIELDS)):
            yield from _cut_by_parents(item)
        if isinstance(item, QAbstractScrollArea) and not isinstance(item, (*FIELDS, QAbstractItemView)):
            page = getattr(item, "widget", lambda: None)()
            if page is not None and page.width() > item.viewport().width():
                yield f"the page of {told(item)} is {page.width()} wide in {item.viewport().width()}"


def _cut_words(item: QWidget) -> Iterator[str]:
    if isinstance(item, QLabel) and item.hasHeightForWidth():
        if item.height() < item.heightForWidth(item.width()):
            yield f"{told(item)} is {item.height()} high and needs {item.heightForWidth(item.width())}"
        if item.width() < item.minimumSizeHint().width():
            yield f"{told(item)} is {item.width()} wide and its longest word needs {item.minimumSizeHint().width()}"
    elif not item.hasHeightForWidth() and item.toolTip() != item.text():  # what is told by a tooltip may have dots
        wanted = item.sizeHint()
        if item.width() < wanted.width() or item.height() < wanted.height():
            yield f"{told(item)} is {item.width()} by {item.height()} and needs {wanted.width()} by {wanted.height()}"


def _cut_by_parents(item: QWidget) -> Iterator[str]:
    """A part that reaches beyond what holds it, where nothing scrolls."""
    inner, parent = item, item.parentWidget()
    while parent is not None and not inner.isWindow():
        if isinstance(parent, QAbstractScrollArea) or isinstance(parent.parentWidget(), QAbstractScrollArea):
            across = place(item)
            room = place(parent)
            if isinstance(parent.parentWidget(), QAbstractScrollArea) and across.right() > room.right():
                yield f"{told(item)} reaches {across.right() - room.right()} px beyond the page"
            return
        if not place(parent).contains(place(item)):
            yield f"{told(item)} at {_numbers(place(item))} reaches beyond {told(parent)} at {_numbers(place(parent))}"
            return
        inner, parent = parent, parent.parentWidget()


def place(widget: QWidget) -> QRect:
    """Where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _numbers(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()} x {rect.height()})"


def _says_its_state(button: QAbstractButton) -> bool:
    state = QAccessible.queryAccessibleInterface(button).state()
    return not button.isCheckable() or (bool(state.checkable) and bool(state.checked) == button.isChecked())


def _is_stop(item: QWidget, *, shown: bool = True) -> bool:
    takes = bool(item.focusPolicy() & Qt.FocusPolicy.TabFocus) and item.focusProxy() is None
    return takes and item.isEnabled() and not isinstance(item, QScrollBar) and (item.isVisible() or not shown)


def _with_those_it_serves(item: QWidget) -> set[QObject]:
    """The field and the widgets whose keyboard it takes."""
    found: set[QObject] = {item}
    parent = item.parentWidget()
    while parent is not None and parent.focusProxy() in found:
        found.add(parent)
        parent = parent.parentWidget()
    return found
