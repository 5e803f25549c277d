"""Run by alembic: it is handed the open connection, so no address of a database stands in a file."""

from __future__ import annotations

from alembic import context

from central_server.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True,
    transactional_ddl=False, transaction_per_migration=False,
)  # fmt: skip
context.run_migrations()
