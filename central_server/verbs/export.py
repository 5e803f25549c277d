"""`export`: the records for analysts, as CSV or Parquet by kind, or as PostgreSQL views. It is logged.

Views are named after the Standard Safeguarding Dataset where it has the table (`analysts.py`); beside them every kind
is `casemate_KIND` with the field names of the records.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from central_server.store.audit import audit
from central_server.store.tables import RECORD
from central_server.verbs.analysts import make_views
from central_server.verbs.common import COMMAND_LINE, opened, shared_options, tell
from desktop_app.errors import UserError
from desktop_app.journal.change import unpack
from desktop_app.records.base import fields_of, kinds

BATCH = 2_000
"""Records read and written at once."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run."""


def options(_name: str, parser: argparse.ArgumentParser) -> None:
    """The words of the verb."""
    shared_options(parser)
    parser.add_argument("folder", nargs="?", type=Path, help="where the files go; must be empty or new")
    parser.add_argument("--parquet", action="store_true", help="write Parquet instead of CSV")
    parser.add_argument("--views", action="store_true", help="make views in the PostgreSQL database instead")


def run(chosen: argparse.Namespace) -> int:
    """Write the files, or make the views."""
    if chosen.views == (chosen.folder is not None):
        raise UserError("Where to?", "Give a folder, or --views.", "folder")
    with opened(chosen) as store, store.writing() as connection:
        if chosen.views:
            if not store.postgres:
                raise UserError("Views are made in PostgreSQL.", "Give --database, or a folder.", "views")
            names = make_views(connection)
            audit(connection, COMMAND_LINE, "", "exported", f"{len(names)} views")
            return tell(chosen, names, f"{len(names)} views are there.")
        counts = _files(connection, chosen.folder, parquet=chosen.parquet)
        audit(connection, COMMAND_LINE, "", "exported", f"{sum(counts.values())} records")
    return tell(chosen, counts, f"{sum(counts.values())} records were written into {len(counts)} files.")


def _files(connection: Connection, folder: Path, *, parquet: bool) -> dict[str, int]:
    write = _parquet if parquet else _csv
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserError(f"{folder} is not empty.", "Give a new folder.", "folder")
        return {kind: write(connection, folder, kind) for kind in sorted(kinds())}
    except OSError as trouble:
        raise UserError(f"{folder} can't be written ({trouble.strerror}).", "Give another folder.", "folder") from None


def _rows(connection: Connection, kind: str) -> Iterator[dict[str, Any]]:
    """Every record of a kind as plain values, deleted ones too: `removed_at` says so."""
    query = select(RECORD.c.fields).where(RECORD.c.kind == kind).order_by(RECORD.c.id)
    for packed in connection.execute(query.execution_options(yield_per=BATCH)).scalars():
        yield {name: unpack(parts[0]) for name, parts in json.loads(packed).items()}


def _ours_alone(path: Path) -> int:
    """A new file that only this account can read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _csv(connection: Connection, folder: Path, kind: str) -> int:
    names = list(fields_of(kinds()[kind]))
    count = 0
    with os.fdopen(_ours_alone(folder / f"{kind}.csv"), "w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(names)
        for plain in _rows(connection, kind):
            rows.writerow([_cell(plain[name]) if name in plain else "" for name in names])
            count += 1
    return count


def _parquet(connection: Connection, folder: Path, kind: str) -> int:
    """Text columns, but yes-or-no and whole numbers as what they are; what nobody said is null."""
    import pyarrow as arrow  # of megabytes that no other verb needs
    from pyarrow import parquet

    typed = {"bool": arrow.bool_(), "int": arrow.int64()}
    fields = fields_of(kinds()[kind])
    schema = arrow.schema([(name, typed.get(one.type.__name__, arrow.string())) for name, one in fields.items()])
    rows, count = _rows(connection, kind), 0
    with os.fdopen(_ours_alone(folder / f"{kind}.parquet"), "wb") as file, parquet.ParquetWriter(file, schema) as table:
        while page := list(itertools.islice(rows, BATCH)):
            columns = [
                [_value(plain.get(name), str(field.type)) for plain in page]
                for name, field in zip(fields, schema, strict=True)
            ]
            table.write_table(arrow.table(columns, schema=schema))
            count += len(page)
    return count


def _value(said: Any, wanted: str) -> Any:  # noqa: ANN401 - JSON
    """A value of the column's type; one that has another, as a newer laptop may write it, is null or its words."""
    if said is None:
        return None
    if wanted == "bool":
        return bool(said) if isinstance(said, int) else None  # laptops write 1 and 0
    if wanted == "int64":
        return said if isinstance(said, int) and not isinstance(said, bool) else None
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON
    if value is None:
        return ""
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{words}" if words.startswith(FORMULA) else words
