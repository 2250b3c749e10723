"""Drafts, entries, versions and their text by class; the typed tables that finalising fills (architecture.md 4)."""

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsworkbook.storage.tables.shape import Row, date, datetime, id_column


class DraftRow(Row):
    """An author's unfinished text: one per author and entry, overwritten in place, readable by its author alone."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("family_id", "kind", "key", "subjects", "owner", "author_id"),)

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    kind: Mapped[str]
    key: Mapped[str]
    subjects: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    author_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    discipline: Mapped[str]
    object: Mapped[str]
    module: Mapped[int | None]
    base: Mapped[int] = mapped_column(default=0)
    content: Mapped[str] = mapped_column(Text)
    occurred_on: Mapped[date | None]
    contribution_kind: Mapped[str] = mapped_column(default="")
    significant: Mapped[bool] = mapped_column(default=False)
    begun_at: Mapped[datetime]
    saved_at: Mapped[datetime]


class EntryRow(Row):
    """One answer, panel, contribution or summary; its versions carry the words. `author_id` is "" for answers."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("family_id", "kind", "key", "subjects", "owner", "author_id"),)

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    kind: Mapped[str]
    key: Mapped[str]
    subjects: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    author_id: Mapped[str] = mapped_column(default="")
    object: Mapped[str]
    module: Mapped[int | None]


class EntryVersionRow(Row):
    """A finalised version: who and when, no words. Immutable."""

    __tablename__ = "entry_version"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)

    id: Mapped[str] = id_column()
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    number: Mapped[int]
    author_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    discipline: Mapped[str]
    finalised_at: Mapped[datetime]
    occurred_on: Mapped[date | None]
    contribution_kind: Mapped[str] = mapped_column(default="")
    significant: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")


class EntryTextRow(Row):
    """The part of a version that one object, class and protected person share. Immutable but for a tightened class."""

    __tablename__ = "entry_text"

    id: Mapped[str] = id_column()
    version_id: Mapped[str] = mapped_column(ForeignKey("entry_version.id"), index=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    author_id: Mapped[str]
    object: Mapped[str]
    module: Mapped[int | None]
    sharing_class: Mapped[str]
    protects: Mapped[str | None]
    about_adults: Mapped[bool] = mapped_column(default=False)
    placed: Mapped[str] = mapped_column(Text)
    plain_values: Mapped[str | None] = mapped_column(Text)


class StillTrueRow(Row):
    """An unchanged version confirmed on a day. Append-only."""

    __tablename__ = "still_true"

    id: Mapped[str] = id_column()
    version_id: Mapped[str] = mapped_column(ForeignKey("entry_version.id"), index=True)
    by_id: Mapped[str]
    at: Mapped[datetime]


class StatusRow(Row):
    """A dated status (legal, plan) of one person, from a finalised answer."""

    __tablename__ = "status"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[str]
    key: Mapped[str]
    code: Mapped[str]
    from_on: Mapped[date]
    version_id: Mapped[str] = mapped_column(ForeignKey("entry_version.id"))


class NeedFactorRow(Row):
    """The need factors of one person by the last finalised answer (ki.need_factors)."""

    __tablename__ = "need_factor"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[str]
    code: Mapped[str]
    version_id: Mapped[str] = mapped_column(ForeignKey("entry_version.id"))


class RulerRow(Row):
    """A scaling question's number with both its reasons; a number alone is not stored here (domain.md 4.5)."""

    __tablename__ = "ruler"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[str]
    key: Mapped[str]
    value: Mapped[int]
    on: Mapped[date]
    version_id: Mapped[str] = mapped_column(ForeignKey("entry_version.id"))


class ChronologyRow(Row):
    """A significant event: the place of its words is the version it came from (one text, by reference), or its own text
    part stored as an entry of kind CONTRIBUTION with key `chronology`."""

    __tablename__ = "chronology"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    on: Mapped[date]
    kind: Mapped[str]
    by_id: Mapped[str]
    recorded_on: Mapped[date]
    version_id: Mapped[str] = mapped_column(ForeignKey("entry_version.id"))
