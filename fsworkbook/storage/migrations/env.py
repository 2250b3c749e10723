"""Alembic's entry: the connection is handed over by storage/migrate.py, which also owns the transaction."""

from alembic import context

from fsworkbook.storage.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
