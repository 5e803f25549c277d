"""Whether the log still says what the records show, and the audit what was written into it."""

from __future__ import annotations

import json
from collections import defaultdict

from sqlalchemy import Connection, select

from central_server.store.audit import broken_at
from central_server.store.tables import CHANGE, RECORD
from desktop_app.journal.change import Change, Verb
from desktop_app.journal.merge import State, digest, merge

BATCH = 500


def audit_holds(connection: Connection) -> int:
    """The first line of the audit that was changed or is missing; 0 when its chain holds."""
    return broken_at(connection)


def wrong_records(connection: Connection) -> tuple[int, list[str]]:
    """(records read, ids of those that are not what their operations make of them)."""
    wrong: list[str] = []
    count, last = 0, ""
    while True:
        page = select(RECORD).where(RECORD.c.id > last).order_by(RECORD.c.id).limit(BATCH)
        rows = list(connection.execute(page).mappings())
        if not rows:
            return count, wrong
        last = str(rows[-1]["id"])
        states = _replayed(connection, [str(row["id"]) for row in rows])
        for row in rows:
            count += 1
            state = states[str(row["kind"]), str(row["id"])]
            live = {name: stood.value for name, stood in state.fields.items()}
            held = {name: parts[0] for name, parts in json.loads(row["fields"]).items()}
            if held != live or f"{digest(state.kind, state.record_id, live):016x}" != row["hash"]:
                wrong.append(str(row["id"]))


def _replayed(connection: Connection, ids: list[str]) -> dict[tuple[str, str], State]:
    states: dict[tuple[str, str], State] = {}
    query = select(CHANGE).where(CHANGE.c.record_id.in_(ids), CHANGE.c.verb.in_(("create", "set")))
    for row in connection.execute(query.order_by(CHANGE.c.seq)).mappings():
        values = {name: str(row[name]) for name in Change.__slots__}
        change = Change(**values | {"verb": Verb(values["verb"])})  # type: ignore[arg-type]
        one = (change.kind, change.record_id)
        merge(states.setdefault(one, State(*one)), change)
    return defaultdict(lambda: State("", ""), states)
