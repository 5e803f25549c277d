"""Comparing a laptop's copy with what it was given: counts and hashes of ranges of ids, and whole records again.

A laptop halves the ranges that differ until a few records are left, so finding one wrong record among n costs some
log2(n) small answers. What is compared is what the laptop's scopes hold as it was last given them; on PostgreSQL it is
read behind the second fence as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from central_server.store.fence import fenced
from central_server.store.pull import operation_of
from central_server.store.seats import Seat
from central_server.store.states import BATCH
from central_server.store.tables import CHANGE, DEVICE_SCOPE, RECORD
from desktop_app.sync.protocol import Operation, Span, SpanFound

LISTED = 64
"""Records of a range up to which they are named one by one."""


def generation_of(connection: Connection, seat: Seat) -> int:
    """The newest scopes this laptop was given; 0 when it never pulled."""
    newest = select(func.max(DEVICE_SCOPE.c.generation)).where(DEVICE_SCOPE.c.device_id == seat.device_id)
    return int(connection.execute(newest).scalar() or 0)


def compare(connection: Connection, seat: Seat, spans: Iterable[Span]) -> list[SpanFound]:
    """For each range of ids of a kind: how many records, their hash, and they themselves where they are few."""
    generation = generation_of(connection, seat)
    with fenced(connection, seat, generation):
        return [_found(connection, seat, generation, span) for span in spans]


def _found(connection: Connection, seat: Seat, generation: int, span: Span) -> SpanFound:
    # Laptop and server must agree on what lies between two ids, whatever language the database sorts in.
    one_id = RECORD.c.id.collate("C" if connection.dialect.name == "postgresql" else "BINARY")
    inside = (RECORD.c.kind == span.kind) & (one_id > span.after)
    if span.upto:
        inside &= one_id <= span.upto
    query = select(RECORD.c.id, RECORD.c.hash).where(inside, RECORD.c.scope.in_(_given(seat, generation)))
    rows = [(str(one), str(digest)) for one, digest in connection.execute(query.order_by(one_id))]
    total = sum(int(digest, 16) for _one, digest in rows) % 2**64
    middle = rows[len(rows) // 2][0] if len(rows) > LISTED else ""
    return SpanFound(len(rows), f"{total:016x}", middle, tuple(rows) if not middle else ())


def whole(connection: Connection, seat: Seat, ids: Sequence[str]) -> list[Operation]:
    """Every operation of these records, as far as the laptop may have them; of others nothing, as if they were none."""
    generation = generation_of(connection, seat)
    found: list[Operation] = []
    with fenced(connection, seat, generation):
        for at in range(0, len(ids), BATCH):
            query = select(CHANGE).where(
                CHANGE.c.record_id.in_(ids[at : at + BATCH]), CHANGE.c.verb.in_(("create", "set")),
                CHANGE.c.scope.in_(_given(seat, generation)),
            )  # fmt: skip
            found += [operation_of(row) for row in connection.execute(query.order_by(CHANGE.c.seq)).mappings()]
    return found


def _given(seat: Seat, generation: int) -> Any:  # noqa: ANN401 - a selection of scopes
    mine = (DEVICE_SCOPE.c.device_id == seat.device_id) & (DEVICE_SCOPE.c.generation == generation)
    return select(DEVICE_SCOPE.c.scope).where(mine)
