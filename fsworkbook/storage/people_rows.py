"""Staff and installation as values, for those who open a workbook."""

from fsworkbook.domain.people import Installation, Staff
from fsworkbook.storage.tables.installation import InstallationRow
from fsworkbook.storage.tables.people import StaffRow


def staff_of(row: StaffRow) -> Staff:
    """The value of a staff row."""
    return Staff(**{name: getattr(row, name) for name in Staff.__dataclass_fields__})


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
