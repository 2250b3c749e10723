"""The last act on a supervision: FINALISED, immutable, with its typed rows and its fingerprint (domain.md 3.3, 3.4).

In one transaction ratings, stages and actions go to tables of their own, which nobody edits, and what the session said of
earlier actions becomes progress of theirs: what was not done is carried, with its first due date.
"""

from collections.abc import Mapping

from datetime import date

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.action_status import CLOSED, ProgressKind, status_of
from fsworkbook.domain.change import Change
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.ids import new_id
from fsworkbook.domain.richtext import RichText
from fsworkbook.domain.supervision import Record, Session, SessionState
from fsworkbook.domain.supervision_moves import Act, why_not
from fsworkbook.domain.workbook import Content
from fsworkbook.services.actions import actions_mine, actions_of_family, progress, write_progress
from fsworkbook.services.session_page import may_finalise
from fsworkbook.services.session_room import last_actions, record_of
from fsworkbook.services.session_values import (
    action_cells,
    cells_of,
    progress_of,
    session_row,
    session_value,
    team_managers,
)
from fsworkbook.services.summaries import is_open
from fsworkbook.services.supervision_session import record_in, require_nothing_missing
from fsworkbook.services.telling import tell
from fsworkbook.services.text_rules import check
from fsworkbook.storage.store import note
from fsworkbook.storage.supervision_facts import record_fingerprint
from fsworkbook.storage.tables.supervision import ActionRow, RatingRow, StageRow

__all__ = ["actions_mine", "actions_of_family", "finalise", "progress", "tell"]

UNREAD = "Read the whole record first: open it, then finalise."
OUTCOMES = {"DONE": ProgressKind.DONE, "NO_LONGER_NEEDED": ProgressKind.NO_LONGER_NEEDED}
"""What closes an action when a session reviews it; anything else carries it to the next."""
