"""The tour's first part: everybody's summary for supervision 3, typed and finalised on the form (domain.md 12.5)."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QPushButton

from ui.tour.stage import Stage
from ui.widgets.focus import parts
from ui.widgets.text_area import TextArea

OPENS = "a practitioner opens the summary due next and finalises it (prose aside)"


@dataclass(frozen=True)
class Summary:
    """What one person types, box by box, and when; `note` is the confidential note."""

    by: str
    at: datetime
    boxes: tuple[str, ...]
    note: str = ""


SUMMARIES = (
    Summary(
        "CP1",
        datetime(2025, 12, 10, 15, 20),
        (
            "Mia drew the night of 29 November with everybody's mouth rubbed out. Theo bites when a door bangs.",
            "I work with the children alone. Kayleigh brings them on time and waits outside without being asked.",
            "Mia red: she is still keeping watch. Theo amber. Next: a night-time plan with Mia, in her own room.",
        ),
    ),
    Summary(
        "DV1",
        datetime(2025, 12, 11, 10, 20),
        (
            "Five sessions offered, five attended. The children were not in the flat on the night he came.",
            "She can name three tactics he uses to pull her back. Answering the text came at the end of a day with no "
            "adult company. What she does to keep the children safe: rang 999, children at their grandmother's that "
            "night. What gets in the way: evenings alone.",
            "High while he looks for a way in, and higher around the birth. Next: evenings with somebody there, and a "
            "call before any answer.",
        ),
        'Safety plan version 2 since 2 December: Friday call, Saturdays with Sandra, new words for "come now".',
    ),
    Summary(
        "DP1",
        datetime(2025, 12, 11, 16, 10),
        (
            "Five of six group sessions. For the children nothing is better because of it: he came to the flat.",
            'The week before the incident he said he was "doing everything right and getting nothing for it": '
            "entitlement, not remorse. Bailed; no contact condition. He wants to be told when the baby comes.",
            "Mia red, Theo amber, unborn red; the birth is the most dangerous time for Kayleigh; certainty medium. "
            "I see him every week and go on with the group.",
        ),
    ),
    Summary(
        "SW1",
        datetime(2025, 12, 12, 9, 40),
        (
            "Six visits, two unannounced; the children seen alone four times. Flat warm, food in, Theo up to date at "
            "nursery. Since 29 November Mia checks the door chain twice a night. Kayleigh told me on 30 November "
            "before I had heard from police.",
        ),
    ),
    Summary(
        "RW1",
        datetime(2025, 12, 12, 16, 55),
        (
            "Two drinks on 29 November, told me the next day. The children were away that night.",
            "Kayleigh: negative breath tests on 3 and 10 December. Lapse, not relapse. Daniel: declined again.",
            "Amber for all three. Weekly until the birth; the plan for a hard evening is next.",
        ),
    ),
    Summary(
        "MH1",
        datetime(2025, 12, 12, 17, 20),
        (
            "She sleeps badly and is up with Mia; the mornings still happen.",
            "The anxiety questionnaire's total is 12; it was 15. Sleep poor.",
            "Amber. I support keeping sessions weekly to six weeks after birth.",
        ),
    ),
)


def write_summaries(stage: Stage) -> None:
    """Each in turn, at their own moment."""
    for summary in SUMMARIES:
        stage.at(summary.at)
        stage.be(summary.by)
        name = stage.staff(summary.by).name
        with stage.step(f"{name} writes a summary", OPENS if summary.by == "DP1" else ""):
            _write(stage, summary)


def _write(stage: Stage, summary: Summary) -> None:
    hands = stage.hands
    hands.click_on(next(button for button in parts(stage.page(), QPushButton) if _starts(button)))
    for number, words in enumerate(summary.boxes):
        if number:
            hands.click_on(_texts(stage)[number])
        hands.type_prose(words)
    if summary.note:
        hands.click("Show more questions")
        hands.write(hands.find("Confidential note", TextArea), summary.note)
    hands.press("Ctrl+Return")


def _starts(button: QPushButton) -> bool:
    return button.isVisible() and button.accessibleName().startswith(("Start", "Carry on"))


def _texts(stage: Stage) -> list[TextArea]:
    """The texts of the form, from the top down."""
    return [text for text in parts(stage.page(), TextArea) if text.isVisible()]
