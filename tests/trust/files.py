"""Files that stand where trust is tested, built once in a test process: a supervision that runs with everything typed,
and the same one finalised."""

import atexit
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from fsworkbook.domain.supervision import Session, SessionState
from fsworkbook.services import administration, families, finalising, signing_in
from fsworkbook.services import supervision_planning as planning
from fsworkbook.services import supervision_session as running
from fsworkbook.storage.store import DEMONSTRATION_KEY, Store
from tests.small_family import CATALOGUE, SmallFamily, make_small_family
from tests.supervised_family import SupervisedFamily

RECORDED_AT = datetime(2025, 9, 25, 15)
FINALISED_AT = datetime(2025, 9, 26, 11)


def opened(path: Path) -> SmallFamily:
    """The small family of a file that is there already; the caller closes `store`."""
    store = Store.open(path, DEMONSTRATION_KEY, CATALOGUE)
    manager = signing_in.signed_in(store, "TM")
    as_ = {person.id: manager.as_person(person) for person in administration.staff(manager)}
    page = families.open_family(as_["SW"], families.list_families(as_["SW"])[0].family.id)
    return SmallFamily(store, page.family, {person.short_name: person for person in page.people}, as_)


def a_copy(state: SessionState, folder: Path) -> Path:
    """The family whose first supervision is in this state (IN_SESSION, RECORDED or FINALISED), as a file of its own."""
    return Path(shutil.copy(_built()[state], folder / "family.fsw"))


def first_session(family: SmallFamily) -> Session:
    """Its first supervision."""
    return planning.sessions(family.as_["TM"], family.family.id)[0]


@cache
def _built() -> dict[SessionState, Path]:
    folder = Path(tempfile.mkdtemp(prefix="trusted-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    small = make_small_family(folder)
    family = SupervisedFamily(small)
    session = family.running()
    family.type_needed(session)
    family.type(session, "case_rating", who="TM", colour="RED")
    small.store.close()
    found = {SessionState.IN_SESSION: small.store.path}
    for state, at in ((SessionState.RECORDED, RECORDED_AT), (SessionState.FINALISED, FINALISED_AT)):
        found[state] = _one_further(found[session.state], state, at)
        session = _state_of(found[state])
    return found


def _one_further(path: Path, state: SessionState, at: datetime) -> Path:
    small = opened(Path(shutil.copy(path, path.with_name(f"{state.lower()}.fsw"))))
    session = first_session(small)
    small.at(at)
    if state is SessionState.RECORDED:
        running.record(small.as_["BS"], session.id)
    else:
        families.open_family(small.as_["TM"], small.family.id)
        finalising.finalise(small.as_["TM"], session.id)
    small.store.close()
    return small.store.path


def _state_of(path: Path) -> Session:
    small = opened(path)
    session = first_session(small)
    small.store.close()
    return session
