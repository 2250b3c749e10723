"""The facts of FS-0001 that the permission rules ask, on 2026-05-11 09:00 (who-sees-what.md, domain.md 12.1)."""

from dataclasses import replace

from fsworkbook.domain.permissions import Standing

KAYLEIGH, DANIEL, MIA, THEO, IVY = "kayleigh", "daniel", "mia", "theo", "ivy"
SESSION_3 = "fscs-3"
PROTECTIONS = {person: frozenset({DANIEL}) for person in (KAYLEIGH, MIA, THEO, IVY)}


def involved(staff_id: str, discipline: str, *persons: str, **facts: object) -> Standing:
    """A worker with an active involvement with these persons."""
    with_them = frozenset(persons)
    standing = Standing(staff_id, discipline, involved=True, works_with=with_them, worked_with=with_them)
    return replace(standing, **facts)  # type: ignore[arg-type]


ROOM = frozenset({SESSION_3})

PEOPLE = {
    "SW1": involved(
        "SW1",
        "SOCIAL_WORKER",
        KAYLEIGH,
        DANIEL,
        MIA,
        THEO,
        IVY,
        own_team=True,
        key_worker=True,
        attended=ROOM,
        stayed=ROOM,
    ),
    "TM1": Standing(
        "TM1", "TEAM_MANAGER", own_team=True, attended=ROOM, stayed=ROOM, supervisees=frozenset({"SW1", "CP1", "DV1"})
    ),
    "CP1": involved("CP1", "CHILD_PRACTITIONER", MIA, THEO, IVY, own_team=True, attended=ROOM, stayed=ROOM),
    "DV1": involved("DV1", "DA_PRACTITIONER_VICTIM", KAYLEIGH, attended=ROOM, stayed=ROOM),
    "MH1": involved("MH1", "MH_PRACTITIONER", KAYLEIGH, attended=ROOM, grants=frozenset({KAYLEIGH})),
    "DP1": involved("DP1", "DA_OFFICER_PERPETRATOR", DANIEL),
    "RW1": involved("RW1", "RECOVERY_WORKER", KAYLEIGH, attended=ROOM, worked_with=frozenset({KAYLEIGH, DANIEL})),
    "LA1": Standing(
        "LA1", "LEAD_ADULT_WORKER", supervises_here=True, attended=ROOM, supervisees=frozenset({"DP1", "RW1", "MH1"})
    ),
    "BS1": Standing("BS1", "BUSINESS_SUPPORT", own_team=True, attended=ROOM),
    "SW2": Standing("SW2", "SOCIAL_WORKER", own_team=True),
    "CH1": Standing("CH1", "CONFERENCE_CHAIR", conference=True),
    "TM2": Standing("TM2", "TEAM_MANAGER"),
    "SW4": Standing("SW4", "SOCIAL_WORKER", active=False, former=True, own_team=True),
    "IG1": Standing("IG1", "IG_OFFICER"),
    "SA1": Standing("SA1", "SYSTEM_ADMIN"),
}
