"""The first tables."""

from alembic import op

from fsworkbook.storage.tables import Row

revision = "a0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    Row.metadata.create_all(op.get_bind())
