"""The store: one door to everything the server keeps, on PostgreSQL or SQLite."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update

from central_server.store import comparing
from central_server.store import cursor as cursors
from central_server.store import pull as pulling
from central_server.store import push as pushing
from central_server.store.audit import audit
from central_server.store.migrations import steps
from central_server.store.refusals import Refused
from central_server.store.restating import restate_if_due
from central_server.store.seats import MAY_SYNC, Seat
from central_server.store.tables import META
from desktop_app.records.ids import new_id
from desktop_app.sync.protocol import (
    NEW_EPOCH,
    NOT_YOURS,
    OLD_CURSOR,
    PAGE,
    PULL,
    Operation,
    Page,
    Pushed,
    Span,
    SpanFound,
)

READING = "casemate_reading"
"""Option of a connection to SQLite: its transaction only reads."""


class Store:
    """What the server keeps. Stateless besides its pool of connections: any number may stand beside each other."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def postgres(self) -> bool:
        """Whether PostgreSQL is behind it."""
        return self.engine.dialect.name == "postgresql"

    def create(self) -> None:
        """Make or upgrade the tables, and this server's own facts; what is there already stays.

        What an older server stored without knowing it is read with today's declarations.

        UserError when a newer server made the database.
        """
        facts = {
            "server_id": new_id(), "epoch": new_id(), "cursor_key": secrets.token_hex(32),
            "scope_counter": "1", "audit_chain": "1",
        }  # fmt: skip
        with self.writing() as connection:
            steps.bring_up(connection)
            known = set(connection.execute(select(META.c.key)).scalars())
            rows = [{"key": key, "value": value} for key, value in facts.items() if key not in known]
            if rows:
                connection.execute(insert(META), rows)
            restate_if_due(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it, or nothing."""
        with self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of everything, as of its first question; nothing can be written, and no writer waits for it."""
        with self.engine.connect() as connection:
            if self.postgres:
                options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            else:
                options = {READING: True}
            with connection.execution_options(**options).begin():
                yield connection

    def meta(self, key: str) -> str:
        """A fact about this server."""
        with self.reading() as connection:
            return str(connection.execute(select(META.c.value).where(META.c.key == key)).scalar() or "")

    def _facts(self, connection: Connection) -> tuple[str, str]:
        """(epoch, key of the cursors)."""
        wanted = select(META.c.key, META.c.value).where(META.c.key.in_(("epoch", "cursor_key")))
        facts = {str(key): str(value) for key, value in connection.execute(wanted)}
        return facts["epoch"], facts["cursor_key"]

    def new_epoch(self) -> str:
        """The database was restored: laptops that are ahead of it must notice. Gives the new epoch."""
        epoch = new_id()
        with self.writing() as connection:
            connection.execute(update(META).where(META.c.key == "epoch").values(value=epoch))
        return epoch

    def push(self, seat: Seat, body: dict[str, Any]) -> Pushed:
        """Take operations of a laptop: `{"epoch", "cursor", "ops": [...]}`. Refused when the whole can't be."""
        _may_sync(seat)
        with self.writing() as connection:
            epoch, key = self._facts(connection)
            if body.get("epoch") != epoch:
                raise Refused(NEW_EPOCH, 409)
            try:
                here = cursors.read(str(body.get("cursor") or ""), key, epoch)
            except Refused as refused:
                if refused.code != OLD_CURSOR:
                    raise
                here = None
            return pushing.push(connection, seat, list(body.get("ops", []))[:PAGE], here, body.get("reached"))

    def pull(self, seat: Seat, cursor: str, limit: int = PULL, reached: int | None = None) -> Page:
        """The next page for a laptop. Refused when its cursor is not ours or from before a restore.

        `reached`: the newest number it has given; when we have answered a newer one, another copy of it was here.
        """
        _may_sync(seat)
        limit = max(1, min(limit, PULL))
        with self.reading() as connection:
            epoch, key = self._facts(connection)
            here = cursors.read(cursor, key, epoch)
            pushing.demand_one(connection, seat, reached)
            sent = pulling.look(connection, seat, here, limit, epoch)
        if sent is None:
            with self.writing() as connection:
                sent = pulling.look_anew(connection, seat, here, limit, epoch)
                if sent.worth_noting:
                    pulling.note(connection, seat, sent)
        elif sent.worth_noting:  # written down before it is handed out
            with self.writing() as connection:
                pulling.note(connection, seat, sent)
        return sent.page(key)

    def evicted(self, seat: Seat, scopes: Iterable[str]) -> None:
        """The laptop confirms that scopes it left are gone from it."""
        with self.writing() as connection:
            pulling.evicted(connection, seat, scopes)

    def verify(self, seat: Seat) -> dict[str, tuple[int, str]]:
        """Count and hash of what the user sees, by kind."""
        _may_sync(seat)
        with self.reading() as connection:
            return pulling.verify(connection, seat)

    def compare(self, seat: Seat, spans: Sequence[Span]) -> list[SpanFound]:
        """What this laptop was given in these ranges of ids: how many, their hash, where to halve."""
        _may_sync(seat)
        with self.reading() as connection:
            return comparing.compare(connection, seat, spans)

    def again(self, seat: Seat, ids: Sequence[str]) -> list[Operation]:
        """Every operation of these records that the laptop may have; written down before it is handed out."""
        _may_sync(seat)
        with self.reading() as connection:
            found = comparing.whole(connection, seat, ids)
        with self.writing() as connection:
            scopes = f"{len({one.change.record_id for one in found})} records"
            audit(connection, seat.user_id, seat.device_id, "again", f"{len(found)} operations of {scopes}")
        return found

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _may_sync(seat: Seat) -> None:
    if seat.role not in MAY_SYNC:
        raise Refused(NOT_YOURS, 403)


def open_store(url: str) -> Store:
    """The store behind a database URL (`sqlite:///FILE` or `postgresql+psycopg://…`); call `create` on a new one."""
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 30})
        event.listen(engine, "connect", _sqlite_connects)
        event.listen(engine, "begin", _sqlite_begins)
        return Store(engine)
    return Store(create_engine(url, hide_parameters=True, pool_size=10, max_overflow=10, pool_pre_ping=True))


def _sqlite_begins(connection: Connection) -> None:
    """Who writes takes the one place at once, lest it be refused half way; who reads queues behind nobody."""
    reading = bool(connection.get_execution_options().get(READING))
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _sqlite_connects(raw: Any, _record: object) -> None:  # noqa: ANN401 - a DB-API connection
    raw.isolation_level = None  # we say BEGIN ourselves, and at once for writing
    for words in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "secure_delete=ON"):
        raw.execute(f"PRAGMA {words}")
