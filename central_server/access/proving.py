"""Whether the log still says what the records show, and the audit what was written into it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from central_server.store import states
from central_server.store.audit import broken_at
from central_server.store.scopes import scopes_changed
from central_server.store.states import Standing
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
        replayed = _replayed(connection, [str(row["id"]) for row in rows])
        for row in rows:
            count += 1
            state = replayed[str(row["kind"]), str(row["id"])]
            live = {name: stood.value for name, stood in state.fields.items()}
            held = {name: parts[0] for name, parts in json.loads(row["fields"]).items()}
            if held != live or f"{digest(state.kind, state.record_id, live):016x}" != row["hash"]:
                wrong.append(str(row["id"]))


def repair(connection: Connection, ids: Sequence[str]) -> None:
    """Make these records, and the place they lie in, what their operations say."""
    for at in range(0, len(ids), BATCH):
        part = ids[at : at + BATCH]
        rows = connection.execute(select(RECORD.c.kind, RECORD.c.id, RECORD.c.author).where(RECORD.c.id.in_(part)))
        replayed = _replayed(connection, part)
        standings = [
            Standing(replayed[key], author=str(author))
            for kind, one, author in rows
            if (key := (str(kind), str(one))) in replayed
        ]
        for one in standings:
            one.scope = one.scope_now(one.author)
        states.keep(connection, standings)
        if states.keep_members(connection, standings):
            scopes_changed(connection)


def _replayed(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], State]:
    found: dict[tuple[str, str], State] = {}
    query = select(CHANGE).where(CHANGE.c.record_id.in_(ids), CHANGE.c.verb.in_(("create", "set")))
    for row in connection.execute(query.order_by(CHANGE.c.seq)).mappings():
        values = {name: str(row[name]) for name in Change.__slots__}
        change = Change(**values | {"verb": Verb(values["verb"])})  # type: ignore[arg-type]
        one = (change.kind, change.record_id)
        merge(found.setdefault(one, State(*one)), change)
    return defaultdict(lambda: State("", ""), found)
