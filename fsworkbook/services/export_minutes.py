"""The minutes of a finalised supervision, for the member of staff who reads this copy."""

from dataclasses import dataclass

from fsworkbook.context import Context
from fsworkbook.documents.minutes import minutes_document
from fsworkbook.domain.copies import RecipientKind
from fsworkbook.domain.errors import NotAllowed, WorkbookError
from fsworkbook.domain.people import Staff
from fsworkbook.domain.permissions import may
from fsworkbook.domain.supervision import SessionState
from fsworkbook.services.copies_of_minutes import copy_of_minutes, makes_for_others
from fsworkbook.services.made import Made
from fsworkbook.services.session_page import SessionPage, session_page
from fsworkbook.storage.standing import standing

NOT_FINAL = "Minutes are made once the supervision is finalised."
NOT_A_READER = "{name} does not read the minutes of this family, so there is no copy to make for them."
NOT_THE_MAKER = "A copy of minutes is made by its reader, or by the team manager."


@dataclass(frozen=True, slots=True)
class MinutesRequest:
    """The minutes of one supervision for one member of staff, perhaps oneself."""

    session_id: str
    recipient_staff_id: str


def minutes_recipients(ctx: Context, session_id: str) -> tuple[Staff, ...]:
    """Those for whom this person can make a copy of the minutes: oneself; for who finalises, everybody who took part
    or was expected and may read minutes."""
    page = session_page(ctx, session_id)
    wanted = {ctx.user.id}
    if makes_for_others(ctx, page.session):
        wanted |= set(page.record.attendance) | {summary.staff.id for summary in page.summaries}
    return tuple(page.staff[staff_id] for staff_id in sorted(wanted) if _reads(ctx, page, staff_id))


def minutes_copy(ctx: Context, request: MinutesRequest) -> Made:
    """The copy, not yet written."""
    page = session_page(ctx, request.session_id)
    if page.session.state is not SessionState.FINALISED:
        raise WorkbookError(NOT_FINAL)
    reader = page.staff.get(request.recipient_staff_id)
    if request.recipient_staff_id != ctx.user.id and not makes_for_others(ctx, page.session):
        raise NotAllowed(NOT_THE_MAKER)
    if reader is None or not _reads(ctx, page, reader.id):
        raise NotAllowed(NOT_A_READER.format(name=reader.name if reader else "This person"))
    with ctx.read(request.session_id) as db:
        copy = copy_of_minutes(ctx, db, page, reader)
    return Made(
        document=minutes_document(copy.minutes, ctx.catalogue),
        reference=page.family.ref,
        kind="minutes",
        day=page.session.held_on,
        family_id=page.family.id,
        recipient_kind=RecipientKind.STAFF,
        recipient_id=reader.id,
        purpose="",
        withheld=copy.withheld,
        session_id=page.session.id,
    )


def _reads(ctx: Context, page: SessionPage, staff_id: str) -> bool:
    if staff_id not in page.staff:
        return False
    with ctx.read() as db:
        reader = standing(db, ctx.catalogue, staff_id, page.family.id, ctx.today)
    return may(ctx.catalogue, reader, "read", "minutes")
