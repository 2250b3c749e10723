"""Which items of the agenda are done: what is asked there stands in the record (domain.md 3.10)."""

from fsworkbook.services.session_page import SessionPage
from ui.panels.session_words import AGENDA, ITEM_NUMBERS


def done_items(page: SessionPage, here: int) -> frozenset[int]:
    """The items with something in them and nothing needed; what is only spoken about is done once one has gone on."""
    record = page.record
    typed = {ITEM_NUMBERS[item] for item, _ in record.cells if item in ITEM_NUMBERS}
    waiting = {ITEM_NUMBERS[missing.item] for missing in page.missing if missing.item in ITEM_NUMBERS}
    rated = all(record.text("rating", child.id, "colour") for child in page.children)
    children = all(
        record.text("view", child.id) or record.value("view", child.id) or child.id in page.quoted
        for child in page.children
    )
    reviewed = all(record.text("last_action", action.id, "outcome") for action in page.last_actions)
    further = max(typed | {0}) > 4 or here > 4
    done = {
        1: 1 in typed,
        2: children,
        3: reviewed and (here > 3 or bool(page.last_actions)),
        4: further,
        5: 5 in typed,
        6: 6 in typed,
        7: rated,
        8: bool(record.all("decision")),
        9: bool(record.all("action") or record.all("tell")),
        10: bool(record.value("next")) and bool(record.value("read_back")),
    }
    return frozenset(number for number in AGENDA if done[number] and number not in waiting)
