"""Opening a family: a refused opening stands on the record, and says nothing to whoever tried (data.md 3)."""

import pytest
from sqlalchemy import select

from fsworkbook.domain.errors import NotFound
from fsworkbook.storage.opening import open_family
from fsworkbook.storage.tables.installation import AccessOpenRow, AuditRow, EventRow
from fsworkbook.storage.tables.people import FamilyRow, TeamRow
from fsworkbook.storage.verifying import verify_store
from tests.mini_file import Mini, put


def refused(mini: Mini, who: str, family_id: str) -> str:
    def tries() -> None:
        with mini.write(who) as session:
            put(session, TeamRow(id="taken back", name="Taken back"))
            open_family(session, family_id, "to look")

    with pytest.raises(NotFound) as caught:
        tries()
    return caught.value.message


def test_a_refused_opening_is_an_event_and_the_rest_of_the_write_is_taken_back(mini: Mini) -> None:
    refused(mini, "TM2", "family")
    with mini.read("TM") as session:
        event = session.scalars(select(EventRow)).one()
        assert (event.action, event.object, event.family_id, event.staff_id) == ("REFUSED", "family", "family", "TM2")
        told = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert (told.action, told.family_id, told.actor) == ("REFUSED", "family", "TM2")
        assert session.get(TeamRow, "taken back") is None
    with mini.read("TM2") as session:
        assert session.query(AccessOpenRow).count() == 0
    assert verify_store(mini.store).findings == ()


def test_a_family_that_is_restricted_and_one_that_is_not_there_are_refused_alike(mini: Mini) -> None:
    with mini.write("TM") as session:
        session.get(FamilyRow, "family").restricted = True
    assert refused(mini, "BS", "family") == refused(mini, "BS", "no such family")
    with mini.read("BS") as session:
        mine = session.scalars(select(EventRow)).all()
        assert [(row.action, row.object, row.row_id) for row in mine] == [("REFUSED", "family", None)] * 2


def test_an_opening_that_is_allowed_records_no_refusal(mini: Mini) -> None:
    mini.open("SW")
    with mini.read("TM") as session:
        assert session.query(EventRow).count() == 0
