"""What every table shares: the declarative base and the column shorthands."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Row(DeclarativeBase):
    """A stored row. Tables carry no schema name; ids are UUIDv7 made by the client (data.md 6)."""

    type_annotation_map: ClassVar = {str: String()}


def id_column() -> Mapped[str]:
    """The primary key."""
    return mapped_column(String(36), primary_key=True)


__all__ = ["Row", "date", "datetime", "id_column"]
