"""Whether an entry's key fits what the catalogue asks and whom the family has (domain.md 2.1, 3.6): a panel is its
discipline's, an answer is about those its question is about, a summary is one that a planned supervision expects."""

from sqlalchemy.orm import Session as Db

from fsworkbook.context import Context
from fsworkbook.domain.catalogue import Scope
from fsworkbook.domain.contributors import professionals
from fsworkbook.domain.errors import NotAllowed, NotFound, WorkbookError
from fsworkbook.domain.people import PersonKind
from fsworkbook.domain.supervision import SessionState
from fsworkbook.domain.workbook import EntryKey, EntryKind
from fsworkbook.services.definitions import Definition
from fsworkbook.services.session_values import session_of
from fsworkbook.services.values import involvements_of, people_of

HAS_BEGUN = "This supervision has begun: what you know now is said there."
NOT_EXPECTED = (
    "No summary is expected from you for this supervision. If you work with the family, ask the team manager."
)
OF_ANOTHER_DISCIPLINE = "This panel is written by another discipline. Say what you think in your own."
OTHER_PERSONS = "This question is not about the people it was opened for. Open the page again and answer it there."

_ARE_ADULTS = {Scope.FAMILY: (), Scope.ADULT: (True,), Scope.CHILD: (False,), Scope.ADULT_CHILD: (True, False)}


def require_fit(ctx: Context, db: Db, key: EntryKey, what: Definition) -> None:
    """Raise where this person's draft under the key would be nobody's answer and no panel of theirs."""
    if what.discipline not in ("", ctx.user.discipline):
        raise NotAllowed(OF_ANOTHER_DISCIPLINE)
    people = {person.id: person for person in people_of(db, [key.family_id])[key.family_id]}
    if not people.keys() >= set(key.subjects):
        raise WorkbookError(OTHER_PERSONS)
    are_adults = tuple(people[person_id].kind is PersonKind.ADULT for person_id in key.subjects)
    if key.kind is EntryKind.ANSWER and are_adults != _ARE_ADULTS[what.scope]:
        raise WorkbookError(OTHER_PERSONS)


def require_expected(ctx: Context, db: Db, key: EntryKey) -> None:
    """Raise where a summary is for no supervision of the family that is still planned and expects this person: until
    it starts an author may replace theirs, then it is quoted as it stood."""
    if key.kind is not EntryKind.SUMMARY:
        return
    session = session_of(db, key.owner)
    if session.family_id != key.family_id:
        raise NotFound("This supervision is not one of this family.")
    if session.state is not SessionState.PLANNED:
        raise NotAllowed(HAS_BEGUN)
    working = involvements_of(db, [key.family_id])[key.family_id]
    if ctx.user.id not in professionals(ctx.catalogue, working, session.starts_at.date()):
        raise NotAllowed(NOT_EXPECTED)
