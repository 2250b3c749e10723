"""What is typed in supervision 3 of FS-0001 (domain.md 12.5): stages, ratings, decisions, actions, who tells whom."""

STAGES = (
    ("Kayleigh, alcohol", "Action", "Ten weeks of steps, two drinks on 29 November, told Dev herself next day.", ""),
    (
        "Daniel, abusive behaviour",
        "Pre-contemplation",
        '"She texts back, so it can\'t be that bad." 4 December.',
        "Marta Silva proposed relapse; he was never in action, and the group chose pre-contemplation.",
    ),
    ("Daniel, alcohol", "Pre-contemplation", "Declined again.", ""),
)
RATINGS = (
    ("Mia", "Red", "Fear returned, sleep lost, incident at the home address."),
    ("Theo", "Amber", "Away that night, settles in a day."),
    ("Unborn", "Amber", "Birth plan complete, network agreed."),
)
MEANINGS = (
    ("Mia", "Still on guard duty."),
    ("Theo", "His body remembers."),
    ("Unborn", "Birth is the next danger point."),
)
THRESHOLD = (
    ("strategy discussion", "Yes", "Held on 30 November."),
    ("child protection conference", "Does not apply", ""),
    ("legal planning", "Yes", "Not now: her mother acted protectively and told us."),
    ("stepping down", "No", ""),
)
DECISIONS = (
    (
        "Go on with the plan",
        "Stay on the child protection plan.",
        "The plan is working for safety but not yet for Mia's nights.",
        "Legal planning now: not while her mother acts protectively and tells us.",
    ),
    (
        "Change family time",
        "We will ask that there is no family time for Theo until Steve and Marta have both reported, and take legal "
        "advice on what the orders cover.",
        "Asking is not an order.",
        "Supervised time at the nursery.",
    ),
    (
        "Other",
        "Book the discharge meeting before the birth now.",
        "The birth is the next danger point, and Daniel wants to be told.",
        "Waiting for the midwife's date.",
    ),
)
ACTIONS = (
    ("Night-time worry plan", ("Mia",), "Leila Tang", "19 Dec 2025"),
    ("Police address marker", ("Mia", "Theo"), "Marta Silva", "17 Dec 2025"),
    ("Interview Lee Marsh", ("Mia",), "Josh Whitlock", "9 Jan 2026"),
    ("Discharge meeting booked", ("Unborn",), "Karen Simms", "18 Dec 2025"),
    ("Oversight note", ("Mia",), "Priya Nair", "30 Dec 2025"),
)
TELLS = (
    ("Kayleigh", "Marta Silva", "by telephone, in her safe time", "18 Dec 2025"),
    ("Daniel", "Steve Gannon", "at his appointment", "19 Dec 2025"),
    ("Mia", "Leila Tang", "at school, with the words below", "19 Dec 2025"),
)
REFLECTION = (
    "We noticed relief when Kayleigh complied; are we watching her more than him? What is Lee, Mia's father, not being "
    "asked? Another reading: the text was a way to check his mood, to protect herself."
)
TO_MIA = (
    "Mia, grown-ups met today because you have been keeping watch at night and that is our job, not yours. We have "
    "asked Leila to make a plan with you so your room feels safe. People whose job it is to come quickly know that "
    "they must. Theo and the baby are in our thoughts too. We will check in February whether your nights are better."
)
