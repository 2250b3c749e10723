"""The first tables, frozen as version 0.1 has them (notation.py)."""

from fsworkbook.storage.migrations.notation import make_tables

revision = "a0001"
down_revision = None

TABLES = """
access_open: id key, staff_id text indexed, family_id text indexed, at moment, until moment, reason text
audit: seq seq, at text, machine_at text, actor text, action text, object text, family_id text?, row_id text,
    fingerprint long, prev text, hash text
event: id key, action text, family_id text?, object text, row_id text?, staff_id text, at moment
export: id key, family_id text indexed, session_id text?, kind text, copy_letter text, recipient_kind text,
    recipient_id text?, purpose text, file_name text, sha256 text, made_by text, made_at moment
installation: id key, kind text, authority text, nation text, legal_record text, second_copy text, limit_red int?,
    limit_amber int?, limit_green int?, visit_cp int?, visit_cin int?, min_client text, clock moment?
team: id key, name text unique, locality text, set_day int?
export_withheld: id key, export_id text -> export indexed, reason text, paragraphs int
family: id key, ref text unique, display_name text, team_id text -> team, locality text, opened_on date?,
    allocated_on date?, closed_on date?, restricted bool, local_system_ref text
staff: id key, name text, sign_in text unique, discipline text, team_id text? -> team, locality text, ref text,
    employer text, line_manager_id text?, clinical_supervisor_id text?, active_from date?, active_to date?,
    is_administrator bool, confidentiality_signed_on date?
contact_point: id key, family_id text -> family indexed, of_kind text, of_id text, kind text, value text,
    safe_to_use text, sharing_class text, protects text?, author_id text, from_on date?, to_on date?
draft: id key, family_id text -> family indexed, kind text, key text, subjects text, owner text, author_id text ->
    staff indexed, discipline text, object text, module int?, base int, content long, occurred_on date?,
    contribution_kind text, significant bool, begun_at moment, saved_at moment, unique(family_id, kind, key,
    subjects, owner, author_id)
entry: id key, family_id text -> family indexed, kind text, key text, subjects text, owner text, author_id text,
    object text, module int?, unique(family_id, kind, key, subjects, owner, author_id)
involvement: id key, family_id text -> family indexed, staff_id text -> staff indexed, discipline text, role text,
    status text, from_on date, to_on date?, question text, reason text
person: id key, family_id text -> family indexed, given_name text, family_name text, known_as text, kind text,
    born_on date?, expected_on date?, birth_accuracy text, birth_recorded_on date?, sex text, pronouns text,
    pregnancy_ended_on date?, deceased_on date?, in_household bool, position int
place: id key, family_id text -> family indexed, kind text, label text
session: id key, family_id text -> family indexed, number int, kind text, state text indexed, starts_at moment,
    minutes int, place text, team_id text -> team, chair_id text -> staff, minute_taker_id text -> staff,
    case_holder_id text?, deputy_id text?, deputy_reason text, started_at moment?, started_by text?, override_reason
    text, recorded_at moment?, recorded_by text?, finalised_at moment?, finalised_by text?, finalised_hash text,
    ended_reason text, unique(family_id, number)
stage: id key, family_id text -> family indexed, session_id text?, version_id text?, adult_id text, behaviour text,
    stage text, lapse_on date?, on date, by_id text
action: id key, session_id text -> session indexed, family_id text -> family indexed, number int, owner_id text?
    indexed, owner_person_id text?, due date
action_progress: id key, action_id text indexed, session_id text -> session indexed, family_id text -> family
    indexed, kind text, note text, on date, by_id text, at moment
ask: id key, session_id text -> session indexed, staff_id text, by_id text, at moment
class_grant: id key, family_id text -> family indexed, staff_id text -> staff indexed, protects text -> person,
    by_id text, reason text, at moment
entry_version: id key, entry_id text -> entry indexed, family_id text -> family indexed, number int, author_id text
    -> staff, discipline text, finalised_at moment, occurred_on date?, contribution_kind text, significant bool,
    reason text, unique(entry_id, number)
excuse: id key, session_id text -> session indexed, staff_id text, reason text, by_id text, at moment
involvement_person: id key, involvement_id text -> involvement indexed, person_id text -> person, offered bool
place_member: id key, place_id text -> place indexed, person_id text -> person, from_on date?, to_on date?
postponement: id key, session_id text -> session indexed, was_at moment, now_at moment, reason text, by_id text, at
    moment
protected_place: id key, family_id text -> family indexed, place_id text -> place, protects text -> person, by_id
    text, reason text, from_on date, to_on date?
protection: id key, family_id text -> family indexed, protects text -> person, kept_from text -> person, by_id text,
    at moment, unique(family_id, protects, kept_from)
rating: id key, session_id text -> session indexed, family_id text -> family indexed, child_id text, colour text, on
    date
relationship: id key, family_id text -> family indexed, person_id text -> person, other_id text -> person, kind
    text, parental_responsibility bool, pr_basis text?, from_on date?, to_on date?
session_cell: id key, session_id text -> session indexed, family_id text -> family indexed, item text, subject text
    indexed, object text, sharing_class text, protects text?, value long, version int, by_id text, at moment,
    unique(session_id, item, subject, sharing_class)
session_quote: id key, session_id text -> session indexed, family_id text -> family indexed, version_id text,
    paragraph_id text
session_summary: id key, session_id text -> session indexed, family_id text -> family indexed, staff_id text,
    discipline text, version_id text?, expected bool
session_typist: id key, session_id text -> session indexed, staff_id text
told: id key, session_id text -> session indexed, family_id text -> family indexed, tell_id text, by_id text, at
    moment
chronology: id key, family_id text -> family indexed, on date, kind text, by_id text, recorded_on date, version_id
    text -> entry_version
entry_text: id key, version_id text -> entry_version indexed, family_id text -> family indexed, author_id text,
    object text, module int?, sharing_class text, protects text?, about_adults bool, placed long, plain_values long?
need_factor: id key, family_id text -> family indexed, person_id text, code text, version_id text -> entry_version
ruler: id key, family_id text -> family indexed, person_id text, key text, value int, on date, version_id text ->
    entry_version
status: id key, family_id text -> family indexed, person_id text, key text, code text, from_on date, version_id text
    -> entry_version
still_true: id key, version_id text -> entry_version indexed, by_id text, at moment
"""


def upgrade() -> None:
    """Make the tables."""
    make_tables(TABLES)
