"""Copies of the whole database: one file of zipped JSON lines, which PostgreSQL and SQLite restore alike.

The first line names the copy, the last says how many rows there are and the SHA-256 of every line before it. Codes,
tokens and what each laptop was sent are left out: they would not count after a restore.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, delete, func, insert, select

from central_server.access.facts import at_once
from central_server.store.tables import CHANGE, DEVICE_SCOPE, ENROL_CODE, GENERATION, METADATA, TOKEN
from desktop_app.errors import EnvironmentProblem, UserError

WHAT = "casemate-server copy 1"
LEFT_OUT = {ENROL_CODE.name, TOKEN.name, DEVICE_SCOPE.name, GENERATION.name}
ROWS = 1000


def _kept() -> list[Table]:
    return [table for table in METADATA.sorted_tables if table.name not in LEFT_OUT]


def write_copy(connection: Connection, path: Path) -> int:
    """Write a copy, for this account alone; gives its rows. It appears under its name only when it is whole."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    half = path.with_name(path.name + ".half")
    count, digest = 0, hashlib.sha256()
    try:
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0) as file:
                for line in _lines(connection):
                    count += 1
                    digest.update(line)
                    file.write(line)
                end = {"rows": count - 1, "sha256": digest.hexdigest()}
                file.write(json.dumps(end).encode() + b"\n")
            raw.flush()
            os.fsync(raw.fileno())
        for _table, _row in read_copy(half):
            pass  # what was written is read back before it takes its name
        half.replace(path)
    except OSError as trouble:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise EnvironmentProblem(
            f"{path} can't be written ({trouble.strerror}).", "The database is as it was.", "Name another file."
        ) from None
    return count - 1


def _lines(connection: Connection) -> Iterator[bytes]:
    yield json.dumps({"what": WHAT, "at": at_once()}).encode() + b"\n"
    for table in _kept():
        for row in connection.execution_options(yield_per=ROWS).execute(select(table)).mappings():
            plain = {name: _plain(value) for name, value in row.items()}
            yield json.dumps([table.name, plain], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    return base64.b64encode(bytes(value)).decode() if isinstance(value, bytes | memoryview) else value


def read_copy(path: Path) -> Iterator[tuple[Table, dict[str, Any]]]:
    """The rows of a copy. UserError when it is none; also at its end, when it was cut or changed: keep nothing then."""
    tables = {table.name: table for table in _kept()}
    count, digest, before = 0, hashlib.sha256(), b""
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                if before:
                    digest.update(before)
                    if count:
                        name, row = json.loads(before)
                        yield tables[name], row
                    elif json.loads(before).get("what") != WHAT:
                        raise ValueError
                    count += 1
                before = line
        end = json.loads(before)
        whole = (end["rows"], end["sha256"]) == (count - 1, digest.hexdigest())
    except FileNotFoundError:
        raise UserError(f"There is no file {path}.", "Give a copy that `backup` wrote.", "file") from None
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise UserError(f"{path} is no whole copy.", "Nothing was changed. Give one that `backup` wrote.", "file")


def put_back(connection: Connection, path: Path) -> int:
    """Put a copy in the place of everything here; gives its rows. All or nothing, with the caller's transaction."""
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    count = 0
    waiting: list[dict[str, Any]] = []
    last: Table | None = None
    for table, row in read_copy(path):
        if waiting and (table is not last or len(waiting) >= ROWS):
            _insert(connection, last, waiting)
            waiting = []
        last = table
        waiting.append(row)
        count += 1
    if waiting:
        _insert(connection, last, waiting)
    if connection.dialect.name == "postgresql":
        _go_on_counting(connection)
    return count


def _insert(connection: Connection, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is None:
        return
    for column in table.columns:
        if isinstance(column.type, LargeBinary):
            for row in rows:
                row[column.name] = base64.b64decode(row[column.name])
    if table is CHANGE:
        rows = [row | {"xid": 0} for row in rows]  # numbers of transactions are another cluster's: all came before
    connection.execute(insert(table), rows)


def _go_on_counting(connection: Connection) -> None:
    for table in METADATA.sorted_tables:
        if "seq" in table.primary_key.columns:
            newest = connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()
            named = func.pg_get_serial_sequence(table.name, "seq")
            connection.execute(select(func.setval(named, int(newest) + 1, False)))
