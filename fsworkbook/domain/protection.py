"""Whom victim-confidential text protects, from whom it is kept, and who can be added by name (domain.md 1.5).

It is about persons, not disciplines: whoever works, worked or was asked to work with a person it is kept from is shut
out, except the key worker and the team manager.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from fsworkbook.domain.catalogue import Catalogue
from fsworkbook.domain.people import Involvement, InvolvementStatus
from fsworkbook.domain.permissions import Standing, may

Protections: TypeAlias = Mapping[str, frozenset[str]]
"""For one family: each protected person, and the persons that their confidential text is kept from."""


def works_with(involvements: Iterable[Involvement], staff_id: str) -> frozenset[str]:
    """The persons this member of staff works with now."""
    return frozenset(
        person
        for item in involvements
        if item.staff_id == staff_id and item.status is InvolvementStatus.ACTIVE
        for person in item.targets
    )


def worked_with(involvements: Iterable[Involvement], staff_id: str) -> frozenset[str]:
    """The persons with whom this member of staff has an active, proposed or ended involvement; offered counts as
    proposed, declined as none."""
    return frozenset(
        person
        for item in involvements
        if item.staff_id == staff_id and item.status is not InvolvementStatus.DECLINED
        for person in (*item.targets, *item.offered_to)
    )


def is_shut_out(standing: Standing, kept_from: Collection[str]) -> bool:
    """Whether this person works, worked or was asked to work with somebody the text is kept from. Their discipline
    makes no difference; the key worker and the team manager alone are let through."""
    if standing.key_worker or standing.discipline == "TEAM_MANAGER":
        return False
    return not standing.worked_with.isdisjoint(kept_from)


def why_not_added(catalogue: Catalogue, candidate: Standing, protects: str, kept_from: Collection[str]) -> str | None:
    """Why this person cannot be added by name to what protects somebody, for whoever is adding them; None = they can.

    Clinical supervisors do not inherit: they do not work with the person themselves.
    """
    if is_shut_out(candidate, kept_from):
        return (
            "They cannot be added: whoever works, worked or was asked to work with a person this is kept from "
            "may not read it."
        )
    if protects not in candidate.works_with:
        return "They cannot be added: only somebody who works with the person it protects can be."
    granted = replace(candidate, grants=candidate.grants | {protects})
    if not may(catalogue, granted, "read", "victim_confidential", protects=protects):
        title = catalogue.discipline(candidate.discipline).title
        return f"They cannot be added: the permission table gives a {title[:1].lower() + title[1:]} no such text."
    return None
