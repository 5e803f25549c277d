"""Sending a laptop what it lacks. A new laptop, a scope entered and a plain catching-up are one thing: operations.

On PostgreSQL a row's number says nothing about when it became visible, so the log is read in the order (transaction,
number) and only below the oldest transaction still under way; a plain `seq > n` loses rows for ever
(PostgreSQL, "pg_snapshot_xmin"; facts: sync and storage 3.2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, literal, or_, select, tuple_, update

from central_server.store.audit import audit
from central_server.store.cursor import Cursor, write
from central_server.store.fence import fenced
from central_server.store.scopes import current_generation, settled, visible
from central_server.store.seats import Seat
from central_server.store.states import BATCH
from central_server.store.tables import CHANGE, DEVICE, DEVICE_SCOPE, EVICT_ACK, RECORD
from desktop_app.clock import now
from desktop_app.journal.change import Change
from desktop_app.records.base import moment_text
from desktop_app.sync.protocol import Operation, Page

REAL = CHANGE.c.verb.in_(("create", "set"))


@dataclass(frozen=True, slots=True)
class Sent:
    """What a pull found: rows of the log, where the laptop then stands, what it must let go."""

    rows: list[Any]
    here: Cursor
    more: bool
    left: set[str]
    gone: list[tuple[str, str]]

    @property
    def worth_noting(self) -> bool:
        """Whether anything was handed out or asked for: that is written down before it leaves."""
        return bool(self.rows or self.left or self.gone)

    def page(self, key: str) -> Page:
        """As the laptop gets it."""
        operations = tuple(operation_of(row) for row in self.rows)
        return Page(operations, write(self.here, key), self.more, tuple(sorted(self.left)), tuple(self.gone))


def look(connection: Connection, seat: Seat, cursor: Cursor | None, limit: int, epoch: str) -> Sent | None:
    """The next page by reading alone; None when the laptop's scopes must be worked out anew, which writes."""
    horizon = _horizon(connection)
    here = _begin(connection, cursor, epoch, horizon)
    if not here.fill_to and not settled(connection, seat, here.generation):
        return None
    return _found(connection, seat, here, limit, horizon, set())


def look_anew(connection: Connection, seat: Seat, cursor: Cursor | None, limit: int, epoch: str) -> Sent:
    """The next page, after working out what this laptop may see now. Writes."""
    horizon = _horizon(connection)
    here = _begin(connection, cursor, epoch, horizon)
    left: set[str] = set()
    if not here.fill_to:
        generation, left = current_generation(connection, seat, here.generation)
        if generation != here.generation:
            here = replace(here, fill_to=generation, fill_at=0)
    return _found(connection, seat, here, limit, horizon, left)


def _begin(connection: Connection, cursor: Cursor | None, epoch: str, horizon: int) -> Cursor:
    return cursor or Cursor(epoch, horizon - 1, _newest(connection), 0)


def _found(connection: Connection, seat: Seat, here: Cursor, limit: int, horizon: int, left: set[str]) -> Sent:
    with fenced(connection, seat, here.fill_to or here.generation):
        if here.fill_to:
            rows, here, more = _fill(connection, seat, here, limit)
            return Sent(rows, here, True if more else _behind(connection, seat, here, horizon), left, [])
        rows, gone, here, more = _catch_up(connection, seat, here, limit, horizon)
        return Sent(rows, here, more, left, gone)


def note(connection: Connection, seat: Seat, sent: Sent) -> None:
    """Write down what this laptop is being handed and asked to let go."""
    if sent.left:
        _ask_to_evict(connection, seat, sent.left)
    connection.execute(update(DEVICE).where(DEVICE.c.id == seat.device_id).values(seen_at=moment_text(now())))
    scopes = sorted({str(row["scope"]) for row in sent.rows})
    detail = f"{len(sent.rows)} operations of {len(scopes)} scopes: {' '.join(scopes[:200])}"
    audit(connection, seat.user_id, seat.device_id, "pull", detail)


def _horizon(connection: Connection) -> int:
    """The oldest transaction that may still write; 1 where there is one writer and its number is always 0."""
    if connection.dialect.name != "postgresql":
        return 1
    return int(connection.exec_driver_sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint").scalar_one())


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(CHANGE.c.seq), 0))).scalar_one())


def _upto(here: Cursor) -> ColumnElement[bool]:
    return (CHANGE.c.xid < here.xid) | ((CHANGE.c.xid == here.xid) & (CHANGE.c.seq <= here.seq))


def _after(here: Cursor, horizon: int) -> ColumnElement[bool]:
    # Compared as a pair, which the index (xid, seq) answers; said with OR, SQLite reads every row of its one xid.
    later = tuple_(CHANGE.c.xid, CHANGE.c.seq) > tuple_(literal(here.xid), literal(here.seq))
    return and_(later, CHANGE.c.xid < horizon)


def _scopes(seat: Seat, generation: int) -> Select[tuple[Any]]:
    mine = (DEVICE_SCOPE.c.device_id == seat.device_id) & (DEVICE_SCOPE.c.generation == generation)
    return select(DEVICE_SCOPE.c.scope).where(mine)


def _fill(connection: Connection, seat: Seat, here: Cursor, limit: int) -> tuple[list[Any], Cursor, bool]:
    """One page of what the entered scopes hold up to the cursor.

    A laptop that begins again is sent its own operations too, the newest as well: what it isn't sent, it gives up.
    """
    reach = _upto(here) if here.generation else or_(_upto(here), CHANGE.c.device == seat.device_id)
    query = (
        select(CHANGE)
        .where(CHANGE.c.seq > here.fill_at, reach, REAL)
        .where(CHANGE.c.scope.in_(_scopes(seat, here.fill_to)))
        .order_by(CHANGE.c.seq)
        .limit(limit)
    )
    if here.generation:
        query = query.where(CHANGE.c.scope.not_in(_scopes(seat, here.generation)))
    rows = list(connection.execute(query).mappings())
    if len(rows) == limit:
        return rows, replace(here, fill_at=int(rows[-1]["seq"])), True
    return rows, replace(here, generation=here.fill_to, fill_to=0, fill_at=0), False


def _behind(connection: Connection, seat: Seat, here: Cursor, horizon: int) -> bool:
    """Whether the log has gone on since the cursor."""
    query = (
        select(CHANGE.c.seq).where(_after(here, horizon), CHANGE.c.scope.in_(_scopes(seat, here.generation))).limit(1)
    )
    return connection.execute(query).first() is not None


def _catch_up(
    connection: Connection, seat: Seat, here: Cursor, limit: int, horizon: int
) -> tuple[list[Any], list[tuple[str, str]], Cursor, bool]:
    """One page of the log after the cursor. The laptop's own operations are left out: it has them."""
    query = (
        select(CHANGE)
        .where(_after(here, horizon), CHANGE.c.scope.in_(_scopes(seat, here.generation)))
        .where(CHANGE.c.device != seat.device_id)
        .order_by(CHANGE.c.xid, CHANGE.c.seq)
        .limit(limit)
    )
    rows = list(connection.execute(query).mappings())
    more = len(rows) == limit
    if rows:
        here = replace(here, xid=int(rows[-1]["xid"]), seq=int(rows[-1]["seq"]))
    if not more:  # everything below the horizon was looked at: the next pull begins there
        here = replace(here, xid=max(here.xid, horizon - 1), seq=max(here.seq, _newest(connection)))
    entered = [str(row["record_id"]) for row in rows if row["verb"] == "enter"]
    gone = [(str(row["kind"]), str(row["record_id"])) for row in rows if row["verb"] == "leave"]
    real = [row for row in rows if row["verb"] in ("create", "set")]
    return real + _whole(connection, entered), _unseen(connection, seat, here, gone), here, more


def _whole(connection: Connection, record_ids: Iterable[str]) -> list[Any]:
    """Every operation of records that came into view."""
    rows: list[Any] = []
    ids = sorted(set(record_ids))
    for at in range(0, len(ids), BATCH):
        query = select(CHANGE).where(CHANGE.c.record_id.in_(ids[at : at + BATCH]), REAL).order_by(CHANGE.c.seq)
        rows += connection.execute(query).mappings()
    return rows


def _unseen(connection: Connection, seat: Seat, here: Cursor, gone: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the records that moved away which lie where this user doesn't see them now."""
    if not gone:
        return []
    mine = _scopes(seat, here.generation)
    there = select(RECORD.c.id).where(RECORD.c.id.in_([one for _kind, one in gone]), RECORD.c.scope.in_(mine))
    seen = set(connection.execute(there).scalars())
    return [one for one in dict.fromkeys(gone) if one[1] not in seen]


def operation_of(row: Any) -> Operation:  # noqa: ANN401 - a row mapping
    """A row of the log as it travels."""
    plain = {name: str(row[name]) for name in Change.__slots__}
    extra = json.loads(row["extra"]) if row["extra"] else {}
    return Operation.from_json(extra | plain | {"seq": int(row["device_seq"]), "title": str(row["title"])})


def _ask_to_evict(connection: Connection, seat: Seat, left: set[str]) -> None:
    at = moment_text(now())
    _forget_asked(connection, seat, left)
    rows = [{"device_id": seat.device_id, "scope": scope, "asked_at": at} for scope in sorted(left)]
    connection.execute(insert(EVICT_ACK), rows)


def _forget_asked(connection: Connection, seat: Seat, scopes: Iterable[str]) -> None:
    of_it = EVICT_ACK.c.device_id == seat.device_id
    connection.execute(EVICT_ACK.delete().where(of_it, EVICT_ACK.c.scope.in_(sorted(scopes))))


def evicted(connection: Connection, seat: Seat, scopes: Iterable[str]) -> None:
    """The laptop says that these scopes are gone from it."""
    of_it = (EVICT_ACK.c.device_id == seat.device_id) & EVICT_ACK.c.scope.in_(sorted(set(scopes)))
    connection.execute(update(EVICT_ACK).where(of_it).values(done_at=moment_text(now())))
    audit(connection, seat.user_id, seat.device_id, "evicted", f"{len(set(scopes))} scopes")


def verify(connection: Connection, seat: Seat) -> dict[str, tuple[int, str]]:
    """By kind: how many records this user sees, and their order-independent hash (sum of 64-bit digests, hex)."""
    sums: dict[str, list[int]] = {}
    sees = sorted(visible(connection, seat))
    for at in range(0, len(sees), BATCH):
        query = select(RECORD.c.kind, RECORD.c.hash).where(RECORD.c.scope.in_(sees[at : at + BATCH]))
        for kind, digest in connection.execute(query):
            tally = sums.setdefault(str(kind), [0, 0])
            tally[0] += 1
            tally[1] = (tally[1] + int(digest, 16)) % 2**64
    return {kind: (count, f"{total:016x}") for kind, (count, total) in sums.items()}
