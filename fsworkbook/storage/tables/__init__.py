"""The tables, one file a noun; importing this package registers every one of them."""

from fsworkbook.storage.tables import installation, people, supervision, workbook
from fsworkbook.storage.tables.shape import Row

__all__ = ["Row", "installation", "people", "supervision", "workbook"]
