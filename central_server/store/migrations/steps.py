"""Which step a database is at, and bringing it to today's inside the caller's transaction: all steps, or none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, MetaData, String, Table, insert, inspect, select
from sqlalchemy.schema import Column, CreateTable

from central_server.store.fence import put_up
from central_server.store.tables import METADATA
from desktop_app.errors import UserError

SCHEMA = "2"
"""The newest step in `versions`; the tables of `tables.py` are what it leads to."""
FIRST = "1"
"""Databases from before steps were counted have the tables of this one."""
FOLDER = Path(__file__).parent
VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
ONE_AT_A_TIME = 0x63617365


def version(connection: Connection) -> str:
    """The step this database is at; empty when there is nothing here yet."""
    there = inspect(connection)
    if there.has_table(VERSION.name):
        return str(connection.execute(select(VERSION.c.version_num)).scalar() or "")
    return FIRST if there.has_table("meta") else ""


def demand_known(found: str) -> None:
    """UserError when a newer server has been here: writing into tables we don't know would harm them."""
    if found and (not found.isdecimal() or int(found) > int(SCHEMA)):
        raise UserError("This database was made by a newer Casemate server.", "Update this one, then start it again.")


def bring_up(connection: Connection) -> str:
    """Make or upgrade the tables. Gives the step it was at before; UserError when that is newer than we are.

    Several workers may start at once: on PostgreSQL they take turns here, on SQLite by being writers.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
    found = version(connection)
    demand_known(found)
    if not found:
        METADATA.create_all(connection)
        put_up(connection)
        _stamp(connection, SCHEMA)
    elif found == FIRST and not inspect(connection).has_table(VERSION.name):
        _stamp(connection, FIRST)
    if found and found != SCHEMA:
        run_steps(connection, SCHEMA)
    return found


def _stamp(connection: Connection, step: str) -> None:
    connection.execute(CreateTable(VERSION))
    connection.execute(insert(VERSION), {"version_num": step})


def run_steps(connection: Connection, to: str, folder: Path = FOLDER / "versions") -> None:
    """Run the steps that lie between where the database is and `to`."""
    from alembic import command  # only an older database pays for the import
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
