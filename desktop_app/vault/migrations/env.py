"""Run by alembic: it is handed the open connection, so no key ever stands in an address or a file."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from desktop_app.vault.tables import METADATA


def run() -> None:
    """Run the steps on the live connection; it is inside our own transaction already."""
    connection: Connection = context.config.attributes["connection"]
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    context.configure(
        connection=connection, target_metadata=METADATA, render_as_batch=True, transactional_ddl=False,
        transaction_per_migration=False,
    )  # fmt: skip
    if context.get_context().get_current_revision() is None and found:
        context.get_context().stamp(context.script, str(found))
    context.run_migrations()


run()
