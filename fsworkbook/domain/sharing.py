"""Who may see a paragraph: the sharing classes of domain.md 1.5, as values.

A class decides who reads a text here and what goes into documents. The rule itself (who passes which class) is
`domain/reading.py`; what may leave in a copy is `domain/copies.py`.
"""

from collections.abc import Mapping
from enum import StrEnum


class SharingClass(StrEnum):
    """The eight classes, from the widest readership to the narrowest kinds."""

    SHAREABLE = "SHAREABLE"
    OWN_COPY = "OWN_COPY"
    PROFESSIONALS_ONLY = "PROFESSIONALS_ONLY"
    THIRD_PARTY = "THIRD_PARTY"
    VICTIM_CONFIDENTIAL = "VICTIM_CONFIDENTIAL"
    CHILD_CONFIDENTIAL = "CHILD_CONFIDENTIAL"
    CLINICAL = "CLINICAL"
    LEGAL_PRIVILEGED = "LEGAL_PRIVILEGED"


TEAM_CLASSES = frozenset(
    {
        SharingClass.SHAREABLE,
        SharingClass.OWN_COPY,
        SharingClass.PROFESSIONALS_ONLY,
        SharingClass.THIRD_PARTY,
    }
)
"""Classes that everybody who may read the object reads here; the other four have readers of their own."""

CONFIDENTIAL_CLASSES = frozenset(SharingClass) - TEAM_CLASSES

C = SharingClass
NARROWER: Mapping[SharingClass, frozenset[SharingClass]] = {
    C.SHAREABLE: frozenset(C) - {C.SHAREABLE},
    C.OWN_COPY: frozenset(C) - {C.SHAREABLE, C.OWN_COPY},
    C.THIRD_PARTY: CONFIDENTIAL_CLASSES | {C.PROFESSIONALS_ONLY},
    C.PROFESSIONALS_ONLY: CONFIDENTIAL_CLASSES,
} | dict.fromkeys(CONFIDENTIAL_CLASSES, frozenset())
"""What each class may be narrowed to. The four confidential classes are read by different people: none is narrower."""


def is_wider(new: SharingClass, old: SharingClass) -> bool:
    """Whether somebody may read or be given in `new` what they may not in `old`: then it is asked who could be harmed
    (domain.md 1.5)."""
    return new is not old and new not in NARROWER[old]
