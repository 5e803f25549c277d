"""`export`: the records for analysts, as CSV by kind or as PostgreSQL views. It is logged.

Views are named after the Standard Safeguarding Dataset where it has the table: `ssd_person` and `ssd_professionals`
carry its column names; every other kind is `casemate_KIND` with the field names of the records.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from central_server.store.audit import audit
from central_server.store.tables import RECORD
from central_server.verbs.common import COMMAND_LINE, opened, shared_options, tell
from desktop_app.errors import UserError
from desktop_app.journal.change import unpack
from desktop_app.records.base import fields_of, kinds

SSD = {
    "ssd_person": ("person", {
        "pers_person_id": "id", "pers_forename": "given", "pers_surname": "surname", "pers_sex": "sex",
        "pers_gender": "gender", "pers_ethnicity": "ethnicity", "pers_dob": "born", "pers_expected_dob": "due",
        "pers_death_date": "died",
    }),
    "ssd_professionals": ("worker", {
        "prof_professional_id": "id", "prof_professional_name": "name", "prof_professional_job_title": "role",
        "prof_professional_department": "team_id",
    }),
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run."""


def options(_name: str, parser: argparse.ArgumentParser) -> None:
    """The words of the verb."""
    shared_options(parser)
    parser.add_argument("folder", nargs="?", type=Path, help="where the CSV files go; must be empty or new")
    parser.add_argument("--views", action="store_true", help="make views in the PostgreSQL database instead")


def run(chosen: argparse.Namespace) -> int:
    """Write the files, or make the views."""
    if chosen.views == (chosen.folder is not None):
        raise UserError("Where to?", "Give a folder, or --views.", "folder")
    with opened(chosen) as store, store.writing() as connection:
        if chosen.views:
            if not store.postgres:
                raise UserError("Views are made in PostgreSQL.", "Give --database, or a folder.", "views")
            names = _views(connection)
            audit(connection, COMMAND_LINE, "", "exported", f"{len(names)} views")
            return tell(chosen, names, f"{len(names)} views are there.")
        counts = _files(connection, chosen.folder)
        audit(connection, COMMAND_LINE, "", "exported", f"{sum(counts.values())} records")
    return tell(chosen, counts, f"{sum(counts.values())} records were written into {len(counts)} files.")


def _files(connection: Connection, folder: Path) -> dict[str, int]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserError(f"{folder} is not empty.", "Give a new folder.", "folder")
        return {kind: _file(connection, folder / f"{kind}.csv", kind) for kind in sorted(kinds())}
    except OSError as trouble:
        raise UserError(f"{folder} can't be written ({trouble.strerror}).", "Give another folder.", "folder") from None


def _file(connection: Connection, path: Path, kind: str) -> int:
    names = list(fields_of(kinds()[kind]))
    count = 0
    opened_for_us = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened_for_us, "w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(names)
        query = select(RECORD.c.fields).where(RECORD.c.kind == kind).order_by(RECORD.c.id)
        for packed in connection.execute(query).scalars():
            fields = json.loads(packed)
            rows.writerow([_cell(unpack(fields[name][0])) if name in fields else "" for name in names])
            count += 1
    return count


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON
    if value is None:
        return ""
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{words}" if words.startswith(FORMULA) else words


def _views(connection: Connection) -> list[str]:
    made = {f"casemate_{kind}": (kind, {name: name for name in fields_of(cls)}) for kind, cls in kinds().items()}
    for view, (kind, columns) in (made | SSD).items():
        said = ", ".join(
            f"((fields::jsonb -> '{field}' ->> 0)::jsonb #>> '{{}}') AS \"{column}\""
            for column, field in columns.items()
        )
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view}")
        # Only names that are declared in our own records stand in these words.
        connection.exec_driver_sql(f"CREATE VIEW {view} AS SELECT {said} FROM record WHERE kind = '{kind}'")  # noqa: S608
    return sorted(made | SSD)
