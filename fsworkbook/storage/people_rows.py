"""Staff and installation as values, for those who open a workbook and are nobody yet."""

from datetime import datetime

from sqlalchemy import select

from fsworkbook.domain.people import Installation, Staff
from fsworkbook.storage.store import Store
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import StaffRow
from fsworkbook.storage.unfiltered import rows, table


def staff_in(store: Store) -> tuple[Staff, ...]:
    """Everybody who was ever entered, also those who have left."""
    with store.read("", datetime.min) as session:
        return tuple(
            Staff(**{name: getattr(row, name) for name in Staff.__dataclass_fields__})
            for row in rows(session, select(table(StaffRow)))
        )


def staff_row(staff: Staff) -> StaffRow:
    """The row of a member of staff."""
    return StaffRow(**{name: getattr(staff, name) for name in Staff.__dataclass_fields__})


def installation_row(row_id: str, installation: Installation) -> InstallationRow:
    """The row of what was said at set-up."""
    limits = installation.limits
    return InstallationRow(
        id=row_id,
        kind=installation.kind,
        authority=installation.authority,
        nation=installation.nation,
        legal_record=installation.legal_record,
        second_copy=installation.second_copy,
        limit_red=limits.red,
        limit_amber=limits.amber,
        limit_green=limits.green,
        visit_cp=limits.visit_cp,
        visit_cin=limits.visit_cin,
    )
