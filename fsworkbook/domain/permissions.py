"""Who may do what: reads the permission table of the catalogue (permissions.toml, domain.md 1.4) for one person.

Read in the order of the table's header: the person is active and has reach to the family; an allow row gives the verb
and all its conditions hold; then the sharing class (`reading.py`). Whatever a condition asks that the caller did not
say is answered "no"; a class that was not said is not asked, because classes are checked after the table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fsworkbook.domain.catalogue import Allow, Catalogue
from fsworkbook.domain.sharing import SharingClass

VERBS = frozenset({"read", "read_summary", "write", "propose", "type", "accept", "finalise", "countersign", "metadata"})
REACHES = frozenset(
    {"involved", "own_team", "supervisees", "referral", "match", "conference", "emergency", "named", "everywhere"}
)
PERSONS = frozenset(
    {"adults", "key_worker", "protected", "member", "supervisees", "writer_or_addressee", "attending", "stayed"}
)
STATES = ("PLANNED", "IN_SESSION", "RECORDED", "FINALISED")
BEFORE = frozenset(STATES[1:])
NOT_RESTRICTED = "not_restricted"
CLASSES = frozenset(SharingClass) | {NOT_RESTRICTED}
"""The closed lists of permissions.toml; the loader refuses a word that is not here."""

READING = frozenset({"read", "read_summary", "metadata"})
"""Emergency access gives these alone (domain.md 1.4, rule 5)."""

GRANTED_BY_PERSON = frozenset({"victim_confidential", "safety_plan", "protected_place", "confidential_note"})
"""Objects for which "by name" means a class grant for the person it protects (domain.md 1.5)."""

SESSION_OBJECTS = frozenset({"session_shell", "session_record", "rating_decision", "closed_part", "addendum"})
"""Objects for which "by name" means named for that session: as deputy, or as somebody who types."""

OUTSIDE_FAMILIES = frozenset(
    {
        "indicators",
        "service_voice",
        "mentoring",
        "one_to_one",
        "people_admin",
        "settings",
        "store_health",
        "volunteer_person",
    }
)
"""Objects that belong to no family: reach is not asked."""

NOT_BY_EMERGENCY = frozenset({"withdrawal", "export_log"})
"""What emergency access does not show, even to a team manager (who-sees-what.md, "What changes the answers")."""

OPEN_REQUEST = frozenset({"case_worker_summary", "key_information"})
"""What somebody who was asked to join may read before accepting (domain.md 1.4, rule 1)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one member of staff is to one family at one moment: everything that the permission rules ask.

    `involved` is an ACTIVE involvement other than SUPERVISOR; `former` an ended one. `supervises_here`: somebody
    supervised by this person is involved. `supervisees` are those clinically supervised. `named_objects` are objects
    for which the person was added by name; `case_grant` is the time-limited grant of an auditor or information
    governance officer. `grants` are the persons whose victim-confidential text this person was added to by name.
    `works_with` are the persons of ACTIVE involvements; `worked_with` those of active, proposed or ended ones, offered
    ones included (domain.md 1.5). Sessions are named by id; `deputy_for` ends with FINALISED.
    """

    staff_id: str
    discipline: str
    active: bool = True
    involved: bool = False
    former: bool = False
    has_open_request: bool = False
    own_team: bool = False
    key_worker: bool = False
    supervises_here: bool = False
    conference: bool = False
    referral: bool = False
    match: bool = False
    emergency: bool = False
    restricted: bool = False
    listed: bool = False
    case_grant: bool = False
    named_objects: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    works_with: frozenset[str] = frozenset()
    worked_with: frozenset[str] = frozenset()
    supervisees: frozenset[str] = frozenset()
    deputy_for: frozenset[str] = frozenset()
    typist_for: frozenset[str] = frozenset()
    attended: frozenset[str] = frozenset()
    stayed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matter:
    """What an act is about, as far as conditions ask: who wrote it, to whom, which module, session, class."""

    object: str
    verb: str
    author: str | None = None
    addressee: str | None = None
    module: int | None = None
    about_adults: bool = False
    protects: str | None = None
    session_id: str | None = None
    state: str | None = None
    sharing_class: SharingClass | None = None


def may(
    catalogue: Catalogue,
    standing: Standing,
    verb: str,
    object: str,
    *,
    author: str | None = None,
    addressee: str | None = None,
    module: int | None = None,
    about_adults: bool = False,
    protects: str | None = None,
    session_id: str | None = None,
    state: str | None = None,
    sharing_class: SharingClass | None = None,
) -> bool:
    """Whether this person may do this with such a thing, by the permission table alone.

    `author` is the author, owner, maker, supervisee of the thing; `state` that of its session. Text must pass its
    sharing class afterwards.
    """
    matter = Matter(object, verb, author, addressee, module, about_adults, protects, session_id, state, sharing_class)
    if any(_holds(allow, standing, matter) for allow in allows_reached(catalogue, standing, verb, object)):
        return True
    return verb == "read" and _is_own_past_entry(catalogue, standing, matter)


def allows_reached(catalogue: Catalogue, standing: Standing, verb: str, object: str) -> Iterator[Allow]:
    """The allow rows that give the verb to this discipline and whose reach this person has."""
    if not standing.active or not _exists_for(standing, verb, object):
        return
    for allow in catalogue.allows:
        if (
            allow.object == object
            and verb in allow.verbs
            and standing.discipline in allow.disciplines
            and _has_reach(catalogue, standing, allow, verb)
        ):
            yield allow


def may_see_that_draft_exists(
    catalogue: Catalogue, standing: Standing, object: str, *, module: int | None = None, about_adults: bool = False
) -> bool:
    """Whether a draft of somebody else in this object shows by name and age (domain.md 1.4, rule 3): to whoever may
    read the panel, and to those who may release it."""
    if not may(catalogue, standing, "metadata", "draft_of_other"):
        return False
    return may(catalogue, standing, "accept", "draft_of_other") or may(
        catalogue, standing, "read", object, module=module, about_adults=about_adults
    )


def named_for(standing: Standing, object: str, verb: str, protects: str | None, session_id: str | None) -> bool:
    """Whether this person was added by name to such a thing, with a reason, by somebody who may."""
    if object in standing.named_objects:
        return True
    if object in SESSION_OBJECTS:
        naming = standing.typist_for if verb == "type" or object == "session_shell" else standing.deputy_for
        return session_id in naming
    if object in GRANTED_BY_PERSON:
        return protects in standing.grants
    return standing.case_grant


def _exists_for(standing: Standing, verb: str, object: str) -> bool:
    """A restricted family exists for its access list alone, and for a team manager in an emergency (domain.md 9.8)."""
    if not standing.restricted or standing.listed or object in OUTSIDE_FAMILIES:
        return True
    if object == "emergency_access" and verb == "write":
        return True
    return standing.emergency and standing.discipline == "TEAM_MANAGER"


def _has_reach(catalogue: Catalogue, standing: Standing, allow: Allow, verb: str) -> bool:
    if allow.object in OUTSIDE_FAMILIES or (allow.object == "emergency_access" and verb == "write"):
        return True
    if allow.object == "own_past_entry":
        return standing.former
    ways = allow.reach or frozenset(catalogue.discipline(standing.discipline).reach)
    if standing.has_open_request and "involved" in ways and allow.object in OPEN_REQUEST and verb == "read":
        return True
    return any(_reaches(standing, way, allow.object, verb) for way in ways)


def _reaches(standing: Standing, way: str, object: str, verb: str) -> bool:
    by_emergency = standing.emergency and verb in READING and object not in NOT_BY_EMERGENCY
    return {
        "involved": standing.involved,
        "own_team": standing.own_team or bool(standing.deputy_for) or by_emergency,
        "supervisees": standing.supervises_here,
        "referral": standing.referral,
        "match": standing.match,
        "conference": standing.conference,
        "emergency": by_emergency,
        "named": standing.case_grant or bool(standing.named_objects),
        "everywhere": True,
    }[way]


def _holds(allow: Allow, standing: Standing, matter: Matter) -> bool:
    """Whether every condition of the row holds; a condition that is absent is not asked."""
    if allow.own and standing.staff_id not in (matter.author, matter.addressee):
        return False
    if allow.named and not named_for(standing, matter.object, matter.verb, matter.protects, matter.session_id):
        return False
    if allow.modules and matter.module not in allow.modules:
        return False
    if allow.persons and not _persons_hold(allow.persons, standing, matter):
        return False
    if allow.before and not _is_before(matter.state, allow.before):
        return False
    return not allow.classes or _class_holds(allow, standing, matter)


def _persons_hold(persons: str, standing: Standing, matter: Matter) -> bool:
    return {
        "adults": matter.about_adults,
        "key_worker": standing.key_worker,
        "protected": matter.protects in standing.works_with,
        "member": True,  # reach to the family, asked before, is what makes it "one's families"
        "supervisees": matter.author in standing.supervisees,
        "writer_or_addressee": standing.staff_id in (matter.author, matter.addressee),
        "attending": matter.session_id in standing.attended,
        "stayed": matter.session_id in standing.stayed,
    }[persons]


def _is_before(state: str | None, limit: str) -> bool:
    return state in STATES and STATES.index(state) < STATES.index(limit)


def _class_holds(allow: Allow, standing: Standing, matter: Matter) -> bool:
    if NOT_RESTRICTED in allow.classes:
        return not standing.restricted
    return matter.sharing_class is None or matter.sharing_class in allow.classes


def _is_own_past_entry(catalogue: Catalogue, standing: Standing, matter: Matter) -> bool:
    """Own finalised entries stay readable after involvement ends, nothing else (domain.md 1.4, rule 4)."""
    return (
        matter.object not in ("draft", "own_past_entry")
        and matter.author == standing.staff_id
        and any(True for _ in allows_reached(catalogue, standing, "read", "own_past_entry"))
    )
