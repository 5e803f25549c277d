"""Making the tables of a new vault, and refusing what is newer than we are."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from desktop_app.errors import UserError
from desktop_app.records.ids import new_id
from desktop_app.vault.tables import META, METADATA, SCHEMA, SEARCH


class VaultNewer(UserError):
    """The file was written by a later Casemate."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"This vault belongs to a newer Casemate (tables {found}, ours {SCHEMA}). It was not changed.",
            "Update Casemate on this laptop, then open it again.",
        )


def create(connection: Connection, vault_id: str) -> None:
    """Make every table at the newest revision, with the device's own id. Runs inside a transaction."""
    METADATA.create_all(connection)
    connection.exec_driver_sql(SEARCH)
    connection.execute(insert(META), [{"key": "vault", "value": vault_id}, {"key": "device", "value": new_id()}])
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
