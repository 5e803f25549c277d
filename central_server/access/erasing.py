"""Erasing a family for good: its records, their history, its files, and the people seen through it alone.

Laptops lose it like any scope they left. The ids of the erased operations stay as refused, so that no laptop that
sends them again brings the family back.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, insert, select

from central_server.access.facts import at_once
from central_server.store import blobs
from central_server.store.audit import audit
from central_server.store.scopes import scopes_changed
from central_server.store.tables import CHANGE, EMBARGO, GRANT, PERSON_FAMILY, RECORD, REJECTED
from desktop_app.sync.protocol import NOT_YOURS

BATCH = 500


def erase_family(connection: Connection, actor: str, family_id: str) -> tuple[int, int]:
    """(records, operations) that were erased. The audit keeps the id and these numbers, no word of the family."""
    scopes = [f"family:{family_id}", *_persons_only_here(connection, family_id)]
    records = operations = 0
    for part in _parts(scopes):
        here = connection.execute(select(RECORD.c.kind, RECORD.c.id).where(RECORD.c.scope.in_(part))).all()
        for kind, record_id in here:
            if kind == "attachment":
                blobs.forget(connection, record_id)
        records += len(here)
        for ids in _parts([record_id for _kind, record_id in here]):
            operations += _forget(connection, ids)
        connection.execute(delete(RECORD).where(RECORD.c.scope.in_(part)))
    connection.execute(delete(CHANGE).where(CHANGE.c.scope.in_(scopes)))
    for table in (GRANT, EMBARGO, PERSON_FAMILY):
        connection.execute(delete(table).where(table.c.family_id == family_id))
    scopes_changed(connection)
    audit(connection, actor, "", "family_erased", f"{family_id} {records} records {operations} operations")
    return records, operations


def _persons_only_here(connection: Connection, family_id: str) -> list[str]:
    here = select(PERSON_FAMILY.c.person_id).where(PERSON_FAMILY.c.family_id == family_id)
    elsewhere = select(PERSON_FAMILY.c.person_id).where(PERSON_FAMILY.c.family_id != family_id)
    return [
        f"person:{one}"
        for one in set(connection.execute(here.where(PERSON_FAMILY.c.person_id.not_in(elsewhere))).scalars())
    ]


def _forget(connection: Connection, record_ids: list[str]) -> int:
    of_them = CHANGE.c.record_id.in_(record_ids)
    gone = connection.execute(select(CHANGE.c.id, CHANGE.c.device).where(of_them)).all()
    rows = [{"id": one, "device_id": device, "why": NOT_YOURS, "at": at_once()} for one, device in gone]
    if rows:
        connection.execute(insert(REJECTED), rows)
    connection.execute(delete(CHANGE).where(of_them))
    return len(rows)


def _parts(items: list[str]) -> Iterator[list[str]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))
