"""What the server itself adds to the log: conflicts to settle, texts of two put together, records that moved."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, update

from central_server.store.states import Standing
from central_server.store.tables import CHANGE
from desktop_app.clock import millis, now
from desktop_app.journal.change import Change, Verb, pack, unpack
from desktop_app.journal.hlc import HybridClock, moment_of
from desktop_app.journal.merge import REMOVED, Clash, State, Stood
from desktop_app.journal.texts import blend
from desktop_app.records.base import moment_text, to_plain
from desktop_app.records.ids import new_id
from desktop_app.records.sync import Conflict

SERVER = "server"
_CLOCK = HybridClock(SERVER, millis)


@dataclass(slots=True)
class Consequences:
    """Gathered while a push is taken, written with it in the same transaction."""

    clashes: list[tuple[Change, Standing, Clash]] = field(default_factory=list)
    moves: list[tuple[Change, str, str]] = field(default_factory=list)
    families: list[str] = field(default_factory=list)

    def clash(self, change: Change, standing: Standing, clash: Clash) -> None:
        """Two answers to one question."""
        self.clashes.append((change, standing, clash))

    def move(self, change: Change, was: str, scope: str) -> None:
        """A record came to lie elsewhere."""
        self.moves.append((change, was, scope))

    def mark(self) -> tuple[int, int, int]:
        """A point to go back to."""
        return len(self.clashes), len(self.moves), len(self.families)

    def back_to(self, mark: tuple[int, int, int]) -> None:
        """Forget what came after the mark."""
        del self.clashes[mark[0] :], self.moves[mark[1] :], self.families[mark[2] :]

    def settle(
        self, standings: dict[tuple[str, str], Standing], touched: dict[tuple[str, str], Standing]
    ) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """(rows for the log, record id → scope its earlier rows move to)."""
        rows: list[dict[str, Any]] = []
        for change, standing, clash in self.clashes:
            if clash.base is not None:
                rows += _blended(change, standing, clash, touched, standings)
            else:
                rows.append(_conflict(change, standing, clash, clash.ours, clash.theirs, touched, standings))
        moved: dict[str, str] = {}
        for change, was, scope in self.moves:
            moved[change.record_id] = scope
            rows += [_moved(change, "leave", was), _moved(change, "enter", scope)]
        return rows, moved


def write_log(connection: Connection, rows: list[dict[str, Any]], moved: dict[str, str]) -> None:
    """Put rows at the end of the log, and the earlier operations of records that moved where those lie now."""
    if connection.dialect.name == "postgresql" and rows:
        xid = int(connection.exec_driver_sql("SELECT pg_current_xact_id()::text::bigint").scalar_one())
        rows = [row | {"xid": xid} for row in rows]
    if rows:
        connection.execute(insert(CHANGE), rows)
    for record_id, scope in moved.items():
        of_it = (CHANGE.c.record_id == record_id) & CHANGE.c.verb.in_(("create", "set"))
        connection.execute(update(CHANGE).where(of_it).values(scope=scope))


def _row(change: Change, scope: str) -> dict[str, Any]:
    plain = {name: str(getattr(change, name)) for name in Change.__slots__}
    return plain | {
        "device_seq": 0, "title": "", "extra": "", "scope": scope, "verdict": "applied", "at": moment_text(now()),
    }  # fmt: skip


def _moved(change: Change, verb: str, scope: str) -> dict[str, Any]:
    row = _row(change, scope)
    return row | {"id": new_id(), "verb": verb, "field": "", "before": "", "value": "", "actor": "", "device": SERVER}


def _blended(
    change: Change, standing: Standing, clash: Clash,
    touched: dict[tuple[str, str], Standing], standings: dict[tuple[str, str], Standing],
) -> list[dict[str, Any]]:  # fmt: skip
    """One text out of two, as the server's own Change; a sentence both touched is asked about."""
    base, ours, theirs = (str(unpack(text) or "") for text in (clash.base or "", clash.ours.value, clash.theirs.value))
    merged = blend(base, ours, theirs)
    rows = []
    live = standing.state.fields[clash.field]
    if merged.text != ours and live.change == clash.ours.change:
        _CLOCK.see(live.hlc)
        made = Change(
            new_id(), change.txn, change.kind, change.record_id, Verb.SET, clash.field, live.value, pack(merged.text),
            _CLOCK.tick(), f"{clash.ours.actor} and {clash.theirs.actor}", SERVER,
        )  # fmt: skip
        standing.state.fields[clash.field] = Stood(made.value, made.hlc, made.actor, SERVER, made.id)
        rows.append(_row(made, standing.scope))
    for overlap in merged.overlaps:
        stands, other = (
            Stood(pack(text), side.hlc, side.actor, side.device, side.change)
            for text, side in ((overlap.stands, clash.ours), (overlap.other, clash.theirs))
        )
        rows.append(_conflict(change, standing, clash, stands, other, touched, standings))
    return rows


def _conflict(
    change: Change, standing: Standing, clash: Clash, mine: Stood, other: Stood,
    touched: dict[tuple[str, str], Standing], standings: dict[tuple[str, str], Standing],
) -> dict[str, Any]:  # fmt: skip
    """A Conflict record, lying where the record lies that it is about."""
    place, _, owner = standing.scope.partition(":")
    sides = (mine.change, other.change)
    fields = standing.state.fields.items()
    said = [name for name, stood in fields if name != REMOVED and stood.change in sides]
    edited = (said[0] if said else change.field) if clash.field == REMOVED else ""
    record = Conflict(
        id=new_id(), family_id=owner if place == "family" else "", person_id=owner if place == "person" else "",
        about_kind=change.kind, about_id=change.record_id, field=clash.field, edited=edited,
        mine=mine.value, mine_by=mine.actor, mine_at=moment_of(mine.hlc),
        other=other.value, other_by=other.actor, other_at=moment_of(other.hlc),
    )  # fmt: skip
    value = pack({name: one for name, one in to_plain(record).items() if one not in ("", None)})
    _CLOCK.see(max(mine.hlc, other.hlc))
    made = Change(new_id(), new_id(), Conflict.KIND, record.id, Verb.CREATE, "", "", value, _CLOCK.tick(), "", SERVER)
    state = State(Conflict.KIND, record.id)
    for name, one in json.loads(value).items():
        state.fields[name] = Stood(pack(one), made.hlc, "", SERVER, made.id)
    kept = Standing(state, "", standing.author)
    kept.scope = kept.scope_now(standing.author)
    touched[Conflict.KIND, record.id] = standings[Conflict.KIND, record.id] = kept
    return _row(made, kept.scope)
