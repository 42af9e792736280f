"""Alembic's entry: migrations run on the connection, and in the transaction, of who opens."""

from alembic import context

from data.depot.base.structure import TABLE_DES_VERSIONS, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=TABLE_DES_VERSIONS,
)
with context.begin_transaction():
    context.run_migrations()
