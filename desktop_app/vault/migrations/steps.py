"""Bringing an older vault up to date: copy, check the copy, change the tables, check again; else put it back."""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktop_app.errors import EnvironmentProblem
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.tables import SCHEMA

VERSIONS = Path(__file__).parent


class MigrationFailed(EnvironmentProblem):
    """A step did not work; the vault is as it was before."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            f"This vault could not be brought up to date (step {revision}).",
            "It was put back exactly as it was.",
            "Use the Casemate of yesterday until support has looked at it.",
        )


def copy_path(vault: Path, version: int) -> Path:
    """Where the copy made before a migration lies."""
    return vault.with_name(f"{vault.name}.before-{version}")


def migrate(vault: Path, key: DataKey) -> None:
    """Bring the vault to `SCHEMA`. Raises MigrationFailed, with the file as it was, when a step fails."""
    database = Database(vault, key)
    found = database.version()
    copy = copy_path(vault, found)
    copy.unlink(missing_ok=True)
    database.copy_to(copy)
    demand_sound(copy, key)
    try:
        _upgrade(database)
        if database.version() != SCHEMA or database.check():
            raise MigrationFailed(SCHEMA)
    except BaseException as raised:
        database.close()
        put_back(copy, vault)
        raise MigrationFailed(found + 1) from raised
    database.close()


def demand_sound(copy: Path, key: DataKey) -> None:
    """Open the copy and read every page; a copy nobody could read is worse than none."""
    database = Database(copy, key)
    try:
        findings = database.check()
    finally:
        database.close()
    if findings:
        raise EnvironmentProblem(
            "The copy made before the update can't be read back.",
            "The vault was not changed.",
            "Check the disk, then try again.",
        )


def put_back(copy: Path, vault: Path) -> None:
    """The copy takes the vault's place; a half-written log beside it must not be replayed into it."""
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(OSError):
            vault.with_name(vault.name + suffix).unlink(missing_ok=True)
    copy.replace(vault)


def _upgrade(database: Database) -> None:
    # alembic costs 0.6 s to import: only an older vault pays it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS))
    with database.writer.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            config.attributes["connection"] = connection
            command.upgrade(config, str(SCHEMA))
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with contextlib.suppress(Exception):
                connection.exec_driver_sql("ROLLBACK")
            raise
