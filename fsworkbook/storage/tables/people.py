"""Teams, staff, families and the people in them (domain.md 1.1)."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsworkbook.storage.tables.shape import Row, date, datetime, id_column


class TeamRow(Row):
    """A team and its set day."""

    __tablename__ = "team"

    id: Mapped[str] = id_column()
    name: Mapped[str] = mapped_column(unique=True)
    locality: Mapped[str] = mapped_column(default="")
    set_day: Mapped[int | None]


class StaffRow(Row):
    """Somebody who signs in."""

    __tablename__ = "staff"

    id: Mapped[str] = id_column()
    name: Mapped[str]
    sign_in: Mapped[str] = mapped_column(unique=True)
    discipline: Mapped[str]
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id"))
    locality: Mapped[str] = mapped_column(default="")
    ref: Mapped[str] = mapped_column(default="")
    employer: Mapped[str] = mapped_column(default="")
    line_manager_id: Mapped[str | None]
    clinical_supervisor_id: Mapped[str | None]
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]
    is_administrator: Mapped[bool] = mapped_column(default=False)
    confidentiality_signed_on: Mapped[date | None]


class FamilyRow(Row):
    """The facts of a family that lists may show."""

    __tablename__ = "family"

    id: Mapped[str] = id_column()
    ref: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    locality: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[date | None]
    allocated_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    restricted: Mapped[bool] = mapped_column(default=False)
    local_system_ref: Mapped[str] = mapped_column(default="")


class PersonRow(Row):
    """One human; the same row from unborn to adult."""

    __tablename__ = "person"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    known_as: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    born_on: Mapped[date | None]
    expected_on: Mapped[date | None]
    birth_accuracy: Mapped[str] = mapped_column(default="EXACT")
    birth_recorded_on: Mapped[date | None]
    sex: Mapped[str] = mapped_column(default="UNKNOWN")
    pronouns: Mapped[str] = mapped_column(default="")
    pregnancy_ended_on: Mapped[date | None]
    deceased_on: Mapped[date | None]
    in_household: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class RelationshipRow(Row):
    """Stored once, shown both ways; carries parental responsibility."""

    __tablename__ = "relationship"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    parental_responsibility: Mapped[bool] = mapped_column(default=False)
    pr_basis: Mapped[str | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class InvolvementRow(Row):
    """A worker with a family."""

    __tablename__ = "involvement"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    discipline: Mapped[str]
    role: Mapped[str]
    status: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    question: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class InvolvementPersonRow(Row):
    """Whom an involvement is with; `offered` = offered but not taken up (domain.md 1.1)."""

    __tablename__ = "involvement_person"

    id: Mapped[str] = id_column()
    involvement_id: Mapped[str] = mapped_column(ForeignKey("involvement.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    offered: Mapped[bool] = mapped_column(default=False)


class PlaceRow(Row):
    """A household (kind HOUSEHOLD) or setting, under a neutral label."""

    __tablename__ = "place"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    kind: Mapped[str]
    label: Mapped[str]


class PlaceMemberRow(Row):
    """Who lives at or uses a place, from when to when."""

    __tablename__ = "place_member"

    id: Mapped[str] = id_column()
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class ContactPointRow(Row):
    """What can lead to a person, with a class of its own; no other table holds one."""

    __tablename__ = "contact_point"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    of_kind: Mapped[str]  # PERSON or PLACE
    of_id: Mapped[str]
    kind: Mapped[str]
    value: Mapped[str]
    safe_to_use: Mapped[str] = mapped_column(default="")
    sharing_class: Mapped[str]
    protects: Mapped[str | None]
    author_id: Mapped[str]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class ProtectionRow(Row):
    """From whom the victim-confidential text and places of one person are kept (domain.md 1.5)."""

    __tablename__ = "protection"
    __table_args__ = (UniqueConstraint("family_id", "protects", "kept_from"),)

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    protects: Mapped[str] = mapped_column(ForeignKey("person.id"))
    kept_from: Mapped[str] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[str]
    at: Mapped[datetime]


class ProtectedPlaceRow(Row):
    """A household or setting whose contact points are all VICTIM_CONFIDENTIAL."""

    __tablename__ = "protected_place"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"))
    protects: Mapped[str] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[str]
    reason: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None]


class ClassGrantRow(Row):
    """A reader added by name to what protects one person, with a reason."""

    __tablename__ = "class_grant"

    id: Mapped[str] = id_column()
    family_id: Mapped[str] = mapped_column(ForeignKey("family.id"), index=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    protects: Mapped[str] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
