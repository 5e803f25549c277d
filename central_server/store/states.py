"""Records as they stand on the server: read and written in batches."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from central_server.store.tables import PERSON_FAMILY, RECORD
from desktop_app.journal.merge import REMOVED, State, Stood, digest
from desktop_app.records.base import kinds
from desktop_app.sync.protocol import scope_of

BATCH = 500


@dataclass(slots=True)
class Standing:
    """One record: its state, the scope it lies in, and the user who made it. `scope` empty: not there yet."""

    state: State
    scope: str = ""
    author: str = ""

    def scope_now(self, author: str) -> str:
        """The scope its live values put it in."""
        cls = kinds().get(self.state.kind)
        wanted = ("family_id", "person_id")
        values = {name: self.state.value(name) for name in wanted}
        return scope_of(self.state.kind, cls.SCOPE if cls else "family_id", values, self.state.record_id, author)


def load(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Standing]:
    """The records among (kind, id) that are here."""
    ids = sorted({record_id for _kind, record_id in wanted})
    found = {}
    for at in range(0, len(ids), BATCH):
        # Held until the end of the transaction, always in one order: two pushes never merge into the same old state.
        query = select(RECORD).where(RECORD.c.id.in_(ids[at : at + BATCH])).order_by(RECORD.c.id, RECORD.c.kind)
        for row in connection.execute(query.with_for_update()).mappings():
            fields = {name: Stood(*parts) for name, parts in json.loads(row["fields"]).items()}
            state = State(str(row["kind"]), str(row["id"]), fields)
            found[state.kind, state.record_id] = Standing(state, str(row["scope"]), str(row["author"]))
    return found


def hash_of(state: State) -> str:
    """Of its live values, as laptops reckon it too."""
    said = {name: stood.value for name, stood in state.fields.items()}
    return f"{digest(state.kind, state.record_id, said):016x}"


def _packed(state: State) -> str:
    parts = {
        name: [stood.value, stood.hlc, stood.actor, stood.device, stood.change] for name, stood in state.fields.items()
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def keep(connection: Connection, standings: Iterable[Standing]) -> None:
    """Write records back, new or known."""
    rows = [
        {
            "kind": one.state.kind, "id": one.state.record_id, "scope": one.scope, "author": one.author,
            "fields": _packed(one.state),
            "hash": hash_of(one.state),
        }
        for one in standings
    ]  # fmt: skip
    if not rows:
        return
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = make(RECORD)
    changed = {name: getattr(new.excluded, name) for name in ("scope", "fields", "hash")}
    connection.execute(new.on_conflict_do_update(index_elements=["kind", "id"], set_=changed), rows)


def keep_members(connection: Connection, standings: Iterable[Standing]) -> bool:
    """Read who belongs to which family off the Member records; True when anything differs."""
    members = [one.state for one in standings if one.state.kind == "member"]
    if not members:
        return False
    ids = [state.record_id for state in members]
    connection.execute(PERSON_FAMILY.delete().where(PERSON_FAMILY.c.member_id.in_(ids)))
    rows = [
        {
            "member_id": state.record_id,
            "person_id": str(state.value("person_id")),
            "family_id": str(state.value("family_id")),
        }
        for state in members
        if state.value(REMOVED) is None and state.value("person_id") and state.value("family_id")
    ]
    if rows:
        connection.execute(PERSON_FAMILY.insert(), rows)
    return True
