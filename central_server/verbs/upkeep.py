"""`init`, `migrate`, `backup`, `restore`, `erase`, `audit`, `verify`: keeping the database well."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import select

from central_server.access import copies, families
from central_server.access.erasing import erase_family
from central_server.access.facts import set_fact
from central_server.access.people import clean
from central_server.access.proving import audit_holds, repair, wrong_records
from central_server.store.audit import audit
from central_server.store.migrations import steps
from central_server.store.store import Store, open_store
from central_server.store.tables import AUDIT
from central_server.verbs.common import COMMAND_LINE, opened, plain_words, shared_options, tell, url_of
from desktop_app.errors import UserError
from desktop_app.records.ids import new_id


def options(name: str, parser: argparse.ArgumentParser) -> None:
    """The words of each verb."""
    shared_options(parser)
    if name == "init":
        parser.add_argument("--name", default="", help="what laptops call this server, such as the council's name")
    elif name in ("backup", "restore"):
        parser.add_argument(
            "file", type=Path, help="the copy; it holds everything in plain, keep it where that is safe"
        )
    elif name == "erase":
        parser.add_argument("family", help="the family's id")
    elif name == "audit":
        parser.add_argument("--since", default="", metavar="YYYY-MM-DD", help="from this day on")
    elif name == "verify":
        parser.add_argument("--repair", action="store_true", help="make wrong records what their history says")
    if name in ("restore", "erase"):
        parser.add_argument("--sure", action="store_true", help="it can't be undone")


def run(chosen: argparse.Namespace) -> int:
    """Do one of the verbs."""
    if chosen.verb == "migrate":
        return _migrate(chosen)
    verbs = {"init": _init, "backup": _backup, "restore": _restore, "erase": _erase, "audit": _audit, "verify": _verify}
    with opened(chosen, create=chosen.verb in ("init", "restore")) as store:
        return verbs[chosen.verb](store, chosen)


def _init(store: Store, chosen: argparse.Namespace) -> int:
    if chosen.name:
        with store.writing() as connection:
            set_fact(connection, "name", clean(chosen.name, "name"))
    told = {"server": store.meta("server_id"), "epoch": store.meta("epoch"), "name": store.meta("name")}
    return tell(chosen, told, "The server's database is ready.")


def _migrate(chosen: argparse.Namespace) -> int:
    with plain_words():
        store = open_store(url_of(chosen))
        try:
            with store.writing() as connection:
                if not steps.version(connection):
                    raise UserError("There is no server here yet.", "Make one with `casemate-server init`.")
                found = steps.bring_up(connection)
                if found != steps.SCHEMA:
                    audit(connection, COMMAND_LINE, "", "migrated", f"{found} to {steps.SCHEMA}")
        finally:
            store.close()
    told = {"from": found, "to": steps.SCHEMA}
    return tell(chosen, told, "It is up to date." if found == steps.SCHEMA else "It was brought up to date.")


def _backup(store: Store, chosen: argparse.Namespace) -> int:
    with store.reading() as connection:
        rows = copies.write_copy(connection, chosen.file)
    with store.writing() as connection:
        audit(connection, COMMAND_LINE, "", "backup", f"{rows} rows")
    return tell(chosen, {"rows": rows, "file": str(chosen.file)}, f"{rows} rows were written and read back.")


def _restore(store: Store, chosen: argparse.Namespace) -> int:
    if not chosen.sure:
        rows = sum(1 for _row in copies.read_copy(chosen.file))
        raise UserError(f"The copy is whole and holds {rows} rows.", "Give --sure to put it in the database's place.")
    with store.writing() as connection:
        rows = copies.put_back(connection, chosen.file)
        set_fact(connection, "epoch", epoch := new_id())
        audit(connection, COMMAND_LINE, "", "restored", f"{rows} rows")
    return tell(
        chosen, {"rows": rows, "epoch": epoch},
        f"{rows} rows are back. Laptops notice and send again what is missing here.",
        "Laptops revoked or wiped since the copy was made must be revoked or wiped again.",
    )  # fmt: skip


def _erase(store: Store, chosen: argparse.Namespace) -> int:
    with store.writing() as connection:
        family = families.known(connection, chosen.family)
        if not chosen.sure:
            raise UserError(
                "Nothing was erased.", "Give --sure to erase the family, its words and its history for good."
            )
        records, operations = erase_family(connection, COMMAND_LINE, family)
    if not store.postgres:
        raw = store.engine.raw_connection()
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the words are in no file any more
        raw.close()
    told = {"family": family, "records": records, "operations": operations}
    return tell(
        chosen, told, f"{records} records and {operations} operations were erased. Older copies still hold them."
    )


def _audit(store: Store, chosen: argparse.Namespace) -> int:
    count = 0
    with store.reading() as connection:
        query = select(AUDIT).where(AUDIT.c.at >= chosen.since).order_by(AUDIT.c.seq)
        for row in connection.execution_options(yield_per=1000).execute(query).mappings():
            count += 1
            plain = dict(row)
            line = (
                json.dumps(plain, ensure_ascii=False) if chosen.json else "  ".join(str(one) for one in plain.values())
            )
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    with store.writing() as connection:
        audit(connection, COMMAND_LINE, "", "audit_read", f"{count} lines")
    return 0


def _verify(store: Store, chosen: argparse.Namespace) -> int:
    with store.reading() as connection:
        broken = audit_holds(connection)
        count, wrong = wrong_records(connection)
    told: dict[str, Any] = {"audit_broken_at": broken, "records": count, "wrong": wrong}
    if chosen.repair and wrong:
        with store.writing() as connection:
            repair(connection, wrong)
            audit(connection, COMMAND_LINE, "", "repaired", f"{len(wrong)} records: {' '.join(wrong[:50])}")
            told["wrong"] = wrong_records(connection)[1]
            told["repaired"] = len(wrong) - len(told["wrong"])
            wrong = told["wrong"]
    lines = [f"The audit was changed at line {broken}." if broken else "The audit is whole."]
    lines += [f"{len(wrong)} of {count} records differ from their history: {' '.join(wrong[:20])}" if wrong else
              f"All {count} records are what their history makes of them."]  # fmt: skip
    if told.get("repaired"):
        lines.append(f"{told['repaired']} were made what their history says.")
    tell(chosen, told, *lines)
    return 1 if broken or wrong else 0
