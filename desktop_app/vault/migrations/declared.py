"""The step most changes need: tables and columns that the records declare and an older vault lacks."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, inspect
from sqlalchemy.schema import CreateColumn

from desktop_app.records.base import kinds, to_plain
from desktop_app.vault.tables import METADATA, RECORDS


def add_what_is_declared(connection: Connection) -> None:
    """Make every missing table, column and index. What is there stays as it is; a new column has its default."""
    METADATA.create_all(connection)
    there = inspect(connection)
    kind_of = {table.name: kind for kind, table in RECORDS.items()}
    for table in METADATA.tables.values():
        known = {column["name"] for column in there.get_columns(table.name)}
        blank = to_plain(kinds()[kind_of[table.name]](id="")) if table.name in kind_of else {}
        for column in table.columns:
            if column.name not in known:
                _add(connection, table, column, blank.get(column.name))
        indexed = {index["name"] for index in there.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in indexed:
                index.create(connection)


def _add(connection: Connection, table: Table, column: Column[object], default: object) -> None:
    words = str(CreateColumn(column).compile(dialect=connection.dialect))
    if not column.nullable:
        # SQLite wants a default for what may not be null; a text is quoted by doubling its own quotes.
        value = default if isinstance(default, int | float) else "'" + str(default or "").replace("'", "''") + "'"
        words += f" DEFAULT {value}"
    connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {words}')
