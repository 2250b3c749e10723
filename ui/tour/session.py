"""The tour's second part: supervision 3 of FS-0001, held, recorded and finalised by hand (domain.md 12.5, less what
comes with later parts of the program: the closed part, `tell_now`, `safe_to_use`, room view and "What we decided")."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from ui.tour.golden import (
    ACTIONS,
    DECISIONS,
    MEANINGS,
    RATINGS,
    REFLECTION,
    STAGES,
    TELLS,
    THRESHOLD,
    TO_MIA,
)
from ui.tour.hands import NotOnScreen
from ui.tour.stage import Stage
from ui.widgets.focus import parts
from ui.widgets.text_area import TextSurface

BEGINS = datetime(2025, 12, 16, 10, 0)
RECORDS = datetime(2025, 12, 18, 15, 10)
FINALISES = datetime(2025, 12, 19, 11, 30)
FINALISING = "the manager finalises the recorded discussion, with nothing missing"


def hold_supervision(stage: Stage) -> None:
    """Started by the chair, typed by the minute-taker, the family's rating by the chair, recorded, finalised."""
    stage.at(BEGINS)
    stage.be("TM1")
    with stage.step("Priya starts the supervision"):
        _start(stage)
    stage.be("BS1")
    with stage.step("Karen opens the record"):
        _open(stage)
    _type_record(stage)
    stage.be("TM1")
    with stage.step("Priya quotes and rates the family"):
        _open(stage)
        _quote(stage)
        _rate_family(stage)
    stage.at(RECORDS)
    stage.be("BS1")
    with stage.step("Karen records and sends to Priya"):
        _open(stage)
        stage.hands.click("Record and send to Priya")
    stage.at(FINALISES)
    stage.be("TM1")
    with stage.step("Priya finalises the supervision", FINALISING):
        _finalise(stage)


def _type_record(stage: Stage) -> None:
    """The record, item by item, as the minute-taker types it."""
    for name, act in (
        ("Each child", _children),
        ("Last actions", _last_actions),
        ("Parents and what are we not seeing", _views),
        ("Where each adult is now", _stages),
        ("Rating for each child", _ratings),
        ("Decisions and why", _decisions),
        ("Actions and who tells whom", _actions),
        ("Next date and words for Mia", _ending),
    ):
        with stage.step(name):
            act(stage)


def _open(stage: Stage) -> None:
    stage.hands.click("Supervision")
    stage.hands.click("Open the supervision")


def _start(stage: Stage) -> None:
    hands = stage.hands
    _open(stage)
    hands.choose(hands.find("Somebody else is here", QComboBox), "Ruth Ellery")
    for name in ("Marta Silva", "Owen Blythe"):
        hands.click(f"On the link, {name} takes part")
        hands.click(f"{name}: Cannot be overheard, not recording, no note-taking assistant")
    hands.click("Not here, Steve Gannon takes part")
    hands.enter("Why Steve Gannon is not here", "In court")
    start = next(button for button in parts(stage.page(), QAbstractButton) if button.text().startswith("Start, "))
    hands.click_on(start)


def _write(stage: Stage, name: str, words: str) -> None:
    stage.hands.write(stage.hands.find(name, TextSurface), words)


def _go_to(stage: Stage, title: str) -> None:
    """Jump by the agenda."""
    hands = stage.hands
    found = [item for item in parts(stage.page(), QAbstractButton) if title in item.accessibleName()]
    hands.click_on(next(item for item in found if item.isVisible() and item.accessibleName()[:1].isdigit()))


def _children(stage: Stage) -> None:
    _go_to(stage, "Each child")
    _view(
        stage,
        "Theo",
        "Observed: startles when a door bangs, and looks for Mia.",
        "3 Dec 2025",
        "Leila Tang",
        "Leila sits with him at nursery handover.",
    )
    _view(
        stage, "Unborn", "Scan normal. Mother talks to the bump and calls her Ivy.", "8 Dec 2025", "Josh Whitlock", ""
    )
    _view(
        stage,
        "Mia",
        "Draws the night of 29 November with everybody's mouth rubbed out.",
        "10 Dec 2025",
        "Leila Tang",
        "A worry plan is being made with her.",
    )
    for child, words in MEANINGS:
        _write(stage, f"What this means for {child}", words)


def _view(stage: Stage, child: str, words: str, on: str, to_whom: str, done: str) -> None:
    hands = stage.hands
    _write(stage, f"What {child} says or shows", words)
    hands.enter(f"When {child} said or showed it", on)
    hands.choose(hands.find(f"To whom {child} said it", QComboBox), to_whom)
    if done:
        _write(stage, f"What was done about it, {child}", done)


def _last_actions(stage: Stage) -> None:
    _go_to(stage, "Last actions")
    hands = stage.hands
    for number, words in enumerate(("Birth alert placed.", "Finished; the network has agreed.", "Total 19."), 1):
        hands.click(f"Done, last action {number}")
        _write(stage, f"What it changed, last action {number}", words)


def _views(stage: Stage) -> None:
    _go_to(stage, "Parents, network")
    hands = stage.hands
    _write(stage, "What Kayleigh says", "Wants people to stop asking why she replied.")
    hands.choose(hands.find("To whom Kayleigh said it", QComboBox), "Marta Silva")
    _write(stage, "What Daniel says", "Wants to be told when the baby comes.")
    hands.choose(hands.find("To whom Daniel said it", QComboBox), "Steve Gannon")
    _go_to(stage, "What are we not seeing")
    _write(stage, "What are we not seeing?", REFLECTION)
    _write(
        stage,
        "What difference support made for Mia",
        "School breakfast club gives a calm start; no effect yet on her nights.",
    )
    _write(
        stage, "What difference support made for Theo", "The nursery list stopped a collection attempt on 12 November."
    )


def _stages(stage: Stage) -> None:
    _go_to(stage, "Rating for each child")
    hands = stage.hands
    for name, word, evidence, other in STAGES:
        hands.choose(hands.find(f"Stage now, {name}", QComboBox), word)
        _write(stage, f"What shows it, {name}", evidence)
        if other:
            hands.click(f"A different view on {name}")
            _write(stage, f"A different view, {name}", other)
    hands.click("A lapse, Kayleigh, alcohol")
    hands.enter("Day of the lapse, Kayleigh, alcohol", "29 Nov 2025")


def _ratings(stage: Stage) -> None:
    for child, word, reason in RATINGS:
        stage.hands.click(f"{word}, rating for {child}")
        stage.hands.type_prose(reason)


def _decisions(stage: Stage) -> None:
    _go_to(stage, "Decisions and why")
    hands = stage.hands
    for question, answer, words in THRESHOLD:
        hands.click(f"{answer}, {question}")
        if words:
            _write(stage, f"What the team decided, {question}", words)
    for number, (kind, words, why, considered) in enumerate(DECISIONS, 1):
        hands.press("Ctrl+D")
        hands.type_prose(words)
        hands.choose(hands.find(f"Kind of decision {number}", QComboBox), kind)
        _write(stage, f"Why, decision {number}", why)
        _write(stage, f"Considered, decision {number}", considered)


def _actions(stage: Stage) -> None:
    _go_to(stage, "Actions")
    hands = stage.hands
    for number, (words, children, owner, due) in enumerate(ACTIONS, 1):
        hands.press("Ctrl+Shift+N")
        hands.type_prose(words)
        hands.choose(hands.find(f"Owner of action {number}", QComboBox), owner)
        hands.enter(f"Due day of action {number}", due)
        hands.click(f"For which child, action {number}")
        for child in children:
            hands.click(f"{child}, action {number}")
        hands.press("Esc")
    for number, (whom, by, how, due) in enumerate(TELLS, 1):
        hands.click("Add a person")
        hands.choose(hands.find(f"Who is told, person {number}", QComboBox), whom)
        hands.choose(hands.find(f"Who tells, person {number}", QComboBox), by)
        _write(stage, f"How, person {number}", how)
        hands.enter(f"By when, person {number}", due)


def _ending(stage: Stage) -> None:
    _go_to(stage, "Read back")
    hands = stage.hands
    hands.enter("Next date", "3 Feb 2026")
    hands.enter("Why later than the limit", "Room and chair cover")
    _write(stage, "Words to Mia", TO_MIA)


def _quote(stage: Stage) -> None:
    """Mia's words of October, and those of 5 December that she asked not to be told: by reference, never retyped."""
    _go_to(stage, "Each child")
    for words in ("a night with nothing", "Confidential words."):
        stage.hands.click_then("Quote earlier words, Mia", partial(_take_quote, stage, words))


def _take_quote(stage: Stage, words: str) -> None:
    stage.settle()
    for button in stage.hands.everything(QAbstractButton):
        row = button.parentWidget()
        labels = parts(row, QLabel) if row is not None and button.accessibleName().startswith("Quote ") else []
        if any(words.lower() in label.text().lower() for label in labels):
            stage.hands.click_on(button)
            return
    raise NotOnScreen(f"There is no quotation that says {words!r}.")


def _rate_family(stage: Stage) -> None:
    _go_to(stage, "Rating for each child")
    stage.hands.click("Red, rating for the family")


def _finalise(stage: Stage) -> None:
    hands = stage.hands
    hands.click_on(
        next(item for item in parts(stage.page(), QAbstractButton) if item.accessibleName().startswith("Read, "))
    )
    hands.click("Finalise the supervision")
    hands.click("I have read the whole record")
    hands.click("Finalise")
