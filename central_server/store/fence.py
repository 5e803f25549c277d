"""The second fence, PostgreSQL's own: whatever a query forgets to ask, a laptop is handed only rows of its scopes.

What leaves by a pull is read as the role `casemate_seat`, which owns nothing. Policies on the tables that hold
families' data let it see the scopes of one generation of one device, said for this transaction alone; unsaid, it sees
nothing. The first fence is the query; SQLite, for a small team, has only that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from central_server.store.seats import Seat
from desktop_app.errors import UserError

ROLE = "casemate_seat"
_DEVICE = "current_setting('casemate.device', true)"
_MINE = (
    f"(SELECT scope FROM device_scope WHERE device_id = {_DEVICE}"  # noqa: S608 - our own words
    " AND generation = nullif(current_setting('casemate.generation', true), '')::int)"
)
_FILE = "EXISTS (SELECT 1 FROM record WHERE kind = 'attachment' AND record.id = attachment_id)"
POLICIES = {
    "change": f"scope IN {_MINE}",
    "record": f"scope IN {_MINE}",
    "device_scope": f"device_id = {_DEVICE}",
    "blob": _FILE,
    "blob_part": _FILE,
}
"""Table → which of its rows the role sees. Of every other table it sees nothing: it was never let in."""

_ENTER = text(
    "SELECT set_config('casemate.device', :device, true), set_config('casemate.generation', :generation, true),"
    f" set_config('role', '{ROLE}', true)"
)
_LEAVE = text("SELECT set_config('role', 'none', true)")
_USE = f"DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %%I TO {ROLE}', current_schema()); END $$"
_THERE = f"SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = '{ROLE}'"  # noqa: S608 - our own words


def put_up(connection: Connection) -> None:
    """Make the role and its policies anew; nothing on SQLite. UserError when this account may make no role."""
    if connection.dialect.name != "postgresql":
        return
    _role(connection)
    connection.exec_driver_sql(_USE)
    connection.exec_driver_sql(f"GRANT SELECT ON {', '.join(POLICIES)} TO {ROLE}")
    for table, which in POLICIES.items():
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS seat ON {table}")
        connection.exec_driver_sql(f"CREATE POLICY seat ON {table} FOR SELECT TO {ROLE} USING ({which})")


def _role(connection: Connection) -> None:
    """The role is the whole cluster's: another server's database may have made it, or the council's own people."""
    ours = connection.exec_driver_sql(_THERE).scalar()
    try:
        if ours is None:
            connection.exec_driver_sql(f"CREATE ROLE {ROLE} NOLOGIN")
        if not ours:
            connection.exec_driver_sql(f"GRANT {ROLE} TO CURRENT_USER")
    except ProgrammingError:
        raise UserError(
            f"This database account may not make the role {ROLE}.",
            f"Have its owner run once: CREATE ROLE {ROLE} NOLOGIN; GRANT {ROLE} TO the account of this server.",
            "database",
        ) from None


@contextlib.contextmanager
def fenced(connection: Connection, seat: Seat, generation: int) -> Iterator[None]:
    """Inside, only what this device's generation of scopes holds can be read, and nothing written."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(_ENTER, {"device": seat.device_id, "generation": str(generation)})
    yield
    connection.execute(_LEAVE)  # after a failure the transaction, and the role with it, is gone
