"""Errors whose text is what the person reads: what happened, and what to do (architecture.md 7).

Anything else that is raised is a bug and is met by one handler in the window.
"""


class WorkbookError(Exception):
    """Something a person can understand and mend. `field` names the field to put the cursor in, where there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(WorkbookError):
    """The permission table, a sharing class or a state does not allow this act for this person."""


class NotFound(WorkbookError):
    """It does not exist, or it does not exist for this person: the sentence is the same (domain.md 9.8)."""


class Stale(WorkbookError):
    """Somebody wrote a newer version meanwhile; both texts are kept and the person chooses."""


class Refused(WorkbookError):
    """A file was refused: wrong passphrase, damaged, foreign or newer. Nothing was changed."""
