"""The small family in supervision: planned, with summaries in, started and typed, on a real encrypted file.

Session 1 is on Tuesday 2025-09-23 at 10:00; its deadline is 2025-09-19 17:00 (two working days before). Expected are
Josh (SW, the Case Worker Summary), Leila (CP), Marta (DV), Steve (DP) and Dev (RW); Priya chairs, Karen takes minutes.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from fsworkbook.domain.people import Limits
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.sharing import SharingClass
from fsworkbook.domain.supervision import AttendanceMode, Record, Session
from fsworkbook.domain.workbook import Content, EntryKey, EntryKind, Json, Version
from fsworkbook.services import administration, entries
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.services.session_page import SessionPage, session_page
from fsworkbook.services.summaries import summary_form
from tests.small_family import SmallFamily

CALLED_TO_PLAN = datetime(2025, 9, 8, 9)
IN_TIME = datetime(2025, 9, 18, 9)
LATE = datetime(2025, 9, 19, 17, 20)
SESSION_1 = datetime(2025, 9, 23, 10)
CONTRIBUTORS = ("SW", "CP", "DV", "DP", "RW")
HERE: Mapping[str, AttendanceMode] = dict.fromkeys(("TM", "SW", "CP", "DV", "RW", "BS", "LA"), AttendanceMode.IN_ROOM)
WORDS = "A night with nothing."
SECRET = "Light on, do not make me say why."


class SupervisedFamily:
    """Short words for what the tests do with sessions of the small family."""

    def __init__(self, small: SmallFamily) -> None:
        self.small = small
        small.at(CALLED_TO_PLAN)
        administration.change_limits(small.as_["TM"], Limits(red=30, amber=35, green=40))

    def id(self, name: str) -> str:
        """The id of a person of the family by given name."""
        return self.small.people[name].id

    def plan(self, starts_at: datetime = SESSION_1, *, by: str = "BS", reason: str = "", **changed: str) -> Session:
        """Plan a session; `changed` are other leaders or places."""
        values = {"place": "Lockside 2", "chair_id": "TM", "minute_taker_id": "BS"} | changed
        return planning.plan(self.small.as_[by], self.small.family.id, starts_at, 45, reason=reason, **values)

    def give(self, who: str, session: Session, words: str = "Steady.", at: datetime | None = IN_TIME) -> Version:
        """Write and finalise somebody's summary."""
        if at:
            self.small.at(at)
        ctx = self.small.as_[who]
        form = summary_form(ctx, session.id)
        text = RichText.from_plain(words, form.boxes[0].default_class or SharingClass.SHAREABLE)
        entries.save_draft(ctx, form.key, Content({form.boxes[0].slot: text}))
        return entries.finalise(ctx, form.key)

    def give_all(self, session: Session, but: Iterable[str] = (), at: datetime | None = IN_TIME) -> dict[str, Version]:
        """Everybody's summary in time, but for some."""
        return {who: self.give(who, session, f"Summary of {who}.", at) for who in CONTRIBUTORS if who not in but}

    def start(
        self, session: Session, override_reason: str = "", *, at: datetime = SESSION_1, **absent: None
    ) -> Session:
        """Start it with everybody here but DP, and but whom `absent` names."""
        self.small.at(at)
        present = {who: mode for who, mode in HERE.items() if who not in absent}
        return running.start(self.small.as_["TM"], session.id, override_reason, present=present)

    def running(self, session: Session | None = None) -> Session:
        """A session in which everything is given and nothing is typed."""
        planned = session or self.plan()
        self.give_all(planned)
        started = self.start(planned)
        running.attend(self.small.as_["BS"], started.id, "DP", AttendanceMode.ABSENT_SUMMARY, reason="court")
        return started

    def type(
        self, session: Session, item: str, subject: str = "", who: str = "BS", version: int = 0, **value: Json
    ) -> None:
        """Type one cell."""
        running.type_cell(self.small.as_[who], session.id, item, subject, value, version)

    def type_needed(
        self,
        session: Session,
        colours: tuple[str, str, str] = ("RED", "AMBER", "RED"),
        next_on: str = "2025-11-04",
        first: str = "a",
    ) -> None:
        """Type all that RECORDED needs; the two actions have the ids a1 and a2, or begin with `first`."""
        for name, colour in zip(("Mia", "Theo", "Unborn"), colours, strict=True):
            self.type(session, "view", self.id(name), text="Startles at bangs.", on="2025-09-18")
            self.type(session, "rating", self.id(name), colour=colour, reason=f"Because of {name}.")
        self.type(session, "decision", "d1", type="CONTINUE", text="Stay on the plan.", why="It works for safety.")
        self.type(session, "action", f"{first}1", text="Safe-contact plan", owner_id="DV", due="2025-09-26", position=1)
        self.type(session, "action", f"{first}2", text="Ring the group", owner_id="DP", due="2025-10-03", position=2)
        self.type(session, "next", on=next_on, time="10:00")

    def page(self, who: str, session: Session) -> SessionPage:
        """The page as somebody reads it."""
        return session_page(self.small.as_[who], session.id)

    def record(self, who: str, session: Session) -> Record:
        """The record as somebody reads it."""
        return self.page(who, session).record

    def said_by_mia(self, secret: bool) -> Version:
        """What Mia said to Josh, finalised in her part of the workbook."""
        key = EntryKey(self.small.family.id, EntryKind.ANSWER, "m4.expressed_views", (self.id("Mia"),))
        kind = SharingClass.CHILD_CONFIDENTIAL if secret else SharingClass.PROFESSIONALS_ONLY
        return self.small.write("SW", key, SECRET if secret else WORDS, sharing_class=kind)
