"""Supervision sessions and what grows from them (domain.md 3)."""

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsworkbook.storage.tables.shape import Row, date, datetime, id_column


class SessionRow(Row):
    """The shell of one supervision; no text of the family but the reasons people gave for its acts."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("family_id", "number"),)

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str]
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    chair_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    minute_taker_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    case_holder_id: Mapped[str | None]
    deputy_id: Mapped[str | None]
    deputy_reason: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime | None]
    started_by: Mapped[str | None]
    override_reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime | None]
    recorded_by: Mapped[str | None]
    finalised_at: Mapped[datetime | None]
    finalised_by: Mapped[str | None]
    finalised_hash: Mapped[str] = mapped_column(default="")
    ended_reason: Mapped[str] = mapped_column(default="")


class SessionTypistRow(Row):
    """A person whom the chair named to type."""

    __tablename__ = "session_typist"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    staff_id: Mapped[str]


class PostponementRow(Row):
    """A planned session moved to another time, with the reason. Append-only."""

    __tablename__ = "postponement"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    was_at: Mapped[datetime]
    now_at: Mapped[datetime]
    reason: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]


class AskRow(Row):
    """A contributor was asked for their summary. Append-only."""

    __tablename__ = "ask"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    staff_id: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]


class ExcuseRow(Row):
    """The manager excused a contributor from giving a summary. Append-only."""

    __tablename__ = "excuse"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    staff_id: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]


class SessionCellRow(Row):
    """One piece of the running record (architecture.md 4); merged cell by cell, frozen with the session."""

    __tablename__ = "session_cell"
    __table_args__ = (UniqueConstraint("session_id", "item", "subject", "sharing_class"),)

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    item: Mapped[str]
    subject: Mapped[str] = mapped_column(default="", index=True)  # who attended is asked by staff id at every read
    object: Mapped[str]
    sharing_class: Mapped[str]
    protects: Mapped[str | None]
    value: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    by_id: Mapped[str]
    at: Mapped[datetime]


class SessionSummaryRow(Row):
    """Whom a session expected and which frozen version each gave, stored at its start."""

    __tablename__ = "session_summary"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    staff_id: Mapped[str]
    discipline: Mapped[str]
    version_id: Mapped[str | None]
    expected: Mapped[bool] = mapped_column(default=True)


class SessionQuoteRow(Row):
    """A version that a session quotes besides its summaries (a child's words): read with the record, by class."""

    __tablename__ = "session_quote"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    version_id: Mapped[str]
    paragraph_id: Mapped[str]


class RatingRow(Row):
    """A colour given at a finalised session; `child_id` "" is the case rating."""

    __tablename__ = "rating"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    child_id: Mapped[str] = mapped_column(default="")
    colour: Mapped[str]
    on: Mapped[date]


class StageRow(Row):
    """A stage of change: agreed in a finalised session, or set by a worker's finalised entry."""

    __tablename__ = "stage"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    session_id: Mapped[str | None]
    version_id: Mapped[str | None]
    adult_id: Mapped[str]
    behaviour: Mapped[str]
    stage: Mapped[str]
    lapse_on: Mapped[date | None]
    on: Mapped[date]
    by_id: Mapped[str]


class ActionRow(Row):
    """An action of a finalised session: who owes what, by when; its words stand in the session's cell."""

    __tablename__ = "action"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    number: Mapped[int]
    owner_id: Mapped[str | None] = mapped_column(index=True)
    owner_person_id: Mapped[str | None]
    due: Mapped[date]


class ActionProgressRow(Row):
    """What became of an action. Append-only."""

    __tablename__ = "action_progress"

    id: Mapped[str] = id_column()
    action_id: Mapped[str] = mapped_column(index=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    kind: Mapped[str]
    note: Mapped[str]
    on: Mapped[date]
    by_id: Mapped[str]
    at: Mapped[datetime]


class ToldRow(Row):
    """Somebody of the family was told (domain.md 3.7). Append-only."""

    __tablename__ = "told"

    id: Mapped[str] = id_column()
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    tell_id: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]
