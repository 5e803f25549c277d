"""Taking what a laptop did: idempotent by operation, a command together or not at all, one answer for each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from central_server.store import states
from central_server.store.audit import audit
from central_server.store.consequences import Consequences, write_log
from central_server.store.cursor import Cursor
from central_server.store.refusals import Refused
from central_server.store.scopes import creators, hold, scopes_changed, seen_among
from central_server.store.seats import Seat
from central_server.store.states import Standing
from central_server.store.tables import CHANGE, DEVICE, GRANT, REJECTED
from desktop_app.clock import millis, now
from desktop_app.journal.change import Change, Verb
from desktop_app.journal.hlc import DAY_MS
from desktop_app.journal.merge import REMOVED, State, Verdict, merge
from desktop_app.records.base import moment_text
from desktop_app.records.ids import new_id
from desktop_app.sync.protocol import (
    CLOCK_AHEAD,
    FORKED,
    NOT_YOURS,
    PAGE,
    TOGETHER,
    UNREADABLE,
    Answer,
    Operation,
    Pushed,
)

LONGEST = 4_000_000
"""Characters of one value; more is not something a person typed."""


class _Bad(Exception):
    """This operation can't be taken; the code says why."""


@dataclass(slots=True)
class Taking:
    """One push under way: what is known, what changed so far."""

    connection: Connection
    seat: Seat
    cursor: Cursor | None
    standings: dict[tuple[str, str], Standing] = field(default_factory=dict)
    sees: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    """Scopes that came to be in this push: a new family, a new person."""
    touched: dict[tuple[str, str], Standing] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    unseen: set[str] = field(default_factory=set)
    consequences: Consequences = field(default_factory=Consequences)


def demand_one(connection: Connection, seat: Seat, reached: int | None) -> None:
    """Refused when this device's numbers went further than the laptop that asks knows: there is a copy of it."""
    if reached is not None:
        last = connection.execute(select(DEVICE.c.last_seq).where(DEVICE.c.id == seat.device_id)).scalar_one()
        if last > reached:
            raise Refused(FORKED, 409)


def push(
    connection: Connection, seat: Seat, raw: list[Any], cursor: Cursor | None, reached: int | None = None
) -> Pushed:
    """Take up to a page of operations of this device, in its order.

    A push of nothing that has `reached` further than our last asks what we lack: a restored server asks for it again.
    """
    last = connection.execute(
        select(DEVICE.c.last_seq).where(DEVICE.c.id == seat.device_id).with_for_update()
    ).scalar_one()
    read = [_read(one) for one in raw[:PAGE]]
    known = _known(connection, [op_id for op_id, _seq, _op in read])
    answers: list[Answer] = []
    fresh: list[tuple[str, int, Operation | None]] = []
    expected = int(last) + 1
    if not read:
        demand_one(connection, seat, reached)
        return Pushed((), expected if reached is not None and reached >= expected else 0)
    for op_id, seq, operation in sorted(read, key=lambda one: one[1]):
        if op_id in known:
            answers.append(
                Answer(op_id, Verdict.REJECTED, known[op_id]) if known[op_id] else Answer(op_id, Verdict.DUPLICATE)
            )
            expected += seq == expected  # known from before this laptop was enrolled anew: its number is used now
        elif seq < expected:
            raise Refused(FORKED, 409)  # another laptop has used this number: a restored or copied vault
        elif seq > expected:
            return (
                Pushed(tuple(answers), expected)
                if expected == int(last) + 1
                else _finish(connection, seat, cursor, fresh, answers, expected, expected - 1)
            )
        else:
            fresh.append((op_id, seq, operation))
            expected += 1
    return _finish(connection, seat, cursor, fresh, answers, 0, expected - 1)


def _read(raw: Any) -> tuple[str, int, Operation | None]:  # noqa: ANN401 - JSON
    """(id, seq, operation or None when it can't be understood). Refused when not even its number can be read."""
    try:
        op_id, seq = str(raw["id"]), int(raw["seq"])
        if not op_id or len(op_id) > 100 or not 0 < seq < 2**53:
            raise Refused(UNREADABLE, 422)
    except (TypeError, KeyError, ValueError) as broken:
        raise Refused(UNREADABLE, 422) from broken
    try:
        return op_id, seq, Operation.from_json(raw)
    except (TypeError, KeyError, ValueError):
        return op_id, seq, None


def _known(connection: Connection, ids: list[str]) -> dict[str, str]:
    """Operations answered before: id → why it was rejected, empty when it was taken."""
    known: dict[str, str] = {}
    for at in range(0, len(ids), states.BATCH):
        part = ids[at : at + states.BATCH]
        known |= dict.fromkeys(connection.execute(select(CHANGE.c.id).where(CHANGE.c.id.in_(part))).scalars(), "")
        known |= {
            row[0]: row[1]
            for row in connection.execute(select(REJECTED.c.id, REJECTED.c.why).where(REJECTED.c.id.in_(part)))
        }
    return known


def _finish(
    connection: Connection, seat: Seat, cursor: Cursor | None,
    fresh: list[tuple[str, int, Operation | None]], answers: list[Answer], resend_from: int, upto: int,
) -> Pushed:  # fmt: skip
    if fresh:
        taking = Taking(connection, seat, cursor)
        answers += _take(taking, fresh)
        _write(taking, upto)
    else:
        connection.execute(update(DEVICE).where(DEVICE.c.id == seat.device_id).values(last_seq=upto))
    return Pushed(tuple(answers), resend_from)


def _take(taking: Taking, fresh: list[tuple[str, int, Operation | None]]) -> list[Answer]:
    operations = [op for _id, _seq, op in fresh if op]
    taking.standings = states.load(taking.connection, _mentioned(operations))
    _look(taking, operations)
    groups: dict[str, list[tuple[str, int, Operation | None]]] = {}
    for one in fresh:
        groups.setdefault(one[2].change.txn if one[2] else one[0], []).append(one)
    answers = [answer for group in groups.values() for answer in _command(taking, group)]
    rejected = [one for one in answers if one.verdict is Verdict.REJECTED]
    if rejected:
        at = moment_text(now())
        rows = [{"id": one.id, "device_id": taking.seat.device_id, "why": one.why, "at": at} for one in rejected]
        taking.connection.execute(insert(REJECTED), rows)
    return answers


def _mentioned(operations: Iterable[Operation]) -> set[tuple[str, str]]:
    """Every record an operation changes, and the people it is about."""
    mentioned = set()
    for operation in operations:
        change = operation.change
        mentioned.add((change.kind, change.record_id))
        mentioned |= {("person", person) for person in _named(change, "person_id")}
    return mentioned


def _named(change: Change, name: str) -> list[str]:
    """What a Change says a field is, when it says so and it is an id."""
    try:
        said = json.loads(change.value)
    except ValueError:
        return []
    value = (
        said.get(name)
        if change.verb is Verb.CREATE and isinstance(said, dict)
        else said
        if change.field == name
        else None
    )
    return [value] if isinstance(value, str) and value else []


def _look(taking: Taking, operations: list[Operation]) -> None:
    """Which of the scopes this push touches the user sees, and which records others changed meanwhile."""
    scopes = {one.scope for one in taking.standings.values() if one.scope}
    for operation in operations:
        change = operation.change
        scopes |= {f"family:{one}" for one in _named(change, "family_id")} | {
            f"person:{one}" for one in _named(change, "person_id")
        }
    taking.sees = seen_among(taking.connection, taking.seat, scopes) | {"all", f"user:{taking.seat.user_id}"}
    removed = [op.change.record_id for op in operations if op.change.field == REMOVED and op.change.value != "null"]
    if removed:
        others = select(CHANGE.c.record_id).where(
            CHANGE.c.record_id.in_(removed), CHANGE.c.device != taking.seat.device_id
        )
        if taking.cursor:
            here = taking.cursor
            others = others.where((CHANGE.c.xid > here.xid) | ((CHANGE.c.xid == here.xid) & (CHANGE.c.seq > here.seq)))
        taking.unseen = set(taking.connection.execute(others).scalars())


def _command(taking: Taking, group: list[tuple[str, int, Operation | None]]) -> list[Answer]:
    """The operations of one command: all of them, or none."""
    before = {key: Standing(_copy(one.state), one.scope, one.author) for key, one in _involved(taking, group).items()}
    marks = (set(taking.made), len(taking.changes), taking.consequences.mark(), dict(taking.touched))
    answers: list[Answer] = []
    try:
        for op_id, seq, operation in group:
            if operation is None:
                raise _Bad(UNREADABLE)
            answers.append(Answer(op_id, _one(taking, seq, operation)))
    except _Bad as bad:
        for _id, _seq, operation in group:
            if operation:
                key = (operation.change.kind, operation.change.record_id)
                taking.standings.pop(key, None)
        taking.standings |= before
        taking.made, taking.touched = marks[0], marks[3]
        taking.touched |= {key: one for key, one in before.items() if key in taking.touched}
        del taking.changes[marks[1] :]
        taking.consequences.back_to(marks[2])
        failed = group[len(answers)][0]
        why = str(bad)
        return [Answer(op_id, Verdict.REJECTED, why if op_id == failed else TOGETHER) for op_id, _seq, _op in group]
    return answers


def _involved(taking: Taking, group: list[tuple[str, int, Operation | None]]) -> dict[tuple[str, str], Standing]:
    keys = {(op.change.kind, op.change.record_id) for _id, _seq, op in group if op}
    return {key: taking.standings[key] for key in keys if key in taking.standings}


def _copy(state: State) -> State:
    return State(state.kind, state.record_id, dict(state.fields))


def _check(taking: Taking, change: Change) -> None:
    if change.device != taking.seat.device_id or not change.record_id or not change.kind or len(change.value) > LONGEST:
        raise _Bad(UNREADABLE)
    try:
        said, ahead = json.loads(change.value), int(change.hlc.split("-")[0], 16) - millis()
        json.loads(change.before or "null")
    except ValueError as broken:
        raise _Bad(UNREADABLE) from broken
    if (change.verb is Verb.CREATE and not isinstance(said, dict)) or (change.verb is Verb.SET and not change.field):
        raise _Bad(UNREADABLE)
    if ahead > DAY_MS:
        raise _Bad(CLOCK_AHEAD)


def _one(taking: Taking, seq: int, operation: Operation) -> Verdict:
    """Bring one operation in. _Bad when it may not or can't be."""
    change = replace(operation.change, actor=taking.seat.name or operation.change.actor)
    _check(taking, change)
    key = (change.kind, change.record_id)
    standing = taking.standings.get(key)
    if standing is not None and not _seen(taking, standing.scope):
        raise _Bad(NOT_YOURS)
    if standing is None:
        if change.verb is not Verb.CREATE:
            raise _Bad(NOT_YOURS)  # the same answer as for a record of another team
        standing = taking.standings[key] = Standing(State(*key), "", taking.seat.user_id)
    was = standing.scope
    verdict, clashes = merge(standing.state, change, unseen=change.record_id in taking.unseen)
    standing.scope = standing.scope_now(standing.author)
    _permit(taking, change, was, standing.scope)
    taking.touched[key] = standing
    if was and was != standing.scope:
        taking.consequences.move(change, was, standing.scope)
    taking.changes.append(_row(taking, seq, operation, change, standing.scope, verdict))
    for clash in clashes:
        taking.consequences.clash(change, standing, clash)
    return verdict


def _seen(taking: Taking, scope: str) -> bool:
    return scope in taking.sees or scope in taking.made


def _permit(taking: Taking, change: Change, was: str, scope: str) -> None:
    """A record may come to lie only where its writer sees; who belongs to a family is a matter of the person too."""
    people = [f"person:{one}" for one in _named(change, "person_id")] if change.kind == "member" else []
    for one in [scope, *people]:
        if one == was or _seen(taking, one):
            continue
        kind, _, record_id = one.partition(":")
        # Somebody who is nowhere yet may be made by the operation itself, or by one that comes with it.
        there = (kind, record_id) in taking.standings and bool(taking.standings[kind, record_id].scope)
        new = (change.kind, change.record_id) == (kind, record_id) and change.verb is Verb.CREATE and not was
        if not new and (there or kind == "family"):
            raise _Bad(NOT_YOURS)
        taking.made.add(one)
        if kind == "family":
            taking.consequences.families.append(record_id)


def _row(
    taking: Taking, seq: int, operation: Operation, change: Change, scope: str, verdict: Verdict
) -> dict[str, Any]:
    plain = {name: str(getattr(change, name)) for name in Change.__slots__}
    extra = json.dumps(operation.extra, ensure_ascii=False) if operation.extra else ""
    return plain | {
        "device_seq": seq, "title": operation.title, "extra": extra, "scope": scope, "verdict": str(verdict),
        "at": moment_text(now()),
    }  # fmt: skip


def _write(taking: Taking, reached: int) -> None:
    connection, seat = taking.connection, taking.seat
    extra, moved = taking.consequences.settle(taking.standings, taking.touched)
    rows = taking.changes + extra
    write_log(connection, rows, moved)
    states.keep(connection, taking.touched.values())
    anew = states.keep_members(connection, taking.touched.values())
    if taking.consequences.families:
        users = creators(connection, seat)
        connection.execute(insert(GRANT), [_created(one, to) for one in taking.consequences.families for to in users])
    if taking.made:
        hold(connection, seat, taking.made)
    if anew or taking.made:
        scopes_changed(connection)
    seen = {"last_seq": reached, "seen_at": moment_text(now())}
    connection.execute(update(DEVICE).where(DEVICE.c.id == seat.device_id).values(**seen))
    audit(connection, seat.user_id, seat.device_id, "push", f"{len(taking.changes)} operations up to {reached}")


def _created(family: str, user_id: str) -> dict[str, str]:
    today = now().date().isoformat()
    return {
        "id": new_id(), "family_id": family, "to_kind": "user", "to_id": user_id, "why": "created",
        "since": today, "until": "",
    }  # fmt: skip
