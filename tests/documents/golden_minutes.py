"""The golden record of domain.md 12.5 (FS-0001, session 3) as the values that minutes are made of, for two readers."""

from datetime import date, datetime

from fsworkbook.documents.minutes_values import EventLine, Minutes, Quoted, SummaryText
from fsworkbook.domain.people import Person, PersonKind
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.supervision import (
    ActionItem,
    Cell,
    PastRating,
    QuotedSummary,
    Record,
    Session,
    SessionKind,
    SessionState,
)

NAMES = {
    "TM1": "Priya Nair", "SW1": "Josh Whitlock", "CP1": "Leila Tang", "DV1": "Marta Silva", "DP1": "Steve Gannon",
    "RW1": "Dev Lakhani", "MH1": "Owen Blythe", "BS1": "Karen Simms", "LA1": "Ruth Ellery",
}  # fmt: skip
ROLES = {
    "TM1": "Team manager", "SW1": "Social worker", "CP1": "Child practitioner",
    "DV1": "Domestic abuse practitioner (victims)", "DP1": "Domestic abuse worker (probation)",
    "RW1": "Recovery worker", "MH1": "Mental health practitioner", "BS1": "Business support officer",
    "LA1": "Lead adult worker",
}  # fmt: skip
PEOPLE = {
    "kayleigh": Person("kayleigh", "f", "Kayleigh", "Hartley", PersonKind.ADULT),
    "daniel": Person("daniel", "f", "Daniel", "Osei", PersonKind.ADULT),
    "mia": Person("mia", "f", "Mia", "Hartley", PersonKind.CHILD, born_on=date(2017, 5, 11)),
    "theo": Person("theo", "f", "Theo", "Osei-Hartley", PersonKind.CHILD, born_on=date(2022, 7, 2)),
    "unborn": Person("unborn", "f", "", "", PersonKind.UNBORN, expected_on=date(2026, 1, 24)),
}
NOTE = "Safety plan version 2 since 2 December: Friday call, Saturdays with Sandra, new words for “come now”."
"""The victims' practitioner's confidential note: one paragraph."""

SECRET_VIEW = "Light on, and don’t make me say why."
"""Mia's words of 12 May, CHILD_CONFIDENTIAL."""

SESSION = Session(
    id="s3", family_id="f", number=3, kind=SessionKind.FSCS, state=SessionState.FINALISED,
    starts_at=datetime(2025, 12, 16, 10), minutes=55, place="Lockside 2 and video link", chair_id="TM1",
    minute_taker_id="BS1", case_holder_id="SW1", team_id="canal", finalised_at=datetime(2025, 12, 19, 11, 30),
    finalised_by="TM1",
)  # fmt: skip


def _cells() -> list[Cell]:
    def cell(item: str, subject: str = "", **value: object) -> Cell:
        return Cell(item, subject, value)  # type: ignore[arg-type]

    attendance = [cell("attendance", who, mode="IN_ROOM") for who in ("TM1", "SW1", "CP1", "RW1", "BS1")]
    attendance += [cell("attendance", who, mode="REMOTE", undisturbed=True) for who in ("DV1", "MH1")]
    attendance += [cell("attendance", "DP1", mode="ABSENT_SUMMARY", reason="court")]
    attendance += [cell("attendance", "LA1", mode="IN_ROOM", guest=True)]
    return [
        *attendance,
        cell("day", "mia", text="School breakfast club, then school. Checks the door chain twice a night."),
        cell("view", "theo", text="Bites when a door bangs; settles in a day.", on="2025-12-03", to_whom="CP1"),
        cell("view", "unborn", text="Scan normal. Her mother talks to the bump and calls her Ivy.", on="2025-12-08"),
        cell("meaning", "mia", text="Still on guard duty."),
        cell("meaning", "theo", text="His body remembers."),
        cell("meaning", "unborn", text="The birth is the next danger point."),
        cell("last_action", "a1", outcome="DONE", changed="A birth alert is placed"),
        cell("last_action", "a2", outcome="DONE", changed=""),
        cell("last_action", "a3", outcome="DONE", changed="The total is 19"),
        cell("impact", "mia", text="The breakfast club gives Mia a calm start; no effect yet on her nights."),
        cell("impact", text="The nursery list stopped a collection attempt on 12 November."),
        cell("stage", "kayleigh:ALCOHOL", stage="ACTION", lapse_on="2025-11-29", evidence="Told us the next day."),
        cell(
            "stage", "daniel:ABUSIVE_BEHAVIOUR", stage="PRE_CONTEMPLATION",
            evidence="“Doing everything right and getting nothing for it.”",
            disagreement="Marta Silva saw a relapse; the group chose pre-contemplation.",
        ),
        cell("stage", "daniel:ALCOHOL", stage="PRE_CONTEMPLATION", evidence="Declined support again."),
        cell("stage", "kayleigh:ACCEPTING_SAFETY_SUPPORT", stage="ACTION", evidence="Never to be printed."),
        cell("parent_view", "kayleigh", text="Wants people to stop asking why she replied."),
        cell("parent_view", "daniel", text="Wants to be told when the baby comes.", via="DP1"),
        cell(
            "reflection",
            text="We noticed relief when Kayleigh complied: are we watching her more than him?\n"
            "What is Lee (Mia’s father) not being asked?",
        ),
        cell("rating", "mia", colour="RED", reason="Fear returned, sleep lost, an incident at the home."),
        cell("rating", "theo", colour="AMBER", reason="Away that night, settles in a day."),
        cell("rating", "unborn", colour="AMBER", reason="Birth plan complete, network agreed."),
        Cell("case_rating", "", {"colour": "RED"}, by_id="TM1"),
        cell("threshold", "STRATEGY_DISCUSSION", answer="YES", decided="Held on 30 November."),
        cell("threshold", "LEGAL_PLANNING", answer="NO", decided="Mother acted protectively and told us."),
        cell(
            "decision", "d1", position=1, type="CONTINUE", text="Stay on the child protection plan.",
            why="The plan is working for safety but not yet for Mia’s nights.", considered="Legal planning.",
            against=[],
        ),
        cell(
            "decision", "d2", position=2, type="CHANGE_CONTACT",
            text="We will ask that there is no family time for Theo until both workers have reported.",
            why="Asking is not an order, so we take legal advice on what orders cover.",
            against=[{"name": "DP1", "words": "I would have waited for the report."}],
        ),
        cell(
            "action", "n1", position=1, text="Night-time worry plan", owner_id="CP1", due="2025-12-19",
            for_children=["mia"],
        ),
        cell(
            "action", "n2", position=2, text="Police marker", owner_id="DV1", due="2025-12-17",
            for_children=["mia", "theo"], priority="HIGH",
        ),
        cell("tell", "t1", position=1, whom="kayleigh", by="DV1", how="Telephone, in her safe time", due="2025-12-18"),
        cell("tell", "t2", position=2, whom="daniel", by="DP1", how="In person", due="2025-12-19"),
        cell("read_back", at="2025-12-16T10:54:00"),
        cell("next", on="2026-02-03", time="10:00", place="Lockside 2", reason="Room and chair cover."),
        cell("words", "mia", text="Mia, grown-ups met today because you have been keeping watch at night."),
    ]  # fmt: skip


def golden_minutes(*, note: bool = True, secret_view: bool = True) -> Minutes:
    """The minutes for a reader who may have the confidential note and Mia's confidential words, or not."""
    plain = RichText.from_plain
    dv = [("What she does to keep the children safe", plain("Rang 999; the children were at their grandmother’s."))]
    dv += [("Confidential note", plain(NOTE))] if note else []
    mia = [Quoted(date(2025, 10, 14), "to Leila Tang", plain("“A night with nothing.”"))]
    mia += [Quoted(date(2025, 12, 5), "to Josh Whitlock", plain(SECRET_VIEW))] if secret_view else []
    record = Record.of(_cells(), [QuotedSummary("SW1", "SOCIAL_WORKER", "v1", True)])
    given = date(2025, 12, 12)
    return Minutes(
        reference="FS-0001",
        team="Canal Team",
        session=SESSION,
        record=record,
        children=tuple(PEOPLE[name] for name in ("mia", "theo", "unborn")),
        adults=tuple(PEOPLE[name] for name in ("kayleigh", "daniel")),
        names=NAMES | {key: person.name for key, person in PEOPLE.items()},
        roles=ROLES,
        summaries=(
            SummaryText("Josh Whitlock", "Social worker", given, (("What changed", plain("Six visits.\nFlat warm.")),)),
            SummaryText("Marta Silva", ROLES["DV1"], date(2025, 12, 11), tuple(dv)),
            SummaryText(
                "Steve Gannon", ROLES["DP1"], date(2025, 12, 11), (("Risk", plain("Mia R, Theo A, unborn R.")),), True
            ),
            SummaryText("Dev Lakhani", "Recovery worker", given, (("What changed", plain("Two drinks on the 29th.")),)),
            SummaryText("Owen Blythe", ROLES["MH1"], given, (("What changed", plain("GAD-7 is 12, it was 15.")),)),
            SummaryText(
                "Leila Tang",
                "Child practitioner",
                date(2025, 12, 10),
                (("What changed", plain("She drew it.")),),
                still_true_on=given,
            ),
        ),
        legal_record="Brookmere case system",
        made_at=datetime(2025, 12, 19, 12),
        answered=frozenset(record.cells),
        quotes={"mia": tuple(mia)},
        past_ratings={
            "mia": PastRating(2, date(2025, 11, 4), "AMBER", ""),
            "theo": PastRating(2, date(2025, 11, 4), "AMBER", ""),
        },
        last_stages={("daniel", "ABUSIVE_BEHAVIOUR"): "CONTEMPLATION", ("kayleigh", "ALCOHOL"): "PREPARATION"},
        last_actions=(
            ActionItem("a1", "s2", "f", 1, "Call the midwifery safeguarding lead", "SW1", None, date(2025, 11, 7)),
            ActionItem("a2", "s2", "f", 2, "Birth plan", "SW1", None, date(2025, 11, 21)),
            ActionItem("a3", "s2", "f", 3, "Questionnaire by school", "CP1", None, date(2025, 11, 28)),
        ),
        events=(
            EventLine(date(2025, 11, 29), plain("Daniel came to the flat drunk; the children were at Sandra’s.")),
            EventLine(date(2025, 12, 15), plain("The review conference continues the plan.")),
        ),
        demonstration=date(2025, 12, 19),
    )
