"""After an update: what older servers stored untouched, because they didn't know it, is read again with today's words.

Operations are never rewritten. A record's place (its scope) and its hash follow from what the kinds declare, so both
are worked out anew when the declarations differ from those the database was last read with.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select

from central_server.store import states
from central_server.store.consequences import SERVER, Consequences, write_log
from central_server.store.scopes import scopes_changed
from central_server.store.states import Standing
from central_server.store.tables import META, RECORD
from desktop_app.journal.change import Change, Verb
from desktop_app.journal.merge import State, Stood, blank
from desktop_app.records.base import fields_of, kinds
from desktop_app.records.ids import new_id

READ_WITH = "read_with"
"""META: mark of the declarations the records were last worked out with."""


def mark() -> str:
    """A hash of what place and hash of a record follow from: kinds, their fields, their blanks, their scopes."""
    said = {
        kind: [cls.SCOPE, {name: blank(kind, name) for name in fields_of(cls)}] for kind, cls in sorted(kinds().items())
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def restate_if_due(connection: Connection) -> int:
    """Work every record out anew when the declarations changed; gives how many records turned out different."""
    known, today = select(META.c.value).where(META.c.key == READ_WITH), mark()
    if connection.execute(known).scalar() == today:
        return 0
    changed = _restate(connection)
    connection.execute(delete(META).where(META.c.key == READ_WITH))
    connection.execute(insert(META), {"key": READ_WITH, "value": today})
    return changed


def _restate(connection: Connection) -> int:
    changed, last = 0, ("", "")
    while True:
        after = or_(RECORD.c.kind > last[0], and_(RECORD.c.kind == last[0], RECORD.c.id > last[1]))
        query = select(RECORD).where(after).order_by(RECORD.c.kind, RECORD.c.id).limit(states.BATCH)
        rows = list(connection.execute(query).mappings())
        if not rows:
            return changed
        last = (str(rows[-1]["kind"]), str(rows[-1]["id"]))
        changed += _page(connection, rows)


def _page(connection: Connection, rows: list[Any]) -> int:
    consequences, different = Consequences(), []
    for row in rows:
        fields = {name: Stood(*parts) for name, parts in json.loads(row["fields"]).items()}
        standing = Standing(State(str(row["kind"]), str(row["id"]), fields), str(row["scope"]), str(row["author"]))
        standing.scope = standing.scope_now(standing.author)
        if standing.scope != row["scope"]:
            consequences.move(_newest(standing.state), str(row["scope"]), standing.scope)
        if standing.scope != row["scope"] or states.hash_of(standing.state) != row["hash"]:
            different.append(standing)
    moved_rows, moved = consequences.settle({}, {})
    write_log(connection, moved_rows, moved)
    states.keep(connection, different)
    if states.keep_members(connection, different) or moved:
        scopes_changed(connection)
    return len(different)


def _newest(state: State) -> Change:
    """The moment of its newest value, for the log's line about the move."""
    hlc = max((stood.hlc for stood in state.fields.values()), default="")
    return Change(new_id(), new_id(), state.kind, state.record_id, Verb.SET, "", "", "", hlc, "", SERVER)
