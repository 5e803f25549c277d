"""Checking this vault against the server: ranges that differ are halved until the records are found, then mended."""

from __future__ import annotations

import functools
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.journal.change import Change, pack
from desktop_app.journal.merge import digest
from desktop_app.records.base import kinds
from desktop_app.sync.client import Client
from desktop_app.sync.protocol import AT_ONCE, Operation, Span, SpanFound
from desktop_app.vault import landing, search
from desktop_app.vault.queries.sync import CHECKED

Key = tuple[str, str]
_OURS_WAITING = text(
    "SELECT DISTINCT c.kind, c.record_id FROM change c LEFT JOIN outbox o ON o.change_id = c.id"
    " WHERE c.device = :device AND coalesce(o.state, 'waiting') = 'waiting'"
)
_OTHERS = text("SELECT id, record_id FROM change WHERE device <> :device AND record_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_OURS = text("SELECT DISTINCT record_id FROM change WHERE device = :device AND record_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_FORGET = text("DELETE FROM change WHERE id = :one")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: records compared, those that differed, and those that still do."""

    records: int
    differed: tuple[Key, ...]
    left: tuple[Key, ...]


def check(desk: Desk, line: Client) -> Checked:
    """Compare, mend what differs, and look again. Call it after a round; what waits to be sent is left out."""
    count, found = differing(desk, line)
    left: list[Key] = []
    if found:
        mend(desk, line, found)
        again = set(differing(desk, line)[1])
        left = [key for key in found if key in again]
    told = {"at": clock.now().isoformat(), "records": count, "mended": len(found) - len(left), "left": len(left)}
    desk.set_meta(CHECKED, json.dumps(told))
    return Checked(count, tuple(found), tuple(left))


def differing(desk: Desk, line: Client) -> tuple[int, list[Key]]:
    """(records compared, those that are not alike here and there)."""
    with desk.database.reading() as connection:
        waits = {(str(kind), str(one)) for kind, one in connection.execute(_OURS_WAITING, {"device": desk.device})}
        ours = {kind: _digests(connection, kind) for kind in kinds()}
    spans = [Span(kind) for kind in ours]
    found: set[Key] = set()
    while spans:
        now, spans = spans[:AT_ONCE], spans[AT_ONCE:]
        for span, theirs in zip(now, line.compare(now), strict=True):
            spans += _halves(span, theirs, ours[span.kind], found)
    return sum(map(len, ours.values())), sorted(found - waits)


def _digests(connection: Any, kind: str) -> dict[str, int]:  # noqa: ANN401 - the vault's
    """Id → digest of every record of a kind, in the order of the ids."""
    rows = sorted(landing.plain_rows(connection, kind), key=lambda plain: str(plain["id"]))
    return {
        str(plain["id"]): digest(kind, str(plain["id"]), {name: pack(value) for name, value in plain.items()})
        for plain in rows
    }


def _halves(span: Span, theirs: SpanFound, ours: dict[str, int], found: set[Key]) -> list[Span]:
    """The two halves of a range that differs; of a small one the records go to `found`."""
    ids = list(ours)
    last = bisect_right(ids, span.upto) if span.upto else len(ids)
    mine = {one: ours[one] for one in ids[bisect_right(ids, span.after) : last]}
    if (len(mine), f"{sum(mine.values()) % 2**64:016x}") == (theirs.count, theirs.hash):
        return []
    if theirs.middle:
        return [Span(span.kind, span.after, theirs.middle), Span(span.kind, theirs.middle, span.upto)]
    there = dict(theirs.records)
    found |= {
        (span.kind, one) for one in mine.keys() | there.keys()
        if one not in there or one not in mine or f"{mine[one]:016x}" != there[one]
    }  # fmt: skip
    return []


def mend(desk: Desk, line: Client, keys: Sequence[Key]) -> None:
    """Take these records from the server again, and make them what their Changes say.

    What others wrote is what the server says; what this laptop wrote is never given up. A record that the server does
    not have for us and in which we wrote nothing goes.
    """
    for at in range(0, len(keys), AT_ONCE):
        part = keys[at : at + AT_ONCE]
        operations = line.again([one for _kind, one in part])
        desk.land("Check", functools.partial(_mend, desk.device, part, operations)).result(600)


def _mend(device: str, keys: Sequence[Key], sent: Iterable[Operation], connection: Any) -> list[Change]:  # noqa: ANN401
    arrived = [(one.change, one.title) for one in sent]
    theirs, whose = {change.id for change, _title in arrived}, {change.record_id for change, _title in arrived}
    asked = {"device": device, "ids": [one for _kind, one in keys]}
    ours = {str(one) for one in connection.execute(_OURS, asked).scalars()}
    for change_id, _record in connection.execute(_OTHERS, asked).all():
        if change_id not in theirs:
            connection.execute(_FORGET, {"one": change_id})
    new = landing.land(connection, arrived)
    for _kind, record_id in keys:  # a row may be gone while its words are still found
        search.forget(connection, record_id)
    landing.rebuild(connection, keys)
    landing.evict(connection, (), [key for key in keys if key[1] not in whose and key[1] not in ours])
    return new
