"""The question every service asks before it acts: may this person do this here? One function, the same that screens use
to decide what to show (architecture.md 5)."""

from typing import Any

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.errors import NotAllowed
from fsworkbook.domain.permissions import Standing, may
from fsworkbook.storage.people_rows import staff_in
from fsworkbook.storage.standing import standing

NOT_YOURS = "Your role does not do this for this family. Ask the team manager if it should."

NOT_ADMINISTRATOR = "Only the administrator of this workbook adds people and changes its settings."


def my_standing(ctx: Context, db: Db, family_id: str) -> Standing:
    """What the person who acts is to this family, today."""
    return standing(db, ctx.catalogue, ctx.user.id, family_id, ctx.today)


def require(
    ctx: Context, db: Db, family_id: str, verb: str, object: str, sentence: str = NOT_YOURS, **matter: Any
) -> None:
    """Raise NotAllowed with `sentence` unless the permission table gives the verb; `matter` as `permissions.may`."""
    if not may(ctx.catalogue, my_standing(ctx, db, family_id), verb, object, **matter):
        raise NotAllowed(sentence)


def require_administrator(ctx: Context) -> None:
    """Raise NotAllowed unless this person administers the workbook today (domain.md 9.4). Asked of the file: the
    administration may have gone to somebody else since they signed in."""
    me = next((person for person in staff_in(ctx.store) if person.id == ctx.user.id), None)
    if me is None or not (me.administers and me.active_on(ctx.today)):
        raise NotAllowed(NOT_ADMINISTRATOR)
