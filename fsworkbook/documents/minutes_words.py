"""How the pieces of a supervision's record read on paper: names for ids, words for codes, "Not yet recorded" where
nobody ever answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fsworkbook.documents import words
from fsworkbook.documents.minutes_values import Minutes
from fsworkbook.documents.pages import Block, CellText, Heading, Line, Passage
from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.change_stage import WORKING_WITH_US_ON_SAFETY
from fsworkbook.domain.people import Person
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.supervision import AttendanceMode, Cell, Record
from fsworkbook.domain.workbook import Json

MODES = tuple(AttendanceMode)
LETTERS = {"RED": "R", "AMBER": "A", "GREEN": "G"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the pieces of the minutes as words."""

    minutes: Minutes
    catalogue: Catalogue

    @property
    def record(self) -> Record:
        """The record as this copy's reader may read it."""
        return self.minutes.record

    @property
    def not_recorded(self) -> Line:
        """The line for what nobody ever answered."""
        return Line(words.NOT_RECORDED, "Unanswered")

    def exists(self, item: str, subject: str = "") -> bool:
        """Whether the record has this piece, for this reader or not."""
        return (item, subject) in self.minutes.answered or (item, subject) in self.record.cells

    def exists_any(self, item: str) -> bool:
        """Whether the record has this piece about anybody."""
        return any(name == item for name, _ in (*self.minutes.answered, *self.record.cells))

    def name(self, someone: str) -> str:
        """The name of a member of staff or a person of the family."""
        return self.minutes.names.get(someone, "")

    def name_or_words(self, value: Json) -> str:
        """A name for an id; what is no id stays as it was typed."""
        return self.name(str(value)) or str(value) if value else ""

    def role(self, staff_id: str) -> str:
        """The discipline of a member of staff in words."""
        return self.minutes.roles.get(staff_id, "")

    def called(self, child: Person) -> str:
        """The child in a sentence: Mia, the unborn baby."""
        return child.called

    def place_at_the_table(self, attendance: Cell) -> tuple[bool, int, str]:
        """Chair first, then those in the room, on the link and absent, each by name."""
        mode = str(attendance.value.get("mode") or "")
        place = MODES.index(mode) if mode in MODES else len(MODES)
        return attendance.subject != self.minutes.session.chaired_by, place, self.name(attendance.subject)

    def label(self, options: str, code: Json) -> str:
        """The words of a choice."""
        return self.catalogue.label(options, str(code)) if code else ""

    def colour(self, code: Json) -> str:
        """A rating by letter and word, so that colour is never needed: "R  Red" (domain.md 3.8)."""
        word = self.label("rag", code)
        return f"{LETTERS[str(code)]}  {word}" if str(code) in LETTERS else word

    def stage(self, code: Json) -> str:
        """A stage of change in words."""
        return next((stage.label for stage in self.catalogue.stages if stage.code == code), str(code or ""))

    def written(self, text: str) -> RichText:
        """What somebody typed into the record, a paragraph a line."""
        return RichText.from_plain(text)

    def attended(self, value: Mapping[str, Json]) -> str:
        """How somebody took part: in the room, remote, or absent with the summary read."""
        parts = [self.label("attendance_mode", value.get("mode"))]
        if value.get("undisturbed"):
            parts.append("cannot be overheard, not recording")
        if value.get("guest"):
            parts.append("guest")
        if reason := str(value.get("reason") or "").strip():
            parts.append(reason)
        return ", ".join(filter(None, parts))

    def titled(self, title: str, item: str, subject: str, *, asked: bool = True) -> Iterator[Block]:
        """One text of the record under its title. What is asked and nobody answered says so; what is only offered, and
        what is not for this reader, is left out."""
        text = self.record.text(item, subject)
        if text:
            yield Heading(3, title)
            yield Passage(self.written(text))
        elif asked and not self.exists(item, subject):
            yield Heading(3, title)
            yield self.not_recorded

    def plain(self, item: str) -> Iterator[Block]:
        """One text of the record without a title."""
        text = self.record.text(item)
        if text:
            yield Passage(self.written(text))
        elif not self.exists(item):
            yield self.not_recorded

    def is_printed(self, stage: Cell) -> bool:
        """ "All but "Working with us on safety", which is in no minutes (domain.md 4.2)."""
        return not stage.subject.endswith(f":{WORKING_WITH_US_ON_SAFETY}")

    def stage_row(self, cell: Cell) -> tuple[CellText, ...]:
        """One adult and behaviour: the stage last time, the stage now, and the words that show it."""
        adult, _, behaviour = cell.subject.partition(":")
        last = self.minutes.last_stages.get((adult, behaviour))
        now = self.stage(cell.value.get("stage"))
        if lapse := words.day_of(cell.value.get("lapse_on")):
            now = f"{now}, with a lapse on {lapse}"
        shows = str(cell.value.get("evidence") or "").strip()
        if other := str(cell.value.get("disagreement") or "").strip():
            shows = "\n".join(filter(None, (shows, f"A different view: {other}")))
        behaviour_words = self.label("target_behaviour", behaviour).lower()
        return f"{self.name(adult)}: {behaviour_words}", self.stage(last) if last else "", now, self.written(shows)
