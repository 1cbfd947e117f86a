"""Runs the revisions on the connection that `database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from secondsource.store.vault.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
