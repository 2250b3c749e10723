"""Who reads which row, asked of the store by plain ORM selects: a service cannot forget the filter."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, exists, func, insert, literal_column, select, text, update
from sqlalchemy.orm import aliased

from fsworkbook.domain.errors import NotFound
from fsworkbook.domain.ids import new_id
from fsworkbook.storage.opening import close_families, open_family
from fsworkbook.storage.reading_rules import CLOSED, RULES
from fsworkbook.storage.standing import standing
from fsworkbook.storage.tables import Row
from fsworkbook.storage.tables.installation import AccessOpenRow, AuditRow, InstallationRow
from fsworkbook.storage.tables.people import (
    ClassGrantRow,
    ContactPointRow,
    FamilyRow,
    InvolvementRow,
    PersonRow,
    PlaceRow,
    ProtectedPlaceRow,
    ProtectionRow,
    StaffRow,
)
from fsworkbook.storage.tables.supervision import SessionCellRow, SessionQuoteRow, SessionRow, SessionSummaryRow
from fsworkbook.storage.tables.workbook import ChronologyRow, DraftRow, EntryRow, EntryTextRow, EntryVersionRow
from fsworkbook.storage.traces import draft_traces
from tests.mini_file import Mini, put, session_row

EVERYBODY = ("SW", "TM", "CP", "BS", "DV", "DP", "RW", "MH", "LA", "IG", "SA", "LEFT", "TM2")
REACHES = ("SW", "TM", "CP", "BS", "DV", "DP", "RW", "MH", "LA", "IG")


def readers(mini: Mini, row: type[Row]) -> set[str]:
    """Who gets at least one row of this table."""
    found = set()
    for who in EVERYBODY:
        with mini.read(who) as session:
            if session.scalars(select(row)).all():
                found.add(who)
    return found


def test_every_table_has_a_reading_rule() -> None:
    assert set(RULES) == set(CLOSED) == {mapper.class_ for mapper in Row.registry.mappers}


@pytest.mark.parametrize(
    ("author", "sharing_class", "protects", "expected"),
    [
        ("DV", "VICTIM_CONFIDENTIAL", "kayleigh", {"SW", "TM", "CP", "DV", "MH"}),
        ("MH", "CLINICAL", None, {"MH", "LA"}),
        ("CP", "CHILD_CONFIDENTIAL", None, {"SW", "TM", "CP"}),
        ("SW", "LEGAL_PRIVILEGED", None, {"SW", "TM"}),
        ("RW", "OWN_COPY", None, {"SW", "TM", "CP", "DV", "DP", "RW", "MH"}),
        ("DP", "VICTIM_CONFIDENTIAL", "kayleigh", {"SW", "TM", "CP", "DV", "MH", "DP"}),
    ],
)
def test_a_paragraph_reaches_the_readers_of_its_class_after_an_opening(
    mini: Mini, author: str, sharing_class: str, protects: str | None, expected: set[str]
) -> None:
    mini.text(author, "She hid her shoes", sharing_class, protects=protects)
    assert readers(mini, EntryTextRow) == set()
    mini.open(*REACHES)
    for row in (EntryTextRow, EntryVersionRow, EntryRow):
        about_adults_alone = {"LA"} if sharing_class == "CLINICAL" else set()
        assert readers(mini, row) | about_adults_alone == expected | about_adults_alone, row.__name__


def test_whoever_may_not_open_gets_the_sentence_of_a_family_that_is_not_there(mini: Mini) -> None:
    sentences = set()
    for who, family in (("TM2", "family"), ("LEFT", "family"), ("SA", "family"), ("SW", "no-such-family")):
        with pytest.raises(NotFound) as refused, mini.write(who) as session:
            open_family(session, family, "curious")
        sentences.add(refused.value.message)
    assert len(sentences) == 1
    with mini.read("TM") as session:
        assert session.scalar(select(func.count(AccessOpenRow.id))) == 0


def test_an_opening_ends_by_time_and_by_lock(mini: Mini) -> None:
    mini.text("SW", "words", "SHAREABLE")
    mini.open("SW", "CP")
    with mini.write("CP") as session:
        close_families(session)
    assert readers(mini, EntryTextRow) == {"SW"}
    mini.now += timedelta(hours=12)
    assert readers(mini, EntryTextRow) == set()


@pytest.mark.parametrize("who", ["DP", "RW"])
def test_no_way_of_asking_gives_a_hit_a_count_or_a_name(mini: Mini, who: str) -> None:
    version = mini.text("DV", "She hid her shoes", "VICTIM_CONFIDENTIAL", protects="kayleigh")
    mini.open("DP", "RW")
    other = aliased(EntryTextRow)
    with mini.read(who) as session:
        assert session.scalar(select(func.count(EntryTextRow.id))) == 0
        assert session.scalar(select(func.count()).select_from(EntryVersionRow)) == 0
        assert session.execute(select(other.placed)).all() == []
        assert session.execute(select(StaffRow.id).join(EntryTextRow, EntryTextRow.placed.like("%shoes%"))).all() == []
        assert session.execute(select(StaffRow.id).join(other, other.author_id == "DV")).all() == []
        outer = select(StaffRow.id).outerjoin(EntryTextRow, EntryTextRow.author_id == "DV").where(EntryTextRow.id > "")
        assert session.execute(outer).all() == []
        assert (
            session.scalars(select(StaffRow.id).where(exists().where(EntryTextRow.placed.like("%shoes%")))).all() == []
        )
        assert session.scalars(select(StaffRow.id).where(select(other.id).exists())).all() == []
        both = select(other.id).join(EntryTextRow, EntryTextRow.id > "")
        assert session.execute(both).all() == []
        counted = select(func.count(EntryTextRow.id)).scalar_subquery()
        assert {row[1] for row in session.execute(select(StaffRow.id, counted))} == {0}
        found = select(EntryTextRow.version_id).cte()
        assert session.execute(select(EntryRow.id).join(found, found.c.version_id > "")).all() == []
        assert session.query(EntryTextRow).count() == 0
        assert session.get(EntryVersionRow, version) is None
        assert session.get(EntryTextRow, version) is None
        assert session.scalars(select(ChronologyRow)).all() == []


def test_an_alias_beside_a_row_that_may_be_read_is_narrowed_too(mini: Mini) -> None:
    open_one = mini.text("SW", "open", "SHAREABLE")
    mini.text("DV", "She hid her shoes", "VICTIM_CONFIDENTIAL", protects="kayleigh")
    mini.open("DP")
    one, two = aliased(EntryTextRow), aliased(EntryTextRow)
    with mini.read("DP") as session:
        for query in (
            select(EntryTextRow.id, one.version_id).join(one, one.id > ""),
            select(EntryTextRow.id, one.version_id).outerjoin(one, one.id > ""),
            select(one.id, EntryTextRow.version_id).join(EntryTextRow, EntryTextRow.id > ""),
            select(one.id, two.version_id).join(two, two.id > ""),
            select(one.id, two.version_id).where(one.family_id == two.family_id),
            select(StaffRow.id, one.version_id).join(one, one.author_id > "").where(StaffRow.id == "SW"),
            select(EntryTextRow.id, select(func.max(one.version_id)).where(one.author_id > "").scalar_subquery()),
        ):
            assert {row[1] for row in session.execute(query)} == {open_one}, str(query)


@pytest.mark.parametrize(
    "statement",
    [
        select(EntryTextRow.__table__),
        select(EntryTextRow.__table__.c.placed),
        text("SELECT placed FROM entry_text"),
        select(EntryTextRow).from_statement(text("SELECT * FROM entry_text")),
        select(EntryTextRow).where(text("1 = 1")),
        select(StaffRow.id, literal_column("(SELECT max(placed) FROM entry_text)")),
        select(StaffRow.id).join(EntryTextRow.__table__, text("1")),
        select(StaffRow.id, EntryTextRow.__table__.alias().c.placed),
        select(EntryTextRow.id).union_all(select(EntryTextRow.placed)),
        select(func.count()).select_from(select(EntryTextRow.__table__.c.placed).subquery()),
        select(exists().where(EntryTextRow.__table__.c.placed.like("%s%"))),
        update(EntryTextRow).values(placed=""),
        select(EntryTextRow.id, select(EntryTextRow.__table__.c.placed).subquery().c.placed),
        delete(DraftRow),
        insert(EntryRow).values(id="x"),
    ],
    ids=str,
)
def test_a_statement_that_the_filter_cannot_reach_is_refused(mini: Mini, statement: object) -> None:
    mini.open("DP")
    with pytest.raises(RuntimeError, match="ORM selects"), mini.write("DP") as session:
        session.execute(statement)


def test_a_read_cannot_write(mini: Mini) -> None:
    with pytest.raises(RuntimeError, match="read cannot write"), mini.read("TM") as session:
        put(session, PersonRow(id="x", family_id="family", given_name="", family_name="", kind="CHILD"))


def test_facts_come_by_reach_and_who_has_left_reads_nothing(mini: Mini) -> None:
    assert readers(mini, FamilyRow) == {"SW", "TM", "CP", "BS", "DV", "DP", "RW", "MH", "LA", "IG"}
    assert readers(mini, PersonRow) == {"SW", "TM", "CP", "BS", "DV", "DP", "RW", "MH", "LA"}
    assert "LEFT" not in readers(mini, StaffRow) | readers(mini, InstallationRow)
    assert readers(mini, AuditRow) == {"TM", "IG"}


def test_an_open_request_shows_the_family_and_nothing_of_other_texts(mini: Mini) -> None:
    mini.text("SW", "panel", "SHAREABLE")
    mini.text("SW", "the story", "SHAREABLE", object="case_worker_summary")
    with mini.write("TM") as session:
        for row in session.scalars(select(InvolvementRow).where(InvolvementRow.staff_id == "MH")):
            row.status = "PROPOSED"
    mini.open("MH")
    with mini.read("MH") as session:
        assert [row.ref for row in session.scalars(select(FamilyRow))] == ["FS-0001"]
        assert [row.object for row in session.scalars(select(EntryTextRow))] == ["case_worker_summary"]


def test_ones_own_finalised_entries_stay_after_the_involvement_and_nothing_else(mini: Mini) -> None:
    mini.text("MH", "mine", "SHAREABLE")
    mini.text("SW", "theirs", "SHAREABLE")
    with mini.write("TM") as session:
        for row in session.scalars(select(InvolvementRow).where(InvolvementRow.staff_id == "MH")):
            row.status, row.to_on = "ENDED", date(2026, 5, 1)
    mini.open("MH")
    with mini.read("MH") as session:
        assert [row.author_id for row in session.scalars(select(EntryTextRow))] == ["MH"]
        assert session.scalars(select(PersonRow)).all() == []


def test_a_restricted_family_is_nowhere(mini: Mini) -> None:
    with mini.write("TM") as session:
        session.get(FamilyRow, "family").restricted = True
    assert readers(mini, FamilyRow) == set()
    with pytest.raises(NotFound), mini.write("SW") as session:
        open_family(session, "family", "my work")


def test_who_is_kept_from_whom_and_who_was_added_is_known_to_those_who_may_read_it(mini: Mini) -> None:
    mini.open(*REACHES)
    assert readers(mini, ProtectionRow) == {"SW", "TM", "CP", "DV", "MH"}
    assert readers(mini, ClassGrantRow) == {"SW", "TM", "DV"}


def test_contact_points_of_a_protected_place_do_not_exist_for_others(mini: Mini) -> None:
    mini.open(*REACHES)
    with mini.write("BS") as session:
        put(session, PlaceRow(id="home", family_id="family", kind="HOUSEHOLD", label="Kayleigh's home"))
        for name, of_kind, of_id in (("address", "PLACE", "home"), ("phone", "PERSON", "daniel")):
            put(
                session,
                ContactPointRow(
                    id=name,
                    family_id="family",
                    of_kind=of_kind,
                    of_id=of_id,
                    kind="ADDRESS",
                    value=name,
                    sharing_class="PROFESSIONALS_ONLY",
                    author_id="BS",
                ),
            )
    everybody = {"SW", "TM", "CP", "BS", "DV", "DP", "RW", "MH", "LA"}
    assert readers(mini, ContactPointRow) == everybody
    with mini.write("DV") as session:
        put(
            session,
            ProtectedPlaceRow(
                id="safe",
                family_id="family",
                place_id="home",
                protects="kayleigh",
                by_id="DV",
                reason="moved",
                from_on=date(2026, 5, 1),
            ),
        )
    assert readers(mini, ProtectedPlaceRow) == {"SW", "TM", "CP", "DV", "MH"}
    for who in everybody:
        with mini.read(who) as session:
            found = {row.id for row in session.scalars(select(ContactPointRow))}
        assert found == ({"address", "phone"} if who in {"SW", "TM", "CP", "DV", "MH"} else {"phone"}), who


def draft_of(author: str, key: str, object: str) -> DraftRow:
    return DraftRow(
        id=new_id(),
        family_id="family",
        kind="PANEL",
        key=key,
        author_id=author,
        discipline="DA_PRACTITIONER_VICTIM" if author == "DV" else "CHILD_PRACTITIONER",
        object=object,
        module=3,
        content="{}",
        begun_at=date(2026, 5, 1),
        saved_at=date(2026, 5, 1),
    )


def test_a_draft_is_its_authors_and_a_trace_tells_those_who_may_read_the_part(mini: Mini) -> None:
    for author, key in (("CP", "m4.panel.CHILD_PRACTITIONER"), ("DV", "m3.panel.DA_PRACTITIONER_VICTIM")):
        with mini.write(author) as session:
            put(session, draft_of(author, key, "other_panel"))
    assert readers(mini, DraftRow) == {"CP", "DV"}
    traces = {}
    for who in EVERYBODY:
        with mini.read(who) as session:
            traces[who] = {trace.author_id for trace in draft_traces(session, ["family"])}
    knowing = {who for who, authors in traces.items() if "CP" in authors}
    assert knowing == {"SW", "TM", "DV", "DP", "RW", "MH", "IG"}
    assert {who for who, authors in traces.items() if "DV" in authors} == {"SW", "TM", "CP", "MH"}


def a_session_that_quotes(mini: Mini) -> tuple[str, str]:
    """A session in which DV's summary (with a confidential part) and a child's confidential words were quoted."""
    summary = mini.text("DV", "summary", "PROFESSIONALS_ONLY", object="summary_other")
    words = mini.text("CP", "I put my hands on his ears", "CHILD_CONFIDENTIAL", object="voice_record")
    with mini.write("TM") as session:
        row = session_row()
        put(session, row)
        row.state, row.started_at, row.started_by = "IN_SESSION", mini.now, "TM"
        put(
            session,
            SessionSummaryRow(
                id=new_id(),
                session_id="session",
                family_id="family",
                staff_id="DV",
                discipline="DA_PRACTITIONER_VICTIM",
                version_id=summary,
            ),
            SessionQuoteRow(
                id=new_id(), session_id="session", family_id="family", version_id=words, paragraph_id=f"p-{words}"
            ),
        )
        for who, mode in (("LA", "IN_ROOM"), ("MH", "ABSENT_SUMMARY")):
            put(session, cell("attendance", who, f'{{"mode": "{mode}"}}'))
        put(session, cell("reflection", "", '{"text": "we thought"}'))
    return summary, words


def cell(item: str, subject: str, value: str, **more: object) -> SessionCellRow:
    fields = {"sharing_class": "PROFESSIONALS_ONLY", "protects": None} | more
    return SessionCellRow(
        id=new_id(),
        session_id="session",
        family_id="family",
        item=item,
        subject=subject,
        object="session_record",
        value=value,
        version=1,
        by_id="TM",
        at=date(2026, 5, 1),
        **fields,
    )


def test_what_a_session_quotes_is_read_with_its_record_by_class_alone(mini: Mini) -> None:
    summary, words = a_session_that_quotes(mini)
    mini.open(*REACHES)
    for who, alone, with_record in (
        ("LA", set(), {summary}),  # a guest who is in the room and does not supervise DV
        ("TM", {summary, words}, {summary, words}),
        ("MH", {summary}, {summary}),  # absent: does not read the running record
    ):
        with mini.read(who) as session:
            assert set(session.scalars(select(EntryTextRow.version_id))) == alone, who
        with mini.read(who, session_id="session") as session:
            assert set(session.scalars(select(EntryTextRow.version_id))) == with_record, who
            quotes = set(session.scalars(select(SessionQuoteRow.version_id)))
        assert quotes == ({words} if who == "TM" else set()), who


def test_the_running_record_is_for_those_who_attend_and_the_minutes_for_the_team(mini: Mini) -> None:
    a_session_that_quotes(mini)
    with mini.write("TM") as session:
        put(
            session,
            cell("keeps_safe", "kayleigh", '{"text": "x"}', sharing_class="VICTIM_CONFIDENTIAL", protects="kayleigh"),
        )
    mini.open(*REACHES)
    assert readers(mini, SessionCellRow) == {"TM", "BS", "LA"}
    with mini.write("TM") as session:
        row = session.get(SessionRow, "session")
        row.state, row.recorded_at, row.recorded_by = "RECORDED", mini.now, "TM"
        session.flush()
        row.state, row.finalised_at, row.finalised_by = "FINALISED", mini.now, "TM"
    reading = {}
    for who in EVERYBODY:
        with mini.read(who) as session:
            reading[who] = set(session.scalars(select(SessionCellRow.item)))
    team = {"SW", "TM", "CP", "BS", "DV", "DP", "RW", "MH", "LA"}
    assert {who for who, items in reading.items() if "reflection" in items} == team
    assert {who for who, items in reading.items() if "keeps_safe" in items} == {"SW", "TM", "CP", "DV", "MH"}


def test_standing_says_who_somebody_is_to_the_family(mini: Mini) -> None:
    with mini.read("SA") as session:
        worker = standing(session, mini.store.catalogue, "RW", "family", NOW_DAY)
        keeper = standing(session, mini.store.catalogue, "SW", "family", NOW_DAY)
        supervisor = standing(session, mini.store.catalogue, "LA", "family", NOW_DAY)
    assert (worker.works_with, worker.worked_with) == ({"kayleigh"}, {"kayleigh", "daniel"})
    assert keeper.key_worker
    assert keeper.own_team
    assert supervisor.supervises_here
    assert not supervisor.involved


NOW_DAY = date(2026, 5, 11)
