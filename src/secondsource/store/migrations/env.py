"""Runs the revisions on the connection that `database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from secondsource.store.schema import metadata

connection = context.config.attributes["connection"]
# SQLite can roll back table definitions; Alembic assumes that it cannot, and a killed migration would stay half done.
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
