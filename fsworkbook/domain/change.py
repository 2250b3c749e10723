"""A committed write, read back as a fact: what screens listen to (architecture.md 1)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is a verb in the past with its object ("entry finalised", "cell typed"); ids only, never text."""

    what: str
    family_id: str | None = None
    row_id: str | None = None
